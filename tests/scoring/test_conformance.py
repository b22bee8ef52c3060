"""
The conformance file: what `score` says, an exported function of JavaScript and an exported query of SQL say too.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import build_conformance
import pytest
from vectors import beyond_sql, cards, cases, in_decimals, same

import gm100
from gm100 import Group, Indicator, Scorecard
from gm100.errors import ArgumentError, EngineLimitError, UnknownIdError

ROOT = Path(__file__).resolve().parents[2]
NODE = shutil.which("node")


class TestFile:
    @pytest.mark.slow
    def test_it_is_what_the_tool_writes(self) -> None:
        """Anyone who changes a result changes the file, and sees it."""
        assert build_conformance.main(["--check"]) == 0

    def test_python_says_what_it_expects(self) -> None:
        """Every row, read back from the file, scores as it stands there."""
        for case, card in zip(cases(), cards(), strict=True):
            for row in case["rows"]:
                if row["issues"]:
                    with pytest.raises(gm100.ScoringError) as caught:
                        gm100.score({"code": "u", **row["row"]}, card)
                    assert [[issue.code, str(issue.path[1])] for issue in caught.value.issues] == row["issues"]
                    continue
                result = gm100.score({"code": "u", **row["row"]}, card)
                assert (result.band, result.value) == (row["band"], row["index"] and Decimal(row["index"]))


@pytest.mark.node
@pytest.mark.skipif(NODE is None, reason="needs Node")
class TestJavaScript:
    def test_every_card_says_the_same(self) -> None:
        """Indices, nodes, bands and problems, at the printed digits; every card of the file can be exported."""
        answers = iter(_answers())
        tried = 0
        for case, card in zip(cases(), cards(), strict=True):
            exact = in_decimals(card)
            for row in case["rows"]:
                found, place = next(answers), (card.id, row)
                issues = [[issue["code"], issue["path"][1]] for issue in found["issues"]]
                assert issues == row["issues"], place
                assert same(found["text"], row["index"], exact=exact), (place, found)
                assert found["band"] == row["band"], (place, found)
                nodes = {code: text for code, text in found["nodes"].items() if text is not None}
                assert nodes.keys() >= row["nodes"].keys(), (place, found)
                assert all(same(nodes[c], row["nodes"][c], exact=exact) for c in row["nodes"]), (place, found)
                tried += 1
        assert tried > 800

    @pytest.mark.parametrize("row", [{"c": None, "e": 0}, {"c": 2, "e": 0}, {"c": None, "e": 2}])
    def test_gaps_are_named_beside_what_has_no_meaning(self, row: dict[str, Any]) -> None:
        """A refused row names every problem: values without a meaning, then what is missing."""
        leaves = tuple(Indicator(code, normalise=("inverse_fraction", 1)) for code in "ce")
        card = Scorecard(id="x", root=Group("x", children=leaves, aggregate=("power", "-1.5")))
        with pytest.raises(gm100.ScoringError) as refused:
            gm100.score({"code": "u", **row}, card)
        script = f"{gm100.export_scorecard(card)}\nconsole.log(JSON.stringify(score({json.dumps(row)}).issues))"
        found = [(each["code"], each["path"][1]) for each in json.loads(_run(script))]
        assert found == [(issue.code, issue.path[1]) for issue in refused.value.issues]

    def test_halves_are_halves(self) -> None:
        """What lies exactly between two is rounded away from zero, whatever floats make of it."""
        card = Scorecard(id="x", round=2, root=Group("x", children=(Indicator("a"), Indicator("b"))))
        rows = [
            {"a": "1.005", "b": "1.005"},
            {"a": 2.675, "b": 2.675},
            {"a": "-1.005", "b": "-1.005"},
            {"a": "1e2", "b": ".5"},
        ]
        script = (
            f"{gm100.export_scorecard(card)}\nconsole.log(JSON.stringify({json.dumps(rows)}.map(r => score(r).text)))"
        )
        assert json.loads(_run(script)) == ["1.01", "2.68", "-1.01", "50.25"]

    def test_what_is_no_indicator_is_said(self) -> None:
        """Keys that the scorecard does not know are problems, and code and name are not."""
        card = Scorecard(id="x", root=Group("x", children=(Indicator("a"),)))
        row = {"a": 1, "name": "N", "code": "u", "z": 2}
        mine = gm100.export_scorecard(card, name="mine")
        script = f"{mine}\nconsole.log(JSON.stringify(mine({json.dumps(row)})))"
        assert json.loads(_run(script))["issues"] == [
            {"code": "unknown-indicator", "path": ["u", "z"], "message": "not part of x"}
        ]


def _run(script: str) -> str:
    assert NODE is not None
    return subprocess.run([NODE, "-"], input=script, capture_output=True, check=True, encoding="utf-8").stdout


def _answers() -> list[dict[str, Any]]:
    """What JavaScript says of every row; all in one run of Node, for starting it takes longer than running it."""
    script = []
    for number, (case, card) in enumerate(zip(cases(), cards(), strict=True)):
        rows = json.dumps([row["row"] for row in case["rows"]])
        script += [gm100.export_scorecard(card, "js", name=f"score{number}")]
        script += [f"for (const row of {rows}) console.log(JSON.stringify(score{number}(row)));"]
    return [json.loads(line) for line in _run("\n".join(script)).splitlines()]


class TestSql:
    @pytest.mark.libraries
    def test_every_card_says_the_same_in_duckdb(self) -> None:
        """Index, band and nodes of every row of numbers, words and n/a, and the nodes that have problems."""
        connection = import_module("duckdb").connect()
        tried = 0
        for case, card in zip(cases(), cards(), strict=True):
            query = gm100.export_scorecard(card, "sql")
            rows = [row for row in case["rows"] if beyond_sql(card, row["row"]) is None]
            for row, found in zip(rows, _queried(connection, card, query, rows), strict=True):
                place = (card.id, row, found)
                assert [text.split(":")[0] for text in (found["issues"] or "").split("; ")[:1] if text] == [
                    code for _, code in row["issues"][:1]
                ], place
                assert same(found[card.root.id], row["index"], exact=False), place
                assert found.get("band") == row["band"], place
                assert all(same(found[code], text, exact=False) for code, text in row["nodes"].items()), place
                tried += 1
        assert tried > 800


def _queried(connection: Any, card: Scorecard, query: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kinds = {}
    for leaf in card.indicators:
        words = leaf.normalise is not None and leaf.normalise.slug == "levels"
        kinds[leaf.id] = "TEXT" if words or any(row["row"][leaf.id] == "n/a" for row in rows) else "DOUBLE"
    columns = ", ".join(f'"{code}" {kind}' for code, kind in kinds.items())
    connection.execute(f'CREATE OR REPLACE TABLE units ("code" TEXT, {columns})')
    for number, row in enumerate(rows):
        marks = ", ".join("?" * (len(kinds) + 1))
        connection.execute(f"INSERT INTO units VALUES ({marks})", [f"{number:04d}", *(row["row"][c] for c in kinds)])  # noqa: S608 - marks alone
    answer = connection.execute(f'{query} ORDER BY "code"')
    names = [each[0] for each in answer.description]
    return [dict(zip(names, values, strict=True)) for values in answer.fetchall()]


class TestRefusals:
    def test_what_needs_a_table_is_refused_by_node_and_method(self) -> None:
        """Limits, weights, ranks, estimates and methods that compare units, all at once."""
        leaves = (
            Indicator("a", normalise="minmax"),
            Indicator("b", normalise="rank", impute="mean"),
            Indicator("c", treat="winsorise"),
        )
        card = Scorecard(id="x", root=Group("x", children=leaves, aggregate="copeland", weigh="critic"))
        for language in ("js", "sql"):
            with pytest.raises(EngineLimitError) as caught:
                gm100.export_scorecard(card, language)
            places = [issue.path for issue in caught.value.issues]
            assert places == [
                ("x", "copeland"),
                ("x", "critic"),
                ("a", "minmax"),
                ("b", "rank"),
                ("b", "mean"),
                ("c", "winsorise"),
            ]

    def test_limits_from_data_are_exported_once_they_are_found(self) -> None:
        """What `scores.fitted` says needs no table any more."""
        card = Scorecard(id="x", root=Group("x", children=(Indicator("a", normalise="minmax"),)))
        scores = gm100.score({"code": ["p", "q"], "a": [0.0, 4.0]}, card)
        assert "function score(row)" in gm100.export_scorecard(scores.fitted)

    def test_names_and_languages_are_checked(self) -> None:
        """A function has a name of JavaScript, and a language is known."""
        card = Scorecard(id="x", root=Group("x", children=(Indicator("a"),)))
        with pytest.raises(ArgumentError, match="expected a name such as score"):
            gm100.export_scorecard(card, "js", name="a b")
        with pytest.raises(UnknownIdError, match="language"):
            gm100.export_scorecard(card, "cobol")
