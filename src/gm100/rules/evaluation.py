"""
Rules on the yearly evaluation and its figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any, Final

from gm100.model._entity import evolve
from gm100.model.evaluation import DimensionScore, Evaluation, Track
from gm100.model.pillar import PillarId
from gm100.rules._records import judges, nothing
from gm100.rules.case import NOT_DUE, Case, Observation, Path, judge, unknown
from gm100.rules.milestones import evaluated_in
from gm100.rules.programme import PARTS

_CENT: Final = Decimal("0.01")
_DECIMALS: Final = -2
"""The exponent of a score as the ministry prints it."""


def mean(values: list[Decimal]) -> Decimal:
    """
    Return the mean to two decimals, half up, as the ministry rounds.
    """
    return (sum(values, Decimal(0)) / len(values)).quantize(_CENT, ROUND_HALF_UP)


def _taken_part(case: Case) -> list[tuple[Path, Evaluation]]:
    return [(path, e) for path, e in case.facts("evaluations") if e.participated]


@judges("GM100-EVALUATION-001")
def evaluated_every_year(case: Case) -> Iterator[Observation]:
    """
    Check that each full year after that of the cohort has a result or an occasion of the evaluation.
    """
    if case.cohort is None:
        yield case.outside()
        return
    years = range(case.cohort + 1, case.on.year)
    if not years:
        yield NOT_DUE
    for year in years:
        yield evaluated_in(case, year)


@judges("GM100-EVALUATION-002")
def on_the_scale(case: Case) -> Iterator[Observation]:
    """
    Check that no score is below the scale but where nothing was there; one above it cannot be made.
    """
    low = case.number("evaluation.scale_min")
    for path, evaluation in _taken_part(case):
        if low is None or not evaluation.scores:
            yield unknown(path, "scores")
            continue
        for place, score in case.items((*path, "scores"), evaluation.scores):
            holds = score.value >= low or score.dimension in _MAY_BE_EMPTY
            yield judge(place, holds, dimension=score.dimension, value=score.value)


_MAY_BE_EMPTY: Final = frozenset({"quick_win", "collaboration"})
"""The dimensions of which results below the lowest mark were published."""


@judges("GM100-EVALUATION-003")
def dimensions_fit(case: Case) -> Iterator[Observation]:
    """
    Check that a result has no score that its edition has not; one that it lacks may just not be on record.
    """
    for path, evaluation in _taken_part(case):
        expected = case.known("dimensions", evaluation.edition)
        if expected is None or not evaluation.scores:
            yield unknown(path, "edition" if expected is None else "scores")
            continue
        there = {score.dimension for score in evaluation.scores}
        extra = ", ".join(sorted(there - set(expected)))
        yield judge((*path, "scores"), False if extra else there >= set(expected) or None, extra=extra)


def _index(case: Case, *, official: bool) -> Iterator[Observation]:
    """
    Check the index of the editions whose weights a document of the ministry states, or of the others.
    """
    seen = []
    for path, evaluation in _taken_part(case):
        if (case.known("official", evaluation.edition) is not False) is not official:
            continue
        computed, printed = case.known("recomputed", evaluation), evaluation.published_index
        if printed is None or computed is None:
            seen.append(unknown(path, "published_index" if printed is None else "scores"))
            continue
        holds = True if computed == printed else None if _explained(case, evaluation) else False
        seen.append(judge((*path, "published_index"), holds, "scores", printed=printed, computed=computed))
    yield from seen or [nothing("there-is-no-result-of-such-an-edition")]


def _explained(case: Case, evaluation: Evaluation) -> bool:
    """
    Whether scores of which none is printed with two decimals, as in a chart, can give the index.
    """
    fine = any(int(score.value.as_tuple().exponent) <= _DECIMALS for score in evaluation.scores)
    if fine or evaluation.published_index is None:
        return False
    low, high = (case.known("recomputed", _moved(evaluation, step)) for step in (-1, 1))
    return low is not None and high is not None and low <= evaluation.published_index <= high


def _moved(evaluation: Evaluation, step: int) -> Evaluation:
    """
    Return a result with each score moved by half of its last place, within the scale.
    """

    def moved(score: DimensionScore) -> DimensionScore:
        half = Decimal(5).scaleb(min(int(score.value.as_tuple().exponent), 0) - 1)
        return evolve(score, value=min(max(score.value + step * half, Decimal(0)), Decimal(4)))

    return evolve(evaluation, scores=tuple(map(moved, evaluation.scores)))


index_is_right = judges("GM100-EVALUATION-004")(partial(_index, official=True))


@judges("GM100-EVALUATION-005")
def improvement_is_right(case: Case) -> Iterator[Observation]:
    """
    Check that the improvement differs from that of the published indices by no more than rounding explains.
    """
    tolerance = case.number("evaluation.improvement_tolerance")
    for path, evaluation in _taken_part(case):
        printed, index, before = evaluation.published_improvement, evaluation.published_index, _before(case, evaluation)
        if printed is None or index is None or before is None or tolerance is None:
            yield unknown(path, "published_improvement", "published_previous")
            continue
        computed = index - before
        holds = abs(printed - computed) <= tolerance
        yield judge((*path, "published_improvement"), holds, printed=printed, computed=computed)


def _before(case: Case, evaluation: Evaluation) -> Decimal | None:
    earlier = (e.published_index for _, e in case.facts("evaluations") if e.year == evaluation.year - 1)
    found: Decimal | None = evaluation.published_previous
    return next((index for index in earlier if index is not None), None) if found is None else found


@judges("GM100-EVALUATION-006")
def questions_fit(case: Case) -> Iterator[Observation]:
    """
    Check that where all questions of a dimension have a value, their mean is its score.
    """
    for path, evaluation in _taken_part(case):
        for place, score in case.items((*path, "scores"), evaluation.scores):
            values = [q.value for q in evaluation.questions if q.dimension == score.dimension]
            known = [value for value in values if value is not None]
            if not values or len(known) < len(values):
                yield unknown((*path, "questions"), "value")
                continue
            computed, printed, name = mean(known), score.value, score.dimension
            yield judge(place, computed == printed, dimension=name, printed=printed, computed=computed)


def _year_of(edition: str | None) -> set[str]:
    return {part for part in (edition or "").split("-") if part.isdecimal()}


@judges("GM100-EVALUATION-007")
def year_fits_edition(case: Case) -> Iterator[Observation]:
    """
    Check that the id of the edition has the year of the evaluation.
    """
    for path, evaluation in case.facts("evaluations"):
        years = _year_of(evaluation.edition)
        holds = str(evaluation.year) in years if years else None
        yield judge((*path, "edition"), holds, year=evaluation.year, edition=evaluation.edition)


@judges("GM100-EVALUATION-008")
def one_a_year(case: Case) -> Iterator[Observation]:
    """
    Check that no two results are of one year.
    """
    seen: set[int] = set()
    for path, evaluation in case.facts("evaluations"):
        yield judge((*path, "year"), evaluation.year not in seen, year=evaluation.year)
        seen.add(evaluation.year)


@judges("GM100-EVALUATION-009")
def finished_first(case: Case) -> Iterator[Observation]:
    """
    Check that no result is older than the year after the cohort.
    """
    for path, evaluation in case.facts("evaluations"):
        holds = None if case.cohort is None else evaluation.year > case.cohort
        yield judge((*path, "year"), holds, "memberships", year=evaluation.year, cohort=case.cohort)


@judges("GM100-EVALUATION-010")
def takes_part(case: Case) -> Iterator[Observation]:
    """
    Check that no result says that the region was absent; it took part where it has scores or an index.
    """
    for path, evaluation in case.facts("evaluations"):
        shown = bool(evaluation.scores or evaluation.questions) or evaluation.published_index is not None
        holds = evaluation.participated and (shown or None)
        yield judge((*path, "participated"), holds, "scores", year=evaluation.year)


@judges("GM100-EVALUATION-011")
def previous_agrees(case: Case) -> Iterator[Observation]:
    """
    Check that the index that a result prints for the year before is the one published then.
    """
    published = {e.year: e.published_index for _, e in case.facts("evaluations") if e.published_index is not None}
    for path, evaluation in _taken_part(case):
        then, printed = published.get(evaluation.year - 1), evaluation.published_previous
        holds = None if then is None or printed is None else then == printed
        yield judge((*path, "published_previous"), holds, printed=printed, then=then)


@judges("GM100-EVALUATION-012")
def impact_is_mean(case: Case) -> Iterator[Observation]:
    """
    Check that where a regular result of 2022 has all six pillar scores, their mean is the score of impact.
    """
    for path, evaluation in _taken_part(case):
        pillars = [score.value for score in evaluation.pillar_scores]
        impact = evaluation.score_of("impact")
        regular = evaluation.track is Track.REGULAR and "2022" in _year_of(evaluation.edition)
        if not regular or len(pillars) != len(PillarId) or impact is None:
            yield unknown(path, "pillar_scores", "track")
            continue
        yield judge((*path, "pillar_scores"), mean(pillars) == impact, computed=mean(pillars), printed=impact)


@judges("GM100-EVALUATION-013")
def track_fits(case: Case) -> Iterator[Observation]:
    """
    Check the track against the edition, and track and edition against the official list of that year.
    """
    for path, evaluation in case.facts("evaluations"):
        tracks = {e.track for e in _published(case, evaluation)} - {None}
        expected = {case.known("track", evaluation.edition)} - {None}
        given = {evaluation.track, *expected} - {None}
        if not given or not (tracks or (evaluation.track and expected)):
            yield unknown(path, "track", "edition")
            continue
        right = tracks or expected
        words = [", ".join(sorted(str(getattr(t, "value", t)) for t in some)) for some in (given, right)]
        yield judge((*path, "track"), given <= right, track=words[0], right=words[1])


def _published(case: Case, evaluation: Evaluation) -> tuple[Evaluation, ...]:
    """
    Return what the ministry published of the region in that year.
    """
    found = case.known("published", evaluation.region, evaluation.year) or ()
    return tuple(e for e in found if e.source is not None and e.source.evidence.value == "official")


@judges("GM100-EVALUATION-014")
def score_can_be(case: Case) -> Iterator[Observation]:
    """
    Check that a score is a mean of so many whole marks; impact has questions of its own in the early phase only.
    """
    for path, evaluation in _taken_part(case):
        for place, score in case.items((*path, "scores"), evaluation.scores):
            of_pillars = score.dimension == "impact" and "early" not in (evaluation.edition or "")
            items = None if of_pillars else case.number(f"evaluation.items.{score.dimension}", evaluation.year)
            if items is None:
                yield case.unstated("evaluation.items", place)
                continue
            holds = _on_lattice(score.value, int(items))
            yield judge((*place, "value"), holds, dimension=score.dimension, value=score.value, items=items)


def _on_lattice(value: Decimal, items: int) -> bool:
    """
    Whether a mean of so many whole marks, rounded to two decimals and then as printed, can be the value.
    """
    unit = Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
    near = range(max(int((value - unit) * items), 0), int((value + unit) * items) + 2)
    means = ((Decimal(k) / items).quantize(_CENT, ROUND_HALF_UP) for k in near)
    return any(mean.quantize(max(unit, _CENT), ROUND_HALF_UP) == value for mean in means)


@judges("GM100-EVALUATION-015")
def session_in_its_year(case: Case) -> Iterator[Observation]:
    """
    Check that the first day of an occasion is in its year, as far as evaluations of that year were announced.
    """
    last = case.number("evaluation.last_year")
    for path, session in case.facts("evaluation_sessions"):
        announced = last is not None and session.year <= last
        holds = session.start.year == session.year if announced and session.start is not None else None
        yield judge((*path, "year"), holds, "start", year=session.year, start=session.start)


@judges("GM100-EVALUATION-016")
def index_is_published(case: Case) -> Iterator[Observation]:
    """
    Check an index, and the scores, against the table of the ministry, where the region is in one.
    """
    for path, evaluation in _taken_part(case):
        table = _published(case, evaluation)
        right = [e.published_index for e in table if e.published_index is not None]
        printed, seen = evaluation.published_index, [e.source for e in table]
        holds = None if printed is None or not right else printed in right
        yield judge(
            (*path, "published_index"), holds, seen=seen, printed=printed, published=right[0] if right else None
        )
        same = [e for e in table if evaluation.edition in {None, e.edition}]
        for place, score in case.items((*path, "scores"), evaluation.scores if same else ()):
            there = same[0].score_of(score.dimension)
            if there is not None and there != score.value:
                yield judge((*place, "value"), holds=False, seen=seen, printed=score.value, published=there)


@judges("GM100-EVALUATION-017")
def questions_are_all(case: Case) -> Iterator[Observation]:
    """
    Check that no dimension has more questions than its questionnaire; fewer may just not be on record.
    """
    for path, evaluation in _taken_part(case):
        for dimension in sorted({q.dimension for q in evaluation.questions}):
            count = sum(q.dimension == dimension for q in evaluation.questions)
            right = case.number(f"evaluation.questions.{dimension}", evaluation.year)
            holds = None if right is None or count < right else count == right
            yield judge((*path, "questions"), holds, dimension=dimension, count=count, asked=right)


press_index_is_right = judges("GM100-EVALUATION-018")(partial(_index, official=False))


@judges("GM100-EVALUATION-019")
def session_in_calendar(case: Case) -> Iterator[Observation]:
    """
    Check that an occasion of a year whose calendar is known is in one of its months.
    """
    for path, session in case.facts("evaluation_sessions"):
        found = {case.number(f"evaluation.{phase}_month", session.year) for phase in ("first", "second")}
        months, start = sorted(int(month) for month in found if month is not None), session.start
        if not months:
            yield case.unstated("evaluation.first_month", path)
            continue
        known = start is not None and start.month and start.year == session.year
        words = ", ".join(map(str, months))
        holds = start.month in months if known and start is not None else None
        yield judge((*path, "start"), holds, start=start, year=session.year, months=words)


@judges("GM100-EVALUATION-020")
def survey_follows_protocol(case: Case) -> Iterator[Observation]:
    """
    Check how many answered a survey, how many programmes it asks about, and its code of no answer, as far as it says.
    """
    for path, survey in case.facts("surveys"):
        pillars = list(PillarId) if survey.pillar is None else [survey.pillar]
        parts = sum(len(PARTS[pillar]) for pillar in pillars)
        asked, code = (case.number(f"survey.{name}", survey.year) for name in ("respondents", "no_answer"))
        least = None if asked is None else asked * (parts if survey.split else len(pillars))
        named = len(survey.programmes)
        seen: dict[str, tuple[Any, Any]] = {
            "respondents": (survey.respondents, least),
            "programmes": (named if named >= parts else None, parts),
            "no_answer": (survey.no_answer, code),
        }
        known = {name: pair for name, pair in seen.items() if None not in pair}
        for name, (given, right) in known.items():
            holds = given >= right if name == "respondents" else given == right
            yield judge((*path, name), holds, name=name, given=given, right=right)
        if not known:
            yield unknown(path, *seen)
