"""
CSV documents of evaluations: every field a column, nested ones under dotted names like `source.title`.

Questions do not fit into one row a region; evaluations that hold some are refused before anything is written.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

from gm100._fields import rules_of
from gm100.errors import DocumentError, Issue
from gm100.model.evaluation import Evaluation
from gm100.serializers._converter import converter
from gm100.serializers._refusal import RefusedError
from gm100.serializers.cells import read_text, reader, write_cell

_LISTS: Final = ("scores", "pillar_scores")
_NESTED: Final = "source"


def write_rows(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> str:
    """
    Write rows as a CSV table; texts that a spreadsheet would run as formulas are neutralised.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    names = list(columns)
    writer.writerow(names)
    writer.writerows([write_cell(row.get(name)) for name in names] for row in rows)
    return out.getvalue()


def dumps(data: Any) -> str:
    """
    Write evaluations as a CSV document, or the rows of a ranking as a table.

    Raises:
        TypeError: The data is not made of evaluations.
        ValueError: An evaluation holds questions, for which this format has no place.
    """
    if hasattr(data, "to_rows"):
        rows = data.to_rows()
        return write_rows(rows, rows[0] if rows else ())
    evaluations = (data,) if isinstance(data, Evaluation) else tuple(data)
    if not all(isinstance(e, Evaluation) for e in evaluations):
        message = "a CSV document holds evaluations; use JSON for other entities"
        raise TypeError(message)
    held = [e.region for e in evaluations if e.questions]
    if held:
        message = f"CSV has no place for the questions of {', '.join(held)}; use JSON, or leave them out"
        raise ValueError(message)
    rows = [_flat(e) for e in evaluations]
    return write_rows(rows, dict.fromkeys(name for row in rows for name in row))


def _flat(evaluation: Evaluation) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for key, value in converter().unstructure(evaluation).items():
        if key in _LISTS:
            row |= {f"{key}.{score['dimension']}": score["value"] for score in value}
        elif key == _NESTED:
            row |= {f"{key}.{name}": part for name, part in value.items()}
        else:
            row[key] = value
    return row


def loads(text: str, *, document: str = "CSV document") -> tuple[Evaluation, ...]:
    """
    Read a CSV document that `dumps` wrote.

    Raises:
        DocumentError: Something in it is wrong; all of it is listed by line and column.
    """
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    issues: list[Issue] = []
    evaluations = []
    try:
        header = next(lines, [])
        issues += [
            Issue("duplicate", "the column is given twice", (n,), n, None, 1) for n in header if header.count(n) > 1
        ]
        for cells in lines:
            try:
                evaluations.append(_row(header, cells))
            except RefusedError as refused:
                issues += [issue._replace(line=lines.line_num) for issue in refused.issues]
    except csv.Error as error:
        issues.append(Issue("no-csv", f"this is no CSV: {error}", line=lines.line_num))
    if issues:
        raise DocumentError(document, issues)
    return tuple(evaluations)


def _row(header: list[str], cells: list[str]) -> Evaluation:
    if len(cells) != len(header):
        raise RefusedError([Issue("cells", f"the row has {len(cells)} cells, expected {len(header)}")])
    fields: dict[str, Any] = {}
    columns: dict[tuple[Any, ...], str] = {}
    issues: list[Issue] = []
    for name, cell in zip(header, cells, strict=True):
        if cell:
            path = _put(fields, name, cell, issues)
            columns[path] = name
    try:
        made: Evaluation = converter().get_structure_hook(Evaluation)(fields, Evaluation)
    except RefusedError as refused:
        named = [i._replace(path=(columns.get(i.path, ".".join(map(str, i.path))),)) for i in refused.issues]
        said = {issue.path for issue in issues}
        issues += [issue for issue in named if issue.path not in said]
        raise RefusedError(issues) from None
    if issues:
        raise RefusedError(issues)
    return made


def _put(fields: dict[str, Any], name: str, cell: str, issues: list[Issue]) -> tuple[Any, ...]:
    """
    Put a cell where its column says, and return the path by which the reader will speak of it.
    """
    head, _, rest = name.partition(".")
    if head in _LISTS and rest:
        scores = fields.setdefault(head, [])
        scores.append({"dimension": rest, "value": cell})
        return (head, len(scores) - 1, "value")
    if head == _NESTED and rest:
        fields.setdefault(head, {})[rest] = read_text(cell)
        return (head, rest)
    try:
        fields[name] = _wire(name, cell)
    except RefusedError as refused:
        issues += [issue._replace(path=(name,)) for issue in refused.issues]
    return (name,)


def _wire(name: str, cell: str) -> Any:
    """
    Return a cell as JSON would hold it: whole numbers and truth values typed, all else text.
    """
    hints = {rule.name: rule.hint for rule in rules_of(Evaluation)}
    hint = hints.get(name, str)
    return reader(hint)(cell) if hint in {int, bool, int | None} else read_text(cell)
