"""
Draw the charts that the pages show, from bundled data: `python tools/draw_charts.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

import gm100
from gm100.adapters import charts

IMAGES = Path(__file__).resolve().parents[1] / "docs/images"

EARLY, REGULAR, KPPN = (
    gm100.scorecards()[id_] for id_ in ("kominfo-2022-early", "kominfo-2023-regular", "kominfo-2023-kppn-ikn")
)


def draw() -> Iterator[tuple[str, Any]]:
    """Yield each chart by the name of its file."""
    malang = gm100.evaluations(region="35.07", year=2023)[0]
    others = gm100.evaluations(scorecard=KPPN)
    profiles = [charts.profile_of(each) for each in others if each.participated]
    names = ("Kabupaten Malang 2023", "median of 58 regions")
    yield "radar-dimensions", charts.radar(charts.profile_of(malang), cohort=profiles, names=names)
    yield (
        "radar-pillars",
        charts.radar(charts.profile_of(malang, by="pillar"), lang="id", names=("Kabupaten Malang 2023", "")),
    )
    before, after = gm100.rank(gm100.evaluations(scorecard=EARLY), EARLY), gm100.rank(others, KPPN)
    changed = gm100.compare(before["35.07"], after["35.07"])
    yield "waterfall", charts.waterfall(changed, names=("2022", "2023"))
    regular = gm100.rank(gm100.evaluations(scorecard=REGULAR), REGULAR)
    uncertain = gm100.sensitivity(gm100.evaluations(scorecard=REGULAR), REGULAR, draws=1_000, seed=7)
    yield "intervals", charts.intervals(regular.top(20), uncertain)
    yield "bump", charts.bump({"2022": before, "2023": after}, highlight=("12.12", "35.07", "35.01"))
    cohorts = {year: {member.region for member in gm100.members(cohort=year)} for year in (2017, 2018, 2019, 2021)}
    results = gm100.evaluations(year=2023)
    yield "heat", charts.heat({str(y): [e for e in results if e.region in codes] for y, codes in cohorts.items()})
    events = gm100.timeline(gm100.dossiers()["34.01"])
    yield "timeline", charts.timeline([event for event in events if event.kind != "statement"])
    scores = gm100.score(others, KPPN)
    yield "bars", charts.bars(after, 12)
    yield "distribution", charts.distribution(scores)
    yield "scatter", charts.scatter(scores, "output", "impact", name=("35.07", "33.72"))
    yield "correlations", charts.correlations(scores)
    yield "tree", charts.scorecard_tree("spbe-2018", lang="id")
    indices = {place.unit: place.index for ranking in (regular, after) for place in ranking}
    yield "map", charts.region_map(indices, label="Index 2023", name=("33.72", "12.71"))


def main() -> int:
    """Draw every chart, small enough for a page."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, figure in draw():
        drawn = BytesIO()
        figure.savefig(drawn, dpi=80)
        Image.open(drawn).convert("RGB").quantize(128).save(IMAGES / f"{name}.png", optimize=True)
        print(f"docs/images/{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
