"""
Scorecards that follow from other data: the impact survey from the pillars, a quick win's from its questions.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from gm100.model.scorecard import Group, Indicator, Missing, Scale, Scorecard
from gm100.model.source import Evidence, Source
from gm100.reference._rows import rows_of
from gm100.reference.themes import pillars
from gm100.text.dates import PartialDate

SURVEY_SOURCE: Final = Source(
    "The impact survey of 2023, as regions describe it and as the app of Kabupaten Toba holds its form",
    evidence=Evidence.PRESS,
    address="github.com/putributarbutar53/smart-city",
    note="six pillars, three parts each, three statements each; 1 disagree to 4 fully agree, 9 no answer",
)
NO_ANSWER: Final = Decimal(9)
"""The code of the survey for no answer."""

STATEMENTS: Final = 3
"""Statements for each part of a pillar."""


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
        subject="impact",
        edition="2023",
        root=Group("impact", children=groups, missing=Missing.SKIP),
        round=2,
        evidence=SURVEY_SOURCE.evidence,
        source=SURVEY_SOURCE,
        effective_from=PartialDate(2023),
        effective_until=PartialDate(2023),
        note="codes are pillar.part.statement, such as governance.service.1",
    )


def _part(pillar: str, part: str, name: str) -> Group:
    statements = tuple(
        Indicator(f"{pillar}.{part}.{n}", scale=Scale(1, 4), no_answer=(NO_ANSWER,)) for n in range(1, STATEMENTS + 1)
    )
    return Group(f"{pillar}.{part}", name=name, missing=Missing.SKIP, children=statements)


def quick_win_appraisal(evaluation: Scorecard) -> Scorecard:
    """
    Return the appraisal of a quick win by the twelve questions of an evaluation, their plain mean.
    """
    from gm100.reference._data import questions

    asked = [row for row in rows_of(questions) if row["dimension"] == "quick_win" and row["edition"] == evaluation.id]
    scale = evaluation.indicators[0].scale
    return Scorecard(
        id="quick-win-appraisal",
        title="Quick win, by the twelve questions of the evaluation",
        subject="quick-win",
        edition=evaluation.edition,
        root=Group(
            "quick_win",
            children=tuple(Indicator(row["item"], name=row["label_en"], scale=scale) for row in asked),
        ),
        round=2,
        evidence=evaluation.evidence,
        source=evaluation.source,
        effective_from=evaluation.effective_from,
        effective_until=evaluation.effective_until,
        note="the questions and their plain mean are the ministry's; what earns which mark was not published",
    )
