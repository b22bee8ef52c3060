"""
Reports: one page that holds everything it shows, to read, to print and to send. It needs no extra.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.adapters.report.pages import dossier_page, ranking_page, region_page

__all__ = ["dossier_page", "ranking_page", "region_page"]

__getattr__, __dir__ = lazy(__name__, dict.fromkeys(__all__, "pages"))
