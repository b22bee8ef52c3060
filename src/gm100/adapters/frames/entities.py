"""
Entities as frames, and back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict, TypeVar, Unpack, overload

from gm100.adapters.frames.engines import F, Frame, collected, is_missing, narwhals, wrapped
from gm100.errors import DocumentError, EngineLimitError, Issue, MissingExtraError
from gm100.fields.arguments import checked, refused
from gm100.model.cohort import Membership
from gm100.model.evaluation import Evaluation, QuestionScore
from gm100.model.quickwin import QuickWin
from gm100.model.region import Province, Region
from gm100.serializers import loads
from gm100.serializers.document.envelope import class_of, entities_of
from gm100.serializers.tabular.flat import SCORES, Column, Kind, cells, columns_of, document_of, refuse_lost
from gm100.serializers.tabular.rows import to_rows

if TYPE_CHECKING:  # Frames of anyone who has them.
    import duckdb
    import ibis  # pyright: ignore[reportMissingTypeStubs] - it has none
    import pandas as pd  # pyright: ignore[reportMissingTypeStubs] - they come apart from pandas
    import polars as pl

    from gm100.typing import ArrowTable
    from gm100.typing import Frame as AnyFrame

    class Beside(TypedDict, total=False):
        """
        What `to_frame` takes beside the backend.
        """

        questions: bool
        numbers: str
        separator: str
        level: int | None
        nodes: str | Iterable[str] | None
        lang: str


T = TypeVar("T")

FLAT: Final = (Region, Province, Membership, Evaluation, QuestionScore, QuickWin)
"""The entities that have a flat form."""

_KEYS: Final = ("region", "edition")
"""What tells to which evaluation a question belongs."""

_NULLABLE: Final = {
    Kind.TEXT: "string",
    Kind.WHOLE: "Int64",
    Kind.NUMBER: "Float64",
    Kind.TRUTH: "boolean",
}


@overload
def to_frame(entities: object, *, backend: type[F], **options: Unpack[Beside]) -> F: ...
@overload
def to_frame(entities: object, *, backend: Literal["pandas"] = ..., **options: Unpack[Beside]) -> pd.DataFrame: ...
@overload
def to_frame(entities: object, *, backend: Literal["polars"], **options: Unpack[Beside]) -> pl.DataFrame: ...
@overload
def to_frame(entities: object, *, backend: Literal["polars-lazy"], **options: Unpack[Beside]) -> pl.LazyFrame: ...
@overload
def to_frame(entities: object, *, backend: Literal["pyarrow"], **options: Unpack[Beside]) -> ArrowTable: ...
@overload
def to_frame(entities: object, *, backend: Literal["duckdb"], **options: Unpack[Beside]) -> duckdb.DuckDBPyRelation: ...
@overload
def to_frame(entities: object, *, backend: Literal["ibis"], **options: Unpack[Beside]) -> ibis.Table: ...
@overload
def to_frame(entities: object, *, backend: str, **options: Unpack[Beside]) -> AnyFrame: ...
@checked
def to_frame(
    entities: Any,
    *,
    backend: str | type = "pandas",
    questions: bool = False,
    numbers: str = "float",
    separator: str = "; ",
    **options: Any,
) -> Frame:
    """
    Return whatever the library returns as a frame, one row each.

    Of entities a field of one value is a column; the fields of a source are `source_title` and so on; plain values are
    joined, such as `aliases`; lists of entities are the JSON that documents hold. Scores are a column a dimension, as
    `score_frame` wants them. Results have the columns of their `to_rows`: scores and rankings a row a unit, comparisons
    and scorecards a row a node, reports a row a finding.

    >>> import gm100
    >>> to_frame(gm100.evaluations(region="35.07"), backend="pyarrow")["quick_win"].to_pylist()
    [3.08, 3.13]

    Args:
        entities: A result, a scorecard, a report, an entity, or several of one kind, also a catalogue of them.
        backend: `pandas`, `polars`, `polars-lazy`, `pyarrow`, `duckdb` or `ibis`; or the class of the frame, such as
            `polars.DataFrame`, from which type checkers know what comes back.
        questions: Return the questions of evaluations instead, one row each, with `region` and `edition` in front.
        numbers: `float`, or `text` for decimals with more digits than floats hold.
        separator: What to put between joined values.
        **options: What the method `to_rows` of the result takes, such as `level` for scores and rankings.

    Raises:
        EngineLimitError: The backend is not among them, or a value has no place in a flat form.
        MissingExtraError: narwhals or the backend is not installed.
        ArgumentError: The things are of several kinds, or have no rows, or there are none; or `numbers` is neither of
            the two.
    """
    if numbers not in {"float", "text"}:
        raise refused("numbers", numbers, "float or text")
    exact = numbers == "text"
    if questions:
        rows = [row for each in entities_of(entities) for row in _question_rows(each, separator)]
        kinds = dict.fromkeys(_KEYS, Kind.TEXT) | _kinds(QuestionScore)
    elif (cls := _flat_class(entities)) is not None:
        given = entities_of(entities)
        if lost := [issue for each in given for issue in refuse_lost(each)]:
            raise EngineLimitError("frames", lost)
        rows, kinds = [cells(each, separator) for each in given], _kinds(cls)
    else:
        rows = to_rows(entities, separator=separator, **options)
        kinds = _kinds_of(rows)
        if not kinds:
            raise refused("entities", entities, "one or more items of one kind", "it is empty")
    if exact:
        kinds = {name: Kind.TEXT if kind is Kind.NUMBER else kind for name, kind in kinds.items()}
    return _frame({name: [_cell(row.get(name), kinds[name], name) for row in rows] for name in kinds}, kinds, backend)


def _flat_class(entities: Any) -> type[Any] | None:
    """
    Return the class of entities that a frame holds so that they can be read back, or `None`.
    """
    kinds = {type(each) for each in entities_of(entities)}
    return kinds.pop() if len(kinds) == 1 and kinds <= set(FLAT) else None


def _kinds(cls: Any) -> dict[str, Kind]:
    return {column.name: column.kind for column in columns_of(cls)}


_KIND_OF: Final = ((bool, Kind.TRUTH), (int, Kind.WHOLE), (Decimal | float, Kind.NUMBER))


def _kinds_of(rows: list[dict[str, Any]]) -> dict[str, Kind]:
    """
    Return what each column of rows holds: what all its cells are, and text where they differ.
    """
    found: dict[str, set[Kind]] = {name: set() for row in rows for name in row}
    for row in rows:
        for name, value in row.items():
            if value is not None:
                kind = next((kind for types, kind in _KIND_OF if isinstance(value, types)), Kind.TEXT)
                found[name].add(kind)
    return {name: _common(kinds) for name, kinds in found.items()}


def _common(kinds: set[Kind]) -> Kind:
    if kinds == {Kind.WHOLE, Kind.NUMBER}:
        return Kind.NUMBER
    return kinds.pop() if len(kinds) == 1 else Kind.TEXT


def _cell(value: Any, kind: Kind, name: str) -> Any:
    if value is None:
        return None
    if kind is Kind.TEXT:
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return _float(value, name) if kind is Kind.NUMBER else value


def _float(value: Any, name: str) -> float:
    near = float(value)
    if isinstance(value, Decimal) and Decimal(repr(near)) != value:
        message = f"{value} has more digits than a float can hold; pass numbers='text'"
        raise EngineLimitError("frames", [Issue("digits", message, (name,), str(value))])
    return near


def _question_rows(evaluation: Any, separator: str) -> Iterator[dict[str, Any]]:
    if not isinstance(evaluation, Evaluation):
        raise refused("entities", evaluation, "evaluations", "only they have questions")
    for question in evaluation.questions:
        yield {name: getattr(evaluation, name) for name in _KEYS} | cells(question, separator)


def _frame(data: dict[str, list[Any]], kinds: Mapping[str, Kind], backend: str | type) -> Frame:
    if isinstance(backend, type):
        root = backend.__module__.partition(".")[0].lstrip("_")  # DuckDB's own module is `_duckdb`.
        backend = f"{root}-lazy" if backend.__name__ == "LazyFrame" else root
    make = _MAKERS.get(backend)
    if make is None:
        known = ", ".join(_MAKERS)
        message = f"expected {known}; for another engine make a pandas or pyarrow frame, and hand it over"
        raise EngineLimitError(backend, [Issue("backend", message, ("backend",), backend, known)])
    try:
        return make(data, kinds)
    except ImportError as error:
        raise MissingExtraError(f"A frame of {backend}", "backends") from error


def _pandas(data: dict[str, list[Any]], kinds: Mapping[str, Kind]) -> Any:
    pd: Any = import_module("pandas")
    return pd.DataFrame({name: pd.array(column, dtype=_NULLABLE[kinds[name]]) for name, column in data.items()})


def _eager(backend: str) -> Callable[[dict[str, list[Any]], Mapping[str, Kind]], Any]:
    def make(data: dict[str, list[Any]], kinds: Mapping[str, Kind]) -> Any:
        nw = narwhals()
        import_module(backend)  # Narwhals does not look again once it has seen the library.
        types = {Kind.TEXT: nw.String, Kind.WHOLE: nw.Int64, Kind.NUMBER: nw.Float64, Kind.TRUTH: nw.Boolean}
        schema = {name: types[kind]() for name, kind in kinds.items()}
        return nw.from_dict(data, schema, backend=backend).to_native()

    return make


def _lazy(backend: str, start: str) -> Callable[[dict[str, list[Any]], Mapping[str, Kind]], Any]:
    def make(data: dict[str, list[Any]], kinds: Mapping[str, Kind]) -> Any:
        return wrapped(_eager(start)(data, kinds)).lazy(backend).to_native()

    return make


_MAKERS: Final = MappingProxyType(
    {
        "pandas": _pandas,
        "polars": _eager("polars"),
        "polars-lazy": _lazy("polars", "polars"),
        "pyarrow": _eager("pyarrow"),
        "duckdb": _lazy("duckdb", "pyarrow"),
        "ibis": _lazy("ibis", "pyarrow"),
    }
)


@checked
def from_frame(
    frame: Frame, cls: type[T] | str, *, questions: Frame | None = None, separator: str = "; "
) -> tuple[T, ...]:
    """
    Return the entities of a frame that `to_frame` made, or that has its columns.

    A row is read as strictly as a document. Columns may be left out and may be in any order; cells without a
    value are fields without one. A float is read by its shortest decimal text.

    >>> import gm100
    >>> frame = gm100.to_frame(gm100.provinces(), backend="polars")
    >>> from_frame(frame, gm100.Province)[0].name
    'Aceh'

    Args:
        frame: A frame of any engine that narwhals knows; a lazy one is collected.
        cls: The class of the entities, or its name.
        questions: The frame of the questions, as `to_frame(evaluations, questions=True)` makes it.
        separator: What is between joined texts.

    Raises:
        DocumentError: Something in it is wrong; all of it is listed by row, counted from 1, and column.
        MissingExtraError: narwhals is not installed.
        ArgumentError: The class has no flat form, it is not a frame, or the separator is blank.
    """
    kind: Any = class_of(cls, "cls") if isinstance(cls, str) else cls
    if kind not in FLAT:
        raise refused("cls", cls, f"one of {', '.join(each.__name__ for each in FLAT)}")
    if not separator:
        raise refused("separator", separator, "a text to part joined texts at")
    rows = _rows(frame, columns_of(kind), ())
    documents = [document_of(kind, row, separator, plain) for row in rows]
    if questions is not None:
        _give_questions(documents, _rows(questions, columns_of(QuestionScore), _KEYS), separator)
    if not documents:
        return ()
    text = json.dumps({"schema_version": 1, "type": kind.__name__, "items": documents}, default=str)
    try:
        found: Any = loads(text, document="frame")
    except DocumentError as error:
        raise DocumentError("frame", [_by_row(issue, documents) for issue in error.issues]) from None
    return tuple(found)


def _rows(frame: Frame, columns: Iterable[Column], keys: Iterable[str]) -> list[dict[str, Any]]:
    eager = collected(wrapped(frame))
    known = {*keys, *(column.name for column in columns)}
    unknown = [name for name in eager.columns if name not in known]
    if unknown:
        advice = "no such column in the flat form; drop it"
        raise DocumentError("frame", [Issue("unknown-column", advice, (name,), name) for name in unknown])
    rows: list[dict[str, Any]] = list(eager.iter_rows(named=True))
    return rows


def _give_questions(documents: list[dict[str, Any]], rows: list[dict[str, Any]], separator: str) -> None:
    owners = {tuple(document.get(key) for key in _KEYS): document for document in documents}
    issues = []
    for number, row in enumerate(rows, start=1):
        key = tuple(plain(row.get(name), Kind.TEXT) for name in _KEYS)
        if key in owners:
            owners[key].setdefault("questions", []).append(document_of(QuestionScore, row, separator, plain))
        else:
            message = f"no evaluation of {key[0]} by {key[1]} is in the frame"
            issues.append(Issue("no-evaluation", message, (f"question {number}",)))
    if issues:
        raise DocumentError("frame", issues)


def _by_row(issue: Issue, documents: list[dict[str, Any]]) -> Issue:
    """
    Say where an issue is in terms of rows and columns.
    """
    _, row, *path = issue.path
    head = path[0] if path else ""
    if head in SCORES and len(path) > 1:
        path = [SCORES[str(head)].prefix + documents[int(row)][str(head)][int(path[1])]["dimension"]]
    column = "_".join(str(step) for step in path if isinstance(step, str))
    return issue._replace(path=(f"row {int(row) + 1}", column or "as a whole"))


def plain(cell: Any, kind: Kind) -> Any:
    """
    Return a cell as documents hold it, or `None` for whatever an engine calls missing.
    """
    cell = cell.item() if hasattr(cell, "item") else cell
    if is_missing(cell):
        return None
    if kind is Kind.WHOLE and isinstance(cell, float) and cell.is_integer():
        return int(cell)  # pandas turns a column of whole numbers with gaps into floats.
    if kind is Kind.NUMBER and type(cell) in {int, float, Decimal}:
        return f"{Decimal(repr(cell) if isinstance(cell, float) else cell):f}"
    return cell
