"""
Scorecards of single parts of the programme: the impact survey, the appraisal of a quick win, and readiness.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from gm100._dates import PartialDate
from gm100.model.scorecard import Group, Indicator, Missing, Scale, Scorecard
from gm100.model.source import Evidence, Source
from gm100.reference.editions import MARKS
from gm100.reference.letters import LETTER_2023
from gm100.reference.themes import pillars

SURVEY_SOURCE: Final = Source(
    "The impact survey of 2023, as regions describe it and as the app of Kabupaten Toba holds its form",
    evidence=Evidence.PRESS,
    address="github.com/putributarbutar53/smart-city",
    note="six pillars, three parts each, three statements each; 1 disagree to 4 fully agree, 9 no answer",
)
READINESS_SOURCE: Final = Source(
    "Elements of readiness: structure, infrastructure, superstructure",
    evidence=Evidence.PRESS,
    address="atjehwatch.com/2019/12/11",
    note="the elements and their parts are the programme's; no weights or cut-offs were ever published",
)
NO_ANSWER: Final = Decimal(9)
"""The code of the survey for no answer."""

STATEMENTS: Final = 3
"""Statements for each part of a pillar."""

_READINESS: Final = {
    "structure": ("people", "governance", "budget"),
    "infrastructure": ("physical", "digital", "social"),
    "superstructure": ("policy", "institutions", "execution"),
}


def impact_survey() -> Scorecard:
    """
    Return the impact survey of 2023: 54 statements in 18 parts of six pillars, their plain mean.

    A row is a region with the mean of each statement, or one respondent with the answers; 9 counts as no answer and is
    dropped, and so is a pillar that a respondent was not asked about.
    """
    groups = tuple(
        Group(
            pillar.id.value,
            name=pillar.name,
            missing=Missing.SKIP,
            children=tuple(_part(pillar.id.value, part.id, part.name_id) for part in pillar.sub_dimensions),
        )
        for pillar in pillars().values()
    )
    return Scorecard(
        id="impact-survey-2023",
        title="Impact survey 2023",
        edition="2023",
        root=Group("impact", children=groups, missing=Missing.SKIP),
        round=2,
        evidence=SURVEY_SOURCE.evidence,
        source=SURVEY_SOURCE,
        effective_from=PartialDate(2023),
        note="codes are pillar.part.statement, such as governance.service.1",
    )


def _part(pillar: str, part: str, name: str) -> Group:
    statements = tuple(
        Indicator(f"{pillar}.{part}.{n}", scale=Scale(1, 4), no_answer=(NO_ANSWER,)) for n in range(1, STATEMENTS + 1)
    )
    return Group(f"{pillar}.{part}", name=name, missing=Missing.SKIP, children=statements)


def quick_win_appraisal() -> Scorecard:
    """
    Return the appraisal of a quick win by the twelve questions of the evaluation, their plain mean.
    """
    from gm100.reference._data.questions import COLUMNS, ROWS

    rows = [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]
    asked = [row for row in rows if row["dimension"] == "quick_win" and row["edition"] == "kominfo-2023-kppn-ikn"]
    return Scorecard(
        id="quick-win-appraisal",
        title="Quick win, by the twelve questions of the evaluation",
        edition="2023",
        root=Group(
            "quick_win",
            children=tuple(Indicator(str(row["item"]), name=row["label_en"], scale=MARKS) for row in asked),
        ),
        round=2,
        evidence=Evidence.OFFICIAL,
        source=LETTER_2023,
        note="the questions and their plain mean are the ministry's; what earns which mark was not published",
    )


def readiness() -> Scorecard:
    """
    Return a readiness scorecard: three elements of three parts, marked 1 to 4, all alike.

    It is a convention of gm100. The elements are the programme's; scale, weights and means are ours.
    """
    elements = tuple(
        Group(element, children=tuple(Indicator(f"{element}.{part}", scale=Scale(1, 4)) for part in parts))
        for element, parts in _READINESS.items()
    )
    return Scorecard(
        id="readiness-gm100",
        title="Readiness, a convention of gm100",
        root=Group("readiness", children=elements),
        round=2,
        evidence=Evidence.CONVENTION,
        source=READINESS_SOURCE,
        note="no ministry computes it so; the elements are the programme's, the scale and equal weights are ours",
    )
