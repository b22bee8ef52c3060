"""
Charts: what they draw, what they say, and in which colours.
"""

from __future__ import annotations

import io
import sys
from decimal import Decimal
from itertools import pairwise
from math import isnan
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest
from libraries import Later

import gm100
from gm100.adapters import charts
from gm100.reference._outline import islands
from gm100.render.values import number
from gm100.text.words import named

pytestmark = pytest.mark.libraries

agg = Later("matplotlib.backends.backend_agg")

EARLY, REGULAR, KPPN = (
    gm100.scorecards()[id_] for id_ in ("kominfo-2022-early", "kominfo-2023-regular", "kominfo-2023-kppn-ikn")
)
IN_2022 = gm100.rank(gm100.evaluations(scorecard=EARLY), EARLY)
IN_2023 = gm100.rank(gm100.evaluations(scorecard=KPPN), KPPN)
MALANG = gm100.evaluations(region="35.07", year=2023)[0]
KEDIRI = gm100.evaluations(scorecard="kominfo-2022-regular")[0]


class Sentence(SimpleNamespace):
    """A sentence in two languages."""

    def in_(self, lang: str) -> str:
        """The sentence in a language."""
        return str(getattr(self, lang))


def event(date: str, kind: str, title: str, until: str | None = None) -> Any:
    """An event as a timeline draws it."""
    last = gm100.PartialDate.parse(until) if until else None
    text = Sentence(id=f"{title} (id)", en=title)
    return SimpleNamespace(date=gm100.PartialDate.parse(date), until=last, kind=kind, title=text)


EVENTS = [
    event("2022-05-24", "bimtek", "Bimtek 1", until="2022-05-25"),
    event("2022", "selection", "Selected"),
    event("2022-04-21", "mou", "Agreement signed"),
]


def axes(figure: Any) -> Any:
    """The axes that a chart was drawn on; a scale of colours has axes of its own."""
    return figure.axes[0]


def png(figure: Any) -> bytes:
    """The picture."""
    drawn = io.BytesIO()
    figure.savefig(drawn, dpi=50, metadata={"Software": None})
    return drawn.getvalue()


def texts(figure: Any) -> list[str]:
    """Every text on the axes."""
    ax = axes(figure)
    ticks = [*ax.get_xticklabels(), *ax.get_yticklabels()]
    return [*(text.get_text() for text in (*ax.texts, *ticks)), ax.get_xlabel(), ax.get_ylabel()]


EVERY = {
    "radar": lambda **o: charts.radar(charts.profile_of(MALANG), cohort=[charts.profile_of(MALANG)], **o),
    "waterfall": lambda **o: charts.waterfall(IN_2022["35.07"], IN_2023["35.07"], **o),
    "bump": lambda **o: charts.bump({"2022": IN_2022, "2023": IN_2023}, highlight=("35.07",), **o),
    "intervals": lambda **o: charts.intervals(IN_2023.top(5), {p.unit: (1, 5) for p in IN_2023}, **o),
    "heat": lambda **o: charts.heat({"2022": gm100.evaluations(year=2022), "2023": gm100.evaluations(year=2023)}, **o),
    "map": lambda **o: charts.region_map(IN_2023, name=("35.07",), **o),
    "timeline": lambda **o: charts.timeline(EVENTS, **o),
}


