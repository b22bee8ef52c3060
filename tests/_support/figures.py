"""
Figures that are beside a real region, and what gm100 holds of that region.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import gm100

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("*.md", "docs/**/*", "examples/**/*", "src/**/*.py", "tests/**/*", "tools/*.py", "benchmarks/*.py")
SKIPPED = {"test_figures.py", "vectors.json"}
"""The test itself, and the conformance file: its rows are made up and are of no region."""

SUFFIXES = {".md", ".py", ".csv", ".tsv", ".json", ".jsonl", ".toml", ".yaml", ".ipynb", ".geojson"}

CODE = re.compile(r"(?<![\w.])[1-9]\d\.\d{2}(?![\w.])")
POINT = r"(?<![\w./+-])(?<!x )[0-4]\.\d{1,3}(?![\w/]|\.\d)"
COMMA = r"(?<![\w.,/+-])[0-4],\d{1,3}(?![\w/]|[.,]\d)"
FIGURE = re.compile(f"{POINT}|{COMMA}")
OF_A_FIELD = re.compile(
    r"\b(?:baseline|output|outcome|impact|quick_win|collaboration|(?:published_)?index)\b"
    r"[\"']?\s*[:=]\s*[\[(\"']*(?:Decimal\([\"'])?([0-4])(?![\w.])"
)
ROW = re.compile(r"(?<![\w.])[1-9]\d\.\d{2}(?:,[^,\n]*)*?((?:,[0-4](?:\.\d+)?)?(?:,[0-4](?:\.\d+)?){3,})")
RANK = re.compile(r"\brank(?:ed|s)?\W{1,3}(\d+)\b|^\s*(\d+)\s+(?=[1-9]\d\.\d{2}\s)", re.IGNORECASE | re.MULTILINE)
YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")
EDITION = re.compile(r"\bkominfo-\d{4}[a-z-]*")
SESSION = re.compile(r"^```console\n.*?^```$", re.DOTALL | re.MULTILINE)
NOTHING_BUT_CODES = re.compile(r"[\s\"',\[\](){}]*([1-9]\d\.\d{2}[\s\"',\[\](){}]*)+")


class Misplaced(NamedTuple):
    """
    A figure beside regions of which gm100 holds no such figure.
    """

    figure: str
    regions: tuple[str, ...]
    passage: str


class Result(NamedTuple):
    """
    The figures of a region in one year and edition; a rank is written as `#22`.
    """

    year: str
    edition: str
    figures: frozenset[str]


def files() -> Iterator[Path]:
    """
    Yield the files that people read: pages, docstrings, examples and tests; not the bundled data itself.

    The golden documents are left out: they are made of the examples of fields, many on a line.
    """
    for pattern in PLACES:
        for path in sorted(ROOT.glob(pattern)):
            if path.suffix in SUFFIXES and path.name not in SKIPPED and not {"_data", "golden"} & set(path.parts):
                yield path


def text_of(path: Path) -> str:
    """
    Return what a file says; of a notebook the cells and their plain output, which its HTML repeats.

    What a session in a page prints is left out: the tests run it, so its figures are those that are computed.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return SESSION.sub(lambda found: "\n".join(re.findall(r"^\$ .*$", found[0], re.MULTILINE)), text)
    if path.suffix != ".ipynb":
        return text
    cells = json.loads(path.read_bytes())["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    plain = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]
    return "\n".join("".join(part) for part in [*(cell["source"] for cell in cells), *plain])


def misplaced(text: str) -> list[Misplaced]:
    """
    Return the figures of a text that are beside a region and are none of its own in the years and editions named.
    """
    text = text.replace(r"\n", "\n")  # A table within a literal of a program has its lines, too.
    return list(dict.fromkeys(found for passage in passages(text) for found in _misplaced_in(passage)))


def _misplaced_in(passage: str) -> Iterator[Misplaced]:
    given = [found.replace(",", ".") for found in FIGURE.findall(passage)] + OF_A_FIELD.findall(passage)
    given += [figure for row in ROW.findall(passage) for figure in row.split(",") if figure]
    given += [f"#{one or other}" for one, other in RANK.findall(passage)]
    regions = tuple(dict.fromkeys(_regions_in(passage))) if given else ()
    if not regions:
        return
    true = _figures(regions, frozenset(YEAR.findall(passage)), frozenset(EDITION.findall(passage)))
    for figure in given:
        if _plain(figure) not in true:
            yield Misplaced(figure, regions, " ".join(passage.split())[:160])


def passages(text: str) -> Iterator[str]:
    """
    Yield each line, and for each code the brackets around it: the row, the call or the object that it belongs to.
    """
    yield from text.splitlines()
    around = list(_brackets(text))
    for match in CODE.finditer(text):
        holding = [text[a:b] for a, b in around if a < match.start() and match.end() < b]
        fuller = [group for group in holding if not NOTHING_BUT_CODES.fullmatch(group)]
        if match[0] in gm100.regions() and fuller:
            yield min(fuller, key=len)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """
    Yield the start and the end of each pair of brackets.
    """
    opened: list[int] = []
    for match in re.finditer(r"[\[({]|[\])}]", text):
        if match[0] in "[({":
            opened.append(match.start())
        elif opened:
            yield opened.pop(), match.end()


def _regions_in(passage: str) -> Iterator[str]:
    yield from (code for code in CODE.findall(passage) if code in gm100.regions())
    yield from (_names()[found] for found in _name_pattern().findall(passage))


@cache
def _names() -> dict[str, str]:
    """
    Return the code of each name that means one region: with its kind, and without where no other bears it.
    """
    regions = list(gm100.regions().values())
    bare = [region.name for region in regions]
    provinces = {province.name for province in gm100.provinces().values()}
    found = {region.full_name: region.code for region in regions}
    found |= {region.full_name.replace("Kabupaten ", "Kab. "): region.code for region in regions}
    return found | {r.name: r.code for r in regions if bare.count(r.name) == 1 and r.name not in provinces}


@cache
def _name_pattern() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _names()), key=len, reverse=True)) + r")\b")


