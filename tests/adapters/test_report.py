"""
Reports: whole pages, in words and in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any
from xml.etree import ElementTree as ET

import chromium
import pytest

import gm100
from gm100.adapters.report import _svg, dossier_page, ranking_page, region_page
from gm100.cli import main
from gm100.render.values import number
from gm100.text.words import say, translated

EARLY, REGULAR, KPPN = (
    gm100.scorecards()[id_] for id_ in ("kominfo-2022-early", "kominfo-2023-regular", "kominfo-2023-kppn-ikn")
)
IN_2022 = gm100.rank(gm100.evaluations(scorecard=EARLY), EARLY)
IN_2023 = gm100.rank(gm100.evaluations(scorecard=KPPN), KPPN)
COHORT_2021 = {member.region for member in gm100.members(cohort=2021)}
SCRIPT = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
VOID = {"meta", "br", "hr", "img", "link", "input", "col"}


class Outline(HTMLParser):
    """The tags of a page, closed in order, with its headings and its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an opened tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag is closed in the order in which it was opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every tag of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


def scripted() -> str:
    """A report in which every name and note is a script."""
    leaves = tuple(gm100.Indicator(code, name=SCRIPT, scale=gm100.Scale(0, 4)) for code in ("a", "b", "c"))
    source = gm100.Source(SCRIPT, number=SCRIPT, address=f"javascript:{SCRIPT}")
    card = gm100.Scorecard(
        id="own", title=SCRIPT, root=gm100.Group("index", children=leaves), source=source, note=SCRIPT
    )
    rows = [{"code": SCRIPT, "name": SCRIPT, "a": 1, "b": 2, "c": 3}, {"code": "x", "a": 3, "b": 3, "c": 3}]
    return region_page(gm100.rank(rows, card), SCRIPT)


def scripted_dossier() -> str:
    """A report on a dossier in which every name and note is a script."""
    source = gm100.Source(SCRIPT, number=SCRIPT, address=f"javascript:{SCRIPT}")
    win = gm100.QuickWin(name=SCRIPT, region="35.05", year=2023, source=source)
    dossier = gm100.Dossier(region="35.05", name=SCRIPT, note=SCRIPT, quick_wins=(win,))
    return dossier_page(dossier, on=date(2023, 12, 31))


PAGES = {
    "dossier": lambda: dossier_page(gm100.dossiers()["35.71"], on=date(2024, 6, 25)),
    "berkas": lambda: dossier_page(gm100.dossiers()["35.05"], on=date(2023, 12, 31), lang="id"),
    "empty dossier": lambda: dossier_page(gm100.Dossier(region="35.05"), on=date(2023, 12, 31)),
    "scripted dossier": scripted_dossier,
    "region": lambda: region_page(IN_2023, "35.07", previous=[IN_2022], lang="id"),
    "rounded parts": lambda: region_page(IN_2022, "35.07", lang="en"),
    "ranking": lambda: ranking_page(IN_2023, lang="en"),
    "peringkat": lambda: ranking_page(IN_2022, lang="id"),
    "absent": lambda: region_page(IN_2023, IN_2023.unranked[0].unit),
    "scripted": scripted,
}


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)
class TestEveryPage:
    def test_it_is_whole_and_says_its_language(self, make: Any) -> None:
        """Every tag is closed; the page has a language, a title and one main heading."""
        page = make()
        found = Outline(page)
        assert page.startswith("<!doctype html>\n<html lang=")
        assert found.named("html")[0]["lang"] in {"id", "en"}
        assert len(found.named("title")) >= 1
        levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_it_brings_everything(self, make: Any) -> None:
        """Nothing is loaded from anywhere, there is no script, and a policy forbids both."""
        found = Outline(make())
        assert not {"script", "img", "link", "iframe", "object"} & {tag for tag, _ in found.tags}
        assert not [a for _, a in found.tags if a.keys() & {"src", "srcset"} or any(k.startswith("on") for k in a)]
        assert any((a.get("content") or "").startswith("default-src 'none'") for a in found.named("meta"))
        notes = {f"#{a['id']}" for _, a in found.tags if "id" in a}
        outside = [a["href"] or "" for a in found.named("a") if a["href"] not in notes]
        assert all(address.startswith(("https://", "http://")) for address in outside)

    def test_tables_and_pictures_say_what_they_show(self, make: Any) -> None:
        """Heads have a scope, pictures a title and a description, and ids are unique."""
        found = Outline(make())
        assert {a.get("scope") for a in found.named("th")} <= {"col", "row"}
        ids = [a["id"] for _, a in found.tags if "id" in a]
        assert len(ids) == len(set(ids))
        for svg in found.named("svg"):
            assert svg["role"] == "img"
            assert set((svg["aria-labelledby"] or "").split()) <= set(ids)

    def test_the_same_data_make_the_same_page(self, make: Any) -> None:
        """A page is the same twice."""
        assert make() == make()


