"""
Formulas as one Python function, which needs no library: the fast path of the core, for floats and for decimals.

The text of the function holds nothing but counted names and signs; numbers, words and functions of plug-ins are bound
to names. So two formulas of one shape share their code, whatever limits and weights they have.

Nothing in it raises: a division by zero, a logarithm of -1 and the rest give NaN, as a gap does. Who must tell the two
apart asks the formula's `given`.

`Kernel` gives the same formulas to numpy where a table is made of its arrays.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, getcontext, setcontext
from fractions import Fraction
from itertools import repeat
from typing import Any, Final

from gm100._compiled import function_of
from gm100.scoring._numbers import CERTAIN, KERNEL, NAN, Numbers, rounder
from gm100.scoring.formula import arrays
from gm100.scoring.formula.arrays import TOGETHER, Steps
from gm100.scoring.formula.floats import all_for_floats, as_float, for_floats
from gm100.scoring.formula.proof import Known
from gm100.scoring.formula.tree import OPERATIONS, ZERO, Formula
from gm100.scoring.formula.walk import columns_of, operations, parameters_of, requirements
from gm100.scoring.formula.write import Words, Written, called, signs, written
from gm100.scoring.methods.node import Cell

SAFE: Final = re.compile(r"(?:[xpkft]\d+|\d|[-+*/%<>=!(), \[\]]|if|else|and|or|not|nan|min|max|abs|sure)+", re.ASCII)
"""All that an expression may hold: counted names, signs, brackets and these words."""

_CONTEXT: Final = KERNEL.copy()
"""That of exact functions: nothing traps, so flags that threads share decide nothing."""

HAS: Final = OPERATIONS
"""The fused function has every operation."""


class Fused:
    """
    Formulas as one function of rows.

    Attributes:
        columns: The names of the columns, in the order in which rows give their values.
        parameters: The names of the numbers that are given with each call.
        source: The text of the function.

    >>> from gm100.scoring.formula.tree import column
    >>> Fused([column("a") / column("b")]).rows([(1.0, 4.0), (1.0, 0.0)])
    [0.25, nan]
    """

    def __init__(
        self, roots: Sequence[Formula], *, exact: bool = False, known: Mapping[str, Known] | None = None
    ) -> None:
        """
        Write and compile the function.

        Args:
            roots: The formulas; with one of them the result is a list of values, with several a list of tuples.
            exact: Compute in decimals instead of floats.
            known: For floats, what is known of the columns, so that rounding is as in exact numbers.
        """
        self._exact = exact
        roots = roots if exact else all_for_floats(roots, known)
        self.columns, self.parameters = columns_of(*roots), parameters_of(*roots)
        writer = _Writer(self.columns, self.parameters, exact=exact)
        text = written(roots, writer.words, step=lambda number: f"t{number}")
        for _, expression in (*text.first, *text.steps, *(("", result) for result in text.results)):
            if SAFE.fullmatch(expression) is None:  # Never so; it guards the templates against their next change.
                message = f"refused to compile {expression!r}"
                raise AssertionError(message)
        self.source = writer.source(text)
        self._constants = tuple(writer.constants)
        self._function: Callable[..., list[Any]] = function_of(self.source, writer.names)

    def rows(self, rows: Iterable[Sequence[Any]], parameters: Mapping[str, Any] | None = None) -> list[Any]:
        """
        Return the result for each row.

        Args:
            rows: The values of each row, in the order of `columns`: NaN is a gap.
            parameters: The numbers that were left open, by name.
        """
        values = [(parameters or {})[name] for name in self.parameters] if self.parameters else ()
        if not self._exact:
            return self._function(rows, self._constants, values)
        held = getcontext()
        setcontext(_CONTEXT)  # A copy for each call would take as long as twenty sums.
        try:
            return self._function(rows, self._constants, values)
        finally:
            setcontext(held)

    def one(self, values: Sequence[Any], parameters: Mapping[str, Any] | None = None) -> Any:
        """
        Return the result for one row.
        """
        return self.rows((values,), parameters)[0]

    def table(self, columns: Mapping[str, Sequence[Any]], parameters: Mapping[str, Any] | None = None) -> list[Any]:
        """
        Return the result for each row of a table of columns.
        """
        return self.rows(zip(*(columns[name] for name in self.columns), strict=True), parameters)


class _Writer:
    """
    What Python writes for each operation, and the names that it binds.
    """

    def __init__(self, columns: Sequence[str], parameters: Sequence[str], *, exact: bool) -> None:
        self._exact = exact
        self._columns = {name: f"x{number}" for number, name in enumerate(columns)}
        self._parameters = {name: f"p{number}" for number, name in enumerate(parameters)}
        self.constants: list[Any] = []
        self.names: dict[str, Any] = {
            "nan": NAN if exact else math.nan,
            "min": min,
            "max": max,
            "abs": abs,
            "sure": CERTAIN.plus,
        }
        self.words: Words = {**dict.fromkeys(_FUNCTIONS, self._named), **signs()} | {
            "number": lambda node, _: self._constant(_number(node.data, exact=exact)),
            "word": lambda node, _: self._constant(node.data),
            "infinity": lambda *_: self._constant(Decimal("Infinity") if exact else math.inf),
            "gap": lambda *_: "nan",
            "true": lambda *_: "(1 == 1)",
            "false": lambda *_: "(1 == 0)",
            "column": lambda node, _: self._columns[node.data[0]],
            "parameter": lambda node, _: self._parameters[node.data],
            "/": self._over,
            "abs": called("abs"),
            "floor": lambda _, args: f"({args[0]} // {self._constant(Decimal(1) if exact else 1.0)})",
            "least": called("min"),
            "most": called("max"),
            "if": lambda _, args: f"({args[1]} if {args[0]} else {args[2]})",
            "require": lambda _, args: f"({args[1]} if {args[0]} else nan)",
            "<": self._compared,
            "<=": self._compared,
            "is": lambda _, args: f"({args[0]} == {args[1]})",
            "not": lambda _, args: f"(not {args[0]})",
            "given": lambda _, args: f"({args[0]} == {args[0]})",
            "nth": lambda node, args: f"{args[0]}[{self._constant(node.data - 1)}]",
        }

    def _constant(self, value: Any) -> str:
        self.constants.append(value)
        return f"k{len(self.constants) - 1}"

    def _over(self, node: Formula, args: Sequence[str]) -> str:
        # A divisor that may be 0 counts as no number then, and neither floats nor decimals raise.
        divisor = args[1] if node.args[1].op == "number" else f"({args[1]} or nan)"
        return f"({args[0]} / {divisor})"

    def _compared(self, node: Formula, args: Sequence[str]) -> str:
        sides = [
            f"sure({text})" if self._exact and side.op not in {"number", "column"} else text
            for side, text in zip(node.args, args, strict=True)
        ]
        return f"({sides[0]} {node.op} {sides[1]})"

    def _named(self, node: Formula, args: Sequence[str]) -> str:
        name = f"f{len(self.names)}"
        self.names[name] = _FUNCTIONS[node.op](node)
        return f"{name}({', '.join(args)})"

    def source(self, text: Written) -> str:
        """
        Return the text of the function.
        """
        constants = ", ".join(f"k{number}" for number in range(len(self.constants)))
        head = [
            f"({names},) = {given}" for names, given in ((constants, "k"), (self._join(self._parameters), "p")) if names
        ]
        row = f"({self._join(self._columns)},)" if self._columns else "_"
        answer = text.results[0] if len(text.results) == 1 else f"({', '.join(text.results)})"
        if not text.steps:
            first = [f"{name} = {value}" for name, value in text.first]
            lines = [*head, *first, f"return [{answer} for {row} in rows]"]
            return "\n".join(("def fused(rows, k, p):", *(f"    {line}" for line in lines)))
        body = [*(f"{name} = {value}" for name, value in text.steps), f"add({answer})"]
        lines = [
            *head,
            *(f"{name} = {value}" for name, value in text.first),
            "made = []",
            "add = made.append",
            f"for {row} in rows:",
            *(f"    {line}" for line in body),
        ]
        return "\n".join(("def fused(rows, k, p):", *(f"    {line}" for line in (*lines, "return made"))))

    @staticmethod
    def _join(names: Mapping[str, str]) -> str:
        return ", ".join(names.values())


def _number(value: Decimal | Fraction, *, exact: bool) -> Decimal | float:
    if exact:
        return (
            KERNEL.divide(Decimal(value.numerator), Decimal(value.denominator))
            if isinstance(value, Fraction)
            else value
        )
    return as_float(value)


# Functions that have values where Python's own would raise.


def _log(x: Any) -> Any:
    if not x > 0:
        return math.nan if isinstance(x, float) else NAN
    return math.log(x) if isinstance(x, float) else x.ln()


def _exp(x: Any) -> Any:
    try:
        return math.exp(x) if isinstance(x, float) else x.exp()
    except OverflowError:
        return math.inf


def _power(one: Any, other: Any) -> Any:
    try:
        found = one**other
    except (OverflowError, ZeroDivisionError):
        return math.nan
    return math.nan if isinstance(found, complex) else found


def _sorted(*values: Any) -> list[Any]:
    there = sorted((value for value in values if value == value), reverse=True)  # noqa: PLR0124 - a gap differs from itself
    return there + [math.nan] * (len(values) - len(there))


_FUNCTIONS: Final[Mapping[str, Callable[[Formula], Callable[..., Any]]]] = {
    "log": lambda _: _log,
    "exp": lambda _: _exp,
    "**": lambda _: _power,
    "sorted": lambda _: _sorted,
    "round": lambda node: rounder(node.data, KERNEL),
    "call": lambda node: node.data[1],
}


ALIKE: Final = arrays.HAS - {"log", "exp", "**", "is", "word"}
"""Operations of which numpy gives the same floats as Python, to the last bit."""


BLOCK: Final = 8_192
"""How many units numpy computes at a time: what is made on the way stays in the processor's memory."""


