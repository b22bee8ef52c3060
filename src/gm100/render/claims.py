"""
Verdicts on claims as lines of text and as HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gm100.render.html import fragment, joined, link, table
from gm100.render.notes import Notes, cited
from gm100.render.values import local
from gm100.text.words import say

if TYPE_CHECKING:
    from gm100.model.claim import Verification


def verification_line(found: Verification, lang: str) -> str:
    """
    Return a claim, its verdict, and the value on record, in one line.
    """
    claim = say(f"claim.{found.kind.value}", lang, year=found.year)
    parts = [f"{found.name}, {claim} {local(found.claimed, lang)}: {say(f'claim.{found.verdict.value}', lang)}"]
    if found.held is not None and found.verdict != "confirmed":
        parts.append(say("claim.held", lang, held=local(found.held, lang)))
    parts += [note.in_(lang) for note in found.notes]
    return "; ".join(parts)


def verification_lines(found: Sequence[Verification], lang: str) -> Iterator[str]:
    """
    Yield a line for each claim with the numbers of its sources, and the sources below.
    """
    if not found:
        yield say("claim.none", lang)
    notes = Notes(lang)
    yield from (f"{verification_line(each, lang)} {notes.marks(each.sources[:1])}".rstrip() for each in found)
    if notes.cited:
        yield ""
        yield from notes.lines()


def verifications_html(found: Sequence[Verification], lang: str) -> str:
    """
    Return verdicts as a table, each with its source.
    """
    rows = []
    for each in found:
        source = each.sources[0] if each.sources else None
        seen = link(cited(source, lang), source.address) if source else ""
        rows.append((verification_line(each, lang), say(f"claim.{each.verdict.value}", lang), joined([seen])))
    heads = [say(key, lang) for key in ("claim.claim", "claim.verdict", "status.source")]
    return fragment(table(heads, rows, "hll"))
