"""
Check an evaluation as a FIWARE entity against the JSON Schema of its smart data model.

    pip install jsonschema
    python examples/fiware_entity.py [schema.json]

The schema below states the types and allowed values that KeyPerformanceIndicator 0.2.1 publishes for the terms that
gm100 uses. Hand in the published `schema.json` to check against that file itself; its references to the common
definitions of the smart data models are left out then, because they stand on the web.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema

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
    return {key: value["value"] if isinstance(value, dict) else value for key, value in entity.items()}


def published(path: Path) -> dict[str, Any]:
    """
    Return a published schema without its references to the web.
    """
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {**schema, "allOf": [part for part in schema["allOf"] if "$ref" not in part]}


def main(arguments: list[str]) -> None:
    """
    Check one evaluation, and print it.
    """
    entity = key_values(json.loads(gm100.dumps(gm100.evaluations()[0], format="ngsi-ld")))
    schema = published(Path(arguments[0])) if arguments else TERMS
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(entity)
    terms = {key: value for key, value in entity.items() if not key.startswith(("gm100:", "@"))}
    print(json.dumps(terms, indent=2, ensure_ascii=False))
    print("valid KeyPerformanceIndicator")


if __name__ == "__main__":
    main(sys.argv[1:])