class TestRegion:
    def test_standing(self) -> None:
        """The first figures are index, rank, improvement and the published index, as the language writes them."""
        texts = Outline(PAGES["region"]()).texts
        assert {"2,94", "22 dari 58", "+0,44", "Laporan smart city: Kabupaten Malang (35.07)"} <= set(texts)

    def test_explanation(self) -> None:
        """Each dimension has its value, weight and contribution, and says where it was rounded."""
        texts = Outline(PAGES["rounded parts"]()).texts
        assert (
            "mean of 31 questions; 2.919354… rounded half up to 2 decimals; part 0.8760 rounded half up to 2 decimals"
            in texts
        )
        assert {"0.88", "2.51", "Left to gain"} <= set(texts)

    def test_comparison(self) -> None:
        """The page compares with the median and the best of the list; the pictures say the same in words."""
        page = PAGES["region"]()
        cohort = [e for e in gm100.evaluations(scorecard=KPPN) if e.participated and e.region in COHORT_2021]
        middle = median(e.score_of("output") or Decimal(0) for e in cohort)
        assert f"Keluaran: 2,29, median {middle:.2f}".replace(".", ",") in page
        assert f"angkatan 2021 ({len(cohort)} dalam daftar)" in page
        assert '<td class="r">34</td>' in page

    def test_comparison_without_a_cohort(self) -> None:
        """A unit that is not a known member is compared with the whole list."""
        rows = [{"code": code, "a": n, "b": n, "c": n} for n, code in enumerate("xyz")]
        leaves = tuple(gm100.Indicator(code, scale=gm100.Scale(0, 4)) for code in "abc")
        ranking = gm100.rank(rows, gm100.Scorecard(id="own", root=gm100.Group("index", children=leaves)))
        page = region_page(ranking, "z")
        assert "median of the list" in page
        assert "cohort of" not in page

    def test_change(self) -> None:
        """With an earlier ranking the page says what changed; the differences add up."""
        texts = Outline(PAGES["region"]()).texts
        place = texts.index("Perubahan dari kominfo-2022-early ke kominfo-2023-kppn-ikn")
        titles = ["Baseline", "Keluaran", "Hasil", "Dampak", "Quick win", "Kolaborasi", "Pembulatan", "Indeks"]
        rows = texts[place:]
        ends = [rows.index(title) for title in (*titles[1:], "Dari jumlah tanpa pembulatan, peningkatannya +0,44.")]
        changes = [Decimal(rows[end - 1].replace(",", ".")) for end in ends]
        assert sum(changes[:-1]) == changes[-1] == Decimal("0.43")
        assert "Dari jumlah tanpa pembulatan, peningkatannya +0,44." in texts

    def test_a_region_that_was_absent(self) -> None:
        """Without an index there is no comparison, and the page says why."""
        texts = " ".join(Outline(PAGES["absent"]()).texts)
        assert "has no index in kominfo-2023-kppn-ikn: it did not take part." in texts
        assert "Comparison" not in texts

    def test_earlier_rankings_without_it(self) -> None:
        """An earlier ranking that does not have the region is passed over."""
        assert "kominfo-2022-early" not in region_page(IN_2023, "33.72", previous=[IN_2022])

    def test_what_does_not_exist(self) -> None:
        """An unknown region or language is refused."""
        with pytest.raises(gm100.UnknownIdError, match=r"unknown unit '99.99'"):
            region_page(IN_2023, "99.99")
        with pytest.raises(gm100.UnknownIdError, match="unknown language 'fr'"):
            ranking_page(IN_2023, lang="fr")

    def test_values_missing(self) -> None:
        """A region with values missing has no index, and the page says so."""
        group = gm100.Group(
            "index", children=(gm100.Indicator("a"), gm100.Indicator("b")), missing=gm100.Missing.PROPAGATE
        )
        ranking = gm100.rank(
            [{"code": "x", "a": 1}, {"code": "y", "a": 1, "b": 1}], gm100.Scorecard(id="own", root=group)
        )
        assert "values are missing" in region_page(ranking, "x")
        assert "Comparison" in region_page(ranking, "y")