class Kernel:
    """
    Formulas of one node as a function of columns.

    Attributes:
        cell: The node as formulas.
    """

    def __init__(self, cell: Cell, roots: Sequence[Formula], numbers: Numbers) -> None:
        self.cell = cell
        self._numbers, self._roots = numbers, list(roots)
        self._fused = Fused(self._roots, exact=numbers.exact)
        self._steps: Steps | None = None
        self._conditions: Fused | None = None
        self._alike = all(operations(root) <= ALIKE for root in self._roots)

    def columns(
        self,
        columns: Mapping[str, Any],
        parameters: Mapping[str, Any],
        count: int,
        np: Any = None,
        *,
        loose: bool = False,
    ) -> list[Any]:
        """
        Return the column of each formula.

        Args:
            columns: The columns by name.
            parameters: The numbers that are the same for all units, by name.
            count: How many units there are.
            np: The module `numpy`, where the columns are arrays.
            loose: Whether floats of numpy may be used that differ in the last bit, as those of its logarithms do.
        """
        if np is not None:
            if self._alike or loose:
                return self._arrays(np, columns, parameters, count)
            columns = {name: columns[name].tolist() for name in self._fused.columns}
            return [np.array(found) for found in self.columns(columns, parameters, count)]
        names = self._fused.columns
        rows = zip(*(columns[name] for name in names), strict=True) if names else repeat((), count)
        found = self._fused.rows(rows, parameters)
        return [found] if len(self._roots) == 1 else [list(each) for each in zip(*found, strict=True)] or [[], [], []]

    def _arrays(self, np: Any, columns: Mapping[str, Any], parameters: Mapping[str, Any], count: int) -> list[Any]:
        if self._steps is None:
            self._steps = Steps([for_floats(root) for root in self._roots])
        given = {**columns, **parameters}
        if count <= BLOCK or any(getattr(each, "ndim", 0) > 1 for each in given.values()):
            return self._whole(np, given, count)
        wide = {name: each for name, each in columns.items() if getattr(each, "ndim", 0)}
        blocks = []
        for start in range(0, count, BLOCK):
            block = given | {name: each[start : start + BLOCK] for name, each in wide.items()}
            if TOGETHER in given:
                codes, array = given[TOGETHER]
                block[TOGETHER] = codes, array[:, start : start + BLOCK]
            blocks.append(self._whole(np, block, min(BLOCK, count - start)))
        return [np.concatenate(parts) for parts in zip(*blocks, strict=True)]

    def _whole(self, np: Any, given: Mapping[str, Any], count: int) -> list[Any]:
        found = self._steps.arrays(np, given) if self._steps else []
        return [each if getattr(each, "ndim", 0) else np.full(count, each) for each in found]

    def one(self, row: Mapping[str, Any], parameters: Mapping[str, Any]) -> Any:
        """
        Return the values of one unit.
        """
        return self._fused.one([row[name] for name in self._fused.columns], parameters)

    def complaints(self, row: Mapping[str, Any], parameters: Mapping[str, Any]) -> list[str]:
        """
        Return why the node has no meaning for a unit: the messages of what it requires and does not have.

        Args:
            row: The cells of the unit: exact numbers and words, NaN for a gap.
            parameters: The numbers that are the same for all units, exact.
        """
        asked = list(requirements(self.cell.value))
        if self._conditions is None:  # With a value after them, for one formula alone gives no tuples.
            self._conditions = Fused([*(each.args[0] for each in asked), ZERO], exact=True)
        held = self._conditions.one([row[name] for name in self._conditions.columns], parameters)
        return [each.data for each, holds in zip(asked, held, strict=False) if not holds] if asked else []
