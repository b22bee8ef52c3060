"""
What the decisions and pages say of attrs, cattrs and dateutil, run against the versions that are installed.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from cattrs import ClassValidationError, Converter, StructureHandlerNotFoundError, transform_error
from dateutil.parser import ParserError, parse
from dateutil.relativedelta import relativedelta

ROOT = Path(__file__).resolve().parents[1]
TODAY = datetime(2020, 1, 2)  # noqa: DTZ001 - dateutil fills what a text leaves open from a day without a zone


@attrs.frozen
class Plain:
    """Three fields without a check."""

    whole: int
    number: int
    text: str


@attrs.frozen
class Checked:
    """Two fields with a check each."""

    low: int = attrs.field(validator=attrs.validators.ge(0))
    lower: int = attrs.field(validator=attrs.validators.ge(0))


@attrs.frozen
class DimensionScore:
    """A score under the constraints of ours, as validators of attrs."""

    dimension: str
    value: float = attrs.field(validator=[attrs.validators.ge(0), attrs.validators.le(4)])


@attrs.frozen
class Evaluation:
    """An evaluation likewise."""

    region: str = attrs.field(validator=attrs.validators.matches_re(r"[1-9]\d(\.\d{2})?"))
    edition: str
    year: int = attrs.field(validator=attrs.validators.ge(2017))
    scores: tuple[DimensionScore, ...]
    track: str | None = None
    published_index: float | None = None


def refused(data: dict[str, Any], cls: type) -> ClassValidationError:
    """Return what a plain converter raises for a document."""
    with pytest.raises(ClassValidationError) as caught:
        Converter(forbid_extra_keys=True).structure(data, cls)
    return caught.value


class TestCattrs:
    """Decision 0040, and the converter."""

    def test_it_coerces(self) -> None:
        """A text becomes a number, a number a text, and the places of a number are dropped."""
        assert Converter().structure({"whole": "2023", "number": 1.9, "text": 3}, Plain) == Plain(2023, 1, "3")

    def test_it_collects_what_its_hooks_refuse(self) -> None:
        """All fields of a class are named, not the first one alone."""
        error = refused({"whole": "x", "number": "y"}, Plain)
        assert transform_error(error) == [
            "invalid value for type, expected int @ $.whole",
            "invalid value for type, expected int @ $.number",
            "required field missing @ $.text",
        ]

    def test_of_the_validators_the_first_is_heard(self) -> None:
        """A validator runs in the constructor: the first that raises ends it, and its field is not in the path."""
        error = refused({"low": -1, "lower": -2}, Checked)
        assert [str(each) for each in error.exceptions] == ["'low' must be >= 0: -1"]
        assert transform_error(error) == ["invalid value @ $"]

    def test_the_constructor_checks_again(self) -> None:
        """Validators run on values that a hook has just read, and not at all once a hook has refused one."""
        seen: list[int] = []

        @attrs.frozen
        class Watched:
            one: int = attrs.field(validator=lambda _, __, value: seen.append(value))
            two: int

        converter = Converter()
        converter.structure({"one": 1, "two": 2}, Watched)
        with pytest.raises(ClassValidationError):
            converter.structure({"one": 3, "two": "x"}, Watched)
        assert seen == [1]

    def test_it_reads_no_decimal(self) -> None:
        """There is no hook for it, and as plain data it stays a decimal."""
        with pytest.raises(StructureHandlerNotFoundError):
            Converter().structure("3.08", Decimal)
        assert type(Converter().unstructure(Decimal("3.08"))) is Decimal

    def test_it_compiles_a_function_a_class(self) -> None:
        """Decision 0065: the hook of a class is made of generated code."""
        hook = Converter().get_structure_hook(Plain)
        assert hook.__code__.co_filename.startswith("<cattrs generated structure")

    def test_what_it_says_of_the_faulty_document(self) -> None:
        """The page on errors shows its answer to the document with six faults, under the same constraints."""
        document = json.loads((ROOT / "docs/formats/files/bad.json").read_text(encoding="utf-8"))
        said = "\n".join(transform_error(refused(document["item"], Evaluation)))
        assert f"```text\n{said}\n```" in (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8")


class TestAttrs:
    """Decision 0065, and how an entity is made."""

    def test_it_compiles_its_own(self) -> None:
        """A constructor of attrs is made of generated code."""
        assert Plain.__init__.__code__.co_filename.startswith("<attrs generated")

    def test_a_keyword_only_class_covers_its_own_fields(self) -> None:
        """What a class inherits stays as it was, since attrs 25.4."""

        @attrs.frozen
        class Base:
            a: int

        @attrs.frozen(kw_only=True)
        class Derived(Base):
            b: int

        assert [field.kw_only for field in attrs.fields(Derived)] == [False, True]

    def test_every_field_is_set_before_the_first_is_checked(self) -> None:
        """A validator sees the whole instance, so the first that refuses can name every field that is wrong."""
        seen: list[tuple[int, int]] = []

        @attrs.frozen
        class Watched:
            one: int = attrs.field(validator=lambda self, _, __: seen.append((self.one, self.two)))
            two: int

        Watched(1, 2)
        assert seen == [(1, 2)]

    def test_a_conversion_comes_before_the_check(self) -> None:
        """A validator gets what the converter made, and `attrs.evolve` converts again."""

        @attrs.frozen
        class Converted:
            number: int = attrs.field(converter=int, validator=attrs.validators.ge(0))

        assert attrs.evolve(Converted(1), number="2").number == 2

    def test_evolve_runs_the_checks(self) -> None:
        """A changed copy is checked like any other value."""
        with pytest.raises(ValueError, match="'low' must be >= 0"):
            attrs.evolve(Checked(1, 2), low=-1)


class TestDateutil:
    """Decision 0022."""

    def test_day_first_turns_an_iso_date_round(self) -> None:
        """`2019-05-06` becomes 5 June."""
        assert parse("2019-05-06", dayfirst=True).date() == date(2019, 6, 5)
        assert parse("2019-05-06").date() == date(2019, 5, 6)

    @pytest.mark.parametrize("text", ["3-5 Mei 2019", "9 Juli 2018"])
    def test_it_knows_no_indonesian_month(self, text: str) -> None:
        """It refuses what Indonesian documents write, whether or not the day is said to come first."""
        with pytest.raises(ParserError):
            parse(text)
        with pytest.raises(ParserError):
            parse(text, dayfirst=True)

    def test_fuzzy_loses_the_end(self) -> None:
        """Asked to skip words, it reads a span as one day, and which one depends on `dayfirst`."""
        assert parse("3-5 Mei 2019", fuzzy=True).date() == date(2019, 3, 5)
        assert parse("3-5 Mei 2019", fuzzy=True, dayfirst=True).date() == date(2019, 5, 3)

    def test_fuzzy_makes_a_month_of_a_day(self) -> None:
        """`9 Juli` becomes the day of the default in September."""
        assert parse("9 Juli 2018", fuzzy=True, default=TODAY).date() == date(2018, 9, 2)

    def test_its_arithmetic_knows_the_ends_of_months(self) -> None:
        """A day that a month does not have becomes its last, and months between two days are whole."""
        assert date(2023, 12, 31) + relativedelta(months=2) == date(2024, 2, 29)
        assert date(2020, 2, 29) + relativedelta(years=5) == date(2025, 2, 28)
        assert relativedelta(date(2022, 9, 20), date(2022, 6, 21)).months == 2