class TestDossier:
    def test_how_far_it_has_come(self) -> None:
        """The page starts with the step reached, the cohort, and how many rules hold."""
        texts = Outline(PAGES["berkas"]()).texts
        report = gm100.check(gm100.dossiers()["35.05"], on=date(2023, 12, 31))
        assert texts[texts.index("Tahap tercapai") + 1] == "dievaluasi"
        assert texts[texts.index("Angkatan") + 1] == "2018"
        assert texts[texts.index("Aturan terpenuhi") + 1] == str(report.counts[gm100.Outcome.MET])

    @pytest.mark.parametrize("cohort", [2017, 2018, 2019, 2021, 2022, 2023, 2024])
    @pytest.mark.parametrize("lang", ["id", "en"])
    def test_no_member_is_outside(self, cohort: int, lang: str) -> None:
        """The headline of a member has its cohort, its step and its index; each note that is cited is below."""
        member = gm100.members(cohort=cohort)[0]
        page = dossier_page(member.region, on=date(2026, 6, 1), lang=lang)
        status = gm100.status(member.region, on=date(2026, 6, 1))
        found = Outline(page)
        assert say("status.member", lang, cohort=cohort) in page
        assert say("step.outside", lang) not in page
        indices = [result.index for result in status.results if result.index is not None]
        assert all(number(index, lang) in found.texts for index in indices)
        cited = {a["href"] for a in found.named("a") if (a["href"] or "").startswith("#")}
        assert cited <= {f"#{li['id']}" for li in found.named("li") if "id" in li}

    def test_what_happened(self) -> None:
        """Every event is in the list with its date in words and its source; statements are counted."""
        found = Outline(PAGES["berkas"]())
        events = gm100.timeline(gm100.dossiers()["35.05"])
        happened = [event for event in events if event.kind != "statement"]
        assert sum(tag == "li" for tag, _ in found.tags) > len(happened)
        assert "5 Maret 2018 – 7 Maret 2018" in found.texts
        assert f"{len(events) - len(happened)} pernyataan orang tidak ditampilkan di sini." in found.texts
        assert any(a["href"] == happened[0].source.address for a in found.named("a") if happened[0].source)

    def test_what_was_found(self) -> None:
        """Each broken rule is named once with its places, remedy and source, each gap with the rules that need it."""
        texts = " ".join(Outline(PAGES["berkas"]()).texts)
        report = gm100.check(gm100.dossiers()["35.05"], on=date(2023, 12, 31))
        assert report.broken
        for finding in report.broken:
            assert texts.count(f" {finding.rule} ") == 1
            assert finding.remedy.id in texts
        assert "$.obstacles[0, 1, 2]" in texts
        missing = {name.split(".")[-1] for finding in report.not_judged for name in finding.missing}
        assert missing - set(re.split(r"\W+", texts)) == set()
        assert "GM100-MOU-004, 005, 006, 007, 008" in texts
        assert "Nothing was found." in Outline(PAGES["dossier"]()).texts

    def test_what_is_next(self) -> None:
        """The next steps stand with their window, and whether they are to be done or just not on record."""
        texts = " ".join(Outline(PAGES["berkas"]()).texts)
        for step in gm100.next_steps(gm100.dossiers()["35.05"], date(2023, 12, 31)):
            assert step.title.id in texts
        assert "8 Mei 2018 – … (laksanakan, atau catat bila sudah)" in texts

    def test_scores(self) -> None:
        """The latest evaluation is ranked among the bundled results, and compared with the one before."""
        texts = " ".join(Outline(PAGES["dossier"]()).texts)
        assert "Standing in: Evaluation 2023, REGULER" in texts
        assert "Change from kominfo-2022-regular to kominfo-2023-regular" in texts
        assert "3.20" in texts

    def test_scores_that_cannot_be_computed(self) -> None:
        """An evaluation of an unknown edition, without scores or with too few, leaves the chapters on scores out."""
        known: Any = {"region": "35.05", "edition": REGULAR.id, "year": 2023}
        one = (gm100.DimensionScore(dimension="output", value=Decimal(3)),)
        bad = (
            gm100.Evaluation(**known),
            gm100.Evaluation(**known, scores=one),
            gm100.Evaluation(**{**known, "edition": "other"}, scores=one),
        )
        for evaluation in bad:
            dossier = gm100.Dossier(region="35.05", evaluations=(evaluation,))
            assert "Standing in" not in dossier_page(dossier, on=date(2023, 12, 31))

    def test_another_book(self) -> None:
        """Rules and steps can be those of another edition; an unknown one is refused."""
        dossier = gm100.dossiers()["35.05"]
        assert "Rule book 2022, as of 2023-12-31." in dossier_page(dossier, on=date(2023, 12, 31), book="2022")
        with pytest.raises(gm100.UnknownIdError):
            dossier_page(dossier, on=date(2023, 12, 31), book="1999")


