"""
Type the dated records of the regions, from `tools/sources/records.jsonl`, one JSON object a line.

    python tools/build_records.py            write src/gm100/reference/_data/records.json and docs/reference/records.md
    python tools/build_records.py --check    write nothing; exit 1 when one of them would differ

Each record becomes facts of the model, by collection of a dossier, each with its address and grade. What a record says
and no field has is in the note of its fact. A record that cannot become a fact is listed with the reason, and so
are those that a dossier made by hand holds already.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from gm100 import Evidence, cohort_of, evaluations, memberships, regions
from gm100.errors import UnknownRegionError
from gm100.reference._rows import source_at

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCE: Final = ROOT / "tools" / "sources" / "records.jsonl"
OUTPUT: Final = ROOT / "src" / "gm100" / "reference" / "_data" / "records.json"
PAGE: Final = ROOT / "docs" / "reference" / "records.md"
BY_HAND: Final = ROOT / "src" / "gm100" / "reference" / "_data" / "dossiers"

Fields: TypeAlias = dict[str, Any]
Fact: TypeAlias = tuple[str, Fields]
"""A collection of a dossier, and a fact of it; the collection `schemes` is national."""

MINISTRY: Final = "Kementerian Komunikasi dan Informatika"
GIVERS: Final = {"ISNA": "Citiasia", "RKCI": "ITB", "IKCI": "Kompas", "Kominfo": MINISTRY, "Menkominfo": MINISTRY}
PILLAR: Final = "smart "
DATES: Final = {
    "bimtek": "start",
    "mous": "signed",
    "awards": "given",
    "selections": "assessed",
    "evaluation_sessions": "start",
}
"""The field of a fact that its date is in."""

REASONS: Final = {
    "count": "a number of quick wins without a name; a quick win has one",
    "hand": "the dossier made by hand holds it",
    "table": "the table of the ministry holds it",
}


class Record(NamedTuple):
    """
    A record with what of it is not yet typed.

    Attributes:
        number: Its line in the source.
        kind: What kind of record it is.
        region: Code of the region; nothing where it is national.
        name: The region as printed.
        date: Its date, as far as known.
        left: The fields that no fact has taken yet.
    """

    number: int
    kind: str
    region: str | None
    name: str
    date: str | None
    left: Fields

    def take(self, *names: str) -> Any:
        """
        Return the first of these fields that the record has, and take it away.
        """
        found = [self.left.pop(name) for name in names if name in self.left]
        return found[0] if found else None

    @property
    def year(self) -> int:
        """
        The year of its date.
        """
        return int((self.date or "0")[:4])


def code_of(name: str, kind: str = "Kabupaten") -> str:
    """
    Return the code of a region as records write its name; one without its kind is of the kind that is given.
    """
    full = name if name.startswith(("Kab", "Kota", "Prov")) else f"{kind} {name}"
    return regions().resolve(full, corrections=False).code


def person(text: str) -> Fields:
    """
    Return a person: office, name, and what is in brackets.
    """
    offices = (
        r"Wakil Bupati|Bupati|Wakil Wali ?[Kk]ota|Wali ?[Kk]ota|Sekda|Asisten III|Dirjen Aptika|Menkominfo"
        r"|Ketua DPRD|Kepala [^(]+"
    )
    read = re.fullmatch(
        rf"(?:(?P<acting>Plt|Pjs|Pj|Plh) )?(?P<office>{offices})?\s*(?P<name>[^(]*?)\s*(?:\((?P<extra>.*)\))?", text
    )
    if read is None:
        return {"name": text}
    found = {name: value for name, value in read.groupdict().items() if value}
    extra = found.pop("extra", "")
    if "mewakili " in extra:
        found["represents"] = extra.removeprefix("mewakili ")
    elif extra == "mewakili":
        found["represents"] = "kepala daerah"
    elif "witness" in extra:
        found["role"] = "witnessed"
    elif extra and "name" in found and not extra.startswith("with "):
        found["affiliation" if extra[0].isupper() and "office" not in found else "office"] = extra
    return found or {"name": text}


def people(given: Any, role: str) -> list[Fields]:
    """
    Return one or several persons with what they did.
    """
    listed = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    return [{"role": role} | person(each) for each in listed]


def groups(given: Any) -> list[Fields]:
    """
    Return who took part: a number, a text or a list of groups.
    """
    if isinstance(given, int):
        return [{"count": given, "unit": "persons"}]
    return [{"group": each} for each in ([given] if isinstance(given, str) else given or [])]


def texts(given: Any) -> list[str]:
    """
    Return one or several texts.
    """
    return [given] if isinstance(given, str) else [str(each) for each in given or []]


def said(value: Any) -> str:
    """
    Return a value of a record as a note prints it.
    """
    if isinstance(value, dict):
        return ", ".join(f"{name} {said(each)}" for name, each in value.items())
    return ", ".join(map(said, value)) if isinstance(value, list) else str(value)


def letter(text: str | None) -> Fields | None:
    """
    Return the number of a letter.
    """
    return None if text is None else {"raw": text}


def pillars(name: str) -> list[str]:
    """
    Return the pillar that a heading names.
    """
    return [name.removeprefix(PILLAR)] if name.startswith(PILLAR) else []


def wins(given: Any, year: int | None, *, new: bool | None = None, pillar: str = "") -> Iterator[Fact]:
    """
    Yield the quick wins of a list, or of lists by pillar or by year.
    """
    if isinstance(given, dict):
        for head, names in given.items():
            when = int(head[:4]) if head[:4].isdecimal() else year
            for _, win in wins(names, when, new=new, pillar=pillar or head):
                yield "quick_wins", win | ({"note": head} if "proposed" in head else {})
        return
    for name in texts(given):
        yield "quick_wins", {"name": name, "pillars": pillars(pillar), "year": year, "new": new}


def bimtek(record: Record) -> Iterator[Fact]:
    """
    Yield the stages of a record, and what else was done in them.
    """
    signed, deliverable = record.take("mou_date"), texts(record.take("deliverable"))
    if signed:
        yield "mous", {"signed": signed}
    by, day = texts(record.take("commitment_signed_by", "signed_by")), record.take("commitment_date")
    end = record.take("end_date", "end")
    stages = record.take("stages")
    if by or day or any(word in text for text in deliverable for word in ("komitmen bersama", "kesepakatan bersama")):
        last = day or end or (stages[-1]["end"] if stages else record.date)
        yield "commitments", {"signed": last, "signatories": by, "inferred": [] if day else ["signed"]}
    yield from wins(record.take("quickwins"), record.year)
    shared = {
        "place": record.take("place", "venue"),
        "participants": groups(record.take("participants")),
        "speakers": people(record.take("mentor", "mentors", "speakers"), "taught"),
        "agenda": texts(record.take("topics", "steps")),
        "deliverables": deliverable,
    }
    if stages:
        for each in stages:
            yield "bimtek", shared | each
        return
    content = [record.take("day_1"), record.take("day_2"), record.take("content")]
    shared["agenda"] += [text for each in content for text in texts(each)]
    days = record.take("days")
    yield "bimtek", shared | {"stage": record.take("stage"), "start": record.date, "end": end, "days": days}


def mou(record: Record) -> Iterator[Fact]:
    """
    Yield the agreement of a record, or the invitation to sign it.
    """
    if record.take("subtype") == "invitation_letter":
        for name in record.take("addressees"):
            number = letter(record.left.get("letter_number"))
            chosen = {"cohort": record.year, "announced": record.date, "letter": number, "passed": True}
            yield "selections", chosen | {"region": code_of(name), "chosen": 10, "note": "invitation to sign"}
        record.take("letter_number")
        return
    witness = record.take("witness")
    signers = people(record.take("signatories"), "signed") + people(witness, "witnessed")
    yield (
        "mous",
        {
            "cohort": record.take("cohort"),
            "title": record.take("title"),
            "ministry_number": letter(record.take("number_ministry")),
            "region_number": letter(record.take("number_region")),
            "signatories": signers + people(record.take("attended_by"), "attended"),
            "signed": record.date,
            "place": record.take("place"),
            "scope": texts(record.take("scope")),
        },
    )
    number, when = record.take("selection_letter"), record.take("selection_letter_date")
    if number:
        chosen = {"letter": letter(number), "announced": when, "passed": True}
        yield "selections", {"cohort": cohort_for(record, record.year)} | chosen


def award(record: Record) -> Iterator[Fact]:
    """
    Yield the awards of a record: of its region, of others that it names, or of a whole edition.
    """
    if record.region is None and not record.name.startswith("Prov"):
        yield from scheme(record)
        return
    event, named_ = record.take("event"), record.take("award")
    categories = record.take("category")
    recipients, others = record.take("awardees"), record.take("co_awardees")
    shared = {
        "giver": next(
            (giver for word, giver in GIVERS.items() if word in f"{event} {named_} {said(record.left)}"), None
        ),
        "given": record.date,
        "recipients": recipients or (None if others is None else others + 1),
        "place": record.take("place", "venue"),
    }
    own = categories if isinstance(categories, list) else [categories]
    ranking = record.take("ranking")
    region = record.region or code_of(record.name)
    for category in own:
        name = named_ or event or category or f"Gerakan Menuju Smart City {record.year}"
        extra: Fields = {"category": category} if category != name else {}
        extra |= {} if named_ or event or category else {"inferred": ["name"]}
        place = ranking.index(record.name) + 1 if ranking else None
        extra |= {"note": f"place {place} of the ranking"} if place else {}
        yield "awards", {"region": region, "name": name} | shared | extra
    name = named_ or event
    for place, other in enumerate(ranking or [], 1):
        if other != record.name:
            note = f"place {place} of the ranking"
            yield "awards", {"region": code_of(other), "name": name, "note": note, "named": True} | shared
    for other in record.take("co_winners") or []:
        yield "awards", {"region": code_of(other), "name": name, "category": own[0], "named": True} | shared
    for category, other in (record.take("other_winners") or {}).items():
        what = {"region": code_of(other, "Kota"), "name": name, "category": category, "named": True}
        yield "awards", what | shared


def scheme(record: Record) -> Iterator[Fact]:
    """
    Yield an edition of an award, and the awards and scores that the record lists in it.
    """
    event = record.take("event") or record.name.removeprefix("Nasional").strip(" ()")
    event = "Gerakan Menuju Kota Cerdas 2022" if event == "2022" else event
    giver = record.take("organiser") or next((g for word, g in GIVERS.items() if word in said(record.left)), None)
    counted = isinstance(record.left.get("categories"), int)
    listed, category = None if counted else record.take("categories"), texts(record.take("category"))
    won = {head: [record.left.pop(head)] for head in list(record.left) if head.startswith(("smart ", "kawasan "))}
    won |= listed if isinstance(listed, dict) else {}
    for head, names in won.items():
        for name in names:
            what = {"region": code_of(name), "name": event, "giver": giver, "category": head.capitalize()}
            yield "awards", what | {"given": record.date, "named": True}
    for city, points in (record.take("scores") or {}).items():
        text = f"{event} ({giver}): {points} of 100 points"
        what = {"kind": "progress", "topic": "ikci-2018", "text": text, "amount": str(points), "unit": "points"}
        yield "statements", what | {"region": code_of(city, "Kota"), "said": record.date}
    sizes = {head: said(record.left.pop(head)) for head in list(record.left) if head in SIZES or "kabupaten_" in head}
    yield (
        "schemes",
        {
            "name": event,
            "giver": giver,
            "given": record.date,
            "place": record.take("venue"),
            "categories": list(won) or category,
            "size_classes": [f"{head.replace('_', ' ')}: {limit}" for head, limit in sizes.items()],
            "criteria": texts(record.take("criteria")),
            "recipients": record.take("regions_awarded", "cities") or (50 if category else None),
        },
    )


SIZES: Final = ("metropolitan", "besar", "sedang", "kecil")


def masterplan(record: Record) -> Iterator[Fact]:
    """
    Yield the plan of a record, or what is said of it.
    """
    yield from wins(record.take("quickwins_2023"), 2023)
    event, area = record.take("event"), record.name.strip("()").removeprefix("Kawasan ").split(",")[0]
    if event and record.region is None:
        record.take("regions")
        for member in memberships(cohort=2021):
            if member.area and area in member.area:
                yield (
                    "masterplans",
                    {"region": member.region, "area": area, "cohort": 2021, "note": f"{event}, {record.date}"},
                )
        return
    if event:
        mentors = [person(text) for text in texts(record.take("mentor", "experts"))]
        text = {"kind": "progress", "topic": "masterplan-review", "text": event, "said": record.date}
        yield "statements", text | ({"speaker": mentors[0]} if len(mentors) == 1 else {})
        return
    years = re.match(r"(\d{4})-(\d{4})", record.take("period") or "")
    instruments = [record.take("instrument", "legal_form"), record.take("implementation_instrument")]
    books = record.take("books") or texts(record.take("book"))
    printed_on = record.date if "bimtek_duration" in record.left else None
    horizon = record.take("horizon_years")
    record.take("bimtek_duration", "bimtek_duration_months")
    titled = record.take("title")
    yield (
        "masterplans",
        {
            "region": record.region or code_of(record.name),
            "title": titled,
            "vision": record.take("visi"),
            "from_year": int(years[1]) if years else None,
            "until_year": int(years[2]) if years else None,
            "long_years": horizon,
            "completed": printed_on,
            "inferred": ["completed"] if printed_on else [],
            "books": [{"number": number, "title": book} for number, book in enumerate(books, 1)],
            "programmes_total": record.take("programmes"),
            "quick_wins_total": record.take("quick_wins"),
            "legal_basis": [decree(text, record) for text in instruments if text],
            "note": None if printed_on or not record.date else f"record of {record.date}",
        },
    )


def decree(text: str, record: Record) -> Fields:
    """
    Return the regulation or decision that a text names.
    """
    kinds = {
        "perda": ("Peraturan Daerah",),
        "perbup": ("Peraturan Bupati", "Perbup"),
        "perwali": ("Peraturan Wali Kota", "Perwali"),
        "kepbup": ("Keputusan Bupati", "SK Bupati"),
    }
    kind = next((kind for kind, heads in kinds.items() if text.startswith(heads)), "sk")
    number = re.search(r"Nomor ([\d./A-Z]+)(?: Tahun (\d{4}))?", text)
    parts = [part for part in number.groups() if part] if number else []
    title = text.partition(" tentang ")[2] or record.take("subject")
    year = next((part for part in (parts[-1][-4:] if parts else "", str(record.year)) if part.isdecimal()), None)
    raw = " Tahun ".join(parts) if parts else None
    return {"kind": kind, "title": title, "dated": year, **({"number": {"raw": raw}} if raw else {})}


def as_note(members: list[str]) -> Fields:
    """
    Return members as the source puts them, which is in the words of an article and not a list of groups.
    """
    return {"note": f"anggota: {'; '.join(members)}"} if members else {}


def institution(record: Record) -> Iterator[Fact]:
    """
    Yield the council and the team of a record, or what else it says of them.
    """
    instrument, event = record.take("instrument"), record.take("event")
    if instrument and "Daerah" in instrument:
        made = decree(instrument, record)
        yield "masterplans", {"legal_basis": [], "note": f"{instrument}, {made['title']}"}
        return
    if instrument:
        made = decree(instrument, record) | {"dated": record.date}
        members = [*texts(record.take("pengarah")), *texts(record.take("anggota")), *texts(record.take("pokja"))]
        yield "councils", {"formed": record.date, "decree": made} | as_note(members)
    elif event and "Pembentukan" in event:
        yield "councils", {"formed": record.date, "note": event}
        yield "teams", {"formed": record.date, "note": event}
    elif event:
        text = {"kind": "requirement", "topic": "evaluation-form", "text": event, "said": record.date}
        parts = {"said": said(record.take("evaluation_form_parts"))}
        yield "statements", text | {"text": f"{event}: {parts['said']}"}
    elif "composition_dewan" in record.left or "dewan_chair" in record.left:
        chair = record.take("dewan_chair")
        members = texts(record.take("composition_dewan", "dewan_members"))
        yield "councils", {"seen": record.date, "chair": person(chair) if chair else None} | as_note(members)
    else:
        yield "selections", {"cohort": record.year, "passed": True}


def quickwin(record: Record) -> Iterator[Fact]:
    """
    Yield the quick wins of a record; none where it only counts them.
    """
    year = record.year or None
    for name in ("new_quickwin_2020", "new_quickwin_2021"):
        yield from wins(record.take(name), int(name[-4:]), new=True)
    day = record.take("commitment_date")
    if day:
        yield "commitments", {"signed": day}
    named_ = record.take("name")
    yield from wins(record.take("quickwins") or named_, year)


def evaluation(record: Record) -> Iterator[Fact]:
    """
    Yield selections, results, occasions and realisations.
    """
    subtype = record.take("subtype") or ""
    yield from wins(record.take("quickwins", "quickwin"), record.year)
    if record.region is None:
        yield from scheme(record)
    elif subtype == "selection_assessment":
        yield from selection(record)
    elif "kelemahan" in record.left:
        for name, kind in (("kelemahan", "obstacle"), ("kekuatan", "progress")):
            for text in record.take(name):
                what = {"kind": kind, "topic": "evaluation-2022", "text": text, "said": record.date}
                yield "statements", what
    elif "weights" in record.left and "index_def" in record.left:
        text = f"weights {said(record.take('weights'))}; {record.take('index_def')}"
        what = {"kind": "requirement", "topic": "evaluation-weights", "text": text, "said": record.date}
        yield "statements", what
    elif "review of" in subtype:
        text = f"{subtype}, with {said(record.take('mentors'))}"
        yield "statements", {"kind": "progress", "topic": "masterplan-review", "text": text, "said": record.date}
    else:
        dated_by_paper = {
            "index",
            "final",
            "index_by_year",
            "components_by_year",
        } & record.left.keys()  # The date is that of the letter or the article.
        yield from results(record)
        yield from realised(record)
        if not dated_by_paper:
            yield from session(record, subtype)


def cohort_for(record: Record, year: int) -> int | None:
    """
    Return the cohort of a region that an assessment of a year was for.
    """
    known = cohort_of(record.region) if record.region else None
    return known.year if known and year <= known.year <= year + 1 else None


def selection(record: Record) -> Iterator[Fact]:
    """
    Yield the assessment of a record, and of the other regions that its letter names.
    """
    number, when = record.take("letter_number"), record.take("letter_date")
    until, assessed = record.take("end_date"), record.take("assessment_date")
    only_letter = number and not when and not until
    rank = record.take("rank_in_list")
    chosen = record.take("selected")
    stated = record.take("cohort", "programme_year")
    passed = bool(record.take("result") or rank or number or chosen)
    asked = cohort_for(record, record.year)
    record.take("programme")
    chair = people(record.take("chair"), "assessed")
    common = {
        "cohort": stated or asked,
        "assessed": assessed if only_letter else record.date,
        "assessed_until": until,
        "announced": record.date if only_letter else when,
        "letter": letter(number),
        "candidates": record.take("participants", "invited_others"),
        "chosen": chosen if isinstance(chosen, int) else len(chosen) if chosen else None,
        "passed": True if passed or asked else None,
        "assessors": chair + people(record.take("assessors"), "assessed"),
        "inferred": [] if stated else ["cohort"] if asked else [],
    }
    yield "selections", common | {"rank": rank}
    for name in chosen if isinstance(chosen, list) else []:
        if code_of(name) != record.region:
            yield "selections", common | {"region": code_of(name)}


def results(record: Record) -> Iterator[Fact]:
    """
    Yield the indices of a record; one that the ministry's tables have is dropped later.
    """
    series, components = record.take("index_by_year"), record.take("components_by_year")
    for year, index in (series or {}).items():
        yield "evaluations", {"year": int(year), "published_index": str(index)}
    for year, scores in (components or {}).items():
        values = [{"dimension": name, "value": str(value)} for name, value in scores.items()]
        yield "evaluations", {"year": int(year), "scores": values, "note": record.left.get("note")}
    index = record.take("index", "final")
    if index is None:
        return
    dimensions = ("baseline", "output", "outcome", "impact", "quick_win", "collaboration")
    scores = {name: record.take(name) for name in dimensions if name in record.left}
    yield (
        "evaluations",
        {
            "year": record.take("year") or record.year,
            "published_index": str(index),
            "published_previous": _text(record.take("previous_index")),
            "published_improvement": _text(record.take("improvement")),
            "scores": [{"dimension": name, "value": str(value)} for name, value in scores.items()],
        },
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def realised(record: Record) -> Iterator[Fact]:
    """
    Yield how much of the plan is carried out.
    """
    when = {"as_of": record.date, "year": record.left.get("year")}
    for pillar, text in (record.take("program_completion") or {}).items():
        running, total, percent = re.findall(r"[\d.]+", text)
        counts = {"running": int(running), "total": int(total), "percent_printed": percent}
        yield "realisations", {"of": "programmes", "pillar": pillar.removeprefix(PILLAR)} | counts | when
    found = record.take("realisation")
    shares = found if isinstance(found, dict) else {"average": re.findall(r"\d+", found)[0]} if found else {}
    for pillar, percent in shares.items():
        about = {} if pillar == "average" else {"pillar": pillar.removeprefix(PILLAR)}
        yield "realisations", {"of": "all", "percent_printed": str(percent)} | about | when
    share, basis = record.take("apbd_share"), record.take("legal_basis")
    if share:
        yield (
            "statements",
            {"kind": "context", "topic": "apbd-share", "text": f"APBD {share}, {basis}", "said": record.date},
        )
    for action in record.take("recommendations") or []:
        yield "recommendations", {"action": action, "said": record.date}


def session(record: Record, subtype: str) -> Iterator[Fact]:
    """
    Yield the occasion that a record tells of, where it tells of one.
    """
    how = record.take("via") or ""
    typed = {"phase", "presenter", "assessor", "assessors", "event", "mentor", "place", "end_date"} & record.left.keys()
    if not (typed or how or subtype or set(record.left) <= {"year"}):
        return
    visit = any(word in f"{subtype} {record.left.get('event', '')}" for word in ("lapangan", "peninjauan"))
    online = any(word in f"{subtype} {how} {record.left.get('event', '')}" for word in ("virtual", "daring", "zoom"))
    people_ = people(record.take("presenter", "leader"), "presented")
    people_ += people(record.take("assessor", "assessors", "mentor"), "assessed")
    about = subtype or record.take("event")
    yield (
        "evaluation_sessions",
        {
            "year": record.take("year") or record.year,
            "kind": "field-review" if visit else "evaluation",
            "phase": record.take("phase"),
            "start": record.date,
            "end": record.take("end_date"),
            "place": record.take("place"),
            "online": True if online else None,
            "people": people_,
            "regions": record.take("evaluated_regions"),
            "note": None if about is None else f"{about}; {how}".strip("; "),
        },
    )


KINDS: Final[dict[str, Callable[[Record], Iterator[Fact]]]] = {
    "award": award,
    "bimtek": bimtek,
    "evaluation": evaluation,
    "institution": institution,
    "masterplan": masterplan,
    "mou": mou,
    "quickwin": quickwin,
}


class Typed(NamedTuple):
    """
    What became of the records.

    Attributes:
        document: The facts by region and collection, the editions of awards, and the addresses.
        counts: Facts by collection.
        untyped: Lines of the source that became no fact of their own, with the reason.
    """

    document: Fields
    counts: Counter[str]
    untyped: dict[int, tuple[str, str]]


def build() -> Typed:
    """
    Type every record.

    Raises:
        SystemExit: A record names a region that does not exist.
    """
    by_hand = {file.stem for file in BY_HAND.glob("*.json")}
    lines = [json.loads(line) for line in SOURCE.read_text(encoding="utf-8").splitlines()]
    listed = sorted({(line["source_url"], source_at(line["source_url"]).evidence.value) for line in lines})
    places = {address: place for place, (address, _) in enumerate(listed)}
    facts: dict[str, dict[str, list[Fields]]] = {}
    schemes: list[Fields] = []
    untyped: dict[int, tuple[str, str]] = {}
    for number, line in enumerate(lines, 1):
        record = read(number, line)
        if record.region in by_hand:
            untyped[number] = (record.region, REASONS["hand"])
            continue
        try:
            found = [
                (name, whole(fact, record, places[line["source_url"]])) for name, fact in KINDS[record.kind](record)
            ]
        except UnknownRegionError as error:
            raise SystemExit(f"records.jsonl: line {number}: {error}") from None
        if not found:
            untyped[number] = (record.region or record.name, REASONS["count"])
            continue
        put_note(found, note_of(found[-1][1], record))
        kept = [(name, fact) for name, fact in found if name != "evaluations" or not in_table(fact)]
        if not kept:
            untyped[number] = (record.region or record.name, REASONS["table"])
        for collection, fact in kept:
            plain = {name: value for name, value in fact.items() if value not in (None, "", [])}
            if collection == "schemes":
                schemes.append({name: value for name, value in plain.items() if name != "region"})
            elif plain["region"] not in by_hand:
                facts.setdefault(plain["region"], {}).setdefault(collection, []).append(plain)
    once(facts)
    counts = Counter({"schemes": len(schemes)})
    for collections in facts.values():
        counts.update({name: len(rows) for name, rows in collections.items()})
    ordered = {code: dict(sorted(facts[code].items())) for code in sorted(facts)}
    listing = [{"line": line, "region": region, "reason": reason} for line, (region, reason) in untyped.items()]
    document = {"sources": listed, "schemes": schemes, "facts": ordered, "untyped": listing}
    return Typed(document, counts, untyped)


def in_table(fact: Fields) -> bool:
    """
    Tell whether a table of the ministry holds the result of that region and year, with the same index.

    Raises:
        SystemExit: It holds another index.
    """
    held = [e for e in evaluations(region=fact["region"]) if e.year == fact["year"] and e.source]
    official = [e.published_index for e in held if e.source and e.source.evidence is Evidence.OFFICIAL]
    printed = fact.get("published_index")
    if official and printed and Decimal(printed) not in official:
        raise SystemExit(f"records.jsonl: {fact['region']} {fact['year']}: {printed}, the table has {official}")
    return bool(official)


def read(number: int, line: Fields) -> Record:
    """
    Return a record as it was read.
    """
    return Record(
        number,
        line["kind_of_record"],
        line.get("region_code"),
        line["region"],
        line["date"] or None,
        {**line["fields"]},
    )


def whole(fact: Fields, record: Record, source: int) -> Fields:
    """
    Return a fact with its region and the place of its address.
    """
    return {"region": record.region, "source": source} | fact


def put_note(found: list[Fact], note: str | None) -> None:
    """
    Keep what no field holds: in the note of the last fact, in the text of a statement, or as its own statement.
    """
    collection, last = found[-1]
    if note is None:
        return
    if collection == "statements":
        last["text"] = f"{last['text']} ({note})"
    elif collection in {"realisations", "commitments", "recommendations", "quick_wins"}:
        about = {name: last[name] for name in ("region", "source")}
        found.append(("statements", about | {"kind": "context", "topic": "record", "text": note}))
    else:
        last["note"] = note


def note_of(fact: Fields, record: Record) -> str | None:
    """
    Return the note of a fact with what no field of it holds; and mark what the note calls inferred.
    """
    note = record.take("note")
    rest = [f"{name.replace('_', ' ')}: {said(value)}" for name, value in record.left.items()]
    if note and "infer" in note:
        dated = next((name for name in DATES.values() if fact.get(name)), None)
        words = re.split(r"[^a-z]+", note.split("region inferred")[0])
        marked = [dated] if dated and {"month", "year", "date", "day", "text", "undated"} & {*words} else []
        marked += ["stage"] if "stage" in words and fact.get("stage") else []
        fact["inferred"] = sorted({*fact.get("inferred", []), *marked})
    parts = [fact.get("note"), note, *rest]
    return "; ".join(dict.fromkeys(part for part in parts if part)) or None


def once(facts: dict[str, dict[str, list[Fields]]]) -> None:
    """
    Merge results of one year, and drop facts that a fuller one of the same region holds.
    """
    for collections in facts.values():
        merged: dict[int, Fields] = {}
        for result in collections.get("evaluations", []):
            there = merged.setdefault(result["year"], {})
            further = [result["source"]] if there and result["source"] != there["source"] else []
            more = {"further_sources": [*there.get("further_sources", ()), *further]} if further else {}
            note = {"note": result["note"]} if "note" in result else {}
            merged[result["year"]] = result | there | note | more
        if merged:
            collections["evaluations"] = [merged[year] for year in sorted(merged)]
        own = {award_["given"]: award_ for award_ in collections.get("awards", ()) if not award_.get("named")}
        for award_ in list(collections.get("awards", ())):
            if award_.pop("named", False) and award_["given"] in own:
                there = own[award_["given"]]
                there["further_sources"] = [*there.get("further_sources", ()), award_["source"]]
                collections["awards"].remove(award_)
        for name, keys in (("mous", ("signed",)), ("selections", ("letter", "announced"))):
            rows = collections.get(name, [])
            fullest: dict[str, Fields] = {}
            for row in sorted(rows, key=len, reverse=True):
                fullest.setdefault(json.dumps([row.get(key) for key in keys]), row)
            if rows:
                collections[name] = [row for row in rows if row in fullest.values()]


def page(typed: Typed) -> str:
    """
    Return the page on the records.
    """
    total = len(SOURCE.read_text(encoding="utf-8").splitlines())
    lines = [
        "# Records of the regions",
        "",
        "<!-- Generated by tools/build_records.py; do not edit. -->",
        "",
        f"gm100 ships {total} dated records of the programme as typed facts. `gm100.dossiers()[code]` has",
        "those of a region, `gm100.events()` those of all, `gm100.awards()` the awards. Each fact has its address and",
        "grade; what has no field is in its note.",
        "",
        "| collection | facts |",
        "|---|---:|",
        *(f"| `{name}` | {count} |" for name, count in sorted(typed.counts.items())),
        "",
        "`schemes` are editions of awards as their givers announce them; they are of no region.",
        "",
        "## Records without a fact of their own",
        "",
        "| line of `tools/sources/records.jsonl` | region | reason |",
        "|---:|---|---|",
        *(f"| {number} | {region} | {reason} |" for number, (region, reason) in typed.untyped.items()),
        "",
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the tool; return 1 when a file differs and is not to be written.
    """
    parser = argparse.ArgumentParser(description="Type the records of the regions.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file would differ")
    options = parser.parse_args(arguments)
    typed = build()
    text = json.dumps(typed.document, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"') + "\n"
    wanted = {OUTPUT: text, PAGE: page(typed)}
    differing = [path for path, content in wanted.items() if not path.exists() or path.read_text("utf-8") != content]
    for path in differing if not options.check else ():
        path.write_text(wanted[path], encoding="utf-8")
    sys.stderr.writelines(f"{path.relative_to(ROOT)}: differs\n" for path in differing)
    return 1 if differing and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
