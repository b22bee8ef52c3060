"""
Instruments of government: in force on a day, and computed as their regulations say.
"""

from __future__ import annotations

import json
import pickle
import random
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import gm100
from gm100 import Evidence, Scorecard, UnknownIdError

ROOT = Path(__file__).resolve().parents[2]
PEMDI: Any = json.loads((ROOT / "tools/sources/pemdi_2026.json").read_text(encoding="utf-8"))
OPEN_QUESTIONS = (ROOT / "docs/explanation/what-we-do-not-know.md").read_text(encoding="utf-8")


def card(id_: str) -> Scorecard:
    """A scorecard by its id."""
    return gm100.scorecards()[id_]


def levels(*, all_: int = 2, **others: int) -> dict[str, Any]:
    """A row of Pemdi in which all indicators have one level, but for some."""
    return {"code": "a", **{f"i{n}": all_ for n in range(1, 21)}, **others}


class TestInForce:
    @pytest.mark.parametrize(
        ("on", "ids"),
        [
            ("2018-01-08", []),
            ("2018-01-09", ["spbe-2018"]),
            ("2021-01-01", ["spbe-2020"]),
            ("2026-06-04", ["spbe-2020"]),
            ("2026-06-05", ["pemdi-2026", "pemdi-2026-external"]),
        ],
    )
    def test_the_index_of_digital_government(self, on: str, ids: list[str]) -> None:
        """Each regulation answers for the days on which it was in force, and a repealed one for none after."""
        assert list(gm100.scorecards(on=on, subject="digital-government")) == ids

    def test_each_has_dates_or_is_an_open_question(self) -> None:
        """A scorecard without a first day is in the list of what is not known, but for the one that is ours."""
        undated = [c.id for c in gm100.scorecards().values() if not c.effective_from]
        assert [id_ for id_ in undated if f"`{id_}`" not in OPEN_QUESTIONS and card(id_).evidence != "convention"] == []

    def test_each_reproduces_something_published_or_says_that_nothing_is(self) -> None:
        """Where no published value was found, the list of what is not known says so; readiness is ours."""
        held = {"impact-survey-2023", "ipm-bps", "spbe-2018", "spbe-2020", *gm100.scorecards(subject="skm")}
        held |= {e.edition for e in gm100.evaluations() if e.edition} | {"kominfo-2024"}
        open_ = [c.id for c in gm100.scorecards().values() if c.id not in held and c.evidence != "convention"]
        assert [id_ for id_ in open_ if f"`{id_}`" not in OPEN_QUESTIONS] == []

    def test_what_replaces_what_fits_the_dates(self) -> None:
        """What is replaced exists, and ended when the other began."""
        for each in gm100.scorecards().values():
            for old in map(card, each.replaces):
                assert gm100.scorecards().replaced_by(old.id) == (each.id,)
                assert old.effective_until is not None
                assert each.effective_from is not None
                assert old.subject == each.subject
                assert old.effective_until.first_day <= each.effective_from.last_day

    def test_an_unknown_subject(self) -> None:
        """It is refused, with those there are."""
        with pytest.raises(UnknownIdError, match="digital-government"):
            gm100.scorecards(subject="digital-goverment")

    def test_the_choice_survives_pickling(self) -> None:
        """Another process opens the same choice."""
        chosen = gm100.scorecards(on=date(2026, 9, 1), subject="digital-government")
        assert list(pickle.loads(pickle.dumps(chosen))) == list(chosen)  # noqa: S301 - made in this line


