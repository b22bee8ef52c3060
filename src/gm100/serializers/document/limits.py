"""
How much a document may hold: a document from outside must not take the memory or the time of anyone who reads it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from gm100.errors import Issue, RefusedError


class Limits(NamedTuple):
    """
    The limits of one reading; `LIMITS._replace(size=...)` makes others.

    Attributes:
        size: The most bytes (or characters) of a document, or of one line where a format is read by lines. For a zip
            file and for packed columns it holds for what comes out as well.
        depth: The most objects and lists that may be in one another, and the most parts of a dotted key.
        issues: The most problems listed; reading stops there.
        nodes: The most values, keys and cells. In text they are counted by the marks between them before it is parsed.
    """

    size: int = 16 * 1024 * 1024
    depth: int = 64
    issues: int = 1000
    nodes: int = 1_000_000


LIMITS: Final = Limits()
"""What holds when nothing is said: 16 MiB, 64 levels, 1,000 problems, a million values."""


def refuse_size(size: int, limits: Limits, unit: str = "bytes") -> None:
    """
    Refuse a size above the limit.

    Args:
        size: How much there is.
        limits: How much there may be.
        unit: What is counted.

    Raises:
        RefusedError: It is above.
    """
    if size > limits.size:
        message = f"has {size} {unit}, more than the limit of {limits.size}; raise Limits.size if you trust it"
        raise RefusedError([Issue("too-large", message, (), str(size), str(limits.size))])


def refuse_nodes(nodes: int, limits: Limits) -> None:
    """
    Refuse more values than the limit.

    Raises:
        RefusedError: There are more.
    """
    if nodes > limits.nodes:
        message = f"has {nodes} values or more, above the limit of {limits.nodes}; raise Limits.nodes if you trust it"
        raise RefusedError([Issue("too-large", message, (), str(nodes), str(limits.nodes))])


def slower(limits: Limits) -> Limits:
    """
    Return the limits of a format whose parser is written in Python and takes several times as long: a quarter.
    """
    return limits._replace(size=max(1, limits.size // 4), nodes=max(1, limits.nodes // 4))


def cut(issues: tuple[Issue, ...], limits: Limits) -> tuple[Issue, ...]:
    """
    Return the issues up to the limit, and say so where reading stopped because of it.
    """
    if len(issues) <= limits.issues:
        return issues
    message = f"reading stopped after {limits.issues} problems; correct these first, or raise Limits.issues"
    return (*issues[: limits.issues], Issue("too-many-issues", message, (), None, str(limits.issues)))
