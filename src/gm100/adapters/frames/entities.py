"""
Entities as frames, and back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, TypeVar

from gm100._arguments import checked, refused
from gm100.adapters._flat import SCORES, Column, Kind, cells, columns_of, document_of, plain, refuse_lost
from gm100.adapters.frames.engines import Frame, narwhals, wrapped
from gm100.errors import DocumentError, EngineLimitError, Issue, MissingExtraError
from gm100.model.cohort import Membership
from gm100.model.evaluation import Evaluation, QuestionScore
from gm100.model.quickwin import QuickWin
from gm100.model.region import Province, Region
from gm100.serializers import dumps, loads
from gm100.serializers.document.envelope import class_of, entities_of

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


@checked
def to_frame(
    entities: Any,
    *,
    backend: str = "pandas",
    questions: bool = False,
    numbers: str = "float",
    separator: str = "; ",
) -> Frame:
    """
    Return entities of one class as a frame, one row each.

    Regions, provinces, memberships, evaluations, questions and quick wins have a flat form. A field of one value is a
    column; the fields of a source are `source_title` and so on; texts are joined, such as `aliases`; lists of entities
    are the JSON that documents hold. Scores are a column a dimension, as `score_frame` wants them.

    >>> import gm100
    >>> to_frame(gm100.evaluations(region="35.07"), backend="pyarrow")["quick_win"].to_pylist()
    [3.08, 3.13]

    Args:
        entities: Entities of one class, also a catalogue of them, or one.
        backend: `pandas`, `polars`, `polars-lazy`, `pyarrow`, `duckdb` or `ibis`.
        questions: Return the questions of evaluations instead, one row each, with `region` and `edition` in front.
        numbers: `float`, or `text` for decimals with more digits than floats hold.
        separator: What to put between joined texts.

    Raises:
        EngineLimitError: The backend is not among them, or a value has no place in a flat form.
        MissingExtraError: narwhals or the backend is not installed.
        ArgumentError: The entities are of several classes, or of one without a flat form, or there are none; or
            `numbers` is neither of the two.
    """
    given = entities_of(entities)
    if numbers not in {"float", "text"}:
        raise refused("numbers", numbers, "float or text")
    cls = _class_of(given)
    lost = [] if questions else [issue for each in given for issue in refuse_lost(each)]
    if lost:
        raise EngineLimitError("frames", lost)
    exact = numbers == "text"
    if questions:
        rows = [row for each in given for row in _question_rows(each, separator, exact=exact)]
        names = dict.fromkeys(_KEYS, Kind.TEXT) | _names(QuestionScore, exact=exact)
    else:
        documents = json.loads(dumps(given))["items"]
        pairs = zip(documents, given, strict=True)
        rows = [cells(document, entity, separator=separator, exact=exact) for document, entity in pairs]
        names = _names(cls, exact=exact)
    return _frame({name: [row[name] for row in rows] for name in names}, names, backend)


def _class_of(given: tuple[Any, ...]) -> type[Any]:
    kinds = {type(each) for each in given}
    if len(kinds) != 1 or not kinds <= set(FLAT):
        got = ", ".join(sorted(kind.__name__ for kind in kinds)) or "nothing"
        expected = f"one or more of one class of {', '.join(cls.__name__ for cls in FLAT)}"
        raise refused("entities", given, expected, f"it holds {got}")
    return kinds.pop()


def _names(cls: Any, *, exact: bool) -> dict[str, Kind]:
    return {c.name: Kind.TEXT if exact and c.kind is Kind.NUMBER else c.kind for c in columns_of(cls)}


def _question_rows(evaluation: Any, separator: str, *, exact: bool) -> Iterator[dict[str, Any]]:
    if not isinstance(evaluation, Evaluation):
        raise refused("entities", evaluation, "evaluations", "only they hold questions")
    if evaluation.questions:
        documents = json.loads(dumps(evaluation.questions))["items"]
        for document, question in zip(documents, evaluation.questions, strict=True):
            keys = {name: getattr(evaluation, name) for name in _KEYS}
            yield keys | cells(document, question, separator=separator, exact=exact)


def _frame(data: dict[str, list[Any]], kinds: Mapping[str, Kind], backend: str) -> Frame:
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

    A row passes the same strict door as a document. Columns may be left out and may stand in any order; cells without a
    value are fields without one. A float is read by its shortest decimal text.

    Args:
        frame: A frame of any engine that narwhals knows; a lazy one is collected.
        cls: The class of the entities, or its name.
        questions: The frame of the questions, as `to_frame(evaluations, questions=True)` makes it.
        separator: What stands between joined texts.

    Raises:
        DocumentError: Something in it is wrong; all of it is listed by row, counted from 1, and column.
        MissingExtraError: narwhals is not installed.
        ArgumentError: The class has no flat form, or it is no frame.
    """
    kind: Any = class_of(cls, "cls") if isinstance(cls, str) else cls
    if kind not in FLAT:
        raise refused("cls", cls, f"one of {', '.join(each.__name__ for each in FLAT)}")
    rows = _rows(frame, columns_of(kind), ())
    documents = [document_of(kind, row, separator) for row in rows]
    if questions is not None:
        _give_questions(documents, _rows(questions, columns_of(QuestionScore), _KEYS), separator)
    if not documents:
        return ()
    text = json.dumps({"schema_version": 1, "type": kind.__name__, "items": documents}, default=str)
    try:
        found: tuple[T, ...] = loads(text, document="frame")
    except DocumentError as error:
        raise DocumentError("frame", [_by_row(issue, documents) for issue in error.issues]) from None
    return found


def _rows(frame: Frame, columns: Iterable[Column], keys: Iterable[str]) -> list[dict[str, Any]]:
    eager = wrapped(frame)
    eager = eager.collect() if hasattr(eager, "collect") else eager
    known = {*keys, *(column.name for column in columns)}
    unknown = [name for name in eager.columns if name not in known]
    if unknown:
        advice = "no such column in the flat form; drop it"
        raise DocumentError("frame", [Issue("unknown-column", advice, (name,), name) for name in unknown])
    rows: list[dict[str, Any]] = list(eager.iter_rows(named=True))
    return rows


def _give_questions(documents: list[dict[str, Any]], rows: list[dict[str, Any]], separator: str) -> None:
    """
    Put questions into the evaluations that they belong to.
    """
    owners = {tuple(document.get(key) for key in _KEYS): document for document in documents}
    issues = []
    for number, row in enumerate(rows, start=1):
        key = tuple(plain(row.get(name), Kind.TEXT) for name in _KEYS)
        if key in owners:
            owners[key].setdefault("questions", []).append(document_of(QuestionScore, row, separator))
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
