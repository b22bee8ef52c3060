"""
Scorecards outside Python: the web page in Chromium, and the view in PostgreSQL, held to the conformance file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import chromium
import pytest
from services import postgres, postgres_programs
from vectors import beyond_sql, cards, cases, in_decimals, same

import gm100

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "elsewhere"
AGENCIES = "code;name;i1;i2\n99.01;<img src=x onerror=alert(1)>;3;4,5\n"


def example(name: str) -> Any:
    """A script of the examples, as a module."""
    spec = spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Browser]:
    """A browser for all the tests of this module."""
    with chromium.browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


def pasted(card: str, text: str) -> str:
    """The program that chooses a card, pastes a table, and reads what is shown."""
    return f"""(() => {{
      const find = id => document.getElementById(id), change = name => new Event(name);
      find("card").value = {card!r}; find("card").dispatchEvent(change("change"));
      find("paste").value = {text!r}; find("paste").dispatchEvent(change("input"));
      return [...document.querySelectorAll(".unit")].map(unit => ({{
        index: unit.querySelector(".index")?.textContent ?? null,
        band: unit.querySelector(".band")?.textContent ?? null,
        issues: [...unit.querySelectorAll(".problem")].map(each => [each.dataset.code, each.dataset.node]),
        said: [...unit.querySelectorAll(".problem")].map(each => each.textContent),
        nodes: Object.fromEntries(
          [...unit.querySelectorAll("tr[data-node]")].map(row => [row.dataset.node, row.lastChild.textContent])),
      }}));
    }})()"""


@pytest.mark.chromium
@pytest.mark.slow
@pytest.mark.skipif(chromium.BINARY is None, reason="Chromium is not installed")
class TestPage:
    def test_every_shipped_card_is_in_it(self) -> None:
        """JavaScript can compute all of them; one that it cannot is named with the reason."""
        assert example("build_page").page_of(gm100.scorecards().values())[1] == {}
        ranked = gm100.Scorecard(id="r", root=gm100.Group("r", children=[gm100.Indicator("a", normalise="rank")]))
        assert "needs a table" in example("build_page").page_of([ranked])[1]["r"]

    def test_it_shows_what_the_vectors_say(self, tab: chromium.Browser, tmp_path: Path) -> None:
        """Every row of the conformance file, pasted: index, band, nodes and problems."""
        page, refused = example("build_page").page_of(cards())
        assert refused == {}
        tab.complaints.clear()
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        tab.open(tmp_path / "page.html", 1280)
        tried = 0
        for case, card in zip(cases(), cards(), strict=True):
            codes = [leaf.id for leaf in card.indicators]
            lines = ["\t".join(["code", *codes])]
            for number, row in enumerate(case["rows"]):
                cells = ["" if row["row"][code] is None else str(row["row"][code]) for code in codes]
                lines.append("\t".join([str(number), *cells]))
            exact = in_decimals(card)
            for row, found in zip(case["rows"], tab.run(pasted(card.id, "\n".join(lines))), strict=True):
                place = (card.id, row, found)
                assert found["issues"] == row["issues"], place
                assert found["band"] == row["band"], place
                assert same(found["index"], row["index"], exact=exact) or found["index"] == "tanpa nilai", place
                nodes = {code: text for code, text in found["nodes"].items() if text != "–"}
                assert all(same(nodes[code], text, exact=exact) for code, text in row["nodes"].items()), place
                tried += 1
        assert tried == sum(len(case["rows"]) for case in cases()) > 800
        assert tab.complaints == []

    @pytest.mark.skipif(find_spec("axe_core_python") is None, reason="axe-core-python is not installed")
    def test_in_both_languages_and_by_hand(self, tab: chromium.Browser, tmp_path: Path) -> None:
        """Words change with the language, typing computes again, names stay text, and nothing is loaded."""
        page, _ = example("build_page").page_of(gm100.scorecards().values())
        tab.complaints.clear()
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        tab.open(tmp_path / "page.html", 1280)
        (found,) = tab.run(pasted("pemdi-2026", AGENCIES))
        assert found["said"][:2] == ["i2: bukan angka seperti 3.08", "i3: tidak ada nilai"]
        tab.run("document.getElementById('comma').click()")
        tab.run(
            "for (const cell of document.querySelectorAll('#grid input')) "
            "{ cell.value = cell.ariaLabel.startsWith('i20 ') ? 4 : 2; cell.dispatchEvent(new Event('input')); }"
        )
        assert tab.run("document.querySelector('.unit p').textContent") == "indeks 2.30, predikat Cukup"
        assert "<img" in tab.run("document.querySelector('.unit h3').textContent")
        assert tab.run("document.images.length + performance.getEntriesByType('resource').length") == 0
        for width in (360, 1280):
            tab.open(tmp_path / "page.html", width)
            tab.run(
                "const l = document.getElementById('language'); l.value = 'en'; l.dispatchEvent(new Event('change'))"
            )
            assert tab.run("document.querySelector('h2').textContent + document.documentElement.lang") == "Resultsen"
            assert tab.overflow() == 0
            assert tab.barriers() == []
        assert tab.complaints == []


@pytest.mark.postgres
@pytest.mark.skipif(postgres_programs() is None, reason="PostgreSQL is not installed")
class TestView:
    def test_it_says_what_the_vectors_say(self) -> None:
        """Every row that SQL can hold: index, band, nodes and problems; what it cannot is counted by its reason."""
        psycopg = pytest.importorskip("psycopg")
        beyond: Counter[str] = Counter()
        tried = 0
        with postgres() as server, psycopg.connect(server.address.replace("+psycopg", "")) as connection:
            for case, card in zip(cases(), cards(), strict=True):
                script = example("build_view").view_of(card)
                reasons = [beyond_sql(card, row["row"]) for row in case["rows"]]
                beyond.update(filter(None, reasons))
                rows = [row for row, reason in zip(case["rows"], reasons, strict=True) if reason is None]
                lost = any(cell == "n/a" for row in rows for cell in row["row"].values())
                connection.execute(script.replace('" numeric', '" text') if lost else script)
                for row, found in zip(rows, viewed(connection, card, rows), strict=True):
                    place = (card.id, row, found)
                    assert [text.split(":")[0] for text in (found["issues"] or "").split("; ") if ":" in text][:1] == [
                        code for _, code in row["issues"][:1]
                    ], place
                    assert same(found[card.root.id], row["index"], exact=False), place
                    assert found.get("band") == row["band"], place
                    assert all(same(found[code], text, exact=False) for code, text in row["nodes"].items()), place
                    tried += 1
        assert tried + sum(beyond.values()) == sum(len(case["rows"]) for case in cases())
        assert tried > 800
        assert set(beyond) == {"a text in a column of numbers"}


def viewed(connection: Any, card: gm100.Scorecard, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put rows into the table of a card, and return what its view says of them."""
    codes = [leaf.id for leaf in card.indicators]
    quoted = ", ".join(f'"{code}"' for code in codes)
    marks = ", ".join(["%s"] * (len(codes) + 1))
    with connection.cursor() as cursor:
        cells = [(f"{number:04}", *(row["row"][code] for code in codes)) for number, row in enumerate(rows)]
        cursor.executemany(f'INSERT INTO "{card.id}" (code, {quoted}) VALUES ({marks})', cells)  # noqa: S608 - quoted names
        cursor.execute(f'SELECT * FROM "{card.id} index" ORDER BY code')  # noqa: S608 - as above
        names = [each.name for each in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
