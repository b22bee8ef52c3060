"""
How readers report: a value is returned, or everything wrong with it is raised at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Final

from gm100.errors import LONGEST_WORD, Issue, PathPart, RefusedError, short, shorten
from gm100.text.layout import close_to


def refuse(code: str, got: object, expected: str, hint: str = "") -> RefusedError:
    """
    Return the refusal of a value on its own.

    Args:
        code: The kind of problem.
        got: The value.
        expected: What would have been right.
        hint: What else to say, such as a suggestion.
    """
    shown = shorten(got)
    return RefusedError([Issue(code, f"got {shown}, expected {expected}{hint}", (), shown, expected)])


def at(step: PathPart, issues: Iterable[Issue]) -> list[Issue]:
    """
    Put one step in front of the paths of issues.
    """
    return [issue._replace(path=(step, *issue.path)) for issue in issues]


def suggestion(got: object, known: Collection[str]) -> str:
    """
    Return a hint at the known word that looks most like the one got, or nothing.

    Case, spaces and the word `smart`, which the programme puts before everything, do not count.

    >>> suggestion("smart_goverment", ["governance", "branding"])
    '; did you mean governance?'
    """
    if not isinstance(got, str) or len(got) > LONGEST_WORD:
        return ""
    plain = {_plain(word): word for word in known}
    near = close_to(_plain(got), plain, n=1, cutoff=0.6)
    return f"; did you mean {plain[near[0]]}?" if near else ""


def unknown(names: Iterable[object], known: Collection[str], most: int, noun: str = "key") -> list[Issue]:
    """
    Return the issues of names that nothing has, no more than are wanted; what was meant is sought for the first few.

    Args:
        names: The unknown names.
        known: The names there are.
        most: How many issues are wanted at most; one more says that there are more.
        noun: What the names are names of.
    """
    found = list(islice(names, most + 1))
    hints = [suggestion(name, known) for name in found[:_SUGGESTED]] + [""] * len(found[_SUGGESTED:])
    return [
        Issue("unknown-key", f"unknown {noun}{hint}", (str(name),), short(name))
        for name, hint in zip(found, hints, strict=True)
    ]


_SUGGESTED: Final = 20
"""For how many unknown names of one object what was meant is sought: it takes longer than all else."""


def _plain(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_").removeprefix("smart_")
