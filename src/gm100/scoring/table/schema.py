"""
What a scorecard reads of a table, and how: its columns, and each cell as a number of the arithmetic in use.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from math import inf, isnan
from typing import Any, Final

from gm100.errors import Issue, shorten
from gm100.fields.convert import cell_value, number
from gm100.model.scorecard import Group, Indicator, Scale, Scorecard
from gm100.scoring._numbers import N, Numbers
from gm100.scoring.methods.limits import Ends
from gm100.scoring.methods.ranks import FEW
from gm100.scoring.methods.registry import Engine
from gm100.text.headers import CODE, columns_by_header
from gm100.text.headers import NAME as PEOPLE
from gm100.typing import NOT_APPLICABLE


def decimal_of(cell: object) -> Decimal | None:
    """
    Read a cell as an exact number; a float by its shortest decimal text.

    Raises:
        ValueError: The cell is not a finite number.
    """
    cell = cell_value(cell)
    value = number(cell)
    if value is None or (type(value) is Decimal and value.is_finite()):
        return value
    if isinstance(cell, str) and cell.strip().lower() not in _NOT_FINITE:
        message = f"got {shorten(cell)}, expected a number such as 3.08"
    elif isinstance(value, float | str | Decimal):
        message = f"got {shorten(cell)}, expected a finite number; use None for a missing value"
    else:
        message = f"got {shorten(cell)}, expected a number, a text that is one, or None for a missing value"
    raise ValueError(message)


_NOT_FINITE = {f"{sign}{word}" for sign in ("", "+", "-") for word in ("nan", "inf", "infinity")}


def _finite(cells: list[Any], kinds: set[type]) -> bool:
    if kinds == {float}:
        total = sum(cells)
        if total - total == 0:
            return True
    try:
        total = math.fsum(map(float, cells))
    except (OverflowError, ValueError):
        return False
    return math.isfinite(total)


def _is_nan(x: Any) -> bool:
    return type(x) is float and isnan(x)


class CellReader:
    """
    Reads the cells of one indicator.
    """

    def __init__(self, node: Indicator, numbers: Numbers, words: Collection[str] | None = None) -> None:
        self._numbers = numbers
        self._none = frozenset(node.no_answer)
        self._words = words
        self.scale = node.scale

    def __call__(self, cell: object) -> Any:
        """
        Return the number, `None` for a missing value, or `NOT_APPLICABLE`.

        Raises:
            ValueError: The cell is not a number, or a word that the scorecard does not know.
        """
        if isinstance(cell, str) and cell == NOT_APPLICABLE:
            return NOT_APPLICABLE
        if self._words is not None:
            cell = cell_value(cell)
            return None if cell is None else self._word(str(cell), self._words)
        value = decimal_of(cell)
        if value is None or value in self._none:
            return None
        found = self._numbers.take(value)
        if not self._numbers.all_finite([found]):
            message = f"got {shorten(cell)}, which is greater than floats can be; use a greater unit"
            raise ValueError(message)
        return found

    @staticmethod
    def _word(cell: str, words: Collection[str]) -> str:
        if cell not in words:
            message = f"got {cell!r}, which is not one of the levels of the scorecard"
            raise ValueError(message)
        return cell

    def column(self, cells: list[Any], seen: dict[float, Decimal] | None = None) -> list[N] | None:
        """
        Return a whole column where it takes no look at each cell, or `None` where it does.

        Every cell must be `None`, NaN or a finite number within the scale. Whole numbers and floats are read as
        decimals where the arithmetic is exact.

        Args:
            cells: The cells.
            seen: What floats were read as in other columns of the table; what is read here is added.
        """
        if not self.plain:
            return None
        seen = {} if seen is None else seen
        kinds = set(map(type, cells))
        if float in kinds and not (kinds == {float} and _finite(cells, kinds)) and any(map(_is_nan, cells)):
            cells = [None if _is_nan(x) else x for x in cells]
            kinds = kinds | {type(None)}
        if type(None) in kinds:
            there = self._numbers_of([x for x in cells if x is not None], kinds - {type(None)}, seen)
            if there is None:
                return None
            following = iter(there)
            return (
                cells
                if kinds == {self._numbers.type, type(None)}
                else [x if x is None else next(following) for x in cells]
            )
        return self._numbers_of(cells, kinds, seen)

    def _numbers_of(self, cells: list[Any], kinds: set[type], seen: dict[float, Decimal]) -> list[N] | None:
        """
        Return numbers of some types as numbers of the arithmetic, or `None` where one of them needs a look.
        """
        finite = False
        if kinds != {self._numbers.type}:
            if not cells or not kinds <= {int, float, Decimal}:
                return None
            finite = float in kinds and _finite(cells, kinds)
            if float in kinds and not finite:
                return None
            try:
                cells = self._taken(cells, kinds, seen)
            except (OverflowError, ValueError):  # A whole number that no float can be, or a signalling NaN.
                return None
        return cells if (finite or self._numbers.all_finite(cells)) and self._within(cells) else None

    @property
    def plain(self) -> bool:
        """
        Whether every number is a value, and nothing else is.
        """
        return not self._none and self._words is None

    def _taken(self, cells: list[Any], kinds: set[type], seen: dict[float, Decimal]) -> list[N]:
        if not self._numbers.exact:
            return list(map(float, cells))
        if kinds == {float}:
            if len(seen) > 1:
                with suppress(KeyError):
                    return list(map(seen.__getitem__, cells))
            new = set(cells).difference(seen)
            if len(new) > len(cells) * 3 // 4:  # Few are the same; what is seldom seen again is not kept.
                return list(map(Decimal, map(repr, cells)))
            seen.update(zip(new, map(Decimal, map(repr, new)), strict=True))
            return list(map(seen.__getitem__, cells))
        return [Decimal(repr(x)) if type(x) is float else Decimal(x) for x in cells]

    def _within(self, cells: list[N]) -> bool:
        if self.scale is None or not cells:
            return True
        take = self._numbers.take
        return bool(take(self.scale.low) <= min(cells) and max(cells) <= take(self.scale.high))

    def complaint(self, value: Any) -> str | None:
        """
        Say why a number lies outside the scale, or return `None` where it does not.
        """
        if self.scale is None or value is None or isinstance(value, str):
            return None
        return complaint(self.scale, value, self._numbers)


def complaint(scale: Scale, value: N, numbers: Numbers) -> str | None:
    """
    Say why a number lies outside a scale, or return `None` where it does not.
    """
    if numbers.take(scale.low) <= value <= numbers.take(scale.high):
        return None
    return scale.complaint(numbers.give(value))


Feeds = Mapping[str, tuple[str, ...]]


"""The indicators that a column gives a value to, by its name; none where each column is called by its code."""


def feeds_of(card: Scorecard) -> Feeds:
    """
    Return the columns that are not called by the code of the one indicator they are for.
    """
    found: dict[str, tuple[str, ...]] = {}
    for indicator in card.indicators:
        name = indicator.column or indicator.id
        found[name] = (*found.get(name, ()), indicator.id)
    return {name: codes for name, codes in found.items() if codes != (name,)}


UNIT, NAME = CODE, PEOPLE


"""The column of a row that names its unit, and the one that may name it for people."""


Together = tuple[Sequence[str], Any]


"""The codes of several columns, and the array whose rows they are."""


_ENDLESS: Final = (-inf, inf)


class Schema:
    """
    What a scorecard reads: its indicators, groups that may be given as they are, and columns of labels.
    """

    def __init__(self, card: Scorecard, engine: Engine, numbers: Numbers, *, ignore: bool = False) -> None:
        """
        Look up what a scorecard reads.

        Args:
            card: The scorecard.
            engine: The methods it names.
            numbers: The arithmetic.
            ignore: Whether columns that are not a part of the scorecard are left out, and not refused.
        """
        self.card, self.numbers, self.ignore = card, numbers, ignore
        self.readers: dict[str, CellReader] = {}
        self.labels: set[str] = set()
        for node in card.indicators:
            normaliser = engine.normalisers[node.normalise.slug] if node.normalise else None
            words = None
            if normaliser and normaliser.words and node.normalise:
                words = frozenset(map(str, node.normalise.params[::2]))
            self.readers[node.id] = CellReader(node, numbers, words)
            if node.impute and engine.imputations[node.impute.slug].labels:
                self.labels.add(str(node.impute.params[0]))
        self.feeds = feeds_of(card)
        self.groups = {node.id for node in card.walk() if isinstance(node, Group)}
        self._ids = {**{node.id: node.name for node in card.walk()}, **dict.fromkeys(self.labels)}
        self._group_reader = CellReader(Indicator("group"), numbers)
        readers = {**self.readers, **{code: self._group_reader for code in self.groups if code not in self.readers}}
        # The ends of the scale of each column of which every number is a value.
        self._plain = {
            code: (float(reader.scale.low), float(reader.scale.high)) if reader.scale else _ENDLESS
            for code, reader in readers.items()
            if reader.plain
        }

    def renamed(self, keys: Iterable[Any]) -> dict[Any, str]:
        """
        Return the columns that are written otherwise, such as `kode` and `Keluaran`, with what they stand for.
        """
        if all(key in self._ids or key in {UNIT, NAME} for key in keys):
            return {}
        found = columns_by_header((key for key in keys if isinstance(key, str)), self._ids)
        return {key: name for key, name in found.items() if key != name and (name in self._ids or name in {UNIT, NAME})}

    def reader(self, code: str) -> CellReader | None:
        """
        Return what reads the cells of a column, or `None` where the scorecard has no such node.
        """
        return self.readers.get(code) or (self._group_reader if code in self.groups else None)

    def knows(self, code: str) -> bool:
        """
        Tell whether a row may have a column: a node, a label, or what the unit is called.
        """
        return code in {UNIT, NAME} or code in self.labels or self.reader(code) is not None

    def unknown(self, code: str) -> list[Issue]:
        """
        Return what is wrong with a column that is not a part of the scorecard: one problem, however many cells it has.
        """
        if self.ignore:
            return []
        message = f"not part of {self.card.id}; correct the name, leave it out, or say extra='ignore'"
        return [Issue("unknown-indicator", message, (code,))]

    def whole(self, code: str, cells: list[Any], seen: dict[float, Decimal] | None = None) -> list[Any] | None:
        """
        Return a whole column as it is where nothing in it needs a look, or `None`; as `CellReader.column`.
        """
        reader = self.reader(code)
        return reader.column(cells, seen) if reader else None

    def arrays(self, data: Mapping[str, Any], count: int) -> tuple[Together | None, dict[str, Ends]]:
        """
        Return columns of floats as one array of our own where numpy is loaded, with the ends of each.

        Columns in which a number is missing, not finite or outside its scale are left out: each cell needs a look.
        """
        np: Any = sys.modules.get("numpy")
        if np is None or self.numbers.exact or not count:
            return None, {}
        given = {
            code: cells
            for code, cells in data.items()
            if code in self._plain and len(cells) == count and _are_floats(np, cells)
        }
        if not given:
            return None, {}
        codes, made = [*given], np.array([*given.values()])
        low, high = made.min(axis=1), made.max(axis=1)
        good = np.isfinite(high - low)
        if any(self._plain[code] is not _ENDLESS for code in codes):
            scales = np.array([self._plain[code] for code in codes])
            good &= (low >= scales[:, 0]) & (high <= scales[:, 1])
        if not good.all():
            codes, made = [code for code, sound in zip(codes, good.tolist(), strict=True) if sound], made[good]
            low, high = low[good], high[good]
        return (codes, made), dict(zip(codes, map(Ends, low.tolist(), high.tolist()), strict=True))

    def cell(self, unit: str, code: str, cell: object, issues: list[Issue]) -> Any:
        """
        Read one cell; what is wrong with it is added to the issues.
        """
        reader = self.reader(code)
        if reader is None:
            issues += [issue for issue in self.unknown(code) if issue not in issues]
            return None
        try:
            value = reader(cell)
        except ValueError as error:
            issues.append(Issue("not-a-number", str(error), (unit, code), repr(cell)))
            return None
        if complaint := reader.complaint(value):
            issues.append(Issue("out-of-scale", complaint, (unit, code), str(cell), str(reader.scale)))
        return value


def _are_floats(np: Any, cells: Any) -> bool:
    """
    Tell whether cells are an array of numbers, or a list of nothing but floats that is long enough to make it one.
    """
    if isinstance(cells, np.ndarray):
        return cells.dtype.kind in "fiu"
    return isinstance(cells, list) and len(cells) >= FEW and set(map(type, cells)) == {float}
