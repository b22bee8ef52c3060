"""
The law of the engine: a method is written once, and every backend says the same of it, over generated scorecards and
tables with gaps, n/a, columns without differences, weights of 0 and rounding at any node.
"""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from cases import FEW, NUMBER, Case, cases, formula_of, portable, scored, tried
from formula_cases import NODE, Values, plain
from node_by_node import value_of
from office import OFFICE, computed, put, shown

import gm100
from gm100.errors import EngineLimitError
from gm100.model._entity import evolve
from gm100.model.scorecard import Arithmetic, Missing, Scorecard, Weighting
from gm100.scoring.formula import sql
from gm100.scoring.formula.arrays import Steps
from gm100.scoring.formula.floats import for_floats
from gm100.scoring.formula.spreadsheet import WORDS
from gm100.scoring.formula.tree import APPLIES, Formula
from gm100.scoring.formula.walk import columns_of, operations
from gm100.scoring.methods.registry import STANDARD

SHEETS = 60
"""How many scorecards are computed by a spreadsheet."""


def same(one: Values, other: Values) -> bool:
    """Whether two backends say the same, to eleven digits of floats."""
    return len(one) == len(other) and all(
        (a is None) == (b is None) and (a is None or math.isclose(a, b or 0.0, rel_tol=1e-11, abs_tol=1e-11))
        for a, b in zip(one, other, strict=True)
    )


def floats(formula: Formula, rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """The columns of a formula as floats, truths and words."""

    def cell(x: Any) -> Any:
        return math.nan if x is None else x if isinstance(x, str | bool) else float(x)

    return {name: [cell(row.get(name)) for row in rows] for name in columns_of(formula)}


@pytest.mark.parametrize("many", [FEW, pytest.param(NUMBER, marks=pytest.mark.slow)])
class TestCore:
    def test_the_index_is_the_value_of_the_tree(self, many: int) -> None:
        """At once for all units and in the tree of each, to the last digit; contributions and rounding make it."""
        for case in cases(many):
            assert case.scores.values == tuple(result.value for result in case.scores), case.card.id
            for result in case.scores:
                assert result.root is not None
                for node in result.root.walk():
                    held = sum(child.contribution for child in node.children if child.contribution is not None)
                    given = node.remark == "given" or not any(c.contribution is not None for c in node.children)
                    assert given or node.value is None or held + node.rounding == node.value, (case.card.id, node.id)

    def test_exact_numbers_say_the_same(self, many: int) -> None:
        """The formula of the whole scorecard, evaluated in decimals node by node: without code, and without columns."""
        for case in cases(many):
            formula, rows = formula_of(case)
            assert same(case.values, plain([value_of(formula, row) for row in rows])), case.card.id

    def test_floats_say_the_same(self, many: int) -> None:
        """What is computed in decimals comes out of floats too, rounded and compared alike."""
        for case in cases(many):
            if case.scores.scored.numbers.exact:
                card = evolve(case.card, arithmetic=Arithmetic.FLOAT)
                found = gm100.score(case.rows, card, extra="ignore").values
                assert same(case.values, plain(found)), case.card.id

    def test_numpy_says_the_same(self, many: int) -> None:
        """The formula of the whole scorecard over columns of numpy."""
        for case in cases(many):
            formula, rows = formula_of(case)
            columns = {
                name: np.array(column, dtype=object if name in case.words else None)
                for name, column in floats(formula, rows).items()
            }
            (found,) = Steps([for_floats(formula)]).arrays(np, columns)
            assert same(case.values, plain(np.broadcast_to(found, len(rows)).tolist())), case.card.id

    def test_compiled_says_the_same(self, many: int) -> None:
        """Called for one unit after another, with limits and weights as they were found."""
        count = 0
        for case, card in exported(many):
            program, columns = gm100.scoring.compiled(card), case.scores.scored.evaluated.columns
            found = [program({code: column[i] for code, column in columns.items()}) for i in range(len(case.rows))]
            assert same(case.values, plain(found)), card.id
            count += 1
        assert count > many / 3


def exported(many: int = NUMBER) -> Iterator[tuple[Case, Scorecard]]:
    """The cases whose scorecards need no table any more once limits and weights are written in."""
    for case in cases(many):
        card = case.scores.fitted
        if portable(card):
            yield case, card


@pytest.mark.libraries
class TestFrames:
    @pytest.mark.parametrize("bound", [10**9, -1], ids=["collected", "native"])
    def test_frames_say_the_same(self, bound: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """Few rows that are collected, and expressions; refusals name a method, and n/a is not known to frames."""
        import polars as pl

        from gm100.adapters import score_frame
        from gm100.adapters.frames import scores

        monkeypatch.setattr(scores, "BOUND", bound)
        count = 0
        for case in cases()[:: 1 if bound > 0 else 5]:
            if (plain_case := without_lost(case)) is None:
                continue
            cells = {leaf.id: [row[leaf.id] for row in plain_case.rows] for leaf in case.card.indicators}
            data = {code: [None if x is None else float(x) for x in column] for code, column in cells.items()}
            frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.Float64))
            try:
                found = score_frame(frame, case.card, rank=False, problems="mark")["index"].to_list()
            except EngineLimitError:
                continue  # A method that frames do not have, or more digits than floats hold.
            assert same(plain_case.values, plain(found)), case.card.id
            count += 1
        assert count > len(cases()) / 50

    def test_databases_say_the_same(self) -> None:
        """The formula of the whole scorecard as a query of DuckDB, n/a and words included."""
        import duckdb
        import polars as pl

        connection, count = duckdb.connect(), 0
        for case in cases()[::5]:
            formula, rows = formula_of(case)
            if not operations(formula) <= sql.WORDS.keys():
                continue
            kinds = {name: pl.Boolean if name.endswith(APPLIES) else pl.Float64 for name in columns_of(formula)}
            kinds |= {name: pl.String for name in kinds if name in case.words}
            cells = {
                name: [None if isinstance(x, float) and math.isnan(x) else x for x in column]
                for name, column in floats(formula, rows).items()
            }
            table = pl.DataFrame({"row": range(len(rows)), **cells}, schema_overrides=kinds)
            connection.register("cells", table.to_arrow())
            query = sql.sql_query({"found": formula}, "cells", ["row"])
            assert same(case.values, plain([x for _, x in sorted(connection.execute(query).fetchall())])), case.card.id
            count += 1
        assert count > len(cases()) / 10


