"""
What a notebook shows: escaped, complete, and with nothing from outside.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gm100
from gm100.render.html import Html, bar, element, is_web_address, joined, link, table
from gm100.render.nouns import cited

SCRIPT = "<script>alert(1)</script>"
CARD = gm100.scorecards()["kominfo-2022-early"]
RANKING = gm100.rank(gm100.evaluations(scorecard=CARD), CARD)


class Outline(HTMLParser):
    """Reads a fragment: its tags, its text, and whether every tag is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.words: list[str] = []
        self.links: list[str | None] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an opened tag."""
        self.seen.append(tag)
        if tag not in {"br", "meta"}:
            self.open.append(tag)
        self.links += [value for key, value in attrs if key in {"href", "src"}]

    def handle_endtag(self, tag: str) -> None:
        """A tag is closed in the order in which it was opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.words.append(data)


def outline(text: str) -> Outline:
    """The outline of a whole fragment."""
    found = Outline(text)
    assert found.open == []
    return found


class TestElements:
    @given(st.text())
    def test_a_text_stays_a_text(self, text: str) -> None:
        """Whatever a text holds, as content or as attribute, it makes no tag."""
        found = outline(str(element("p", text, title=text)))
        assert found.seen == ["p"]

    def test_markup_is_not_escaped_twice(self) -> None:
        """What is markup already goes in as it is; nothing goes in for None."""
        assert element("p", element("b", "&"), None, 3) == "<p><b>&amp;</b>3</p>"
        assert joined(["<", Html("<br>")], ", ") == "&lt;, <br>"

    def test_an_element_without_content(self) -> None:
        """An element that never has content is not closed."""
        assert element("meta", charset="utf-8") == '<meta charset="utf-8">'

    def test_a_table_says_what_heads_what(self) -> None:
        """Columns have heads with a scope, and so has the name of a row."""
        text = table(("a", "b"), [("x", 1)], "hr", caption="c")
        assert "<caption>c</caption>" in text
        assert '<th scope="col">a</th><th scope="col" class="r">b</th>' in text
        assert '<th scope="row">x</th><td class="r">1</td>' in text

    @pytest.mark.parametrize(
        ("share", "width"), [(Decimal("0.375"), "37.5%"), (0.0, "0.0%"), (1.0, "100.0%"), (1.2, "100.0%"), (-1, "0.0%")]
    )
    def test_a_bar_stays_in_its_track(self, share: float, width: str) -> None:
        """A bar is as long as its share, and no longer than its track."""
        assert f"width:{width}" in bar(share)

    def test_no_share_no_bar(self) -> None:
        """Where there is no number there is no bar."""
        assert bar(None) == ""


class TestLinks:
    @pytest.mark.parametrize("address", ["https://kominfo.go.id/a?b=c&d", "http://example.org"])
    def test_an_address_of_the_web_is_a_link(self, address: str) -> None:
        """An http or https address with a host may be followed."""
        assert is_web_address(address)
        assert outline(link("x", address)).links == [address]

    @pytest.mark.parametrize(
        "address",
        [
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://example.org",
            "//example.org",
            "https://",
            "https:example.org",
            "https://[",
            "https://example.org/ x",
            'https://example.org/"onclick="x',
            "java\nscript:alert(1)",
            "github.com/Maisho20/Smart-City-2 :: public/docs",
            "",
            None,
        ],
    )
    def test_anything_else_is_text(self, address: str | None) -> None:
        """Any other address makes no link; the text stays."""
        assert link("<x>", address) == "&lt;x&gt;"

    def test_a_source_links_to_where_it_was_seen(self) -> None:
        """The title of a source is the link, its number and evidence are behind it."""
        source = gm100.Source("Letter <1>", number="B-1", address="https://example.org/a")
        assert cited(source) == (
            '<a href="https://example.org/a" rel="noopener noreferrer">Letter &lt;1&gt;</a>, B-1 [press]'
        )


