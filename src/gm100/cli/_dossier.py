"""
The dossier that a command is given: a file, or the code of a bundled one.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from gm100._lookup import dossier
from gm100.cli._files import STANDARD, standard_format, to_read
from gm100.model import Dossier
from gm100.serializers import FORMATS, load

_SUFFIXES = tuple(suffix for each in FORMATS.values() for suffix in each.suffixes)


def add_dossier(command: argparse.ArgumentParser) -> None:
    """
    Add the argument that names a dossier, and the language of the answer.
    """
    command.add_argument(
        "dossier",
        metavar="DOSSIER",
        help="a .json or .toml file, - for JSON on standard input, or the code or name of a region",
    )
    command.add_argument("--lang", choices=("id", "en"), default="en", help="default: %(default)s")


def is_file(given: str) -> bool:
    """
    Tell whether an argument names a file: it has the end of one, there is one, or it is standard input.
    """
    return given == STANDARD or given.lower().endswith(_SUFFIXES) or bool(given and Path(given).exists())


def read_dossier(given: str) -> Dossier:
    """
    Return the dossier of a file, or the bundled one of a region, by its code or its name.

    Raises:
        UnknownIdError: There is no such region, or no dossier of it comes with gm100.
        DocumentError: The file holds something else, or something in it is wrong.
    """
    if not is_file(given):
        return dossier(given)
    return load(to_read(given), Dossier, format=standard_format(given))
