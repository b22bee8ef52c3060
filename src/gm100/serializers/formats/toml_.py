"""
TOML documents. Numbers keep their digits, and a TOML date is a date.

TOML has no null: an entity that says "nothing" where its field would otherwise have a value cannot be written.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

from gm100._extras import library
from gm100.errors import CannotHoldError, Issue, PathPart, RefusedError
from gm100.serializers.document.envelope import Request, from_tree, to_tree
from gm100.serializers.document.limits import Limits, slower
from gm100.serializers.document.text import text_of
from gm100.serializers.document.tree import check_depth, check_marks
from gm100.serializers.structure.scalars import PlainNumber


def dumps(data: Any, *, entity: type | None = None) -> str:
    """
    Write an entity, or many of one type, as a TOML document.

    Raises:
        TypeError: The data is not an entity, or entities of several types.
        CannotHoldError: Something is null, or too long a number.
        MissingExtraError: tomli-w is not installed.
    """
    tree = to_tree(data, entity)
    issues = [Issue("null", "TOML has no null; use JSON or YAML", path) for path in nulls(tree)]
    if issues:
        raise CannotHoldError("TOML", issues)
    try:
        made: str = library("tomli_w", "writing TOML", "toml").dumps(tree)
    except ValueError as error:
        raise CannotHoldError("TOML", [Issue("not-allowed", str(error))]) from None
    return made


def nulls(tree: Any, path: tuple[PathPart, ...] = ()) -> list[tuple[PathPart, ...]]:
    """
    Return the places in a tree where there is a null.
    """
    if tree is None:
        return [path]
    if isinstance(tree, dict):
        return [found for key, value in tree.items() for found in nulls(value, (*path, key))]
    if isinstance(tree, list | tuple):
        return [found for place, value in enumerate(tree) for found in nulls(value, (*path, place))]
    return []


def loads(data: str | bytes, request: Request) -> Any:
    """
    Read a TOML document.

    Raises:
        RefusedError: It is not TOML, or something in it is wrong.
    """
    limits = slower(request.limits)
    text = text_of(data, limits)
    check_marks(text, limits, "=\n,[{.\\")  # A key is counted by the end of its line, as in JSON by its colon.
    _check_keys(text, limits)
    try:
        tree = tomllib.loads(text, parse_float=PlainNumber)
    except (ValueError, RecursionError) as error:
        raise RefusedError([Issue("no-toml", f"this is not TOML: {error}")]) from None
    check_depth(tree, limits)
    return from_tree(tree, request, plain_numbers=True)


_TOKENS: Final = re.compile(
    r"""
    (?P<long>\"{3}(?:[^"\\]++|\\.|"(?!""))*+"{3,5} | '{3}(?:[^']++|'(?!''))*+'{3,5} | \#[^\n]*+)
    | (?P<part>"(?:[^"\\\n]++|\\.)*+" | '[^'\n]*+' | [\w-]++)
    | (?P<dot>[ \t]*+\.[ \t]*+)
    """,
    re.DOTALL | re.VERBOSE,
)


def _check_keys(text: str, limits: Limits) -> None:
    """
    Refuse a dotted key of too many parts before it is parsed: the parser takes the square of their number.

    Raises:
        RefusedError: There is one.
    """
    if all(line.count(".") <= limits.depth for line in text.split("\n")):
        return
    parts = end = 0
    for token in _TOKENS.finditer(text):
        chained = token.start() == end
        end = token.end()
        if token.lastgroup == "long" or not chained:
            parts = 0
        parts += token.lastgroup == "part"
        if parts > limits.depth:
            line = text.count("\n", 0, end) + 1
            message = f"line {line}: a key has more than {limits.depth} parts; raise Limits.depth if you trust it"
            raise RefusedError([Issue("too-deep", message, (), None, str(limits.depth))])
