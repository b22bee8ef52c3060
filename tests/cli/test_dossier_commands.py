"""
The commands on dossiers: what they print, and how they end.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

import gm100
from gm100.cli import main
from gm100.model._entity import evolve

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def blitar(tmp_path: Path) -> str:
    """A dossier as a file."""
    file = tmp_path / "blitar.json"
    gm100.dump(gm100.dossiers()["35.05"], file)
    return str(file)


class TestCheck:
    def test_clean(self, blitar: str, capsys: Capture) -> None:
        """Exit code 0 when no must is broken; the language is the one asked for."""
        assert main(["check", blitar, "--on", "2018-12-31", "--lang", "id"]) == 0
        assert capsys.readouterr().out.startswith("Kabupaten Blitar (35.05), buku aturan 2018, per 31 Desember 2018")

    def test_a_must_is_broken(self, tmp_path: Path, capsys: Capture) -> None:
        """Exit code 1 when a must is broken: another index than the ministry published."""
        (published,) = gm100.evaluations(region="35.05", year=2023)
        wrong = evolve(published, published_index=Decimal("1.11"))
        file = tmp_path / "35.05.json"
        gm100.dump(gm100.Dossier(region="35.05", evaluations=(wrong,)), file)
        assert main(["check", str(file), "--on", "2023-12-31"]) == 1
        assert "on record is 1.11, published 3.29" in capsys.readouterr().out

    def test_a_fault_of_the_record_breaks_no_must(self, capsys: Capture) -> None:
        """The weekday that Dumai's article prints is wrong; the report says so apart, and the exit code is 0."""
        assert main(["check", "14.72", "--on", "2022-12-31"]) == 0
        shown = capsys.readouterr().out
        assert shown.index("Improve the record") < shown.index("printed Senin, but 2022-08-23 was a Selasa")

    def test_another_book(self, blitar: str, capsys: Capture) -> None:
        """A book can be chosen by its id."""
        assert main(["check", blitar, "--on", "2018-12-31", "--book", "2022"]) == 0
        assert "rule book 2022" in capsys.readouterr().out

    def test_json_lists_the_findings(self, blitar: str, capsys: Capture) -> None:
        """The envelope says what, as of when, and holds a row a finding."""
        main(["check", blitar, "--json", "--on", "2023-12-31"])
        found = json.loads(capsys.readouterr().out)
        assert (found["what"], found["as_of"], found["region"], found["clean"]) == (
            "findings",
            "2023-12-31",
            "35.05",
            True,
        )
        assert "GM100-SOURCE-002" in {row["rule"] for row in found["rows"]}

    def test_a_document_is_the_report(self, blitar: str, capsys: Capture) -> None:
        """As a document it is the report as the library writes it."""
        main(["check", blitar, "--format", "document", "--on", "2020-12-31"])
        report = gm100.loads(capsys.readouterr().out, gm100.Report)
        assert report.region == "35.05"
        assert str(report.on) == "2020-12-31"

    def test_without_a_day_it_is_the_last_one(self, capsys: Capture) -> None:
        """Without --on the last day counts that the dossier speaks of."""
        main(["check", "92.02"])
        assert "as of 2023-12-31" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("name", "text", "says"),
        [
            ("bad.json", "{", "this is not JSON"),
            ("bad.toml", "x", "this is not TOML"),
            ("bad.toml", 'schema_version = 1\ntype = "Dossier"\n[item]\nregio = "1"', "region"),
            ("other.json", gm100.dumps(gm100.regions()["35.03"]), "expected Dossier"),
            ("bad.txt", "x", "unknown format"),
            ("empty.toml", 'schema_version = 1\ntype = "Dossier"\n[item]\nregion = "99.01"', "has no dates"),
        ],
    )
    def test_bad_input(self, name: str, text: str, says: str, tmp_path: Path, capsys: Capture) -> None:
        """Exit code 2 with everything wrong, when the file is not a dossier."""
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        assert main(["check", str(file)]) == 2
        assert says in capsys.readouterr().err

    def test_no_file(self, capsys: Capture) -> None:
        """Exit code 2 when there is no such file."""
        assert main(["check", "nowhere.json"]) == 2
        assert "nowhere.json" in capsys.readouterr().err

    def test_no_book(self, capsys: Capture) -> None:
        """Exit code 2 when there is no such book."""
        assert main(["check", "35.05", "--on", "2020-01-01", "--book", "2020"]) == 2
        assert "unknown rule book '2020'" in capsys.readouterr().err

    @pytest.mark.parametrize("day", ["2022", "01/02/2022", "2022-02-30"])
    def test_no_day(self, day: str, capsys: Capture) -> None:
        """Exit code 2 when the day is not a whole date."""
        assert main(["check", "35.05", "--on", day]) == 2
        assert f"on: got '{day}', expected a day as YYYY-MM-DD" in capsys.readouterr().err


class TestRules:
    def test_json_lists_every_rule(self, capsys: Capture) -> None:
        """The JSON is a list with id, title, severity, sources and effective dates."""
        assert main(["rules", "--format", "json"]) == 0
        rules = json.loads(capsys.readouterr().out)["rows"]
        assert len(rules) >= 40
        wanted = {"id", "topic", "title", "severity", "remedy", "sources", "effective_from", "effective_until"}
        assert all(wanted <= set(rule) and rule["remedy"]["id"] for rule in rules)

    def test_one_rule(self, capsys: Capture) -> None:
        """One rule is explained; as JSON it is a list of one."""
        assert main(["rules", "gm100-mou-002", "--lang", "id"]) == 0
        assert "Nota kesepahaman mendahului bimtek" in capsys.readouterr().out
        assert main(["rules", "GM100-MOU-002", "--book", "2018", "--format", "json"]) == 0
        assert [rule["id"] for rule in json.loads(capsys.readouterr().out)["rows"]] == ["GM100-MOU-002"]

    def test_the_rules_of_a_book(self, capsys: Capture) -> None:
        """A book has the rules of its edition."""
        found = []
        for book in ("2018", "2022"):
            assert main(["rules", "--book", book]) == 0
            found.append("GM100-QUICKWIN-002" in capsys.readouterr().out)
        assert found == [False, True]

    def test_an_unknown_rule(self, capsys: Capture) -> None:
        """Exit code 2, and ids that look alike."""
        assert main(["rules", "GM100-MOU-02"]) == 2
        assert "did you mean" in capsys.readouterr().err


