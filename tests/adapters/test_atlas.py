"""
The atlas: every link, every region, every figure with its source; and in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from posixpath import dirname, join, normpath

import chromium
import pytest

import gm100
from gm100.adapters.atlas import atlas_pages, write_atlas
from gm100.cli import main
from gm100.text.words import say

from .test_report import Outline

MEGABYTE = 1 << 20
AREAS = {*gm100.regions(), *(m.region for m in gm100.memberships())}


@cache
def pages() -> dict[str, str]:
    """The pages by their names."""
    return dict(atlas_pages())


@cache
def outlines() -> dict[str, Outline]:
    """What is on each page."""
    return {name: Outline(text) for name, text in pages().items()}


@cache
def codes() -> set[str]:
    """The regions that have a page."""
    return {name[3:-5] for name in pages() if name[3].isdecimal()}


def links(name: str) -> list[str]:
    """The addresses on a page."""
    return [attributes["href"] or "" for attributes in outlines()[name].named("a")]


class TestPages:
    def test_every_region_has_one(self) -> None:
        """All 514 regions, and provinces that are members, have a page in each language; of others it says no more."""
        assert codes() == AREAS
        for lang in ("id", "en"):
            unknown = {code for code in AREAS if say("status.no_member", lang) in pages()[f"{lang}/{code}.html"]}
            assert unknown == {code for code in AREAS if gm100.cohort_of(code) is None}

    def test_every_link_inside_resolves(self) -> None:
        """A link leads to a page of the atlas, or to an id on one; everything else is an address of the web."""
        ids = {name: {a["id"] for _, a in found.tags if "id" in a} for name, found in outlines().items()}
        for name in pages():
            for address in links(name):
                if address.startswith(("https://", "http://")):
                    continue
                file, _, place = address.partition("#")
                page = normpath(join(dirname(name), file)) if file else name
                assert page in pages(), (name, address)
                assert not place or place in ids[page], (name, address)

    @pytest.mark.parametrize("lang", ["id", "en"])
    def test_every_figure_has_a_source(self, lang: str) -> None:
        """Each row with a result or a cohort, on the first page and on those of regions, leads to a footnote."""
        for name in (f"{lang}/index.html", *(f"{lang}/{code}.html" for code in codes())):
            for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", pages()[name]):
                if re.search(r'class="r">\d', row):
                    assert 'href="#source-' in row, (name, row)

    def test_the_table_has_every_latest_result(self) -> None:
        """The index of each region is in its row, as the language writes it."""
        rows = dict(re.findall(r'<a href="([\d.]+)\.html">[^<]+</a></th>(.*?)</tr>', pages()["id/index.html"]))
        assert rows.keys() == AREAS
        for code, row in rows.items():
            index = gm100.status(code).to_row()["index"]
            assert (f">{index}<".replace(".", ",") in row) == (index is not None), code

    def test_it_can_be_used_without_a_script(self) -> None:
        """No page loads anything; where one has its own script, nothing of the content is in it."""
        for found in outlines().values():
            assert not {"img", "link", "iframe", "object"} & {tag for tag, _ in found.tags}
            assert not [a for _, a in found.tags if "src" in a or any(key.startswith("on") for key in a)]
        assert {name for name, found in outlines().items() if found.named("script")} == {
            f"{lang}/{name}.html" for lang in ("id", "en") for name in ("index", "awards")
        }

    def test_every_cohort_award_rule_and_scorecard_is_listed(self) -> None:
        """The lists are whole."""
        listed = {name: " ".join(outlines()[f"en/{name}.html"].texts) for name in ("rules", "scorecards", "awards")}
        assert all(
            rule in listed["rules"] for book in gm100.rule_books().values() for rule in (each.id for each in book)
        )
        assert all(card in listed["scorecards"] for card in gm100.scorecards())
        names = [*(award.name for award in gm100.awards()), *(scheme.name for scheme in gm100.award_editions())]
        assert all(name in listed["awards"] for name in names)
        members = {m.region for m in gm100.memberships()}
        assert {f"{code}.html" for code in members} <= set(links("en/cohorts.html"))


class TestFolder:
    def test_it_is_written_whole(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """`gm100 atlas -o` writes the same bytes each time, less than 25 MB, and opens in the language asked for."""
        out = tmp_path / "atlas"
        assert main(["atlas", "--lang", "en", "-o", str(out)]) == 0
        assert capsys.readouterr().err == f"wrote {out}\n"
        written = {str(file.relative_to(out).as_posix()): file.read_text("utf-8") for file in out.rglob("*.html")}
        entrance = written.pop("index.html")
        assert written == {name: text for name, text in pages().items() if name != "index.html"}
        assert "url=en/index.html" in entrance
        assert "url=id/index.html" in pages()["index.html"]
        assert sum(len(text.encode()) for text in written.values()) < 25 * MEGABYTE

    def test_nothing_is_overwritten(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A folder with files in it stays as it is; without a folder nothing is written."""
        (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(FileExistsError):
            write_atlas(tmp_path)
        assert main(["atlas"]) == 2
        assert main(["atlas", "-o", str(tmp_path), "--lang", "en"]) == 2
        assert str(tmp_path) in capsys.readouterr().err
        assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]

    def test_another_language_is_refused(self) -> None:
        """The two that there are, are named."""
        with pytest.raises(gm100.UnknownIdError, match="unknown language 'fr'"):
            atlas_pages(lang="fr")


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Browser]:
    """A browser for all the tests of this module."""
    with chromium.browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas on disk."""
    folder = tmp_path_factory.mktemp("atlas")
    write_atlas(folder)
    return folder


SHOWN = "[...document.querySelectorAll('tbody tr:not([hidden]) th')].map(name => name.textContent)"


def search(text: str) -> str:
    """A program that types into the search."""
    return (
        f"const i = document.querySelector('input'); i.value = '{text}'; i.dispatchEvent(new Event('input')); {SHOWN}"
    )


@pytest.mark.chromium
@pytest.mark.slow
@pytest.mark.skipif(chromium.BINARY is None, reason="Chromium is not installed")
@pytest.mark.skipif(find_spec("axe_core_python") is None, reason="axe-core-python is not installed")
class TestInABrowser:
    @pytest.mark.parametrize("width", [360, 1280])
    def test_search_sort_and_sources(self, tab: chromium.Browser, site: Path, width: int) -> None:
        """Kediri is found, the greatest change stands first, and a source leads to its footnote."""
        tab.open(site / "id/index.html", width)
        assert tab.run(f"(() => {{{search('kediri').replace(SHOWN, f'return {SHOWN}')}}})()") == [
            "Kabupaten Kediri",
            "Kota Kediri",
        ]
        assert tab.run("document.querySelector('output').textContent") == f"2 dari {len(AREAS)} daerah"
        tab.run("document.querySelectorAll('thead button')[9].click()")
        changes = "[...document.querySelectorAll('tbody tr')].map(row => row.cells[9].textContent).filter(Boolean)"
        found = [float(text.replace(",", ".")) for text in tab.run(changes)]
        assert found == sorted(found, reverse=True)
        assert tab.run("document.querySelectorAll('thead th')[9].ariaSort") == "descending"
        tab.run("document.querySelector('tbody tr:not([hidden]) sup a').click()")
        assert tab.run("document.querySelector('li:target a, li:target').textContent.length > 0") is True
        assert tab.complaints == []

    @pytest.mark.parametrize("name", ["index", "35.71", "11.01", "cohorts", "awards", "rules", "scorecards"])
    def test_no_barrier(self, tab: chromium.Browser, site: Path, name: str) -> None:
        """Narrow and wide, light and dark: no complaint, nothing sticks out, and axe finds no barrier."""
        for width, dark in ((360, True), (1280, False)):
            tab.open(site / f"en/{name}.html", width, dark=dark)
            assert tab.overflow() == 0
            assert tab.barriers() == []
        assert tab.complaints == []

    def test_it_opens_at_once(self, tab: chromium.Browser, site: Path) -> None:
        """The first page is there within two seconds."""
        tab.open(site / "id/index.html", 1280)
        timing = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
        assert tab.run(timing) < 2000