def _figures(regions: tuple[str, ...], years: frozenset[str], editions: frozenset[str]) -> frozenset[str]:
    """
    Return the figures of regions, of the editions or else the years named, or of all where none is named.
    """
    found: frozenset[str] = frozenset()
    for result in (result for region in regions for result in results(region)):
        if result.edition in editions if editions else (result.year in years or not years):
            found |= result.figures
    return found.union(*map(_facts, regions))


@cache
def results(region: str) -> tuple[Result, ...]:
    """
    Return the published results of a region: components, questions, index, improvement, and ranks.
    """
    held = [*gm100.evaluations(region=region)]
    tables = {evaluation.edition for evaluation in held}
    if region in gm100.dossiers():
        held += [each for each in gm100.dossiers()[region].evaluations if each.edition not in tables]
    return tuple(Result(str(e.year), e.edition or "", frozenset(_of(e))) for e in held)


def _of(e: gm100.Evaluation) -> Iterator[str]:
    index = (e.published_index, e.published_improvement, e.published_previous)
    scores = [*(score.value for score in (*e.scores, *e.pillar_scores)), *(question.value for question in e.questions)]
    yield from (_plain(str(value)) for value in (*index, *scores) if value is not None)
    if e.published_rank is not None:
        yield f"#{e.published_rank}"
    ranks = _ranks(e.edition) if e.edition else {}
    if e.region in ranks:
        yield f"#{ranks[e.region]}"


@cache
def _ranks(edition: str) -> dict[str, int]:
    ranking = gm100.rank(gm100.evaluations(scorecard=edition), gm100.scorecards()[edition])
    return {row.unit: int(row.rank) for row in ranking if row.rank is not None}


@cache
def _facts(region: str) -> frozenset[str]:
    known = gm100.regions()[region]
    return frozenset(_plain(str(fact)) for fact in (known.latitude, known.longitude, known.area_km2))


def _plain(figure: str) -> str:
    """
    Return a figure without sign and without zeros at its end: `2.60` and `2.6` are the same.
    """
    figure = figure.lstrip("-")
    return figure.rstrip("0").rstrip(".") if "." in figure else figure
