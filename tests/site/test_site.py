"""
The built site: it is whole, loads nothing from elsewhere, and is read with a phone, a keyboard and a screen reader.

`./check --docs` builds it into `site/` and says so in GM100_SITE; without that, the tests build it for themselves.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any
from urllib.parse import unquote, urldefrag

import chromium
import pytest
from effort import THOROUGH

ROOT = Path(__file__).resolve().parents[2]
SOME = [
    "",
    "tutorials/analyst/",
    "how-to/charts/",
    "how-to/gallery/",
    "how-to/embedding/pydantic/",
    "explanation/comparison/",
    "reference/entities/",
    "reference/glossary/",
    "reference/error-codes/",
    "reference/api/scoring/",
    "schema/",
    "benchmarks/main-job/",
    "decisions/0002-exact-decimals/",
    "repository/CONTRIBUTING/",
    "id/",
    "id/tutorials/analyst/",
    "id/explanation/programme/",
    "id/how-to/check-a-figure/",
    "id/explanation/evaluation/",
    "id/reference/commands/",
    "id/reference/glossary/",
]
"""A page of each kind, also where the menus are Indonesian: all pages take more than ten minutes, in a thorough run."""


def every_page() -> list[str]:
    """The address of every page, and of every translation, by its text under docs/."""
    found = []
    for file in sorted((ROOT / "docs").rglob("*.md")):
        lang, name = ("id/", file.name.removesuffix(".id.md")) if file.name.endswith(".id.md") else ("", file.stem)
        folder = "".join(f"{part}/" for part in file.parent.relative_to(ROOT / "docs").parts)
        found.append(lang + folder + ("" if name in {"index", "README"} else f"{name}/"))
    return found


PAGES = list(dict.fromkeys([*SOME, *every_page()])) if THOROUGH else SOME

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(find_spec("mkdocs") is None, reason="the extra `docs` is not installed"),
    pytest.mark.skipif(chromium.BINARY is None, reason="Chromium is not installed"),
    pytest.mark.skipif(find_spec("axe_core_python") is None, reason="axe-core-python is not installed"),
]


class Page(HTMLParser):
    """What a page links, what it loads, and where in it a link may lead."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.loads: set[str] = set()
        self.ids: set[str] = set()
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses and the name of an element."""
        found = {name: value or "" for name, value in attrs}
        self.ids |= {found.get("id", ""), found.get("name", "")}
        if tag == "a" and "href" in found:
            self.links.add(found["href"])
        elif tag == "link" and found.get("rel") in {"stylesheet", "icon", "preload", "preconnect"}:
            self.loads.add(found["href"])
        elif "src" in found:
            self.loads.add(found["src"])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site."""
    if built := os.environ.get("GM100_SITE"):
        return ROOT / built
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, Page]:
    """All pages by their file."""
    return {file: Page(file) for file in site.rglob("*.html") if file.name != "404.html"}


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site in a folder of its host, as a static host serves it."""
    host = tmp_path_factory.mktemp("host")
    (host / "docs").symlink_to(site.resolve(), target_is_directory=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(host)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/docs/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Browser]:
    """One tab for all pages."""
    with chromium.browser(tmp_path_factory.mktemp("chromium")) as found:
        yield found


def until(true: Callable[[], bool]) -> bool:
    """Whether something comes true within twenty seconds."""
    end = monotonic() + 20
    while monotonic() < end:
        if true():
            return True
        sleep(0.05)
    return False


class TestLinks:
    def test_every_link_leads_to_a_page_and_a_heading(self, pages: dict[Path, Page]) -> None:
        """No link within the site is broken, anchors included, nor is one that the theme made."""
        broken = []
        for file, page in pages.items():
            for link in page.links | page.loads:
                path, anchor = urldefrag(link)
                if path.startswith(("http:", "https:", "mailto:", "data:")):
                    continue
                target = file if not path else Path(os.path.normpath(file.parent / unquote(path)))
                target = target / "index.html" if target.is_dir() else target
                lost = anchor and target in pages and unquote(anchor) not in pages[target].ids
                if not target.exists() or lost:
                    broken.append((str(file), link))
        assert len(pages) > 200
        assert broken == []

    def test_nothing_is_loaded_from_elsewhere(self, site: Path, pages: dict[Path, Page]) -> None:
        """Fonts, scripts and pictures are in the folder, and style sheets ask for none."""
        assert {load for page in pages.values() for load in page.loads if "//" in load} == set()
        sheets = [file.read_text(encoding="utf-8") for file in site.rglob("*.css")]
        assert sheets
        assert not any(mark in sheet for sheet in sheets for mark in ("url(http", "url(//", "@import"))

    def test_every_page_is_there_in_both_languages(self, site: Path, pages: dict[Path, Page]) -> None:
        """What is not translated is shown in English; files of the repository come with the pages that link them."""
        paths = {file.relative_to(site).as_posix() for file in pages if "repository" not in file.parts}
        assert {f"id/{path}" for path in paths if not path.startswith("id/")} <= paths


class TestInABrowser:
    @pytest.mark.parametrize("path", PAGES)
    def test_no_barrier(self, tab: chromium.Browser, address: str, path: str) -> None:
        """Narrow and wide: no complaint, nothing sticks out, and axe finds no barrier."""
        for width in (360, 1280):
            tab.complaints.clear()
            tab.open(f"{address}{path}", width)
            sleep(0.5)  # For what the theme makes once the page is there.
            assert tab.run("document.documentElement.lang") == ("id" if path.startswith("id/") else "en")
            assert tab.overflow() <= 0
            assert tab.barriers() == []
            assert tab.complaints == []

    def test_no_barrier_in_the_dark(self, tab: chromium.Browser, address: str) -> None:
        """Code keeps its contrast in the dark scheme."""
        tab.open(f"{address}how-to/charts/", 1280, dark=True)
        sleep(0.5)
        assert tab.barriers() == []

    @pytest.mark.parametrize(
        ("lang", "words", "leads_to"),
        [
            ("", "rank reversal", "glossary"),
            ("", "leave_one_out", "reference/api/scoring"),
            ("id/", "kekokohan", "id/reference/glossary"),
            ("id/", "formulir", "id/"),
        ],
    )
    def test_search_finds_both_languages(
        self, tab: chromium.Browser, address: str, lang: str, words: str, leads_to: str
    ) -> None:
        """Words of either language lead to a page that has them."""
        tab.open(f"{address}{lang}", 1280)
        tab.run("document.querySelector('.md-search__button, [for=__search]').click()")
        assert until(lambda: bool(tab.run("!!document.querySelector('.md-search input')")))
        tab.run(
            "(() => { const box = document.querySelector('.md-search input'); box.focus(); "
            f"box.value = {words!r}; box.dispatchEvent(new Event('input', {{bubbles: true}}));"
            "box.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true})); })()"
        )
        found = "[...document.querySelectorAll('.md-search a[href]')].map(a => a.href).join(' ')"
        assert until(lambda: leads_to in tab.run(found)), tab.run(found)

    def test_the_other_language_is_one_click_away(self, tab: chromium.Browser, address: str) -> None:
        """The selector of languages leads to the same page, also where the site lies in a folder."""
        tab.open(f"{address}how-to/charts/", 1280)
        tab.run("document.querySelector('.md-select a[hreflang=id]').click()")
        assert until(lambda: tab.run("location.pathname") == "/docs/id/how-to/charts/")
