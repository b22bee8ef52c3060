"""
Readers of annotations: document tree in, value out, or everything that is wrong at once.

A class is read by one function, compiled once, so that reading an object is one look-up and one call a key.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final, NamedTuple, cast

from cattrs import Converter  # noqa: TC002 - every edge of the house stands where the others stand

from gm100._compiled import bind_late, function_of
from gm100.errors import Issue, RefusedError
from gm100.fields.constraints import Constraint, holds_of
from gm100.fields.expected import duplicates, expectation, type_name
from gm100.fields.field import FieldRule, rules_of
from gm100.serializers.document.tree import Repeated
from gm100.serializers.structure.issues import issues_of
from gm100.serializers.structure.refusal import at, refuse, unknown
from gm100.serializers.structure.scalars import Read, scalar_reader
from gm100.serializers.structure.shapes import Shape, choose, default_of, is_tagged, rule_table, shape_of, untagged


class ReadOptions(NamedTuple):
    """
    How a converter reads.

    Attributes:
        issues: After how many problems reading stops.
        plain_numbers: Whether decimals may be plain numbers.
    """

    issues: int = 1000
    plain_numbers: bool = False


def reader(converter: Converter, hint: Any, c: Constraint, options: ReadOptions) -> Read:
    """
    Return the reader of an annotation under a constraint.

    Args:
        converter: Reads the entities below, and whatever gm100 has no reader for.
        hint: The annotation.
        c: The constraint of the field it is in.
        options: How to read.
    """
    shape = shape_of(hint)
    read = _READERS[shape.kind](converter, shape, c, options)
    return _optional(read) if shape.optional else read


def _optional(read: Read) -> Read:
    return lambda value: None if value is None else read(value)


def _scalar(converter: Converter, shape: Shape, c: Constraint, options: ReadOptions) -> Read:
    """
    Return our own reader of a scalar, unless a hook of the user's is registered for its type.
    """
    hook: Any = converter.get_structure_hook(shape.of)
    if is_own(hook):
        return scalar_reader(shape.of, c, plain=options.plain_numbers)
    read, holds, expected = _foreign(converter, shape.of), holds_of(shape.of, c), expectation(shape.of, c)

    def read_and_check(value: Any) -> Any:
        made = read(value)
        if not holds(made):
            raise refuse("not-allowed", made, expected)
        return made

    return read_and_check


def is_own(hook: Any) -> bool:
    """
    Whether a hook of a converter is one of gm100 or of cattrs itself, and none that a user registered.
    """
    return getattr(hook, "__module__", "").partition(".")[0] in {"gm100", "cattrs"}


def _one(converter: Converter, shape: Shape, _: Constraint, __: ReadOptions) -> Read:
    cls = shape.of
    structure = converter.get_structure_hook(cls)
    if getattr(structure, "__module__", "") == __name__:
        ours: Any = structure  # It does without the class, and one call less for every object is felt.
        return cast("Read", ours)
    return lambda value: structure(value, cls)


def _one_of(converter: Converter, shape: Shape, _: Constraint, __: ReadOptions) -> Read:
    classes = shape.of
    expected = "an object: " + " or ".join(cls.__name__ for cls in classes)
    tagged = is_tagged(classes)

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise refuse("wrong-type", value, expected)
        cls = choose(classes, value)
        return converter.get_structure_hook(cls)(untagged(value) if tagged else value, cls)

    return read


def _either(converter: Converter, shape: Shape, c: Constraint, options: ReadOptions) -> Read:
    kinds = sorted(shape.of, key=lambda kind: kind is str)  # A text takes everything written as text, so it comes last.
    readers = [_scalar(converter, shape_of(kind), c, options) for kind in kinds]
    expected = " or ".join(map(type_name, shape.of))

    def read(value: Any) -> Any:
        for each in readers:
            try:
                return each(value)
            except RefusedError as refused:
                if refused.issues[0].code == "written-as-float":
                    raise
        raise refuse("wrong-type", value, expected)

    return read


def _other(converter: Converter, shape: Shape, _: Constraint, __: ReadOptions) -> Read:
    return _foreign(converter, shape.of)


def _foreign(converter: Converter, hint: Any) -> Read:
    """
    Return the reader that asks the converter; whatever its hook raises becomes issues.
    """

    def read(value: Any) -> Any:
        try:
            return converter.get_structure_hook(hint)(value, hint)
        except RefusedError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a hook of a user raises becomes an issue
            raise RefusedError(issues_of(error)) from None

    return read


def _many(converter: Converter, shape: Shape, c: Constraint, options: ReadOptions) -> Read:
    item = reader(converter, shape.of, c._replace(min_length=None, max_length=None, unique_by=None), options)
    make, most = shape.container, options.issues
    whole = _whole(shape, c)
    expected = f"a list of {type_name(shape.of)}"

    def read(value: Any) -> Any:
        if type(value) is not list:
            raise refuse("wrong-type", value, expected)
        items: list[Any] = []
        issues: list[Issue] = []
        for place, each in enumerate(value):
            try:
                items.append(item(each))
            except RefusedError as refused:
                issues += at(place, refused.issues)
                if len(issues) > most:
                    break
        if issues:
            raise RefusedError(issues)
        whole(items)
        return make(items)

    return read


def _whole(shape: Shape, c: Constraint) -> Callable[[list[Any]], None]:
    """
    Return the check of a collection as a whole: its length, and that nothing is in it twice.
    """
    least, most = c.min_length or 0, c.max_length
    by = "" if shape.container is frozenset and c.unique_by is None else c.unique_by
    key = attrgetter(by) if by else None

    def check(items: list[Any]) -> None:
        if len(items) < least or (most is not None and len(items) > most):
            many = f"{least} or more items" if most is None else f"{least} to {most} items"
            raise refuse("not-allowed", f"a list of {len(items)}", many)
        if by is None:
            return
        keys = [key(each) for each in items] if key else items
        if len(set(keys)) < len(keys):
            raise RefusedError(duplicates(items, by))

    return check


_READERS: dict[str, Callable[[Converter, Shape, Constraint, ReadOptions], Read]] = {
    "scalar": _scalar,
    "either": _either,
    "entity": _one,
    "union": _one_of,
    "many": _many,
    "other": _other,
}


FIELDS_SAID: Final = 6
"""How many fields of an entity a message names."""


def entity_hook(converter: Converter, cls: Any, options: ReadOptions) -> Callable[..., Any]:
    """
    Return the cattrs hook that reads an entity class: one function, compiled with a few lines for every field.

    The instance is filled without its constructor, which would check every field a second time: each has just been
    made under the same constraint. What no field can know alone, the invariants, is checked here as everywhere.
    """
    names: dict[str, Any] = {"__name__": __name__, "dict": dict, "isinstance": isinstance, "len": len, "type": type}
    names |= {"Refused": RefusedError, "cls": cls, "new": cls.__new__}

    def more(given: Any, issues: list[Issue] | None, name: str, refused: RefusedError) -> list[Issue]:
        issues = [*(issues or ()), *at(name, refused.issues)]
        if len(issues) > options.issues:
            _refuse(cls, given, issues, options.issues)
        return issues

    def refuse_all(given: Any, issues: list[Issue] | None) -> None:
        if not isinstance(given, dict):
            fields = [rule.name for rule in rules_of(cls)]
            names = ", ".join(fields[:FIELDS_SAID]) + (", ..." if len(fields) > FIELDS_SAID else "")
            raise refuse("wrong-type", given, f"an object with the fields of {cls.__name__}: {names}")
        _refuse(cls, given, issues or [], options.issues)

    def hold_together(made: Any) -> Any:
        if issues := tuple(cls._invariants(made)):
            raise RefusedError(issues)
        return made

    names |= {"more": more, "refuse": refuse_all, "whole": hold_together}
    body = "".join(_step(converter, cls, rule, options, names) for rule in rules_of(cls))
    done = "whole(made)" if hasattr(cls, "_invariants") else "made"
    hook: Callable[..., Any] = function_of(_READ.format(body=body, done=done), names)
    return hook


_READ: Final = """\
def read(given, *_):
    if type(given) is not dict and not isinstance(given, dict):
        refuse(given, None)
    made, found, lacking, issues = new(cls), 0, False, None
{body}    if issues or lacking or found != len(given) or type(given) is not dict:
        refuse(given, issues)
    return {done}
