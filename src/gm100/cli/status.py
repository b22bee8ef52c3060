"""
`gm100 status`: what is known of a region, or of all of them.
"""

from __future__ import annotations

from types import SimpleNamespace

from gm100.adapters.progress import progress
from gm100.cli._given import region_of
from gm100.cli._output import say, show
from gm100.cli._parse import misused
from gm100.reference import regions, status
from gm100.render.status import status_page, statuses_page


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    if bool(args.all) == bool(args.region):
        raise misused(args.lang, "region_or_all")
    named = [*regions()] if args.all else [region_of(args.region, args.lang).code]
    found = [status(region, on=args.on) for region in progress(named)]
    if args.format == "html":
        say(statuses_page(found, args.lang) if args.all else status_page(found[0], args.lang))
        return 0
    text = "" if args.format != "text" else "\n\n".join(each.text(args.lang) for each in found)
    document = found if args.all else found[0]
    show(args, "status", (each.to_row() for each in found), as_of=args.on, text=text, document=document)
    return 0
