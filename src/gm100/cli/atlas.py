"""
`gm100 atlas`: a static site on all regions, in a folder.
"""

from __future__ import annotations

from types import SimpleNamespace

from gm100.adapters.atlas import write_atlas
from gm100.cli._parse import misused


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    if args.out in {None, "-"}:
        raise misused(args.lang, "needs_folder")
    write_atlas(args.out, lang=args.lang)
    return 0
