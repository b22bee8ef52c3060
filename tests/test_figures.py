"""
A figure beside a real region is its own; what is made up is under a code of no region.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from figures import ROOT, Misplaced, files, misplaced, text_of

EXAMPLES = frozenset({"#10", "3.12", "3.9"})
"""A rank that is aimed at, a claim that is false, and a value that is tried, in the examples of the commands."""

ON_PURPOSE: dict[str, frozenset[str]] = {
    # A false claim, and a rank that is aimed at.
    "docs/tutorials/analyst.id.md": frozenset({"#10", "3.12"}),
    "docs/tutorials/analyst.md": frozenset({"#10"}),
    "docs/how-to/check-a-figure.id.md": frozenset({"3.38"}),
    "docs/how-to/check-a-figure.md": frozenset({"3.38"}),
    "docs/how-to/reach-a-target.id.md": frozenset({"#10"}),
    "docs/how-to/reach-a-target.md": frozenset({"#10"}),
    "docs/index.id.md": frozenset({"3.12"}),
    "docs/reference/commands.md": EXAMPLES,
    "docs/reference/commands.id.md": EXAMPLES,
    "src/gm100/cli/_commands.py": EXAMPLES,
    # An index that is aimed at.
    "docs/reference/api/scoring.md": frozenset({"3.66"}),
    # A value of a row that is made up.
    "benchmarks/bench_import.py": frozenset({"3"}),
    # A changed value, and the place of a made-up row.
    "tests/cli/test_command_line.py": frozenset({"#1", "3"}),
    # A made-up row and a changed value, and an index of 2022 computed by the scorecard of 2023.
    "tests/cli/test_tables.py": frozenset({"3.00", "3.32", "4"}),
    # The difference of two published indices, and how far it lies from the published improvement.
    "docs/explanation/evaluation.id.md": frozenset({"0.43", "0.01"}),
    "docs/explanation/evaluation.md": frozenset({"0.43", "0.01"}),
    # A sum of money, the version in the name of a programme, and a mean that a note explains.
    "examples/dossiers/34.01.json": frozenset({"1.250"}),
    "examples/dossiers/35.03.json": frozenset({"2.0"}),
    "examples/dossiers/35.71.json": frozenset({"3.068"}),
    # Tables with faults: the command looks each code up, refuses the figures.
    "tests/cli/test_evaluate.py": frozenset({"1", "3", "3.08", "3.5", "4.2"}),
    # Made-up rows, a false claim and ranks that are asked for: what counts is the language of the answer.
    "tests/cli/test_language.py": frozenset({"#4", "#999", "1", "3", "3.1", "3.12", "3.2"}),
    # Targets, a place and changed scores, which are asked about.
    "tests/first_tries/test_functions.py": frozenset({"#0", "3.9", "3.90", "4"}),
    # Domains of the SPBE of Kota Denpasar in 2021, a published example of another index.
    "tests/cli/test_score.py": frozenset({"3.00", "3.30", "2.18", "3.55"}),
    # False claims, which the server must contradict, and a rank that is asked for.
    "tests/examples/test_agents.py": frozenset({"3", "3.12", "3.38", "#10"}),
    # A measurement error, an option of the command.
    "tests/cli/test_sensitivity.py": frozenset({"0.2"}),
    # A false index, which the rule must find.
    "tests/model/test_dossier.py": frozenset({"3.28"}),
    # The index before it is rounded, and what the rounding of another year would have given.
    "tests/scoring/test_score.py": frozenset({"3.315", "3.32"}),
}
"""Figures that are not a result of the region beside them, by file, each with its reason."""


@pytest.fixture(scope="module")
def found() -> dict[str, list[Misplaced]]:
    """The figures of every file that are beside a region and are none of its own."""
    return {path.relative_to(ROOT).as_posix(): misplaced(text_of(path)) for path in files()}


class TestFiles:
    def test_pages_docstrings_examples_and_tests_are_read(self, found: dict[str, list[Misplaced]]) -> None:
        """The sweep reaches README, the pages, the package, the examples with a notebook, and the tests."""
        assert len(found) > 200
        for name in ("README.md", "docs/reference/wire.md", "src/gm100/fields/field.py", "examples/who_improved.ipynb"):
            assert name in found

    def test_each_figure_is_the_region_s_own(self, found: dict[str, list[Misplaced]]) -> None:
        """A figure beside a real code or name is a published one of that region, in the year and edition named."""
        wrong = [
            (name, each)
            for name, many in found.items()
            for each in many
            if each.figure not in ON_PURPOSE.get(name, frozenset())
        ]
        assert wrong == []

    def test_no_exception_is_idle(self, found: dict[str, list[Misplaced]]) -> None:
        """Each exception is still needed."""
        assert {name: {each.figure for each in found[name]} for name in ON_PURPOSE} == ON_PURPOSE


class TestSearch:
    @pytest.mark.parametrize(
        "text",
        [
            'Evaluation(region="35.71", edition="kominfo-2022-regular", year=2022, scores={"baseline": "3.60"})',
            "Kota Kediri had 3,31 in 2022 (rank 22) and 3.20 in 2023.",
            "35.07,1.4,1.54,2.92,2.56,3.08",
            "   1  32.73  Kota Bandung                3.83       3.83  yes",
            '{"code": "a", "baseline": 3.6}',
            '{"region": "99.01", "published_index": "3.31"}',
            "35.03 is a code.\nVersion 3.11 is in another line.",
        ],
    )
    def test_true_and_made_up_figures_pass(self, text: str) -> None:
        """Published figures in any spelling, and figures under a code of no region."""
        assert [each.figure for each in misplaced(text)] == []

    @pytest.mark.parametrize(
        ("text", "figures"),
        [
            ('{"code": "35.03", "baseline": 3.6, "impact": 3}', ["3.6", "3"]),
            ('{"daerah": "35.03", "tahun": 2023, "indeks": "3,31"}', ["3.31"]),
            ('Evaluation(\n    region="35.03",\n    scores=(DimensionScore("output", "3.08"),),\n)', ["3.08"]),
            ('{"code": ["35.03"], "output": [4.2]}', ["4.2"]),
            (r'"code,a,b,c,d\n35.03,3,2,1.5,4\n"', ["1.5", "3", "2", "4"]),
            ("Kota Kediri had 3.31 in 2023.", ["3.31"]),
            ("kominfo-2022-early: Kota Surabaya 3.65", ["3.65"]),
            ("Kota Kediri, rank 4 in 2022", ["#4"]),
            ("Trenggalek reached 3.31", ["3.31"]),
        ],
    )
    def test_a_doctored_text_is_found(self, text: str, figures: list[str]) -> None:
        """Another region's figure, another year's, another edition's, a rank, and one of a region without results."""
        assert list(dict.fromkeys(each.figure for each in misplaced(text))) == figures

    def test_the_page_as_it_was_is_found(self, tmp_path: Path) -> None:
        """README once gave the scores of Kota Kediri of 2022 to the code of Trenggalek."""
        row = '{"code": "35.03", "baseline": 3.6, "output": 3.21, "outcome": 3.23, "impact": 3.07, "quick_win": 3.65}'
        page = tmp_path / "README.md"
        page.write_text((ROOT / "README.md").read_text(encoding="utf-8").replace("rows = [\n", f"rows = [\n{row},\n"))
        assert [each.figure for each in misplaced(text_of(page))][:5] == ["3.6", "3.21", "3.23", "3.07", "3.65"]
