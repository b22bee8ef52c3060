"""
What holds of the tree of every document, whatever text it came from: its depth, whole characters, each key once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias

from gm100.errors import Issue, PathPart, RefusedError
from gm100.serializers.document.limits import Limits, refuse_nodes

Path: TypeAlias = tuple[PathPart, ...]

_MARKS = ",:[{"


class Repeated(dict[str, Any]):
    """
    An object of a document in which keys are given twice.
    """

    repeated_keys: tuple[str, ...] = ()


def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """
    Return the object of a document; one in which a key is given twice remembers it.
    """
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    times = Counter(key for key, _ in pairs)
    repeated = Repeated(made)
    repeated.repeated_keys = tuple(key for key in made if times[key] > 1)
    return repeated


def check_marks(text: str, limits: Limits, marks: str = _MARKS) -> None:
    """
    Refuse a text that may hold more values than the limit, before it is parsed: before each value stands a mark.

    Raises:
        RefusedError: There are more marks than the limit.
    """
    if len(text) > limits.nodes:  # A shorter text has no room for as many.
        refuse_nodes(sum(map(text.count, marks)), limits)


def check_depth(tree: Any, limits: Limits) -> None:
    """
    Refuse a tree that is nested too deeply; it is walked level by level, so that the walk itself cannot overflow.

    Raises:
        RefusedError: It is deeper than the limit.
    """
    level = [tree]
    for _ in range(limits.depth + 1):
        level = [below for node in level for below in _values(node) if isinstance(below, dict | list)]
        if not level:
            return
    message = f"is nested more than {limits.depth} levels deep; raise Limits.depth if you trust it"
    raise RefusedError([Issue("too-deep", message, (), None, str(limits.depth))])


def _values(node: Any) -> Any:
    return node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()


def check_tree(tree: Any) -> None:
    """
    Refuse a tree with halves of characters or with keys given twice, for a format that rebuilds the tree it parsed.

    Raises:
        RefusedError: There are some; each is named.
    """
    issues = [*halves(tree), *repeated(tree)]
    if issues:
        raise RefusedError(issues)


def halves(tree: Any) -> list[Issue]:
    r"""
    Return the texts and keys that hold half of a surrogate pair, such as a lone `\ud800`.

    It is not a character, and no format could write it again.
    """
    return [
        Issue("not-utf-8", f"contains {half}, half of a surrogate pair, which is not a character", path, half)
        for path, node in _walk(tree)
        for half in _halves(node)
    ]


def _halves(node: Any) -> Iterator[str]:
    for text in node if isinstance(node, dict) else (node,):
        if isinstance(text, str) and not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError as error:
                yield repr(text[error.start])


def repeated(tree: Any) -> list[Issue]:
    """
    Return the keys that are given twice.
    """
    return [
        Issue("duplicate", "the key is given twice", (*path, key), key)
        for path, node in _walk(tree)
        if isinstance(node, Repeated)
        for key in node.repeated_keys
    ]


def _walk(tree: Any) -> Iterator[tuple[Path, Any]]:
    """
    Yield every node of a tree in the order of the document, with its path.
    """
    todo: list[tuple[Path, Any]] = [((), tree)]
    while todo:
        path, node = todo.pop()
        yield path, node
        if isinstance(node, dict):
            todo += [((*path, str(key)), each) for key, each in reversed(node.items())]
        elif isinstance(node, list):
            todo += [((*path, place), each) for place, each in reversed(list(enumerate(node)))]
