"""
What every language needs to know of a scorecard: its formulas, its cells, and what it cannot do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from gm100.errors import EngineLimitError, Issue
from gm100.model._entity import evolve
from gm100.model.scorecard import Arithmetic, Group, Indicator, Missing, Node, Scorecard
from gm100.scoring.engine.validate import is_exact, refuse_unsound
from gm100.scoring.formula.tree import GAP, Formula, both, either, is_value, lift, negated, where
from gm100.scoring.formula.walk import requirements
from gm100.scoring.formula.write import lacking
from gm100.scoring.methods.node import Cell, Gaps, alone, method_of, tree, walked
from gm100.scoring.methods.registry import Methods


class Plan(NamedTuple):
    """
    A scorecard ready to be written.

    Attributes:
        card: The scorecard.
        root: Its tree, with the rounding of the index.
        cells: Every node as formulas, children before parents.
        exact: Whether it is computed in exact numbers.
    """

    card: Scorecard
    root: Group
    cells: dict[str, Cell]
    exact: bool

    @property
    def nodes(self) -> list[Node]:
        """
        The nodes in the order of the scorecard.
        """
        return list(walked(self.root))

    @property
    def band(self) -> Formula | None:
        """
        The label of the band, as a word; nothing where the scorecard has no bands.
        """
        index = self.cells[self.root.id]
        if not self.card.bands:
            return None
        bands = self.card.bands
        made = lift(bands[0].label)
        for band in bands[1:]:
            made = where(lift(band.low) <= index.value, lift(band.label), made)
        inside = [is_value(index.result), lift(bands[0].low) <= index.value]
        if bands[-1].high is not None:
            inside.append(index.value <= lift(bands[-1].high))
        return where(both(*inside), made, lift(""))

    def results(self) -> list[Formula]:
        """
        Return the value of each node or a gap, in the order of the scorecard; a fill stands where it was put in.
        """
        fills = {
            child.id: node.fill
            for node in self.nodes
            if isinstance(node, Group) and node.fill is not None
            for child in node.children
            if isinstance(child, Indicator)  # A group shows its children.
        }
        found = []
        for node in self.nodes:
            cell = self.cells[node.id]
            filled = where(cell.applies, fills[node.id], GAP) if node.id in fills else GAP
            found.append(where(cell.there, cell.value, filled))
        return found

    def needed(self) -> list[str]:
        """
        Return the indicators that must have a value: those below a group that refuses gaps.
        """
        groups = [node for node in self.nodes if isinstance(node, Group) and node.missing is Missing.ERROR]
        return [child.id for group in groups for child in group.children if isinstance(child, Indicator)]

    def failing(self) -> Iterator[tuple[Node, Formula, str]]:
        """
        Yield each node that may come out as no number, with the condition that it does and no child of it, and why.
        """
        for node in self.nodes:
            cell = self.cells[node.id]
            below = node.children if isinstance(node, Group) else ()
            sound = [either(negated(self.cells[c.id].there), is_value(self.cells[c.id].value)) for c in below]
            said = [each.data for each in requirements(cell.value) if not _inherited(each, below, self.cells)]
            failed = both(cell.there, negated(is_value(cell.value)), *sound)
            yield node, failed, "; ".join(dict.fromkeys(said)) or "comes out as no finite number"


def words_of(node: Indicator) -> list[str]:
    """
    Return the words that rows give for an indicator, or none where they give numbers.
    """
    is_words = node.normalise is not None and node.normalise.slug == "levels"
    return [str(word) for word in node.normalise.params[::2]] if node.normalise and is_words else []


def _inherited(requirement: Formula, below: Collection[Node], cells: dict[str, Cell]) -> bool:
    return any(requirement is each for child in below for each in requirements(cells[child.id].value))


def planned(card: Scorecard, backend: str, methods: Methods, gaps: Gaps, has: Collection[str]) -> Plan:
    """
    Return a scorecard as formulas, or refuse what the language cannot do.

    Args:
        card: The scorecard.
        backend: What to call the language.
        methods: The methods by name.
        gaps: What columns may hold besides values.
        has: The operations of the language.

    Raises:
        DefinitionError: The scorecard cannot be computed as it stands.
        EngineLimitError: A node cannot be computed there; every one is named with its method.
    """
    refuse_unsound(card, methods)
    issues = [issue for node in card.walk() for issue in unfit(node, backend, methods, has)]
    if issues:
        raise EngineLimitError(backend, issues)
    root = evolve(card.root, round=card.round) if card.round else card.root
    exact = is_exact(card, methods) and card.arithmetic is not Arithmetic.FLOAT
    return Plan(card, root, tree(root, methods, gaps), exact)


def unfit(node: Node, backend: str, methods: Methods, has: Collection[str]) -> Iterator[Issue]:
    """
    Yield what a language cannot compute of a node: methods that need a table, or operations that it does not have.
    """
    message = "needs a table to look at; score one, and export what scores.fitted says"
    found = [method for _, kind, method in methods.named(node) if methods.looks_at_tables(kind, method)]
    yield from (Issue("needs-data", message, (node.id, str(method))) for method in found)
    if not found:
        yield from lacking(alone(node, methods), backend, has, (node.id, method_of(node)))
