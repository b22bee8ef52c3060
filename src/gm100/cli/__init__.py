"""
The command line: the verbs of the library, one file each, with no logic of their own.

Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 done and something does not hold, 2 bad input
or usage, 130 ended by Ctrl-C; for names of regions 3 ambiguous, 4 unknown.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import gm100
from gm100.errors import Gm100Error

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    "evaluate",
    "score",
    "sensitivity",
    "scorecards",
    "scorecard",
    "region",
    "cohorts",
    "status",
    "verify",
    "check",
    "timeline",
    "rules",
    "new-dossier",
    "report",
    "convert",
    "schema",
)


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run one command and return its exit code.
    """
    try:
        given = sys.argv[1:] if argv is None else argv
        args = parser(given).parse_args(given)
        code: int = args.run(args)
        sys.stdout.flush()
    except Gm100Error as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except BrokenPipeError:  # The reader, `head` say, has seen enough.
        _drop_output()
        return 0
    except OSError as error:
        name = "standard output" if error.filename is None else error.filename
        sys.stderr.write(f"{name or repr(name)}: {error.strerror or error}\n")
        if name == "standard output":
            _drop_output()
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return INTERRUPTED
    return code


INTERRUPTED = 130
"""The exit code of a program that Ctrl-C has ended, as shells have it."""


def _drop_output() -> None:
    """
    Send what is still to be written nowhere, or Python complains of it when it exits.
    """
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parser(given: Sequence[str] = ()) -> argparse.ArgumentParser:
    """
    Return the parser of all commands, or of the one that is given.
    """
    top = argparse.ArgumentParser(prog="gm100", description="Indonesia's Gerakan Menuju 100 Smart City, computed.")
    top.add_argument("--version", action="version", version=f"gm100 {gm100.__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for name in [name for name in COMMANDS if name in given[:1]] or COMMANDS:
        import_module(f"gm100.cli.{name.replace('-', '_')}").add(commands)
    return top