class TestPemdi:
    def test_its_indicators_are_those_of_the_regulation(self) -> None:
        """Seven aspects, twenty indicators, with names and shares of the whole."""
        shares = gm100.effective_weights(card("pemdi-2026"))
        given = {f"i{i['number']}": i for aspect in PEMDI["aspects"] for i in aspect["indicators"]}
        assert {code: share * 100 for code, share in shares.items()} == {k: v["weight"] for k, v in given.items()}
        assert {i.id: i.name for i in card("pemdi-2026").indicators} == {k: v["name"] for k, v in given.items()}
        assert len(card("pemdi-2026").root.children) == len(PEMDI["aspects"])

    def test_the_worked_example(self) -> None:
        """All levels 2 and satisfaction at level 4 make 2.30, Cukup."""
        found = gm100.score(levels(i20=4), card("pemdi-2026"))
        assert (found.value, found.band) == (Decimal("2.30"), "Cukup")

    def test_a_thousand_rows_in_fractions(self) -> None:
        """Aspects and index are those of the printed formula, computed independently and exactly."""
        draw = random.Random(20260605)  # noqa: S311 - a fixed draw for a test
        rows = [levels(**{f"i{n}": draw.randint(1, 5) for n in range(1, 21)}) | {"code": str(k)} for k in range(1000)]
        for row, found in zip(rows, gm100.score(rows, card("pemdi-2026")), strict=True):
            index = Fraction(0)
            for aspect in PEMDI["aspects"]:
                parts = sum(i["weight"] * row[f"i{i['number']}"] for i in aspect["indicators"])
                value = Fraction(parts, aspect["weight"])
                index += aspect["weight"] * value / 100
                assert abs(Fraction(found[f"a{aspect['number']}"].value) - value) < Fraction(1, 10**20)  # type: ignore[arg-type]  # every aspect has one
            assert Fraction(found.value) == index  # type: ignore[arg-type]  # every row has one

    @pytest.mark.parametrize(
        ("index", "band"),
        [
            ("1", "Kurang"),
            ("1.49", "Kurang"),
            ("1.50", "Cukup"),
            ("2.49", "Cukup"),
            ("2.50", "Baik"),
            ("3.49", "Baik"),
            ("3.50", "Sangat Baik"),
            ("3.99", "Sangat Baik"),
            ("4.00", "Memuaskan"),
            ("5", "Memuaskan"),
        ],
    )
    def test_predicates(self, index: str, band: str) -> None:
        """Both sides of each edge."""
        row = {"code": "a", **{f"a{n}": index for n in range(1, 8)}}
        assert gm100.score(row, card("pemdi-2026")).band == band

    @pytest.mark.parametrize(
        ("code", "value", "level"),
        [
            ("i5", "12.4", 1),
            ("i5", "12.5", 2),
            ("i5", "37.5", 3),
            ("i5", "62.5", 4),
            ("i5", "75", 5),
            ("i6", "1.49", 1),
            ("i6", "4", 5),
            ("i7", "1.8", 2),
            ("i7", "4.2", 5),
        ],
    )
    def test_levels_from_the_indices_of_other_bodies(self, code: str, value: str, level: int) -> None:
        """A level follows from another body's index by cut-offs, and the explanation names the body."""
        found = gm100.score(levels() | {"i5": 40, "i6": 2, "i7": 2, code: value}, card("pemdi-2026-external"))
        assert found[code].value == level
        unit = card("pemdi-2026-external")[code].unit  # type: ignore[union-attr]  # it is an indicator
        assert unit is not None
        assert unit in found.explain()

    def test_it_is_not_its_predecessor(self) -> None:
        """Weights, indicators and bands all differ."""
        fields = {each.field for each in gm100.diff("spbe-2020", "pemdi-2026")}
        assert {"weight", "node", "bands", "effective_until"} <= fields


class TestGrades:
    @pytest.mark.parametrize(
        ("id_", "code", "value", "band"),
        [
            ("iga-2023", "iid", "0", "Tidak Dapat Dinilai"),
            ("iga-2023", "iid", "0.01", "Kurang Inovatif"),
            ("iga-2023", "iid", "60.00", "Inovatif"),
            ("iga-2023", "iid", "60.01", "Sangat Inovatif"),
            ("sakip", "sakip", "30", "D"),
            ("sakip", "sakip", "30.01", "C"),
            ("sakip", "sakip", "90", "A"),
            ("sakip", "sakip", "90.01", "AA"),
            ("imdi-2025", "imdi", "44.53", "3 of 5"),
        ],
    )
    def test_bands_of_indices_that_are_not_computed(self, id_: str, code: str, value: str, band: str) -> None:
        """Where only the bands are known, a known index gets its grade."""
        assert gm100.score({"code": "a", code: value}, card(id_)).band == band

    def test_the_same_answers_under_four_conventions(self) -> None:
        """One agency's nine elements: three indices, and one grade less under weights of 0.11."""
        row = {"code": "a"} | dict.fromkeys((i.id for i in card("skm-2017-ninth").indicators), "3.54")
        found = {id_: gm100.score(row, card(id_)) for id_ in gm100.scorecards(subject="skm")}
        assert {id_: (str(each.value), each.band) for id_, each in found.items()} == {
            "skm-2017-0.11": ("87.62", "B (Baik)"),
            "skm-2017-0.111": ("88.41", "A (Sangat Baik)"),
            "skm-2017-ninth": ("88.50", "A (Sangat Baik)"),
            "skm-2017-rounded-mean": ("88.50", "A (Sangat Baik)"),
        }

    def test_eight_elements(self) -> None:
        """An agency whose service costs nothing leaves the element out, and eight share alike."""
        eight = card("skm-2017-ninth").without("biaya", variant="skm-eight")
        assert {str(share) for share in gm100.effective_weights(eight).values()} == {"0.125"}


class TestApproaches:
    def test_the_draft_of_2026(self) -> None:
        """Mobility comes in and branding goes out; it is a draft and was never in force."""
        draft = gm100.approaches()["draft-2026"]
        assert [aspect.id for aspect in draft.aspects if aspect.pillar is None] == ["mobility"]
        assert [pillar.value for pillar in draft.dropped] == ["branding"]
        assert (draft.evidence, draft.effective_from) == (Evidence.DRAFT, None)

    def test_no_rule_rests_on_a_draft(self) -> None:
        """No source of a rule, and no parameter of a book, is a draft."""
        books = gm100.rule_books().values()
        sources = [s for book in books for rule in book.rules for s in rule.record.sources]
        sources += [p.source for book in books for p in book.parameters]
        assert [s.title for s in sources if s.evidence is Evidence.DRAFT] == []
        assert sources != []
