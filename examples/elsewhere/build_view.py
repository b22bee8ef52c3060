"""
Write the table and the view of a scorecard for PostgreSQL: who fills the table reads index, nodes and problems.

    python examples/elsewhere/build_view.py pemdi-2026 | psql

Numbers are in columns of numbers, words in columns of text; a value that is missing is NULL.
"""

from __future__ import annotations

import sys

import gm100
from gm100 import Indicator, Scorecard


def view_of(card: Scorecard) -> str:
    """
    Return the SQL that makes the table and the view of a scorecard.

    Raises:
        EngineLimitError: SQL cannot compute a node of it; each is named with its method.
    """
    columns = ",\n  ".join(["code text PRIMARY KEY", *map(column_of, card.indicators)])
    query = gm100.export_scorecard(card, "sql", name=card.id)
    return (
        f"CREATE TABLE IF NOT EXISTS {quoted(card.id)} (\n  {columns}\n);\n"
        f"CREATE OR REPLACE VIEW {quoted(f'{card.id} index')} AS\n{query};\n"
    )


def column_of(indicator: Indicator) -> str:
    """
    Return the column of an indicator: words where it is given by words, and numbers otherwise.
    """
    words = indicator.normalise is not None and indicator.normalise.slug == "levels"
    return f"{quoted(indicator.id)} {'text' if words else 'numeric'}"


def quoted(name: str) -> str:
    """
    Return a name as SQL writes it.
    """
    return '"' + name.replace('"', '""') + '"'


if __name__ == "__main__":
    print(view_of(gm100.scorecards()[sys.argv[1]]))
