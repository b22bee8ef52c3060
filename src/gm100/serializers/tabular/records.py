"""
The one reader of CSV and TSV text: RFC 4180, with the line of every record.

Only a line feed, a carriage return, or both end a line; inside quotes they are part of the cell, which may be as long
as the document. The module `csv` of Python is not used: it refuses cells above a length that holds for the whole
process, and does not say on which line a quote was opened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, Final, NamedTuple

from gm100.errors import Issue, RefusedError
from gm100.serializers.document.limits import Limits, refuse_nodes
from gm100.serializers.document.tree import check_marks
from gm100.text.headers import ALIASES, plain

_END: Final = re.compile(r"\r\n|\r|\n")
_QUOTED: Final = re.compile(r'"(?:[^"]++|"")*+"')


class Table(NamedTuple):
    """
    A table as it was read.

    Attributes:
        header: The names of the columns, as they stand.
        rows: The rows in which a cell is filled, each with its line and as many cells as the header.
    """

    header: list[str]
    rows: list[tuple[int, list[str]]]


def read_table(text: str, limits: Limits, issues: list[Issue], delimiter: str | None = None) -> Table:
    """
    Read a table with a header.

    Args:
        text: The table.
        limits: How much it may hold.
        issues: What is wrong with a row is added to them, and the row is left out.
        delimiter: What is between two cells; without it a semicolon where the header has no comma.

    Raises:
        RefusedError: It is not CSV, or holds too much.
    """
    mark = delimiter or delimiter_of(text)
    check_marks(text, limits, f"{mark}\r\n")
    lines = records(text, mark)
    header = next(lines, (1, []))[1]
    rows: list[tuple[int, list[str]]] = []
    for line, cells in lines:
        if not any(cells):
            continue
        if len(cells) == len(header):
            rows.append((line, cells))
            refuse_nodes(len(rows) * len(cells), limits)
        else:
            message = f"the row has {len(cells)} cells, expected {len(header)}"
            issues.append(Issue("cells", message, (), str(len(cells)), str(len(header)), line))
            if len(issues) > limits.issues:
                raise RefusedError(issues)
    return Table(header, rows)


def rows_above_header(rows: Sequence[Sequence[Any]]) -> int:
    """
    Return how many rows are above the header of a table, as the title of an official table does.

    They are the rows with one filled cell or none before the first row with more. A table of one column has none, and
    neither has one that begins with the name of such a column: rows below it may have commas in names.

    >>> rows_above_header([["Daftar nilai", ""], [], ["kode", "nilai"], ["35.07", "3"]]), rows_above_header([["kode"]])
    (2, 0)
    """
    filled = [[str(cell) for cell in cells if cell not in {None, ""}] for cells in rows[:MOST_ABOVE]]
    place = next((place for place, cells in enumerate(filled) if len(cells) > 1), 0)
    return 0 if any(plain(cell) in _HEADERS for cells in filled[:place] for cell in cells) else place


MOST_ABOVE: Final = 12
"""Among how many rows the header is looked for."""

_HEADERS: Final = frozenset(word for words in ALIASES.values() for word in words)


def is_numbering(cells: Sequence[Any], below: Sequence[Sequence[Any]]) -> bool:
    """
    Tell whether a row under a header numbers the columns, as official tables do: (1), (2), (3).

    Without brackets it must have a number where all rows below have a text that is none.

    >>> is_numbering(["(1)", "(2)", "(3)"], []), is_numbering(["1", "2", "3"], [["Kota Kediri", "2", "3"]])
    (True, True)
    >>> is_numbering(["1", "2", "3"], [["2", "2", "3"]])
    False
    """
    texts = ["" if cell is None else str(cell) for cell in cells]
    numbers = [text.strip("()-") for text in texts if text]
    if len(numbers) < _NUMBERED or numbers != [str(n) for n in range(1, len(numbers) + 1)]:
        return False
    columns = [[row[place] for row in below if place < len(row)] for place, text in enumerate(texts) if text]
    named = any(column and all(str(cell or "")[:1].isalpha() for cell in column) for column in columns)
    return named or all(text[0] == "(" for text in texts if text)


_NUMBERED: Final = 3
"""How many cells a row that numbers the columns has at least."""


def lines_below(text: str, count: int) -> str:
    """
    Return a text without its first lines.
    """
    place = 0
    for end in islice(_END.finditer(text), count):
        place = end.end()
    return text[place:]


def header_issues(header: list[str]) -> list[Issue]:
    """
    Return the columns that are given twice and those without a name.
    """
    times = Counter(header)
    twice = [name for name in times if times[name] > 1 and name]
    found = [Issue("duplicate", "the column is given twice", (name,), name, None, 1) for name in twice]
    if "" in times:
        found.append(Issue("missing", "a column has no name", (), None, None, 1))
    return found


def delimiter_of(text: str) -> str:
    r"""
    Return what is between the cells of a table: spreadsheets with decimal commas write semicolons.

    >>> delimiter_of("code;output"), delimiter_of("code,output"), delimiter_of("code\toutput"), delimiter_of("code")
    (';', ',', '\t', ',')
    """
    lines = lines_of(text, MOST_ABOVE)[:MOST_ABOVE]
    header = _QUOTED.sub("", lines[0])
    return delimiter_among(lines, "".join(mark for mark in _MARKS if mark in header) or ",")


_MARKS: Final = ",;\t"


def delimiter_among(lines: Sequence[str], marks: str = _MARKS) -> str:
    """
    Return what is between the cells of most lines: of several marks the one of which most lines have as many.

    >>> delimiter_among(["Hasil, 2023", "kode;nilai", "a;2,25", "b;3"])
    ';'
    """
    plain_lines = [_QUOTED.sub("", line) for line in lines]

    def agreeing(mark: str) -> tuple[int, int]:
        times = Counter(count for line in plain_lines if (count := line.count(mark)))
        return max(((lines_, count) for count, lines_ in times.items()), default=(0, 0))

    return max(marks, key=agreeing)


def lines_of(text: str, most: int = 0) -> list[str]:
    r"""
    Return the lines of a text, without their ends; what other functions take for a line end, such as U+2028, is text.

    Args:
        text: The text.
        most: After how many lines the rest stays in one piece, or 0 for never.

    >>> lines_of("a\r\nb\n\nc\n")
    ['a', 'b', '', 'c']
    """
    lines = _END.split(text, most)
    return lines[:-1] if len(lines) > 1 and not lines[-1] else lines


def records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """
    Yield the records of a table, each with the line on which it begins.

    Raises:
        RefusedError: A quote is not closed, or something follows one that is.
    """
    if '"' not in text:
        yield from ((line, row.split(delimiter)) for line, row in enumerate(lines_of(text), 1) if text)
        return
    line = place = 0
    while place < len(text):
        line += 1
        found = _END.search(text, place)
        stop, after = found.span() if found else (len(text), len(text))
        if text.find('"', place, stop) < 0:
            yield line, text[place:stop].split(delimiter)
            place = after
            continue
        cells, end = _quoted_record(text, place, delimiter, line)
        yield line, cells
        line += len(_END.findall(text, place, end)) - 1
        place = end


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(rf'(?:"((?:[^"]++|"")*+)"|(?!")([^{mark}\r\n]*+))({mark}|\r\n|\r|\n|\Z)')


def _quoted_record(text: str, place: int, delimiter: str, line: int) -> tuple[list[str], int]:
    """
    Return the cells of a record that has quotes, and where the next one begins.
    """
    cells, match, start = [], _cell(delimiter).match, place
    while True:
        found = match(text, place)
        if found is None:
            raise _broken(text, place, delimiter, line + len(_END.findall(text, start, place)))
        quoted, plain, mark = found.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        place = found.end()
        if mark != delimiter:
            return cells, place


def _broken(text: str, place: int, delimiter: str, line: int) -> RefusedError:
    closed = _QUOTED.match(text, place)
    if closed is None:
        message = "this is not CSV: a quote is opened here and never closed"
    else:
        expected = "a tab" if delimiter == "\t" else repr(delimiter)
        message = f"this is not CSV: {text[closed.end()]!r} follows a closing quote, expected {expected} or a line end"
    return RefusedError([Issue("no-csv", message, line=line)])
