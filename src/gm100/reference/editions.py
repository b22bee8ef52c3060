"""
The scorecards of the ministry, one an edition and track; an old one is never changed.

Each can be imported by its name, such as `EVALUATION_2022_EARLY`, and looked up by its id in
`gm100.reference.scorecards()`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from gm100._dates import PartialDate
from gm100.model.evaluation import DIMENSIONS
from gm100.model.scorecard import Group, Indicator, Scale, Scorecard, Weighting
from gm100.model.source import Source
from gm100.reference.letters import LETTER_2021, LETTER_2022_EARLY, LETTER_2022_REGULAR, LETTER_2023, RESULT_2024

MARKS: Final = Scale(0, 4)
"""Assessors give 1 to 4, and 0 where there is nothing."""


def _card(id_: str, title: str, source: Source, weights: tuple[str, ...], *, round_parts: bool = False) -> Scorecard:
    """
    Build a scorecard of the ministry.

    Args:
        id_: Its id.
        title: Its title.
        source: Where the weights stand.
        weights: One share a dimension, in the order of `DIMENSIONS`.
        round_parts: Whether each weighted dimension is rounded, as in 2022, or the total, as in 2023.
    """
    children = tuple(
        Indicator(
            dimension,
            name=dimension.replace("_", " ").capitalize(),
            weight=weight,
            scale=MARKS,
            round=2,
            round_part=2 if round_parts else None,
            of_questions=True,
        )
        for dimension, weight in zip(DIMENSIONS, weights, strict=False)
    )
    year = id_.split("-")[1]
    return Scorecard(
        id=id_,
        title=title,
        edition=year,
        root=Group("index", children=children, weighting=Weighting.VERBATIM, round=None if round_parts else 2),
        evidence=source.evidence,
        source=source,
        effective_from=PartialDate(int(year)),
        effective_until=PartialDate(int(year)),
        note=source.note,
    )


_STANDARD = ("0.10", "0.20", "0.30", "0.20", "0.20")

_BUILDERS: Final[Mapping[str, Callable[[], Scorecard]]] = {
    "kominfo-2021": lambda: _card("kominfo-2021", "Evaluation 2021", LETTER_2021, _STANDARD),
    "kominfo-2022-regular": lambda: _card(
        "kominfo-2022-regular",
        "Evaluation 2022, regions of 2017-2019",
        LETTER_2022_REGULAR,
        _STANDARD,
        round_parts=True,
    ),
    "kominfo-2022-early": lambda: _card(
        "kominfo-2022-early",
        "Evaluation 2022, early phase (regions of 2021 and Kota Surabaya)",
        LETTER_2022_EARLY,
        ("0.10", "0.20", "0.30", "0.10", "0.30"),
        round_parts=True,
    ),
    "kominfo-2023-regular": lambda: _card("kominfo-2023-regular", "Evaluation 2023, REGULER", LETTER_2023, _STANDARD),
    "kominfo-2023-kppn-ikn": lambda: _card(
        "kominfo-2023-kppn-ikn",
        "Evaluation 2023, KPPN & IKN",
        LETTER_2023,
        ("0.10", "0.20", "0.20", "0.20", "0.20", "0.10"),
    ),
    "kominfo-2024": lambda: _card("kominfo-2024", "Evaluation 2024", RESULT_2024, _STANDARD),
}


@cache
def edition(id_: str) -> Scorecard:
    """
    Return the scorecard of an edition, made when it is first asked for.
    """
    return _BUILDERS[id_]()


def __getattr__(name: str) -> Scorecard:
    """
    Return an edition by its name, such as `EVALUATION_2022_EARLY`.
    """
    id_ = name.lower().replace("evaluation", "kominfo").replace("_", "-")
    if id_ not in _BUILDERS:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return edition(id_)
