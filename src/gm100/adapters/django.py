"""
Entities of gm100 in a field of a Django model, as the JSON documents they are (extra `django`).

    class Row(models.Model):
        score = EntityField("Evaluation", null=True)
"""
# pyright: reportMissingTypeStubs=false
# Django has no types of its own.

from __future__ import annotations

import json
from typing import Any

from gm100.errors import ArgumentError, DocumentError, Issue, MissingExtraError, RefusedError, shorten
from gm100.serializers.document.envelope import Request, entity_types, one_from_tree, to_tree

try:
    from django.core.exceptions import ValidationError
    from django.db.models import Field, JSONField
    from django.db.models.fields.json import KeyTransform
except ImportError:
    raise MissingExtraError("a field of a Django model", "django") from None


class EntityField(JSONField):  # type: ignore[misc]  # Django has no types of its own
    """
    A field that holds one entity of a class, or NULL where it may.

    The document has its envelope, so that rows written by this version are read by later ones; what is read is parsed
    strictly. Forms take the JSON text of a document. Lookups go into the document: `score__item__year=2023`.

    Args:
        entity: The entity class, or its name, which is what a migration writes.
        **options: As for every field: `null`, `blank`, `verbose_name`.

    Raises:
        ArgumentError: It is not an entity class.
    """

    description = "an entity of gm100"

    def __init__(self, entity: type | str, **options: Any) -> None:
        self.entity = entity if isinstance(entity, str) else str(getattr(entity, "__name__", ""))
        if self.entity not in entity_types():
            message = f"got {shorten(entity)}, expected an entity class, such as gm100.Evaluation"
            raise ArgumentError("EntityField", [Issue("wrong-type", message, ("entity",), shorten(entity))])
        super().__init__(**{**options, "encoder": _Encoder})

    def deconstruct(self) -> Any:
        """
        Return what a migration writes.
        """
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("encoder", None)
        return name, path, [self.entity, *args], kwargs

    def to_python(self, value: Any) -> Any:
        """
        Return the entity of a document, of its JSON text, or the entity itself.

        Raises:
            ValidationError: It is none; each problem is its own error.
        """
        if value is None or type(value) is self._cls:
            return value
        try:
            tree = json.loads(value) if isinstance(value, str | bytes) else value
            return one_from_tree(tree, Request("a field", entity=self._cls))
        except RefusedError as refused:
            raise ValidationError([ValidationError(str(each), code=each.code) for each in refused.issues]) from None
        except ValueError as error:
            raise ValidationError(str(error), code="no-json") from None

    def validate(self, value: Any, model_instance: Any) -> None:
        """
        Check what every field checks; what the entity must be was checked when it was made.
        """
        Field.validate(self, value, model_instance)

    def get_prep_value(self, value: Any) -> Any:
        """
        Return the document of an entity; anything else is refused before it is written.
        """
        if value is None or hasattr(value, "resolve_expression"):
            return value
        if type(value) is not self._cls:
            message = f"got {shorten(value)}, expected one {self.entity} or None"
            raise ArgumentError("EntityField", [Issue("wrong-type", message, (), shorten(value), self.entity)])
        return to_tree(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """
        Return the entity of a document.

        Raises:
            DocumentError: Someone wrote something else into the column.
        """
        tree = super().from_db_value(value, expression, connection)
        if tree is None:
            return None
        request = Request("a database column", entity=self._cls)
        try:
            return one_from_tree(tree, request)
        except RefusedError as refused:
            raise DocumentError(request.document, refused.issues) from None

    def value_to_string(self, obj: Any) -> Any:
        """
        Return what fixtures hold.
        """
        value = self.value_from_object(obj)
        return None if value is None else to_tree(value)

    def get_transform(self, name: str) -> Any:
        """
        Return what looks into the document.
        """
        return Field.get_transform(self, name) or (lambda *args, **options: _Part(name, *args, **options))

    @property
    def _cls(self) -> Any:
        return entity_types()[self.entity]


class _Part(KeyTransform):  # type: ignore[misc]  # as above
    """
    A part of a document, which is compared with what parts are: numbers, texts.
    """

    output_field: Any = JSONField()


class _Encoder(json.JSONEncoder):
    """
    Writes an entity as its document, for forms.
    """

    def default(self, o: Any) -> Any:
        return to_tree(o) if type(o).__name__ in entity_types() else super().default(o)
