"""
A scorecard as a program of another language: one function of JavaScript, or one query of SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from gm100._lookup import scorecard
from gm100.errors import UnknownIdError
from gm100.fields.arguments import checked
from gm100.model.scorecard import Scorecard
from gm100.scoring.export.javascript import to_javascript
from gm100.scoring.export.sql import to_sql
from gm100.scoring.methods.registry import STANDARD, Methods

_LANGUAGES: Final[Mapping[str, Callable[..., str]]] = MappingProxyType({"js": to_javascript, "sql": to_sql})


@checked
def export_scorecard(
    card: Scorecard | str, to: str = "js", *, name: str | None = None, methods: Methods = STANDARD
) -> str:
    """
    Return a scorecard as one self-contained function of JavaScript (`js`) or as one query of SQL (`sql`).

    Both compute every node, the band, and the problems of a row, with gaps as the policies of the scorecard say.
    JavaScript takes a row as an object and computes in fractions where the core computes in decimals, so that a half is
    a half. SQL is for DuckDB and PostgreSQL, takes a table with a column `code` and one an indicator, computes in
    double precision and rounds at fifteen digits; a missing value is NULL. `n/a` is a cell as in Python, which a column
    of texts can hold. Rows give indicators, and not groups.

    >>> "function" in export_scorecard("kominfo-2023-regular", "js")
    True

    Args:
        card: The scorecard, or its id. One that takes limits or weights from data is exported as `scores.fitted` has
            it.
        to: `js` or `sql`.
        name: The name of the function (`score`), or of the table (`units`).
        methods: The methods that the scorecard may name.

    Raises:
        UnknownIdError: There is no such language.
        DefinitionError: The scorecard cannot be computed as it stands.
        EngineLimitError: A node needs a table to look at, or its method uses what the language has not; each is named.
    """
    if to not in _LANGUAGES:
        raise UnknownIdError("language of exports", to, _LANGUAGES)
    write, known = _LANGUAGES[to], scorecard(card)
    return write(known, methods=methods) if name is None else write(known, name, methods=methods)
