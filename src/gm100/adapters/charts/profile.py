"""
The profile of a region beside that of its cohort.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import pi, sin
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from gm100.adapters.charts._canvas import BLUE, GREY, PALE, canvas, figure_of, fitted
from gm100.model.evaluation import Evaluation
from gm100.model.pillar import PillarId
from gm100.render.values import number
from gm100.text.words import named, words_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TOP: Final = 4
"""The highest mark of an assessor."""

SPOKES: Final = 3
"""With fewer values there is no area to see."""

MIDDLE: Final = 0.1
"""How far from the vertical, as a sine, a label still stands centred over its spoke."""


def profile_of(evaluation: Evaluation, *, by: str = "dimension") -> dict[str, Decimal]:
    """
    Return the scores of an evaluation by dimension or by pillar.

    Scores by pillar are those printed with the result, or else the means of the survey questions on impact, where each
    belongs to a pillar.

    >>> import gm100
    >>> {name: str(value) for name, value in profile_of(gm100.evaluations(region="35.07")[0]).items()}
    {'baseline': '1.4', 'output': '1.54', 'outcome': '2.92', 'impact': '2.56', 'quick_win': '3.08'}

    Args:
        evaluation: The evaluation.
        by: `dimension` or `pillar`.

    Raises:
        ValueError: The profile is asked for by something else.
    """
    if by == "dimension":
        return {score.dimension: score.value for score in evaluation.scores}
    if by != "pillar":
        message = f"got {by!r}, expected 'dimension' or 'pillar'"
        raise ValueError(message)
    printed = {score.dimension: score.value for score in evaluation.pillar_scores}
    return printed or _surveyed(evaluation)


def _surveyed(evaluation: Evaluation) -> dict[str, Decimal]:
    found: dict[str, list[Decimal]] = {pillar.value: [] for pillar in PillarId}
    for question in evaluation.questions:
        if question.dimension == "impact" and question.indicator in found and question.value is not None:
            found[question.indicator].append(question.value)
    return {pillar: sum(values, Decimal(0)) / len(values) for pillar, values in found.items() if values}


def radar(
    profile: Mapping[str, Decimal | None],
    *,
    cohort: Iterable[Mapping[str, Decimal | None]] = (),
    names: tuple[str, str] | None = None,
    ax: Axes | None = None,
    lang: str = "en",
) -> Figure:
    """
    Draw a profile as a polygon on spokes, with the median of a cohort behind it.

    >>> import gm100
    >>> figure = radar(profile_of(gm100.evaluations(region="35.07")[0]))
    >>> len(figure.axes[0].lines)
    1

    Args:
        profile: Score by pillar or dimension, as `profile_of` gives it; a missing score leaves its spoke out.
        cohort: Profiles to compare with; on each spoke the median of those that have a score.
        names: What the region and the cohort are called in the legend.
        ax: Polar axes to draw on; without them, new ones.
        lang: Language of the labels, `id` or `en`.

    Raises:
        ValueError: Fewer than three scores, or axes that are not polar.
        UnknownIdError: There is no such language.
        MissingExtraError: matplotlib is not installed.
    """
    legend = names or tuple(words_of("chart", lang)[key] for key in ("region", "cohort_median"))
    spokes = {key: value for key, value in profile.items() if value is not None}
    if len(spokes) < SPOKES:
        message = f"got {len(spokes)} scores, expected at least {SPOKES}"
        raise ValueError(message)
    drawn: Any = canvas(ax, 6.4, 5.2, polar=True)
    medians = _medians(spokes, tuple(cohort))
    if medians:
        _polygon(drawn, medians, color=GREY, linestyle="--", label=fitted(legend[1]))
    angles, heights = _polygon(drawn, list(spokes.values()), color=BLUE, linestyle="-", label=fitted(legend[0]))
    drawn.fill(angles, heights, color=BLUE, alpha=0.15)
    _spokes(drawn, spokes, lang)
    drawn.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2, frameon=False)
    return figure_of(drawn)


def _medians(spokes: Mapping[str, Decimal], cohort: tuple[Mapping[str, Decimal | None], ...]) -> list[Decimal]:
    """
    Return the median on each spoke; nothing where the cohort says nothing of one of them.
    """
    values = [[v for each in cohort if (v := each.get(key)) is not None] for key in spokes]
    return [median(column) for column in values] if all(values) else []


def _polygon(ax: Any, values: list[Decimal], **look: Any) -> tuple[list[float], list[float]]:
    """
    Draw a closed line from spoke to spoke, and return its corners.
    """
    angles = [2 * pi * n / len(values) for n in range(len(values) + 1)]
    heights = [float(value) for value in (*values, values[0])]
    ax.plot(angles, heights, marker="o", markersize=4, linewidth=2, **look)
    return angles, heights


def _spokes(ax: Any, spokes: Mapping[str, Decimal], lang: str) -> None:
    ax.set_theta_zero_location("N")
    ax.set_theta_direction(-1)
    ax.set_xticks([2 * pi * n / len(spokes) for n in range(len(spokes))])
    ax.set_xticklabels(
        [f"{fitted(named(key, lang), 17, 3)}\n{number(value, lang, 2)}" for key, value in spokes.items()]
    )
    ax.tick_params(axis="x", pad=4)
    for place, label in enumerate(ax.get_xticklabels()):
        side = sin(2 * pi * place / len(spokes))
        label.set_horizontalalignment("center" if abs(side) < MIDDLE else "left" if side > 0 else "right")
    most = max(map(float, spokes.values()))
    ax.set_ylim(0, max(TOP, most))
    if most <= TOP:
        ax.set_yticks(range(1, TOP + 1))
    ax.set_rlabel_position(180 / len(spokes))
    ax.tick_params(axis="y", colors=GREY, labelsize=8)
    ax.grid(color=PALE)
    ax.spines["polar"].set_color(PALE)
