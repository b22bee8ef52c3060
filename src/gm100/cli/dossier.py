"""
`gm100 dossier`: what is known of a region as a document to complete, with a comment on every field.
"""

from __future__ import annotations

from types import SimpleNamespace

from gm100.cli._given import region_of
from gm100.cli._output import say
from gm100.model import Dossier
from gm100.reference import dossiers, evaluations, memberships
from gm100.serializers.schemas.skeleton import skeleton


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    region = region_of(args.region, exact=bool(args.exact))
    known = dossiers().get(region.code)
    if known is None:
        facts = (*memberships(region=region), *evaluations(region=region))
        known = Dossier(region=region.code, name=region.full_name).with_facts(*facts)
    say(skeleton(known, args.lang))
    return 0
