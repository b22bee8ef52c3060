"""
The plan of a form: which sheet has which questions in which row. Writing and reading both follow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from gm100.errors import CannotHoldError, Issue
from gm100.model.evaluation import QuestionScore
from gm100.model.scorecard import Direction, Indicator, Node, Scale, Scorecard
from gm100.reference.results import published
from gm100.scoring.engine.validate import refuse_unsound
from gm100.scoring.export.plan import unfit, words_of
from gm100.scoring.formula.spreadsheet import WORDS
from gm100.scoring.methods.registry import Methods
from gm100.serializers.tabular.workbook import FORM, MOST_PARTS

VERSION: Final = "1"
"""The layout of the forms that this release writes and reads."""

COVER: Final = FORM
"""The first sheet: what the form is about, and the totals."""

CARD_ROW: Final = 4
"""The row of the cover that names the scorecard."""

CARD_CELL, REGION_CELL, NAME_CELL, VERSION_CELL = "B4", "B5", "B6", "B7"
"""The cells of the cover that say what the form is about."""

FIRST_ROW: Final = 6
"""The first row of questions on the sheet of a dimension."""

FIRST_TOTAL: Final = 13
"""The first row of totals on the cover."""

MOST_SHEETS: Final = MOST_PARTS - 20
"""Sheets of questions that a form may have, so that it is read again."""

ITEM, ELEMENT, QUESTION, MARK, DOCUMENT, LINK, REMARK = "ABCDEFG"
"""The columns on the sheet of a dimension."""

WHOLE_DIMENSION: Final = "-"
"""Stands for the number of a question where a dimension is scored as a whole."""

DECIMALS: Final = 4
"""Decimals that the score of a dimension may have where the scorecard does not round it."""


class Line(NamedTuple):
    """
    A question on the form.
    """

    row: int
    item: str
    element: str
    question: str


class Sheet(NamedTuple):
    """
    The sheet of one indicator of the scorecard.
    """

    indicator: Indicator
    scale: Scale
    lines: tuple[Line, ...]
    by_question: bool

    @property
    def title(self) -> str:
        """
        The name of the sheet.
        """
        return self.indicator.id[:31]

    @property
    def decimals(self) -> int:
        """
        Decimals that a cell may have: none for a mark.
        """
        if self.by_question:
            return 0
        plain = is_plain(self.indicator) and self.indicator.round
        return plain.decimals if plain else DECIMALS

    @property
    def marks(self) -> range:
        """
        The marks that can be chosen.
        """
        return range(int(self.scale.low), int(self.scale.high) + 1)


def plan(card: Scorecard, questions: Iterable[QuestionScore] | None, methods: Methods) -> tuple[Sheet, ...]:
    """
    Return the sheets of a form that can be written.

    Args:
        card: The scorecard.
        questions: The questions it asks; without them, those that are bundled for its edition.
        methods: The methods that the scorecard may name.

    Raises:
        CannotHoldError: The scorecard counts in a way that formulas of the form do not.
        DefinitionError: The scorecard cannot be computed as it stands.
    """
    refuse_unsound(card, methods)
    issues = [issue for node in card.walk() for issue in (*unfit(node, "a form", methods, WORDS), *_no_marks(node))]
    issues += _same_titles(card)
    if len(card.indicators) > MOST_SHEETS:
        message = f"has {len(card.indicators)} indicators, and a form has room for {MOST_SHEETS}: each has a sheet"
        issues.append(Issue("too-many-parts", message, (card.root.id,)))
    if issues:
        raise CannotHoldError("a form", issues)
    return sheets_of(card, questions)


def sheets_of(card: Scorecard, questions: Iterable[QuestionScore] | None) -> tuple[Sheet, ...]:
    """
    Return the sheets of a form, whatever its totals need.
    """
    asked = tuple(known_questions(card) if questions is None else questions)
    return tuple(_sheet(indicator, asked) for indicator in card.indicators)


def known_questions(card: Scorecard) -> tuple[QuestionScore, ...]:
    """
    Return the questions of an edition, where a published evaluation lists them.
    """
    found = (evaluation.questions for evaluation in published(card.id) if evaluation.questions)
    return next(found, ())


def _no_marks(node: Node) -> Iterator[Issue]:
    """
    Yield what keeps an indicator from being asked for by marks.
    """
    if not isinstance(node, Indicator):
        return
    if node.scale is None or node.scale.low < 0 or words_of(node):
        yield Issue("no-scale", "has no scale from 0 up, so there is nothing to choose from", (node.id,))
    for silent in node.no_answer:
        if node.scale is not None and node.scale.complaint(silent) is None:
            message = f"{silent} means no answer and can be chosen, but a form must be filled in"
            yield Issue("not-in-a-form", message, (node.id, "no_answer"))


def _same_titles(card: Scorecard) -> Iterator[Issue]:
    """
    Yield indicators whose sheets would have the same name: it has at most 31 characters, and case makes no difference.
    """
    seen = {COVER, "history"}  # Excel has a sheet of that name itself.
    for indicator in card.indicators:
        title = indicator.id[:31].lower()
        if title in seen:
            yield Issue("duplicate", "makes the name of a sheet that exists already", (indicator.id,))
        seen.add(title)


def _sheet(indicator: Indicator, asked: tuple[QuestionScore, ...]) -> Sheet:
    scale = indicator.scale or Scale(Decimal(0), Decimal(4))
    mine = [q for q in asked if q.dimension == indicator.id] if indicator.of_questions else []
    lines = tuple(
        Line(row, q.item, q.indicator or "", q.label or q.item) for row, q in enumerate(mine, start=FIRST_ROW)
    )
    whole = Line(FIRST_ROW, WHOLE_DIMENSION, "", indicator.name or indicator.id)
    return Sheet(indicator, scale, lines or (whole,), by_question=bool(lines))


def is_plain(node: Indicator) -> bool:
    """
    Tell whether a mark counts as it is, but for its rounding.
    """
    return node.normalise is None and node.output is None and node.direction is Direction.HIGHER
