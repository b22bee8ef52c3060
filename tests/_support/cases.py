"""
Generated scorecards with what `score` makes of their tables: what the law of the backends is tried on.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from effort import THOROUGH
from generated_cards import card_of, table_of

import gm100
from gm100 import Group, Node, Scorecard, ScoringError
from gm100.scoring import decide
from gm100.scoring.formula.tree import APPLIES, Formula
from gm100.scoring.methods.node import Gaps, Solved, tree
from gm100.scoring.methods.registry import STANDARD
from gm100.typing import NOT_APPLICABLE

NUMBER = int(os.environ.get("GM100_CASES", "20000" if THOROUGH else "500"))
"""How many scorecards are tried."""

FEW = min(NUMBER, 80)
"""How many of them are tried in a quick run."""

SIZE = 5
"""How many units a table begins with; those that are refused are left out of it."""


Refused = tuple[dict[str, Any], list[tuple[str, str]]]
"""A row, and its problems by code and node."""


class Case(NamedTuple):
    """
    A scorecard and a table that it scores.

    Attributes:
        card: The scorecard.
        rows: The rows of the table.
        scores: What `score` makes of them.
        refused: Rows that were refused.
    """

    card: Scorecard
    rows: list[dict[str, Any]]
    scores: gm100.Scores
    refused: list[Refused]

    @property
    def words(self) -> set[str]:
        """The indicators for which rows give words."""
        return {leaf.id for leaf in self.card.indicators if leaf.normalise and leaf.normalise.slug == "levels"}

    @property
    def values(self) -> list[float | None]:
        """The indices as floats."""
        return [None if value is None else float(value) for value in self.scores.values]


def cases(many: int = NUMBER) -> list[Case]:
    """The first cases: every second one may have methods that look at whole tables."""
    return [case_of(number) for number in range(many)]


@cache
def case_of(number: int) -> Case:
    """The case of a number; where a table is refused as a whole, the next draw of it."""
    chance = random.Random(number)  # noqa: S311 - seeded numbers make data here, not secrets
    while True:
        card = card_of(chance, number, table=number % 2 == 1)
        if found := scored(card, table_of(card, chance, SIZE)):
            return found


def scored(card: Scorecard, rows: list[dict[str, Any]]) -> Case | None:
    """A table scored without the rows that are refused; nothing where it is refused as a whole."""
    refused: list[Refused] = []
    while rows:
        try:
            return Case(card, rows, gm100.score(rows, card, extra="ignore"), refused)
        except ScoringError as error:
            named = {str(issue.path[0]) for issue in error.issues}
            problems = {code: [(i.code, str(i.path[1])) for i in error.issues if i.path[0] == code] for code in named}
            refused += [(row, problems[row["code"]]) for row in rows if row["code"] in named]
            left = [row for row in rows if row["code"] not in named]
            rows = left if len(left) < len(rows) else []  # Else limits or weights that this table does not have.
    return None


def portable(card: Scorecard) -> bool:
    """Whether no method of a scorecard looks at whole tables, so that it can be compiled and exported as it is."""
    return all(_looks_at_one(node) for node in card.walk())


def _looks_at_one(node: Node) -> bool:
    if isinstance(node, Group):
        return node.weigh.slug == "given" and STANDARD.aggregators[node.aggregate.slug].columns is None
    known = STANDARD.normalisers[node.normalise.slug if node.normalise else "identity"]
    return not (node.treat or node.impute or known.limits or known.column)


def formula_of(case: Case) -> tuple[Formula, list[dict[str, Any]]]:
    """
    The index of a case as one formula of the whole scorecard, and for each unit what it needs.

    What methods make of whole columns is taken from the results: limits and weights as parameters of the formula, and
    columns of places, of estimates and of treated values in the rows.
    """
    evaluated = case.scores.scored.evaluated
    fixed = {code: (method.slug, [*map(exactly, method.params)]) for code, method in evaluated.fixed.items()}
    weights = {code: exactly(weight) for code, weight in evaluated.weights.items()}
    solved = Solved(weights=weights, fixed=fixed, units=evaluated.units)
    formula = tree(evaluated.prepared.root, STANDARD, Gaps.ANY, solved)[evaluated.prepared.root.id].result
    compared = {f"{code}:compared": column for code, column in evaluated.compared.items()}
    rows = []
    for place in range(len(case.rows)):
        cells = {code: column[place] for code, column in evaluated.columns.items()}
        row = {code: None if x is NOT_APPLICABLE else x for code, x in cells.items()}
        row |= {code + APPLIES: x is not NOT_APPLICABLE for code, x in cells.items()}
        row |= {name: column[place] for name, column in compared.items()}
        rows.append({name: exactly(x) for name, x in row.items()})
    return formula, rows


def exactly(x: Any) -> Any:
    """A number as the share that it stands for, where noise alone lies between them, so that a third is a third."""
    if not isinstance(x, float | Decimal) or x != x:  # noqa: PLR0124 - NaN alone differs from itself
        return x
    share = Fraction(x).limit_denominator(1000)
    return share if decide.tied(float(share), float(x)) else Decimal(repr(float(x)))


def methods_of(case: Case) -> Iterator[tuple[str, str]]:
    """The methods and policies of a case, each with its kind."""
    for node in case.card.walk():
        if isinstance(node, Group):
            yield "aggregate", node.aggregate.slug
            yield "weigh", node.weigh.slug
            yield "missing", node.missing.value
            yield "weighting", node.weighting.value
        else:
            for kind in ("normalise", "treat", "impute"):
                if method := getattr(node, kind):
                    yield kind, method.slug


def tried() -> Counter[tuple[str, str]]:
    """How often each method and policy was tried."""
    return Counter(pair for case in cases() for pair in methods_of(case))
