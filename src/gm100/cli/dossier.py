"""
`gm100 dossier`: what is known of a region as a document to complete, with a comment on every field.
"""

from __future__ import annotations

from types import SimpleNamespace

from gm100.cli._given import region_of
from gm100.cli._output import say
from gm100.reference import dossiers
from gm100.serializers.schemas.skeleton import skeleton


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    say(skeleton(dossiers()[region_of(args.region, args.lang, exact=bool(args.exact)).code], args.lang))
    return 0
