"""
Constraints and the types they are beside.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs
import pytest

from gm100.fields.constraints import Constraint, holds_of
from gm100.fields.expected import expectation, explain_failure, type_name
from gm100.fields.field import FieldRule


class Colour(StrEnum):
    RED = "red"


def rule(hint: Any, **constraint: Any) -> FieldRule:
    """Return a field rule of a type and a constraint."""
    made = Constraint("A field.", **constraint)
    return FieldRule("f", hint, made, attrs.NOTHING, holds_of(hint, made))


CASES: list[tuple[Any, dict[str, Any], list[Any], list[Any]]] = [
    (str, {}, ["a"], ["", 1, None]),
    (str, {"min_length": 0}, [""], [1]),
    (str, {"max_length": 2}, ["ab"], ["", "abc"]),
    (str, {"pattern": r"\d+"}, ["12"], ["1a", "", "\u0661"]),
    (str, {"one_of": ("a", "b")}, ["a"], ["c"]),
    (int, {}, [0, -1], [True, 1.0, "1"]),
    (int, {"ge": 1}, [1, 2], [0]),
    (int, {"le": 1}, [1, 0], [2]),
    (int, {"ge": 1, "le": 2}, [1, 2], [0, 3]),
    (float, {}, [0.5], [float("nan"), float("inf"), 1]),
    (bool, {}, [True], [1, 0, "true"]),
    (Decimal, {}, [Decimal("0.5")], [Decimal("NaN"), Decimal("Infinity"), 0.5]),
    (Any, {}, [None, 1], []),
    (Colour, {}, [Colour.RED], ["red"]),
    (int | None, {"ge": 1}, [None, 1], [0]),
    (int | str, {}, [1, "a"], [None, 1.5]),
    (int | str | None, {}, [1, "a", None], [1.5]),
    (tuple[int, ...], {}, [(), (1, 2)], [[1], (1, "a")]),
    (tuple[int, ...], {"min_length": 1, "max_length": 2}, [(1,), (1, 2)], [(), (1, 2, 3)]),
    (tuple[int, ...], {"ge": 1}, [(1,)], [(0,)]),
    (tuple[int, ...], {"unique_by": ""}, [(1, 2)], [(1, 1)]),
    (frozenset[int], {}, [frozenset({1})], [{1}, (1,)]),
]


class TestPredicate:
    @pytest.mark.parametrize(("hint", "constraint", "good", "bad"), CASES)
    def test_it_takes_what_fits_and_nothing_else(
        self, hint: Any, constraint: dict[str, Any], good: list[Any], bad: list[Any]
    ) -> None:
        """A value holds if its type is just the annotated one and every constraint is met."""
        made = rule(hint, **constraint)
        assert [value for value in good if not made.holds(value)] == []
        assert [value for value in bad if made.holds(value)] == []

    def test_a_wrong_type_and_a_wrong_value_are_two_things(self) -> None:
        """The code of an issue tells whether the type or the value is wrong."""
        made = rule(int, ge=1)
        found = [explain_failure("f", made.hint, made.constraint, value) for value in ("1", 0)]
        assert [issue.code for issues in found for issue in issues] == ["wrong-type", "not-allowed"]


class TestExpectation:
    @pytest.mark.parametrize(
        ("hint", "constraint", "words"),
        [
            (str, {"example": "35.03", "pattern": "x"}, "text, matching x, such as '35.03'"),
            (int, {"ge": 1, "le": 4}, "a whole number, from 1 to 4"),
            (int, {"ge": 1}, "a whole number, 1 or more"),
            (int, {"le": 4}, "a whole number, 4 or less"),
            (str, {"one_of": ("a", "b")}, "text, one of a, b"),
            (
                tuple[int, ...],
                {"min_length": 1, "max_length": 3},
                "a tuple of a whole number, at least 1 long, at most 3 long",
            ),
            (tuple[int, ...], {"unique_by": ""}, "a tuple of a whole number, no two alike"),
            (tuple[int, ...], {"unique_by": "id"}, "a tuple of a whole number, no two with the same id"),
            (Colour | None, {}, "one of red or nothing"),
        ],
    )
    def test_it_is_said_in_words(self, hint: Any, constraint: dict[str, Any], words: str) -> None:
        """What a field expects is said as a person would."""
        assert expectation(hint, Constraint("A field.", **constraint)) == words

    def test_a_class_is_called_by_its_name(self) -> None:
        """A type without words of its own goes by its name."""
        assert type_name(frozenset[Colour]) == "a frozenset of one of red"
        assert type_name(complex) == "complex"
