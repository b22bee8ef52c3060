"""
YAML documents, by a loader that knows JSON's types and nothing more.

`no` and `on` are texts, `2022-04-21` is a text, `3.08` keeps its digits; a key given twice is reported, and anchors,
aliases, tags and several documents in one file are refused.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from gm100._extras import library
from gm100.errors import Issue, RefusedError
from gm100.serializers._readers import object_of
from gm100.serializers._scalars import PlainNumber
from gm100.serializers._text import text_of
from gm100.serializers._wire import Request, from_tree, to_tree
from gm100.serializers.limits import Limits, check_depth

_NULL = frozenset({"", "~", "null"})
_TRUTH = {"true": True, "false": False}
_WHOLE = re.compile(r"[+-]?\d{1,400}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", re.ASCII)


def dumps(data: Any, *, entity: type | None = None) -> str:
    """
    Write an entity, or many of one type, as a YAML document.

    Raises:
        TypeError: The data is no entity, or entities of several types.
        CannotHoldError: A number is too long.
        MissingExtraError: PyYAML is not installed.
    """
    made: str = _yaml().dump(to_tree(data, entity), Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=100)
    return made


def loads(data: str | bytes, request: Request) -> Any:
    """
    Read a YAML document.

    Raises:
        RefusedError: It is no YAML, uses what is not read here, or something in it is wrong.
        MissingExtraError: PyYAML is not installed.
    """
    return from_tree(parse(data, request.limits), request, plain_numbers=True)


def parse(data: str | bytes, limits: Limits) -> Any:
    """
    Return YAML text as a tree.

    Raises:
        RefusedError: It is no YAML, or uses what is not read here.
        MissingExtraError: PyYAML is not installed.
    """
    yaml = _yaml()
    text = text_of(data, limits)
    try:
        _refuse_features(yaml, text, limits)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        tree = _tree(yaml, node)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0] or type(error).__name__
        raise RefusedError([Issue("no-yaml", f"this is no YAML: {problem}{place}")]) from None
    check_depth(tree, limits)
    return tree


def _yaml() -> Any:
    return library("yaml", "YAML", "yaml")


def _refuse_features(yaml: Any, text: str, limits: Limits) -> None:
    """
    Go through the events of a document, which costs no memory, before anything is built from them.
    """
    level = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if level > limits.depth:
            raise _refused(event, "too-deep", f"is nested more than {limits.depth} levels deep")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused(event, "anchor", "anchors and aliases are not read; write the value out")
        if getattr(event, "tag", None):
            raise _refused(event, "tag", f"the tag {event.tag} is not read; leave it out")


def _refused(event: Any, code: str, message: str) -> RefusedError:
    return RefusedError([Issue(code, f"line {event.start_mark.line + 1}: {message}")])


def _tree(yaml: Any, node: Any) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.style else _plain(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_tree(yaml, each) for each in node.value]
    if isinstance(node, yaml.MappingNode):
        return object_of([(_key(yaml, key), _tree(yaml, value)) for key, value in node.value])
    return None


def _key(yaml: Any, node: Any) -> str:
    if not isinstance(node, yaml.ScalarNode):
        place = f"line {node.start_mark.line + 1}"
        raise RefusedError([Issue("wrong-type", f"{place}: a key must be a text, not a list or an object")])
    return str(node.value)


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