class TestRanking:
    def test_every_region_has_a_row(self) -> None:
        """The table has every ranked region with its scores; the others are named."""
        found = Outline(PAGES["ranking"]())
        assert sum(a.get("scope") == "row" for a in found.named("th")) == 58 + 6
        assert any(text.startswith("Without an index: ") for text in found.texts)
        assert "58 / 58" in found.texts

    def test_a_ranking_of_nobody(self) -> None:
        """Where nobody has an index, the page says that."""
        absent = gm100.Evaluation(region="35.07", edition=KPPN.id, year=2023, participated=False)
        assert "Without an index" in ranking_page(gm100.rank([absent], KPPN))

    def test_more_dimensions_than_there_is_room_for(self) -> None:
        """Nine dimensions are numbered, and the list of weights says what the numbers stand for."""
        card = gm100.scorecards()["skm-2017-ninth"]
        texts = Outline(ranking_page(gm100.rank(made_up(card), card))).texts
        assert "The numbers stand for the dimensions, which are listed below." in texts
        assert {"1", "9", "1. requirements"} <= set(texts)


def made_up(card: gm100.Scorecard) -> list[dict[str, Any]]:
    """Six regions with values that rise from the lowest to the highest, each indicator in its own step."""
    rows: list[dict[str, Any]] = [{"code": code} for code in ("35.07", "35.73", "11.01", "32.73", "51.71", "33.72")]
    for step, i in enumerate(card.indicators, start=1):
        ends = (i.scale.low, i.scale.high) if i.scale else i.normalise.params[:2] if i.normalise else (0, 1)
        low, high = (Decimal(str(end)) for end in ends)
        for place, row in enumerate(rows):
            row[i.id] = round(low + (high - low) * ((place * step) % 7 + 1) / 8, 2)
    return rows


