"""
What happens when the library behind an adapter is not installed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import gm100
from gm100.adapters import charts, workbook

CARD = gm100.scorecards()["kominfo-2023-regular"]


def ranked() -> gm100.Ranking:
    """A ranking to draw or to write."""
    return gm100.rank(gm100.evaluations(scorecard=CARD), CARD)


USES: dict[str, tuple[str, str, Callable[[], Any]]] = {
    "score_frame": ("narwhals", "frames", lambda: gm100.score_frame(None, CARD)),
    "to_frame": ("polars", "backends", lambda: gm100.to_frame(gm100.evaluations(year=2022), backend="polars")),
    "from_frame": ("narwhals", "frames", lambda: gm100.from_frame(None, gm100.Region)),
    "resolve_frame": ("narwhals", "frames", lambda: gm100.resolve_frame(None, "name")),
    "charts": ("matplotlib.figure", "charts", lambda: charts.bump({"a": ranked(), "b": ranked()})),
    "write_form": ("openpyxl", "excel", lambda: workbook.write_form(CARD, "never.xlsx")),
    "write_table": ("openpyxl", "excel", lambda: workbook.write_table(ranked(), "never.xlsx")),
}


@pytest.mark.parametrize(("library", "extra", "use"), USES.values(), ids=USES)
def test_the_error_names_the_extra(
    library: str, extra: str, use: Callable[[], Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every adapter says which extra to install, and leaves no file behind."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(gm100.MissingExtraError, match=rf"pip install 'gm100\[{extra}\]'") as caught:
        use()
    assert caught.value.extra == extra
    assert list(tmp_path.iterdir()) == []


def test_reports_and_rich_text_need_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report and what a notebook shows are made without any extra."""
    from gm100.adapters.report import dossier_page

    for library in ("matplotlib", "narwhals", "openpyxl", "numpy", "tqdm"):
        monkeypatch.setitem(sys.modules, library, None)
    assert dossier_page(gm100.dossiers()["35.03"], on=date(2022, 12, 31)).startswith("<!doctype html>")
    assert "<table" in ranked()._repr_html_()
