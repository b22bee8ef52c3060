"""
Spreadsheets: the self-assessment form of an edition, and tables of results (extra `excel`).
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.adapters.workbook.form import write_form
    from gm100.adapters.workbook.reading import Evidenced, read_evidence, read_form, read_row
    from gm100.adapters.workbook.tables import write_table

__all__ = ["Evidenced", "read_evidence", "read_form", "read_row", "write_form", "write_table"]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Evidenced": "reading",
        "read_evidence": "reading",
        "read_form": "reading",
        "read_row": "reading",
        "write_form": "form",
        "write_table": "tables",
    },
)