class TestTimeline:
    def test_text_and_json(self, blitar: str, capsys: Capture) -> None:
        """The timeline prints a line an event, or the events as the library writes them."""
        assert main(["timeline", blitar, "--lang", "id"]) == 0
        assert "2018-03-05 sampai 2018-03-07  asesmen" in capsys.readouterr().out
        assert main(["timeline", blitar, "--format", "document"]) == 0
        assert gm100.loads(capsys.readouterr().out) == gm100.timeline(gm100.dossiers()["35.05"])

    def test_nothing(self, tmp_path: Path, capsys: Capture) -> None:
        """A dossier without dates has an empty timeline."""
        file = tmp_path / "empty.json"
        gm100.dump(gm100.Dossier(region="99.01"), file)
        assert main(["timeline", str(file)]) == 0
        assert capsys.readouterr().out == ""
        main(["timeline", str(file), "--json"])
        assert json.loads(capsys.readouterr().out)["rows"] == []


class TestDossier:
    @pytest.mark.parametrize("region", ["35.05", "Kabupaten Blitar"])
    def test_it_is_what_is_known(self, region: str, tmp_path: Path, capsys: Capture) -> None:
        """It can be read strictly as it stands, and loses nothing of what is known."""
        assert main(["dossier", *region.split()]) == 0
        file = tmp_path / "new.toml"
        file.write_text(capsys.readouterr().out, encoding="utf-8")
        assert gm100.load(file) == gm100.dossiers()["35.05"]

    def test_the_older_name(self, capsys: Capture) -> None:
        """`new-dossier` is the same command."""
        main(["dossier", "35.03"])
        shown = capsys.readouterr().out
        main(["new-dossier", "35.03"])
        assert capsys.readouterr().out == shown

    def test_published_results_are_filled_in(self, capsys: Capture) -> None:
        """A region without its own dossier has its membership and its results."""
        main(["dossier", "35.71", "--lang", "id"])
        found = gm100.loads(capsys.readouterr().out, gm100.Dossier, format="toml")
        assert {2022, 2023} <= {each.year for each in found.evaluations}
        assert [each.cohort for each in found.memberships] == [2019]

    def test_every_comment_can_be_used(self, capsys: Capture) -> None:
        """With every comment taken away it is still a dossier, with a fact more in each collection."""
        main(["dossier", "35.03"])
        text = re.sub(r"^# (?=\[\[|[a-z_]+ = )", "", capsys.readouterr().out, flags=re.MULTILINE)
        full, known = gm100.loads_lenient(text, format="toml").data, gm100.dossiers()["35.03"]
        assert all(len(getattr(full, name)) == len(getattr(known, name)) + 1 for name in gm100.FACT_FIELDS)

    @pytest.mark.parametrize("lang", ["id", "en"])
    def test_every_field_has_its_sentence(self, lang: str, capsys: Capture) -> None:
        """In both languages."""
        assert main(["dossier", "35.03", "--lang", lang]) == 0
        assert {"id": "# Hari pertama, sejauh diketahui.", "en": "# First day, as far as known."}[
            lang
        ] in capsys.readouterr().out

    def test_indonesian_words_are_read(self, tmp_path: Path, capsys: Capture) -> None:
        """Fields, days, stages and words of vocabularies; the region is written once."""
        file = tmp_path / "berkas.toml"
        file.write_text(
            """schema_version = 1
type = "Dossier"
[item]
region = "99.01"
[[item.memberships]]
cohort = 2018
status = "anggota"
[[item.mous]]
signed = "8 Mei 2018"
[[item.bimtek]]
tahap = "II"
mulai = "9 Juli 2018"
mode = "daring"
""",
            encoding="utf-8",
        )
        assert main(["timeline", str(file), "--lang", "id"]) == 0
        out, err = capsys.readouterr()
        assert "2018-05-08" in out
        assert "2018-07-09" in out
        assert "8 Mei 2018 dibaca sebagai 2018-05-08" in err
        assert "II dibaca sebagai 2" in err

    def test_a_word_that_is_none_is_refused(self, tmp_path: Path, capsys: Capture) -> None:
        """It is named as it stands, with what was expected."""
        file = tmp_path / "berkas.toml"
        text = 'schema_version = 1\ntype = "Dossier"\n[item]\nregion = "99.01"\n[[item.memberships]]\ncohort = 2018\n'
        file.write_text(f'{text}status = "kadang"\n', encoding="utf-8")
        assert main(["timeline", str(file)]) == 2
        assert "'kadang'" in capsys.readouterr().err

    def test_no_region(self, capsys: Capture) -> None:
        """Exit code 2 when there is no such region, or more than one."""
        assert main(["dossier", "Labuan Bajo"]) == 2
        assert "Labuan Bajo" in capsys.readouterr().err
        assert main(["dossier", "Malang"]) == 2
        assert "Kota Malang" in capsys.readouterr().err
