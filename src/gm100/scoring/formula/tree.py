"""
Formulas: what a method computes, as a small tree that any backend can turn into what it needs.

A method is an ordinary function written with `+ - * / **`, comparisons and the functions below. Called with symbols
instead of numbers it returns a `Formula`. Trees may share parts; a backend computes a shared part once where it can.

A gap is a value of every backend: NaN in numbers and arrays, null in frames and databases, an empty cell in a sheet.
Arithmetic on a gap is a gap; what `where`, `least` or a comparison makes of one does not matter, for anyone who
writes a method says with `given` where there is a value at all, and the value counts only there. Dividing by zero or
taking a logarithm of what has none gives no number, and never raises. `column(name, gaps=False)` is an input without
gaps, and then nothing is asked.

Constants are exact: decimals, or fractions where a quotient has no end. They are put together exactly while the tree
is made, and `x * 1`, `x + 0` and conditions that are always true never get into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from fractions import Fraction
from typing import Any, Final, TypeAlias

from gm100.model.scorecard import Rounding
from gm100.scoring._numbers import KERNEL, rounder

Number: TypeAlias = Decimal | Fraction
"""A constant."""

Operand: TypeAlias = "Formula | Decimal | Fraction | int | float"
"""What is beside a formula; a float is read by its shortest decimal text."""

OPERATIONS: Final = frozenset(
    {
        *("number", "word", "infinity", "gap", "true", "false", "column", "parameter"),
        *("+", "-", "*", "/", "**", "log", "exp", "abs", "floor", "round", "least", "most", "sorted", "nth"),
        *("<", "<=", "is", "and", "or", "not", "given", "if", "require", "call"),
    }
)
"""All operations there are; a backend lists those it has."""

CONDITIONS: Final = frozenset({"true", "false", "<", "<=", "is", "and", "or", "not", "given"})
"""Those that hold or do not, and are no numbers."""

APPLIES: Final = ":applies"
"""The end of the name of a column of truths: whether the cell of the column before it is other than n/a."""

_EXACT = Context(prec=80, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])


class Formula:
    """
    A node of a formula. Nodes do not change, and are equal only to themselves.

    Attributes:
        op: The operation, one of `OPERATIONS`.
        args: What it works on.
        data: What is not a formula: the number or word of a constant, the name of an input, the rounding, the message.
    """

    __slots__ = ("args", "data", "op")

    def __init__(self, op: str, args: tuple[Formula, ...] = (), data: Any = None) -> None:
        self.op, self.args, self.data = op, args, data

    def __add__(self, other: Operand) -> Formula:
        return total((self, other))

    def __radd__(self, other: Operand) -> Formula:
        return total((other, self))

    def __sub__(self, other: Operand) -> Formula:
        return _minus(self, lift(other))

    def __rsub__(self, other: Operand) -> Formula:
        return _minus(lift(other), self)

    def __neg__(self) -> Formula:
        return _minus(ZERO, self)

    def __mul__(self, other: Operand) -> Formula:
        return _times(self, lift(other))

    def __rmul__(self, other: Operand) -> Formula:
        return _times(lift(other), self)

    def __truediv__(self, other: Operand) -> Formula:
        return _over(self, lift(other))

    def __rtruediv__(self, other: Operand) -> Formula:
        return _over(lift(other), self)

    def __pow__(self, other: Operand) -> Formula:
        return _power(self, lift(other))

    def __lt__(self, other: Operand) -> Formula:
        return _compared("<", self, lift(other))

    def __gt__(self, other: Operand) -> Formula:
        return _compared("<", lift(other), self)

    def __le__(self, other: Operand) -> Formula:
        return _compared("<=", self, lift(other))

    def __ge__(self, other: Operand) -> Formula:
        return _compared("<=", lift(other), self)

    def __bool__(self) -> bool:
        message = "a formula is neither true nor false while it is being written; use where(condition, one, other)"
        raise TypeError(message)

    def __repr__(self) -> str:
        from gm100.scoring.formula.text import formula_text

        return formula_text(self)


TRUE, FALSE = Formula("true"), Formula("false")
ZERO, ONE = Formula("number", (), Decimal(0)), Formula("number", (), Decimal(1))
GAP: Final = Formula("gap")
INFINITY: Final = Formula("infinity")
"""Greater than every value: stands in for children that are left out of a minimum."""


# Leaves.


def lift(value: Any) -> Formula:
    """
    Return a number as a constant, or a word as a word; a formula is left as it is.
    """
    if isinstance(value, Formula):
        return value
    if isinstance(value, str):
        return Formula("word", (), value)
    if isinstance(value, Decimal | Fraction):
        return Formula("number", (), value)
    return Formula("number", (), Decimal(repr(float(value)) if isinstance(value, float) else value))


def column(name: str, *, gaps: bool = True) -> Formula:
    """
    Return an input: the value that a row has under a name.

    Args:
        name: The name.
        gaps: Whether a row may be without it.
    """
    return Formula("column", (), (name, gaps))


def parameter(name: str) -> Formula:
    """
    Return a number that is the same for all rows and known later: a limit taken from the data, a weight drawn.
    """
    return Formula("parameter", (), name)


def is_number(formula: Formula, value: int | None = None) -> bool:
    """
    Tell whether a formula is a constant, or one of a certain value.
    """
    return formula.op == "number" and (value is None or formula.data == value)


# Arithmetic. What can be worked out exactly beforehand is.


def _folded(one: Number, other: Number, exact: Callable[[Any, Any], Any], operator: Callable[[Any, Any], Any]) -> Any:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        try:
            return exact(one, other)
        except (Inexact, Overflow):
            pass  # A share without end.
    return operator(Fraction(one), Fraction(other))


def total(terms: Iterable[Operand]) -> Formula:
    """
    Return the sum of many terms, added from left to right.
    """
    kept: list[Formula] = []
    for term in map(lift, terms):
        together = term
        if term.op == "number" and kept and kept[-1].op == "number":
            together = lift(_folded(kept.pop().data, term.data, _EXACT.add, Fraction.__add__))
        if not is_number(together, 0):
            kept.append(together)
    if len(kept) < 2:  # noqa: PLR2004 - one term alone is not a sum
        return kept[0] if kept else ZERO
    return Formula("+", tuple(kept))


def _minus(one: Formula, other: Formula) -> Formula:
    if other.op == "number":
        if one.op == "number":
            return lift(_folded(one.data, other.data, _EXACT.subtract, Fraction.__sub__))
        if not other.data:
            return one
    return Formula("-", (one, other))


def _times(one: Formula, other: Formula) -> Formula:
    for constant, rest in ((one, other), (other, one)):
        if constant.op == "number":
            if rest.op == "number":
                return lift(_folded(one.data, other.data, _EXACT.multiply, Fraction.__mul__))
            if constant.data == 1:
                return rest
    return Formula("*", (one, other))


def _over(one: Formula, other: Formula) -> Formula:
    if other.op == "number":
        if not other.data:
            return GAP  # No number, as for a value that turns out to be 0.
        if one.op == "number":
            return lift(_folded(one.data, other.data, _EXACT.divide, Fraction.__truediv__))
        if other.data == 1:
            return one
    return Formula("/", (one, other))


def _power(one: Formula, other: Formula) -> Formula:
    return one if is_number(other, 1) else Formula("**", (one, other))


def log(x: Operand) -> Formula:
    """
    Return the natural logarithm. Ask `require` first: at or below 0 there is none, and what comes out is not a number.
    """
    return Formula("log", (lift(x),))


def exp(x: Operand) -> Formula:
    """
    Return e to the power of a value.
    """
    return Formula("exp", (lift(x),))


def absolute(x: Operand) -> Formula:
    """
    Return the value without its sign.
    """
    x = lift(x)
    return lift(abs(x.data)) if x.op == "number" else Formula("abs", (x,))


def floor(x: Operand) -> Formula:
    """
    Return the greatest whole number that is not above a value.
    """
    return Formula("floor", (lift(x),))


def rounded(x: Operand, rounding: Rounding | None) -> Formula:
    """
    Round by a rule: half up (away from zero), half to even, or down (towards zero); without a rule do nothing.
    """
    x = lift(x)
    if rounding is None:
        return x
    if isinstance(x.data, Decimal):
        found = rounder(rounding, KERNEL)(x.data)
        return lift(found) if found.is_finite() else GAP  # No number, where it has more digits than are computed.
    return Formula("round", (x,), rounding)


# Conditions.


def _compared(op: str, one: Formula, other: Formula) -> Formula:
    if one.op == "number" and other.op == "number":
        return _truth(one.data < other.data or (op == "<=" and one.data == other.data))
    return Formula(op, (one, other))


def _truth(value: bool) -> Formula:  # noqa: FBT001 - the truth itself
    return TRUE if value else FALSE


def is_word(x: Formula, word: str) -> Formula:
    """
    Tell whether a row has a certain word.
    """
    return Formula("is", (x, lift(word)))


def both(*conditions: Formula) -> Formula:
    """
    Tell whether all conditions hold.
    """
    return _joined("and", conditions, TRUE, FALSE)


def either(*conditions: Formula) -> Formula:
    """
    Tell whether one of the conditions holds at least.
    """
    return _joined("or", conditions, FALSE, TRUE)


def _joined(op: str, conditions: Sequence[Formula], neutral: Formula, decisive: Formula) -> Formula:
    kept: dict[int, Formula] = {}
    for condition in conditions:
        if condition is decisive:
            return decisive
        for part in condition.args if condition.op == op else (condition,):
            if part is not neutral:
                kept[id(part)] = part
    if len(kept) < 2:  # noqa: PLR2004 - one condition alone needs no joining
        return next(iter(kept.values()), neutral)
    return Formula(op, tuple(kept.values()))


def negated(condition: Formula) -> Formula:
    """
    Tell whether a condition does not hold.
    """
    if condition is TRUE or condition is FALSE:
        return FALSE if condition is TRUE else TRUE
    return condition.args[0] if condition.op == "not" else Formula("not", (condition,))


def given(x: Formula) -> Formula:
    """
    Tell whether a formula has a value: whether no column in it is a gap.

    A value without meaning, such as the logarithm of -1, is not a gap: it is an error, and is not left out.
    """
    found: dict[str, Formula] = {}
    stack, seen = [x], set[int]()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        stack.extend(node.args)
        if node is GAP:
            return FALSE
        if node.op == "column" and node.data[1]:
            found.setdefault(node.data[0], Formula("given", (node,)))
    return both(*(found[name] for name in sorted(found)))


def is_value(x: Formula) -> Formula:
    """
    Tell whether a formula comes out as a number: no gap, and nothing without meaning, such as a logarithm of -1.
    """
    return TRUE if x.op == "number" else Formula("given", (x,))


def where(condition: Formula, one: Operand, other: Operand) -> Formula:
    """
    Return one value where a condition holds, and another where it does not.
    """
    one, other = lift(one), lift(other)
    if condition is TRUE or one is other:
        return one
    if condition is FALSE:
        return other
    return Formula("if", (condition, one, other))


def require(condition: Formula, x: Operand, message: str) -> Formula:
    """
    Return a value that has a meaning only where a condition holds; elsewhere it is an error with a message.

    It stands around all the rest of a method, for `least` and comparisons do not pass errors on.
    """
    x = lift(x)
    return x if condition is TRUE else Formula("require", (condition, x), message)


# Functions of several values.


def least(*values: Operand) -> Formula:
    """
    Return the least of some values.
    """
    return _extreme("least", [lift(value) for value in values])


def most(*values: Operand) -> Formula:
    """
    Return the greatest of some values.
    """
    return _extreme("most", [lift(value) for value in values])


def _extreme(op: str, values: list[Formula]) -> Formula:
    if all(value.op == "number" for value in values):
        return lift((min if op == "least" else max)(value.data for value in values))
    return values[0] if len(values) == 1 else Formula(op, tuple(values))


def descending(values: Sequence[Formula]) -> Formula:
    """
    Return values in order, the greatest first and gaps last; `nth` takes them out.
    """
    return Formula("sorted", tuple(values))


def nth(place: int, in_order: Formula) -> Formula:
    """
    Return the value at a place, counted from 1, of what `descending` put in order.
    """
    return Formula("nth", (in_order,), place)


def call(name: str, function: Callable[..., Any], *values: Formula) -> Formula:
    """
    Return what an ordinary function makes of values; only the core can compute it.
    """
    return Formula("call", tuple(values), (name, function))
