"""
`gm100 schema`: print the JSON Schema of a document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gm100.cli._output import as_json, say
from gm100.serializers import openapi, schema
from gm100.serializers.document.envelope import entity_class, entity_types
from gm100.serializers.schemas.json_schema import published

if TYPE_CHECKING:
    import argparse


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser(
        "schema",
        help="print the JSON Schema of a document",
        description="Print the JSON Schema of the documents of an entity; without a name, the names of all entities.",
    )
    command.add_argument("entity", nargs="?", metavar="ENTITY", help="name of an entity, such as Evaluation")
    command.add_argument("--inner", action="store_true", help="describe the entity alone, without the envelope")
    command.add_argument("--all", action="store_true", help="print the schemas of all entities and documents at once")
    command.add_argument("--openapi", action="store_true", help="print a whole OpenAPI 3.1 document")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    if args.openapi:
        say(as_json(openapi()))
    elif args.all:
        say(as_json(published()))
    elif args.entity:
        say(as_json(schema(entity_class(args.entity), document=not args.inner)))
    else:
        say("\n".join(sorted(entity_types())))
    return 0
