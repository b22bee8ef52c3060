"""
Photograph the reports that the pages show, with the browser of the tests: `python tools/draw_reports.py`.
"""

from __future__ import annotations

import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

import gm100
from gm100.adapters.report import dossier_page, ranking_page, region_page

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests/_support"))
from chromium import Browser, browser  # noqa: E402 - it stands with the tests, which need it first


def pages() -> dict[str, str]:
    """Return each page by the name of its picture."""
    early, kppn = (gm100.scorecards()[id_] for id_ in ("kominfo-2022-early", "kominfo-2023-kppn-ikn"))
    before, after = (gm100.rank(gm100.evaluations(scorecard=card), card) for card in (early, kppn))
    return {
        "report-region": region_page(after, "35.07", previous=[before], lang="id"),
        "report-ranking": ranking_page(after),
        "report-dossier": dossier_page(gm100.dossiers()["35.05"], on=date(2023, 12, 31), lang="id"),
    }


def fragment(tab: Browser, file: Path) -> Image.Image:
    """Return what a notebook shows of a result, in the light and below it in the dark."""
    early = gm100.scorecards()["kominfo-2022-early"]
    shown = gm100.rank(gm100.evaluations(scorecard=early), early)["35.07"]._repr_html_()
    style = "body{margin:1em;font:14px sans-serif}"
    file.write_text(
        f"<!doctype html><meta name=color-scheme content='light dark'><style>{style}</style>{shown}", encoding="utf-8"
    )
    both = Image.new("RGB", (900, 640))
    for place, dark in enumerate((False, True)):
        tab.open(file, 900, dark=dark)
        both.paste(Image.open(BytesIO(tab.picture())).convert("RGB").crop((0, 0, 900, 320)), (0, 320 * place))
    return both


def photograph(tab: Browser, folder: Path, name: str, page: str) -> None:
    """Keep a page as it looks on a wide screen and on a phone, no longer than its first three thousand pixels."""
    file = folder / f"{name}.html"
    file.write_text(page, encoding="utf-8")
    for width in (1280, 360):
        tab.open(file, width)
        picture = Image.open(BytesIO(tab.picture())).convert("RGB")
        kept = picture.crop((0, 0, picture.width, min(picture.height, 3000)))
        if width > 360:
            kept = kept.resize((kept.width // 2, kept.height // 2), Image.Resampling.LANCZOS)
        kept.quantize(128).save(ROOT / f"docs/images/{name}-{width}.png", optimize=True)
        print(f"docs/images/{name}-{width}.png")


def main() -> int:
    """Photograph every page."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, browser(Path(folder)) as tab:
        for name, page in pages().items():
            photograph(tab, Path(folder), name, page)
        picture = fragment(tab, Path(folder) / "fragment.html").quantize(128)
        picture.save(ROOT / "docs/images/notebook-result.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
