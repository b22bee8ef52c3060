"""
What runs the pages: a block that shows something else than is printed fails, and `RENEW` corrects the page.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import PARSERS, PythonParser, enter_folder, filtered, leave_folder, session
from sybil import Document

COHORT = "$ gm100 cohorts 2024 | tail -n 1\n"
PAGE = """\
```csv title="marks.csv"
code,x
a,1
```

```python
from pathlib import Path

print(Path("marks.csv").read_text().splitlines()[1])
```

```output
a,1
```
"""


def run(page: Path) -> None:
    """Run the blocks of a page one after the other, as the test run does."""
    document = Document.parse(str(page), PythonParser(), *PARSERS)
    enter_folder(document.namespace)
    try:
        for example in document.examples():
            example.evaluate()
    finally:
        leave_folder(document.namespace)


class TestPages:
    def test_a_file_is_there_for_the_block_below(self, tmp_path: Path) -> None:
        """A block with a title is written, and what the Python prints is what the page shows."""
        page = tmp_path / "page.md"
        page.write_text(PAGE, encoding="utf-8")
        before = Path.cwd()
        run(page)
        assert Path.cwd() == before

    def test_another_output_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A page that shows something else fails, unless it is renewed."""
        page = tmp_path / "page.md"
        page.write_text(PAGE.replace("```output\na,1", "```output\na,2"), encoding="utf-8")
        monkeypatch.delenv("RENEW", raising=False)
        with pytest.raises(AssertionError):
            run(page)
        monkeypatch.setenv("RENEW", "1")
        run(page)
        assert page.read_text(encoding="utf-8") == PAGE

    def test_an_output_without_a_block_fails(self, tmp_path: Path) -> None:
        """Output belongs to the Python above it."""
        page = tmp_path / "page.md"
        page.write_text("```output\na,1\n```\n", encoding="utf-8")
        with pytest.raises(KeyError, match="printed by the block before"):
            run(page)


class TestSession:
    def test_the_page_has_a_language(self) -> None:
        """A session is shown in the language of its page."""
        assert session(COHORT, "en") == f"{COHORT}10 counted in 2024\n"
        assert session(COHORT, "id") == f"{COHORT}10 daerah terhitung pada 2024\n"

    def test_a_command_that_fails_is_named(self) -> None:
        """A command that cannot be done fails with what it said."""
        with pytest.raises(AssertionError, match="9999"):
            session("$ gm100 cohorts 9999\n", "en")

    def test_head_and_tail(self) -> None:
        """Lines are cut off as a shell cuts them."""
        assert filtered("a\nb\nc\n", ["head -n 2", "tail -n 1"]) == "b\n"
