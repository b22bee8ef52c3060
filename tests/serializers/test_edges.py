"""
Places where one number decides: where a problem stands, and how much of a long name is shown.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

import gm100
from gm100.errors import DocumentError, Issue
from gm100.serializers.structure.refusal import short
from gm100.serializers.tabular.records import lines_of


def problem(text: str, form: str) -> Issue:
    """The one problem of a document."""
    with pytest.raises(DocumentError) as refused:
        gm100.loads(text, format=form)
    (issue,) = refused.value.issues
    return issue


class TestPlaces:
    def test_rows_of_which_nothing_says_what_they_are(self) -> None:
        """The header, line 1, is where a column would have to say so."""
        assert (problem("a,b\n1,2\n", "csv").code, problem("a,b\n1,2\n", "csv").line) == ("unknown-type", 1)

    @pytest.mark.parametrize("number", [1, 2])
    def test_a_wrong_property_of_geojson(self, number: int) -> None:
        """A field of an entity is a property of a feature; in a collection the number of the feature comes before."""
        text = gm100.dumps(
            list(gm100.regions().values())[:2] if number == 2 else gm100.regions()["35.03"], format="geojson"
        )
        tree: dict[str, Any] = json.loads(text)
        feature = tree["features"][1] if number == 2 else tree
        feature["properties"]["kind"] = "village"
        found = problem(json.dumps(tree), "geojson")
        assert found.path == (("features", 1, "properties", "kind") if number == 2 else ("properties", "kind"))


class TestLengths:
    @pytest.mark.parametrize(("long", "shown"), [(80, "a" * 80), (81, "a" * 77 + "...")])
    def test_a_long_name_is_shortened_to_eighty_characters(self, long: int, shown: str) -> None:
        """Up to eighty characters a name is shown whole."""
        assert short("a" * long) == shown

    @pytest.mark.parametrize(("text", "lines"), [("", [""]), ("\n", [""]), ("a\n", ["a"]), ("a\n\n", ["a", ""])])
    def test_the_end_of_the_last_line_begins_no_line(self, text: str, lines: list[str]) -> None:
        """A text that ends in a line break has no blank line behind it."""
        assert lines_of(text) == lines