"""

_FIELD: Final = """\
    if '{name}' in given:
        found += 1
        try:
            put_{name}(made, read_{name}(given['{name}']))
        except Refused as refused:
            issues = more(given, issues, '{name}', refused)
    else:
        {absent}
"""


def _step(converter: Converter, cls: Any, rule: FieldRule, options: ReadOptions, names: dict[str, Any]) -> str:
    """
    Return the lines that read a field, and bind the names in them; its reader is made when the field is first met.
    """
    name = rule.name
    bind_late(names, f"read_{name}", lambda: reader(converter, rule.hint, rule.constraint, options))
    names[f"put_{name}"] = cls.__dict__[name].__set__
    if rule.required:
        return _FIELD.format(name=name, absent="lacking = True")
    names[f"default_{name}"] = default_of(cls, name)
    return _FIELD.format(name=name, absent=f"put_{name}(made, default_{name})")


def _refuse(cls: Any, given: dict[Any, Any], issues: list[Issue], most: int) -> None:
    """
    Raise everything that is wrong with an object, in the order of the document; what is missing comes last.

    Raises:
        RefusedError: Something is.
    """
    known = rule_table(cls)
    issues += unknown((key for key in given if key not in known), known, most)
    place = {str(key): n for n, key in enumerate(given)}
    issues.sort(key=lambda issue: place[str(issue.path[0])])
    if isinstance(given, Repeated):
        issues += [Issue("duplicate", "the key is given twice", (key,), key) for key in given.repeated_keys]
    missing = (rule for rule in rules_of(cls) if rule.required and rule.name not in given)
    issues += [Issue("missing", "is missing", (rule.name,), None, type_name(rule.hint)) for rule in missing]
    if issues:
        raise RefusedError(issues)
