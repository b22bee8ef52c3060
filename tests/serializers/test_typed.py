"""
Reading says what it returns: the class that was asked for, checked.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, assert_type

import pytest

import gm100
from gm100 import Dossier, Evaluation, Region
from gm100.serializers import FORMATS, dump, dumps, load, loads

REGION = gm100.regions()["35.03"]


class TestOne:
    @pytest.mark.parametrize("name", FORMATS)
    def test_in_every_format(self, name: str) -> None:
        """One entity comes back as itself, also from a format that always holds many."""
        found = loads(dumps(REGION, format=name), Region, format=name)
        assert_type(found, Region)
        assert found == REGION

    def test_from_a_file(self, tmp_path: Path) -> None:
        """As from text."""
        dossier = gm100.dossiers()["35.03"]
        dump(dossier, tmp_path / "a.json")
        found = load(tmp_path / "a.json", Dossier)
        assert_type(found, Dossier)
        assert found == dossier

    @pytest.mark.parametrize("count", [0, 2])
    def test_none_and_two_are_not_one(self, count: int) -> None:
        """Which of them was meant is not guessed."""
        text = dumps([REGION] * count, entity=Region)
        with pytest.raises(gm100.DocumentError, match=f"contains {count} of Region, expected one"):
            loads(text, Region)

    def test_another_class_is_refused(self) -> None:
        """By the name that the document says."""
        with pytest.raises(gm100.DocumentError, match="got 'Region', expected Evaluation"):
            loads(dumps(REGION), Evaluation)


class TestAnyNumber:
    @pytest.mark.parametrize("count", [0, 1, 3])
    def test_they_come_as_a_tuple(self, count: int) -> None:
        """None, one or several."""
        found = loads(dumps([REGION] * count, entity=Region), tuple[Region, ...])
        assert_type(found, tuple[Region, ...])
        assert found == (REGION,) * count

    def test_one_that_stands_alone_is_a_tuple_too(self) -> None:
        """The type that was asked for is the type that comes."""
        assert loads(dumps(REGION), tuple[Region, ...]) == (REGION,)


@pytest.mark.parametrize("cls", [int, list[Region], tuple[Region, Region], "Region", REGION])
def test_what_is_no_entity_class(cls: Any) -> None:
    """The error says what to write."""
    with pytest.raises(TypeError, match=r"expected the class of an entity, such as Region, or tuple\[Region, \.\.\.\]"):
        loads("{}", cls)


def test_without_a_class_anything_comes() -> None:
    """As before: one entity or a tuple, whatever the document says."""
    assert_type(loads(dumps(REGION)), object)
    assert loads(dumps((REGION, REGION))) == (REGION, REGION)
