"""
Sources as numbered notes: a figure bears a number, and the list below says where it was seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gm100.render.html import Html, element, link
from gm100.text.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gm100.model.source import Source


class Notes:
    """
    The sources of a page in the order in which they are first cited.
    """

    def __init__(self, lang: str) -> None:
        self._numbers: dict[Source, int] = {}
        self._lang = lang

    def marks(self, sources: Iterable[Source | None]) -> str:
        """
        Return the numbers of sources, as `[1][2]`; a new source gets the next number.
        """
        return "".join(f"[{number}]" for number in self._numbered(sources))

    def _numbered(self, sources: Iterable[Source | None]) -> list[int]:
        there = dict.fromkeys(source for source in sources if source is not None)
        return [self._numbers.setdefault(source, len(self._numbers) + 1) for source in there]

    def links(self, sources: Iterable[Source | None]) -> Html:
        """
        Return the numbers of sources, each a link to its footnote.
        """
        marks = [element("a", f"[{number}]", href=f"#source-{number}") for number in self._numbered(sources)]
        return element("sup", *marks) if marks else Html("")

    def footnotes(self) -> Html:
        """
        Return the sources as a numbered list, with a link where one has a web address; none make no list.
        """
        items = [
            element("li", link(cited(source, self._lang), source.address), id=f"source-{number}")
            for number, source in self.cited
        ]
        return element("ol", *items) if items else Html("")

    @property
    def cited(self) -> tuple[tuple[int, Source], ...]:
        """
        The sources with their numbers.
        """
        return tuple((number, source) for source, number in self._numbers.items())

    def lines(self) -> list[str]:
        """
        Return a line for each source: number, title, number of the letter, address, and grade.
        """
        return [f"[{number}] {cited(source, self._lang)}" for number, source in self.cited]


def cited(source: Source, lang: str) -> str:
    """
    Return a source as a note cites it.
    """
    elsewhere = source.address if source.address != source.title else None
    parts = [part for part in (source.title, source.number, elsewhere) if part]
    return f"{', '.join(parts)} ({say(f'evidence.{source.evidence.value}', lang)})"
