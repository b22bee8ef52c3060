"""
Check an evaluation as a FIWARE entity against the JSON Schema of its smart data model.

    pip install jsonschema
    python examples/fiware_entity.py [schema.json common-schema.json]

Hand in the two published files to check against the official schema: `KeyPerformanceIndicator/schema.json` of
github.com/smart-data-models/dataModel.KeyPerformanceIndicator, and the definitions that it refers to,
`common-schema.json` of github.com/smart-data-models/data-models. Without them nothing is fetched: the schema below
is in, our restatement of the types and values that version 0.2.1 publishes for the terms that gm100 uses.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
from referencing import Registry

import gm100

CATEGORIES = ["actionable", "directional", "financial", "input", "lagging", "leading", "output", "practical", "process"]
TERMS = {
    "type": "object",
    "required": ["id", "type"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:ngsi-ld:"},
        "type": {"enum": ["KeyPerformanceIndicator"]},
        "name": {"type": "string"},
        "category": {"type": "array", "minItems": 1, "items": {"enum": [*CATEGORIES, "qualitative", "quantitative"]}},
        "process": {"type": "string"},
        "area": {"type": "string"},
        "calculationPeriod": {
            "type": "object",
            "properties": {
                "from": {"type": "string", "format": "date"},
                "to": {"type": "string", "format": "date"},
            },
        },
        "kpiValue": {"type": ["string", "number", "boolean", "object", "array"]},
    },
}


def key_values(entity: dict[str, Any]) -> dict[str, Any]:
    """
    Return an NGSI-LD entity in the short form that the schemas of the smart data models describe.
    """
    return {
        key: value.get("value", value.get("object")) if isinstance(value, dict) else value
        for key, value in entity.items()
    }


def published(files: list[str]) -> tuple[dict[str, Any], Registry[Any]]:
    """
    Return the published schema, and a registry that has the definitions to which it refers.
    """
    schema, common = (json.loads(Path(file).read_text(encoding="utf-8")) for file in files)
    return schema, Registry().with_contents([(common["$id"], common)])


def main(arguments: list[str]) -> None:
    """
    Check one evaluation, and print it.
    """
    entity = key_values(json.loads(gm100.dumps(gm100.evaluations()[0], format="ngsi-ld")))
    schema, registry = published(arguments) if arguments else (TERMS, Registry())
    checker = jsonschema.Draft202012Validator(schema, registry=registry, format_checker=jsonschema.FormatChecker())
    checker.validate(entity)
    terms = {key: value for key, value in entity.items() if not key.startswith(("gm100:", "@"))}
    print(json.dumps(terms, indent=2, ensure_ascii=False))
    print(f"valid KeyPerformanceIndicator by {'the published schema' if arguments else 'the terms above'}")


if __name__ == "__main__":
    main(sys.argv[1:])
