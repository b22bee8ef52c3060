"""
The pages hold together: links lead somewhere, decisions are short, and the navigation has them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DECISIONS = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
SECTIONS = ["Context", "Choice", "Consequence", "What would change it"]


def pages() -> list[Path]:
    """Every page of the project."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def relative_links(page: Path) -> Iterator[str]:
    """The links of a page that stay in the project."""
    for match in LINK.finditer(FENCE.sub("", page.read_text(encoding="utf-8"))):
        link = match[1] or match[2]
        if not re.match(r"[a-z]+:", link):
            yield link


@cache
def anchors(page: Path) -> set[str]:
    """The anchors that the headings of a page make."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(page: Path, link: str) -> bool:
    """Whether a relative link has a target, and its anchor a heading."""
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    return target.exists() and (not anchor or anchor in anchors(target))


def test_every_link_leads_somewhere() -> None:
    """A relative link in a page points at a file, and its anchor at a heading."""
    links = [(page, link) for page in pages() for link in relative_links(page)]
    assert [(str(page), link) for page, link in links if not leads_somewhere(page, link)] == []


class TestDecisions:
    def test_it_is_short(self) -> None:
        """A decision takes at most forty lines."""
        assert [page.name for page in DECISIONS if len(page.read_text(encoding="utf-8").splitlines()) > 40] == []

    def test_it_has_the_four_sections(self) -> None:
        """Context, choice, consequence, and what would change it, in this order."""
        for page in DECISIONS:
            assert re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE) == SECTIONS, page.name

    def test_it_is_in_the_list(self) -> None:
        """The list of decisions names it."""
        listed = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
        assert [page.name for page in DECISIONS if f"({page.name})" not in listed] == []


def test_every_page_can_be_found() -> None:
    """A page under docs is in the navigation of the site, a translation by the page that it translates."""
    listed = set(re.findall(r"\S+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    docs = {page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    assert {page for page in docs if {page, page.replace(".id.md", ".md")}.isdisjoint(listed)} == set()