def without_lost(case: Case) -> Case | None:
    """A case with n/a missing instead, or nothing where it has words."""
    if case.words:
        return None
    gaps = [{code: None if x == "n/a" else x for code, x in row.items()} for row in case.rows]
    return scored(case.card, gaps)


@pytest.mark.npm
@pytest.mark.skipif(NODE is None, reason="needs Node")
class TestJavaScript:
    def test_functions_say_the_same(self) -> None:
        """Indices and problems of every row, of every scorecard that needs no table any more."""
        chosen = list(exported())
        for start in range(0, len(chosen), 500):
            part = chosen[start : start + 500]
            answers = iter(self.answers(part))
            for case, card in part:
                found = [next(answers) for _ in case.rows]
                assert [each["issues"] for each in found] == [[]] * len(found), card.id
                assert same(case.values, plain([each["text"] for each in found])), card.id
                for node in card.walk() if case.card == card else ():
                    texts = [each["nodes"][node.id] for each in found]
                    assert same(plain(case.scores.column(node.id)), plain(texts)), (card.id, node.id)
                for _, problems in case.refused if portable(case.card) else ():
                    issues = next(answers)["issues"]
                    assert [(each["code"], each["path"][1]) for each in issues] == problems, card.id

    def answers(self, chosen: list[tuple[Case, Scorecard]]) -> list[dict[str, Any]]:
        """What JavaScript says of every row; all in one run of Node, for starting it takes longer than running it."""
        script = []
        for number, (case, card) in enumerate(chosen):
            rows = [*case.rows, *(row for row, _ in case.refused if portable(case.card))]
            cells = json.dumps([{code: x for code, x in row.items() if code != "province"} for row in rows])
            script += [gm100.export_scorecard(card, "js", name=f"score{number}")]
            script += [f"for (const row of {cells}) console.log(JSON.stringify(score{number}(row)));"]
        assert NODE is not None
        done = subprocess.run([NODE, "-"], input="\n".join(script), capture_output=True, check=True, encoding="utf-8")
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.libreoffice
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
class TestSpreadsheet:
    def test_a_sample_says_the_same(self, tmp_path: Path) -> None:
        """Formulas of whole scorecards, written into cells and computed by LibreOffice."""
        book, chosen = openpyxl.Workbook(), []
        for case in cases():
            formula, rows = formula_of(case)
            if operations(formula) <= WORDS.keys():
                chosen.append((case, put(book.create_sheet(case.card.id), formula, rows)))
            if len(chosen) == SHEETS:
                break
        done = computed(book, tmp_path)
        for case, results in chosen:
            found = [shown(done[case.card.id][cell].value) for cell in results]
            assert same(case.values, found), case.card.id


class TestCoverage:
    @pytest.mark.slow
    def test_every_method_and_policy_is_tried(self, record_property: Any) -> None:
        """A method that is added, and not generated, makes this fail."""
        found = tried()
        known = {
            "aggregate": STANDARD.aggregators,
            "normalise": STANDARD.normalisers,
            "weigh": STANDARD.weightings,
            "treat": STANDARD.treatments,
            "impute": STANDARD.imputations,
            "missing": [each.value for each in Missing],
            "weighting": [each.value for each in Weighting],
        }
        lacking = [(kind, slug) for kind, slugs in known.items() for slug in slugs if not found[kind, slug]]
        assert lacking == []
        units = sum(len(case.rows) for case in cases())
        record_property("tried", f"{len(cases())} scorecards over {units} units in each backend that has their methods")