class TestEveryScorecard:
    """Pages and charts are made of any scorecard: with bands, groups, factors, geometric means, missing values."""

    @pytest.mark.parametrize("card", gm100.scorecards().values(), ids=gm100.scorecards())
    def test_the_command_takes_a_table_of_it(self, tmp_path: Path, card: gm100.Scorecard) -> None:
        """`gm100 report` writes a page of a region and of the ranking from a CSV table, with the band in it."""
        rows = made_up(card)
        table, page = tmp_path / "table.csv", tmp_path / "page.html"
        lines = [",".join(map(str, row.values())) for row in ({k: k for k in rows[0]}, *rows)]
        table.write_text("\n".join(lines), encoding="utf-8")
        for region in ([], ["--region", "32.73"]):
            command = ["report", str(table), "--scorecard", card.id, "--out", str(page), "--lang", "en", *region]
            assert main(command) == 0
            texts = Outline(page.read_text(encoding="utf-8")).texts
            result = gm100.rank(rows, card)["32.73"]
            assert str(result.value) in texts
            assert not result.band or result.band in texts
            assert any("Kota Bandung" in text for text in texts)

    def test_decimal_commas_and_a_scorecard_of_ones_own(self, tmp_path: Path) -> None:
        """A table of any scorecard may have decimal commas, and the scorecard may be a file."""
        card = gm100.Scorecard(id="own", root=gm100.Group("index", children=(gm100.Indicator("air"),)))
        gm100.dump(card, tmp_path / "card.json")
        (tmp_path / "table.csv").write_text('code,name,air\nx,"Salju, utara","2,5"\n', encoding="utf-8")
        page = tmp_path / "page.html"
        command = ["report", str(tmp_path / "table.csv"), "--scorecard", str(tmp_path / "card.json")]
        assert main([*command, "--out", str(page), "--decimal-comma", "--lang", "en"]) == 0
        assert {"2.5", "Salju, utara "} <= {*Outline(page.read_text(encoding="utf-8")).texts, "Salju, utara "}

    def test_geometric_means_and_bands_are_explained(self) -> None:
        """Where the index is not a sum, the page says so, and how it was multiplied and rounded."""
        card = gm100.scorecards()["ipm-bps"]
        page = region_page(gm100.rank(made_up(card), card), "32.73")
        assert "The index is not a sum; a contribution is the part of it that comes from a dimension." in page
        assert "The dimensions are combined by: geometric. The total is multiplied by 100." in page
        assert "rendah 0; sedang 60; tinggi 70; sangat tinggi 80" in page

    def test_missing_values(self) -> None:
        """A group that skips what is missing is shown by what it has."""
        card = gm100.scorecards()["impact-survey-2023"]
        rows = made_up(card)
        for code in list(rows[0])[1:10]:
            rows[0][code] = None
        ranking = gm100.rank(rows, card)
        assert str(ranking["35.07"].value) in Outline(region_page(ranking, "35.07")).texts
        assert "Kota Bandung" not in Outline(region_page(ranking, "35.07")).texts


class TestWords:
    @pytest.mark.parametrize(
        ("mode", "words"), [("half_up", "setengah ke atas"), ("half_even", "setengah ke genap"), ("down", "menuju nol")]
    )
    def test_roundings(self, mode: str, words: str) -> None:
        """Every rule of rounding has words in Indonesian."""
        assert translated(str(gm100.Rounding(3, mode=mode)), "id") == f"{words} ke 3 desimal"


