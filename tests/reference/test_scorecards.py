"""
The ready scorecards against what ministries and agencies published.
"""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import gm100
from gm100 import Evidence, Scorecard
from gm100.reference import editions

SOURCES = Path(__file__).resolve().parents[2] / "tools" / "sources"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a source."""
    with (SOURCES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def document(name: str) -> Any:
    """A source that is a JSON document."""
    return json.loads((SOURCES / name).read_text(encoding="utf-8"), parse_float=Decimal)


def card(id_: str) -> Scorecard:
    """A scorecard by its id."""
    return gm100.scorecards()[id_]


class TestAll:
    @pytest.mark.parametrize("id_", list(gm100.scorecards()))
    def test_each_can_be_computed_saved_and_traced(self, id_: str) -> None:
        """Known by its id, with a source and evidence, accepted by the engine, the same after a round trip."""
        scorecard = card(id_)
        assert scorecard.id == id_
        assert scorecard.source is not None
        assert scorecard.evidence is not None
        assert gm100.scoring.check_scorecard(scorecard) == ()
        assert gm100.loads(gm100.dumps(scorecard)) == scorecard

    @pytest.mark.parametrize("id_", [id_ for id_ in gm100.scorecards() if id_.startswith("kominfo-")])
    def test_each_edition_of_the_ministry_is_imported_by_its_name(self, id_: str) -> None:
        """`kominfo-2023-regular` is `EVALUATION_2023_REGULAR`; what is not an edition is not there."""
        name = id_.upper().replace("-", "_").replace("KOMINFO", "EVALUATION")
        assert getattr(editions, name) is card(id_)
        with pytest.raises(AttributeError, match=f"'gm100.reference.editions' has no attribute '{name}_2'"):
            getattr(editions, f"{name}_2")

    def test_a_name_of_another_kind_is_no_edition(self) -> None:
        """Only the ministry's evaluations have such names."""
        with pytest.raises(AttributeError):
            _ = editions.spbe_2020

    def test_a_convention_says_so(self) -> None:
        """Readiness is ours, and no other is."""
        ours = [id_ for id_, each in gm100.scorecards().items() if each.evidence is Evidence.CONVENTION]
        assert ours == ["readiness-gm100"]


class TestSpbe:
    def levels(self, year: str) -> dict[str, Any]:
        """The levels of Kota Denpasar."""
        found = document("spbe_denpasar_permenpan5_2018.json")["years"][year]["levels_by_indicator_code"]
        return {"code": "51.71", **{f"i{code}": level for code, level in found.items()}}

    @pytest.mark.parametrize(("year", "index"), [("2018", "2.64"), ("2019", "3.33")])
    def test_denpasar_from_37_levels(self, year: str, index: str) -> None:
        """The published index comes out of the levels, with nothing rounded on the way."""
        assert gm100.score(self.levels(year), card("spbe-2018")).value == Decimal(index)

    def test_its_aspects_and_domains(self) -> None:
        """Printed at two decimals, each is the one published in 2018."""
        published = document("spbe_denpasar_permenpan5_2018.json")["years"]["2018"]["published"]
        found = gm100.score(self.levels("2018"), card("spbe-2018"))
        for letter, kind in (("a", "aspect"), ("d", "domain")):
            for code, value in published[kind].items():
                node = found[f"{letter}{code}"].value
                assert node is not None
                assert node.quantize(Decimal("0.01"), "ROUND_HALF_UP") == value

    def test_rounding_early_would_show(self) -> None:
        """With 2.33 carried on instead of 7/3, the second domain is 2.28 and not 2.29."""
        scorecard = card("spbe-2018")
        for aspect in ("a3", "a4", "a5"):
            scorecard = scorecard.with_node(aspect, round=2)
        domain = gm100.score(self.levels("2018"), scorecard)["d2"].value
        assert domain is not None
        assert domain.quantize(Decimal("0.01"), "ROUND_HALF_UP") == Decimal("2.28")

    def test_the_national_index_of_2023_from_aspects(self) -> None:
        """Where a report prints aspects alone, they are enough: 2.79."""
        row = table("spbe_examples.csv")[0]
        found = gm100.score({"code": "national", **{f"a{n}": row[f"a{n}"] for n in range(1, 9)}}, card("spbe-2020"))
        assert (found.value, found.unrounded, found.band) == (Decimal("2.79"), Decimal("2.78880"), "Baik")

    def test_denpasar_2021_from_domains(self) -> None:
        """3.00, 3.30, 2.18 and 3.55 make 3.19."""
        values = document("spbe_permenpan59_2020.json")["example"]["domain_values"]
        row = {"code": "51.71", **{code.lower(): value for code, value in values.items()}}
        assert gm100.score(row, card("spbe-2020")).value == Decimal("3.19")

    def test_the_weights_are_those_of_the_regulation(self) -> None:
        """Each indicator's share of the index is its percentage in the annex."""
        given = {f"i{each['no']}": each["weight"] for each in document("spbe_permenpan59_2020.json")["indicators"]}
        shares = gm100.effective_weights(card("spbe-2020"))
        assert {code: round(share * 100, 10) for code, share in shares.items()} == given

    @pytest.mark.parametrize(
        ("value", "band"),
        [
            ("1.79", "Kurang"),
            ("1.8", "Cukup"),
            ("2.6", "Baik"),
            ("3.5", "Sangat Baik"),
            ("4.19", "Sangat Baik"),
            ("4.2", "Memuaskan"),
            ("5", "Memuaskan"),
        ],
    )
    def test_bands(self, value: str, band: str) -> None:
        """Both sides of each edge, and a perfect five has a predicate."""
        row = {"code": "x", **{f"d{n}": value for n in range(1, 5)}}
        assert gm100.score(row, card("spbe-2020")).band == band


