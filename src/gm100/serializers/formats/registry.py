"""
The formats, by name and by suffix, as a value that is never changed.

A format is a record of functions. `FORMATS.with_format(...)` returns a registry with one more, to be handed to `load`
and `dump`; nothing is registered for anyone else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

import attrs

from gm100.errors import UnknownFormatError
from gm100.fields.arguments import one_of, refused

Loads = Callable[..., Any]
Dumps = Callable[..., Any]


class Format(NamedTuple):
    """
    A format: how it is recognised, read and written.

    Attributes:
        name: What it is called.
        suffixes: The ends of file names that mean it, with the dot.
        loads: Takes text or bytes and a `Request`, and options by name; returns the entity or entities, or raises
            `DocumentError` with all that is wrong.
        dumps: Takes the entity or entities and options by name; returns text or bytes, or raises `CannotHoldError`.
    """

    name: str
    suffixes: tuple[str, ...]
    loads: Loads
    dumps: Dumps


class Formats(Mapping[str, Format]):
    """
    Formats by name.
    """

    def __init__(self, formats: tuple[Format, ...]) -> None:
        self._by_name = {format_.name: format_ for format_ in formats}
        if len(self._by_name) < len(formats):
            message = "two formats have the same name"
            raise ValueError(message)

    def __repr__(self) -> str:
        return f"<Formats {', '.join(self._by_name)}>"

    def __getitem__(self, name: str) -> Format:
        found = self._by_name.get(name)
        if found is None:
            raise UnknownFormatError("format", name, self._by_name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def of(self, file: Path) -> Format:
        """
        Return the format of a file by the end of its name; the longest end counts.

        Raises:
            UnknownFormatError: No format has that end.
        """
        name = file.name.lower()
        ends = {suffix: each for each in self._by_name.values() for suffix in each.suffixes if name.endswith(suffix)}
        if not ends:
            raise UnknownFormatError("format", file.suffix or file.name, self._by_name)
        return ends[max(ends, key=len)]

    def with_format(self, new: Format) -> Formats:
        """
        Return a registry with one more format.

        Raises:
            ValueError: There is one of that name, or one that claims one of its suffixes.
        """
        claimed = {suffix: each.name for each in self._by_name.values() for suffix in each.suffixes}
        taken = next((suffix for suffix in new.suffixes if suffix in claimed), None)
        if taken:
            message = f"{taken} is already the suffix of {claimed[taken]}"
            raise ValueError(message)
        return Formats((*self._by_name.values(), new))


@attrs.frozen
class _Late:
    """
    A function of a format, whose module is imported when it is first called.
    """

    format: str
    module: str
    function: str
    given: tuple[tuple[str, Any], ...] = ()

    def __call__(self, data: Any, *args: Any, **options: Any) -> Any:
        wanted, given = _found(self.module, self.function), dict(self.given)
        known = (wanted.__kwdefaults__ or {}).keys() - given.keys()
        for option, value in options.items():
            if option not in known:
                taken = one_of(sorted(known)) if known else "no option"
                raise refused(option, value, f"{taken} for the format {self.format}")
        return wanted(data, *args, **given, **options)


@cache
def _found(module: str, function: str) -> Callable[..., Any]:
    made: Callable[..., Any] = getattr(import_module(f"gm100.serializers.formats.{module}"), function)
    return made


def _format(name: str, suffixes: tuple[str, ...], module: str, ending: str = "", **given: Any) -> Format:
    loads, dumps = (_Late(name, module, f"{verb}{ending}", tuple(given.items())) for verb in ("loads", "dumps"))
    return Format(name, suffixes, loads, dumps)


FORMATS: Final = Formats(
    (
        _format("json", (".json",), "json_"),
        _format("jsonl", (".jsonl", ".ndjson"), "lines"),
        _format("csv", (".csv",), "csv_"),
        _format("tsv", (".tsv",), "csv_", delimiter="\t"),
        _format("tables", (".zip",), "tables"),
        _format("toml", (".toml",), "toml_"),
        _format("yaml", (".yaml", ".yml"), "yaml_"),
        _format("msgpack", (".msgpack",), "msgpack_"),
        _format("geojson", (".geojson",), "geojson"),
        _format("ngsi-ld", (".jsonld",), "ngsi_ld"),
        _format("parquet", (".parquet",), "arrow"),
        _format("arrow", (".arrow", ".feather"), "arrow", "_ipc"),
    )
)
"""The formats that gm100 knows."""
