"""
From a name as a document writes it to the region it means, or to the reason why there is none.

The text is taken apart (`_names`), its words are looked up (`_index`), and what else the text and the caller say must
agree with what was found. A slip is put right only where nothing else can be meant (`_typos`). Nothing is guessed: a
name that fits two regions is ambiguous, and a word that is not understood makes the whole text unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from gm100.errors import AmbiguousRegionError, UnknownIdError, UnknownRegionError
from gm100.model.region import Province, Region
from gm100.model.resolution import Candidate, Resolution, Resolutions, ResolutionStatus
from gm100.reference._beside import Beside
from gm100.reference._digits import Code, code_book, read_code
from gm100.reference._index import GLUE, Index, Label, index, is_of, is_province
from gm100.reference._names import (
    Parts,
    Rank,
    Reading,
    plain,
    readings,
    take_apart,
    without_country,
    words_of,
)
from gm100.reference.areas import provinces, regions

LONGEST: Final = 200
"""Characters beyond which a text is no name."""


class Wanted(NamedTuple):
    """
    What an answer must agree with besides the name.

    Attributes:
        on: The day of the document.
        province: Code of the province it must lie in.
        among: The codes to choose from; `None` for all.
    """

    on: date | None = None
    province: str | None = None
    among: Collection[str] | None = None


class Answer(NamedTuple):
    """
    What was found before anything is built: codes, each with its reason.

    Attributes:
        found: What it may mean.
        refused: What was considered and cannot be.
        dropped: Words that are no part of the name.
        note: Why there is no answer, or how the text was read.
    """

    found: Mapping[str, str]
    refused: Mapping[str, str] = MappingProxyType({})
    dropped: tuple[str, ...] = ()
    note: str | None = None


class Resolver:
    """
    Answers names out of an index.
    """

    def __init__(self, names: Index) -> None:
        self._index = names

    def resolve(
        self, text: str, *, on: date | None, within: str | Province | None, among: Collection[str] | None
    ) -> Region | Province:
        """
        Return the one region or province that a name means.

        Raises:
            AmbiguousRegionError: It fits several.
            UnknownRegionError: It fits none.
        """
        if within is None and among is None:
            # Most names in a clean column need no grammar; the date matters to none of these.
            code = self._index.whole.get(text.lower().translate(GLUE))
            if code is not None:
                return _area(code)
        result = self.match(text, on=on, within=within, among=among)
        if result.region is not None:
            return result.region
        error = AmbiguousRegionError if result.status == ResolutionStatus.AMBIGUOUS else UnknownRegionError
        raise error(text, result.note or "", result.candidates)

    def match(
        self, text: str, *, on: date | None, within: str | Province | None, among: Collection[str] | None
    ) -> Resolution:
        """
        Return what a name may mean, with the reasons.
        """
        province = None if within is None else self.province_code(within)
        answer = self._answer(plain(text), Wanted(on, province, among))
        return _resolution(text, answer)

    def match_all(
        self, texts: Iterable[str], *, on: date | None, within: str | Province | None, among: Collection[str] | None
    ) -> Resolutions:
        """
        Return what each name of a column may mean; a name that occurs again is looked up once.
        """
        known: dict[str, Resolution] = {}
        rows = []
        for text in texts:
            if text not in known:
                known[text] = self.match(text, on=on, within=within, among=among)
            rows.append(known[text])
        return Resolutions(tuple(rows))

    def province_code(self, within: str | Province) -> str:
        """
        Return the code of a province given by itself, its code, its ISO code or its name.

        Raises:
            UnknownIdError: There is no such province.
        """
        if isinstance(within, Province):
            return within.code
        text = plain(within).strip()
        book = code_book()
        codes = [code for code in (text, book.iso.get(text)) if code in provinces()] or [
            code for reading in readings(words_of(text)) for code in self._index.provinces(reading.key)
        ]
        if not codes:
            raise UnknownIdError("province", within, ())
        return str(codes[0])

    def _answer(self, text: str, wanted: Wanted) -> Answer:
        if not text.strip():
            return Answer({}, note="the text is blank")
        if len(text) > LONGEST:
            return Answer({}, note=f"the text is longer than {LONGEST} characters, and no name")
        code = read_code(text)
        return self._by_code(code, wanted) if code else self._by_name(text, wanted)

    def _by_code(self, code: Code, wanted: Wanted) -> Answer:
        """
        Answer a code; digits without a dot only if every scheme that could be meant agrees.
        """
        meanings = code_book().meanings(code)
        found = {area: reason for meaning in meanings.values() for area, reason in meaning.items()}
        if not found:
            return Answer({}, note=f"no scheme has the code {code.digits.upper()}")
        certain = "." in code.digits or code.scheme or "iso" in meanings or set(meanings) >= {"kemendagri", "bps"}
        if not certain:
            return Answer({}, found, note="only one of two schemes has these digits; write 12.34, or BPS before them")
        if len(found) > 1:
            return Answer(found, note="the codes of Kemendagri and BPS differ; write 12.34, or BPS before the digits")
        if code.rest:
            named = self._by_name(code.rest, wanted).found
            if not set(found) <= set(named):
                return Answer({}, {**found, **named}, note="the code and the name disagree")
        return self._agreeing(Answer(found), frozenset(), wanted)

    def _by_name(self, text: str, wanted: Wanted) -> Answer:
        """
        Answer a name: as it stands, then without a province at its end, then as a slip of the pen.
        """
        parts = self._province_last(take_apart(text))
        head = without_country(parts.head)
        beside = Beside.read(parts.extras, head, self._index)
        if beside.province and wanted.province not in {None, beside.province}:
            return Answer({}, note="the text names another province than the one asked for")
        wanted = wanted._replace(province=beside.province or wanted.province)
        refusal: Answer | None = None
        for reading, labels, province in self._lookups(head):
            here = wanted._replace(province=province or wanted.province)
            if province and wanted.province not in {None, province}:
                continue
            answer = self._of_labels(reading, labels, beside, here)
            if answer.found:
                return answer
            refusal = refusal or answer
        return refusal or self._slip(head, beside, wanted) or self._no_name(head)

    def _province_last(self, parts: Parts) -> Parts:
        """
        Put the name first where a text starts with the province: `Jawa Timur - Kabupaten Blitar`.
        """
        labels = self._index["".join(parts.head)]
        if len(parts.extras) != 1 or not labels or not all(is_province(label.code) for label in labels):
            return parts
        words = words_of(parts.extras[0])
        is_name = any(
            not is_province(label.code) for reading in readings(words) for label in self._index[reading.key]
        ) and not self._index.provinces("".join(words))
        return Parts(words, (" ".join(parts.head),)) if is_name else parts

    def _lookups(self, head: tuple[str, ...]) -> Iterator[tuple[Reading, tuple[Label, ...], str | None]]:
        """
        Yield each way to read the words that finds a name, the most literal first.
        """
        ways = tuple(readings(head))
        for reading in ways:
            if labels := self._index[reading.key]:
                yield reading, labels, None
        if code := self._index.whole.get("".join(head)):
            yield ways[0], (Label(code, "its kind and name without a space", ""),), None
        for reading in ways:
            yield from self._before_province(reading)

    def _before_province(self, reading: Reading) -> Iterator[tuple[Reading, tuple[Label, ...], str | None]]:
        """
        Yield the name before a province at the end of the words, the longest province first.
        """
        for cut in range(1, len(reading.words)):
            tail = reading.words[cut:]
            named = tail[1:] if tail[0] in {"provinsi", "propinsi", "prov"} else tail
            for province in self._index.provinces("".join(named)):
                shorter = reading._replace(words=reading.words[:cut], dropped=(*reading.dropped, *tail))
                if labels := self._index[shorter.key]:
                    yield shorter, labels, province

    def _slip(self, head: tuple[str, ...], beside: Beside, wanted: Wanted) -> Answer | None:
        """
        Answer words that are no name but may be a slip of one, or tell between which names it cannot be told.
        """
        reading = tuple(readings(head))[-1:]
        if not reading:
            return None
        codes, too_near = self._index.shelf.correction(reading[0].words, kind_given=bool(reading[0].ranks))
        if codes:
            labels = tuple(Label(code, "its name, with a slip of the pen", "") for code in sorted(codes))
            return self._of_labels(reading[0], labels, beside, wanted)
        refused = {target.code: "a name much like it" for target in too_near if target.code}
        return Answer({}, refused, note="it is too near to several names") if too_near else None

    def _of_labels(self, reading: Reading, labels: tuple[Label, ...], beside: Beside, wanted: Wanted) -> Answer:
        """
        Keep of the places of a name those with which everything else agrees.
        """
        ranks = reading.ranks | beside.ranks
        dropped = (*reading.dropped, *beside.dropped)
        held = [label for label in labels if not (label.until and wanted.on and wanted.on >= label.until.first_day)]
        reasons = {label.code: _reason(label) for label in (held or labels) if ranks or not label.needs_rank}
        if not reasons:
            return Answer({}, {label.code: _reason(label) for label in labels}, dropped, "a kind must stand before it")
        if beside.unread:
            return Answer({}, reasons, dropped, f"the text also says {beside.unread[0]!r}, which is not understood")
        if beside.also is not None and not beside.also & set(reasons):
            return Answer({}, reasons, dropped, "the text names two different places")
        if beside.also is not None:
            reasons = {code: reason for code, reason in reasons.items() if code in beside.also}
        answer = Answer(reasons, dropped=dropped)
        return self._agreeing(answer, ranks, wanted, administrative=reading.administrative)

    def _agreeing(
        self, answer: Answer, ranks: frozenset[Rank], wanted: Wanted, *, administrative: bool = False
    ) -> Answer:
        """
        Refuse what is of another kind, lies in another province, or is not asked for.
        """
        found = answer.found
        left = {code: reason for code, reason in found.items() if is_of(code, ranks, administrative=administrative)}
        if not left:
            return answer._replace(found={}, refused=found, note="there is no such region of that kind")
        inside = {code: reason for code, reason in left.items() if _lies_in(code, wanted)}
        if wanted.province and any(not is_province(code) for code in inside):
            inside = {code: reason for code, reason in inside.items() if not is_province(code)}
        if not inside:
            return answer._replace(found={}, refused=left, note="it does not lie in that province")
        chosen = {code: why for code, why in inside.items() if wanted.among is None or code in wanted.among}
        if not chosen:
            return answer._replace(found={}, refused=inside, note="it is not among the regions asked")
        note = answer.note or (_settling(chosen) if len(chosen) > 1 else None)
        return answer._replace(found=chosen, note=note)

    def _no_name(self, head: tuple[str, ...]) -> Answer:
        """
        Say what is known of words that are no name of a region.
        """
        ways = tuple(readings(head))
        if not ways:
            return Answer({}, note="the text holds no name")
        for reading in ways:
            if reading.key in self._index.no_region:
                what, seats = self._index.no_region[reading.key]
                note = "the name of " + ("a seat of government, no region" if seats else f"{what}, no region")
                return Answer({}, dict.fromkeys(seats, "this is its seat"), note=note)
        words = ways[-1].words
        for cut in range(len(words) - 1, 0, -1):
            if labels := self._index["".join(words[:cut])]:
                rest = " ".join(words[cut:])
                return Answer({}, {label.code: _reason(label) for label in labels}, note=f"{rest!r} is not understood")
        return Answer({}, note="no region has this name")


@cache
def resolver() -> Resolver:
    """
    Return the resolver of all regions and provinces.
    """
    return Resolver(index())


def _resolution(text: str, answer: Answer) -> Resolution:
    codes = sorted(answer.found)
    listed = answer.found or answer.refused
    status = (
        ResolutionStatus.UNKNOWN
        if not codes
        else ResolutionStatus.RESOLVED
        if len(codes) == 1
        else ResolutionStatus.AMBIGUOUS
    )
    return Resolution(
        text,
        status=status,
        region=_area(codes[0]) if len(codes) == 1 else None,
        candidates=tuple(Candidate(region=_area(code), reason=listed[code]) for code in sorted(listed)),
        dropped=answer.dropped,
        note=answer.note or (f"read as {listed[codes[0]]}" if codes else None),
    )


def _area(code: str) -> Region | Province:
    return provinces()[code] if is_province(code) else regions()[code]


def _reason(label: Label) -> str:
    return f"{label.via}, until {label.until}" if label.until else label.via


def _lies_in(code: str, wanted: Wanted) -> bool:
    """
    Tell whether a place is, or lies in, the province wanted; without a date also where it lay before 2022.
    """
    if wanted.province is None or code[:2] == wanted.province:
        return True
    former = () if is_province(code) else regions()[code].former_codes
    return any(
        old.code[:2] == wanted.province and not (wanted.on and old.until and wanted.on >= old.until.first_day)
        for old in former
    )


def _settling(codes: Iterable[str]) -> str:
    """
    Say what would settle a name that fits several places.
    """
    if any(map(is_province, codes)):
        return "a province and a region have this name; write Provinsi, Kabupaten or Kota before it"
    return "write Kabupaten or Kota before it" if len({code[:2] for code in codes}) == 1 else "name the province"