class TestSkm:
    def from_totals(self) -> dict[str, Any]:
        """The element means of an agency with 29 respondents."""
        example = document("skm_permenpan14_2017.json")["example"]
        elements = [i.id for i in card("skm-2017-ninth").indicators]
        means = (Decimal(total) / example["n"] for total in example["totals_U1_U9"])
        return {"code": "x", **dict(zip(elements, means, strict=True))}

    def from_counts(self) -> dict[str, Any]:
        """The element means of an agency with 200, from its answer counts."""
        rows = table("skm_counts.csv")
        counts = {row["element"]: {n: int(row[f"count_{n}"]) for n in range(1, 5)} for row in rows}
        return {"code": "x", **{element: gm100.mean_answer(each) for element, each in counts.items()}}

    @pytest.mark.parametrize(
        ("convention", "index"), [("0.11", "90.56"), ("ninth", "91.48"), ("0.111", "91.38"), ("rounded-mean", "91.50")]
    )
    def test_29_respondents(self, convention: str, index: str) -> None:
        """The published 90.56 needs weights of 0.11; each other convention has its own answer."""
        found = gm100.score(self.from_totals(), card(f"skm-2017-{convention}"))
        assert (found.value, found.band) == (Decimal(index), "A (Sangat Baik)")

    @pytest.mark.parametrize(("convention", "index"), [("rounded-mean", "92.25"), ("ninth", "92.11")])
    def test_200_respondents(self, convention: str, index: str) -> None:
        """The published 92.25 comes only of rounding elements and mean; plain ninths make 92.11."""
        assert gm100.score(self.from_counts(), card(f"skm-2017-{convention}")).value == Decimal(index)

    def test_elements_round_half_up(self) -> None:
        """3.705 is printed as 3.71."""
        found = gm100.score(self.from_counts(), card("skm-2017-rounded-mean"))
        printed = {row["element"]: Decimal(row["printed"]) for row in table("skm_counts.csv")}
        assert {code: found[code].value for code in printed} == printed

    @pytest.mark.parametrize(("convention", "most"), [("ninth", "100.00"), ("0.111", "99.90"), ("0.11", "99.00")])
    def test_all_fours(self, convention: str, most: str) -> None:
        """The most that a convention can reach."""
        row = {"code": "x", **{i.id: 4 for i in card("skm-2017-ninth").indicators}}
        assert gm100.score(row, card(f"skm-2017-{convention}")).value == Decimal(most)

    @pytest.mark.parametrize(
        ("mean", "band"),
        [
            ("2.5996", "D (Tidak Baik)"),
            ("2.6", "C (Kurang Baik)"),
            ("3.064", "C (Kurang Baik)"),
            ("3.0644", "B (Baik)"),
            ("3.532", "B (Baik)"),
            ("3.5324", "A (Sangat Baik)"),
            ("4", "A (Sangat Baik)"),
        ],
    )
    def test_bands_at_their_printed_edges(self, mean: str, band: str) -> None:
        """The regulation's edges on the scale of 1 to 4 fall where it prints them."""
        row = {"code": "x", **{i.id: mean for i in card("skm-2017-ninth").indicators}}
        assert gm100.score(row, card("skm-2017-ninth")).band == band


