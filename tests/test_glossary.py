"""
The glossary: both pages are made of one table, every name exists, and the pages have the terms of the field.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from functools import cache
from operator import attrgetter
from pathlib import Path

import pytest

import gm100
from gm100.cli._commands import COMMANDS
from gm100.scoring.methods.aggregators import AGGREGATORS
from gm100.scoring.methods.normalisers import NORMALISERS

ROOT = Path(__file__).resolve().parents[1]
PARTS = tomllib.loads((ROOT / "tools/glossary.toml").read_text(encoding="utf-8"))["part"]
TERMS = [term for part in PARTS for term in part["terms"]]
OTHER_METHODS = {"ahp", "budget", "critic", "deviation", "entropy", "equal", "winsorise"}

FIELD = (
    "composite indicator", "normalisation", "min-max", "goalposts", "z-score", "aggregation", "geometric mean",
    "compensability", "non-compensatory", "outranking", "Condorcet", "Copeland", "weights", "entropy",
    "analytic hierarchy process", "budget allocation", "equal weights", "missing data", "imputation", "outlier",
    "winsorisation", "rank reversal", "robust", "uncertainty analysis", "sensitivity analysis", "Monte Carlo",
    "uniform", "simplex", "Dirichlet", "Sobol", "first order", "total order", "leave one out", "measurement error",
    "percentile", "Shapley", "direction", "band", "panel", "unknown region code",
    "Handbook on Constructing Composite Indicators",
)  # fmt: skip
BIDANG = (
    "indikator komposit", "normalisasi", "agregasi", "bobot", "imputasi", "pencilan", "analisis sensitivitas",
    "pembalikan peringkat", "kokoh", "peringkat", "angkatan", "nota kesepahaman", "bimbingan teknis", "bimtek",
    "Dewan Smart City", "Tim Pelaksana", "masterplan", "quick win", "berkas daerah", "Indeks Pencapaian",
    "Indeks Peningkatan", "formulir penilaian mandiri", "survei kepuasan masyarakat", "predikat", "putusan",
)  # fmt: skip


@cache
def text_of(language: str) -> str:
    """All pages of a language, as one text without line ends."""
    indonesian = language == "id"
    pages = [page for page in (ROOT / "docs").rglob("*.md") if page.name.endswith(".id.md") is indonesian]
    return re.sub(r"\s+", " ", " ".join(page.read_text(encoding="utf-8") for page in pages)).casefold()


def exists(name: str) -> bool:
    """Whether a name of the glossary is a command, a method, or reachable from the package by its dots."""
    if name.startswith("gm100 "):
        return name.removeprefix("gm100 ") in {command.name for command in COMMANDS}
    if name in {*AGGREGATORS, *NORMALISERS, *OTHER_METHODS}:
        return True
    try:
        attrgetter(name)(gm100)
    except AttributeError:
        return False
    return True


class TestGlossary:
    def test_both_pages_are_those_of_the_table(self) -> None:
        """Running the tool would change nothing."""
        tool = ROOT / "tools" / "build_glossary.py"
        assert subprocess.run([sys.executable, str(tool), "--check"], check=False).returncode == 0

    @pytest.mark.parametrize("term", TERMS, ids=lambda term: term["term"])
    def test_a_term_is_whole(self, term: dict[str, object]) -> None:
        """It has a name that exists, and one sentence in each language."""
        names = term["names"]
        assert isinstance(names, list)
        assert [name for name in names if not exists(name)] == []
        assert all(str(term[lang]).endswith(".") and str(term[lang]).count(". ") == 0 for lang in ("en", "id"))

    def test_no_term_stands_twice(self) -> None:
        """A term, English or Indonesian, has one row."""
        for column in ("term", "istilah"):
            found = [term[column] for term in TERMS]
            assert len(found) == len(set(found))


class TestFinding:
    @pytest.mark.parametrize("term", FIELD)
    def test_a_term_of_the_field_is_found(self, term: str) -> None:
        """Anyone who searches the pages for it, in English, finds it."""
        assert term.casefold() in text_of("en")

    @pytest.mark.parametrize("term", BIDANG)
    def test_a_term_is_found_in_indonesian(self, term: str) -> None:
        """Anyone who searches the Indonesian pages for it finds it."""
        assert term.casefold() in text_of("id")
