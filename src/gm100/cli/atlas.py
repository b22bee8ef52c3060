"""
`gm100 atlas`: a static site on all regions, in a folder.
"""

from __future__ import annotations

from types import SimpleNamespace

from gm100.adapters.atlas import write_atlas
from gm100.cli._output import remark
from gm100.cli._parse import UsageError
from gm100.text.words import words_of


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    says = words_of("usage", args.lang)
    if args.out in {None, "-"}:
        raise UsageError([says["needs_folder"]])
    write_atlas(args.out, lang=args.lang)
    remark(says["wrote"].format(file=args.out))
    return 0
