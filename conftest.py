"""
Make the pages and the docstrings part of the test run.
"""

from __future__ import annotations

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE

from effort import THOROUGH, examples
from hypothesis import settings
from pages import PARSERS, PythonParser, enter_folder, leave_folder
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.markdown import SkipParser

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
