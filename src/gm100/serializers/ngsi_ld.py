"""
NGSI-LD entities (JSON-LD) for a FIWARE context broker.

Every field is a property under a term of gm100, so that the entity comes back whole. Where a published smart data model
has a term for the same thing, the entity has it besides: an evaluation is a `KeyPerformanceIndicator` as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from gm100.errors import CannotHoldError, Issue, RefusedError
from gm100.serializers._refusal import refuse
from gm100.serializers._wire import Request, entity_types, from_tree, to_tree
from gm100.serializers.json_ import parse, render
from gm100.serializers.migrations import SCHEMA_VERSION
from gm100.serializers.toml_ import nulls

CORE: Final = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld"
KPI: Final = (
    "https://raw.githubusercontent.com/smart-data-models/dataModel.KeyPerformanceIndicator/master/context.jsonld"
)
VOCABULARY: Final = f"urn:gm100:{SCHEMA_VERSION}:"
"""What the terms of gm100 begin with; a URN, because nobody should have to be online to read a term."""

_PREFIX: Final = "gm100:"
_VERSION: Final = f"{_PREFIX}schema_version"
_MANY: Final = "@graph"


def dumps(data: Any, *, entity: type | None = None, indent: int | None = 2) -> str:
    """
    Write an entity as an NGSI-LD entity, or many of one type as a graph of them.

    Args:
        data: The entity or entities.
        entity: Their class, where there may be none of them.
        indent: How far to indent, or `None` for a single line.

    Raises:
        TypeError: The data is no entity, or entities of several types.
        CannotHoldError: A field says null, which a property cannot.
    """
    tree = to_tree(data, entity)
    name = tree["type"]
    items = tree["items"] if "items" in tree else [tree["item"]]
    issues = [Issue("null", "a property of NGSI-LD cannot be null; use JSON", path) for path in nulls(items)]
    if issues:
        raise CannotHoldError("NGSI-LD", issues)
    made = [_entity(name, item) for item in items]
    context = [*([KPI] if name in _PUBLISHED else []), {"gm100": VOCABULARY}, CORE]
    if "item" in tree:
        return render({**made[0], "@context": context}, indent=indent) + "\n"
    return render({_MANY: made, f"{_PREFIX}type": name, "@context": context}, indent=indent) + "\n"


def _entity(name: str, item: dict[str, Any]) -> dict[str, Any]:
    model, terms = _PUBLISHED.get(name, (f"{_PREFIX}{name}", _no_terms))
    return {
        "id": f"urn:ngsi-ld:{model.removeprefix(_PREFIX)}:gm100:{_key(item)}",
        "type": model,
        _VERSION: _property(SCHEMA_VERSION),
        f"{_PREFIX}entity": _property(name),
        **{term: _property(value) for term, value in terms(item).items()},
        **{f"{_PREFIX}{key}": _property(value) for key, value in item.items()},
    }


def _property(value: Any) -> dict[str, Any]:
    return {"type": "Property", "value": value}


def _key(item: dict[str, Any]) -> str:
    """
    Return an id that the same content always has, and no other content.
    """
    return sha256(render(item).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _no_terms(_: dict[str, Any]) -> dict[str, Any]:
    return {}


def _kpi(item: dict[str, Any]) -> dict[str, Any]:
    """
    Return what an evaluation is as a KeyPerformanceIndicator of the smart data models, version 0.2.1.

    Only what an evaluation knows is said. The index becomes a number, for `kpiValue` is one wherever it is used.
    """
    made: dict[str, Any] = {
        "name": " ".join(item[part] for part in ("edition", "region") if part in item),
        "category": ["quantitative"],
        **({"process": item["edition"]} if "edition" in item else {}),
        "area": item.get("name", item["region"]),
        "calculationPeriod": {"from": f"{item['year']:04}-01-01", "to": f"{item['year']:04}-12-31"},
    }
    index = item.get("published_index")
    return made | ({} if index is None else {"kpiValue": float(Decimal(index))})


_PUBLISHED: Final[Mapping[str, tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]]] = {
    "Evaluation": ("KeyPerformanceIndicator", _kpi)
}
"""The entities for which a smart data model was found: its type, and the terms it has for them."""


def loads(data: str | bytes, request: Request) -> Any:
    """
    Read NGSI-LD that gm100 wrote; terms of others are theirs, and left alone.

    Raises:
        RefusedError: It is no NGSI-LD of gm100, or something in it is wrong.
    """
    tree = parse(data, request.limits)
    if not isinstance(tree, dict) or "@context" not in tree:
        raise refuse("no-ngsi-ld", tree, "an entity or a @graph of entities, with a @context")
    many = _MANY in tree
    found = tree[_MANY] if many else [tree]
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise refuse("no-ngsi-ld", found, "a list of entities")
    names = [tree[f"{_PREFIX}type"]] if f"{_PREFIX}type" in tree else [_value(each, "entity") for each in found[:1]]
    versions = [_value(each, "schema_version") for each in found[:1]] or [SCHEMA_VERSION]
    items = [_item(each) for each in found]
    body = {"items": items} if many else {"item": items[0]}
    head = {"schema_version": versions[0], "type": names[0] if names else None}
    if isinstance(head["type"], str) and head["type"] in entity_types():
        return from_tree({**head, **body}, request)
    raise refuse("unknown-type", head["type"], f"the name of an entity under {_PREFIX}entity")


def _value(entity: dict[str, Any], name: str) -> Any:
    found = entity.get(f"{_PREFIX}{name}")
    return found.get("value") if isinstance(found, dict) else None


def _item(entity: dict[str, Any]) -> dict[str, Any]:
    ours = {key: value for key, value in entity.items() if key.startswith(_PREFIX)}
    wrong = [key for key, value in ours.items() if not isinstance(value, dict) or "value" not in value]
    if wrong:
        raise RefusedError([Issue("wrong-type", "expected a Property with a value", (key,)) for key in wrong])
    skipped = {_VERSION, f"{_PREFIX}entity"}
    return {key.removeprefix(_PREFIX): value["value"] for key, value in ours.items() if key not in skipped}
