"""
From a name as a document writes it to the codes it means, or to the reason why there is none.

The text is split (`grammar`), its words are looked up (`index`), and what else the text and the caller say must
agree with what was found. A spelling mistake is corrected where one known name is nearest and no other place is called
so (`spelling`, `places`). A name that fits two regions is ambiguous, and a word that is not understood makes the whole
text unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Final

from gm100.errors import UnknownIdError
from gm100.reference.names.answer import Answer, Wanted
from gm100.reference.names.beside import Beside
from gm100.reference.names.codes import Code, code_book, is_row_number, read_code, read_numbered
from gm100.reference.names.grammar import (
    Parts,
    Reading,
    looser_readings,
    plain,
    readings,
    take_apart,
    without_country,
    words_of,
)
from gm100.reference.names.index import GLUE, Index, Label, index, is_province
from gm100.reference.names.nearest import NO_NAME, Nearest

LONGEST: Final = 200
"""Characters beyond which a text is not a name."""


class Resolver:
    """
    Answers names out of an index.
    """

    def __init__(self, names: Index) -> None:
        self._index = names
        self._nearest = Nearest(names)

    def plainly(self, text: str) -> str | None:
        """
        Return the code of a text that can mean only one place today; most names in a clean column can.
        """
        key = text.lower().translate(GLUE)
        return None if key in self._glued else self._index.whole.get(key)

    @cached_property
    def _glued(self) -> frozenset[str]:
        """
        Kind and name without a space, where a village is called so: Kotabatu is not a Kota Batu.
        """
        return frozenset(self._index.places.listed.keys() & self._index.whole.keys())

    def answer(self, text: str, wanted: Wanted) -> Answer:
        """
        Return what a text may mean: a code with its dot, else a name, else a name with a number before it.
        """
        text = plain(text)
        if not text.strip():
            return Answer({}, note="the text is blank")
        if len(text) > LONGEST:
            return Answer({}, note=f"the text is longer than {LONGEST} characters, so it is not a name")
        code = read_code(text)
        if code is not None:
            return self._by_code(code, wanted)
        answer = self._by_name(text, wanted)
        numbered = None if answer.found else read_numbered(text)
        return answer if numbered is None else self._by_number(numbered, wanted) or answer

    def candidates(self, answer: Answer) -> Mapping[str, str]:
        """
        Return what to offer for a text without an answer: what was considered, else the regions of the nearest names.
        """
        return answer.refused or self._nearest.candidates(answer.ways)

    def province_code(self, text: str) -> str:
        """
        Return the code of a province given by its code, its ISO code or its name.

        Raises:
            UnknownIdError: There is no such province.
        """
        given, book = plain(text).strip(), code_book()
        code = book.kemendagri.get(given) or book.iso.get(given)
        named = (code for reading in readings(words_of(given)) for code in self._index.provinces(reading.key))
        code = code if code and is_province(code) else next(named, None)
        if code is None:
            raise UnknownIdError("province", text, ())
        return code

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
        return self._agreeing(Answer(found), wanted)

    def _by_number(self, code: Code, wanted: Wanted) -> Answer | None:
        """
        Answer a name behind a number: its code, which must be one that the region has, or the number of the row.
        """
        named = self._by_name(code.rest, wanted)
        if not named.found:
            return None
        meant = {area for meaning in code_book().meanings(code).values() for area in meaning}
        same = {area: reason for area, reason in named.found.items() if area in meant}
        if same:
            return named._replace(found=same, note=None, dropped=(code.digits, *named.dropped))
        if is_row_number(code) and not (meant and any(map(is_province, named.found))):
            return named._replace(dropped=(code.digits, *named.dropped))
        reasons = {**dict.fromkeys(sorted(meant), f"its code {code.digits}"), **named.found}
        return Answer({}, reasons, note="the code and the name disagree")

    def _by_name(self, text: str, wanted: Wanted) -> Answer:
        """
        Answer a name: as it stands, then read less literally, then as a spelling mistake.
        """
        parts = self._province_last(self._with_slash(text) or take_apart(text))
        head = without_country(parts.head)
        beside = Beside.read(parts.extras, head, self._index)
        if beside.province and wanted.province not in {None, beside.province}:
            return Answer({}, note="the text names another province than the one asked for")
        wanted = wanted._replace(province=beside.province or wanted.province)
        seat = self._seat_before(head, beside, wanted)
        if seat is not None:
            return seat
        refusal = None
        # A district may be called Medan Kota, but medankota.go.id is the site of the city.
        ways = (self._looser, self._known_place) if parts.is_host else (self._known_place, self._looser)
        for way in (self._literal, *ways):
            for answer in way(head, beside, wanted):
                if answer.found:
                    return answer
                refusal = refusal or answer
            if refusal and way == self._known_place:
                break
        return refusal or self._misspelled(head, beside, wanted)

    def _seat_before(self, head: tuple[str, ...], beside: Beside, wanted: Wanted) -> Answer | None:
        """
        Return the region of which the seat is before its kind and name: `Toboali, Kab. Bangka Selatan`.
        """
        meant = beside.called & self._index.places.seat_of("".join(head))
        if not meant or beside.unread:
            return None
        reasons = dict.fromkeys(sorted(meant), "its name, after that of its seat")
        return self._agreeing(Answer(reasons, dropped=head), wanted)

    def _with_slash(self, text: str) -> Parts | None:
        """
        Return the words of a name that has a slash in it, such as Sawahlunto/Sijunjung.
        """
        words, behind = words_of(text), words_of(text.rpartition("/")[2])
        across = (reading for reading in readings(words) if len(reading.words) > len(behind))
        whole = "/" in text and any(self._index[reading.key] for reading in across)
        return Parts(words, ()) if whole else None

    def _province_last(self, parts: Parts) -> Parts:
        """
        Put the name first where a text starts with the province: `Jawa Timur - Kabupaten Blitar`.
        """
        labels = self._index["".join(parts.head)]
        if len(parts.extras) != 1 or not any(is_province(label.code) for label in labels):
            return parts
        words = words_of(parts.extras[0])
        if not all(is_province(label.code) for label in labels) and not any(way.ranks for way in readings(words)):
            return parts
        is_name = any(
            not is_province(label.code) for reading in readings(words) for label in self._index[reading.key]
        ) and not self._index.provinces("".join(words))
        return Parts(words, (" ".join(parts.head),)) if is_name else parts

    def _literal(self, head: tuple[str, ...], beside: Beside, wanted: Wanted) -> Iterator[Answer]:
        """
        Yield what the words mean as a name, from the reading that drops nothing to the one that drops most.
        """
        ways = tuple(readings(head))
        for reading in ways:
            if labels := self._index[reading.key]:
                yield self._of_labels(reading, labels, beside, wanted)
        key = "".join(head)
        code = self._index.whole.get(key)
        if code and not (key in self._glued and len(head) == 1):
            yield self._of_labels(ways[0], (Label(code, "its kind and name without a space", ""),), beside, wanted)

    def _known_place(self, head: tuple[str, ...], beside: Beside, wanted: Wanted) -> Iterator[Answer]:  # noqa: ARG002 - a way to read, as the others
        """
        Yield why a place that is known is not an answer, unless its name is a region's too.
        """
        ways = tuple(readings(head))
        if any(self._index[reading.key] for reading in ways):
            return
        for reading in ways:
            place = self._index.places[reading.key]
            if place is not None:
                yield self._nearest.no_region(place, reading)
                return

    def _looser(self, head: tuple[str, ...], beside: Beside, wanted: Wanted) -> Iterator[Answer]:
        """
        Yield what the words mean before a province, with the kind behind them, abbreviated or in English.
        """
        for reading in readings(head):
            for shorter, labels, province in self._before_province(reading):
                if wanted.province in {None, province}:
                    yield self._of_labels(shorter, labels, beside, wanted._replace(province=province))
        for reading in looser_readings(head):
            if labels := self._index[reading.key]:
                yield self._of_labels(reading, labels, beside, wanted)

    def _before_province(self, reading: Reading) -> Iterator[tuple[Reading, tuple[Label, ...], str]]:
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

    def _misspelled(self, head: tuple[str, ...], beside: Beside, wanted: Wanted) -> Answer:
        """
        Answer words that are not a name but a spelling mistake of one, or offer the names that are nearest.
        """
        ways = [way for way in (*readings(head), *looser_readings(head)) if way.words]
        ways = [way._replace(ranks=way.ranks | beside.ranks) for way in ways]
        hit = self._nearest.correction(ways, wanted) if wanted.corrections else NO_NAME
        if isinstance(hit, str):
            return self._nearest.no_name(ways, hit)
        labels = [label._replace(via=f"{label.via}, misspelled") for label in hit.labels]
        answer = self._of_labels(hit.reading, tuple(labels), beside, wanted)
        return answer._replace(corrected=labels[0].name) if answer.found else answer

    def _of_labels(self, reading: Reading, labels: tuple[Label, ...], beside: Beside, wanted: Wanted) -> Answer:
        """
        Keep of the places of a name those with which everything else agrees.
        """
        dropped = (*reading.dropped, *beside.dropped)
        kept, why = self._fitting(reading, labels, beside, wanted)
        reasons = {label.code: label.reason for label in kept or labels}
        if why is None and beside.unread:
            why = f"the text also says {beside.unread[0]!r}, which is not understood"
        if why is not None:
            return Answer({}, reasons, dropped, why)
        if beside.also is not None:
            again = {code: reason for code, reason in reasons.items() if code in beside.also}
            if not again:
                return Answer({}, reasons, dropped, "the text names two different places")
            reasons = again
        several = len(reasons) > 1 and any(label.old for label in kept)
        note = "it was split; say on=, the day of the document, or write a name of today" if several else None
        corrected = kept[0].name if reading.misspelled else None
        return self._agreeing(Answer(reasons, dropped=dropped, corrected=corrected, note=note), wanted)

    def _fitting(
        self, reading: Reading, labels: tuple[Label, ...], beside: Beside, wanted: Wanted
    ) -> tuple[list[Label], str | None]:
        """
        Return the labels that the kind and the day leave, and why they are not an answer, if they are none.
        """
        ranks = reading.ranks | beside.ranks
        if reading.misspelled and not wanted.corrections:
            return [], "the word kabupaten is misspelled, and no correction is wanted"
        kept = [label for label in labels if label.fits(ranks, administrative=reading.administrative)]
        if not kept:
            return [], "there is no such region of that kind"
        named = bool(ranks) or bool(beside.also)
        kept = [label for label in _held(kept, wanted.on) if named or not self._needs_rank(label, reading.key)]
        if not kept:
            return [], "write its kind before it"
        sure = any(label.decides for label in kept)
        return kept, None if sure else "no source that was read confirms this former name"

    def _needs_rank(self, label: Label, key: str) -> bool:
        """
        Tell whether a name counts only after a kind: an old one is also what its town or a village is called.
        """
        return label.needs_rank or (label.old and self._index.places[key] is not None)

    def _agreeing(self, answer: Answer, wanted: Wanted) -> Answer:
        """
        Refuse what lies in another province, or is not asked for.
        """
        inside = {code: reason for code, reason in answer.found.items() if wanted.has(code)}
        if wanted.province and any(not is_province(code) for code in inside):
            inside = {code: reason for code, reason in inside.items() if not is_province(code)}
        if not inside:
            return answer._replace(found={}, refused=answer.found, note="it is not in that province")
        chosen = {code: why for code, why in inside.items() if wanted.among is None or code in wanted.among}
        if not chosen:
            return answer._replace(found={}, refused=inside, note="it is not one of the given regions")
        note = answer.note or (_settling(chosen) if len(chosen) > 1 else None)
        return answer._replace(found=chosen, note=note)


@cache
def resolver() -> Resolver:
    """
    Return the resolver of all regions and provinces.
    """
    return Resolver(index())


def _held(labels: Iterable[Label], on: date | None) -> list[Label]:
    """
    Return the names that were in use on a day, or are today; an old name alone is never refused for its date.
    """
    labels = list(labels)
    recent = [label for label in labels if not label.old]
    held = [label for label in recent if not (on and label.ended_by(on))]
    if on is not None:
        held += [label for label in labels if label.old and label.is_dated and not label.ended_by(on)]
    return held or recent or labels


def _settling(codes: Iterable[str]) -> str:
    """
    Say what would settle a name that fits several places.
    """
    if any(map(is_province, codes)):
        return "a province and a region have this name; write Provinsi, Kabupaten or Kota before it"
    return "write Kabupaten or Kota before it" if len({code[:2] for code in codes}) == 1 else "name the province"
