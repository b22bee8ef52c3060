"""
What is beside a name, behind a comma or in brackets, and what it says of the place.
"""

from __future__ import annotations

from typing import NamedTuple

from gm100.reference.names.codes import code_book, read_code
from gm100.reference.names.grammar import (
    Rank,
    abbreviates,
    is_noise,
    looser_readings,
    rank_of,
    readings,
    without_formerly,
    words_of,
)
from gm100.reference.names.index import Index


class Beside(NamedTuple):
    """
    What the parts beside a name say, together.

    Attributes:
        ranks: The kinds they name.
        province: Code of the province they name.
        also: Codes of the places that are named again; the name must be one of them.
        called: Codes of the places that are named with their kind.
        dropped: What says nothing more of the place, or was understood.
        unread: What was not understood.
    """

    ranks: frozenset[Rank] = frozenset()
    province: str | None = None
    also: frozenset[str] | None = None
    called: frozenset[str] = frozenset()
    dropped: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @classmethod
    def read(cls, extras: tuple[str, ...], head: tuple[str, ...], names: Index) -> Beside:
        """
        Read the parts one after the other.

        Args:
            extras: The parts.
            head: The words of the name they are beside.
            names: The index of names.
        """
        beside = cls()
        for extra in extras:
            beside = beside._with(extra, head, names)
        return beside

    def _with(self, extra: str, head: tuple[str, ...], names: Index) -> Beside:
        rank = rank_of(extra)
        known = self._replace(dropped=(*self.dropped, extra))
        if rank is not None:
            return known._replace(ranks=self.ranks | {rank})
        if is_noise(extra):
            return known
        code = read_code(extra)
        if code is not None and code.digits[-1:].isdecimal() and len(code.digits) > len("35"):
            return known.again({area for meaning in code_book().meanings(code).values() for area in meaning})
        words = without_formerly(words_of(extra))
        ways = (*readings(words), *looser_readings(words))
        plainly = (way for way in ways if way.ranks <= {Rank.PROVINSI})
        province = next((code for way in plainly for code in names.provinces(way.key)), None)
        if province is not None:
            return known._replace(province=province) if self.province in {None, province} else self._unread(extra)
        codes = {
            label.code
            for way in ways
            for label in names[way.key]
            if label.fits(way.ranks, administrative=way.administrative) and (way.ranks or not label.old)
        }
        if codes:
            ranked = any(way.ranks and names[way.key] for way in ways)
            return (known._replace(called=frozenset(codes)) if ranked else known).again(codes)
        names_itself = tuple(readings(head))[-1:]
        fits = any(abbreviates("".join(words), way.words) for way in names_itself)
        return known if fits else self._unread(extra)

    def again(self, codes: set[str]) -> Beside:
        """
        Return this with places that are named again.
        """
        return self._replace(also=frozenset(codes) if self.also is None else self.also & codes)

    def _unread(self, extra: str) -> Beside:
        return self._replace(unread=(*self.unread, extra))
