"""
MessagePack documents: the same tree as JSON, in fewer bytes.
"""

from __future__ import annotations

from typing import Any

from gm100._extras import library
from gm100.errors import CannotHoldError, Issue, RefusedError
from gm100.serializers.document.envelope import Request, from_tree, to_tree
from gm100.serializers.document.limits import Limits, refuse_nodes, refuse_size
from gm100.serializers.document.tree import check_depth, object_of
from gm100.serializers.structure.refusal import refuse


def dumps(data: Any, *, entity: type | None = None) -> bytes:
    """
    Write an entity, or many of one type, as a MessagePack document.

    Raises:
        TypeError: The data is not an entity, or entities of several types.
        CannotHoldError: A whole number has more than 64 bits, or another number is too long.
        MissingExtraError: msgpack is not installed.
    """
    tree = to_tree(data, entity)
    try:
        made: bytes = _msgpack().packb(tree)
    except (OverflowError, ValueError) as error:
        raise CannotHoldError("MessagePack", [Issue("too-large", str(error))]) from None
    return made


def _msgpack() -> Any:
    return library("msgpack", "MessagePack", "msgpack")


def loads(data: str | bytes, request: Request) -> Any:
    """
    Read a MessagePack document.

    Raises:
        RefusedError: It is not MessagePack, or something in it is wrong.
        MissingExtraError: msgpack is not installed.
    """
    msgpack = _msgpack()
    if isinstance(data, str):
        raise refuse("no-msgpack", data, "bytes")
    refuse_size(len(data), request.limits)
    most = min(request.limits.nodes, len(data))
    budget = _Budget(request.limits)
    try:
        tree = msgpack.unpackb(
            data,
            object_pairs_hook=budget.object_of,
            list_hook=budget.list_of,
            ext_hook=_no_extension,
            strict_map_key=True,
            max_array_len=most,
            max_map_len=most,
        )
    except (ValueError, TypeError, msgpack.UnpackException, RecursionError) as error:
        problem = str(error) or type(error).__name__
        raise RefusedError([Issue("no-msgpack", f"this is not a MessagePack document: {problem}")]) from None
    check_depth(tree, request.limits)
    return from_tree(tree, request)


class _Budget:
    """
    Counts the values of a document while they are made, and stops the parser above the limit.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits, self._nodes = limits, 0

    def list_of(self, items: list[Any]) -> list[Any]:
        """
        Take a list that the parser has made.
        """
        self._nodes += 1 + len(items)
        refuse_nodes(self._nodes, self._limits)
        return items

    def object_of(self, pairs: Any) -> dict[str, Any]:
        """
        Take the keys and values of an object.
        """
        return object_of(self.list_of(list(pairs)))


def _no_extension(code: int, _: Any) -> Any:
    message = f"extension type {code} is not read"
    raise ValueError(message)
