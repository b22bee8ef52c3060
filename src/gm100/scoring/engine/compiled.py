"""
A scorecard compiled once, to be called many times.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, localcontext
from operator import countOf, itemgetter, ne
from typing import Any

from gm100._lookup import scorecard
from gm100._remade import Remade
from gm100.errors import ArgumentError, DefinitionError, Issue, ScoringError
from gm100.fields.arguments import checked, described, refused
from gm100.model.scorecard import Group, Scorecard
from gm100.scoring._numbers import CONTEXT, N, cut
from gm100.scoring.engine.evaluate import evaluate
from gm100.scoring.engine.prepared import PreparedScorecard
from gm100.scoring.formula.fused import Fused
from gm100.scoring.methods.node import Gaps, tree
from gm100.scoring.methods.registry import STANDARD, Engine
from gm100.scoring.table.reading import fed, is_unit, one_row
from gm100.scoring.table.schema import feeds_of
from gm100.scoring.table.table import Table
from gm100.typing import NOT_APPLICABLE


class CompiledScorecard(Remade):
    """
    A scorecard as one function of its indicators.

    It reads values as `score` does, quickest as numbers of the scorecard's arithmetic, and checks neither scales nor
    units: it is for loops over values that were checked before. `score` is for tables.

    Attributes:
        card: The scorecard.
        engine: The methods.
        codes: The codes of the indicators, in the order in which `column` takes them.
    """

    _made_of = ("card", "engine")

    def __init__(self, card: Scorecard, engine: Engine) -> None:
        prepared = PreparedScorecard(card, engine)
        message = "needs a table to look at; score one, and compile what scores.fitted says"
        named = ((node.id, each) for node in card.walk() for each in engine.named(node))
        unfit = [(code, field) for code, (field, kind, method) in named if engine.looks_at_tables(kind, method)]
        if unfit:
            raise DefinitionError(card.id, [Issue("needs-data", message, path) for path in unfit])
        self.card, self.engine, self._prepared, self._numbers = card, engine, prepared, prepared.numbers
        self.codes = tuple(indicator.id for indicator in card.indicators)
        root = tree(prepared.root, engine, Gaps.NONE)[prepared.root.id].value
        self._fused = Fused([root], exact=prepared.numbers.exact)
        # Whatever the formula makes no use of must be there as well: a gap in it is for the scorecard to judge.
        used = self._fused.columns
        self._asked, self._used = (*used, *(code for code in self.codes if code not in used)), len(used)
        take, silent = prepared.numbers.take, {node.id: node.no_answer for node in card.indicators if node.no_answer}
        self._silent = [(i, frozenset(map(take, silent[code]))) for i, code in enumerate(self._asked) if code in silent]
        self._feeds = feeds_of(card)
        self._taken: Callable[[Any], Sequence[Any]] = itemgetter(*(self._asked or [""]))

    def __repr__(self) -> str:
        return f"<CompiledScorecard {self.card.id} of {len(self.codes)} indicators>"

    def __call__(self, values: Mapping[str, Any]) -> Decimal | None:
        """
        Return the index of one unit, or `None` where values are missing and the scorecard allows for that.

        Raises:
            ScoringError: Values are missing that must be there, are no numbers, or have no meaning for a method.
        """
        values = fed(values if type(values) is dict else _row_of(values), self._feeds)
        row = self._cells(values)
        rest = row[self._used :]
        # Numbers of the right type that are all used need no look each; NaN differs from itself, wherever it stands.
        plain = countOf(map(type, row), self._numbers.type) == len(row) and not (rest and any(map(ne, rest, rest)))
        if plain and not any(row[place] in none for place, none in self._silent):
            found = self._fused.one(row[: self._used] if rest else row)
            if found - found == 0:
                return self._numbers.give(found)
        return self._looked_at(values)

    def _cells(self, values: Mapping[str, Any]) -> Sequence[Any]:
        """
        Return the values of the columns that the function takes, `None` for one that is not there.
        """
        if type(values) is dict and len(self._asked) > 1:
            try:
                return self._taken(values)
            except KeyError:
                pass
        return [*map(values.get, self._asked)]

    def _looked_at(self, values: Mapping[str, Any]) -> Decimal | None:
        """
        Evaluate node by node, where there is a gap or a value that has no meaning.
        """
        with localcontext(CONTEXT):  # Whatever precision the caller has set for decimals of their own.
            issues: list[Issue] = []
            columns = {n.id: [self._read(n.id, values[n.id], issues)] for n in self._prepared.nodes if n.id in values}
            evaluated = evaluate(self._prepared, Table(units=["values"], names=[None], columns=columns))
            issues += [issue._replace(path=issue.path[1:]) for issue in evaluated.issues if not issues]
            state = evaluated.state(self._prepared.root.id, 0)
            if state is None or issues:
                issues += evaluated.missing(0)
            if issues:
                raise ScoringError(self.card.id, issues)
            return None if state is None or state is NOT_APPLICABLE else self._numbers.give(state)

    def _read(self, code: str, value: Any, issues: list[Issue]) -> Any:
        """
        Return a value as a number of the arithmetic, or a word; what is neither is added to the issues.
        """
        reader = self._prepared.schema.reader(code)
        try:
            return reader(value) if reader else value
        except ValueError as error:
            issues.append(Issue("not-a-number", str(error), (code,), described(value)))
            return None

    def column(self, columns: Sequence[Sequence[N]]) -> list[N]:
        """
        Return the index of every unit, as plain numbers.

        Args:
            columns: The column of each indicator in the order of `codes`, without gaps.

        Raises:
            ArgumentError: There are more or fewer columns, of different lengths, or of other numbers.
        """
        try:
            return self._fused.table(dict(zip(self.codes, columns, strict=True)))
        except (TypeError, ValueError) as error:
            kind = self._numbers.type.__name__
            expected = f"columns of {kind}, all of one length, for {', '.join(self.codes)}"
            issues = refused("columns", columns, expected, f"it failed with: {error}").issues
            raise ArgumentError("CompiledScorecard.column", issues) from error


def _row_of(values: Any) -> Mapping[str, Any]:
    if isinstance(values, Mapping) or is_unit(values):
        found: Mapping[str, Any] = one_row(values)
        return found
    issues = refused("values", values, "a row by code, such as {'baseline': 3}").issues
    raise ArgumentError("CompiledScorecard", issues)


@checked
def compiled(card: Scorecard | str, engine: Engine | None = None) -> CompiledScorecard:
    """
    Compile a scorecard, or the one of an id.

    >>> import gm100
    >>> index = gm100.scoring.compiled("kominfo-2023-regular")
    >>> index({"baseline": 3, "output": 3, "outcome": 3, "impact": 3, "quick_win": 4})
    Decimal('3.20')

    Raises:
        DefinitionError: The engine cannot compute it, or it takes limits or weights from data; score a table first and
            compile what `scores.fitted` says.
    """
    return CompiledScorecard(scorecard(card), engine or STANDARD)


@checked
def effective_weights(card: Scorecard | str) -> dict[str, Decimal]:
    """
    Return for each indicator the share of the index that its weight comes to, through all groups above it.

    It is the share where all groups are weighted means; elsewhere it says what the definition intends.

    >>> from gm100.model import Group, Indicator, Scorecard
    >>> inner = Group("b", weight=3, children=(Indicator("c"), Indicator("d")))
    >>> {
    ...     code: str(w)
    ...     for code, w in effective_weights(
    ...         Scorecard(id="x", root=Group("x", children=(Indicator("a"), inner)))
    ...     ).items()
    ... }
    {'a': '0.25', 'c': '0.375', 'd': '0.375'}
    """
    found: dict[str, Decimal] = {}
    with localcontext(CONTEXT):
        _weigh(scorecard(card).root, Decimal(1), found)
    return found


def _weigh(group: Group, share: Decimal, found: dict[str, Decimal]) -> None:
    whole = sum((child.weight for child in group.children), Decimal(0))
    for child in group.children:
        part = share * child.weight / whole
        if isinstance(child, Group):
            _weigh(child, part, found)
        else:
            found[child.id] = cut(part)
