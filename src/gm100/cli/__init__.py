"""
The command line: the verbs of the library, one file each, with no logic of their own.

Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 done and something does not hold, 2 bad input
or usage; for names of regions 3 ambiguous, 4 unknown.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

import gm100
from gm100.cli import (
    check,
    cohorts,
    convert,
    evaluate,
    new_dossier,
    region,
    report,
    rules,
    schema,
    score,
    scorecard,
    scorecards,
    sensitivity,
    timeline,
)
from gm100.errors import Gm100Error

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    evaluate,
    score,
    sensitivity,
    scorecards,
    scorecard,
    region,
    cohorts,
    check,
    timeline,
    rules,
    new_dossier,
    report,
    convert,
    schema,
)


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run one command and return its exit code.
    """
    args = parser().parse_args(argv)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except Gm100Error as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except BrokenPipeError:  # The reader, `head` say, has seen enough; Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return 2
    return code


def parser() -> argparse.ArgumentParser:
    """
    Return the parser of all commands.
    """
    top = argparse.ArgumentParser(prog="gm100", description="Indonesia's Gerakan Menuju 100 Smart City, computed.")
    top.add_argument("--version", action="version", version=f"gm100 {gm100.__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return top
