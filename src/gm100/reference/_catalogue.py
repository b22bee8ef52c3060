"""
An immutable mapping of entities by code, each built when it is first looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, Self, TypeVar, overload

from gm100.errors import UnknownIdError
from gm100.fields.arguments import checked, described
from gm100.text.layout import close_to

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
D = TypeVar("D")


class Keyed(Mapping[K, T], Generic[K, T]):
    """
    Entities by key, in the order of the keys.

    Bundled tables hold hundreds of rows of which a program looks at a few; building one only when it is asked for
    keeps first use under a few milliseconds. What is built is kept.
    """

    kind = "entry"
    opened_by = ""
    _whole: Self | None = None

    def __init__(self, keys: Iterable[K], build: Callable[[K], T]) -> None:
        self._built: dict[K, T | None] = dict.fromkeys(keys)
        self._build = build

    @checked
    def part(self, keys: Iterable[K]) -> Self:
        """
        Return a catalogue of some of the keys.

        Raises:
            UnknownIdError: There is no such key.
            ArgumentError: It is one text, and no collection of them.
        """
        wanted = [*keys]
        unknown = [key for key in wanted if key not in self]
        if unknown:
            raise self._unknown(unknown[0])
        made = type(self)(wanted, self.__getitem__)
        made._whole = self._whole or self  # noqa: SLF001 - it is one of these
        return made

    def __getitem__(self, key: K) -> T:
        """
        Return the entity of a key.

        Raises:
            UnknownIdError: There is none; keys that look alike are named.
        """
        if key not in self:
            raise self._unknown(key)
        made = self._built[key]
        if made is None:
            made = self._built[key] = self._build(key)
        return made

    @overload
    def get(self, key: K, /) -> T | None: ...
    @overload
    def get(self, key: K, /, default: T | D) -> T | D: ...
    def get(self, key: K, default: Any = None) -> Any:
        """
        Return the entity of a key, or something else where there is none; nothing alike is looked for.
        """
        return self[key] if key in self else default  # noqa: SIM401 - it is what `get` does

    def _unknown(self, key: object) -> UnknownIdError:
        text = key if isinstance(key, str) else described(key)
        is_number = isinstance(key, int | float) and isinstance(next(iter(self), ""), str)
        got = f"{text} ({type(key).__name__})" if is_number else text  # The float 35.03 is not the code 35.03.
        return UnknownIdError(self.kind, got, self._near(text))

    def __hash__(self) -> int:
        return hash(frozenset(self._built))  # Equal mappings have equal keys; nothing is built for it.

    def _near(self, text: str) -> Iterable[str]:
        """
        Return keys that a text may stand for.
        """
        return close_to(text, map(str, self._built))

    def __contains__(self, key: object) -> bool:
        try:
            return key in self._built
        except TypeError:  # What has no hash is not a key.
            return False

    def __iter__(self) -> Iterator[K]:
        return iter(self._built)

    def __len__(self) -> int:
        return len(self._built)

    def _ipython_key_completions_(self) -> list[K]:
        """
        Return the keys that IPython offers behind `[`.
        """
        return list(self._built)

    def __reduce__(self) -> tuple[Any, ...]:
        """
        Return how another process gets the same catalogue: it opens its own, for the data come with the package.
        """
        return _opened, (self.opened_by, None if self._whole is None else tuple(self))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self)}>"


def _opened(name: str, keys: tuple[Any, ...] | None) -> Any:
    from gm100 import reference

    whole = getattr(reference, name)()
    return whole if keys is None else whole.part(keys)


class Catalogue(Keyed[str, T], Generic[T]):
    """
    Entities by code, in the order of their codes.
    """