DOSSIER = gm100.dossiers()["35.05"]
REPORT = gm100.check(DOSSIER, on=date(2023, 12, 31))

NOUNS = {
    "report": REPORT,
    "finding": REPORT.broken[0],
    "timeline": gm100.timeline(DOSSIER),
    "step": gm100.next_steps(DOSSIER, date(2023, 12, 31))[0],
    "region": gm100.regions()["35.07"],
    "evaluation": gm100.evaluations(region="35.07", year=2022)[0],
    "absent": next(e for e in gm100.evaluations(year=2023) if not e.participated),
    "result": RANKING["35.07"],
    "ranking": RANKING,
}


@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS)
class TestEveryNoun:
    def test_it_is_whole_and_brings_everything(self, noun: object) -> None:
        """Every tag is closed, and nothing is loaded from anywhere."""
        text = noun._repr_html_()  # type: ignore[attr-defined]  # each of them has it
        found = outline(text)
        assert all(is_web_address(address or "") for address in found.links)
        assert not re.search(r"url\(|@import|<script", text)

    def test_it_reads_well_in_light_and_dark(self, noun: object) -> None:
        """Text has the colour of the notebook, and the bars have one for the dark."""
        text = noun._repr_html_()  # type: ignore[attr-defined]  # each of them has it
        assert "prefers-color-scheme:dark" in text
        assert set(re.findall(r"[;{]color:([^;}]+)", text)) == {"inherit"}


