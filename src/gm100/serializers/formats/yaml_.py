"""
YAML documents, by a loader that knows JSON's types and nothing more.

`no` and `on` are texts, `2022-04-21` is a text, `3.08` keeps its digits; a key given twice is reported, and anchors,
aliases, tags and several documents in one file are refused.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, NamedTuple

from gm100._extras import library
from gm100.errors import Issue, RefusedError
from gm100.serializers.document.envelope import Request, from_tree, to_tree
from gm100.serializers.document.limits import Limits, refuse_nodes, slower
from gm100.serializers.document.text import text_of
from gm100.serializers.document.tree import halves, object_of
from gm100.serializers.structure.scalars import PlainNumber

_NULL = frozenset({"", "~", "null"})
_TRUTH = {"true": True, "false": False}
_WHOLE = re.compile(r"[+-]?\d{1,400}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", re.ASCII)


def dumps(data: Any, *, entity: type | None = None) -> str:
    """
    Write an entity, or many of one type, as a YAML document.

    Raises:
        TypeError: The data is not an entity, or entities of several types.
        CannotHoldError: A number is too long.
        MissingExtraError: PyYAML is not installed.
    """
    made: str = _yaml().dump(to_tree(data, entity), Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=100)
    return made


def loads(data: str | bytes, request: Request) -> Any:
    """
    Read a YAML document.

    Raises:
        RefusedError: It is not YAML, uses what is not read here, or something in it is wrong.
        MissingExtraError: PyYAML is not installed.
    """
    return from_tree(parse(data, request.limits), request, plain_numbers=True)


def parse(data: str | bytes, limits: Limits) -> Any:
    """
    Return YAML text as a tree.

    Raises:
        RefusedError: It is not YAML, or uses what is not read here.
        MissingExtraError: PyYAML is not installed.
    """
    yaml = _yaml()
    limits = slower(limits)
    text = text_of(data, limits)
    try:
        tree = _tree(yaml, text, limits)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0] or type(error).__name__
        raise RefusedError([Issue("no-yaml", f"this is not YAML: {problem}{place}")]) from None
    if "\\" in text and (issues := halves(tree)):
        raise RefusedError(issues)
    return tree


def _yaml() -> Any:
    return library("yaml", "YAML", "yaml")


class _Open(NamedTuple):
    """
    A list or an object whose end has not come yet.

    Attributes:
        values: The values of a list; of an object, keys and values by turns.
        is_object: Whether it is an object.
    """

    values: list[Any]
    is_object: bool

    def closed(self) -> Any:
        """
        Return it as a tree has it.
        """
        if not self.is_object:
            return self.values
        return object_of(list(zip(self.values[::2], self.values[1::2], strict=True)))


def _tree(yaml: Any, text: str, limits: Limits) -> Any:
    """
    Make the tree of a document in one pass over what the parser says; what is not read stops it at once.
    """
    top = _Open([], is_object=False)
    stack, documents = [top], 0
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for nodes, event in enumerate(events):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            _refuse_features(event)
            key = stack[-1].is_object and not len(stack[-1].values) % 2
            stack[-1].values.append(event.value if key or event.style else _plain(event.value))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _refuse_features(event)
            if stack[-1].is_object and not len(stack[-1].values) % 2:
                raise _refused(event, "wrong-type", "a key must be a text, not a list or an object")
            stack.append(_Open([], kind is yaml.MappingStartEvent))
            if len(stack) > limits.depth + 1:
                raise _refused(event, "too-deep", f"is nested more than {limits.depth} levels deep")
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            closed = stack.pop().closed()
            stack[-1].values.append(closed)
        elif kind is yaml.AliasEvent:
            raise _refused(event, "anchor", _NO_ANCHORS)
        elif kind is yaml.DocumentStartEvent and (documents := documents + 1) > 1:
            raise _refused(event, "no-yaml", "a second document begins, expected one")
        if nodes > limits.nodes:
            refuse_nodes(nodes, limits)
    return top.values[0] if top.values else None


_NO_ANCHORS: Final = "anchors and aliases are not read; write the value out"


def _refuse_features(event: Any) -> None:
    if event.anchor:
        raise _refused(event, "anchor", _NO_ANCHORS)
    if event.tag:
        raise _refused(event, "tag", f"the tag {event.tag} is not read; leave it out")


def _refused(event: Any, code: str, message: str) -> RefusedError:
    return RefusedError([Issue(code, f"line {event.start_mark.line + 1}: {message}")])


def _plain(text: str) -> Any:
    """
    Return a scalar without quotes as the core schema of YAML 1.2 reads it, numbers with their digits.
    """
    if text in _NULL:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return PlainNumber(text) if _NUMBER.fullmatch(text) else text


@cache
def _dumper() -> Any:
    """
    Return a dumper that quotes every text which some reader of YAML, old or new, would take for something else.
    """
    dumper: Any = type("Dumper", (_yaml().SafeDumper,), {"ignore_aliases": lambda *_: True})
    dumper.add_representer(str, _represent_text)
    return dumper


def _represent_text(dumper: Any, text: str) -> Any:
    ambiguous = _plain(text) is not text or not text.isprintable() or text != text.strip()
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if ambiguous else None)
