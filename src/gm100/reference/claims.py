"""
Claims compared with what is known: a figure in the paper, a table of a dashboard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, NamedTuple

from gm100._lookup import area
from gm100.errors import ArgumentError, Gm100Error, Issue, PathPart, UnreadableDateError
from gm100.fields.arguments import checked, one_of, refused, whole_number
from gm100.fields.arguments import year as year_of
from gm100.fields.convert import cell_value
from gm100.model.claim import ClaimKind, Verdict, Verification, Verifications
from gm100.model.cohort import TOOK_PART, Confidence, MembershipStatus
from gm100.model.dossier import Dossier
from gm100.model.indonesian import read_date
from gm100.model.region import Province, Region
from gm100.model.rule import Bilingual
from gm100.model.source import Evidence, Source, sources_of
from gm100.reference.dossier_catalogue import dossiers
from gm100.reference.membership import cohorts
from gm100.reference.standing import in_both, rank_of
from gm100.text.dates import PartialDate
from gm100.text.headers import CLAIMS, CODE, NAME, columns_by_header
from gm100.text.words import LANGUAGES, say

_FIRM: Final = frozenset({Evidence.OFFICIAL})
_NUMBER: Final = re.compile(r"\d{1,3}(?:[.,]\d{1,9})?", re.ASCII)

Value = str | int | float | Decimal


@checked
def verify(  # noqa: PLR0913 - a claim is given field by field, and by name
    claims: Iterable[Mapping[str, Any]] | None = None,
    *,
    region: Region | Province | str | None = None,
    year: int | str | None = None,
    index: Value | Mapping[Any, Any] | None = None,
    rank: Value | Mapping[Any, Any] | None = None,
    cohort: int | str | None = None,
    award: str | None = None,
    mou: date | str | None = None,
) -> Verifications:
    """
    Verify claims about regions with what is known of them.

    A claim is confirmed where what is held says the same, also rounded to the decimals of the claim; contradicted where
    it says something else; unknown where nothing is held. Where no official document was seen, the verdict says so.

    >>> print(verify(region="Kota Bandung", year=2023, index="3.83")[0])
    Kota Bandung, index of 2023 3.83: confirmed

    Args:
        claims: A table of claims, a mapping a row with `region` (also `code`, `name`, `kode`, `daerah`), `year`, and
            one or several of `index`, `rank`, `cohort`, `award`, `mou`, in English or Indonesian.
        region: The region of a single claim, or its code or name.
        year: The year of an index, a rank or an award.
        index: The index claimed, with a decimal point or comma; or several by year.
        rank: The rank claimed; or several by year.
        cohort: The cohort claimed.
        award: Words of the award claimed, such as `ISNA 2022`.
        mou: The day of the agreement claimed, as `YYYY-MM-DD` or as an Indonesian document writes it.

    Returns:
        A verdict for each claim, in order, with the value that is held and its sources.

    Raises:
        ArgumentError: A claim lacks what it needs or cannot be read; all of them are listed.
    """
    single: dict[str, Any] = {"region": region, "year": year, "index": index, "rank": rank, "cohort": cohort}
    single |= {"award": award, "mou": mou}
    given = {name: value for name, value in single.items() if value is not None}
    table: Iterable[Any] = () if claims is None else claims
    rows: list[tuple[tuple[PathPart, ...], Any]] = [(("claims", n), row) for n, row in enumerate(table)]
    rows += [((), given)] if given else []
    found: list[Verification] = []
    issues: list[Issue] = []
    for path, row in rows:
        try:
            found += _verdicts(_plain(row))
        except ArgumentError as error:
            issues += [Issue(i.code, i.message, (*path, *i.path), i.got, i.expected) for i in error.issues]
        except Gm100Error as error:
            issues.append(Issue("unknown-region", str(error), (*path, "region"), str(row.get("region")), "a region"))
    if issues:
        raise ArgumentError("", issues)
    return Verifications(found)


def _plain(row: Any) -> dict[str, Any]:
    """
    Return a row with the names of this module; cells without a value are left out.

    Raises:
        ArgumentError: It has a column that no claim has, or no region.
    """
    if not isinstance(row, Mapping):
        raise refused("claim", row, "a mapping, such as {'region': '35.71', 'cohort': 2019}", "of a frame, its records")
    names = columns_by_header(map(str, row), {}, CLAIMS)
    found: dict[str, Any] = {}
    for key, cell in row.items():
        if str(key) not in names:
            raise refused("claim", key, one_of(CLAIMS))
        value = cell_value(cell)
        if value is not None and not (isinstance(value, str) and not value):
            found[names[str(key)]] = value
    place = found.pop(CODE, found.pop(NAME, None))
    if not isinstance(place, str | Region | Province):
        advice = "" if place is None else "write a code as text"
        raise refused("region", place, "a region, its code or its name", advice)
    return found | {"region": place}


def _verdicts(row: Mapping[str, Any]) -> Iterator[Verification]:
    place = area(row["region"])
    claimed = [kind for kind in ClaimKind if kind.value in row]
    if not claimed:
        raise refused("claim", None, one_of(ClaimKind))
    year = None if "year" not in row else year_of(_whole(row["year"]), "year")
    for kind in claimed:
        given = row[kind.value]
        series = given if isinstance(given, Mapping) else {year: given}
        for when, value in series.items():
            at = None if when is None else year_of(_whole(when), "year")
            yield _verified(place, kind, at, value)


def _verified(place: Region | Province, kind: ClaimKind, year: int | None, value: Any) -> Verification:
    """
    Return the verdict on one claim; where no source is official, it says of which grade the best is.
    """
    if kind is ClaimKind.COHORT:
        year = None
    elif kind is ClaimKind.MOU and year is None:
        year = day_of(value, "mou").year
    known = dossiers()[place.code]
    verdict, held, sources, notes = _JUDGES[kind](known, year, value)
    order = list(Evidence)
    seen = sorted(sources, key=lambda source: order.index(source.evidence))
    evidence = seen[0].evidence if seen else None
    if evidence is not None and evidence not in _FIRM:
        graded = (say("claim.grade", lang, evidence=say(f"evidence.{evidence.value}", lang)) for lang in LANGUAGES)
        notes = (*notes, Bilingual(*graded))
    return Verification(
        region=place.code,
        name=place.full_name,
        kind=kind,
        year=year,
        claimed=str(value),
        verdict=verdict,
        held=held,
        evidence=evidence,
        sources=seen,
        notes=notes,
    )


class _Answer(NamedTuple):
    """
    What became of a claim: the verdict, the value on record, where that was seen, and what a reader should know.
    """

    verdict: Verdict
    held: str | None = None
    sources: tuple[Source, ...] = ()
    notes: tuple[Bilingual, ...] = ()


def _nothing(note: str = "claim.nothing", **values: object) -> _Answer:
    return _Answer(Verdict.UNKNOWN, notes=(in_both(note, **values),))


def _whole(value: Any) -> Any:
    """
    Return a whole number that a table holds as a float, such as 2022.0, as what it is.
    """
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _judged(held: object, sources: tuple[Source, ...], notes: Iterable[Bilingual] = (), *, fits: bool) -> _Answer:
    return _Answer(
        Verdict.CONFIRMED if fits else Verdict.CONTRADICTED, None if held is None else str(held), sources, tuple(notes)
    )


def _index(known: Dossier, year: int | None, value: Any) -> _Answer:
    claimed = number_of(value, "index")
    result = _result(known, year, "index")
    index = result.published_index if result is not None and result.participated else None
    if result is None or index is None:
        return _nothing()
    decimals, fine = _decimals(claimed), _decimals(index)
    rounded = index.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if decimals < fine else index
    notes = []
    if rounded == claimed and rounded != index:
        notes.append(in_both("claim.rounded", held=index, decimals=decimals))
    if decimals > fine and claimed.quantize(Decimal(1).scaleb(-fine), ROUND_HALF_UP) == index != claimed:
        notes.append(in_both("claim.finer", held=index, decimals=fine))
        rounded = claimed
    return _judged(f"{index:f}", sources_of(result), notes, fits=rounded == claimed)


def _decimals(value: Decimal) -> int:
    return max(-int(value.as_tuple().exponent), 0)


def _rank(known: Dossier, year: int | None, value: Any) -> _Answer:
    claimed = whole_number(_whole(value), "rank")
    result = _result(known, year, "rank")
    rank, of, printed = (None, None, False) if result is None else rank_of(result)
    if result is None or rank is None:
        return _nothing()
    notes = [] if printed else [in_both("claim.counted", of=of)]
    return _judged(rank, sources_of(result), notes, fits=rank == claimed)


def _result(known: Dossier, year: int | None, name: str) -> Any:
    if year is None:
        raise refused("year", None, f"the year of the {name}")
    return next((e for e in known.evaluations if e.year == year), None)


def _cohort(known: Dossier, _: int | None, value: Any) -> _Answer:
    claimed = year_of(_whole(value), "cohort")
    same = next((m for m in known.memberships if m.cohort == claimed), None)
    counted = next((m for m in known.memberships if m.status is MembershipStatus.MEMBER), None)
    if same is not None:
        notes = [] if same is counted else [in_both(f"status.{same.status.value}", cohort=claimed)]
        notes += [] if same.confidence is Confidence.HIGH else [in_both("claim.confidence")]
        return _judged((counted or same).cohort, same.sources, notes, fits=same.status in TOOK_PART)
    cohort = cohorts().get(claimed)
    if counted is None and cohort is not None and cohort.missing:
        return _nothing("claim.gap", missing=cohort.missing, cohort=claimed)
    sources = counted.sources if counted else cohort.sources if cohort else ()
    if not sources:
        return _nothing()
    notes = [] if counted else [in_both("claim.whole_list", cohort=claimed)]
    return _judged(counted and counted.cohort, sources, notes, fits=False)


def _award(known: Dossier, year: int | None, value: Any) -> _Answer:
    wanted = _words(str(value))
    for award in known.awards:
        years = {award.year, award.given and award.given.year} - {None}
        words = _words(f"{award.name} {award.category or ''} {award.giver or ''} {' '.join(map(str, years))}")
        if wanted and wanted <= words and (year is None or year in years):
            held = ", ".join(part for part in (award.name, award.category) if part)
            return _judged(held, sources_of(award), fits=True)
    return _nothing()


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _mou(known: Dossier, year: int | None, value: Any) -> _Answer:
    claimed = day_of(value, "mou")
    signed = [(mou.signed, mou) for mou in known.mous if mou.signed is not None]
    listed = [(day, mou) for day, mou in signed if day.year == year] or signed
    same = [
        (day, mou) for day, mou in listed if day.first_day <= claimed.last_day and claimed.first_day <= day.last_day
    ]
    if not listed:
        return _nothing()
    day, mou = (same or listed)[0]
    return _judged(day, sources_of(mou), fits=bool(same))


def number_of(value: Any, name: str) -> Decimal:
    """
    Return a number as documents write it, with a decimal point or a decimal comma.

    Raises:
        ArgumentError: It is none.
    """
    text = str(value).strip()
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise refused(name, value, "a number such as 3.31 or 3,31")
    return Decimal(text.replace(",", "."))


def day_of(value: Any, name: str) -> PartialDate:
    """
    Return a day, a month or a year as ISO 8601 or an Indonesian document writes it.

    Raises:
        ArgumentError: It is none.
    """
    if isinstance(value, date):
        return PartialDate.of(value)
    try:
        return PartialDate.parse(str(value))
    except (Gm100Error, ValueError):
        try:
            return read_date(str(value)).start
        except UnreadableDateError:
            raise refused(name, value, "a day such as 2018-05-08 or 8 Mei 2018") from None


_JUDGES: Final = {
    ClaimKind.INDEX: _index,
    ClaimKind.RANK: _rank,
    ClaimKind.COHORT: _cohort,
    ClaimKind.AWARD: _award,
    ClaimKind.MOU: _mou,
}
