"""
GeoJSON (RFC 7946): entities as features, for maps.

A region carries its own point. Anything else that names a region by code is given the point of that region, from the
`regions` handed in; that point is derived, and reading leaves it alone. Numbers are numbers here, so that a map can be
coloured by them, and keep their digits (`3.10`); a decimal that a binary number cannot carry stays text.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from gm100.errors import CannotHoldError, Issue, RefusedError
from gm100.fields.field import rules_of
from gm100.serializers.document.envelope import Request, entity_types, from_tree, to_tree
from gm100.serializers.document.tree import check_tree
from gm100.serializers.formats.json_ import parse, render
from gm100.serializers.structure.refusal import at, refuse
from gm100.serializers.structure.scalars import PlainNumber
from gm100.serializers.structure.shapes import rule_table, shape_of

MEMBER: Final = "gm100"
"""The foreign member that says what the features are: `{"schema_version": 1, "type": "Region"}`."""

_POINT: Final = ("longitude", "latitude")
_PRECISION: Final = 15  # Decimal digits that a binary number of 64 bits always keeps.


def dumps(
    data: Any, *, entity: type | None = None, regions: Mapping[str, Any] | None = None, indent: int | None = 2
) -> str:
    """
    Write an entity as a feature, or many of one type as a collection of features.

    Args:
        data: The entity or entities.
        entity: Their class, where there may be none of them.
        regions: The regions by code, to place what only names its region; without them it has no place.
        indent: How far to indent, or `None` for a single line.

    Raises:
        TypeError: The data is not an entity, or entities of several types.
        CannotHoldError: A coordinate has more digits than GeoJSON readers keep.
    """
    tree = to_tree(data, entity)
    cls = entity_types()[tree["type"]]
    places = regions or {}
    head = {MEMBER: {"schema_version": tree["schema_version"], "type": tree["type"]}}
    if "item" in tree:
        return _written({"type": "Feature", **head, **_feature(tree["item"], cls, places)}, indent) + "\n"
    features = [{"type": "Feature", **_feature(item, cls, places)} for item in tree["items"]]
    return _written({"type": "FeatureCollection", **head, "features": features}, indent) + "\n"


def _written(node: Any, indent: int | None, level: int = 1) -> str:
    """
    Return a tree as JSON text in which numbers keep their digits, which Python's own writer cannot do.
    """
    if isinstance(node, PlainNumber):
        return str(node)
    if not (isinstance(node, dict | list) and node):
        return render(node)
    if isinstance(node, dict):
        space = " " if indent else ""
        parts = [f"{render(key)}:{space}{_written(value, indent, level + 1)}" for key, value in node.items()]
    else:
        parts = [_written(value, indent, level + 1) for value in node]
    start, end = "{}" if isinstance(node, dict) else "[]"
    if not indent:
        return start + ",".join(parts) + end
    margin = "\n" + " " * (indent * level)
    return start + margin + f",{margin}".join(parts) + margin[:-indent] + end


def _feature(item: dict[str, Any], cls: type, places: Mapping[str, Any]) -> dict[str, Any]:
    properties = {rule.name: _number(item[rule.name], rule.hint) for rule in rules_of(cls) if rule.name in item}
    if _has_point(cls):
        return {"geometry": _own_point(properties), "properties": properties}
    region = item.get("region")
    place = places.get(region) if isinstance(region, str) else None
    return {"geometry": _point_of(place), "properties": properties}


def _has_point(cls: type) -> bool:
    return all(name in rule_table(cls) for name in _POINT)


def _number(value: Any, hint: Any) -> Any:
    """
    Return a decimal as a number where no digit is lost by it; anything else as it is.
    """
    if shape_of(hint).of is not Decimal or not isinstance(value, str):
        return value
    digits = value.lstrip("-").replace(".", "").strip("0")
    exact = len(digits) <= _PRECISION and Decimal(repr(float(value))) == Decimal(value)
    return PlainNumber(value) if exact else value


def _own_point(properties: dict[str, Any]) -> dict[str, Any] | None:
    """
    Take the coordinates out of the properties and return them as a point.
    """
    found = [properties.get(name) for name in _POINT]
    if None in found:
        return None
    long = [name for name in _POINT if not isinstance(properties[name], PlainNumber)]
    if long:
        message = f"has more than {_PRECISION} digits; round it, or use JSON"
        raise CannotHoldError("GeoJSON", [Issue("too-large", message, (name,), properties[name]) for name in long])
    return {"type": "Point", "coordinates": [properties.pop(name) for name in _POINT]}


def _point_of(place: Any) -> dict[str, Any] | None:
    if place is None or place.longitude is None or place.latitude is None:
        return None
    return {"type": "Point", "coordinates": [PlainNumber(f"{place.longitude:f}"), PlainNumber(f"{place.latitude:f}")]}


def loads(data: str | bytes, request: Request) -> Any:
    """
    Read features that gm100 wrote, or others of which the caller says the entity.

    Raises:
        RefusedError: It is not GeoJSON, or something in it is wrong.
    """
    tree = parse(data, request.limits, plain_numbers=True)
    check_tree(tree)
    if not isinstance(tree, dict) or tree.get("type") not in ("Feature", "FeatureCollection"):
        raise refuse("no-geojson", tree, "a Feature or a FeatureCollection")
    many = tree["type"] == "FeatureCollection"
    head = tree.get(MEMBER)
    if not isinstance(head, dict):
        head = {"schema_version": 1, "type": request.entity.__name__} if request.entity else {}
    features = tree.get("features") if many else [tree]
    if not isinstance(features, list):
        raise RefusedError(at("features", refuse("wrong-type", features, "a list of features").issues))
    items = [_item(feature, entity_types().get(str(head.get("type")))) for feature in features]
    body = {"items": items} if many else {"item": items[0]}
    try:
        return from_tree(head | body, request, plain_numbers=True)
    except RefusedError as refused:
        raise RefusedError([issue._replace(path=_place(issue.path)) for issue in refused.issues]) from None


def _item(feature: Any, cls: type | None) -> Any:
    properties = feature.get("properties") if isinstance(feature, dict) else feature
    if cls is None or not isinstance(properties, dict) or not _has_point(cls):
        return properties
    geometry = feature.get("geometry")
    point = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    if not isinstance(point, list):
        return properties
    return properties | dict(zip(_POINT, point, strict=False))


def _place(path: tuple[Any, ...]) -> tuple[Any, ...]:
    """
    Return the path of an entity's field as GeoJSON has it.
    """
    if path[:1] == ("item",):
        return ("properties", *path[1:])
    if path[:1] == ("items",) and len(path) > 1:
        return ("features", path[1], "properties", *path[2:])
    return path if path[:1] in {("items",), ()} else (MEMBER, *path)
