"""
What is known of a region, and claims compared with it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest

import gm100
from gm100 import ClaimKind, ProgrammeStage, Verdict
from gm100.cli import main
from gm100.render.status import statuses_page
from gm100.text.words import LANGUAGES, catalogue, say

DAY = "2026-06-01"
KEDIRI = "35.71"
CODES = [member.region for member in gm100.members()]


class TestTexts:
    def test_each_vocabulary_is_whole(self) -> None:
        """Every step, grade, membership, claim and verdict has its text."""
        words: dict[str, Iterable[StrEnum]] = {
            "step": ProgrammeStage,
            "evidence": gm100.Evidence,
            "status": gm100.MembershipStatus,
        }
        words |= {"claim": [*ClaimKind, *Verdict]}
        missing = [
            f"{kind}.{word.value}"
            for kind, all_ in words.items()
            for word in all_
            if word.value not in catalogue()[kind]
        ]
        assert missing == []

    def test_another_language_is_refused(self) -> None:
        """The two that there are, are named."""
        with pytest.raises(gm100.UnknownIdError, match="fr"):
            say("claim.none", "fr")


class TestStatus:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_no_member_is_outside_and_every_figure_has_a_source(self, lang: str) -> None:
        """Of each member the text says a cohort and a step, and each line with a figure bears a number."""
        for code in CODES:
            found = gm100.status(code, on=DAY)
            text = found.text(lang)
            assert found.cohort is not None
            assert found.stage not in {None, ProgrammeStage.OUTSIDE}
            assert say("step.outside", lang) not in text
            assert say("status.no_member", lang) not in text
            assert all(result.sources for result in found.results)
            assert all(event.source for event in found.records)
            title = say("status.results", lang)
            lines = text.split(f"{title}\n")[1].split("\n\n")[0].splitlines() if f"\n{title}\n" in text else []
            assert all(line.rstrip().endswith("]") for line in lines), code

    def test_a_counted_rank_is_that_of_the_ranking(self) -> None:
        """A rank that no document prints is the place in the table of the edition, as the ranking gives it."""
        card = gm100.scorecards()["kominfo-2023-regular"]
        ranking = gm100.rank(gm100.evaluations(scorecard=card), card)
        for place in ranking:
            (result,) = (r for r in gm100.status(place.unit).results if r.year == 2023)
            assert (result.rank, result.of, result.rank_printed) == (place.rank, len(ranking), False)

    def test_every_code_is_taken(self) -> None:
        """A code of gm100 is that of Kemendagri, also where BPS has the same digits for another province."""
        assert [gm100.status(code).region for code in gm100.provinces()] == list(gm100.provinces())

    def test_results_with_rank_and_change(self) -> None:
        """Four years of Kota Kediri, of which documents print one rank and two changes."""
        found = gm100.status("Kota Kediri").results
        assert [(r.year, r.index) for r in found] == [
            (2020, Decimal("2.87")), (2021, Decimal("3.06")), (2022, Decimal("3.31")), (2023, Decimal("3.20")),
        ]  # fmt: skip
        assert [r.rank_printed for r in found] == [False, False, True, False]
        assert [r.change_printed for r in found] == [False, False, True, True]
        assert found[1].change == Decimal("0.19")

    def test_what_came_later_is_not_shown(self) -> None:
        """On a day before the first evaluation there is no result, and what is due is due then."""
        found = gm100.status("35.71", on="2019-06-01")
        assert (found.results, found.stage) == ((), ProgrammeStage.MOU)
        assert all(event.date.first_day.year <= 2019 for event in found.records)

    def test_of_which_no_membership_is_known(self) -> None:
        """It is not said to be outside: nine members were not found."""
        found = gm100.status("11.01", on=DAY)
        assert (found.cohort, found.stage, found.due) == (None, None, ())
        assert "nine members of 2022 and 2023 were not found" in found.text("en")

    def test_who_never_took_part_was_not_evaluated(self) -> None:
        """A region that the tables print as absent each time has no index and is not evaluated."""
        ngada = gm100.status("53.09", on=DAY)
        assert ngada.stage is not ProgrammeStage.EVALUATED
        assert [(r.year, r.participated, r.index) for r in ngada.results] == [(2022, False, None), (2023, False, None)]

    def test_what_is_not_known_is_named(self) -> None:
        """Years without a result, components that nobody published, records that were not found."""
        said = [text.en for text in gm100.status("Kota Kediri").unknown]
        assert said[-1] == "components of the index of 2020, 2021"

    def test_it_travels(self) -> None:
        """It is a document as any other entity."""
        found = gm100.status("35.71")
        assert gm100.loads(gm100.dumps(found)) == found

    def test_html_is_escaped(self) -> None:
        """The sources are footnotes, and nothing of a text is taken for markup."""
        page = gm100.status("35.71").html("id")
        assert "<h2>Kota Kediri (35.71)" in page
        assert '<li id="source-1">' in page
        assert "<script" not in page

    def test_all_on_one_page(self) -> None:
        """One document: every region is listed above, each id is written once, and each link leads to one."""
        page = statuses_page([gm100.status(region) for region in ("35.71", "11.01", "35.03")], "id")
        ids, links = re.findall(r' id="([^"]+)"', page), re.findall(r' href="#([^"]+)"', page)
        assert len(ids) == len({*ids})
        assert {*links} == {*ids}
        assert links[:3] == ["35.71", "11.01", "35.03"]
        assert [page.count(tag) for tag in ("<!doctype", "<html", "<head>", "<h1", "<h2", "<main")] == [
            1,
            1,
            1,
            1,
            4,
            1,
        ]


class TestVerify:
    SERIES = ("2.87", "3.06", "3.31", "3.20")

    def test_a_series_of_which_two_contradict(self) -> None:
        """Each year is compared with its own result, with the value and the source of what contradicts."""
        years = dict(zip(range(2020, 2024), ("2,87", "3,06", "3,12", "3,38"), strict=True))
        found = gm100.verify(region="Kota Kediri", index=years)
        assert [each.verdict for each in found] == ["confirmed", "confirmed", "contradicted", "contradicted"]
        assert [each.held for each in found] == list(self.SERIES)
        assert found[2].sources[0].number == "B-1003/DJAI/AI.01.04/12/2022"
        assert found.count("contradicted") == 2

    @pytest.mark.parametrize(
        ("index", "verdict"),
        [
            ("3,31", "confirmed"), ("3.31", "confirmed"), (3.31, "confirmed"), (Decimal("3.310"), "confirmed"),
            ("3,3", "confirmed"), (3, "confirmed"), ("3.312", "confirmed"), ("3.32", "contradicted"),
            ("3,4", "contradicted"), ("3.316", "contradicted"),
        ],
    )  # fmt: skip
    def test_rounding(self, index: object, verdict: str) -> None:
        """A figure with fewer decimals fits what rounds to it; one with more fits what it rounds to."""
        (found,) = gm100.verify([{"nama": KEDIRI, "tahun": 2022, "indeks": index}])
        assert found.verdict == verdict

    def test_rounding_is_said(self) -> None:
        """A confirmed figure that is not the one held says so."""
        (found,) = gm100.verify(region=KEDIRI, year=2022, index="3,3")
        assert "rounded to 1 decimals" in found.text()
        assert "dibulatkan ke 1 desimal" in found.text("id")

    def test_a_low_grade_is_said(self) -> None:
        """Nothing is confirmed by the press without saying that it is the press."""
        for code in CODES:
            for result in gm100.status(code, on=DAY).results:
                if result.index is None:
                    continue
                (found,) = gm100.verify(region=code, year=result.year, index=result.index)
                assert found.verdict == "confirmed"
                assert (found.evidence == "official") is ("no official document" not in found.text())

    def test_cohorts(self) -> None:
        """A repeat counts as taking part; a gap in a list is not a denial, a whole list is one."""
        asked = [("35.10", 2017), ("35.10", 2018), ("34.04", 2021), ("11.01", 2023), ("11.01", 2018), ("32.76", 2018)]
        found = gm100.verify([{"code": code, "cohort": year} for code, year in asked])
        expected = ["confirmed", "contradicted", "confirmed", "unknown", "contradicted", "contradicted"]
        assert [each.verdict for each in found] == expected
        assert found[1].held == "2017"
        assert "were not found" in found[3].text()

    def test_days_and_awards(self) -> None:
        """A day as an Indonesian document writes it; an award by words of its name, category and giver."""
        assert gm100.verify(region="35.71", mou="15 Mei 2019")[0].verdict == "confirmed"
        assert gm100.verify(region="35.71", mou="2018-05-08")[0].verdict == "contradicted"
        assert gm100.verify(region="Kota Tual", award="ISNA 2024")[0].verdict == "confirmed"
        assert gm100.verify(region="Kota Tual", award="ISNA 2022")[0].verdict == "unknown"

    def test_an_inferred_day_is_said_to_be_one(self) -> None:
        """A member without its own record signed with its cohort: that is an inference."""
        (found,) = gm100.verify(region="35.10", mou="2017-05-22")
        assert (found.verdict, found.evidence) == ("confirmed", "inferred")

    def test_everything_wrong_at_once(self) -> None:
        """A region that does not exist, a figure that is none, a column that no claim has, a row without a claim."""
        rows = [{"code": "35.99", "cohort": 2018}, {"code": KEDIRI, "year": 2022, "index": "x"}]
        with pytest.raises(gm100.ArgumentError) as caught:
            gm100.verify([*rows, {"code": KEDIRI, "mayor": "x"}, {"code": KEDIRI}, {"code": KEDIRI, "index": 3}])
        assert [issue.path[1] for issue in caught.value.issues] == [0, 1, 2, 3, 4]


class TestCommands:
    def test_status(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Words of a name need no quotes."""
        assert main(["status", "kota", "kediri", "--lang", "id"]) == 0
        assert "3,31  peringkat 22 (tercetak)" in capsys.readouterr().out
        assert main(["status", "35.71", "--format", "document"]) == 0
        assert gm100.loads(capsys.readouterr().out) == gm100.status("35.71")
        assert main(["status", "35.71", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"][0]["code"] == "35.71"
        assert main(["status"]) == main(["status", "35.71", "--all"]) == 2
        capsys.readouterr()
        assert main(["status", "35.71", "--format", "html"]) == 0
        assert capsys.readouterr().out.startswith("<!doctype html>")

    def test_status_of_all(self, capsys: pytest.CaptureFixture[str]) -> None:
        """514 rows of one run; each member has its cohort and step."""
        assert main(["status", "--all", "--format", "csv", "--on", DAY]) == 0
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        assert len(rows) == 514
        assert {row["code"] for row in rows if row["cohort"]} == {code for code in CODES if "." in code}
        assert "outside" not in {row["stage"] for row in rows}

    def test_status_of_all_as_a_page(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """All regions on one page, in a file."""
        assert main(["status", "--all", "--format", "html", "-o", str(tmp_path / "all.html")]) == 0
        page = (tmp_path / "all.html").read_text(encoding="utf-8")
        assert page.count("<html") == 1
        assert all(f'<h2 id="{code}">' in page for code in gm100.regions())
        assert capsys.readouterr().out == ""

    def test_claims_in_the_words_of_tables(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A table of claims has the headers of any other table; one that says of no region is refused with its line."""
        file = tmp_path / "klaim.csv"
        file.write_text("Kabupaten/Kota,Tahun,Indeks\nKota Kediri,2022,3.31\n", encoding="utf-8")
        assert main(["verify", "--file", str(file)]) == 0
        file.write_text("Tahun,Indeks\n2022,3.31\n", encoding="utf-8")
        assert main(["verify", "--file", str(file)]) == 2
        assert "line 1: no column says which region a row is about" in capsys.readouterr().err
        with pytest.raises(gm100.ArgumentError, match="got 'mayor', expected one of code, name, year, index, rank"):
            gm100.verify([{"Kode": "35.71", "mayor": "x"}])

    def test_verify(self, capsys: pytest.CaptureFixture[str], tmp_path: object) -> None:
        """Exit code 1 where a claim is contradicted; a table may have decimal commas."""
        assert main(["verify", "kota", "kediri", "--year", "2022", "--index", "3,31"]) == 0
        assert main(["verify", KEDIRI, "--year", "2022", "--index", "3,12"]) == 1
        assert "contradicted; on record: 3.31" in capsys.readouterr().out
        file = tmp_path / "claims.csv"  # type: ignore[operator]  # a path, as pytest gives it
        file.write_text("kode;tahun;indeks\n35.71;2022;3,31\n", encoding="utf-8")
        assert main(["verify", "--file", str(file), "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"][0]["verdict"] == "confirmed"
        assert main(["verify", "--file", str(file), "--format", "document"]) == 0
        (found,) = gm100.loads(capsys.readouterr().out, tuple[gm100.Verification, ...])
        assert found.verdict == "confirmed"
        assert main(["verify"]) == main(["verify", KEDIRI, "--file", str(file)]) == 2