class TestPictures:
    def test_a_scale_holds_every_value(self) -> None:
        """Bars of an index that runs to a hundred stay within the picture, and so does its strip."""
        rows = [{"code": code, "a": 71, "b": 88.5, "c": n} for n, code in enumerate("xyz")]
        leaves = tuple(gm100.Indicator(code) for code in "abc")
        page = region_page(gm100.rank(rows, gm100.Scorecard(id="own", root=gm100.Group("index", children=leaves))), "z")
        drawn = [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page)]  # noqa: S314 - our own
        assert len(drawn) == 3
        ends = [float(r.attrib["x"]) + float(r.attrib["width"]) for svg in drawn for r in svg.iter("rect")]
        assert max(ends) == pytest.approx(96 + 200 * 0.885, abs=0.1)
        assert [t.text for t in drawn[0].iter("text")][:5] == ["0", "25", "50", "75", "100"]

    @pytest.mark.parametrize(("scale", "shown"), [(gm100.Scale(0, 4), "1.00"), (None, "")])
    def test_what_is_left_to_gain(self, scale: gm100.Scale | None, shown: str) -> None:
        """Where a scale says what the full score is, the page says what it would bring, by the share of each."""
        leaves = tuple(gm100.Indicator(code, scale=scale) for code in "abc")
        card = gm100.Scorecard(id="own", root=gm100.Group("index", children=leaves))
        page = region_page(gm100.rank([{"code": "x", "a": 1, "b": 2, "c": 4}], card), "x")
        cells = re.findall(r"<tr>.*?</tr>", page.partition("how the index is computed</h2>")[2])[1]
        assert re.findall(r'<td class="r">([^<]*)</td>', cells)[3] == shown

    def test_a_line_of_time(self) -> None:
        """Moments stand by their dates, numbered, and those that would overlap are below one another."""
        moments = [
            _svg.Moment(date(2022, 1, 1), date(2022, 12, 31), "a"),
            _svg.Moment(date(2022, 6, 1), date(2022, 6, 1), "b"),
            *[_svg.Moment(date(2023, 1, n), date(2023, 1, n), "c") for n in range(1, 9)],
        ]
        drawn = ET.fromstring(_svg.time_line(_svg.Said("t", "title", "text"), moments))  # noqa: S314 - our own
        rows = [(float(r.attrib["x"]), float(r.attrib["width"]), r.attrib["y"]) for r in drawn.iter("rect")]
        assert rows[0][0] == 10
        assert rows[0][1] == pytest.approx(160, abs=1)
        assert rows[0][2] != rows[1][2]
        assert all(x + width <= 340 for x, width, _ in rows)
        assert drawn.attrib["aria-labelledby"] == "t-title t-desc"


