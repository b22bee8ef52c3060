"""
Make the pages and the docstrings part of the test run.
"""

from __future__ import annotations

import re
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

import pytest
from effort import THOROUGH, examples
from hypothesis import settings
from pages import PARSERS, PythonParser, enter_folder, leave_folder
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.integration.pytest import SybilItem
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.markdown import SkipParser

MORE = {
    "chromium": "needs a Chromium to render a page",
    "hosts": "runs gm100 within FastAPI, Django, Litestar or Streamlit, which the extra `dev` installs",
    "java": "needs a Java runtime, and the extra `backends`",
    "libraries": "needs an engine of frames, matplotlib or another library that the extra `dev` installs",
    "libreoffice": "needs LibreOffice to open a workbook",
    "node": "needs Node to run JavaScript",
    "npm": "needs Node and packages of npm, and for one test the extra `dev`",
    "peers": "compares with other libraries, which the extra `dev` installs",
    "postgres": "needs PostgreSQL",
    "release": "builds what a release holds, for which the extra `dev` has the tools",
    "shells": "needs zsh and fish",
    "slow": "takes long: it tries all of what a quick test tries some of",
}
"""Marks of the tests that a plain run leaves out, each with the reason; `pytest -m more` runs them."""

LIBRARIES = re.compile(
    r"\b(arrow|charts|dask|django|duckdb|fastapi|graphql|ibis|litestar|matplotlib|msgspec|pandas|parquet|polars|pyarrow|pyspark"
    r"|sqlframe|streamlit)\b",
    re.IGNORECASE,
)
"""Libraries that only the extra `dev` installs, and what needs one of them: anyone who names it needs it too."""

OPTIONS = ELLIPSIS | NORMALIZE_WHITESPACE

pages = Sybil(
    parsers=[PythonParser(doctest_optionflags=OPTIONS), *PARSERS, SkipParser()],
    pattern="*.md",
    setup=enter_folder,
    teardown=leave_folder,
)
docstrings = Sybil(
    parsers=[DocTestParser(optionflags=OPTIONS)],
    path="src",
    pattern="*.py",
    exclude="_data/*.py",
    document_types={".py": PythonDocStringDocument},
)

pytest_collect_file = (pages + docstrings).pytest()

# A busy machine is no fault of the code, so no example has a deadline; an everyday run tries the same ones each time.
settings.register_profile("gm100", deadline=None, print_blob=True, max_examples=examples(100), derandomize=not THOROUGH)
settings.load_profile("gm100")


def pytest_configure(config: pytest.Config) -> None:
    """
    Declare the marks.
    """
    for name, reason in {**MORE, "more": "has one of the other marks; set by conftest.py"}.items():
        config.addinivalue_line("markers", f"{name}: {reason}")


@pytest.hookimpl(tryfirst=True)  # Before pytest looks at `-m`.
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """
    Mark the examples and cases that name a library, and as `more` whatever has one of its marks.

    The blocks of a page build on one another: `pytest -m more` runs those before a marked one as well.
    """
    needing: set[Path] = set()
    for item in items:
        shown = str(getattr(item.example.parsed, "source", item.example.parsed)) if isinstance(item, SybilItem) else ""
        if LIBRARIES.search(shown):
            # What follows may need what this one imported.
            needing.add(item.path)
        if item.path in needing or LIBRARIES.search(item.nodeid):
            item.add_marker("libraries")
        if any(mark.name in MORE for mark in item.iter_markers()):
            item.add_marker("more")
    if config.option.markexpr == "more":
        for item in items:
            if item.path in needing and isinstance(item, SybilItem):
                item.add_marker("more")
