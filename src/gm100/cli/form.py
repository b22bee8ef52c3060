"""
`gm100 form`: the self-assessment form of an edition, as a workbook to fill in.
"""

from __future__ import annotations

from types import SimpleNamespace

from gm100.adapters.workbook import write_form
from gm100.cli._given import card_of, region_of
from gm100.cli._parse import misused
from gm100.errors import UnknownRegionError
from gm100.model import Region


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    if args.out is None or not args.out.lower().endswith(".xlsx"):
        raise misused(args.lang, "needs_workbook")
    area = None if args.region is None else region_of(args.region, args.lang)
    if area is not None and not isinstance(area, Region):
        raise UnknownRegionError(str(args.region), f"it is a province, {area.full_name}")
    write_form(card_of(args.edition), args.out, region=area, lang=args.lang)
    return 0
