"""
How commands answer: rows as a table for eyes, as CSV, or as JSON in one envelope; remarks go to stderr.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from textwrap import wrap
from types import SimpleNamespace
from typing import Any, Final

from gm100.cli._endings import WORKBOOK, ending_of
from gm100.cli._terminal import bold, width
from gm100.text.layout import columns
from gm100.text.layout import shown as short
from gm100.text.words import named, translated, words_of

Row = Mapping[str, Any]

_NUMBER: Final = re.compile(r'"\\ud800(-?[0-9.]+)"')
_SPOKEN: Final = {
    "confidence": "vocabulary",
    "evidence": "evidence",
    "factor": "message",
    "in_force": "message",
    "note": "note",
    "status": "vocabulary",
    "title": "note",
    "weights": "message",
}
"""The columns whose texts are words of gm100, each with the section of the catalogue that has them."""

_NARROW: Final = 8
"""Characters that a column of text keeps, however narrow the terminal."""

PIPED: Final = 80
"""Characters of a line of text where the output is no terminal."""


def say(text: str) -> None:
    """
    Write a result.
    """
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")


def remark(*lines: str) -> None:
    """
    Write what is not a result.
    """
    for line in lines:
        sys.stderr.write(f"{folded(line, width(sys.stderr))}\n")


def folded(text: str, screen: int | None) -> str:
    """
    Return a text whose long lines are broken at spaces.

    The rest of a line is indented further than its beginning. A long word, such as an address, is not broken.

    Args:
        text: The text.
        screen: Characters of a line, or `None` for a pipe.
    """
    most = screen or PIPED
    return "\n".join(part for line in text.split("\n") for part in _fold(line, most))


def _fold(line: str, most: int) -> list[str]:
    if len(line) <= most:
        return [line]
    indent = line[: len(line) - len(line.lstrip())] + "    "
    return wrap(line, most, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def show(  # noqa: PLR0913 - a row has one of three forms, and an envelope what is beside the rows
    args: SimpleNamespace,
    what: str,
    rows: Iterable[Row],
    names: Sequence[str] = (),
    *,
    as_of: object = None,
    text: str | None = None,
    document: Any = None,
    **beside: Any,
) -> None:
    """
    Write rows in the form that was asked for.

    Args:
        args: What was asked for: `format` and `lang`.
        what: What the rows are, for the envelope.
        rows: The rows, with the same keys in each.
        names: The columns of a table; without them, those of the first row.
        as_of: The day, year or edition that the answer is about.
        text: What is shown to a person, where that is not a table.
        document: What a document of the answer holds.
        beside: What else the envelope holds.
    """
    if args.format == "document":
        from gm100.serializers import dumps

        say("[]" if isinstance(document, Sequence) and not document else dumps(document))
        return
    listed = list(rows)
    names = names or tuple(listed[0] if listed else ())
    if args.format == "json":
        say(as_json({"what": what, "as_of": None if as_of is None else str(as_of), **beside, "rows": listed}))
    elif args.format == "csv" and args.out and ending_of(args.out) == WORKBOOK:
        from gm100.adapters.workbook.tables import write_table

        write_table([{name: row.get(name) for name in names} for row in listed], args.out)
    elif args.format == "csv":
        from gm100.serializers.formats.csv_ import write_rows

        say(write_rows(listed, names))
    else:
        say(table(listed, names, args.lang) if text is None else folded(text, width(sys.stdout)))


def as_json(data: Any) -> str:
    r"""
    Return data as JSON; a decimal is a number with all its digits.

    >>> as_json({"index": Decimal("3.80")})
    '{\n  "index": 3.80\n}\n'
    """
    written = json.dumps(data, ensure_ascii=False, indent=2, default=_plain) + "\n"
    return _NUMBER.sub(r"\1", written.replace("\ud800", r"\ud800"))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"\ud800{value:f}"  # Half a character, which no text of a document holds.
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple | frozenset) else str(value)


def table(rows: Sequence[Row], names: Sequence[str], lang: str, screen: int | None = None) -> str:
    """
    Return rows in columns with a header, numbers to the right; on a terminal, texts are broken to fit it.

    Args:
        rows: The rows.
        names: The columns.
        lang: The language of header and numbers.
        screen: Characters of a line; without it those of the terminal, and as many as it takes in a pipe.
    """
    says = words_of("column", lang)
    align = "".join("r" if any(map(_is_number, (row.get(name) for row in rows))) else "l" for name in names)
    cells = [
        [says.get(name, name) for name in names],
        *([_cell(name, row.get(name), lang) for name in names] for row in rows),
    ]
    lines = fitted(cells, align, screen)
    return "\n".join([bold(lines[0], sys.stdout), *lines[1:]])


def _cell(column: str, value: Any, lang: str) -> str:
    """
    Return a cell as a person reads it: the columns whose texts are words of gm100 in the language.
    """
    section = _SPOKEN.get(column)
    return translated(str(value), lang, section) if section and value is not None else shown(value, lang)


def shown(value: Any, lang: str) -> str:
    """
    Return a value as a person reads it: yes and no, a decimal comma in Indonesian, nothing for a gap.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return words_of("column", lang)["yes" if value else "no"]
    text = short(value) if isinstance(value, Decimal) else str(value)
    return text.replace(".", ",") if lang == "id" and _is_number(value) else text


def word_for(node: str, lang: str) -> str:
    """
    Return a node as a table shows it: its id in English, which is what is typed, and its name in Indonesian.
    """
    return named(node, lang) if lang == "id" else node


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def fitted(cells: list[list[str]], align: str, screen: int | None = None) -> list[str]:
    """
    Lay out rows in columns that fit a screen: the widest column of text is narrowed, and its cells take several lines.

    Args:
        cells: The rows, the header first where there is one.
        align: One letter a column, as for `columns`.
        screen: Characters of a line; without it those of the terminal, and as many as it takes in a pipe.
    """
    most = screen or width(sys.stdout)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    texts = [place for place, side in enumerate(align) if side == "l" and place]
    while most and texts and sum(widths) + 2 * len(widths) - 2 > most:
        widest = max(texts, key=lambda place: widths[place])
        if widths[widest] <= max(_NARROW, *map(len, cells[0][widest].split())):
            break
        widths[widest] -= 1
    return columns([line for row in cells for line in _broken(row, widths)], align)


def _broken(row: list[str], widths: list[int]) -> list[list[str]]:
    parts = [wrap(cell, most) if len(cell) > most else [cell] for cell, most in zip(row, widths, strict=True)]
    return [[part[line] if line < len(part) else "" for part in parts] for line in range(max(map(len, parts)))]
