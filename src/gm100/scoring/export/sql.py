"""
A scorecard as one query of SQL, for DuckDB and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gm100.model.scorecard import Indicator, Scorecard
from gm100.scoring.export.plan import Plan, planned, words_of
from gm100.scoring.formula import sql
from gm100.scoring.formula.tree import APPLIES, GAP, Formula, both, column, either, given, is_word, lift, negated, where
from gm100.scoring.methods.node import LACKING, Gaps
from gm100.scoring.methods.registry import STANDARD, Methods
from gm100.typing import NOT_APPLICABLE

UNIT = "code"

_LOST: Final = sql.text_literal(NOT_APPLICABLE)


def to_sql(card: Scorecard, table: str = "units", *, methods: Methods = STANDARD) -> str:
    """
    Return a scorecard as a query over a table of units.

    The result has `code`, every node by its code with the root first, `band` where the scorecard has bands, and
    `issues`, the problems of the row as one text, or NULL. With problems the nodes are NULL.

    Args:
        card: The scorecard.
        table: The name of the table.
        methods: The methods that the scorecard may name.

    Raises:
        EngineLimitError: A node cannot be computed there; every one is named with its method.
    """
    plan = planned(card, "SQL", methods, Gaps.ANY, sql.WORDS)
    faults = list(_faults(plan))
    # A row with problems has no values at all, as `score` refuses it: each column asks for all conditions, which are
    # steps of the inner query and so computed once.
    sound = negated(either(*(condition for condition, _ in faults)))
    pairs = zip(plan.nodes, plan.results(), strict=True)
    roots = {node.id: where(sound, result, GAP) for node, result in pairs}
    if plan.band is not None:
        roots["band"] = where(sound, plan.band, lift(""))
    flags = {f"issue {number}": condition for number, (condition, _) in enumerate(faults)}
    inner = sql.sql_query({**roots, **flags}, table, [UNIT], source=_source(plan, table))
    shown = [sql.identifier(UNIT), *map(_shown, roots), _issues([words for _, words in faults])]
    return f"SELECT {', '.join(shown)} FROM ({inner}) AS scored"  # noqa: S608 - names and words are quoted


def _source(plan: Plan, table: str) -> str:
    """
    Return the table with numbers as numbers, and n/a and values that stand for no answer as NULL.

    A column of texts may say n/a; beside each column stands one of truths, whether a cell is other than that.
    """
    leaves = plan.card.indicators
    cells = ", ".join(f"{_cell(node)} AS {sql.identifier(node.id)}, {_applies(node)}" for node in leaves)
    stated = ", ".join(
        f"COALESCE(CAST({sql.identifier(node.column or node.id)} AS TEXT) <> {_LOST}, TRUE) AS {_applies(node)}"
        for node in leaves
    )
    table = f"(SELECT *, {stated} FROM {sql.identifier(table)}) AS stated"  # noqa: S608 - as above
    return f"(SELECT {sql.identifier(UNIT)}, {cells} FROM {table}) AS cells"  # noqa: S608 - as above


def _cell(node: Indicator) -> str:
    made = sql.identifier(node.column or node.id)
    if words_of(node):
        return f"NULLIF({made}, {_LOST})"
    # Only a text can be n/a; the number it is otherwise is read from the column as it is, and not from its text.
    made = f"CASE WHEN {_applies(node)} THEN CAST({made} AS DOUBLE PRECISION) END"
    for value in node.no_answer:
        made = f"NULLIF({made}, {sql.number_literal(value)})"
    return made


def _applies(node: Indicator) -> str:
    return sql.identifier(node.id + APPLIES)


def _shown(key: str) -> str:
    name = sql.identifier(key)
    return f"NULLIF({name}, '') AS {name}" if key == "band" else name


def _issues(texts: list[str]) -> str:
    parts = [
        f"CASE WHEN {sql.identifier(f'issue {number}')} THEN {sql.text_literal(f'{words}; ')} ELSE '' END"
        for number, words in enumerate(texts)
    ]
    return f"NULLIF(RTRIM({' || '.join(parts)}, '; '), '') AS issues" if parts else "CAST(NULL AS TEXT) AS issues"


def _faults(plan: Plan) -> Iterator[tuple[Formula, str]]:
    """
    Yield what can be wrong with a row: the condition, and the text, as the core says it.
    """
    found = list(_cell_faults(plan))
    wrong = either(*(condition for condition, _ in found))
    failing = [(both(negated(wrong), failed), f"{node.id}: {why}") for node, failed, why in plan.failing()]
    index = plan.cells[plan.root.id]
    lacks = either(wrong, negated(index.there), *(condition for condition, _ in failing))
    missing = [
        (both(lacks, column(code + APPLIES), negated(given(column(code)))), f"{code}: {LACKING}")
        for code in plan.needed()
    ]
    return (fault for fault in (*found, *failing, *missing) if fault[0].op != "false")


def _cell_faults(plan: Plan) -> Iterator[tuple[Formula, str]]:
    for node in plan.card.indicators:
        x = column(node.id)
        if words := words_of(node):
            known = either(*(is_word(x, word) for word in words))
            yield both(given(x), negated(known)), f"{node.id}: is not one of the levels of the scorecard"
        elif node.scale is not None:
            outside = either(x < lift(node.scale.low), lift(node.scale.high) < x)
            yield both(given(x), outside), f"{node.id}: outside the scale of this scorecard ({node.scale})"
