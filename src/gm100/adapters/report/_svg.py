"""
Pictures inside a page: bars, a radar, a strip of dots and a line of time, as SVG with a title and a description.

They are drawn 340 units wide, so that their text can be read on a phone, and take their colours from the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import cos, pi, sin
from textwrap import shorten, wrap
from typing import Final, NamedTuple

from gm100.render.html import Html, element, joined

WIDE: Final = 340
LONGEST: Final = 22
"""Characters of a label beside a bar."""

LETTER: Final = 5.9
"""Width of a letter of a label beside a radar, on average."""

LABEL: Final = 16
"""How much room a number beside a bar takes."""

TOPS: Final = (1.0, 4.0, 5.0, 10.0, 100.0)
"""Where scales end; the first is taken that holds every value."""


class Bar(NamedTuple):
    """
    A bar with its number, and a mark to compare it with.
    """

    label: str
    value: float
    text: str
    mark: float | None = None


class Said(NamedTuple):
    """
    What a picture says in words.

    Attributes:
        name: An id, unique on the page.
        title: What it is.
        description: What can be seen in it.
    """

    name: str
    title: str
    description: str


def picture(said: Said, height: float, *content: object) -> Html:
    """
    Return a picture that says what it shows to those who do not see it.

    Args:
        said: The same in words.
        height: Its height, where the width is 340.
        *content: What is drawn.
    """
    return element(
        "svg",
        element("title", said.title, id=f"{said.name}-title"),
        element("desc", said.description, id=f"{said.name}-desc"),
        *content,
        viewBox=f"0 0 {WIDE} {height:g}",
        role="img",
        aria_labelledby=f"{said.name}-title {said.name}-desc",
    )


def bars(said: Said, rows: Sequence[Bar], top: float) -> Html:
    """
    Draw horizontal bars on a scale from 0; a vertical stroke marks what each is compared with.
    """
    labels = [shorten(row.label, LONGEST, placeholder="…") for row in rows]
    left, right, high = max(96, 7 * max(map(len, labels)) + 6), 44, 24
    scale = (WIDE - left - right) / top
    drawn: list[Html] = []
    for place, row in enumerate(rows):
        y = place * high + 4
        drawn.append(_text(0, y + 13, labels[place]))
        drawn.append(element("rect", class_="main", x=left, y=y + 2, width=_n(row.value * scale), height=14))
        drawn.append(_text(WIDE, y + 13, row.text, text_anchor="end"))
        if row.mark is not None:
            x = _n(left + row.mark * scale)
            drawn.append(element("line", class_="other", x1=x, x2=x, y1=y - 1, y2=y + 19))
    foot = len(rows) * high + 6
    ticks = _ticks(left, scale, foot + 10, top)
    axis = element("line", class_="line", x1=left, x2=_n(left + top * scale), y1=foot, y2=foot)
    return picture(said, foot + 16, *drawn, axis, *ticks)


def radar(said: Said, spokes: Sequence[tuple[str, float]], others: Sequence[float], top: float) -> Html:
    """
    Draw a profile on spokes from 0, with a second outline to compare it with.
    """
    x, y, reach = WIDE / 2, 118, 84.0
    count = len(spokes)

    def corner(place: int, value: float) -> tuple[float, float]:
        angle = 2 * pi * place / count
        return x + sin(angle) * reach * value / top, y - cos(angle) * reach * value / top

    rings = [_outline([corner(p, top * part / 4) for p in range(count)], "line") for part in (1, 2, 3, 4)]
    labels = [each for p, (label, _) in enumerate(spokes) for each in _spoke_label(corner(p, top * 1.11), label, x)]
    own = _outline([corner(p, value) for p, (_, value) in enumerate(spokes)], "area")
    other = _outline([corner(p, value) for p, value in enumerate(others)], "other")
    return picture(said, 236, *rings, own, other, *labels)


def _outline(corners: Sequence[tuple[float, float]], look: str) -> Html:
    return element("polygon", class_=look, points=" ".join(f"{_n(x)},{_n(y)}" for x, y in corners))


def _spoke_label(place: tuple[float, float], label: str, middle: float) -> list[Html]:
    """
    Return a label in one or two lines, so that it has room beside the picture.
    """
    x, y = place
    centred = abs(x - middle) < 1
    room = int((WIDE - x if x > middle else x) / LETTER)
    lines = [label] if centred else wrap(label, room, max_lines=2, placeholder="…")
    side = "middle" if centred else "start" if x > middle else "end"
    top = y + 4 - 6.5 * (len(lines) - 1)
    return [_text(x, top + 13 * row, line, text_anchor=side) for row, line in enumerate(lines)]


def strip(said: Said, values: Sequence[float], own: float | None, label: str, top: float) -> Html:
    """
    Draw every value as a dot on a scale from 0; one of them is marked and named.
    """
    edge = 10
    scale = (WIDE - 2 * edge) / top
    dots = [
        element("circle", class_="dot", cx=_n(edge + v * scale), cy=34 + _shift(n), r=3) for n, v in enumerate(values)
    ]
    ticks = _ticks(edge, scale, 62, top)
    axis = element("line", class_="line", x1=edge, x2=WIDE - edge, y1=48, y2=48)
    marked: list[Html] = []
    if own is not None:
        x = edge + own * scale
        side = "end" if own > top / 2 else "start"
        marked = [
            element("circle", class_="main", cx=_n(x), cy=34, r=6),
            _text(x, 16, label, text_anchor=side),
        ]
    return picture(said, 68, axis, *ticks, *dots, *marked)


def _ticks(left: float, scale: float, y: float, top: float) -> list[Html]:
    step = 1.0 if top in {4.0, 5.0} else top / 4
    values = [step * n for n in range(round(top / step) + 1)]
    return [_text(left + v * scale, y, f"{v:g}", class_="soft", text_anchor="middle") for v in values]


def top_of(values: Iterable[float]) -> float:
    """
    Return where a scale ends that holds every value.

    >>> top_of([2.9, 3.8]), top_of([71.4]), top_of([260.0])
    (4.0, 100.0, 260.0)
    """
    most = max(values, default=0.0)
    return next((top for top in TOPS if most <= top), most)


def _shift(place: int) -> int:
    """
    Move neighbours apart, so that equal values do not hide one another; the same way every time.
    """
    return (-6, 4, -1, 7, -8)[place % 5]


class Moment(NamedTuple):
    """
    Something on the line of time; first and last differ where it took long, or where the day is not known.
    """

    first: date
    last: date
    kind: str


def time_line(said: Said, moments: Sequence[Moment]) -> Html:
    """
    Draw numbered moments along the years; their text is in the list below.
    """
    start, end = min(m.first for m in moments).year, max(m.last for m in moments).year + 1
    first, whole = date(start, 1, 1), (date(end, 1, 1) - date(start, 1, 1)).days
    edge = 10

    def x(day: date) -> float:
        return edge + (day - first).days / whole * (WIDE - 2 * edge)

    every = max(1, (end - start) // 8)
    drawn, rows = [], _rows([(x(m.first), max(x(m.last), x(m.first) + 3)) for m in moments])
    for number, (left, right, row) in enumerate(rows, start=1):
        y = 22 + 14 * row
        drawn.append(element("rect", class_="main", x=_n(left), y=y - 8, width=_n(right - left), height=9))
        outside = right + LABEL > WIDE
        place, side = (left - 2, "end") if outside else (right + 2, None)
        drawn.append(_text(place, y, str(number), class_="soft", text_anchor=side))
    height = 26 + 14 * max(row for _, _, row in rows)
    years = [_year(x(date(year, 1, 1)), year, height) for year in range(start, end, every)]
    return picture(said, height, *years, *drawn)


def _rows(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float, int]]:
    """
    Return each span with the first row in which it and its number have room.
    """
    taken: list[float] = []
    found = []
    for left, right in spans:
        row = next((r for r, end in enumerate(taken) if left > end), len(taken))
        taken[row : row + 1] = [right + LABEL]
        found.append((left, right, row))
    return found


def _year(x: float, year: int, height: float) -> Html:
    line = element("line", class_="line", x1=_n(x), x2=_n(x), y1=0, y2=height)
    return joined([line, _text(x + 2, 8, str(year), class_="soft")])


def _text(x: float, y: float, text: str, **look: object) -> Html:
    return element("text", text, x=_n(x), y=_n(y), **look)


def _n(value: float) -> str:
    """
    Return a coordinate, the same text on every machine.
    """
    return f"{value:.1f}".removesuffix(".0")