class TestIpm:
    def test_national_values(self) -> None:
        """22 of 22, from 2010 on."""
        rows = table("ipm_bps.csv")
        data = [
            {
                "code": f"{row['region']} {row['year']}",
                "uhh": row["uhh"],
                "hls": row["hls"],
                "rls": row["rls"],
                "pengeluaran": Decimal(row["pengeluaran_ribu"]) * 1000,
            }
            for row in rows
        ]
        found = gm100.score(data, card("ipm-bps")).values
        assert found == tuple(Decimal(row["ipm_published"]) for row in rows)
        assert len(found) == 22

    def test_values_of_regions(self) -> None:
        """164 of 164 in three provinces and two years."""
        rows = table("ipm_regions.csv")
        data = [
            {
                "code": f"{row['kemendagri_code']} {row['year']}",
                "uhh": row["uhh_years"],
                "hls": row["hls_years"],
                "rls": row["rls_years"],
                "pengeluaran": Decimal(row["ppp_thousand_rupiah"]) * 1000,
            }
            for row in rows
        ]
        found = gm100.score(data, card("ipm-bps")).values
        assert found == tuple(Decimal(row["ipm_published"]) for row in rows)
        assert len(found) == 164

    @pytest.mark.parametrize(
        ("index", "band"),
        [("59.99", "rendah"), ("60", "sedang"), ("69.99", "sedang"), ("70", "tinggi"), ("80", "sangat tinggi")],
    )
    def test_bands(self, index: str, band: str) -> None:
        """Both sides of the edges."""
        assert gm100.score({"code": "x", "ipm": index}, card("ipm-bps")).band == band


class TestSurvey:
    def test_it_has_the_shape_of_the_form(self) -> None:
        """Six pillars, three parts each, three statements each."""
        scorecard = card("impact-survey-2023")
        assert len(scorecard.indicators) == 54
        assert len(scorecard.root.children) == 6
        assert "living.mobility.3" in {i.id for i in scorecard.indicators}

    def test_nine_is_no_answer(self) -> None:
        """A respondent who skips a statement is heard on the others, and only on the pillar asked about."""
        row = {"code": "r", "governance.service.1": 4, "governance.service.2": 9, "governance.service.3": 3}
        assert gm100.score(row, card("impact-survey-2023")).value == Decimal("3.50")

    def test_five_is_no_answer_either_and_refused(self) -> None:
        """The scale has four steps."""
        with pytest.raises(gm100.ScoringError, match="5 is above the scale"):
            gm100.score({"code": "r", "governance.service.1": 5}, card("impact-survey-2023"))

    def test_a_whole_form_is_the_plain_mean(self) -> None:
        """With every statement answered, pillars do not distort the mean of 54."""
        codes = [i.id for i in card("impact-survey-2023").indicators]
        answers = {code: 1 + n % 4 for n, code in enumerate(codes)}
        mean = Decimal(sum(answers.values())) / 54
        found = gm100.score({"code": "r", **answers}, card("impact-survey-2023"))
        assert found.value == mean.quantize(Decimal("0.01"), "ROUND_HALF_UP")


class TestQuickWin:
    @pytest.mark.parametrize(("year", "published"), [("2022", "3.08"), ("2023", "3.13")])
    def test_kabupaten_malang(self, year: str, published: str) -> None:
        """Twelve question scores make the published dimension."""
        rows = [r for r in table("evaluation_questions.csv") if r["dimension"] == "quick_win" and r["year"] == year]
        data = {"code": "35.07", **{row["item"]: row["score"] for row in rows}}
        assert len(rows) == 12
        assert gm100.score(data, card("quick-win-appraisal")).value == Decimal(published)


class TestReadiness:
    def test_three_elements_of_three(self) -> None:
        """All alike, and the note says whose convention it is."""
        scorecard = card("readiness-gm100")
        shares = gm100.effective_weights(scorecard).values()
        assert {round(share, 6) for share in shares} == {Decimal("0.111111")}
        assert "no ministry computes it so" in (scorecard.note or "")
