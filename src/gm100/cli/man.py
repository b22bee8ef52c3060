"""
`gm100 man`: the man page, made from the declaration of the commands.
"""

from __future__ import annotations

from types import SimpleNamespace

from gm100.cli._help import man
from gm100.cli._output import say


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    say(man(args.lang))
    return 0
