"""
Scores in a frame of any engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from gm100._lookup import scorecard
from gm100.adapters.frames import limits
from gm100.adapters.frames.collected import BOUND, Collected
from gm100.adapters.frames.engines import (
    RANK,
    RANK_BY_PARTS,
    Expr,
    F,
    engine_of,
    narwhals,
    refuse_dots,
    wrapped,
)
from gm100.adapters.frames.native import Native
from gm100.adapters.frames.prepared import MOST_KEPT, TOOK_PART, complaint, prepared_of, took_part
from gm100.adapters.frames.reading import is_readable, read, read_cells
from gm100.adapters.frames.refuse import refuse_lacking, refuse_unportable
from gm100.errors import EngineLimitError, Issue, ScoringError, count
from gm100.fields.arguments import checked, refused
from gm100.model._entity import evolve
from gm100.model.band import Band
from gm100.model.scorecard import Group, Node, Scorecard
from gm100.scoring.engine.prepared import Same
from gm100.scoring.formula.expressions import HAS
from gm100.scoring.formula.tree import GAP, Formula, both, given, where
from gm100.scoring.formula.walk import operations
from gm100.scoring.methods.node import NOTHING, Solved, alone
from gm100.scoring.methods.registry import STANDARD, Engine, Methods

SHOWN: Final = 100
"""How many rows with problems an error names."""


@checked
def score_frame(  # noqa: PLR0913 - each is its own choice, given by name
    frame: F,
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
) -> F:
    """
    Add index, status, rank and the value of every node to a frame.

    The frame may be of pandas, Polars (eager or lazy), PyArrow, DuckDB, Ibis, Dask, PySpark or SQLFrame; the same
    kind comes back. Numbers may be whole numbers, floats, decimals or text. A float is taken for the decimal it is
    nearest to. The columns added are `index`, `status`, `rank`, `band` where the scorecard has bands, and `value_`
    with the code of each node below the root; the numbers in them are the floats nearest to the exact decimals.
    Lazy SQL engines may return the rows in another order.

    >>> import polars
    >>> marks = {"baseline": [3.0], "output": [3.0], "outcome": [3.0], "impact": [3.0], "quick_win": [4.0]}
    >>> score_frame(polars.DataFrame({"code": ["a"], **marks}), "kominfo-2023-regular")["index"].to_list()
    [3.2]

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
        engine: The methods that the scorecard may name; without it those of gm100.

    Raises:
        ScoringError: A column is missing or holds no numbers, or rows have problems.
        DefinitionError: The scorecard asks for what no engine can compute.
        EngineLimitError: The engine cannot do it; the message says what to do instead.
        MissingExtraError: narwhals is not installed.
        ArgumentError: `problems` is neither of the two.
    """
    if problems not in {"raise", "mark"}:
        raise refused("problems", problems, "raise or mark")
    methods = engine or STANDARD
    card = _portable(Same(scorecard(card), methods))
    asked = _Asked(card, dict(columns or {}), wrapped(frame), prefix, participated, nodes=nodes)
    if rank:
        asked.refuse_rank(within)
    scored = asked.scored(methods, digits)
    if problems == "raise":
        asked.raise_problems(scored, unit)
    finished: F = asked.finished(scored, rank=rank, within=within).to_native()
    return finished


@lru_cache(maxsize=MOST_KEPT)
def _portable(key: Same) -> Scorecard:
    """
    Return a scorecard with the rounding of the index written into its root, or refuse what frames cannot compute.
    """
    card, methods = key.card, key.engine
    refuse_unportable(card, methods)
    return evolve(card, root=evolve(card.root, round=card.round), round=None) if card.round else card


class _Asked:
    """
    One call of `score_frame`.
    """

    def __init__(  # noqa: PLR0913 - what was asked for
        self, card: Scorecard, columns: Mapping[str, str], frame: Any, prefix: str, participated: str, *, nodes: bool
    ) -> None:
        self._card, self._frame, self._prefix = card, frame, prefix
        self._engine, self._types = engine_of(frame), frame.collect_schema()
        self._participated = participated if participated in self._types else None
        self._columns = {i.id: columns.get(i.id, i.column or i.id) for i in card.indicators}
        self._values: dict[str, Node] = {f"{prefix}index": card.root}
        shown = (node for node in card.walk() if node is not card.root) if nodes else ()
        self._values |= {f"{prefix}value_{node.id}": node for node in shown}
        words = ("status", "rank", "band") if card.bands else ("status", "rank")
        self._added = [*self._values, *(f"{prefix}{word}" for word in words)]
        self._run: Any = None
        self._prepared: Any = None
        self._made: Any = None
        refuse_dots(self._engine, [*self._types, *self._columns.values(), *self._added])
        issues = list(self._column_issues(columns))
        if issues:
            raise ScoringError(card.id, issues)

    def _column_issues(self, given_: Mapping[str, str]) -> Iterator[Issue]:
        """
        Yield in what the columns of the frame do not fit the scorecard.
        """
        for code in sorted(set(given_) - set(self._columns)):
            yield Issue("unknown-indicator", f"not part of {self._card.id}", (code,), code)
        for column in self._columns.values():
            if column not in self._types:
                yield Issue("missing", "the frame has no such column; add it, or map it with columns=", (column,))
            elif not is_readable(self._types[column]):
                got = str(self._types[column])
                message = f"got a column of {got}, expected Float64, whole numbers, decimals or text"
                yield Issue("wrong-type", message, (column,), got)
        if self._participated and self._types[self._participated] != narwhals().Boolean:
            got = str(self._types[self._participated])
            message = f"got a column of {got}, expected one of true and false"
            yield Issue("wrong-type", message, (self._participated,), got)
        for name in self._added:
            if name in self._types:
                yield Issue("duplicate", "the frame has such a column already; choose a prefix", (name,), name)

    def refuse_rank(self, within: Sequence[str]) -> None:
        advice = (RANK_BY_PARTS if within else RANK).get(self._engine)
        if advice:
            raise EngineLimitError(self._engine, [Issue("rank", advice, ("rank",))])
        lost = [name for name in within if name not in self._types]
        if lost:
            raise ScoringError(self._card.id, [Issue("missing", "the frame has no such column", (n,)) for n in lost])

    def scored(self, methods: Methods, digits: int | None) -> Any:
        """
        Return the frame with the results but ranks, and with columns of the way there.
        """
        eager = self._is_collected(methods)
        if not eager:
            refuse_lacking(self._card, methods)
        self._run = run = self._collected() if eager else self._native()
        prepared = prepared_of(self._card, methods, digits, run.gaps)
        self._prepared = prepared = prepared.with_clean(run.clean(prepared))
        self._made = added = prepared.solved(self._limits(methods), participated=bool(self._participated))
        formulas = {name: added.value(node) for name, node in self._values.items()}
        formulas[f"{self._prefix}status"] = added.status
        if self._card.bands:
            formulas[f"{self._prefix}band"] = added.band
        return run.computed(formulas, added)

    def _is_collected(self, methods: Methods) -> bool:
        """
        Return whether the columns of the frame are to be collected: it has few rows, or expressions cannot do it.
        """
        frame = self._frame
        if not isinstance(frame, narwhals().DataFrame) or self._engine not in {"pandas", "polars", "pyarrow"}:
            return False
        if self._engine == "pandas" and any(map(_is_extension, frame[[*{*self._columns.values()}]].iter_columns())):
            return False  # What is computed from columns of such types has such a type as well.
        return len(frame) <= BOUND or not all(operations(alone(n, methods)) <= HAS for n in self._card.walk())

    def _native(self) -> Native:
        nw = narwhals()
        cells = {
            i.id: read(self._columns[i.id], self._types[self._columns[i.id]], i.no_answer)
            for i in self._card.indicators
        }
        if self._participated:
            given_ = nw.col(self._participated)
            cells[TOOK_PART] = nw.when(given_.is_null()).then(nw.lit(value=True)).otherwise(given_)
        return Native(self._frame, cells)

    def _collected(self) -> Collected:
        cells: dict[str, Sequence[Any]] = {
            i.id: read_cells(self._frame[self._columns[i.id]], i.no_answer) for i in self._card.indicators
        }
        if self._participated:
            cells[TOOK_PART] = [took is not False for took in self._frame[self._participated].to_list()]
        return Collected(self._frame, cells)

    def _limits(self, methods: Methods) -> Solved:
        prepared, nodes = self._prepared, limits.derived(self._card, methods)
        if not nodes:
            return NOTHING
        there = took_part(participated=bool(self._participated))
        cells = {
            node: where(both(there, given(prepared.x(node)), prepared.sound(node)), prepared.x(node), GAP)
            for node in nodes
        }
        return limits.solved(self._card, methods, self._run.summaries(cells, prepared.known))

    def raise_problems(self, scored: Any, unit: str) -> None:
        added, indicators = self._made, self._card.indicators
        outside = list(added.outside())
        faults: dict[str, Formula] = {_mark(n): added.fault(i) for n, i in enumerate(indicators)}
        faults |= {_mark(n): where(wrong, 1, 0) for n, (_, wrong) in enumerate(outside, start=len(indicators))}
        sources = [*dict.fromkeys((*([unit] if unit in self._types else []), *self._columns.values()))]
        found = self._run.problems(scored, sources, faults, self._prepared.known, SHOWN + 1)
        nodes = [node for node, _ in outside]
        issues = [issue for row in found[:SHOWN] for issue in self._row_issues(row, str(row.get(unit, "row")), nodes)]
        if len(found) > SHOWN:
            issues.append(Issue("more", f"more than {count(tuple(found[:SHOWN]), 'row')} have problems", ("frame",)))
        if issues:
            raise ScoringError(self._card.id, issues)

    def _row_issues(self, row: Mapping[str, Any], unit: str, failing: Sequence[Any]) -> Iterator[Issue]:
        clean = True
        for number, i in enumerate(self._card.indicators):
            got, fault = row[self._columns[i.id]], int(row[_mark(number)])
            if fault:
                clean = False
                code, message = complaint(self._prepared, i, fault, got)
                yield Issue(code, message, (unit, i.id), repr(got))
        named: set[str] = set()
        for number, node in enumerate(failing, start=len(self._card.indicators)):
            below = {child.id for child in node.children} if isinstance(node, Group) else set()
            if clean and row[_mark(number)]:
                if not below & named:
                    method = node.aggregate if isinstance(node, Group) else node.normalise
                    message = f"{method} has no meaning for these values; it needs them above 0"
                    yield Issue("domain", message, (unit, node.id))
                named.add(node.id)

    def finished(self, frame: Any, *, rank: bool, within: Sequence[str]) -> Any:
        """
        Return the frame with ranks and the labels of bands, and without the columns of the way there.
        """
        nw = narwhals()
        name = f"{self._prefix}band"
        last = {name: _label(nw.col(name), self._card.bands)} if self._card.bands else {}
        if isinstance(self._run, Native):
            last |= {name: _unsigned(nw.col(name)) for name in self._values}
        frame = frame.with_columns(**last)
        kept = [name for name in (*self._types, *self._added) if name != f"{self._prefix}rank"]
        if rank:
            place = nw.col(f"{self._prefix}index").rank("min", descending=True)
            name = f"{self._prefix}rank"
            frame = frame.with_columns(**{name: place.over(*within) if within else place})
            kept.append(name)
        return frame.select(*kept)


def _is_extension(series: Any) -> bool:
    """
    Tell whether a column of pandas is of another type than those of numpy.
    """
    return not type(series.to_native().dtype).__module__.startswith("numpy")


def _mark(number: int) -> str:
    return f"_gm100_fault{number}"


def _unsigned(value: Expr) -> Expr:
    """
    Return 0 for -0; Polars would leave out the addition of 0.
    """
    nw = narwhals()
    return nw.when(value == 0).then(nw.lit(0.0)).otherwise(value)


def _label(number: Expr, bands: Sequence[Band]) -> Expr:
    nw = narwhals()
    label = nw.lit(None, nw.String)
    for place, band in enumerate(bands):
        label = nw.when(number == float(place)).then(nw.lit(band.label)).otherwise(label)
    return label
