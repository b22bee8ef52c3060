"""
A scorecard as a document: what it says, what it refuses, how it is changed and compared.
"""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

import gm100
from gm100 import (
    Band,
    Direction,
    Group,
    Indicator,
    InvalidEntityError,
    Method,
    Missing,
    Scale,
    Scorecard,
    UnknownIdError,
    Weighting,
)


def hdi() -> Scorecard:
    """The human development index, as the front page of the library writes it."""
    return Scorecard(
        id="hdi-2022",
        root=Group(
            "hdi",
            aggregate="geometric",
            children=(
                Indicator("life_expectancy", normalise=("goalposts", 20, 85)),
                Group(
                    "education",
                    aggregate="arithmetic",
                    children=(
                        Indicator("expected_schooling", normalise=("goalposts", 0, 18, "cap")),
                        Indicator("mean_schooling", normalise=("goalposts", 0, 15, "cap")),
                    ),
                ),
                Indicator("income", normalise=("log_goalposts", 100, 75_000)),
            ),
        ),
        round=3,
        bands={"very high": 0.800, "high": 0.700, "medium": 0.550, "low": 0},
    )


def small(**fields: object) -> Scorecard:
    """A group of three with something changed."""
    children = (Indicator("a"), Indicator("b", weight=2), Indicator("c"))
    return Scorecard(id="small", root=Group("index", children=children, **fields))  # type: ignore[arg-type]  # any field


class TestMethod:
    def test_a_word_is_a_method_without_parameters(self) -> None:
        """A name alone is enough."""
        assert Method.of("geometric") == Method("geometric")

    def test_a_tuple_is_a_name_and_parameters(self) -> None:
        """Numbers become exact decimals, a float by its shortest text; words stay words."""
        found = Method.of(("goalposts", 0, 0.1, "cap"))
        assert found == Method("goalposts", (Decimal(0), Decimal("0.1"), "cap"))

    def test_it_prints_as_it_is_written(self) -> None:
        """A reader sees name and parameters."""
        assert str(Method.of(("goalposts", 20, 85))) == "goalposts 20 85"

    @pytest.mark.parametrize("given", [("goalposts", None), ("goalposts", True), 7, (), ("Bad Name",)])
    def test_anything_else_is_refused(self, given: object) -> None:
        """No silent coercion: neither truth values nor nothing are parameters."""
        with pytest.raises(InvalidEntityError):
            Indicator("a", normalise=given)  # type: ignore[arg-type]  # what is refused

    def test_a_number_as_text_is_the_number(self) -> None:
        """What a document writes as text comes back as the same method."""
        assert Method.of(("goalposts", "20", "85")) == Method.of(("goalposts", 20, 85))


class TestBands:
    def test_labels_with_lower_edges_are_bands(self) -> None:
        """A mapping is enough where bands touch; they are kept lowest first."""
        assert [str(band) for band in hdi().bands] == [
            "low: 0 and above",
            "medium: 0.55 and above",
            "high: 0.7 and above",
            "very high: 0.8 and above",
        ]

    def test_a_printed_gap_is_closed_by_rounding(self) -> None:
        """65.00-76.60 and 76.61-88.30 leave nothing out when the index has two decimals."""
        bands = (Band("C", "65.00", "76.60"), Band("B", "76.61", "88.30"))
        card = Scorecard(id="x", root=small().root, round=2, bands=bands)
        assert len(card.bands) == 2

    def test_the_same_gap_is_refused_without_rounding(self) -> None:
        """76.605 would lie in no band, and the message says what closes it."""
        bands = (Band("C", "65.00", "76.60"), Band("B", "76.61", "88.30"))
        with pytest.raises(InvalidEntityError, match="declare the rounding that closes the gap"):
            Scorecard(id="x", root=small().root, bands=bands)

    def test_an_overlap_is_refused(self) -> None:
        """Two bands for one value are a mistake."""
        bands = (Band("low", 0, 3), Band("high", 2, 4))
        with pytest.raises(InvalidEntityError, match="low and high overlap at 2"):
            Scorecard(id="x", root=small().root, bands=bands)

    def test_an_empty_band_is_refused(self) -> None:
        """A band has some length."""
        with pytest.raises(InvalidEntityError, match="expected low below high"):
            Band("none", 3, 3)

    def test_two_bands_of_one_name_are_refused(self) -> None:
        """A label names one band."""
        with pytest.raises(InvalidEntityError, match=r"bands\.1\.label: a is given twice"):
            Scorecard(id="x", root=small().root, bands=(Band("a", 0), Band("a", 1)))


class TestInvariants:
    def test_all_that_is_wrong_comes_at_once(self) -> None:
        """A group with three faults is answered with three."""
        with pytest.raises(InvalidEntityError) as caught:
            small(weighting=Weighting.VERBATIM, missing=Missing.FILL, min_coverage="0.5")
        assert [issue.code for issue in caught.value.issues] == ["weights-total", "fill", "min-coverage"]

    def test_a_negative_weight_is_refused(self) -> None:
        """A weight has no sign; direction says what is better."""
        with pytest.raises(InvalidEntityError, match="0 or more"):
            Indicator("a", weight=-1)

    def test_verbatim_weights_must_add_up_to_what_is_said(self) -> None:
        """Nine times 0.11 is 0.99, and only who says so may use it."""
        children = tuple(Indicator(f"u{i}", weight="0.11") for i in range(1, 10))
        with pytest.raises(InvalidEntityError, match=r"add up to 0\.99, expected 1"):
            Group("x", children=children, weighting=Weighting.VERBATIM)
        assert Group("x", children=children, weighting=Weighting.VERBATIM, weights_total="0.99").weights_total < 1

    def test_an_id_stands_once(self) -> None:
        """Everything is keyed by code, so a code is one node."""
        with pytest.raises(InvalidEntityError, match="a is the id of 2 nodes"):
            Scorecard(id="x", root=Group("x", children=(Indicator("a"), Group("g", children=(Indicator("a"),)))))

    def test_the_index_is_rounded_in_one_place(self) -> None:
        """Rounding at the root and at the scorecard is one too many."""
        with pytest.raises(InvalidEntityError, match="both the scorecard and its root"):
            Scorecard(id="x", root=small(round=2).root, round=2)


