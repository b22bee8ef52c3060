"""
The issues in what a converter raised, ours and those of cattrs, with full paths.
"""

from __future__ import annotations

from collections.abc import Iterator

from cattrs import (
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    StructureHandlerNotFoundError,
)
from cattrs.errors import AttributeValidationNote, IterableValidationNote

from gm100.errors import InvalidEntityError, Issue, PathPart, RefusedError
from gm100.serializers.structure.refusal import at


def issues_of(error: BaseException) -> tuple[Issue, ...]:
    """
    Return everything that a converter of `make_converter` found wrong, with full paths.

    Our own refusals keep their issues; what cattrs says of the classes around them becomes issues of the same shape.

    >>> import gm100
    >>> from gm100.serializers import make_converter
    >>> try:
    ...     make_converter().structure({"dimension": "Output"}, gm100.DimensionScore)
    ... except Exception as error:
    ...     print([(issue.place, issue.code) for issue in issues_of(error)])
    [('$.dimension', 'not-allowed'), ('$.value', 'missing')]

    Raises:
        StructureHandlerNotFoundError: A class has no hook: that is a fault of the program, not of the document.
    """
    return tuple(_issues(error))


def _issues(error: BaseException) -> Iterator[Issue]:
    if isinstance(error, StructureHandlerNotFoundError):
        raise error
    if isinstance(error, RefusedError | InvalidEntityError):
        yield from error.issues
    elif isinstance(error, ForbiddenExtraKeysError):
        yield from (Issue("unknown-key", "unknown key", (key,), key) for key in sorted(error.extra_fields))
    elif isinstance(error, ClassValidationError | IterableValidationError):
        for each in error.exceptions:
            step = _step(each)
            yield from _issues(each) if step is None else at(step, _issues(each))
    elif isinstance(error, KeyError):
        yield Issue("missing", "is missing")
    else:
        yield Issue("wrong-type", str(error) or type(error).__name__)


def _step(error: BaseException) -> PathPart | None:
    """
    Return the step that cattrs noted on an error: the field or the place it happened at.
    """
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return note.name
        if isinstance(note, IterableValidationNote):
            index: PathPart = note.index
            return index
    return None
