"""
What runs the pages: commands with what they print, Python with what it prints, and the files that a page shows.

`RENEW=1 pytest docs/how-to` writes what is printed now into the pages.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sybil import Document, Example, Region
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from gm100.cli import main

ROOT = Path(__file__).resolve().parents[2]
FILE = re.compile(r"^```\w+ title=\"(?P<name>[^\"]+)\"\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
PRINTED = "printed by the block before"
CLEAN_UP = "clean up"


def enter_folder(namespace: dict[str, Any]) -> None:
    """Go to a folder of the page's own, where its files are written beside those of the project that pages read."""
    folder, before = TemporaryDirectory(), Path.cwd()
    for name in ("docs", "examples"):
        Path(folder.name, name).symlink_to(ROOT / name)
    os.chdir(folder.name)

    def leave() -> None:
        os.chdir(before)
        folder.cleanup()

    namespace[CLEAN_UP] = leave


def leave_folder(namespace: dict[str, Any]) -> None:
    """Go back, and leave nothing behind."""
    namespace[CLEAN_UP]()


class FileParser:
    """
    A block with a title is a file: it is written under that name before the blocks below it run.

    A block of Python with a title is written as well, and not run.
    """

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield the files of a page."""
        for found in FILE.finditer(document.text):
            yield Region(found.start(), found.end(), found, self.write)

    @staticmethod
    def write(example: Example) -> None:
        """Write the file."""
        Path(example.parsed["name"]).write_text(example.parsed["text"], encoding="utf-8")


class PythonParser(PythonCodeBlockParser):
    """
    A block of Python, which keeps what it prints for the block of output below it.
    """

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield the blocks of a page."""
        for region in super().__call__(document):
            if isinstance(region.parsed, str) and region.evaluator:
                region.evaluator = keeping(region.evaluator)
            yield region


def keeping(evaluate: Callable[[Example], Any]) -> Callable[[Example], None]:
    """Run a block and keep what it prints."""

    def run(example: Example) -> None:
        example.namespace.pop(PRINTED, None)
        with redirect_stdout(StringIO()) as out:
            evaluate(example)
        example.namespace[PRINTED] = out.getvalue()

    return run


def filtered(out: str, filters: list[str]) -> str:
    """Apply `head -n N` and `tail -n N` as a shell would."""
    lines = out.splitlines(keepends=True)
    for each in filters:
        name, _, n = shlex.split(each)
        lines = lines[: int(n)] if name == "head" else lines[-int(n) :]
    return "".join(lines)


def session(block: str, language: str) -> str:
    """The commands of a block, each with what it prints, as a terminal of that language shows it."""
    shown, spoken = [], os.environ.get("GM100_LANG")
    os.environ["GM100_LANG"] = language
    for command in re.findall(r"^\$ gm100 (.*)$", block, re.MULTILINE):
        arguments, *filters = command.split(" | ")
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            assert main(shlex.split(arguments)) in {0, 1, 3, 4}, err.getvalue()
        shown.append(f"$ gm100 {command}\n{err.getvalue()}{filtered(out.getvalue(), filters)}")
    os.environ.pop("GM100_LANG") if spoken is None else os.environ.update(GM100_LANG=spoken)
    return "".join(shown)


def compare(example: Example, language: str, printed: str) -> None:
    """Compare what a page shows with what was printed, or write it into the page."""
    if printed != example.parsed and os.environ.get("RENEW"):
        page = Path(example.path)
        old, new = (f"```{language}\n{text}```" for text in (example.parsed, printed))
        page.write_text(page.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    else:
        assert str(example.parsed) == printed


def run_commands(example: Example) -> None:
    """A block of commands prints what is below each of them, in the language of the page."""
    language = "id" if str(example.path).endswith(".id.md") else "en"
    compare(example, "console", session(example.parsed, language))


def check_output(example: Example) -> None:
    """A block of output shows what the block of Python above it prints."""
    compare(example, "output", example.namespace[PRINTED])


PARSERS = (FileParser(), CodeBlockParser("console", run_commands), CodeBlockParser("output", check_output))
