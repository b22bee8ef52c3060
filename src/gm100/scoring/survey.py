"""
Answers of a survey: from counts or single answers to the mean that a scorecard takes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from numbers import Integral

from gm100.fields.arguments import checked, refused
from gm100.scoring._numbers import CONTEXT


@checked
def mean_answer(answers: Mapping[int, int] | Iterable[int], *, no_answer: Collection[int] = ()) -> Decimal | None:
    """
    Return the mean of answers, exact to fifty digits; `None` where no one answered.

    >>> mean_answer({1: 0, 2: 0, 3: 59, 4: 141})
    Decimal('3.705')
    >>> mean_answer([4, 3, 9, 3, 2], no_answer={9})
    Decimal('3')

    Args:
        answers: How often each answer was given, or the answers themselves.
        no_answer: Codes that stand for no answer, such as 9 in the impact survey of 2023; they are dropped.

    Raises:
        ArgumentError: A count is below 0, or an answer is not a whole number.
    """
    counts = answers if isinstance(answers, Mapping) else Counter(answers)
    for number in (*counts, *counts.values()):
        if not isinstance(number, Integral):  # Whole numbers of numpy are some.
            raise refused("answers", number, "whole numbers")
    if any(count < 0 for count in counts.values()):
        raise refused("answers", min(counts.values()), "counts of 0 or more")
    kept = {answer: count for answer, count in counts.items() if answer not in no_answer}
    given = sum(kept.values())
    if not given:
        return None
    return CONTEXT.divide(Decimal(int(sum(answer * count for answer, count in kept.items()))), Decimal(int(given)))


@checked
def mean_answers(
    tallies: Mapping[str, Mapping[int, int]], *, no_answer: Collection[int] = ()
) -> dict[str, Decimal | None]:
    """
    Return the means of several questions from how often each answer was given, as a row for `score` has them.

    >>> found = mean_answers({"persyaratan": {3: 59, 4: 141}, "prosedur": {3: 88, 4: 112}})
    >>> {code: str(mean) for code, mean in found.items()}
    {'persyaratan': '3.705', 'prosedur': '3.56'}

    Args:
        tallies: By the code of each question, how often each answer was given.
        no_answer: Codes that stand for no answer; they are dropped.

    Raises:
        ArgumentError: A count is below 0, or an answer is not a whole number.
    """
    return {code: mean_answer(counts, no_answer=no_answer) for code, counts in tallies.items()}
