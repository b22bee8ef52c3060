"""
Leave one out: what becomes of the ranks without an indicator or a group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from gm100._lookup import scorecard
from gm100.errors import UnknownIdError
from gm100.fields.arguments import checked, choice
from gm100.model.nodes import pruned
from gm100.model.result import Ties
from gm100.model.scorecard import Group, Node, Scorecard
from gm100.model.sensitivity import Omission, RankShift
from gm100.scoring.methods.registry import STANDARD, Engine
from gm100.scoring.uncertainty.repeated import RepeatedTable
from gm100.scoring.uncertainty.uncertain import Progress
from gm100.scoring.uncertainty.variant import settled
from gm100.text.layout import brief, columns


@attrs.frozen(kw_only=True, repr=False)
class LeaveOut:
    """
    What leaving out each of several nodes does.

    Attributes:
        omissions: One a node, in the order of the scorecard.
    """

    omissions: tuple[Omission, ...]

    __repr__ = brief

    def __len__(self) -> int:
        return len(self.omissions)

    def __iter__(self) -> Iterator[Omission]:
        return iter(self.omissions)

    @checked
    def __getitem__(self, node: str) -> Omission:
        """
        Return what leaving out one node does.

        Raises:
            UnknownIdError: It was not left out.
        """
        found = next((each for each in self.omissions if each.node == node), None)
        if found is None:
            raise UnknownIdError("node of those left out", node, [each.node for each in self.omissions])
        return found

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict a node.
        """
        return [
            {"node": each.node, "mean_shift": each.mean_shift, "greatest_shift": each.greatest_shift}
            for each in self.omissions
        ]

    def __str__(self) -> str:
        rows = [(each.node, f"{each.mean_shift:.2f}", f"{each.greatest_shift:g}") for each in self.omissions]
        return "\n".join(columns([("without", "mean shift", "greatest"), *rows], "lrr"))


@checked
def leave_one_out(  # noqa: PLR0913 - options, all but the first by name
    data: Any,
    card: Scorecard | str,
    nodes: Iterable[str] | None = None,
    *,
    ties: Ties | str = Ties.MIN,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> LeaveOut:
    """
    Rank a table without one node after the other; its weight goes to its siblings, in proportion to theirs.

    Weights taken from the data or from a comparison are found once, with all nodes, and then shared out; that is what
    COINr does. Limits taken from the data do not change, since each column has its own.

    >>> import gm100
    >>> found = gm100.leave_one_out(gm100.evaluations(scorecard="kominfo-2023-regular"), "kominfo-2023-regular")
    >>> [each.node for each in found]
    ['baseline', 'output', 'outcome', 'impact', 'quick_win']

    Args:
        data: The table, as for `score`.
        card: The scorecard, or its id.
        nodes: Codes of the indicators and groups to leave out, each by itself; without it all but the root.
        ties: What rank equal values get.
        progress: Called with how many nodes are done, and of how many.
        engine: The methods that the scorecard may name; without it those of gm100.

    Raises:
        UnknownIdError: There is no such node.
        InvalidEntityError: Without the node nothing would be left.
        ScoringError: As for `score`.
    """
    known = scorecard(card)
    codes = tuple(_all(known) if nodes is None else nodes)
    left = [known.without(code) for code in codes]  # Complains before anything is computed.
    repeated = RepeatedTable(data, known, engine or STANDARD, choice(Ties, ties, "ties"))
    groups = {node.id for node in known.walk() if isinstance(node, Group)}
    whole = settled(repeated.card, repeated.root, groups)
    found = []
    for done, code in enumerate(codes, start=1):
        found.append(_omission(repeated, whole[code], whole.without(code)))
        if progress:
            progress(done, len(left))
    return LeaveOut(omissions=tuple(found))


def _all(card: Scorecard) -> Iterator[str]:
    return (node.id for node in card.walk() if pruned(card.root, {node.id}) is not None)


def _omission(repeated: RepeatedTable, node: Node, without: Scorecard) -> Omission:
    ranks = repeated.ranks(repeated.prepared(without))
    order = sorted(repeated.held, key=lambda place: (repeated.base[place] or 0.0, repeated.units[place]))
    return Omission(
        node=node.id,
        name=node.name,
        shifts=tuple(
            RankShift(
                unit=repeated.units[place],
                name=repeated.names[place],
                rank=repeated.base[place] or 0.0,
                without=ranks[place],
            )
            for place in order
        ),
    )
