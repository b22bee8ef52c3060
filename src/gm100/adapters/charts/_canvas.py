"""
Axes to draw on, and the colours.

Figures are made without pyplot, which keeps a list of all figures and decides on a window: a library that draws leaves
both to its caller.
"""

from __future__ import annotations

from collections.abc import Sized
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from gm100._extras import library

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, RED, PURPLE, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"
"""Colours of Okabe and Ito (2008), chosen to be distinguishable with every kind of colour vision."""

LINES: Final = (BLUE, RED, GREEN, PURPLE, ORANGE, SKY)
LOOKS: Final = (
    *({"color": colour} for colour in LINES),
    *({"facecolor": "white", "edgecolor": colour, "hatch": "//////"} for colour in LINES),
)
"""How kinds of things look: in six colours, and then in the same ones as stripes."""

GREY: Final = "#8C8C8C"
PALE: Final = "#D0D0D0"
INK: Final = "#222222"


def matplotlib(module: str) -> Any:
    """
    Return a module of matplotlib.

    Raises:
        MissingExtraError: It is not installed.
    """
    return library(f"matplotlib.{module}", "drawing charts", "charts")


def canvas(ax: Any, width: float, height: float, *, polar: bool = False) -> Any:
    """
    Return the axes given, or new ones of that size in inches.

    Raises:
        ValueError: The axes given are not of the kind that the chart needs.
    """
    if ax is None:
        figure = matplotlib("figure").Figure(figsize=(width, height), layout="constrained")
        return figure.add_subplot(projection="polar" if polar else None)
    if (ax.name == "polar") is not polar:
        message = f"got {ax.name} axes, expected {'polar' if polar else 'ordinary'} ones"
        raise ValueError(message)
    return ax


def figure_of(ax: Any) -> Figure:
    """
    Return the figure that axes belong to.
    """
    found: Figure = ax.figure
    return found


def fitted(text: str, width: int = 34, lines: int = 2) -> str:
    r"""
    Return a label in as many lines as there is room for; what is longer ends in an ellipsis.

    >>> fitted("Persentase layanan publik yang terintegrasi", 20)
    'Persentase layanan\npublik yang …'
    """
    return "\n".join(wrap(text, width, max_lines=lines, placeholder=" …"))


def commas(axis: Any, lang: str) -> None:
    """
    Write the numbers of an axis with decimal commas, where the language does.
    """
    if lang == "id":
        axis.set_major_formatter(lambda value, _: f"{value:g}".replace(".", ",").replace("-", "\N{MINUS SIGN}"))


def plain(ax: Any, *sides: str) -> None:
    """
    Leave only some sides of the frame.
    """
    for side in ("left", "right", "top", "bottom"):
        ax.spines[side].set_visible(side in sides)


def ruled(ax: Any, axis: str) -> None:
    """
    Draw pale lines at the ticks of one axis behind the chart, and leave only the lower side of the frame.
    """
    ax.grid(axis=axis, color=PALE, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.tick_params(axis="y" if axis == "x" else "x", length=0)
    plain(ax, "bottom")


def bare(ax: Any) -> None:
    """
    Leave nothing of the axes but what is drawn on them.
    """
    ax.set_xticks([])
    ax.set_yticks([])
    plain(ax)


def refuse_empty(things: Sized, what: str) -> None:
    """
    Refuse to draw nothing.

    Raises:
        ValueError: There is nothing.
    """
    if not things:
        message = f"{what}, expected at least one"
        raise ValueError(message)