class TestVariants:
    def test_weights_by_code(self) -> None:
        """Other weights make another scorecard, and the old one stays."""
        old = small()
        new = old.with_weights({"a": 3})
        assert [str(each["a"].weight) for each in (old, new)] == ["1", "3"]

    def test_a_variant_never_passes_for_the_original(self) -> None:
        """Its id differs, and so does its evidence."""
        card = gm100.scorecards()["kominfo-2023-regular"]
        variant = card.with_aggregator("index", "minimum")
        assert (variant.id, variant.evidence) == ("kominfo-2023-regular-variant", gm100.Evidence.CONVENTION)
        assert card.with_aggregator("index", "minimum", variant="mine").id == "mine"

    def test_without_an_indicator_the_others_share(self) -> None:
        """Verbatim weights that no longer add up become normalised ones."""
        variant = gm100.scorecards()["kominfo-2023-regular"].without("impact")
        assert [i.id for i in variant.indicators] == ["baseline", "output", "outcome", "quick_win"]
        assert variant.root.weighting is Weighting.NORMALISED

    def test_a_group_left_empty_goes_too(self) -> None:
        """Without its two indicators there is no education."""
        variant = hdi().without("expected_schooling", "mean_schooling")
        assert [node.id for node in variant.walk()] == ["hdi", "life_expectancy", "income"]

    def test_nothing_left_is_refused(self) -> None:
        """A scorecard without indicators is none."""
        with pytest.raises(InvalidEntityError):
            small().without("a", "b", "c")

    def test_an_unknown_code_is_named(self) -> None:
        """A typo is answered with what looks like it."""
        with pytest.raises(UnknownIdError, match="did you mean life_expectancy"):
            hdi().with_weights({"life_expectanci": 2})


class TestDiff:
    def test_nothing_differs_from_itself(self) -> None:
        """The same definition, the same numbers."""
        assert gm100.diff(hdi(), hdi()) == ()

    def test_editions_differ_in_what_they_count(self) -> None:
        """Between the early phase of 2022 and 2023, weights moved and rounding changed its place."""
        cards = gm100.scorecards()
        found = [str(each) for each in gm100.diff(cards["kominfo-2022-early"], cards["kominfo-2023-regular"])]
        assert "impact, weight: 0.10 -> 0.20" in found
        assert "quick_win, weight: 0.30 -> 0.20" in found
        assert "index, round: nothing -> half up to 2 decimals" in found
        assert "impact, round_part: half up to 2 decimals -> nothing" in found

    def test_a_node_that_comes_or_goes_is_one_difference(self) -> None:
        """Collaboration is part of one track alone."""
        cards = gm100.scorecards()
        found = gm100.diff(cards["kominfo-2023-regular"], cards["kominfo-2023-kppn-ikn"])
        assert ("collaboration", "node", None, "indicator") in found

    def test_a_node_that_moves_says_where(self) -> None:
        """The same indicator under another group is a move."""
        one = Scorecard(id="x", root=Group("x", children=(Group("g", children=(Indicator("a"), Indicator("b"))),)))
        other = Scorecard(id="x", root=Group("x", children=(Indicator("a"), Group("g", children=(Indicator("b"),)))))
        assert [str(each) for each in gm100.diff(one, other)] == ["a, parent: g -> x"]


class TestRoundTrip:
    def test_a_definition_is_data(self) -> None:
        """Every kind of field survives the way to JSON and back."""
        card = Scorecard(
            id="everything",
            root=Group(
                "index",
                weigh=("budget", "a", 60, "g", 40),
                missing=Missing.SKIP,
                min_coverage="0.5",
                children=(
                    Indicator(
                        "a",
                        direction=Direction.LOWER,
                        scale=Scale(0, 10),
                        no_answer=(Decimal(9),),
                        impute="median",
                        treat=("winsorise", 3),
                        normalise="minmax",
                        output=Scale(1, 100),
                    ),
                    Group("g", children=(Indicator("b"),), missing=Missing.FILL, fill=0, factor=25),
                ),
            ),
            bands=(Band("low", 0, 50), Band("high", 50, 100)),
            arithmetic=gm100.Arithmetic.FLOAT,
        )
        assert gm100.loads(gm100.dumps(card)) == card

    def test_a_method_is_a_name_with_parameters_on_the_wire(self) -> None:
        """A document shows name and parameters as text."""
        item = json.loads(gm100.dumps(hdi()))["item"]
        assert item["root"]["children"][0]["normalise"] == {"slug": "goalposts", "params": ["20", "85"]}

    def test_a_wrong_method_is_answered_with_its_place(self) -> None:
        """A reader learns where and what was expected."""
        text = gm100.dumps(hdi()).replace('"geometric"', "7")
        with pytest.raises(gm100.DocumentError, match=r"item\.root\.aggregate\.slug: got 7, expected text"):
            gm100.loads(text)
