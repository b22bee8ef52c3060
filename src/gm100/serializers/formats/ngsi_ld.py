"""
NGSI-LD entities (JSON-LD) for a FIWARE context broker.

Every field is a property under a term of gm100, so that the entity comes back whole. Where a published smart data model
has a term for the same thing, the entity has it besides: an evaluation is a `KeyPerformanceIndicator` as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote, unquote

import attrs

from gm100.errors import CannotHoldError, Issue, RefusedError
from gm100.fields.field import rules_of
from gm100.serializers.document.envelope import Request, entity_types, from_tree, to_tree
from gm100.serializers.document.migrations import SCHEMA_VERSION
from gm100.serializers.document.tree import check_tree
from gm100.serializers.formats.json_ import parse, render
from gm100.serializers.formats.toml_ import nulls
from gm100.serializers.structure.refusal import refuse
from gm100.serializers.structure.shapes import shape_of

CORE: Final = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld"
KPI: Final = (
    "https://raw.githubusercontent.com/smart-data-models/dataModel.KeyPerformanceIndicator/master/context.jsonld"
)
VOCABULARY: Final = f"urn:gm100:{SCHEMA_VERSION}:"
"""What the terms of gm100 begin with; a URN, because no one should have to be online to read a term."""

_PREFIX: Final = "gm100:"
_VERSION: Final = f"{_PREFIX}schema_version"
_MANY: Final = "@graph"


def dumps(
    data: Any, *, entity: type | None = None, regions: Mapping[str, Any] | None = None, indent: int | None = 2
) -> str:
    """
    Write an entity as an NGSI-LD entity, or many of one type as a graph of them.

    Args:
        data: The entity or entities.
        entity: Their class, where there may be none of them.
        regions: The regions by code, to place what only names its region.
        indent: How far to indent, or `None` for a single line.

    Raises:
        TypeError: The data is not an entity, or entities of several types.
        CannotHoldError: A field says null, which a property cannot.
    """
    tree = to_tree(data, entity)
    name = tree["type"]
    items = tree["items"] if "items" in tree else [tree["item"]]
    issues = [Issue("null", "a property of NGSI-LD cannot be null; use JSON", path) for path in nulls(items)]
    if issues:
        raise CannotHoldError("NGSI-LD", issues)
    made = _with_ids(name, items, [_entity(name, item, regions or {}) for item in items])
    context = [*([KPI] if name in _PUBLISHED else []), {"gm100": VOCABULARY}, CORE]
    if "item" in tree:
        return render({**made[0], "@context": context}, indent=indent) + "\n"
    return render({_MANY: made, f"{_PREFIX}type": name, "@context": context}, indent=indent) + "\n"


def _entity(name: str, item: dict[str, Any], regions: Mapping[str, Any]) -> dict[str, Any]:
    model, terms = _PUBLISHED.get(name, (f"{_PREFIX}{name}", _no_terms))
    observed = _observed(item)
    place = _place(item, regions)
    return {
        "id": "",
        "type": model,
        _VERSION: _property(SCHEMA_VERSION),
        f"{_PREFIX}entity": _property(name),
        **({"location": {"type": "GeoProperty", "value": place}} if place else {}),
        **{term: _property(value) | observed for term, value in terms(item).items()},
        **{f"{_PREFIX}{key}": _attribute(key, value) | observed for key, value in item.items()},
    }


def _property(value: Any) -> dict[str, Any]:
    return {"type": "Property", "value": value}


def _attribute(key: str, value: Any) -> dict[str, Any]:
    """
    Return a field as a property, or as a relationship where it names a region or a province.
    """
    if key in _AREAS and isinstance(value, str) and _CODE.fullmatch(value):
        return {"type": "Relationship", "object": _urn("Region" if "." in value else "Province", [value])}
    return _property(value)


_AREAS: Final = ("region", "province")
_CODE: Final = re.compile(r"[1-9][0-9](\.[0-9]{2})?")


def _observed(item: dict[str, Any]) -> dict[str, str]:
    """
    Return the moment from which the values are known: the day on which their source was published, if it is.
    """
    source = item.get("source")
    published = source.get("published", "") if isinstance(source, dict) else ""
    return {"observedAt": f"{published}T00:00:00Z"} if len(published) == len("2023-12-31") else {}


def _place(item: dict[str, Any], regions: Mapping[str, Any]) -> dict[str, Any] | None:
    """
    Return where an entity is: by its own point, or by that of the region it names.
    """
    own = [item.get(name) for name in ("longitude", "latitude")]
    if None not in own:
        return {"type": "Point", "coordinates": [float(Decimal(str(each))) for each in own]}
    area = regions.get(str(item.get("region")))
    if area is None or area.longitude is None or area.latitude is None:
        return None
    return {"type": "Point", "coordinates": [float(area.longitude), float(area.latitude)]}


def _with_ids(name: str, items: list[dict[str, Any]], made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """
    Give entities an id made of what they are, not of all they hold, so that a correction updates them in a broker.

    Several that are the same by that are numbered in their order.
    """
    model, _ = _PUBLISHED.get(name, (name, _no_terms))
    seen: Counter[str] = Counter()
    for item, entity in zip(items, made, strict=True):
        urn = _urn(model, _identity(name, item))
        seen[urn] += 1
        entity["id"] = urn if seen[urn] == 1 else f"{urn}:{seen[urn]}"
    return made


def _urn(model: str, parts: list[str]) -> str:
    named = ":".join(quote(part, safe="") for part in parts)
    if len(named) > _LONGEST_NAME:
        named = sha256(named.encode()).hexdigest()[:32]
    return f"urn:ngsi-ld:{model}:gm100:{named}"


_LONGEST_NAME: Final = 200


_NAMING: Final = frozenset({"edition", "stage"})
"""Fields that tell one entity from another although a document may lack them."""


def _identity(name: str, item: dict[str, Any]) -> list[str]:
    """
    Return what says which entity this is: its code or id, or else what names it, as region, edition and year.
    """
    for key in ("code", "id"):
        if isinstance(item.get(key), str):
            return [item[key]]
    rules = rules_of(entity_types()[name])
    names = {field.name for field in attrs.fields(entity_types()[name]) if not field.kw_only} | _NAMING
    naming = [rule for rule in rules if rule.required or rule.name in names]
    needed = [item.get(rule.name) for rule in naming if shape_of(rule.hint).kind == "scalar"]
    return [str(each) for each in needed if each is not None] or [sha256(render(item).encode()).hexdigest()[:32]]


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
        RefusedError: It is not NGSI-LD of gm100, or something in it is wrong.
    """
    tree = parse(data, request.limits)
    check_tree(tree)
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
    wrong = [key for key, value in ours.items() if not isinstance(value, dict) or not {"value", "object"} & set(value)]
    if wrong:
        message = "expected a Property with a value, or a Relationship with an object"
        raise RefusedError([Issue("wrong-type", message, (key,)) for key in wrong])
    skipped = {_VERSION, f"{_PREFIX}entity"}
    return {key.removeprefix(_PREFIX): _field(value) for key, value in ours.items() if key not in skipped}


def _field(attribute: dict[str, Any]) -> Any:
    """
    Return what a field holds: the value of a property, or the code at the end of what a relationship leads to.
    """
    if "value" in attribute:
        return attribute["value"]
    target = attribute["object"]
    return unquote(target.rpartition(":")[2]) if isinstance(target, str) else target
