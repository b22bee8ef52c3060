"""
Scores in a frame of any engine, as native expressions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, Final

from gm100._arguments import checked, refused
from gm100._lookup import scorecard
from gm100.adapters._frame_nodes import Recipe
from gm100.adapters._frame_numbers import MARK, MOST_DIGITS, Column, reader
from gm100.adapters._frame_numbers import column as held_in
from gm100.adapters._frame_portable import in_floats, refuse_unportable
from gm100.adapters._narwhals import (
    EXTREMES,
    RANK,
    RANK_BY_PARTS,
    Expr,
    Frame,
    engine_of,
    narwhals,
    refuse_dots,
    wrapped,
)
from gm100.errors import EngineLimitError, Issue, ScoringError, count
from gm100.model._entity import evolve
from gm100.model.band import Band
from gm100.model.result import Status
from gm100.model.scorecard import Group, Indicator, Missing, Node, Scorecard

if TYPE_CHECKING:
    from gm100.scoring.registry import Engine

REFUSED: Final = "refused"
"""The status of a row that cannot be scored, where problems are marked and not raised."""

SHOWN: Final = 100
"""How many rows with problems an error names."""

_TOOK_PART, _FAULTY, _GAP = f"{MARK}took_part", f"{MARK}faulty", f"{MARK}gap"
_UNREADABLE, _TOO_FINE, _OFF_SCALE = 1, 2, 3


@checked
def score_frame(  # noqa: PLR0913 - each is a choice of its own, given by name
    frame: Frame,
    card: Scorecard | str,
    *,
    columns: Mapping[str, str] | None = None,
    rank: bool = True,
    within: Sequence[str] = (),
    problems: str = "raise",
    unit: str = "code",
    participated: str = "participated",
    digits: int | None = None,
    nodes: bool = True,
    prefix: str = "",
    engine: Engine | None = None,
) -> Frame:
    """
    Add index, status, rank and the value of every node to a frame, computed by its own engine.

    The frame may be of pandas, Polars (eager or lazy), PyArrow, DuckDB, Ibis, Dask, PySpark or SQLFrame; the same
    kind comes back. Numbers may be whole numbers, floats, decimals or text. A float is taken for the decimal it is
    nearest to. The columns added are `index`, `status`, `rank`, `band` where the scorecard has bands, and `value_`
    with the code of each node below the root; the numbers in them are the floats nearest to the exact decimals.
    Lazy SQL engines may return the rows in another order.

    Args:
        frame: A table with a column for each indicator.
        card: The scorecard, or its id.
        columns: Column by code of indicator, where they differ.
        rank: Whether to add ranks, the best of the places that equal rows share.
        within: Columns that part the table, such as the year; each part is ranked for itself.
        problems: `raise` runs one query first and raises with what is wrong; `mark` runs none, and rows with problems
            get the status `refused` and no index.
        unit: Column that names the unit of a row in errors, if there is one.
        participated: Column that tells whether the unit took part, if there is one.
        digits: Decimals that values may have; as many as fit, up to six, if not given.
        nodes: Whether to add the value of every node below the root; without them engines plan faster.
        prefix: What to put before the names of the new columns.
        engine: The methods that the scorecard may name; without it those of gm100. Frames have no methods of others,
            and say so; `score(frame, card, engine)` has them.

    Raises:
        ScoringError: A column is missing or holds no numbers, or rows have problems.
        EngineLimitError: The engine cannot do it; the message says what to do instead.
        MissingExtraError: narwhals is not installed.
        ArgumentError: `problems` is neither of the two.
    """
    if problems not in {"raise", "mark"}:
        raise refused("problems", problems, "raise or mark")
    card = scorecard(card)
    refuse_unportable(card, engine)
    asked = _Asked(
        evolve(card, root=evolve(card.root, round=card.round), round=None) if card.round else card,
        dict(columns or {}),
        wrapped(frame),
        prefix,
        nodes=nodes,
    )
    asked.refuse_extremes()
    if rank:
        asked.refuse_rank(within)
    scored = asked.scored(digits, participated)
    if problems == "raise":
        asked.raise_problems(scored, unit)
    return asked.finished(scored, rank=rank, within=within).to_native()


class _Asked:
    """
    One call of `score_frame`.
    """

    def __init__(self, card: Scorecard, columns: Mapping[str, str], frame: Any, prefix: str, *, nodes: bool) -> None:
        self._card = card
        self._frame = frame
        self._engine = engine_of(frame)
        self._types = frame.collect_schema()
        self._prefix = prefix
        self._columns = {i.id: columns.get(i.id, i.id) for i in card.indicators}
        self._added = self._outputs(card.walk() if nodes else ())
        self._recipe: Any = None
        refuse_dots(self._engine, [*self._types, *self._columns.values(), *self._added])
        self._refuse_columns(columns)

    def _outputs(self, shown: Iterable[Node]) -> dict[str, str]:
        """
        Return what is added by the names of the new columns.
        """
        nodes = {f"value_{node.id}": node.id for node in shown if node is not self._card.root}
        names = {"index": self._card.root.id, **nodes, "status": "", "rank": ""}
        names |= {"band": ""} if self._card.bands else {}
        return {f"{self._prefix}{name}": node for name, node in names.items()}

    def _refuse_columns(self, given: Mapping[str, str]) -> None:
        """
        Refuse a frame whose columns do not fit the scorecard, all at once.
        """
        issues = list(self._column_issues(given))
        if issues:
            raise ScoringError(self._card.id, issues)

    def _column_issues(self, given: Mapping[str, str]) -> Iterator[Issue]:
        for code in sorted(set(given) - set(self._columns)):
            yield Issue("unknown-indicator", f"not part of {self._card.id}", (code,), code)
        for column in self._columns.values():
            if column not in self._types:
                yield Issue("missing", "the frame has no such column; add it, or map it with columns=", (column,))
            elif reader(self._types[column]) is None:
                got = str(self._types[column])
                message = f"got a column of {got}, expected Float64, whole numbers, decimals or text"
                yield Issue("wrong-type", message, (column,), got)
        for name in self._added:
            if name in self._types:
                yield Issue("duplicate", "the frame has such a column already; choose a prefix", (name,), name)

    def refuse_extremes(self) -> None:
        """
        Refuse least and greatest values that the engine cannot find.
        """
        advice = EXTREMES.get(self._engine)
        groups = [n for n in self._card.walk() if isinstance(n, Group) and n.aggregate.slug in {"minimum", "maximum"}]
        if advice and groups:
            raise EngineLimitError(self._engine, [Issue("extremes", advice, (n.id, "aggregate")) for n in groups])

    def refuse_rank(self, within: Sequence[str]) -> None:
        """
        Refuse ranks that the engine cannot compute.
        """
        advice = (RANK_BY_PARTS if within else RANK).get(self._engine)
        if advice:
            raise EngineLimitError(self._engine, [Issue("rank", advice, ("rank",))])
        lost = [name for name in within if name not in self._types]
        if lost:
            raise ScoringError(self._card.id, [Issue("missing", "the frame has no such column", (n,)) for n in lost])

    def scored(self, digits: int | None, participated: str) -> Any:
        """
        Return the frame with columns for every step, and of problems and participation.
        """
        floats = in_floats(self._card)
        self._recipe = _float_recipe(_LIMITLESS) if floats else _recipe(self._card.root, digits)
        frame = self._frame
        for step in (*self._reading(), {_TOOK_PART: self._took_part(participated)}):
            frame = frame.with_columns(**step)
        if floats:
            self._recipe = _float_recipe(self._fitted(frame))
        for step in (*self._recipe.steps, self._verdicts()):
            frame = frame.with_columns(**step)
        return frame

    def _fitted(self, frame: Any) -> Group:
        """
        Return the tree, with limits from the data where it asks for them.
        """
        from gm100.adapters._frame_fit import derived, fitted

        nw = narwhals()
        nodes = derived(self._card)
        sound = {}
        for node in nodes:
            read, good, fits = self._checked(node)
            sound[node.id] = nw.col(_TOOK_PART) & read.present & good & fits
        return fitted(frame, self._card, sound) if nodes else self._card.root

    def _reading(self) -> Iterator[dict[str, Expr]]:
        """
        Yield the steps that read the indicators as whole numbers.
        """
        first, second = {}, {}
        for i in self._card.indicators:
            read = self._read(i)
            if read.costly:
                first[held_in(i.id, "clean")], first[held_in(i.id, "legible")] = read.clean, read.legible
                read = self._kept(i, read)
            second[held_in(i.id, "given")] = self._answered(i, read)
            second[held_in(i.id, "read")] = self._recipe.numbers.number(read)
        yield from filter(None, (first, second))

    def _answered(self, indicator: Indicator, read: Column) -> Expr:
        """
        Return whether there is a value, and none that stands for no answer.
        """
        silent = [read.clean == float(value) for value in indicator.no_answer]
        return read.present & ~(read.legible & reduce(or_, silent)) if silent else read.present

    def _read(self, indicator: Indicator) -> Column:
        source = self._columns[indicator.id]
        read: Column = reader(self._types[source])(narwhals().col(source))
        return read

    def _kept(self, indicator: Indicator, read: Column) -> Column:
        """
        Return what was read by the columns that keep it, where there are some.
        """
        nw = narwhals()
        if not read.costly:
            return read
        clean, legible = nw.col(held_in(indicator.id, "clean")), nw.col(held_in(indicator.id, "legible"))
        return read._replace(clean=clean, legible=legible)

    def _checked(self, indicator: Indicator) -> tuple[Column, Expr, Expr]:
        """
        Return how a cell was read, whether its number stands for it, and whether that is within the scale.
        """
        nw, numbers = narwhals(), self._recipe.numbers
        number, given = nw.col(held_in(indicator.id, "read")), nw.col(held_in(indicator.id, "given"))
        read = self._kept(indicator, self._read(indicator))._replace(present=given)
        return read, numbers.sound(read, number, given), numbers.fits(number, indicator.scale)

    def _faultless(self, indicator: Indicator) -> Expr:
        """
        Return whether a cell is missing, or a number that can be scored.
        """
        read, sound, fits = self._checked(indicator)
        return ~read.present | (sound & fits)

    def _fault(self, indicator: Indicator) -> Expr:
        """
        Return what is wrong with a cell, or 0.
        """
        nw = narwhals()
        read, sound, fits = self._checked(indicator)
        fault = nw.when(fits).then(nw.lit(0)).otherwise(nw.lit(_OFF_SCALE))
        fault = nw.when(sound).then(fault).otherwise(nw.lit(_TOO_FINE))
        fault = nw.when(read.legible).then(fault).otherwise(nw.lit(_UNREADABLE))
        return nw.when(read.present).then(fault).otherwise(nw.lit(0))

    def _took_part(self, participated: str) -> Expr:
        """
        Return whether a row took part.
        """
        nw = narwhals()
        if participated not in self._types:
            return nw.lit(value=True)
        self._refuse_type(participated)
        given = nw.col(participated)
        return nw.when(given.is_null()).then(nw.lit(value=True)).otherwise(given)

    def _verdicts(self) -> dict[str, Expr]:
        """
        Return whether a row is faulty, by a cell or by what a method makes of it, and whether it lacks what it needs.
        """
        nw = narwhals()
        faulty = ~reduce(and_, (self._faultless(i) for i in self._card.indicators))
        faulty = reduce(or_, self._recipe.outside.values(), faulty)
        verdicts = {_FAULTY: faulty, _GAP: nw.lit(value=False)}
        needed = [*_needed(self._card.root)]
        if needed:
            gaps = reduce(or_, (~nw.col(held_in(code, "given")) for code in needed))
            verdicts[_GAP] = gaps & ~self._recipe.nodes[self._card.root.id].present
        return verdicts

    def _refuse_type(self, participated: str) -> None:
        got = self._types[participated]
        if got != narwhals().Boolean:
            message = f"got a column of {got}, expected one of true and false"
            raise ScoringError(self._card.id, [Issue("wrong-type", message, (participated,), str(got))])

    def raise_problems(self, frame: Any, unit: str) -> None:
        """
        Run one query for rows with problems, and raise if there are any.
        """
        nw = narwhals()
        took_part, faulty, gap = nw.col(_TOOK_PART), nw.col(_FAULTY), nw.col(_GAP)
        sources = dict.fromkeys(self._columns.values())
        faults = {held_in(i.id, "fault"): self._fault(i) for i in self._card.indicators}
        faults |= {held_in(node, "outside"): beyond for node, beyond in self._recipe.outside.items()}
        given = [held_in(i.id, "given") for i in self._card.indicators]
        units_ = [unit] if unit in self._types and unit not in sources else []
        wrong = frame.filter(took_part & (faulty | gap)).select(*units_, *sources, *given, _GAP, **faults)
        rows = wrong.head(SHOWN + 1)
        rows = rows.collect() if hasattr(rows, "collect") else rows
        found = list(rows.iter_rows(named=True))
        issues = [issue for row in found[:SHOWN] for issue in self._row_issues(row, unit)]
        if len(found) > SHOWN:
            issues.append(Issue("more", f"more than {count(tuple(found[:SHOWN]), 'row')} have problems", ("frame",)))
        if issues:
            raise ScoringError(self._card.id, issues)

    def _row_issues(self, row: Mapping[str, Any], unit: str) -> Iterator[Issue]:
        where = (str(row.get(unit, "row")),)
        needed = set(_needed(self._card.root)) if row[_GAP] else set()
        for i in self._card.indicators:
            got, fault = row[self._columns[i.id]], int(row[held_in(i.id, "fault")])
            if fault:
                code, message = self._complaint(i, fault, got)
                yield Issue(code, message, (*where, i.id), repr(got))
            elif i.id in needed and not row[held_in(i.id, "given")]:
                message = "has no value; give one, or use a scorecard that says what to do without it"
                yield Issue("missing", message, (*where, i.id))
        clean = not any(row[held_in(i.id, "fault")] for i in self._card.indicators)
        for node in self._recipe.outside if clean else ():
            if row[held_in(node, "outside")]:
                asked = self._card[node]
                method = asked.aggregate if isinstance(asked, Group) else asked.normalise
                message = f"{method} has no meaning for these values; it needs them above 0"
                yield Issue("domain", message, (*where, node))

    def _complaint(self, indicator: Indicator, fault: int, got: object) -> tuple[str, str]:
        wanted = self._recipe.numbers.wanted
        if fault == _OFF_SCALE:
            scale = indicator.scale or "-1000000 to 1000000, where the scorecard gives no scale"
            return "out-of-scale", f"{got} is outside the scale of this scorecard ({scale})"
        if fault == _TOO_FINE:
            advice = "round the column, or score the rows with gm100.score"
            return "too-fine", f"{got!r} is not {wanted}; {advice}"
        return "not-a-number", f"got {got!r}, expected {wanted}"

    def finished(self, frame: Any, *, rank: bool, within: Sequence[str]) -> Any:
        """
        Return the frame with the results, and without the columns of the steps.
        """
        nw = narwhals()
        good = nw.col(_TOOK_PART) & ~nw.col(_FAULTY) & ~nw.col(_GAP)
        results = {name: _shown(self._recipe.nodes[node], good) for name, node in self._added.items() if node}
        results[f"{self._prefix}status"] = self._status()
        frame = frame.with_columns(**results)
        if self._card.bands:
            band = _band(nw.col(f"{self._prefix}index"), self._card.bands, self._recipe.numbers.slack)
            frame = frame.with_columns(**{f"{self._prefix}band": band})
        kept = [name for name in (*self._types, *self._added) if name != f"{self._prefix}rank"]
        if rank:
            place = nw.col(f"{self._prefix}index").rank("min", descending=True)
            name = f"{self._prefix}rank"
            frame = frame.with_columns(**{name: place.over(*within) if within else place})
            kept.append(name)
        return frame.select(*kept)

    def _status(self) -> Expr:
        nw = narwhals()
        root = self._recipe.nodes[self._card.root.id]
        status = nw.when(root.present).then(nw.lit(Status.SCORED.value)).otherwise(nw.lit(Status.MISSING.value))
        refused = nw.col(_FAULTY) | nw.col(_GAP)
        status = nw.when(refused).then(nw.lit(REFUSED)).otherwise(status)
        return nw.when(nw.col(_TOOK_PART)).then(status).otherwise(nw.lit(Status.ABSENT.value))


def _float_recipe(root: Group) -> Any:
    from gm100.adapters._frame_floats import FloatRecipe

    return FloatRecipe(root)


def _recipe(root: Group, digits: int | None) -> Recipe:
    """
    Return the recipe with as many decimals as fit, unless their number is given.
    """
    if digits is not None and not 1 <= digits <= MOST_DIGITS:
        raise refused("digits", digits, f"1 to {MOST_DIGITS}")
    for each in range(MOST_DIGITS, 1, -1) if digits is None else ():
        with suppress(EngineLimitError):
            return Recipe(root, each)
    return Recipe(root, digits or 1)


_LIMITLESS: Final = Group("none", children=(Indicator("none"),))
"""Stands for the tree while its cells are read: its limits may come from them."""


def _shown(node: Any, good: Expr) -> Expr:
    """
    Return a value where there is one.
    """
    return narwhals().when(good & node.present).then(node.shown)


def _band(index: Expr, bands: Sequence[Band], slack: float) -> Expr:
    """
    Return the label of the band of an index; the lower edge is inside, and at the top the upper one as well.
    """
    nw = narwhals()
    label = nw.lit(None, nw.String)
    for band in bands:
        low = float(band.low)
        label = nw.when(index >= low - abs(low) * slack).then(nw.lit(band.label)).otherwise(label)
    top = bands[-1].high
    return label if top is None else nw.when(index <= float(top) + abs(float(top)) * slack).then(label)


def _needed(group: Group) -> Iterator[str]:
    """
    Yield the indicators whose absence is an error.
    """
    for child in group.children:
        if isinstance(child, Group):
            yield from _needed(child)
        elif group.missing is Missing.ERROR:
            yield child.id
