"""
JSON documents: one entity or many, in an envelope that says what it is and by which schema version it was written.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, Literal

from gm100._extras import library
from gm100.errors import CannotHoldError, Issue, RefusedError
from gm100.serializers.document.envelope import Request, from_tree, to_tree
from gm100.serializers.document.limits import Limits
from gm100.serializers.document.text import text_of
from gm100.serializers.document.tree import check_depth, check_marks, halves, object_of
from gm100.serializers.structure.scalars import PlainNumber

Engine = Literal["json", "orjson"]


def dumps(data: Any, *, entity: type | None = None, indent: int | None = 2, engine: Engine = "json") -> str:
    """
    Write an entity, or many of one type, as a JSON document.

    Args:
        data: The entity or entities.
        entity: Their class, where there may be none of them.
        indent: How far to indent, or `None` for a single line.
        engine: `orjson` is faster and needs the extra of that name.

    Raises:
        TypeError: The data is not an entity, or entities of several types.
        CannotHoldError: A number is too long.
        MissingExtraError: orjson is not installed.
    """
    return render(to_tree(data, entity), indent=indent, engine=engine) + "\n"


def render(tree: Any, *, indent: int | None = None, engine: Engine = "json") -> str:
    """
    Return a tree as JSON text.

    Raises:
        CannotHoldError: A number is too long, or not finite.
        MissingExtraError: orjson is not installed.
    """
    try:
        if engine == "orjson":
            orjson = _orjson()
            made: str = orjson.dumps(tree, option=orjson.OPT_INDENT_2 if indent else 0).decode()
            return made
        return _encoder(indent)(tree)
    except (ValueError, TypeError) as error:  # orjson's errors are TypeErrors.
        raise CannotHoldError("JSON", [Issue("not-allowed", str(error))]) from None


@cache
def _orjson() -> Any:
    return library("orjson", "the fast JSON engine", "orjson")


@cache
def _encoder(indent: int | None) -> Callable[[Any], str]:
    separators = (",", ": ") if indent else (",", ":")
    return json.JSONEncoder(ensure_ascii=False, indent=indent, separators=separators, allow_nan=False).encode


@cache
def _decoder(number: Callable[[str], Any]) -> Callable[[str], Any]:
    return json.JSONDecoder(object_pairs_hook=object_of, parse_constant=_Constant, parse_float=number).decode


def loads(data: str | bytes, request: Request, *, engine: Engine = "json") -> Any:
    """
    Read a JSON document that gm100 wrote.

    Returns:
        The entity, or a tuple of entities.

    Raises:
        RefusedError: The text is not JSON, or no document, or something in it is wrong.
        MissingExtraError: orjson is not installed.
    """
    return from_tree(parse(data, request.limits, engine=engine), request)


def parse(data: str | bytes, limits: Limits, *, engine: Engine = "json", plain_numbers: bool = False) -> Any:
    """
    Return JSON text as a tree, in which objects remember the keys that were given twice.

    Args:
        data: The text.
        limits: How much it may hold.
        engine: Which library parses it.
        plain_numbers: Keep the digits of numbers with decimals.

    Raises:
        RefusedError: It is not JSON, or beyond the limits.
    """
    text = text_of(data, limits)
    check_marks(text, limits)
    tree = _parse_fast(text) if engine == "orjson" else _NOTHING
    if tree is _NOTHING:
        tree = _parse(text, PlainNumber if plain_numbers else float)
    if text.count("[") + text.count("{") > limits.depth:
        check_depth(tree, limits)
    if "\\" in text and ("\\ud" in text or "\\uD" in text) and (issues := halves(tree)):
        raise RefusedError(issues)
    return tree


_NOTHING = object()


def _parse(text: str, number: Callable[[str], Any]) -> Any:
    try:
        return _decoder(number)(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise RefusedError([Issue("no-json", f"this is not JSON: {error.msg} at {place}")]) from None
    except (RecursionError, ValueError) as error:
        raise RefusedError([Issue("no-json", f"this JSON cannot be read: {error}")]) from None


def _parse_fast(text: str) -> Any:
    """
    Parse with orjson; where it refuses, or may have dropped a key that was given twice, leave it to `json` to tell.
    """
    orjson = _orjson()
    try:
        tree = orjson.loads(text)
        again = orjson.dumps(tree)
    except (ValueError, TypeError):  # It writes less deeply than it reads, and says so with a TypeError.
        return _NOTHING
    return tree if _sure_of_keys(text, again) else _NOTHING


def _sure_of_keys(text: str, again: bytes) -> bool:
    r"""
    Tell whether text surely has no key twice, by writing its tree again and counting colons.

    Every pair of key and value has one, and a pair that was dropped is missing from what was written again; nothing
    can make up for it unless a colon within a text was spelled as a code, `\u003a`.
    """
    return text.count(":") == again.count(b":") and "\\u003" not in text


class _Constant(str):
    """
    A number that JSON does not have: NaN or Infinity. No field takes it.
    """

    __slots__ = ()
