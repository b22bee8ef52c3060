"""
Arguments of public functions, checked like documents.

`checked` checks the values of a call against the annotations of the function, so that what type checkers read is
what happens. A text that stands for something else, such as the id of a scorecard, is looked up by the function.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, wraps
from io import BufferedIOBase, RawIOBase
from os import PathLike
from typing import TYPE_CHECKING, Any, BinaryIO, Final, ParamSpec, TypeVar

from gm100._lazy import exports
from gm100.errors import ArgumentError, Issue, shorten

if TYPE_CHECKING:  # It loads modules of networks, which take as long as all numbers.
    from pathlib import Path

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

Test = Callable[[Any], bool]

_CONVERTED: Final = (Decimal, float, int, bool, date)
"""What is converted as constructors convert it, from a text or from a number of another library."""

_WORDS: Final = {
    Any: "anything",
    BinaryIO: "open binary file",
    BufferedIOBase: "open binary file",
    RawIOBase: "open binary file",
    Collection: "collection",
    Iterable: "collection",
    Mapping: "mapping",
    PathLike: "path",
    Sequence: "list",
    bool: "True or False",
    bytes: "bytes",
    date: "date",
    float: "number",
    int: "whole number",
    str: "text",
    type: "class",
    types.NoneType: "None",
}
"""How types are called in errors; other classes go by their names."""

_ADVICE: Final = {
    "Dossier": "gm100.dossiers() has those that come with gm100, gm100.load(path) reads one",
    "Engine": "gm100.scoring.Engine() has the methods of gm100, load_plugins() adds those of installed packages",
    "Ranking": "gm100.rank(data, card) makes one",
    "Region": "write its code or its name as text, such as '35.03' or 'Kabupaten Trenggalek'",
    "RuleBook": "gm100.rule_books() has them",
    "ScoreResult": "gm100.score(row, card) makes one",
    "Scorecard": "gm100.scorecards() has those of gm100",
    "Scores": "gm100.score(rows, card) makes them",
    "date": "write date(2022, 12, 31) or '2022-12-31'",
}
"""What helps where a value of a class was expected."""


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """
    Make a function refuse values that its annotations do not allow, all of them at once.

    Numbers are converted as constructors convert them. What an annotation leaves open is not looked at.
    """
    call: Callable[..., R] = function
    count = function.__code__.co_argcount
    tests: dict[str, Test] = {}  # Not `cache`, which costs importing more than all else here.
    in_order: tuple[Test, ...] = ()

    def test_of(name: str) -> Test:
        if name not in tests:
            known = name in _names(function)
            tests[name] = (_test(_hint(function, name)) if known else None) or _anything
        return tests[name]

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        nonlocal in_order
        try:
            if args and not in_order:
                in_order = tuple(map(test_of, _names(function)[:count]))
            for value, test in zip(args, in_order, strict=False):
                if not test(value):
                    break
            else:
                if all(test_of(name)(value) for name, value in kwargs.items()):
                    return call(*args, **kwargs)
            made = _made(function, dict(zip(_names(function)[:count], args, strict=False)) | kwargs, test_of)
            positional = [made.get(name, value) for name, value in zip(_names(function)[:count], args, strict=False)]
            return call(*positional, *args[count:], **{name: made.get(name, each) for name, each in kwargs.items()})
        except ArgumentError as error:
            if error.function:
                raise
            raise ArgumentError(function.__qualname__.replace(".__getitem__", "[...]"), error.issues) from None

    return wrapper


@cache
def _names(function: Callable[..., Any]) -> tuple[str, ...]:
    """
    Return the names of the parameters, those by position first.
    """
    code = function.__code__
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def _hint(function: Callable[..., Any], name: str) -> Any:
    """
    Return the annotation of a parameter, and `Any` where it has none or names what is neither loaded nor public.
    """
    holder = types.SimpleNamespace(__annotations__={name: function.__annotations__.get(name, Any)})
    for known in (None, _Public()):
        try:
            return typing.get_type_hints(holder, function.__globals__, known)[name]
        except NameError:  # Some modules import a class for type checkers alone, so that it is loaded when it is given.
            continue
    return Any


class _Public(dict[str, Any]):
    """
    The public names of gm100, imported when an annotation asks for one.
    """

    def __missing__(self, name: str) -> Any:
        try:
            return _public(name)
        except AttributeError:
            raise KeyError(name) from None


_public, _ = exports("gm100")


def _anything(_: Any) -> bool:
    return True


def _made(function: Callable[..., Any], given: Mapping[str, Any], test_of: Callable[[str], Test]) -> dict[str, Any]:
    """
    Return what a constructor would make of values that do not fit.

    Raises:
        ArgumentError: Nothing that fits; all of them are listed.
    """
    issues: list[Issue] = []
    made: dict[str, Any] = {}
    for name, value in given.items():
        if test_of(name)(value):
            continue
        hint = _hint(function, name)
        allowed = {hint} if isinstance(hint, type) else {*typing.get_args(hint)}
        converted = [_converted(kind, value) for kind in _CONVERTED if kind in allowed]
        fitting = [each for each in converted if test_of(name)(each)]
        if fitting:
            made[name] = fitting[0]
        else:
            issues.append(_refusal(name, value, _listed(hint), _advice(value, hint)))
    if issues:
        raise ArgumentError("", issues)
    return made


def _converted(kind: type[T], value: Any) -> T | Any:
    from gm100.fields.convert import converter_of  # It loads attrs, which a call that fits does without.

    convert = converter_of(kind)
    return value if convert is None else convert(value)


def _test(hint: Any) -> Test | None:
    """
    Return what tells whether a value fits an annotation, or `None` where any does.
    """
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _any_of(inner)
    if origin is typing.Literal:
        return lambda value: isinstance(value, str) and value in inner
    if origin is not None:
        special: Test | None = _SPECIAL.get(origin)
        return special or _container(origin, inner)
    if getattr(hint, "_is_protocol", False):
        return callable if "__call__" in vars(hint) else None
    if hint is Any or not isinstance(hint, type):
        return None
    return _SPECIAL.get(hint) or (lambda value: isinstance(value, hint))


def _any_of(hints: tuple[Any, ...]) -> Test | None:
    """
    Return the test of several annotations; classes of which nothing else is to be said are asked at once.
    """
    simple = tuple(each for each in hints if _is_plain(each) and each not in _SPECIAL)
    tests = [_test(each) for each in hints if each not in simple]
    known = [test for test in tests if test is not None]
    if len(known) < len(tests):
        return None
    return lambda value: isinstance(value, simple) or any(test(value) for test in known)


_SPECIAL: Final[Mapping[Any, Test]] = types.MappingProxyType(
    {
        int: lambda value: isinstance(value, int) and not isinstance(value, bool),
        float: lambda value: isinstance(value, int | float) and not isinstance(value, bool),
        date: lambda value: isinstance(value, date) and not isinstance(value, datetime),
        PathLike: lambda value: isinstance(value, PathLike),
        type: lambda value: isinstance(value, type),
        Callable: callable,
    }
)
"""Where a subclass means something else: `True` is not a number, and a moment is not a day."""


def is_collection(value: object, kind: type = Iterable) -> bool:
    """
    Tell whether a value is several; a text, bytes, a class and an array without dimensions are one.

    >>> is_collection([1]), is_collection("ab"), is_collection(bytearray(b"ab"))
    (True, False, False)
    """
    if isinstance(value, str | bytes | bytearray | memoryview | type):
        return False
    return isinstance(value, kind) and getattr(value, "shape", None) != ()


def _container(origin: Any, inner: tuple[Any, ...]) -> Test | None:
    """
    Return the test of a collection; what it holds is looked at where that is plain and takes nothing out of it.
    """
    plain = _test(inner[0]) if inner and _is_plain(inner[0]) else None
    seen = (list, tuple, set, frozenset, *(() if origin is Mapping else (dict,)))

    def test(value: Any) -> bool:
        if not is_collection(value, origin):
            return False
        return plain is None or not isinstance(value, seen) or all(map(plain, value))

    return test


def _is_plain(hint: Any) -> bool:
    """
    Tell whether an annotation is a class, or several, whose values are recognised by their class alone.
    """
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return all(map(_is_plain, typing.get_args(hint)))
    simple = isinstance(hint, type) and typing.get_origin(hint) is None
    return simple and hint is not Any and not getattr(hint, "_is_protocol", False)


def _listed(hint: Any) -> str:
    """
    Return an annotation in words: `Scorecard or text`.
    """
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        parts = list(dict.fromkeys(_listed(each) for each in typing.get_args(hint)))
        return f"{', '.join(parts[:-1])} or {parts[-1]}" if len(parts) > 1 else parts[0]
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return one_of(inner)
    if origin is type:
        return "class"
    if origin is Callable:
        return "function"
    name = _WORDS.get(origin or hint) or str(getattr(origin or hint, "__name__", hint))
    return f"{name} of {_listed(inner[0])}" if inner and _is_plain(inner[0]) else name


def _advice(value: Any, hint: Any) -> str:
    """
    Return what to write instead, as far as the value or the annotation says.
    """
    names = [each.__name__ for each in (*typing.get_args(hint), hint) if isinstance(each, type)]
    if isinstance(value, datetime) and "date" in names:
        return "it has a time of day; take its .date()"
    if isinstance(value, float) and "Region" in names:
        return "a float loses the last digit of 35.10; write the code as text, '35.10'"
    if isinstance(value, str) and not {"str", "NoneType"} & {*names} and {"int", "float"} & {*names}:
        return "write it without quotes"
    return next((_ADVICE[name] for name in names if name in _ADVICE), "")


def _refusal(name: str, value: Any, expected: str, advice: str = "") -> Issue:
    got = described(value)
    message = f"got {got}, expected {expected}" + (f"; {advice}" if advice else "")
    return Issue("wrong-argument", message, (name,), got, expected)


def refused(name: str, value: Any, expected: str, advice: str = "") -> ArgumentError:
    """
    Return the error for an argument that has a right type and means nothing; `checked` adds the function.
    """
    return ArgumentError("", [_refusal(name, value, expected, advice)])


def described(value: Any) -> str:
    """
    Return a value as an error names it: plain ones as they are written, others by their class.

    >>> described("x"), described(3), described([1, 2]), described(int)
    ("'x'", '3', 'a list', 'the class int')
    """
    if value is None or isinstance(value, str | bytes | int | float | Decimal | date):
        return shorten(value)
    if isinstance(value, type):
        return f"the class {value.__name__}"
    name = type(value).__name__
    return f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"


def file_of(path: str | PathLike[str], name: str = "path") -> Path:
    """
    Return the path of a file.

    Raises:
        ArgumentError: It is empty, or holds what no file system takes.
    """
    from pathlib import Path

    file = Path(path)
    if not file.name or "\0" in str(file):
        raise refused(name, str(path), "the path of a file, such as 'dossier.json'")
    return file


def choice(kind: type[E], value: E | str, name: str) -> E:
    """
    Return the member of a vocabulary that a text stands for.

    Raises:
        ArgumentError: The vocabulary has no such word.
    """
    made = _converted(kind, value)
    if not isinstance(made, kind):
        raise refused(name, value, one_of(kind))
    return made


def one_of(words: Iterable[str]) -> str:
    """
    Return words as an error lists them: `one of min, max`.
    """
    return f"one of {', '.join(map(str, words))}"


def at_least(least: int, value: int, name: str) -> int:
    """
    Return a whole number that is not too small.

    Raises:
        ArgumentError: It is.
    """
    if value < least:
        raise refused(name, value, f"a whole number of {least} or more")
    return value


def whole_number(value: int | str, name: str) -> int:
    """
    Return a whole number given as such or as text.

    Raises:
        ArgumentError: It is none.
    """
    found = _converted(int, value)
    if type(found) is not int:
        raise refused(name, value, "a whole number")
    return found


def day(value: date | str, name: str = "on") -> date:
    """
    Return a day given as a date or as ISO text.

    Raises:
        ArgumentError: The text is not a day.
    """
    found = _converted(date, value)
    if not isinstance(found, date):
        from gm100.text.dates import PartialDate

        period = _converted(PartialDate, value)
        advice = f"{period.last_day} is its last day" if isinstance(period, PartialDate) else ""
        raise refused(name, value, "a day as YYYY-MM-DD", advice)
    return found


def day_if(value: date | str | None, name: str = "on") -> date | None:
    """
    Return a day as `day` does, and nothing where none is given.

    Raises:
        ArgumentError: The text is not a day.
    """
    return None if value is None else day(value, name)


def year(value: int | str, name: str = "year") -> int:
    """
    Return a year given as a number or as text.

    Raises:
        ArgumentError: It is not a year.
    """
    found = _converted(int, value)
    if type(found) is not int or not _YEARS[0] <= found <= _YEARS[1]:
        raise refused(name, value, "a year with four digits, such as 2023")
    return found


_YEARS: Final = (1000, 9999)
