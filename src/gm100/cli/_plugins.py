"""
The engine that a command computes with: the methods of gm100, and with `--plugins` those of installed packages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gm100.scoring import Engine, load_plugins

if TYPE_CHECKING:
    import argparse


def add_plugins(command: argparse.ArgumentParser) -> None:
    """
    Add the option that lets scorecards name the methods of installed packages.
    """
    command.add_argument(
        "--plugins", action="store_true", help="the scorecard may name methods of installed packages, not only gm100's"
    )


def engine_of(args: argparse.Namespace) -> Engine:
    """
    Return the engine that was asked for.
    """
    return load_plugins() if args.plugins else Engine()
