"""
`gm100 schema`: print the JSON Schema of a document.
"""

from __future__ import annotations

from types import SimpleNamespace

from gm100.cli._output import as_json, say
from gm100.serializers import openapi, schema
from gm100.serializers.document.envelope import entity_class, entity_types
from gm100.serializers.schemas.json_schema import published


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    if args.openapi:
        say(as_json(openapi()))
    elif args.all:
        say(as_json(published()))
    elif args.entity:
        name = next((each for each in entity_types() if each.lower() == args.entity.lower()), str(args.entity))
        say(as_json(schema(entity_class(name), document=not args.inner)))
    else:
        say("\n".join(sorted(entity_types())))
    return 0
