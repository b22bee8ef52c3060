"""
The dossier that a command is given: a file, or the code of a bundled one.
"""

from __future__ import annotations

import argparse
from datetime import date

from gm100._dates import PartialDate
from gm100.cli._files import standard_format, to_read
from gm100.model import Dossier
from gm100.reference import dossiers
from gm100.serializers import load


def add_dossier(command: argparse.ArgumentParser) -> None:
    """
    Add the argument that names a dossier, and the language of the answer.
    """
    command.add_argument(
        "dossier",
        metavar="DOSSIER",
        help="a .json or .toml file, - for JSON on standard input, or the code of a bundled dossier",
    )
    command.add_argument("--lang", choices=("id", "en"), default="en", help="default: %(default)s")


def read_dossier(given: str) -> Dossier:
    """
    Return the dossier of a file, or the bundled one of a code.

    Raises:
        DocumentError: The file holds something else, or something in it is wrong.
    """
    if given in dossiers():
        return dossiers()[given]
    return load(to_read(given), Dossier, format=standard_format(given))


def day(text: str) -> date:
    """
    Read a day as YYYY-MM-DD.

    Raises:
        argparse.ArgumentTypeError: The text has another form.
    """
    try:
        found = PartialDate.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if found.day is None:
        message = f"got {text!r}, expected a whole date as YYYY-MM-DD"
        raise argparse.ArgumentTypeError(message)
    return found.first_day
