"""
Places where one number decides: where a problem stands, and how much of a long name is shown.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import gm100
from gm100.adapters.tables import read_table
from gm100.errors import DocumentError, Issue, short
from gm100.fields.constraints import Constraint
from gm100.model._entity import evolve
from gm100.serializers import LIMITS
from gm100.serializers.schemas.json_schema import _scalar
from gm100.serializers.schemas.patterns import _wholes
from gm100.serializers.structure.shapes import shape_of
from gm100.serializers.tabular.flat import cells, document_of
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
        feature["properties"] = 5
        assert problem(json.dumps(tree), "geojson").path == found.path[:-1]

    def test_what_a_row_of_a_long_table_had(self, tmp_path: Path) -> None:
        """A problem says what was got, and nothing where the cell is empty."""
        rows = ("code,name,indicator,value", "99.01,A,a,1", "99.01,B,b,2", "99.01,A,,3")
        (tmp_path / "long.csv").write_text("\n".join(rows), encoding="utf-8")
        card = gm100.Scorecard(id="c", root=gm100.Group("c", children=(gm100.Indicator("a"), gm100.Indicator("b"))))
        with pytest.raises(DocumentError) as refused:
            read_table(tmp_path / "long.csv", card)
        assert [(issue.code, issue.got, issue.line) for issue in refused.value.issues] == [
            ("contradiction", "B", 3),
            ("no-indicator", None, 4),
        ]


class TestLengths:
    @pytest.mark.parametrize(("long", "shown"), [(80, "a" * 80), (81, "a" * 77 + "...")])
    def test_a_long_name_is_shortened_to_eighty_characters(self, long: int, shown: str) -> None:
        """Up to eighty characters a name is shown whole."""
        assert short("a" * long) == shown

    @pytest.mark.parametrize(("text", "lines"), [("", [""]), ("\n", [""]), ("a\n", ["a"]), ("a\n\n", ["a", ""])])
    def test_the_end_of_the_last_line_begins_no_line(self, text: str, lines: list[str]) -> None:
        """A text that ends in a line break has no blank line behind it."""
        assert lines_of(text) == lines


class TestYaml:
    def test_what_is_wrong_and_where(self) -> None:
        """The words of the parser are shown, with line and column."""
        message = problem("type: Region: 1\n", "yaml").message
        assert message.startswith("this is not YAML: mapping values are not allowed")  # Here, or in this context.
        assert message.endswith(" at line 1, column 13")


class TestLimits:
    @pytest.mark.parametrize(("most", "codes"), [(2, ["missing", "missing"]), (1, ["missing", "too-many-issues"])])
    def test_as_many_problems_as_the_limit(self, most: int, codes: list[str]) -> None:
        """Where there are no more than the limit, all are listed and nothing was left out."""
        text = '{"schema_version": 1, "type": "Evaluation", "item": {}}'
        with pytest.raises(DocumentError) as refused:
            gm100.loads(text, limits=LIMITS._replace(issues=most))
        assert [issue.code for issue in refused.value.issues] == codes


class TestTrees:
    @pytest.mark.parametrize(("items", "got"), [("5", "5"), ('"a"', "'a'"), ("{}", "{}")])
    def test_items_that_are_no_list(self, items: str, got: str) -> None:
        """Lenient parsing leaves what it cannot walk to strict parsing, which says what it got."""
        text = f'{{"schema_version": 1, "type": "Region", "items": {items}}}'
        with pytest.raises(DocumentError) as refused:
            gm100.loads_lenient(text)
        (issue,) = refused.value.issues
        assert (issue.path, issue.got) == (("items",), got)

    @pytest.mark.parametrize("graph", ["1", "[1]", '["a", {}]'])
    def test_a_graph_that_is_no_list_of_entities(self, graph: str) -> None:
        """Each member of a graph is an object."""
        assert problem(f'{{"@context": [], "@graph": {graph}}}', "ngsi-ld").code == "no-ngsi-ld"


class TestSchemas:
    def test_some_words_of_a_vocabulary(self) -> None:
        """A field that takes some members of a vocabulary lists just these."""
        shape = shape_of(gm100.RegionKind)
        made = _scalar(shape, Constraint(doc="", one_of=frozenset({gm100.RegionKind.KOTA})), "#/$defs/")
        assert [each["const"] for each in made["oneOf"]] == ["kota"]

    @pytest.mark.parametrize(("low", "high"), [(1, 9), (7, 12), (19, 40), (95, 1000), (1, 1)])
    def test_patterns_of_whole_numbers(self, low: int, high: int) -> None:
        """The patterns fit just the numbers between the two, with any zeros before them."""
        fits = re.compile("|".join(_wholes(low, high))).fullmatch
        assert [n for n in range(1100) if fits(str(n))] == list(range(low, high + 1))
        assert fits(f"00{low}")


class TestColumns:
    def test_scores_by_pillar_before_others(self) -> None:
        """Rows whose kinds of scores begin in another order are written; only the order within a kind must be one."""
        pillars = {"governance": "3"}
        one = gm100.Evaluation(region="99.01", edition="x", year=2023, pillar_scores=pillars)
        other = gm100.Evaluation(region="99.01", edition="x", year=2023, scores={"output": "3"}, pillar_scores=pillars)
        assert gm100.loads(gm100.dumps([one, other], format="csv"), format="csv") == (one, other)

    def test_lists_in_a_single_table(self) -> None:
        """A list of objects without lists is in a cell; one of objects that have lists is refused."""
        plan = gm100.Masterplan(region="99.01", books=(gm100.Book(number=1, title="Analisis"),))
        assert gm100.loads(gm100.dumps([plan], format="csv"), format="csv") == (plan,)
        dossier = gm100.Dossier(region="99.01", memberships=(gm100.Membership(region="99.01", cohort=2018),))
        with pytest.raises(gm100.CannotHoldError, match="is a list of objects"):
            gm100.dumps([dossier], format="csv")

    def test_a_separator_in_a_text(self) -> None:
        """A text that holds what joins texts is refused, and named."""
        region = evolve(gm100.regions()["35.03"], aliases=("Trenggalek; Kota",))
        with pytest.raises(gm100.EngineLimitError, match="'Trenggalek; Kota' contains the separator '; '"):
            cells(region)

    def test_scores_of_a_flat_row(self) -> None:
        """Columns of scores become scores, and other columns of two parts become objects."""
        made = gm100.evaluations(year=2023)[0]
        found = document_of(gm100.Evaluation, cells(made), "; ", lambda cell, _: cell)
        assert {each["dimension"]: each["value"] for each in found["scores"]} == {
            each.dimension: each.value for each in made.scores
        }
