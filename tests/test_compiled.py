"""
Functions compiled from the names of our own fields, and the checks made of them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from gm100 import DimensionScore, Evaluation, InvalidEntityError
from gm100._compiled import bind_late, function_of
from gm100.fields.constraints import Constraint, holds_of
from gm100.fields.field import rules_of
from gm100.serializers.document.envelope import entity_types


class TestFunctionOf:
    def test_it_sees_nothing_but_its_names(self) -> None:
        """A compiled function has no builtins: what it may call is handed to it."""
        assert function_of("lambda x: double(x)", {"double": lambda x: 2 * x})(4) == 8
        with pytest.raises(NameError, match="open"):
            function_of("lambda x: open(x)", {})("a-file")

    def test_compiling_runs_nothing(self) -> None:
        """Only the one function is taken out of the source; the source itself is not run."""
        ran: list[int] = []
        function_of("def f(x):\n    return ran(x)\n", {"ran": ran.append})
        assert ran == []

    def test_a_late_name_is_made_on_the_first_call(self) -> None:
        """It is made once, when it is needed, and is an ordinary function from then on."""
        made: list[str] = []
        names: dict[str, Any] = {}

        def make() -> Any:
            made.append("once")
            return str

        bind_late(names, "write", make)
        write = function_of("lambda x: write(x)", names)
        assert made == []
        assert [write(1), write(2)] == ["1", "2"]
        assert made == ["once"]
        assert names["write"] is str

    def test_field_names_are_all_that_is_put_in(self) -> None:
        """The names of our fields, the only text in the templates that varies, are plain identifiers."""
        names = {rule.name for cls in entity_types().values() for rule in rules_of(cls)}
        assert all(name.isidentifier() and name.isascii() for name in names)


class TestTheCheck:
    def test_every_broken_field_is_named_in_order(self) -> None:
        """The check stops at the first broken field; the error names all of them."""
        wrong: dict[str, Any] = {
            "region": "3503",
            "edition": "Not A Slug",
            "year": 2016,
            "scores": [1],
            "track": "irregular",
        }
        with pytest.raises(InvalidEntityError) as caught:
            Evaluation(**wrong)
        assert [issue.path for issue in caught.value.issues] == [
            *((name,) for name in ("region", "edition", "year", "track")),
            ("scores", 0),
        ]

    @pytest.mark.parametrize("value", [*map(Decimal, ("NaN", "sNaN", "Infinity", "4.001")), 5, 4.5, "nan", True])
    def test_a_decimal_is_finite_and_in_range(self, value: Any) -> None:
        """Numbers that cannot be compared are refused before they are."""
        with pytest.raises(InvalidEntityError):
            DimensionScore(dimension="output", value=value)

    def test_what_a_pattern_remembers_changes_nothing(self) -> None:
        """A text is judged alike the first time and the next, whether it is kept or not."""
        holds = holds_of(str, Constraint("", pattern=r"[a-z]+"))
        for text in ("a", "A", "b" * 500, "a\n", ""):
            assert holds(text) == holds(text) == (text.isalpha() and text.islower())
        for place in range(5000):
            assert holds("x" + "abcdefghij"[place % 10] * (place // 10 % 90))
        assert not holds("1")
        assert not holds(None)

    def test_items_are_of_the_very_class(self) -> None:
        """A list of entities holds that entity and nothing else, not even one stranger among many."""
        score = DimensionScore(dimension="output", value=Decimal(1))
        holds = holds_of(tuple[DimensionScore, ...], Constraint(""))
        assert holds(())
        assert holds((score, score))
        assert not holds((score, "output"))
        assert not holds([score])
