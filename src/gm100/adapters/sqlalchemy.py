"""
Entities of gm100 in a column of a database, as the JSON documents they are.
"""

from __future__ import annotations

from typing import Any

from gm100.errors import DocumentError, MissingExtraError, RefusedError
from gm100.serializers.document.envelope import Request, from_tree, to_tree


def entity_column(cls: Any) -> Any:
    """
    Return a column type of SQLAlchemy that stores an entity as a JSON document.

    The document has its envelope, so that rows written by this version are read by later ones; what is read goes
    through the strict door.

    Args:
        cls: The entity class.

    Raises:
        MissingExtraError: SQLAlchemy is not installed.
    """
    try:
        from sqlalchemy import JSON
        from sqlalchemy.types import TypeDecorator
    except ImportError:
        raise MissingExtraError("a column of SQLAlchemy", "sqlalchemy") from None

    class EntityColumn(TypeDecorator[Any]):
        """
        A JSON column that holds one entity.
        """

        impl = JSON
        cache_ok = True

        def process_bind_param(self, value: Any, dialect: Any) -> Any:  # noqa: ARG002 - SQLAlchemy wants this signature
            return None if value is None else to_tree(value)

        def process_result_value(self, value: Any, dialect: Any) -> Any:  # noqa: ARG002 - as above
            return None if value is None else _entity(value, cls)

    return EntityColumn()


def _entity(tree: Any, cls: type) -> Any:
    request = Request("a database column", entity=cls)
    try:
        return from_tree(tree, request)
    except RefusedError as refused:
        raise DocumentError(request.document, refused.issues) from None