@pytest.mark.parametrize("draw", EVERY.values(), ids=EVERY)
class TestEveryChart:
    def test_the_same_data_make_the_same_picture(self, draw: Any) -> None:
        """A chart is drawn the same twice, without a warning."""
        assert png(draw()) == png(draw())

    def test_it_draws_on_the_axes_it_is_given(self, draw: Any) -> None:
        """Given axes are used, and their figure is handed back; axes of the wrong kind are refused."""
        from matplotlib.figure import Figure

        polar = axes(draw()).name == "polar"
        ax = Figure().add_subplot(projection="polar" if polar else None)
        assert draw(ax=ax) is ax.figure
        with pytest.raises(ValueError, match="axes, expected"):
            draw(ax=Figure().add_subplot(projection=None if polar else "polar"))

    def test_it_speaks_two_languages(self, draw: Any) -> None:
        """Labels come in Indonesian and English, and in no other language."""
        assert texts(draw(lang="id")) != texts(draw(lang="en")) or len(draw(lang="id").axes) > 1
        with pytest.raises(gm100.UnknownIdError, match="unknown language 'fr'; did you mean id or en"):
            draw(lang="fr")

    def test_without_matplotlib(self, draw: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the library, the error names the extra."""
        for module in ("figure", "dates", "patheffects"):
            monkeypatch.setitem(sys.modules, f"matplotlib.{module}", None)
        with pytest.raises(
            gm100.MissingExtraError, match=r"drawing charts needs an extra: pip install 'gm100\[charts\]'"
        ):
            draw()


class TestRadar:
    def test_it_draws_scores_and_medians(self) -> None:
        """The polygon has the scores as corners, and the dashed one the medians of the cohort."""
        three = [{"a": Decimal(n), "b": Decimal(1), "c": Decimal(2)} for n in (1, 2, 4)]
        ax = axes(charts.radar({"a": Decimal(3), "b": None, "c": Decimal(1), "d": Decimal(0)}))
        assert list(ax.lines[0].get_ydata()) == [3, 1, 0, 3]
        ax = axes(charts.radar(three[2], cohort=three, names=("one", "all")))
        assert [list(line.get_ydata()) for line in ax.lines] == [[2, 1, 2, 2], [4, 1, 2, 4]]
        assert [text.get_text() for text in ax.get_legend().get_texts()] == ["all", "one"]

    def test_a_cohort_that_says_nothing_of_a_spoke(self) -> None:
        """Without a median on every spoke there is no second polygon."""
        ax = axes(charts.radar({c: Decimal(1) for c in "abc"}, cohort=[{"a": Decimal(1), "b": None}]))
        assert len(ax.lines) == 1

    def test_labels_are_clear_of_the_circle(self) -> None:
        """A label stands outside, on the side of its spoke."""
        ax = axes(charts.radar(charts.profile_of(MALANG)))
        sides = [label.get_horizontalalignment() for label in ax.get_xticklabels()]
        assert sides == ["center", "left", "left", "center", "right", "right"]

    def test_the_circle_holds_every_score(self) -> None:
        """The outer circle is the highest mark, or the highest value where the scale is another one."""
        assert axes(charts.radar(charts.profile_of(MALANG))).get_ylim() == (0, 4)
        assert axes(charts.radar({c: Decimal(n) for n, c in zip((50, 80, 71), "abc", strict=True)})).get_ylim() == (
            0,
            80,
        )

    def test_two_scores_are_no_area(self) -> None:
        """Fewer than three scores are refused."""
        with pytest.raises(ValueError, match="got 2 scores, expected at least 3"):
            charts.radar({"a": Decimal(1), "b": Decimal(1), "c": None})

    def test_profiles(self) -> None:
        """A profile is by dimension or by pillar: printed with the result, or from the survey."""
        assert charts.profile_of(KEDIRI, by="pillar")["economy"] == Decimal("3.50")
        surveyed = charts.profile_of(MALANG, by="pillar")
        assert round(surveyed["living"], 2) == Decimal("3.09")
        assert list(surveyed) == ["governance", "branding", "economy", "living", "society", "environment"]
        assert list(charts.profile_of(MALANG)) == list(gm100.DIMENSIONS)
        with pytest.raises(ValueError, match="got 'year', expected 'dimension' or 'pillar'"):
            charts.profile_of(MALANG, by="year")


class TestWaterfall:
    def test_the_steps_add_up(self) -> None:
        """The bars, and one for other weights, lead from one index exactly to the other."""
        ax = axes(EVERY["waterfall"]())
        heights = sum(bar.get_height() for bar in ax.patches)
        assert heights == pytest.approx(2.94 - 2.51)
        assert [label.get_text().replace("\n", " ") for label in ax.get_xticklabels()][1:-1] == [
            "Baseline", "Output", "Outcome", "Impact", "Quick win", "Collaboration", "Weights, rounding",
        ]  # fmt: skip

    def test_the_totals_are_no_bars(self) -> None:
        """The two totals are lines, because the axis does not start at zero."""
        ax = axes(EVERY["waterfall"]())
        assert len(ax.patches) == len(ax.get_xticks()) - 2
        assert ax.get_ylim()[0] > 0

    def test_two_equal_results(self) -> None:
        """Where nothing changed, nothing moves, and there is no rounding to show."""
        ax = axes(charts.waterfall(IN_2022["35.07"], IN_2022["35.07"]))
        assert {bar.get_height() for bar in ax.patches} == {0}
        assert len(ax.patches) == 5

    def test_a_comparison_is_drawn_as_it_is(self) -> None:
        """What `gm100.compare` gives makes the same picture as the two results it compares."""
        compared = gm100.compare(IN_2022["35.07"], IN_2023["35.07"])
        assert png(charts.waterfall(compared)) == png(charts.waterfall(IN_2022["35.07"], IN_2023["35.07"]))
        with pytest.raises(ValueError, match="expected a comparison alone"):
            charts.waterfall(compared, IN_2023["35.07"])
        with pytest.raises(ValueError, match=r"expected two, or what gm100\.compare makes"):
            charts.waterfall(IN_2022["35.07"])

    def test_groups_bands_and_factors(self) -> None:
        """Of a nested scorecard the groups below the root are drawn, also where the index is not a sum."""
        card = gm100.scorecards()["ipm-bps"]
        one = {"code": "a", "uhh": 70, "hls": 12, "rls": 8, "expenditure": 9_000_000}
        two = {"code": "b", "uhh": 75, "hls": 13, "rls": 8, "expenditure": 12_000_000}
        rows = [dict(zip(["code", *(i.id for i in card.indicators)], row.values(), strict=True)) for row in (one, two)]
        found = gm100.score(rows, card)
        ax = axes(charts.waterfall(gm100.compare(found["a"], found["b"])))
        heights = sum(bar.get_height() for bar in ax.patches)
        assert heights == pytest.approx(float((found["b"].value or 0) - (found["a"].value or 0)))
        assert len(ax.patches) == len(card.root.children) + 1

    def test_a_child_that_one_of_them_lacks(self) -> None:
        """A value that one of the two lacks carries what its coming adds, over both orders; the steps add up."""
        leaves = (gm100.Indicator("x"), gm100.Indicator("y"))
        card = gm100.Scorecard(id="s", root=gm100.Group("g", children=leaves, missing=gm100.Missing.SKIP))
        found = gm100.score([{"code": "a", "x": 1, "y": None}, {"code": "b", "x": 2, "y": 4}], card)
        ax = axes(charts.waterfall(gm100.compare(found["a"], found["b"])))
        assert [bar.get_height() for bar in ax.patches] == [0.75, 1.25]

    def test_a_root_that_was_given(self) -> None:
        """Where an index was given instead of computed, there is one step."""
        card = gm100.Scorecard(id="s", root=gm100.Group("g", children=(gm100.Indicator("x"),)))
        found = gm100.score([{"code": "a", "g": 1}, {"code": "b", "x": 2}], card)
        assert [bar.get_height() for bar in axes(charts.waterfall(found["a"], found["b"])).patches] == [1]

    def test_a_result_without_an_index(self) -> None:
        """A region that was absent cannot be compared."""
        absent = gm100.score(gm100.Evaluation(region="35.07", edition=KPPN.id, year=2023, participated=False), KPPN)
        with pytest.raises(ValueError, match=r"got '35.07', expected a result with an index"):
            charts.waterfall(IN_2022["35.07"], absent)


class TestBump:
    def test_ranks_are_among_the_common_units(self) -> None:
        """Only units in all rankings are drawn, ranked among themselves."""
        ax = axes(EVERY["bump"]())
        assert len(ax.lines) == 31
        for column in (0, 1):
            assert sorted(line.get_ydata()[column] for line in ax.lines) == list(range(1, 32))

    def test_highlights_have_colours(self) -> None:
        """A highlighted unit has a colour, the others are pale; without any, all are grey."""
        colours = [line.get_color() for line in axes(EVERY["bump"]()).lines]
        assert (colours.count("#0072B2"), colours.count("#D0D0D0")) == (1, 30)
        assert {line.get_color() for line in axes(charts.bump({"a": IN_2022, "b": IN_2023})).lines} == {"#8C8C8C"}

    def test_what_cannot_be_drawn(self) -> None:
        """One ranking, rankings of different units, and too many highlights are refused."""
        with pytest.raises(ValueError, match="got 1 rankings"):
            charts.bump({"2022": IN_2022})
        regular = gm100.rank(gm100.evaluations(scorecard=REGULAR), REGULAR)
        with pytest.raises(ValueError, match="no unit in common"):
            charts.bump({"a": regular, "b": IN_2023})
        with pytest.raises(gm100.UnknownIdError, match=r"unknown unit '99.99' of all these rankings"):
            charts.bump({"a": IN_2022, "b": IN_2023}, highlight=("99.99",))
        both = [place.unit for place in IN_2022 if place.unit in {other.unit for other in IN_2023}]
        with pytest.raises(ValueError, match="got 7 units to highlight, expected at most 6"):
            charts.bump({"a": IN_2022, "b": IN_2023}, highlight=both[:7])


class TestIntervals:
    def test_a_range_and_a_rank(self) -> None:
        """Each row has its range and a dot at its rank, the best on top."""
        ax = axes(EVERY["intervals"]())
        ranges, dots = ax.lines[::2], ax.lines[1::2]
        assert {tuple(line.get_xdata()) for line in ranges} == {(1, 5)}
        assert [dot.get_xdata()[0] for dot in dots] == [1, 2, 3, 4, 5]
        assert ax.yaxis_inverted()

    def test_what_sensitivity_finds(self) -> None:
        """The analysis itself is drawn: percentiles as the range, the median as a line; alone, or beside a ranking."""
        found = gm100.sensitivity(gm100.evaluations(scorecard=KPPN), KPPN, draws=20, seed=7)
        spread = found[IN_2023.places[10].unit]
        for ax in map(
            axes, (charts.intervals(IN_2023.top(11), found), charts.intervals(found), charts.intervals(list(found)))
        ):
            bar, dot, line = ax.lines[30:33]
            assert tuple(bar.get_xdata()) == (spread.p5, spread.p95)
            assert (dot.get_xdata()[0], line.get_xdata()[0]) == (spread.rank, spread.median)
            assert "5th to 95th percentile" in ax.get_xlabel()
        assert len(axes(charts.intervals(found)).lines) == 3 * 58

    def test_what_cannot_be_drawn(self) -> None:
        """A unit without a range, a range upside down and an empty ranking are refused."""
        with pytest.raises(gm100.UnknownIdError, match="of the ranges of ranks"):
            charts.intervals(IN_2023, {})
        with pytest.raises(ValueError, match="runs from 3 to 2, expected the best rank first"):
            charts.intervals(IN_2023.top(1), {IN_2023.places[0].unit: (3, 2)})
        with pytest.raises(ValueError, match="no places"):
            charts.intervals(IN_2023.top(0), {})


class TestHeat:
    def test_medians_by_group(self) -> None:
        """Each cell is the median of those who took part; where nobody has a score there is a dash."""
        groups = {"early": gm100.evaluations(scorecard=EARLY), "kppn": gm100.evaluations(scorecard=KPPN)}
        ax = axes(charts.heat(groups))
        cells = [text.get_text() for text in ax.texts]
        assert cells == ["2.25", "1.96", "2.48", "2.19", "2.41", "–", "3.34", "2.48", "2.93", "2.89", "2.78", "2.00"]
        assert isnan(ax.images[0].get_array().filled(float("nan"))[0][5])
        assert [label.get_text() for label in ax.get_yticklabels()] == ["early (n=38)", "kppn (n=58)"]

    def test_text_can_be_read_on_its_cell(self) -> None:
        """Text is white on dark cells and black on light ones."""
        low, high = (
            gm100.Evaluation(
                region="35.07", edition="x", year=2023, scores=(gm100.DimensionScore(dimension="own", value=v),)
            )
            for v in (Decimal(0), Decimal(4))
        )
        ax = axes(charts.heat({"low": [low], "high": [high]}))
        assert [text.get_color() for text in ax.texts] == ["white", "#222222"]
        assert ax.get_xticklabels()[0].get_text() == "own"

    def test_any_index(self) -> None:
        """Results of a scorecard are drawn by the groups of its index, coloured over their own range."""
        index = gm100.Group("index", children=[gm100.Indicator("health"), gm100.Indicator("schools")])
        rows = [{"code": code, "health": n, "schools": 90 - n} for n, code in enumerate("abcd", 10)]
        scores = list(gm100.score(rows, gm100.Scorecard(id="own", root=index)))
        ax = axes(charts.heat({"west": scores[:2], "east": scores[2:]}))
        assert [text.get_text() for text in ax.texts] == ["10.50", "79.50", "12.50", "77.50"]
        assert ax.images[0].get_clim() == (10.5, 79.5)

    def test_nothing_to_draw(self) -> None:
        """Groups without a score are refused."""
        with pytest.raises(ValueError, match="no group has a score"):
            charts.heat({"none": []})


class TestMap:
    def test_dots_for_all(self) -> None:
        """Regions with a value are coloured, all the others of the country are grey."""
        ax = axes(
            charts.region_map({"35.07": Decimal(3), "35.73": None, "35.03": Decimal(2)}, label="x", name=("35.07",))
        )
        grey, coloured = ax.collections
        assert (len(grey.get_offsets()), len(coloured.get_offsets())) == (512, 2)
        assert list(coloured.get_array()) == [3, 2]
        assert [a.get_ylabel() for a in ax.figure.axes] == ["", "x"]
        assert texts(ax.figure)[0] == "Kabupaten Malang"

    def test_a_map_without_values(self) -> None:
        """Without values there is the country alone, and no scale."""
        ax = axes(charts.region_map({}))
        assert len(ax.figure.axes) == 1
        assert len(ax.patches) > 50

    def test_the_islands_lie_where_the_country_does(self) -> None:
        """From Sabang to Merauke, from Miangas to Rote, and the seats of most regions are on an island."""
        points = [point for island in islands() for point in island]
        assert 95 < min(x for x, _ in points) < max(x for x, _ in points) < 141.1
        assert -11.1 < min(y for _, y in points) < max(y for _, y in points) < 6
        assert islands()[0][0] == islands()[0][-1]

    def test_a_region_that_does_not_exist(self) -> None:
        """An unknown code is refused."""
        with pytest.raises(gm100.UnknownIdError, match="unknown region"):
            charts.region_map({"99.99": Decimal(1)})


class TestTimeline:
    def test_no_two_kinds_look_alike(self) -> None:
        """With more kinds than colours, the colours come again as stripes."""
        events = [event(f"20{10 + n}", f"kind{n}", "x") for n in range(12)]
        bars = axes(charts.timeline(events)).patches
        assert len({(bar.get_facecolor(), bar.get_edgecolor(), bar.get_hatch()) for bar in bars}) == 12

    def test_every_text_has_room(self) -> None:
        """The axis is as long as its longest text needs, and no longer."""
        short = axes(charts.timeline([event("2020", "a", "x"), event("2021", "b", "y")]))
        long = axes(charts.timeline([event("2020", "a", "x"), event("2021", "b", "y" * 40)]))
        assert long.get_xlim()[1] > short.get_xlim()[1]

    def test_every_date_has_room(self) -> None:
        """No date below the axis runs into the next, however little of the width the dates are given."""
        figure = charts.timeline(gm100.timeline("35.03"))
        agg.FigureCanvasAgg(figure).draw()
        boxes = [label.get_window_extent() for label in figure.axes[0].get_xticklabels()]
        assert all(one.x1 < other.x0 for one, other in pairwise(boxes))

    def test_events_in_their_order(self) -> None:
        """Events are in order; one known by its year alone is as long as the year, and starts with it."""
        ax = axes(EVERY["timeline"]())
        assert [text.get_text() for text in ax.texts] == ["Selected", "Agreement signed", "Bimtek 1"]
        widths = [bar.get_width() for bar in ax.patches]
        assert widths[0] == 365
        assert widths[1] > 1

    def test_kinds_have_colours(self) -> None:
        """Events of one kind have one colour."""
        ax = axes(charts.timeline([*EVENTS, event("2022-09-01", "mou", "x" * 10 + " " + "y" * 100)]))
        colours = [bar.get_facecolor() for bar in ax.patches]
        assert colours[1] == colours[3] != colours[2]
        assert ax.texts[-1].get_text() == "xxxxxxxxxx …"

    def test_no_events(self) -> None:
        """Nothing to draw is refused."""
        with pytest.raises(ValueError, match="got no events"):
            charts.timeline([])


class TestWords:
    @pytest.mark.parametrize(
        ("value", "lang", "decimals", "text"),
        [("3.31", "id", None, "3,31"), ("3.31", "en", 1, "3.3"), ("-0.4", "id", 2, "-0,40"), ("2", "en", None, "2")],
    )
    def test_numbers(self, value: str, lang: str, decimals: int | None, text: str) -> None:
        """Numbers have a comma in Indonesian; a missing one is blank."""
        assert number(Decimal(value), lang, decimals) == text
        assert number(None, lang) == ""

    def test_names(self) -> None:
        """Every dimension has a name in both languages, what is unknown keeps its id."""
        assert [named(d, "id") for d in (*gm100.DIMENSIONS, "x")] == [
            "Baseline", "Keluaran", "Hasil", "Dampak", "Quick win", "Kolaborasi", "x",
        ]  # fmt: skip


class TestNames:
    """Every picture of results has the names that the scorecard gives its nodes."""

    CARD = gm100.Scorecard(
        id="air",
        root=gm100.Group(
            "air-index",
            name="Air",
            children=[gm100.Indicator(code, name=f"Name of {code}", scale=(0, 4)) for code in ("pm25", "no2", "o3")],
        ),
    )
    SCORES = gm100.score(
        [{"code": "a", "pm25": 1, "no2": 2, "o3": 3}, {"code": "b", "pm25": 2, "no2": 2, "o3": 4}], CARD
    )

    @pytest.mark.parametrize("lang", ["id", "en"])
    def test_every_node_is_called_by_its_name(self, lang: str) -> None:
        """No picture shows the code of a node that has a name."""
        one, other = self.SCORES
        figures = [
            charts.waterfall(one, other, lang=lang), gm100.compare(one, other).plot(lang=lang),
            charts.heat({"all": self.SCORES}, lang=lang), charts.correlations(self.SCORES, lang=lang),
            charts.bars(gm100.rank([{"code": "a", "pm25": 1, "no2": 2, "o3": 3}], self.CARD), lang=lang),
            charts.scatter(self.SCORES, "pm25", "no2", lang=lang), charts.distribution(self.SCORES, "o3", lang=lang),
            charts.scorecard_tree(self.CARD, lang=lang),
        ]  # fmt: skip
        for figure in figures:
            texts = [" ".join(text.get_text().split()) for text in figure.findobj(match=Later("matplotlib.text").Text)]
            shown = " ".join(texts)
            assert "Name of" in shown
            assert not {"pm25", "no2", "o3"} & {*texts}


class TestAnyIndex:
    """Charts that take the scores of every scorecard."""

    LEAVES = (gm100.Indicator("x", name="Air"), gm100.Indicator("y", weight=3), gm100.Indicator("z"))
    CARD = gm100.Scorecard(
        id="own",
        root=gm100.Group("own", children=(gm100.Group("g", children=LEAVES[:2]), LEAVES[2]), missing="skip"),
    )
    ROWS: ClassVar[Any] = {"code": ["a", "b", "c", "d"], "x": [1, 2, 3, None], "y": [2, 4, 6, 1], "z": [5, 5, 5, 5]}
    SCORES = gm100.score(ROWS, CARD)

    def test_bars_add_up_to_the_index(self) -> None:
        """Each bar is as long as the index, which stands at its end, and each part is called by its name."""
        ranking = gm100.rank(self.ROWS, self.CARD)
        figure = charts.bars(ranking, 3, lang="id")
        widths = [[bar.get_width() for bar in each] for each in axes(figure).containers]
        assert [round(sum(parts), 9) for parts in zip(*widths, strict=True)] == [
            round(float(place.index or 0), 9) for place in ranking.places[:3]
        ]
        assert [t.get_text() for t in axes(figure).get_legend().get_texts()] == ["g", "z"]
        assert {text.get_text() for text in axes(figure).texts} == {
            number(place.index, "id") for place in ranking.places[:3]
        }
        with pytest.raises(ValueError, match="no places"):
            charts.bars(ranking.top(0))

    def test_a_distribution(self) -> None:
        """Every unit with a value is counted, and the median is written."""
        figure = charts.distribution(self.SCORES, "y")
        assert sum(bar.get_height() for bar in axes(figure).patches) == 4
        assert "median 3.00" in texts(figure)
        assert axes(figure).get_xlabel() == "y"
        with pytest.raises(gm100.UnknownIdError, match="'q'"):
            charts.distribution(self.SCORES, "q")

    def test_a_scatter(self) -> None:
        """A unit without one of the two values has no dot, and an unknown one is refused."""
        figure = charts.scatter(self.SCORES, "x", "y", name=["c", "d"])
        assert axes(figure).collections[0].get_offsets().tolist() == [[1, 2], [2, 4], [3, 6]]
        assert (axes(figure).get_xlabel(), [t.get_text() for t in axes(figure).texts]) == ("Air", ["c"])
        with pytest.raises(gm100.UnknownIdError, match="'q'"):
            charts.scatter(self.SCORES, "x", "y", name=["q"])

    def test_correlations(self) -> None:
        """Numbers on colours; a column that is the same for all has none."""
        found = [text.get_text() for text in axes(charts.correlations(self.SCORES, lang="id")).texts]
        assert found == ["1,00", "1,00", "–", "1,00", "1,00", "–", "–", "–", "–"]

    def test_a_tree(self) -> None:
        """Every node stands a step right of the one above, with its weight."""
        figure = charts.scorecard_tree(self.CARD)
        assert [text.get_text() for text in axes(figure).texts] == ["own", "g  1", "Air  1", "y  3", "z  1"]
        assert [text.xy for text in axes(figure).texts] == [(0, 1.25), (1, 0.5), (2, 0.0), (2, 1.0), (1, 2.0)]

    def test_a_map_of_units_that_are_no_regions(self) -> None:
        """They stand at the coordinates that are given, beside regions at their own."""
        figure = charts.region_map({"a": Decimal(1), "35.03": Decimal(2)}, points={"a": (112.5, -7.5)}, name=["a"])
        assert axes(figure).collections[1].get_offsets().tolist()[0] == [112.5, -7.5]
        assert "a" in texts(figure)
        with pytest.raises(gm100.UnknownIdError, match="'b'"):
            charts.region_map({"b": Decimal(1)}, points={"a": (112.5, -7.5)})

    @pytest.mark.parametrize("draw", ["bars", "distribution", "correlations"])
    def test_each_is_a_picture_of_its_own(self, draw: str) -> None:
        """The same scores give the same picture, to the byte."""
        data = IN_2023 if draw == "bars" else IN_2023.scores
        assert png(getattr(charts, draw)(data)) == png(getattr(charts, draw)(data))


class TestPlot:
    """What has one obvious picture draws it when it is asked."""

    def test_a_sensitivity_analysis(self) -> None:
        """The ranks of its best units with their ranges, like the chart itself."""
        card = gm100.scorecards()["kominfo-2023-kppn-ikn"]
        found = gm100.sensitivity(gm100.evaluations(scorecard=card), card, draws=20)
        assert png(found.plot(5, lang="id")) == png(charts.intervals(list(found)[:5], lang="id"))
        assert len(axes(found.plot()).get_yticks()) == 20

    def test_a_comparison(self) -> None:
        """The waterfall from the one to the other."""
        compared = gm100.compare(IN_2022["35.07"], IN_2023["35.07"])
        assert png(compared.plot()) == png(charts.waterfall(compared))

    def test_without_matplotlib(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error names the extra."""
        monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
        with pytest.raises(gm100.MissingExtraError, match=r"gm100\[charts\]"):
            gm100.compare(IN_2022["35.07"], IN_2023["35.07"]).plot()


LONG = "Persentase layanan publik daerah yang terintegrasi ke dalam sistem"


def deep() -> gm100.Scorecard:
    """A scorecard of three levels and twelve indicators, all with long names."""
    groups = [
        gm100.Group(
            id=f"g{a}",
            name=f"{LONG} {a}",
            children=[gm100.Indicator(f"i{a}{b}", name=f"{LONG} {a}.{b}", scale=(-5, 5)) for b in range(4)],
        )
        for a in range(3)
    ]
    return gm100.Scorecard(id="deep", root=gm100.Group("index", children=groups), round=2)


def many(count: int) -> list[dict[str, Any]]:
    """So many units with long names, their values below and above zero, the last one without some."""
    leaves = [leaf.id for leaf in deep().indicators]
    name = "Kabupaten Kepulauan Siau Tagulandang Biaro bagian"
    return [
        {
            "code": f"u{n}",
            "name": f"{name} {n}",
            **{leaf: (n * 7 + place * 5) % 11 - 5 for place, leaf in enumerate(leaves)},
        }
        for n in range(count)
    ]


DRAWN: dict[str, Any] = {
    "waterfall": lambda scores, _: charts.waterfall(scores[0], scores[-1], lang="id"),
    "bars": lambda _, ranking: charts.bars(ranking, lang="id"),
    "bump": lambda _, ranking: charts.bump({"2022": ranking, "2023": ranking}, lang="id"),
    "scatter": lambda scores, _: charts.scatter(scores, "g0", "i11", name=scores.units, lang="id"),
    "intervals": lambda _, ranking: charts.intervals(ranking, {p.unit: (1, len(ranking)) for p in ranking}, lang="id"),
    "heat": lambda scores, _: charts.heat({LONG: list(scores)}, lang="id"),
    "distribution": lambda scores, _: charts.distribution(scores, "g0", lang="id"),
    "correlations": lambda scores, _: charts.correlations(scores, lang="id"),
    "tree": lambda scores, _: charts.scorecard_tree(scores.scorecard, lang="id"),
}


class TestExtremes:
    @pytest.mark.parametrize("count", [1, 2, 20])
    @pytest.mark.parametrize("chart", DRAWN)
    def test_no_label_is_cut(self, chart: str, count: int) -> None:
        """Whatever names are long and however few units there are, nothing runs over the edge of the picture."""
        scores = gm100.score(many(count), deep())
        figure = DRAWN[chart](scores, gm100.rank(many(count), deep()))
        canvas: Any = agg.FigureCanvasAgg(figure)
        canvas.draw()
        drawn = np.asarray(canvas.buffer_rgba())
        assert drawn.min() < 255
        assert [edge.min() for edge in (drawn[0], drawn[-1], drawn[:, 0], drawn[:, -1])] == [255] * 4

    def test_numbers_of_axes_have_commas_in_indonesian(self) -> None:
        """An axis writes numbers as the labels beside it do."""
        figure = charts.distribution(gm100.score(many(20), deep()), lang="id")
        figure.draw_without_rendering()
        labels = [label.get_text() for label in figure.axes[0].get_xticklabels()]
        assert any("," in label for label in labels)
        assert not any("." in label for label in labels)
