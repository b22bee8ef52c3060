"""
An immutable mapping of entities by code, each built when it is first looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Generic, TypeVar

from gm100.errors import UnknownIdError

T = TypeVar("T")


class Catalogue(Mapping[str, T], Generic[T]):
    """
    Entities by code, in the order of their codes.

    Bundled tables hold hundreds of rows of which a program looks at a few; building one only when it is asked for
    keeps first use under a few milliseconds. What is built is kept.
    """

    kind = "entry"

    def __init__(self, codes: Iterable[str], build: Callable[[str], T]) -> None:
        self._built: dict[str, T | None] = dict.fromkeys(codes)
        self._build = build

    def __getitem__(self, code: str) -> T:
        """
        Return the entity of a code.

        Raises:
            UnknownIdError: There is none; codes that look alike are named.
        """
        if code not in self._built:
            raise UnknownIdError(self.kind, code, get_close_matches(str(code), self._built))
        made = self._built[code]
        if made is None:
            made = self._built[code] = self._build(code)
        return made

    def __contains__(self, code: object) -> bool:
        return code in self._built

    def __iter__(self) -> Iterator[str]:
        return iter(self._built)

    def __len__(self) -> int:
        return len(self._built)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self)}>"
