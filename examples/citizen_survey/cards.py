"""
What the survey asks, and the scorecards that make indices of the answers.

The citizen satisfaction survey (SKM, PermenPANRB 14/2017) has nine elements; the programme's impact survey has six
pillars with three sub-dimensions each, and three statements on each sub-dimension. All answers are 1 to 4.
"""

from __future__ import annotations

from gm100 import Group, Indicator, Missing, PillarId, Scale, Scorecard, Weighting

NO_ANSWER = 9
"""What the form of the impact survey writes for a question that was not answered."""

ELEMENTS = (
    "requirements",
    "procedure",
    "time",
    "cost",
    "product",
    "competence",
    "behaviour",
    "complaints",
    "facilities",
)
"""The elements of the SKM by name, because the order of the last two differs between systems."""

STATEMENTS = tuple(f"s{part}{statement}" for part in (1, 2, 3) for statement in (1, 2, 3))
"""The statements of a form of the impact survey: sub-dimension and number."""

PILLARS = tuple(pillar.value for pillar in PillarId)
"""The pillars; a respondent of the impact survey fills in the form of one of them."""

ANSWERS = Scale(1, 4)


SKM = Scorecard(
    id="survey-skm",
    title="Satisfaction index: the mean of nine elements, to two decimals, times 25",
    root=Group(
        "skm",
        children=(
            Group(
                "satisfaction",
                weight=25,
                children=tuple(Indicator(name, scale=ANSWERS) for name in ELEMENTS),
                missing=Missing.PROPAGATE,
                round=2,
            ),
        ),
        weighting=Weighting.VERBATIM,
        weights_total=25,
        missing=Missing.PROPAGATE,
    ),
    note="element means and their mean are rounded half up to two decimals, as an official report of 2024 does",
)

PILLAR = Scorecard(
    id="survey-pillar",
    title="Impact on one pillar: the mean of its statements, to two decimals",
    root=Group(
        "pillar",
        children=tuple(Indicator(name, scale=ANSWERS) for name in STATEMENTS),
        missing=Missing.PROPAGATE,
        round=2,
    ),
)

IMPACT = Scorecard(
    id="survey-impact",
    title="Impact: the mean of the six pillars, to two decimals",
    root=Group(
        "impact",
        children=tuple(Indicator(pillar, scale=ANSWERS) for pillar in PILLARS),
        missing=Missing.PROPAGATE,
        round=2,
    ),
    note="the one result of 2022 that prints its pillars, Kota Kediri's, is the mean of two-decimal pillar scores",
)