class TestCommand:
    def test_a_bundled_region(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """`gm100 report --region` writes the page of a region with what is bundled, in Indonesian."""
        out = tmp_path / "report.html"
        argv = ["report", "--scorecard", KPPN.id, "--region", "35.07", "--lang", "id", "--out", str(out)]
        assert main(argv) == 0
        assert out.read_text(encoding="utf-8") == PAGES["region"]()
        assert capsys.readouterr().err == f"menulis {out}\n"

    def test_a_table(self, tmp_path: Path) -> None:
        """Your own table becomes a ranking page."""
        table = tmp_path / "table.csv"
        table.write_text("code;baseline;output;outcome;impact;quick_win\n35,03;3,5;3;3;3;3\n", encoding="utf-8")
        out = tmp_path / "report.html"
        assert main(["report", str(table), "--decimal-comma", "--lang", "en", "--out", str(out)]) == 0
        assert "Kabupaten Trenggalek" in out.read_text(encoding="utf-8")

    def test_a_dossier(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A bundled dossier, or one in a file, becomes a page as of the last day it speaks of, or of `--on`."""
        out, file = tmp_path / "report.html", tmp_path / "dossier.json"
        assert main(["report", "35.71", "--lang", "en", "--out", str(out)]) == 0
        assert out.read_text(encoding="utf-8") == PAGES["dossier"]()
        gm100.dump(gm100.Dossier(region="35.05"), file)
        assert main(["report", str(file), "--on", "2023-12-31", "--lang", "en", "--out", str(out)]) == 0
        assert out.read_text(encoding="utf-8") == PAGES["empty dossier"]()
        capsys.readouterr()
        gm100.dump(gm100.Dossier(region="99.01"), file)
        assert main(["report", str(file), "--out", str(out)]) == 2
        assert "the dossier has no dates; say with --on as of which day" in capsys.readouterr().err

    def test_a_region_that_is_not_there(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """An unknown region is exit 2, and nothing is written."""
        out = tmp_path / "report.html"
        assert main(["report", "--region", "99.99", "--out", str(out)]) == 2
        assert "unknown region '99.99'" in capsys.readouterr().err
        assert main(["report", "--region", "Kabupaten Trenggalek", "--out", str(out)]) == 2
        assert "of these scores" in capsys.readouterr().err
        assert not out.exists()


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Browser]:
    """A browser for all the tests of this module."""
    with chromium.browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.mark.chromium
@pytest.mark.slow
@pytest.mark.skipif(chromium.BINARY is None, reason="Chromium is not installed")
@pytest.mark.skipif(find_spec("axe_core_python") is None, reason="axe-core-python is not installed")
class TestInABrowser:
    @pytest.mark.parametrize("name", PAGES)
    def test_every_page(self, tab: chromium.Browser, tmp_path: Path, name: str) -> None:
        """Narrow and wide, light and dark: no complaint, nothing sticks out, and axe finds no barrier."""
        file = tmp_path / "page.html"
        file.write_text(PAGES[name](), encoding="utf-8")
        for width in (360, 1280):
            for dark in (False, True):
                tab.open(file, width, dark=dark)
                assert tab.overflow() == 0
                assert tab.barriers() == []
        assert tab.complaints == []

    def test_script_text_never_runs(self, tab: chromium.Browser, tmp_path: Path) -> None:
        """Script in a name or a note stays text; as markup, it would have run."""
        file = tmp_path / "page.html"
        for page in (scripted(), scripted_dossier()):
            file.write_text(page, encoding="utf-8")
            tab.open(file, 1280)
            assert tab.run("document.title").startswith("Smart city report: <script>")
            assert tab.run("document.querySelectorAll('script, img').length") == 0
        file.write_text(f"<!doctype html><title>not</title>{SCRIPT}", encoding="utf-8")
        tab.open(file, 1280)
        assert tab.run("document.title") == "run"

    def test_the_policy_would_stop_it_too(self, tab: chromium.Browser, tmp_path: Path) -> None:
        """If a script got in, the policy of the page would not let it run."""
        file = tmp_path / "page.html"
        file.write_text(PAGES["ranking"]().replace("</main>", f"{SCRIPT}</main>"), encoding="utf-8")
        tab.open(file, 1280)
        assert tab.run("document.title") == "Smart city ranking: Evaluation 2023, KPPN & IKN"
        assert tab.complaints
        tab.complaints.clear()

    def test_the_checks_see_what_is_wrong(self, tab: chromium.Browser, tmp_path: Path) -> None:
        """A page with a wide table, pale text and no language is caught."""
        file = tmp_path / "page.html"
        file.write_text("<title>x</title><p style='width:2000px;color:#ccc'>pale</p>", encoding="utf-8")
        tab.open(file, 360)
        assert tab.overflow() > 0
        assert {found.partition(":")[0] for found in tab.barriers()} >= {"color-contrast", "html-has-lang"}

    def test_on_paper(self, tab: chromium.Browser, tmp_path: Path) -> None:
        """A region fits on two sheets of A4."""
        file = tmp_path / "page.html"
        file.write_text(PAGES["region"](), encoding="utf-8")
        tab.open(file, 1280, dark=True)
        paper = tab.print()
        boxes = set(re.findall(rb"/MediaBox \[([^]]+)\]", paper))
        assert {tuple(round(float(n)) for n in box.split()) for box in boxes} == {(0, 0, 595, 842)}
        assert len(re.findall(rb"/Type /Page\b", paper)) == 2
