"""
Names of regions in a frame, turned into codes.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from gm100.adapters.frames.engines import F, collected, engine_of, narwhals, refuse_dots, wrapped
from gm100.errors import DocumentError, Issue
from gm100.fields.arguments import checked, refused
from gm100.model.resolution import Resolution

Resolve: TypeAlias = Callable[[Iterable[str]], Iterable[Resolution]]
"""Answers each of many names."""


@checked
def resolve_frame(
    frame: F,
    column: str,
    *,
    to: str = "code",
    resolve: Resolve | None = None,
    problems: str = "raise",
) -> F:
    """
    Add the codes of the regions that a column names.

    Each name is answered once, however many rows have it: one query for the distinct names, and one expression that
    puts the codes in. Rows without a name get no code. A column of numbers is one of codes, whose scheme is found as
    `resolve_table` finds it. What is corrected is said in a warning, or in a column.

    >>> import polars
    >>> frame = polars.DataFrame({"name": ["Kota Kediri", "Kab. Trenggalek"]})
    >>> resolve_frame(frame, "name")["code"].to_list()
    ['35.71', '35.03']

    Args:
        frame: A frame of any engine that narwhals knows; the same kind comes back.
        column: The column of names, such as `Pemkab Trenggalek`.
        to: The name of the column of codes.
        resolve: Answers names; `regions().resolve_all` if not given.
        problems: `raise` refuses names without an answer, all at once; `mark` leaves their code empty, and adds the
            column of codes with `_status`, which says `ambiguous` or `unknown`, and with `_corrected`, which has the
            known name that a misspelled one was read as.

    Raises:
        DocumentError: The column is missing or taken, or names have no answer; all of them are listed.
        EngineLimitError: The engine cannot have a name with a dot in it.
        MissingExtraError: narwhals is not installed.
        ArgumentError: `problems` is neither of the two.
    """
    if problems not in {"raise", "mark"}:
        raise refused("problems", problems, "raise or mark")
    nw, given = narwhals(), wrapped(frame)
    added = [to, f"{to}_status", f"{to}_corrected"] if problems == "mark" else [to]
    _refuse_columns(given, column, added)
    texts = _distinct(given, column)
    answers = [*(resolve or _of_reference(texts, column))(texts)]
    if problems == "raise":
        _raise_failed(answers, column)
        _warn_of_corrections(answers)
    found: dict[str, list[str | None]] = {
        to: [answer.code for answer in answers],
        f"{to}_status": [str(answer.status) for answer in answers],
        f"{to}_corrected": [answer.corrected for answer in answers],
    }
    new = {name: _looked_up(nw.col(column), texts, found[name]) for name in added}
    resolved: F = given.with_columns(**new).to_native()
    return resolved


def _refuse_columns(given: Any, column: str, added: list[str]) -> None:
    names = given.collect_schema().names()
    refuse_dots(engine_of(given), [*dict.fromkeys((*names, column, *added))])
    issues = [Issue("duplicate", "the frame has such a column already", (n,), n) for n in added if n in names]
    if column not in names:
        issues.append(Issue("missing", "the frame has no such column", (column,), column))
    if issues:
        raise DocumentError("frame", issues)


def _distinct(given: Any, column: str) -> list[Any]:
    nw = narwhals()
    names = collected(given.select(column).filter(~nw.col(column).is_null()).unique())
    return sorted(names[column].to_list(), key=str)


def _of_reference(texts: list[Any], column: str) -> Resolve:
    from gm100.reference import regions, resolve_table
    from gm100.reference.names.columns import code_text

    if all(isinstance(text, str) for text in texts):
        return regions().resolve_all
    if any(isinstance(text, str) for text in texts):  # Names, among which a spreadsheet has made numbers of codes.
        return lambda cells: regions().resolve_all(map(code_text, cells))
    return lambda codes: resolve_table({column: list(codes)}, columns={"code": column})


def _warn_of_corrections(answers: Iterable[Resolution]) -> None:
    read = [f"{answer.text!r} as {answer.corrected!r}" for answer in answers if answer.corrected]
    if read:
        warnings.warn(f"misspelled names were read: {', '.join(read)}", stacklevel=3)


def _raise_failed(answers: Iterable[Resolution], column: str) -> None:
    failed = [answer for answer in answers if answer.code is None]
    if failed:
        said = [a.problem or f"{a.text!r}: {a.note or a.status}" for a in failed]
        issues = [Issue(str(a.status), text, (column,), a.text) for a, text in zip(failed, said, strict=True)]
        raise DocumentError("frame", issues, "no code was added")


def _looked_up(names: Any, texts: list[Any], values: list[str | None]) -> Any:
    nw = narwhals()
    known = [(text, value) for text, value in zip(texts, values, strict=True) if value is not None]
    if not known:
        return nw.lit(None, nw.String)
    old, new = zip(*known, strict=True)
    return names.replace_strict(list(old), list(new), default=None, return_dtype=nw.String)
