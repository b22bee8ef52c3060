"""
What changed: from one result to another, and from one year's ranking to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gm100.adapters.charts._canvas import BLUE, GREY, INK, LINES, PALE, RED, canvas, commas, figure_of, fitted, plain
from gm100.errors import UnknownIdError
from gm100.model.result import ScoreResult
from gm100.render.values import number
from gm100.scoring import Comparison, Ranking, compare
from gm100.text.words import named, words_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SMALL: Final = Decimal("0.01")
"""Below this a change is shown with three decimals, or it would look like none."""

TWO: Final = 2
"""A bump chart joins at least two rankings."""


class Step(NamedTuple):
    """
    A bar of a waterfall: from where to where.
    """

    label: str
    start: Decimal
    end: Decimal
    total: bool


NOISE: Final = Decimal("1e-9")
"""Below this a rounding is the last digit of a share without an end, and nothing that anyone rounded."""


def waterfall(
    before: ScoreResult | Comparison,
    after: ScoreResult | None = None,
    *,
    names: tuple[str, str] | None = None,
    ax: Axes | None = None,
    lang: str = "en",
) -> Figure:
    """
    Draw how the contributions of the dimensions lead from one index to another, year to year or region to region.

    The steps add up exactly; what rounding adds, and other weights or methods, has its own bar.

    >>> import gm100
    >>> scores = gm100.score(gm100.evaluations(scorecard="kominfo-2023-regular"), "kominfo-2023-regular")
    >>> figure = waterfall(scores["35.77"], scores["32.73"])
    >>> len(figure.axes[0].get_xticks())
    8

    Args:
        before: The result to start from, or both as `gm100.compare` puts them side by side.
        after: The result to arrive at; not with a comparison.
        names: What the two are called; without them, their labels.
        ax: Axes to draw on; without them, new ones.
        lang: Language of the labels, `id` or `en`.

    Raises:
        ValueError: One of the two has no index, or the axes are polar.
        UnknownIdError: There is no such language.
        MissingExtraError: matplotlib is not installed.
    """
    words = words_of("chart", lang)
    found = _compared(before, after)
    rest = words["definition" if abs(found.definition) > NOISE else "rounding"]
    steps = list(_steps(found, names or (found.before.label, found.after.label), rest, lang))
    drawn: Any = canvas(ax, 1.15 * len(steps), 4.4)
    for place, step in enumerate(steps):
        _bar(drawn, place, step, lang)
    for place, step in enumerate(steps[:-1]):
        drawn.plot([place - 0.35, place + 1.35], [float(step.end)] * 2, color=GREY, linewidth=0.8, zorder=1)
    drawn.set_xticks(range(len(steps)), [fitted(step.label, 14, 6) for step in steps])
    ends = [float(step.end) for step in steps]
    room = (max(ends) - min(ends)) or 1.0
    drawn.set_ylim(max(0.0, min(ends) - 0.3 * room), max(ends) + 0.2 * room)
    drawn.set_ylabel(words["index"])
    commas(drawn.yaxis, lang)
    plain(drawn, "left", "bottom")
    return figure_of(drawn)


def _compared(before: ScoreResult | Comparison, after: ScoreResult | None) -> Comparison:
    if isinstance(before, Comparison):
        if after is None:
            return before
        message = "got a comparison and a result, expected a comparison alone or two results"
        raise ValueError(message)
    if after is None:
        message = "got one result, expected two, or what gm100.compare makes of them"
        raise ValueError(message)
    return compare(before, after)


def _steps(found: Comparison, names: tuple[str, str], rest: str, lang: str) -> Iterable[Step]:
    """
    Yield the bars: a total, a step for each node below the root, what is left, and the other total.
    """
    level, end = found.before.value or Decimal(0), found.after.value or Decimal(0)
    yield Step(names[0], Decimal(0), level, total=True)
    for node, name in _below_the_root(found).items():
        points = found[node].points
        yield Step(named(node, lang, name), level, level + points, total=False)
        level += points
    if abs(end - level) > NOISE:
        yield Step(rest, level, end, total=False)
    yield Step(names[1], Decimal(0), end, total=True)


def _below_the_root(found: Comparison) -> dict[str, str | None]:
    """
    Return the children of the two roots with their names; the root itself where one was given and not computed.
    """
    roots = [result.root for result in (found.before, found.after) if result.root is not None]
    if not all(any(child.contribution is not None for child in root.children) for root in roots):
        return {roots[0].id: roots[0].name}
    known = {node.node for node in found.nodes}
    return {child.id: child.name for root in roots for child in root.children if child.id in known}


def _bar(ax: Any, place: int, step: Step, lang: str) -> None:
    """
    Draw a step as a bar, and a total as a line: the axis need not start at zero, and a bar would say that it does.
    """
    change = step.end - step.start
    if step.total:
        ax.plot([place - 0.35, place + 0.35], [float(step.end)] * 2, color=INK, linewidth=4, solid_capstyle="butt")
        text, top = number(step.end, lang, 2), step.end
    else:
        colour = BLUE if change >= 0 else RED
        ax.bar(place, float(change), bottom=float(step.start), width=0.7, color=colour, zorder=2)
        decimals = 3 if 0 < abs(change) < SMALL else 2
        text, top = number(change, lang, decimals, sign=True), max(step.start, step.end)
    ax.annotate(text, (place, float(top)), (0, 6), textcoords="offset points", ha="center", fontsize=9, color=INK)


def bump(
    rankings: Mapping[str, Ranking],
    *,
    highlight: Iterable[str] = (),
    ax: Axes | None = None,
    lang: str = "en",
) -> Figure:
    """
    Draw how ranks shift from one ranking to the next, among the units that are in all of them.

    >>> import gm100
    >>> ranking = gm100.rank(gm100.evaluations(scorecard="kominfo-2023-regular"), "kominfo-2023-regular")
    >>> figure = bump({"one": ranking, "other": ranking})
    >>> len(figure.axes[0].lines)
    72

    Args:
        rankings: Rankings by label, such as the year, in order.
        highlight: Codes of units to draw in colour, at most six.
        ax: Axes to draw on; without them, new ones.
        lang: Language of the labels, `id` or `en`.

    Raises:
        ValueError: Fewer than two rankings, nothing in common, more units to highlight than colours, or polar axes.
        UnknownIdError: There is no such language, or a unit to highlight is not in all rankings.
        MissingExtraError: matplotlib is not installed.
    """
    words = words_of("chart", lang)
    labels, ranks, names = _common(rankings)
    colours = _colours(tuple(highlight), ranks)
    drawn: Any = canvas(ax, 7.5, max(3.0, 0.24 * len(ranks) + 0.8))
    for unit, places in ranks.items():
        colour = colours.get(unit, PALE if colours else GREY)
        drawn.plot(range(len(labels)), places, "-o", color=colour, linewidth=2 if unit in colours else 1, markersize=4)
        ink, name = colours.get(unit, INK), fitted(names[unit], 34, 1)
        label = {"fontsize": 8, "va": "center", "color": ink}
        drawn.annotate(f"{name}  {places[0]}", (0, places[0]), (-8, 0), textcoords="offset points", ha="right", **label)
        drawn.annotate(
            f"{places[-1]}  {name}",
            (len(labels) - 1, places[-1]),
            (8, 0),
            textcoords="offset points",
            ha="left",
            **label,
        )
    drawn.set_xticks(range(len(labels)), labels)
    drawn.xaxis.tick_top()
    drawn.tick_params(axis="both", length=0)
    drawn.set_yticks([])
    drawn.set_ylim(len(ranks) + 0.6, 0.4)
    drawn.set_xlim(-0.9, len(labels) - 0.1)
    drawn.set_ylabel(words["rank"])
    plain(drawn)
    return figure_of(drawn)


def _common(rankings: Mapping[str, Ranking]) -> tuple[list[str], dict[str, list[int]], dict[str, str]]:
    """
    Return the labels, the ranks of each common unit among the common ones, and the names.
    """
    if len(rankings) < TWO:
        message = f"got {len(rankings)} rankings, expected at least {TWO}"
        raise ValueError(message)
    orders = [[place.unit for place in ranking.places] for ranking in rankings.values()]
    shared = [unit for unit in orders[0] if all(unit in order for order in orders[1:])]
    if not shared:
        message = "the rankings have no unit in common"
        raise ValueError(message)
    common = set(shared)
    columns = [[unit for unit in order if unit in common] for order in orders]
    names = {place.unit: place.name or place.unit for ranking in rankings.values() for place in ranking.places}
    ranks = {unit: [column.index(unit) + 1 for column in columns] for unit in shared}
    return list(rankings), ranks, names


def _colours(highlight: Sequence[str], ranks: Mapping[str, object]) -> dict[str, str]:
    for unit in highlight:
        if unit not in ranks:
            raise UnknownIdError("unit of all these rankings", unit)
    if len(highlight) > len(LINES):
        message = (
            f"got {len(highlight)} units to highlight, expected at most {len(LINES)}: no more colours are distinct"
        )
        raise ValueError(message)
    return dict(zip(highlight, LINES, strict=False))
