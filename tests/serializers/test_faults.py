"""
Everything that is wrong is reported, once, at its place.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from faults import inject
from generated import entities
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gm100
from gm100 import DocumentError, Issue
from gm100.serializers import Limits, loads, loads_lenient
from gm100.serializers.document.envelope import entity_types, to_tree

ANY = st.sampled_from(list(entity_types().values())).flatmap(entities)


def issues(text: str | bytes, **options: Any) -> tuple[Issue, ...]:
    """What strict parsing says of a document."""
    with pytest.raises(DocumentError) as caught:
        loads(text, **options)
    return caught.value.issues


def evaluation(**fields: Any) -> str:
    """A document of one evaluation, right but for what is asked for."""
    item = {"region": "35.03", "edition": "kominfo-2023-regular", "year": 2023} | fields
    return json.dumps({"schema_version": 1, "type": "Evaluation", "item": item})


class TestInjectedFaults:
    @pytest.mark.slow
    @settings(max_examples=1000, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(item=ANY, count=st.integers(1, 20), seed=st.integers(0, 2**32))
    def test_each_is_found_once_at_its_place(self, item: Any, count: int, seed: int) -> None:
        """In 1,000 documents with 1 to 20 faults each, every fault is reported once, with the right path and code."""
        tree = to_tree(item)
        tree["item"], faults = inject(tree["item"], type(item), count, seed)
        found = issues(json.dumps(tree))
        expected = Counter((("item", *fault.path), fault.code) for fault in faults)
        assert Counter((issue.path, issue.code) for issue in found) == expected

    def test_they_come_in_document_order(self) -> None:
        """The reader goes from top to bottom, and what is missing comes after what is there."""
        text = evaluation(scores=[{"dimension": "X", "value": 3}, {"value": "9"}], year="2023", track="regula")
        assert [issue.place for issue in issues(text)] == [
            "$.item.year",
            "$.item.scores[0].dimension",
            "$.item.scores[0].value",
            "$.item.scores[1].value",
            "$.item.scores[1].dimension",
            "$.item.track",
        ]


class TestSuggestions:
    def test_a_key_that_is_nearly_right(self) -> None:
        """The message names the key that was probably meant."""
        (issue,) = issues(evaluation(trak="regular"))
        assert issue.message == "unknown key; did you mean track?"

    def test_a_value_that_is_nearly_right(self) -> None:
        """So it is with words of a vocabulary; the word smart, case and hyphens do not count."""
        win = {"region": "35.03", "name": "x", "pillars": ["smart_goverment"]}
        (issue,) = issues(json.dumps({"schema_version": 1, "type": "QuickWin", "item": win}))
        assert issue.path == ("item", "pillars", 0)
        assert issue.message.endswith("; did you mean governance?")

    def test_a_type_that_is_nearly_right(self) -> None:
        """And with the name of the entity."""
        (issue,) = issues('{"schema_version": 1, "type": "evaluation", "items": []}')
        assert issue.message.endswith("did you mean Evaluation?")

    def test_nothing_is_suggested_where_nothing_is_near(self) -> None:
        """A wild guess would only mislead."""
        (issue,) = issues(evaluation(zzzz=1))
        assert issue.message == "unknown key"


class TestStrictness:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("year", "2023"),
            ("year", 2023.0),
            ("year", True),
            ("participated", 1),
            ("participated", "false"),
            ("region", 35.03),
            ("published_index", 3.08),
            ("published_index", 3),
            ("published_index", "3,08"),
            ("published_index", "1e0"),
            ("published_index", "NaN"),
            ("name", ""),
            ("name", ["x"]),
            ("scores", {}),
            ("track", 0),
        ],
    )
    def test_nothing_is_coerced(self, field: str, value: Any) -> None:
        """A value of another type is refused, however near it looks."""
        assert [issue.path for issue in issues(evaluation(**{field: value}))] == [("item", field)]

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
    def test_numbers_that_are_none(self, number: str) -> None:
        """JSON has no such numbers, and no field takes them."""
        assert issues(evaluation().replace("2023}", f"{number}}}"))[0].path == ("item", "year")

    def test_a_key_given_twice(self) -> None:
        """Neither of the two wins."""
        (issue,) = issues(evaluation().replace('"year"', '"year": 2022, "year"'))
        assert (issue.code, issue.path) == ("duplicate", ("item", "year"))

    def test_a_key_of_the_envelope_given_twice(self) -> None:
        """So it is with the envelope."""
        (issue,) = issues(evaluation().replace('"type"', '"schema_version": 1, "type"'))
        assert (issue.code, issue.path) == ("duplicate", ("schema_version",))

    def test_an_item_given_twice(self) -> None:
        """The later of two scores of one dimension is named."""
        score = {"dimension": "baseline", "value": "3"}
        (issue,) = issues(evaluation(scores=[score, score]))
        assert (issue.code, issue.path) == ("duplicate", ("item", "scores", 1, "dimension"))

    def test_a_document_of_a_newer_version(self) -> None:
        """It is refused, and the message says what to do."""
        (issue,) = issues('{"schema_version": 2, "type": "Evaluation", "items": []}')
        assert "newer gm100; update to read it" in issue.message

    def test_what_no_field_can_know_alone(self) -> None:
        """The invariants of an entity hold for what is read as for what is built."""
        scores = [{"dimension": "baseline", "value": "2"}]
        (issue,) = issues(evaluation(participated=False, scores=scores))
        assert (issue.code, issue.path) == ("absent-but-scored", ("item", "scores", 0, "value"))


class TestLimits:
    def test_size(self) -> None:
        """One byte above is refused, and the size itself is not."""
        text = evaluation()
        assert loads(text, gm100.Evaluation, limits=Limits(size=len(text))).year == 2023
        assert [issue.code for issue in issues(text, limits=Limits(size=len(text) - 1))] == ["too-large"]

    def test_depth(self) -> None:
        """A document nested too deeply is refused before anything is read."""
        deep = "[" * 65 + "]" * 65
        assert [issue.code for issue in issues(evaluation(zz=0).replace('"zz": 0', f'"zz": {deep}'))] == ["too-deep"]

    @pytest.mark.parametrize("depth", [10_000, 1_000_000])
    def test_depth_beyond_the_interpreter(self, depth: int) -> None:
        """However deep it is, an error comes out, and no crash."""
        assert issues("[" * depth)[0].code in {"no-json", "too-deep"}

    def test_the_number_of_problems(self) -> None:
        """Reading stops, and says so."""
        found = issues(evaluation(scores=[{}] * 5000), limits=Limits(issues=10))
        assert len(found) == 11
        assert found[-1].code == "too-many-issues"

    def test_a_zip_that_grows(self, tmp_path: Any) -> None:
        """What comes out of a zip counts, not what goes in."""
        gm100.dump(gm100.evaluations(), tmp_path / "all.zip")
        size = (tmp_path / "all.zip").stat().st_size
        with pytest.raises(DocumentError, match=r"more than the limit"):
            gm100.load(tmp_path / "all.zip", limits=Limits(size=size + 1))


class TestLenientDoor:
    TEXT = evaluation(
        nilai=1, catatan="baik", published_index="3,08", zz={"a": [1]}, scores=[{"dimensi": "baseline", "nilai": "2,5"}]
    )

    def test_it_reads_what_is_nearly_right(self) -> None:
        """Indonesian names and decimal commas are read by an explicit list."""
        found = loads_lenient(self.TEXT)
        assert found.data.note == "baik"
        assert str(found.data.published_index) == "3.08"
        assert str(found.data.score_of("baseline")) == "2.5"

    def test_it_keeps_what_it_does_not_know(self) -> None:
        """A key that no field has is in the report with its value, never dropped."""
        found = loads_lenient(self.TEXT)
        assert found.unknown == ((("item", "nilai"), 1), (("item", "zz"), {"a": [1]}))

    def test_it_notes_every_change_where_the_document_has_it(self) -> None:
        """The report speaks of the names that are in the document."""
        assert [(issue.code, issue.place) for issue in loads_lenient(self.TEXT).changes] == [
            ("unknown-key", "$.item.nilai"),
            ("renamed", "$.item.catatan"),
            ("decimal-comma", "$.item.published_index"),
            ("unknown-key", "$.item.zz"),
            ("renamed", "$.item.scores[0].dimensi"),
            ("renamed", "$.item.scores[0].nilai"),
            ("decimal-comma", "$.item.scores[0].nilai"),
        ]

    def test_it_forgives_nothing_else(self) -> None:
        """What it lets in has been read strictly, and errors speak of the document's own names."""
        with pytest.raises(DocumentError) as caught:
            loads_lenient(evaluation(scores=[{"dimensi": "baseline", "nilai": "9,5"}]))
        assert [issue.place for issue in caught.value.issues] == ["$.item.scores[0].nilai"]

    def test_it_shows_a_number_as_it_was_written(self) -> None:
        """Anyone who looks for the number in the document finds it there: with its comma."""
        with pytest.raises(DocumentError) as caught:
            loads_lenient(evaluation(scores=[{"dimensi": "baseline", "nilai": "9,5"}], published_index="4.5"))
        comma, point = caught.value.issues
        assert (comma.got, point.got) == ("'9,5'", "'4.5'")
        assert comma.message.startswith("got '9,5', expected a finite decimal number, from 0 to 4")

    def test_so_do_rules_across_fields(self) -> None:
        """A rule that speaks of the value shows it so, too."""
        with pytest.raises(DocumentError) as caught:
            loads_lenient(evaluation(participated=False, scores=[{"dimension": "baseline", "value": "2,5"}]))
        [issue] = caught.value.issues
        assert (issue.got, issue.place) == ("2,5", "$.item.scores[0].value")
        assert issue.message == "baseline is 2,5 although the region did not take part"

    def test_a_right_document_has_nothing_to_report(self) -> None:
        """Strict and lenient parsing read it alike."""
        found = loads_lenient(evaluation())
        assert (found.data, found.changes, found.unknown) == (loads(evaluation()), (), ())

    def test_a_name_that_is_there_already_is_not_overwritten(self) -> None:
        """Where both names stand, the field's own counts and the other is kept."""
        found = loads_lenient(evaluation(tahun=2022))
        assert found.data.year == 2023
        assert found.unknown == ((("item", "tahun"), 2022),)

    def test_every_name_stands_for_a_field(self) -> None:
        """The list of Indonesian names has no entry that leads nowhere."""
        from gm100.serializers.document.lenient import INDONESIAN
        from gm100.serializers.structure.shapes import rule_table

        fields = {name for cls in entity_types().values() for name in rule_table(cls)}
        assert set(INDONESIAN.values()) <= fields
        assert not set(INDONESIAN) & fields

    def test_a_table_of_a_spreadsheet(self) -> None:
        """Semicolons, decimal commas and Indonesian headings, all reported."""
        table = "Daerah;edition;Tahun;indeks;Keterangan\n35.05;kominfo-2023-regular;2023;3,29;baik\n"
        found = loads_lenient(table, format="csv", entity=gm100.Evaluation)
        assert [(e.region, e.year, str(e.published_index)) for e in found.data] == [("35.05", 2023, "3.29")]
        assert found.unknown == ((("Keterangan",), ("baik",)),)
        assert [change.place for change in found.changes] == [
            "line 1, Daerah",
            "line 1, Tahun",
            "line 1, indeks",
            "line 1, Keterangan",
            "line 2, published_index",
        ]
