"""
What happened in a region, along time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import cycle
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final

from gm100.adapters.charts._canvas import GREY, INK, LOOKS, canvas, figure_of, matplotlib, refuse_empty, ruled
from gm100.text.words import checked

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from gm100.model.rule import Event

FEW_DAYS: Final = 120
"""Below this, months alone would name several ticks alike."""

LONGEST: Final = 60
"""Characters of a title that are drawn."""

LETTER: Final = 0.078
"""Inches that a letter of the texts takes, at most on average."""

DATE: Final = 0.75
"""Inches that a date below the axis takes."""

NARROW: Final = 0.25
"""The least share of the width that is left to the dates, whatever the texts."""


def timeline(events: Iterable[Event], *, ax: Axes | None = None, lang: str = "en") -> Figure:
    """
    Draw events in their order, one a line; an event known only by its month or year is as long as that.

    >>> import gm100
    >>> figure = timeline(gm100.timeline("35.03"))
    >>> len(figure.axes[0].patches)
    25

    Args:
        events: The events, such as the timeline of a dossier.
        ax: Axes to draw on; without them, new ones.
        lang: Language of the titles, `id` or `en`.

    Raises:
        ValueError: There are no events, or the axes are polar.
        UnknownIdError: There is no such language.
        MissingExtraError: matplotlib is not installed.
    """
    checked(lang)
    rows = sorted(events, key=lambda event: (event.date.first_day, event.date.last_day))
    refuse_empty(rows, "got no events")
    drawn: Any = canvas(ax, 9.0, 0.3 * len(rows) + 0.9)
    looks = dict(zip(dict.fromkeys(event.kind for event in rows), cycle(LOOKS), strict=False))
    first, last = rows[0].date.first_day, max((event.until or event.date).last_day for event in rows)
    least = max((last - first) / 120, timedelta(days=2))
    for row, event in enumerate(rows):
        start, end = _span(event, least)
        drawn.barh(row, end - start, left=start, height=0.5, **looks[event.kind])
        text = _text(event, lang)
        drawn.annotate(text, (end, row), (5, 0), textcoords="offset points", va="center", fontsize=8, color=INK)
    ends = {_span(event, least)[1]: _text(event, lang) for event in rows}
    drawn.set_xlim(first - 3 * least, _room(drawn, first - 3 * least, ends))
    _date_axis(drawn, first, last)
    drawn.set_ylim(len(rows) - 0.4, -0.6)
    drawn.set_yticks(range(len(rows)), [str(event.date) for event in rows], fontsize=8, color=GREY)
    ruled(drawn, "x")
    return figure_of(drawn)


def _text(event: Event, lang: str) -> str:
    return shorten(event.title.in_(lang), LONGEST, placeholder=" …")


def _room(ax: Any, start: date, ends: Mapping[date, str]) -> date:
    """
    Return the end of an axis on which every text has room after its bar.
    """
    width = ax.figure.get_figwidth() * ax.get_position().width
    needed: list[timedelta] = [
        (end - start) / max(1 - (len(text) * LETTER + 0.1) / width, NARROW) for end, text in ends.items()
    ]
    return start + max(needed)


def _span(event: Event, least: timedelta) -> tuple[date, date]:
    """
    Return from when to when an event is drawn: as long as it is or as vague as its date, and long enough to be seen.
    """
    start = event.date.first_day
    return start, max((event.until or event.date).last_day + timedelta(days=1), start + least)


def _date_axis(ax: Any, first: date, last: date) -> None:
    """
    Date the axis from the first event to the last; beyond that is room for text, and nothing to date.
    """
    days = matplotlib("dates")
    start, end = days.date2num(first), days.date2num(last) + 1
    low, high = ax.get_xlim()
    room = ax.figure.get_figwidth() * ax.get_position().width * (end - start) / (high - low)
    most = min(max(int(room / DATE), 2), 8)
    ticks = days.AutoDateLocator(minticks=2, maxticks=most).tick_values(days.num2date(start), days.num2date(end))
    ax.set_xticks([tick for tick in ticks if start <= tick <= end])
    ax.xaxis.set_major_formatter(days.DateFormatter("%Y-%m-%d" if end - start < FEW_DAYS else "%Y-%m"))
