"""
OpenAPI 3.1: the document of a service that answers with gm100, and of everything that travels to it and back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from gm100.serializers.document.migrations import SCHEMA_VERSION
from gm100.serializers.schemas.json_schema import DIALECT, DOCUMENT, Schema, all_schemas, document_schemas

_PLACE: Final = "#/components/schemas/"


def openapi(server: str = "http://localhost:8000") -> Schema:
    """
    Return a whole OpenAPI document: five operations, and a schema for every entity and every document.

    >>> sorted(openapi()["paths"])[:2]
    ['/check', '/explain']

    Args:
        server: The address of the service.
    """
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": "gm100",
            "version": str(SCHEMA_VERSION),
            "description": "Indonesia's Gerakan Menuju 100 Smart City: regions, scores, rules.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": server}],
        "security": [],
        "tags": [{"name": "gm100", "description": "What the library does, over HTTP."}],
        "paths": {path: {verb: _operation(*parts)} for path, (verb, *parts) in _PATHS.items()},
        "components": {"schemas": dict(sorted((all_schemas(_PLACE) | document_schemas(_PLACE) | _PROBLEMS).items()))},
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"{_PLACE}{name}"}


def _parameter(name: str, text: str, example: str, *, required: bool = False) -> Schema:
    schema = {"type": "string", "examples": [example]}
    return {"name": name, "in": "query", "required": required, "description": text, "schema": schema}


_ON: Final = _parameter("on", "As things stood on this day, as YYYY-MM-DD.", "2018-12-31")
_SCORECARD: Final = _parameter("scorecard", "The id of a scorecard.", "kominfo-2023-regular", required=True)

_PATHS: Final[Mapping[str, tuple[Any, ...]]] = {
    "/resolve": (
        "get",
        "resolve",
        "Find the region that a name means.",
        [
            _parameter("text", "The name, as a document writes it.", "Pemkab Trenggalek", required=True),
            _ON,
            _parameter("within", "The province to look in: its name or code.", "Jawa Timur"),
        ],
        None,
        "Resolution",
    ),
    "/score": ("post", "score", "Compute the index of evaluations.", [_SCORECARD], "Evaluation", "ScoreResult"),
    "/explain": ("post", "explain", "Show how an index is computed, step by step.", [_SCORECARD], "Evaluation", None),
    "/check": (
        "post",
        "check",
        "Check a dossier against the programme's rules.",
        [_ON, _parameter("book", "The id of a rule book.", "2018")],
        "Dossier",
        "Report",
    ),
    "/status": (
        "get",
        "status",
        "Say what is known of a region, and what is due.",
        [_parameter("region", "The region: its code or its name.", "Kota Kediri", required=True), _ON],
        None,
        "RegionStatus",
    ),
}
"""Each operation: its verb, id and sentence, its parameters, the entity it is sent, and the one it answers with."""


def _operation(name: str, text: str, parameters: list[Schema], sent: str | None, answered: str | None) -> Schema:
    answer: Schema = {"application/json": {"schema": _ref(f"{answered}{DOCUMENT}")}}
    made: Schema = {
        "operationId": name,
        "summary": text,
        "tags": ["gm100"],
        "parameters": parameters,
        "responses": {
            "200": {
                "description": "The answer.",
                "content": answer if answered else {"text/plain": {"schema": {"type": "string"}}},
            },
            "422": {
                "description": "Something is wrong with what was sent; all of it is listed.",
                "content": {"application/json": {"schema": _ref("Problems")}},
            },
        },
    }
    if sent:
        body = {"application/json": {"schema": _ref(f"{sent}{DOCUMENT}")}}
        made["requestBody"] = {"required": True, "content": body}
    return made


_PROBLEMS: Final[dict[str, Schema]] = {
    "Problems": {
        "title": "Problems",
        "description": "Why a document cannot be used.",
        "type": "object",
        "properties": {
            "document": {"type": "string", "description": "What the document is called."},
            "issues": {"type": "array", "items": _ref("Issue"), "description": "All that is wrong with it."},
        },
        "required": ["document", "issues"],
    },
    "Issue": {
        "title": "Issue",
        "description": "One thing that is wrong with a document.",
        "type": "object",
        "properties": {
            "code": {"type": "string", "description": "What kind of problem it is.", "examples": ["not-allowed"]},
            "message": {"type": "string", "description": "One sentence for a person."},
            "path": {
                "type": "array",
                "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
                "description": "The way to the place.",
            },
        },
        "required": ["code", "message", "path"],
    },
}
