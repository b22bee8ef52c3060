"""
Files and folders written whole or not at all, and what is not a regular file written in place.

A new content is first written to a draft beside the file, which then takes its place with the mode, the owner and the
extended attributes of the old one. Links are followed. Where a new file could not keep what the old one is (it has
other hard links, an owner that this process cannot give, a folder that it cannot write to, or rights of Windows, whose
access control lists Python cannot copy), the bytes of the old file are replaced instead, and put back if that fails.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final, NoReturn

try:
    import fcntl
except ImportError:  # Windows, where no one can delete an open file, so that a draft in use needs no lock.
    _locks: Any = None
else:
    _locks = fcntl

StrPath = str | os.PathLike[str]

_PREFIX: Final = ".gm100-"
_DESCRIPTOR: Final = re.compile(r"/(?:dev|proc/(?:self|[0-9]+))/fd/([0-9]+)")
_COPIES_RIGHTS = os.name != "nt"
_MOST_LINKS: Final = 40  # As many as Linux follows.


@contextmanager
def replacing(path: StrPath) -> Generator[IO[bytes]]:
    """
    Open a file to be written; the old one stays as it is until everything has been written.

    A device, a pipe or a descriptor such as `/dev/stdout` is written as it comes.

    Raises:
        OSError: It cannot be written; the error names the path that was given.
    """
    with _named(path):
        file = _file_of(path)
        descriptor = _descriptor_of(Path(path))
        if descriptor is not None:
            sys.stdout.flush()  # What was said before comes first.
            yield from _in_place(os.dup(descriptor))
        elif file.exists() and not file.is_file():
            yield from _in_place(file)
        else:
            yield from _whole(file)


@contextmanager
def _named(path: StrPath) -> Generator[None]:
    """
    Let an error of the system about a file of ours name the path that the caller knows.
    """
    try:
        yield
    except OSError as error:
        ours = error.filename is None or Path(error.filename).name.startswith(_PREFIX)
        if error.errno is None or not (ours or error.filename == os.path.realpath(path)):
            raise
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def _file_of(path: StrPath) -> Path:
    """
    Return the file that a path leads to.

    Raises:
        OSError: It is blank, or a folder.
    """
    text = os.fspath(path)
    if not text:
        _refuse(FileNotFoundError(2, "the path is blank; give the name of a file", text))
    file = Path(os.path.realpath(text))
    if file.is_dir() or text.endswith((os.sep, os.altsep or os.sep)):
        _refuse(IsADirectoryError(21, "this is a folder; give the name of a file", text))
    return file


def _refuse(error: OSError) -> NoReturn:
    raise error


def _descriptor_of(step: Path) -> int | None:
    """
    Return the descriptor of this process that a path stands for, such as 1 for `/dev/stdout`.
    """
    for _ in range(_MOST_LINKS):
        if (found := _DESCRIPTOR.fullmatch(str(step))) is not None:
            return int(found[1])
        if not step.is_symlink():
            return None
        step = step.parent / step.readlink()
    return None


def _in_place(target: Path | int) -> Generator[IO[bytes]]:
    with open(target, "wb") as stream:  # noqa: PTH123 - a descriptor is not a path
        yield stream


def _whole(file: Path) -> Generator[IO[bytes]]:
    """
    Write a regular file by way of a draft, or of a copy where a new file could not keep what the old one is.
    """
    old = file.stat() if file.exists() else None
    if old is not None:
        os.close(os.open(file, os.O_WRONLY))  # The mode, the owner and the file system all have a say.
        if old.st_nlink > 1 or not _COPIES_RIGHTS or not _may_write(file.parent):
            yield from _over(file)
            return
    draft, stream = _draft(file, 0o666 if old is None else 0o600)
    try:
        if old is not None and not _made_alike(draft, file, old):
            yield from _over(file)
            return
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
        if os.name == "nt":
            stream.close()  # An open file cannot be renamed there.
        draft.replace(file)
        _sync(file.parent)
    finally:
        stream.close()
        draft.unlink(missing_ok=True)


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _over(file: Path) -> Generator[IO[bytes]]:
    """
    Write the new content elsewhere, then replace the bytes of the file; the old ones are kept until that is done.
    """
    from tempfile import TemporaryFile

    with TemporaryFile() as new, TemporaryFile() as kept:
        yield new
        with file.open("r+b") as stream:
            _copy(stream, kept)
            try:
                _copy(new, stream)
            except OSError:
                _copy(kept, stream)
                raise


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    from shutil import copyfileobj

    source.seek(0)
    target.seek(0)
    copyfileobj(source, target)
    target.truncate()
    target.flush()
    os.fsync(target.fileno())


def _made_alike(draft: Path, file: Path, old: os.stat_result) -> bool:
    """
    Give a draft the owner, the mode and the attributes of a file, and tell whether it could be done.
    """
    from shutil import copystat

    new = draft.stat()
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(draft, old.st_uid, old.st_gid)
        except OSError:
            return False
    copystat(file, draft)
    return stat.S_IMODE(draft.stat().st_mode) == stat.S_IMODE(old.st_mode)


def _draft(target: Path, mode: int) -> tuple[Path, IO[bytes]]:
    """
    Open a new draft beside a target, locked as long as it is open; drafts that no one holds any more are removed.
    """
    while True:
        draft = _new_name(target)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        stream = os.fdopen(os.open(draft, flags, mode), "wb")
        _hold(stream.fileno())
        if draft.exists():
            return draft, stream
        stream.close()  # Another process took it for abandoned before it was locked.


def _new_name(target: Path) -> Path:
    """
    Return a short name beside a target that no file has, and remove the drafts that killed processes left.
    """
    from uuid import uuid4
    from zlib import crc32

    start = f"{_PREFIX}{crc32(os.fsencode(target.name)):08x}-"
    with suppress(OSError):  # A folder that cannot be listed may still be written.
        for draft in [each for each in target.parent.iterdir() if each.name.startswith(start)]:
            _remove_abandoned(draft)
    return target.with_name(start + uuid4().hex[:8])


def _remove_abandoned(draft: Path) -> None:
    """
    Remove a draft, unless a process that is alive holds it.
    """
    with suppress(OSError):
        if _locks is None:
            _remove(draft)
            return
        descriptor = os.open(draft, os.O_RDONLY)
        try:
            _locks.flock(descriptor, _locks.LOCK_EX | _locks.LOCK_NB)
            _remove(draft)
        finally:
            os.close(descriptor)


def _remove(draft: Path) -> None:
    from shutil import rmtree

    if draft.is_dir():
        rmtree(draft)
    else:
        draft.unlink()


def _hold(descriptor: int) -> None:
    """
    Lock a draft of this process, where the file system has locks.
    """
    with suppress(OSError):
        if _locks is not None:
            _locks.flock(descriptor, _locks.LOCK_EX)


def _sync(folder: Path) -> None:
    """
    Let the system write down a new name, where it can be asked to.
    """
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_folder(path: StrPath, files: Mapping[str, bytes]) -> None:
    """
    Write a folder of files beside its place, then move it there.

    Raises:
        FileExistsError: There is such a folder and something is in it; gm100 deletes nothing of yours.
        OSError: A file cannot be written; the error names the path that was given.
    """
    with _named(path):
        folder = Path(os.path.realpath(path))
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            _refuse(FileExistsError(17, "there is a folder with files in it; remove it first", os.fspath(path)))
        draft = _new_name(folder)
        draft.mkdir()
        with _held(draft):
            for name, data in files.items():
                (draft / name).parent.mkdir(parents=True, exist_ok=True)
                (draft / name).write_bytes(data)
            if folder.is_dir():
                folder.rmdir()
            draft.replace(folder)


@contextmanager
def _held(draft: Path) -> Generator[None]:
    """
    Hold a folder as a draft of this process, and remove what is left of it.
    """
    descriptor = None if _locks is None else os.open(draft, os.O_RDONLY)
    try:
        if descriptor is not None:
            _hold(descriptor)
        yield
    finally:
        if draft.exists():
            _remove(draft)
        if descriptor is not None:
            os.close(descriptor)
