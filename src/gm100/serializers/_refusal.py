"""
How readers report: a value is returned, or everything wrong with it is raised at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from gm100.errors import Issue, PathPart


class RefusedError(Exception):
    """
    What a hook raises: the issues of one value, with paths that start at it.
    """

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(self.issues)


def refuse(code: str, got: object, expected: str) -> RefusedError:
    """
    Return the refusal of a value on its own.
    """
    shown = shorten(got)
    return RefusedError([Issue(code, f"got {shown}, expected {expected}", (), shown, expected)])


def at(step: PathPart, issues: Iterable[Issue]) -> list[Issue]:
    """
    Put one step in front of the paths of issues.
    """
    return [issue._replace(path=(step, *issue.path)) for issue in issues]


def shorten(value: object, limit: int = 60) -> str:
    """
    Return a value as a message can show it.
    """
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


def suggestion(got: str, known: Collection[str]) -> str:
    """
    Return a hint at the known word that looks most like the one got, or nothing.

    >>> suggestion("goverment", ["governance", "government"])
    '; did you mean government?'
    """
    near = get_close_matches(got, known, n=1, cutoff=0.75)
    return f"; did you mean {near[0]}?" if near else ""
