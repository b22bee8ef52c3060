"""
The envelope of every document: which schema version, which entity, one or many.

Formats turn text into a tree and back; what the tree means is decided here, the same for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from gm100 import model
from gm100._lazy import RENAMED
from gm100.errors import Issue, RefusedError, UnknownIdError, shorten
from gm100.fields.arguments import is_collection, refused
from gm100.fields.convert import is_entity
from gm100.fields.expected import type_name
from gm100.serializers.document.lenient import LenientOptions, Notes
from gm100.serializers.document.limits import LIMITS, Limits
from gm100.serializers.document.migrations import SCHEMA_VERSION, migrate
from gm100.serializers.document.tree import Repeated
from gm100.serializers.structure.converter import converter
from gm100.serializers.structure.readers import ReadOptions
from gm100.serializers.structure.refusal import at, refuse, suggestion, unknown
from gm100.serializers.structure.scalars import with_a_point
from gm100.text.layout import close_to

_ENVELOPE: Final = ("schema_version", "type", "item", "items")
_UNSEEN: Final = type("Unseen", (), {})
"""What stands for a name of the model that was not imported yet."""


class Request(NamedTuple):
    """
    What a reader is given beside the document.

    Attributes:
        document: What to call it in errors.
        limits: How much it may hold.
        entity: The class it must be of, for formats that do not say; `None` takes what the document says.
        lenient: What may differ from the document format; `None` refuses everything that does.
        notes: Where a lenient reader writes down what it did.
    """

    document: str
    limits: Limits = LIMITS
    entity: type | None = None
    lenient: LenientOptions | None = None
    notes: Notes | None = None


class EntityTypes(Mapping[str, type]):
    """
    The entity classes by the name that documents use; a class is imported when it is asked for.
    """

    def __init__(self) -> None:
        self._found: dict[str, type | None] = dict.fromkeys(dir(model), _UNSEEN)

    def __getitem__(self, name: str) -> type:
        name = RENAMED.get(name, name).rpartition(".")[2]
        found = self._found[name]
        if found is _UNSEEN:
            cls = getattr(model, name)
            found = self._found[name] = cls if is_entity(cls) else None
        if found is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._found if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def entity_types() -> Mapping[str, type]:
    """
    Return the entity classes by the name that documents use.
    """
    return EntityTypes()


def entity_class(name: str) -> type:
    """
    Return the entity class of a name.

    Raises:
        UnknownIdError: There is none.
    """
    known = entity_types()
    if name not in known:
        raise UnknownIdError("entity", name, close_to(name, known))
    return known[name]


def class_of(given: type | str, name: str = "entity") -> type:
    """
    Return an entity class given by itself or by its name.

    Raises:
        ArgumentError: It is the class of something else.
        UnknownIdError: There is none of that name.
    """
    if isinstance(given, str):
        return entity_class(given)
    if entity_types().get(given.__name__) is not given:
        raise refused(name, given, "an entity class, such as Evaluation, or its name")
    return given


def class_if(given: type | str | None) -> type | None:
    """
    Return an entity class as `class_of` does, and nothing where nothing is given.
    """
    return None if given is None else class_of(given)


def entities_of(data: Any) -> tuple[Any, ...]:
    """
    Return one or several things as several; of a catalogue, its entities in their order.
    """
    if not is_collection(data):
        return (data,) if type(data).__name__ in entity_types() else ()
    return tuple(data.values() if isinstance(data, Mapping) else data)


def items_of(data: Any, entity: type | None = None) -> tuple[type, tuple[Any, ...], bool]:
    """
    Return the class of what is to be written, the entities, and whether they are many.

    Raises:
        ArgumentError: The data is not an entity, or entities of several types.
    """
    if type(data).__name__ in entity_types():
        return type(data), (data,), False
    items = entities_of(data)
    kinds = sorted({type(item).__name__ for item in items}) or [entity.__name__ if entity else "nothing"]
    if len(kinds) != 1 or kinds[0] not in entity_types():
        advice = f"it contains {', '.join(kinds)}" if items else "say entity= to write none"
        raise refused("data", data, "one entity, or one or more of one type", advice)
    return entity_types()[kinds[0]], items, True


def to_tree(data: Any, entity: type | None = None) -> dict[str, Any]:
    """
    Return entities as the tree of a document.

    Raises:
        TypeError: As `items_of`.
        CannotHoldError: A number is too long for any document.
    """
    cls, items, many = items_of(data, entity)
    write = converter().get_unstructure_hook(cls)
    body = {"items": [write(item) for item in items]} if many else {"item": write(data)}
    return {"schema_version": SCHEMA_VERSION, "type": cls.__name__, **body}


def from_tree(tree: Any, request: Request, *, plain_numbers: bool = False) -> Any:
    """
    Return the entity of a document, or a tuple of them.

    Raises:
        RefusedError: Something in it is wrong.
    """
    if not isinstance(tree, dict):
        raise refuse("wrong-type", tree, "an object with schema_version, type and item or items")
    tree = migrate(tree)
    cls, many = _envelope(tree, request.entity)
    key = "items" if many else "item"
    body = tree[key]
    if request.lenient is not None and request.notes is not None:
        body = request.lenient.prepare(body, cls, request.notes.below(key), many=many)
    hint: Any = tuple[cls, ...] if many else cls  # type: ignore[valid-type]  # built at run time
    reading = ReadOptions(request.limits.issues, plain_numbers)
    try:
        return converter(reading).get_structure_hook(hint)(body, hint)
    except RefusedError as refused:
        issues = at(key, refused.issues)
        raise RefusedError(request.notes.original(issues) if request.notes else issues) from None


def one_from_tree(tree: Any, request: Request, *, plain_numbers: bool = False) -> Any:
    """
    Return the entity of a document that holds one, for what is a field or a cell.

    Raises:
        RefusedError: It holds several or none, or something in it is wrong.
    """
    found = from_tree(tree, request, plain_numbers=plain_numbers)
    items = found if type(found) is tuple else (found,)
    if len(items) != 1:
        message = f"contains {len(items)} of {tree['type']}, expected one"
        raise RefusedError([Issue("not-one", message, (), str(len(items)), "1")])
    return items[0]


def _envelope(tree: dict[str, Any], entity: type | None) -> tuple[type, bool]:
    issues = unknown((key for key in tree if key not in _ENVELOPE), _ENVELOPE, LIMITS.issues)
    if isinstance(tree, Repeated):
        issues += [Issue("duplicate", "the key is given twice", (k,), k) for k in tree.repeated_keys]
    issues += _version_issues(tree)
    issues += _type_issues(tree.get("type"), entity)
    if ("item" in tree) == ("items" in tree):
        issues.append(Issue("missing", "expected either item or items"))
    if issues:
        raise RefusedError(issues)
    return entity_types()[str(tree["type"])], "items" in tree


def _version_issues(tree: dict[str, Any]) -> list[Issue]:
    version = tree.get("schema_version")
    if type(version) is int and version == SCHEMA_VERSION:
        return []
    if type(version) is float and version == SCHEMA_VERSION:
        return at("schema_version", with_a_point(version).issues)
    newer = type(version) is int and version > SCHEMA_VERSION
    advice = "it was written by a newer gm100; update to read it" if newer else "correct the document"
    message = f"got {shorten(version)}, expected {SCHEMA_VERSION}: {advice}"
    return [Issue("schema-version", message, ("schema_version",), shorten(version), str(SCHEMA_VERSION))]


def _type_issues(name: Any, entity: type | None) -> list[Issue]:
    known = entity_types() if entity is None else {entity.__name__: entity}
    if isinstance(name, str) and name in known:
        return []
    expected = "the name of an entity" if entity is None else entity.__name__
    message = f"got {shorten(name)}, expected {expected}{suggestion(name, known)}"
    return [Issue("unknown-type", message, ("type",), shorten(name), type_name(str))]
