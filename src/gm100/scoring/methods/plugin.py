"""
Functions of plug-ins, checked for what was asked of them: errors name the function, and what it raised or returned.

`Guarded` puts a function of someone else behind one of those here, which calls it and looks at what it returns. What
is wrong is a `ValueError`, to which anyone who calls adds the node. Functions get floats, or decimals where the plug-in
was declared exact.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from numbers import Real
from typing import Any, TypeAlias, TypeGuard

import attrs

from gm100.fields.arguments import described
from gm100.model.method import Method
from gm100.scoring._numbers import NAN
from gm100.scoring.formula.tree import CONDITIONS, Formula, Number, lift
from gm100.scoring.methods.limits import is_present

Function: TypeAlias = Callable[..., Any]


def plain(params: Sequence[Any], *, exact: bool = False) -> list[Any]:
    """
    Return parameters as an ordinary function takes them: floats and words, or decimals and words.
    """
    return [float(param) if isinstance(param, Decimal) and not exact else param for param in params]


@attrs.frozen(repr=False)
class Guarded:
    """
    A function of a plug-in with what is asked of it; it pickles where the function does.

    Attributes:
        ask: Calls the function and looks at what it returns.
        name: What the function is called in errors.
        function: The function.
        exact: Whether it gets decimals.
        gaps: Whether a column that it returns may have gaps.
    """

    ask: Function
    name: str
    function: Function
    exact: bool = False
    gaps: bool = False

    def __call__(self, *given: Any) -> Any:
        """
        Call it.
        """
        return self.ask(self, *given)

    def called(self, *given: Any) -> Any:
        """
        Return what the function returns, or refuse what it raises, with its name.
        """
        try:
            return self.function(*given)
        except Exception as error:
            # Whatever a function of others raises becomes a problem of the table, with the name of the function.
            how = "" if isinstance(error, ValueError) else f" failed with {type(error).__name__}"
            message = f"{self.name}{how}: {error}"
            raise ValueError(message) from error


def value(of: Guarded, x: Any, *params: Any) -> Any:
    """
    Ask a normaliser of one value, `(value, *params) -> value`; it is not asked about gaps.
    """
    if not is_present(x):
        return x
    value = x if of.exact else float(x)
    return _like(x, _number(of.name, of.called(value, *plain(params, exact=of.exact)), exact=of.exact))


def children(of: Guarded, weights: Sequence[Any], values: Sequence[Any], *params: Any) -> Any:
    """
    Ask an aggregator, `(shares, values, *params) -> value`, of the children that are there; shares add up to 1.
    """
    pairs = [(w, x) for w, x in zip(weights, values, strict=True) if is_present(x)]
    held = sum(w for w, _ in pairs)
    if not held:
        return NAN if isinstance(values[0], Decimal) else math.nan
    take: Function = Decimal if of.exact else float
    shares, there = [take(w / held) for w, _ in pairs], [take(x) for _, x in pairs]
    found = of.called(shares, there, *plain(params, exact=of.exact))
    return _like(pairs[0][1], _number(of.name, found, exact=of.exact))


def column(of: Guarded, column: Sequence[Any], *given: Any) -> list[Any]:
    """
    Ask a function whose first argument is a column, and which returns one as long, with gaps or without.
    """
    return _numbers(of.name, of.called(column, *given), len(column), gaps=of.gaps)


def table(of: Guarded, weights: Sequence[Any], columns: Sequence[Any], *params: Any) -> list[Any]:
    """
    Ask an aggregator of all units, `(weights, columns, *params) -> column`.
    """
    return _numbers(of.name, of.called(weights, columns, *params), len(columns[0]), gaps=False)


def limits(of: Guarded, *given: Any) -> Method:
    """
    Ask what finds a method with fixed parameters, `(column, direction, *params) -> method`.
    """
    found = of.called(*given)
    try:
        method = Method.of(found)
    except (TypeError, ValueError):
        method = None
    if not isinstance(method, Method):
        raise _wrong(of.name, described(found), "a method with its parameters, such as ('goalposts', 0, 10)")
    return method


def formula(of: Guarded, *given: Any) -> Formula:
    """
    Ask for a formula.
    """
    found = of.called(*given)
    if not isinstance(found, Formula) and (isinstance(found, bool) or not isinstance(found, int | float | Number)):
        raise _wrong(of.name, described(found), "a formula, written with the words of formula.tree")
    if not isinstance(found, Formula) and not math.isfinite(found):
        raise _wrong(of.name, described(found), "a finite number, or a formula")
    made = lift(found)
    if made.op in CONDITIONS:
        raise _wrong(of.name, "a condition", "a formula of a number, such as where(condition, 1, 0)")
    return made


def span(of: Guarded, *params: Any) -> tuple[Decimal, Decimal] | None:
    """
    Ask for the range of what a normaliser makes, or nothing where it is not known.
    """
    found = of.called(*params)
    if found is None:
        return None
    ends = list(found) if isinstance(found, tuple | list) else []
    if len(ends) != 2 or not all(_is_number(x) and math.isfinite(x) for x in ends) or ends[0] > ends[1]:  # noqa: PLR2004 - two ends
        raise _wrong(f"the span of {of.name}", repr(found), "the least and the greatest value, or None")
    return _like(Decimal(0), ends[0]), _like(Decimal(0), ends[1])


def check(of: Guarded, params: Sequence[Any]) -> str | None:
    """
    Ask what is wrong with parameters, or nothing.
    """
    try:
        found = of.called(params)
    except ValueError as error:
        return f"cannot be checked: {error}"
    good = found is None or isinstance(found, str)
    return found if good else f"cannot be checked: {of.name} returned {described(found)}, expected a sentence or None"


def weights(of: Guarded, codes: Sequence[Any], *given: Any) -> list[Any]:
    """
    Ask a weighting, `(codes, columns, *params) -> weights`; what weights must be is asked of all weightings alike.
    """
    return _listed(of.name, of.called(codes, *given), len(codes), "weight")


def parts(
    of: Guarded, weights: Sequence[Any], values: Sequence[Any], divisor: Any, value: Any, *params: Any
) -> list[Any]:
    """
    Ask for contributions, `(weights, values, divisor, value, *params) -> parts`, which add up to the value.
    """
    found = of.called(weights, values, divisor, value, *params)
    parts = [_like(value, x) for x in _numbers(of.name, found, len(values), gaps=False, what="contribution")]
    size = max(map(abs, [value, *parts]))
    if abs(sum(parts) - value) > size * type(size)("1e-9"):
        raise _wrong(of.name, f"contributions that add up to {sum(parts):g}", f"the value of the group, {value:g}")
    return parts


def _wrong(name: str, got: str, expected: str) -> ValueError:
    return ValueError(f"{name} returned {got}, expected {expected}")


def _number(name: str, found: Any, *, exact: bool) -> Any:
    if exact:
        if isinstance(found, Decimal | int) and not isinstance(found, bool):
            return Decimal(found)
        raise _wrong(name, f"{described(found)} of type {type(found).__name__}", "a Decimal, for it is declared exact")
    if _is_number(found):
        return float(found)
    raise _wrong(name, described(found), "a number")


def _is_number(x: object) -> TypeGuard[Any]:
    return not isinstance(x, bool) and isinstance(x, Real | Decimal)


def _like(x: Any, found: Any) -> Any:
    """
    Return a number in the arithmetic of another.
    """
    if isinstance(x, Decimal):
        return found if isinstance(found, Decimal) else Decimal(repr(float(found)))
    return float(found)


def _listed(name: str, found: Any, size: int, what: str) -> list[Any]:
    try:
        values = list(found)
    except TypeError:
        raise _wrong(name, described(found), f"one {what} for each of {size}") from None
    if isinstance(found, str | bytes) or len(values) != size:
        raise _wrong(name, f"{len(values)} of them", f"one {what} for each of {size}")
    return values


def _numbers(name: str, found: Any, size: int, *, gaps: bool, what: str = "value") -> list[Any]:
    values = _listed(name, found, size, what)
    made: list[Any] = []
    for place, x in enumerate(values):
        if gaps and not isinstance(x, str) and not is_present(x):
            made.append(None)
        elif not _is_number(x) or not math.isfinite(x):
            raise _wrong(name, f"{described(x)} at place {place + 1}", f"a {what} that is a finite number")
        else:
            made.append(x if type(x) in {Decimal, float, int} else float(x))  # Floats of numpy are floats, too.
    return made
