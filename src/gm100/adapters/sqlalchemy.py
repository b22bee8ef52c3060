"""
Entities of gm100 in a column of a database, as the JSON documents they are (extra `sqlalchemy`).

    class Row(Base):
        score: Mapped[gm100.Evaluation] = mapped_column(EntityType(gm100.Evaluation))
"""

from __future__ import annotations

from typing import Any, Generic, NoReturn, TypeVar

from gm100.errors import ArgumentError, DocumentError, Issue, MissingExtraError, RefusedError, shorten
from gm100.serializers.document.envelope import Request, entity_types, one_from_tree, to_tree

try:
    from sqlalchemy import JSON
    from sqlalchemy.dialects.postgresql import JSONB
    from sqlalchemy.types import TypeDecorator
except ImportError:
    raise MissingExtraError("a column of SQLAlchemy", "sqlalchemy") from None

T = TypeVar("T")


class EntityType(TypeDecorator[T], Generic[T]):
    """
    The type of a column that holds one entity of a class, or SQL NULL.

    The document has its envelope, so that rows written by this version are read by later ones; what is read is parsed
    strictly. On PostgreSQL it is JSONB, which can be compared and searched: `Row.score["item"]["year"].as_integer()`.

    Args:
        entity: The entity class, or its name, which is what a migration writes.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, entity: type[T] | str) -> None:
        self.entity = entity if isinstance(entity, str) else str(getattr(entity, "__name__", ""))
        if self.entity not in entity_types():
            message = f"got {shorten(entity)}, expected an entity class, such as gm100.Evaluation"
            raise ArgumentError("EntityType", [Issue("wrong-type", message, ("entity",), shorten(entity))])
        super().__init__(none_as_null=True)

    def __repr__(self) -> str:
        return f"EntityType({self.entity!r})"

    def __set_name__(self, owner: type, name: str) -> NoReturn:
        """
        Refuse to be in a class by itself, where SQLAlchemy would pass over it and store nothing.
        """
        message = f"got a type for {owner.__name__}.{name}, expected a column: write mapped_column({self!r})"
        raise ArgumentError("EntityType", [Issue("no-column", message, (name,))])

    def load_dialect_impl(self, dialect: Any) -> Any:
        """
        Return the type that the database has for documents.
        """
        return dialect.type_descriptor((JSONB if dialect.name == "postgresql" else JSON)(none_as_null=True))

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """
        Compare with entities as documents, and with parts of a document as what they are.
        """
        return self if type(value) is self._cls else self.impl_instance.coerce_compared_value(op, value)

    def process_bind_param(self, value: Any, dialect: Any) -> Any:  # noqa: ARG002 - SQLAlchemy wants this signature
        """
        Return the document of an entity; anything else is refused before it is written.
        """
        if value is None:
            return None
        if type(value) is not self._cls:
            message = f"got {shorten(value)}, expected one {self.entity} or None"
            raise ArgumentError("EntityType", [Issue("wrong-type", message, (), shorten(value), self.entity)])
        return to_tree(value)

    def process_result_value(self, value: Any, dialect: Any) -> T | None:  # noqa: ARG002 - as above
        """
        Return the entity of a document.

        Raises:
            DocumentError: Someone wrote something else into the column.
        """
        if value is None:
            return None
        request = Request("a database column", entity=self._cls)
        try:
            found: T = one_from_tree(value, request)
        except RefusedError as refused:
            raise DocumentError(request.document, refused.issues) from None
        return found

    @property
    def _cls(self) -> Any:
        return entity_types()[self.entity]


def entity_column(cls: Any) -> EntityType[Any]:
    """
    Return `EntityType(cls)`; the name stays for code that was written with it.
    """
    return EntityType(cls)
