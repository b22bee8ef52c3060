"""
Files and folders written whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(file: Path) -> Generator[BinaryIO]:
    """
    Open a draft beside a file, and put it in the file's place once everything has been written.

    Raises:
        OSError: The draft cannot be written.
    """
    draft = _draft(file)
    try:
        with draft.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """
    Write a folder of files beside its place, then move it there.

    Raises:
        FileExistsError: There is such a folder and something is in it; gm100 deletes nothing of yours.
        OSError: A file cannot be written.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise FileExistsError(17, "a folder with files in it stands there; remove it first", str(folder))
    import shutil

    draft = _draft(folder)
    draft.mkdir()
    try:
        for name, data in files.items():
            (draft / name).write_bytes(data)
        draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _draft(path: Path) -> Path:
    from uuid import uuid4

    return path.with_name(f".{path.name}.{uuid4().hex}")
