"""
Folders and zip files of tables: an entity with everything in it, as spreadsheets can hold it.

There is one table for the entities, and one for each kind of list in them; `gm100.json` says what they are. The zip has
the same bytes whenever and wherever it is written.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from gm100.errors import Issue, RefusedError
from gm100.serializers.document.envelope import Request, entity_types, items_of
from gm100.serializers.document.limits import Limits, refuse_nodes, refuse_size
from gm100.serializers.document.migrations import SCHEMA_VERSION
from gm100.serializers.document.text import bytes_of
from gm100.serializers.document.tree import check_tree
from gm100.serializers.formats.csv_ import joined, read_rows, refuse_blank, write_lines
from gm100.serializers.structure.refusal import refuse
from gm100.serializers.tabular.linked import (
    ROW,
    Joiner,
    Rows,
    Tables,
    known_column,
    unknown_columns,
)
from gm100.serializers.tabular.records import header_issues

MANIFEST: Final = "gm100.json"
"""The file that says what the tables are."""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MOST_TABLES: Final = 1000


def dumps(data: Any, *, entity: type | None = None) -> bytes:
    """
    Write entities of one type as a zip file of tables.

    Raises:
        TypeError: The data is not an entity, or entities of several types.
        CannotHoldError: A text has half a character.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files_of(data, entity).items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # As Unix writes it, on every system.
            archive.writestr(info, content)
    return out.getvalue()


def files_of(data: Any, entity: type | None = None) -> dict[str, bytes]:
    """
    Return the files of a folder of tables by name.

    Raises:
        TypeError: The data is not an entity, or entities of several types.
        CannotHoldError: A text has half a character.
    """
    cls, items, many = items_of(data, entity)
    tables = Tables(single=False)
    tables.add(cls, items)
    refuse_blank(tables.rows[cls.__name__])
    head = {"schema_version": SCHEMA_VERSION, "type": cls.__name__, "many": many, "tables": list(tables.rows)}
    files = {MANIFEST: (json.dumps(head, indent=2) + "\n").encode()}
    for name, rows in tables.rows.items():
        header = list(dict.fromkeys(column for row in rows for column in row)) or [ROW]
        text = write_lines([header, *([row.get(column, "") for column in header] for row in rows)])
        files[f"{name}.csv"] = bytes_of(text, "CSV")
    return files


def loads(data: str | bytes, request: Request) -> Any:
    """
    Read a zip file of tables.

    Raises:
        RefusedError: It is not a zip file, or something in a table is wrong.
    """
    if isinstance(data, str):
        raise refuse("no-zip", data, "bytes")
    refuse_size(len(data), request.limits)
    if (many := data.count(b"PK\x01\x02")) > _MOST_TABLES:  # What an entry of the directory begins with.
        message = f"has {many} files, more than the limit of {_MOST_TABLES}"
        raise RefusedError([Issue("too-large", message, (), str(many), str(_MOST_TABLES))])
    return join(_unzip(data, request.limits), request)


def read_folder(folder: Path, request: Request) -> Any:
    """
    Read a folder of tables; files that the manifest does not name are not looked at.

    Raises:
        RefusedError: Something in a table is wrong.
        OSError: A file cannot be read.
    """
    names = sorted(file.name for file in folder.iterdir() if file.suffix == ".csv" or file.name == MANIFEST)
    refuse_size(sum((folder / name).stat().st_size for name in names), request.limits)
    return join({name: (folder / name).read_bytes() for name in names}, request)


def _unzip(data: bytes, limits: Limits) -> dict[str, bytes]:
    """
    Return the files of a zip, of which no more comes out than the limit says, whatever its directory claims.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _taken_out(archive, limits)
    except RefusedError:
        raise
    except Exception as error:  # noqa: BLE001 - zipfile and its codecs raise a dozen types for a broken file
        raise RefusedError([Issue("no-zip", f"this zip file cannot be read: {error}")]) from None


def _taken_out(archive: zipfile.ZipFile, limits: Limits) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    size = 0
    for info in archive.infolist():
        if info.filename in files:
            raise RefusedError([Issue("duplicate", "the file is given twice", (info.filename,), info.filename)])
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise RefusedError([Issue("no-zip", "is compressed in an unsupported way; use deflate", (info.filename,))])
        with archive.open(info) as stream:
            files[info.filename] = content = stream.read(limits.size - size + 1)
        size += len(content)
        refuse_size(size, limits)
    return files


def join(files: Mapping[str, bytes], request: Request) -> Any:
    """
    Read the files of a folder of tables.

    Raises:
        RefusedError: Something in them is wrong.
    """
    head = _manifest(files, request.limits)
    cls, names = entity_types()[head["type"]], head["tables"]
    tables_only = [content for name, content in files.items() if name != MANIFEST]
    refuse_nodes(sum(content.count(b",") + content.count(b"\n") for content in tables_only), request.limits)
    issues: list[Issue] = []
    tables = {name: _table(name, files, request.limits, issues) for name in dict.fromkeys([cls.__name__, *names])}
    joiner = Joiner(tables, single=False)
    main = tables[cls.__name__].rows
    many = head["many"]
    place: Any = (lambda n: ("items", n)) if many else (lambda _: ("item",))
    items = [joiner.tree(cls, row, line, cls.__name__, place(n)) for n, (line, row) in enumerate(main)]
    issues += joiner.orphans(tables)
    if not many and len(items) != 1:
        raise RefusedError([*issues, Issue("rows", f"expected one row, got {len(items)}", (f"{cls.__name__}.csv",))])
    body = {"items": items} if many else {"item": items[0]}
    envelope = {key: value for key, value in head.items() if key not in {"many", "tables"}}
    return joined(envelope | body, joiner, issues, request, lambda table: (f"{table}.csv",))


def _table(name: str, files: Mapping[str, bytes], limits: Limits, issues: list[Issue]) -> Rows:
    file = f"{name}.csv"
    if file not in files:
        issues.append(Issue("missing", "the table is missing", (file,)))
        return Rows(file, [])
    found: list[Issue] = []
    header, rows = read_rows(files[file], limits, found, ",")
    found += _about_header(name, header)
    issues += [issue._replace(path=(file, *issue.path)) for issue in found]
    return Rows(file, rows)


def _about_header(name: str, header: list[str]) -> list[Issue]:
    """
    Return the columns that neither the class a table is named after nor any entity in its lists has.
    """
    owners = [cls for cls in entity_types().values() if name == cls.__name__] or list(entity_types().values())
    nobodys = [name for name in header if not any(known_column(cls, name, single=False) for cls in owners)]
    return unknown_columns(owners[0], nobodys, single=False) + header_issues(header)


def _manifest(files: Mapping[str, bytes], limits: Limits) -> Any:
    from gm100.serializers.formats.json_ import parse

    if MANIFEST not in files:
        raise RefusedError([Issue("missing", f"there is no {MANIFEST}, which says what the tables are")])
    head = parse(files[MANIFEST], limits)
    check_tree(head)
    right = isinstance(head, dict) and head.get("type") in entity_types() and isinstance(head.get("many"), bool)
    tables = head.get("tables") if right else None
    if not isinstance(tables, list) or not all(isinstance(name, str) for name in tables):
        raise RefusedError([Issue("wrong-type", f"expected type, many and tables in {MANIFEST}", (MANIFEST,))])
    return head
