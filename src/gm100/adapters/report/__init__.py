"""
Reports: one page that holds everything it shows, to read, to print and to send. It needs no extra.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.adapters.report.pages import ranking_page, region_page

__all__ = ["ranking_page", "region_page"]

__getattr__, __dir__ = lazy(__name__, {"ranking_page": "pages", "region_page": "pages"})