class TestContent:
    def test_a_region(self) -> None:
        """A region shows its name, code and figures; what is not known is left out."""
        words = outline(NOUNS["region"]._repr_html_()).words  # type: ignore[attr-defined]  # as above
        assert {"Kabupaten Malang", "35.07", "Kepanjen", "former names"} - set(words) == {"former names"}
        bare = gm100.Region(code="35.07", name="Malang", kind=gm100.RegionKind.KABUPATEN, province="35")
        assert outline(bare._repr_html_()).seen.count("tr") == 2

    def test_an_evaluation(self) -> None:
        """An evaluation shows each score, its bar out of four, and its source."""
        text = gm100.evaluations(region="35.07", year=2022)[0]._repr_html_()
        assert '<td class="r">2.92</td>' in text
        assert "width:73.0%" in text
        assert "59 questions known" in text
        assert "B-1004/DJAI/AI.01.04/12/2022, github.com/Maisho20/Smart-City-2 :: public/docs [official]" in text

    def test_an_absent_region(self) -> None:
        """A region that was absent shows that, and no zeros."""
        text = gm100.Evaluation(region="35.07", edition="x", year=2023, participated=False)._repr_html_()
        assert "35.07, x, 2023: did not take part" in text
        assert "0.00" not in text

    def test_a_result(self) -> None:
        """The contributions stand with their bars, and where each was rounded."""
        text = RANKING["35.07"]._repr_html_()
        assert '<td class="r">0.88</td>' in text
        assert "mean of 31 questions, 2.919354… rounded half up to 2 decimals, part 0.8760 rounded" in text
        shares = [float(width) for width in re.findall(r"width:([\d.]+)%", text)]
        assert sum(shares[:-1]) == pytest.approx(100, abs=0.3)

    def test_a_result_with_one_rounding(self) -> None:
        """Where the total is rounded, the sum is above it."""
        card = gm100.scorecards()["kominfo-2023-regular"]
        row = {"code": "a", "baseline": 3.1, "output": 3.2, "outcome": 3.33, "impact": 3, "quick_win": "3.07"}
        text = gm100.score(row, card)._repr_html_()
        assert "<strong>3.16</strong>" in text
        assert '<td class="r">3.1630</td>' in text
        assert "rounded half up to 2 decimals" in text

    def test_a_result_without_an_index(self) -> None:
        """A unit without an index says why."""
        absent = gm100.Evaluation(region="35.07", edition=CARD.id, year=2022, participated=False)
        assert "no index, the unit is absent" in gm100.score(absent, CARD)._repr_html_()

    def test_a_result_of_zero(self) -> None:
        """A unit with nothing has an index of zero and no bars to divide by it."""
        row = {"code": "a", "baseline": 0, "output": 0, "outcome": 0, "impact": 0, "quick_win": 0}
        assert "<strong>0.00</strong>" in gm100.score(row, CARD)._repr_html_()

    def test_a_ranking(self) -> None:
        """The best fills its track, the absent are counted."""
        text = RANKING._repr_html_()
        assert text.count("<tr>") == 39
        assert "width:100.0%" in text
        assert "4 without an index" in text

    def test_a_long_ranking(self) -> None:
        """Of a long ranking the first hundred are shown."""
        rows = [
            {"code": str(n), "baseline": 3, "output": 3, "outcome": 3, "impact": 3, "quick_win": 3} for n in range(103)
        ]
        assert "and 3 more" in gm100.rank(rows, CARD)._repr_html_()

    def test_a_report(self) -> None:
        """A report shows how many rules hold, each finding with its remedy and source, and what is missing."""
        text = REPORT._repr_html_()
        assert (
            f"Kabupaten Blitar (35.05), rule book 2018, as of 2023-12-31: {REPORT.counts[gm100.Outcome.MET]} met"
            in text
        )
        for finding in REPORT.broken:
            assert text.count(finding.rule) == 1
            assert joined([finding.remedy.en]) in text
        assert "$.obstacles[0, 1, 2]" in text
        assert "$.quick_wins[*].months" in text
        clean = gm100.check(gm100.Dossier(region="35.05"), on=date(2023, 12, 31))
        assert "Nothing was found." in clean._repr_html_()

    def test_a_finding(self) -> None:
        """A finding links to where its rule is stated, if that is on the web."""
        source = gm100.Source("Letter", address="https://example.org/letter")
        text = gm100.Bilingual("a", "b")
        finding = gm100.Finding(
            rule="GM100-MOU-001", topic="mou", severity=gm100.Severity.MUST, outcome=gm100.Outcome.BROKEN,
            message=text, remedy=text, sources=(source,),
        )  # fmt: skip
        assert outline(finding._repr_html_()).links == ["https://example.org/letter"]

    def test_a_timeline(self) -> None:
        """A timeline is a tuple of events; it prints one a line, and shows date, event and source."""
        events = gm100.timeline(DOSSIER)
        assert events == tuple(events)
        assert str(events).splitlines()[0] == str(events[0]) == "2018  member of the cohort of 2018"
        text = events._repr_html_()
        assert text.count("<tr>") == len(events) + 1
        assert "2018-03-05 – 2018-03-07" in text

    def test_a_step(self) -> None:
        """A step shows its window as far as it has one."""
        text = gm100.Bilingual("lakukan", "do it")
        first, last = gm100.PartialDate(2022), gm100.PartialDate(2023, 5)
        assert "<td>2022 – 2023-05</td>" in gm100.NextStep(step="x", title=text, from_=first, until=last)._repr_html_()
        assert "<td>… – 2023-05</td>" in gm100.NextStep(step="x", title=text, until=last)._repr_html_()
        assert "<td></td>" in gm100.NextStep(step="x", title=text)._repr_html_()

    def test_script_in_a_name(self) -> None:
        """Script text in a name is text, wherever the name is shown."""
        row = {"code": SCRIPT, "name": SCRIPT, "baseline": 3, "output": 3, "outcome": 3, "impact": 3, "quick_win": 3}
        evaluation = gm100.Evaluation(region="35.07", edition="x", year=2023, name=SCRIPT)
        region = gm100.Region(code="35.07", name=SCRIPT, kind=gm100.RegionKind.KOTA, province="35", aliases=(SCRIPT,))
        ranking = gm100.rank([row], CARD)
        for noun in (evaluation, region, ranking, ranking[SCRIPT]):
            assert "<script" not in noun._repr_html_()
            assert "&lt;script&gt;alert(1)&lt;/script&gt;" in noun._repr_html_()
