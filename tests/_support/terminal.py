"""
A shell at a terminal, in which somebody types.
"""

from __future__ import annotations

import os
import select
import shutil
import time

import pytest

LIMIT = 60
"""Seconds after which a shell is taken not to answer; a busy machine needs some of them."""


def tabbed(setup: str, typed: str, wanted: str) -> str:
    """Type a beginning into zsh and press Tab; return what the terminal shows until it has what is wanted."""
    zsh = shutil.which("zsh")
    if zsh is None:
        pytest.skip("there is no zsh")
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.execve(zsh, ["zsh", "-f", "-i"], {"TERM": "dumb", "PATH": os.environ["PATH"]})  # noqa: S606 - a shell it is
    try:
        os.write(terminal, f"{setup}; echo REA''DY\n".encode())
        _read(terminal, "READY")
        os.write(terminal, f"{typed}\t".encode())
        return _read(terminal, wanted)
    finally:
        os.close(terminal)  # The shell ends with its terminal.
        os.waitpid(child, 0)


def _read(terminal: int, wanted: str) -> str:
    shown, end = "", time.monotonic() + LIMIT
    while wanted not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 4096).decode(errors="replace")
    return shown
