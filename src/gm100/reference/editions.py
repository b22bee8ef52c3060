"""
The scorecards of the ministry, one an edition and track; an old one is never changed.

Each can be imported by its name, such as `EVALUATION_2022_EARLY`, and looked up by its id in
`gm100.reference.scorecards()`.
"""

from __future__ import annotations

from typing import Final

from gm100._dates import PartialDate
from gm100.model.evaluation import DIMENSIONS
from gm100.model.scorecard import Group, Indicator, Scale, Scorecard, Weighting
from gm100.model.source import Evidence, Source

MARKS: Final = Scale(0, 4)
"""Assessors give 1 to 4, and 0 where there is nothing."""

LETTER_2021: Final = Source(
    "Invitation to the evaluation of 2021, as press articles print it",
    evidence=Evidence.PRESS,
    publisher="Ditjen Aptika, Kominfo",
    number="B-1013/DJAI/AI.01.02/10/2021",
    published=PartialDate(2021, 10, 12),
    note="pelitasumsel, republika",
)
LETTER_2022_REGULAR: Final = Source(
    "Weights of 2022 as a newspaper prints them",
    evidence=Evidence.PRESS,
    publisher="Jambi Ekspres",
    address="Jambi Ekspres 654588",
    note="the letter to the 99 regions, B-1003 of 5 December 2022, was not obtained; Kota Kediri's result agrees",
)
LETTER_2022_EARLY: Final = Source(
    "Report on the evaluation of 2022, with the table of 41 regions and Kota Surabaya",
    evidence=Evidence.OFFICIAL,
    publisher="Ditjen Aptika, Kominfo",
    number="B-1004/DJAI/AI.01.04/12/2022",
    address="github.com/Maisho20/Smart-City-2 :: public/docs",
    published=PartialDate(2022, 12, 6),
)
LETTER_2023: Final = Source(
    "Report on the evaluation of 2023, phase II, with the table of 141 regions",
    evidence=Evidence.OFFICIAL,
    publisher="Ditjen Aptika, Kominfo",
    number="B-1384/DJAI/AI.01.04/12/2023",
    address="github.com/Maisho20/Smart-City-2 :: public/docs",
    published=PartialDate(2023, 12, 4),
)
RESULT_2024: Final = Source(
    "Result of Kota Jambi in 2024, which the weights of 2023 reproduce",
    evidence=Evidence.COMPUTED,
    note="one record; no text seen states the weights of 2024, and a collaboration dimension cannot be excluded",
)


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

EVALUATION_2021: Final = _card("kominfo-2021", "Evaluation 2021", LETTER_2021, _STANDARD)
EVALUATION_2022_REGULAR: Final = _card(
    "kominfo-2022-regular", "Evaluation 2022, regions of 2017-2019", LETTER_2022_REGULAR, _STANDARD, round_parts=True
)
EVALUATION_2022_EARLY: Final = _card(
    "kominfo-2022-early",
    "Evaluation 2022, early phase (regions of 2021 and Kota Surabaya)",
    LETTER_2022_EARLY,
    ("0.10", "0.20", "0.30", "0.10", "0.30"),
    round_parts=True,
)
EVALUATION_2023_REGULAR: Final = _card("kominfo-2023-regular", "Evaluation 2023, REGULER", LETTER_2023, _STANDARD)
EVALUATION_2023_KPPN_IKN: Final = _card(
    "kominfo-2023-kppn-ikn",
    "Evaluation 2023, KPPN & IKN",
    LETTER_2023,
    ("0.10", "0.20", "0.20", "0.20", "0.20", "0.10"),
)
EVALUATION_2024: Final = _card("kominfo-2024", "Evaluation 2024", RESULT_2024, _STANDARD)

EDITIONS: Final = (
    EVALUATION_2021,
    EVALUATION_2022_REGULAR,
    EVALUATION_2022_EARLY,
    EVALUATION_2023_REGULAR,
    EVALUATION_2023_KPPN_IKN,
    EVALUATION_2024,
)
