"""
Rules on the yearly evaluation and its figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from gm100.model.evaluation import Evaluation, Track
from gm100.model.pillar import PillarId
from gm100.model.rule import Severity, Text
from gm100.rules import _sources as said
from gm100.rules.book import rule
from gm100.rules.case import Case, Observation, Path, broken, idle, unknown

_CENT: Final = Decimal("0.01")
_REPORTS: Final = (said.REPORT_2022, said.REPORT_2023)
_COMPUTE: Final = Text("hitung ulang, atau periksa salinannya", "compute it anew, or check the copy")


def mean(values: list[Decimal]) -> Decimal:
    """
    Return the mean to two decimals, half up, as the ministry rounds.
    """
    return (sum(values, Decimal(0)) / len(values)).quantize(_CENT, ROUND_HALF_UP)


def _taken_part(case: Case) -> list[tuple[Path, Evaluation]]:
    return [(path, e) for path, e in case.facts("evaluations") if e.participated]


@rule(
    "GM100-EVALUATION-001",
    severity=Severity.MUST,
    title=Text("Dievaluasi setiap tahun", "It is evaluated every year"),
    explanation=Text(
        "Evaluasi dilaksanakan rutin setiap tahun oleh kementerian, mulai tahun sesudah angkatan.",
        "The ministry evaluates every year, from the year after the cohort.",
    ),
    remedy=Text("ikuti evaluasi, atau catat hasilnya", "take part, or record the result"),
    sources=(said.BLITAR_SEED, *_REPORTS),
)
def evaluated_every_year(case: Case) -> Iterator[Observation]:
    """
    Check that each full year after that of the cohort has a result or an occasion of the evaluation.
    """
    if case.cohort is None:
        yield case.outside()
        return
    years = range(case.cohort + 1, case.on.year)
    if not years:
        yield idle("belum waktunya", "not due yet")
        return
    there = {fact.year for name in ("evaluations", "evaluation_sessions") for _, fact in case.facts(name)}
    for year in years:
        if year not in there:
            yield case.absent("evaluations", f"tidak ada evaluasi {year}", f"there is no evaluation of {year}")


@rule(
    "GM100-EVALUATION-002",
    about="evaluations",
    severity=Severity.SHOULD,
    title=Text("Nilai berada pada skala 1 sampai 4", "Scores lie between 1 and 4"),
    explanation=Text(
        "Asesor memberi 1 sampai 4; 0 berarti tidak ada apa-apa, dan pernah muncul pada kolaborasi.",
        "Assessors give 1 to 4; 0 means that there was nothing, and occurs for collaboration.",
    ),
    remedy=Text("periksa nilai, atau isi yang belum ada", "check the score, or supply what was lacking"),
    sources=_REPORTS,
    parameters=("evaluation.scale_min", "evaluation.scale_max"),
)
def on_the_scale(case: Case) -> Iterator[Observation]:
    """
    Check that no score of a region that took part lies outside the scale.
    """
    low, high = case.number("evaluation.scale_min"), case.number("evaluation.scale_max")
    for path, evaluation in _taken_part(case):
        if low is None or high is None or not evaluation.scores:
            yield unknown(path, "scores")
            continue
        for place, score in case.items((*path, "scores"), evaluation.scores):
            if not low <= score.value <= high:
                name = f"{score.dimension} {score.value}"
                yield broken(place, f"{name} di luar skala", f"{name} is off the scale")


@rule(
    "GM100-EVALUATION-003",
    about="evaluations",
    severity=Severity.MUST,
    title=Text("Dimensinya sesuai jalur", "Its dimensions are those of the track"),
    explanation=Text(
        "Jalur KPPN & IKN 2023 punya kolaborasi, jalur lain tidak; kosong berarti tidak berlaku, nol berarti nilai.",
        "KPPN & IKN of 2023 has collaboration, the others do not; blank is not applicable, zero is a score.",
    ),
    remedy=Text("periksa jalur dan dimensi", "check track and dimensions"),
    sources=_REPORTS,
)
def dimensions_fit(case: Case) -> Iterator[Observation]:
    """
    Check that a result with scores has those of its edition, no more and no fewer.
    """
    for path, evaluation in _taken_part(case):
        expected = case.knowledge.dimensions(evaluation.edition)
        if expected is None or not evaluation.scores:
            yield unknown(path, "edition" if expected is None else "scores")
            continue
        there = {score.dimension for score in evaluation.scores}
        lacking = ", ".join(name for name in expected if name not in there)
        extra = ", ".join(sorted(there - set(expected)))
        if lacking or extra:
            yield broken(
                (*path, "scores"),
                f"kurang: {lacking or '-'}; berlebih: {extra or '-'}",
                f"lacking: {lacking or '-'}; too many: {extra or '-'}",
            )


@rule(
    "GM100-EVALUATION-004",
    about="evaluations",
    severity=Severity.MUST,
    title=Text("Indeks sesuai nilainya", "The index follows from its scores"),
    explanation=Text(
        "Indeks adalah jumlah nilai kali bobot, dibulatkan menurut edisi; 171 hasil resmi terhitung tepat.",
        "The index is the sum of scores times weights, rounded as the edition does; 171 results come out exactly.",
    ),
    remedy=_COMPUTE,
    sources=_REPORTS,
)
def index_is_right(case: Case) -> Iterator[Observation]:
    """
    Check that the index computed anew is the one published.
    """
    for path, evaluation in _taken_part(case):
        computed = case.knowledge.recomputed(evaluation)
        if evaluation.published_index is None or computed is None:
            yield unknown(path, "published_index" if evaluation.published_index is None else "scores")
        elif computed != evaluation.published_index:
            printed = evaluation.published_index
            yield broken(
                (*path, "published_index"),
                f"tercetak {printed}, terhitung {computed}",
                f"printed {printed}, computed {computed}",
            )


@rule(
    "GM100-EVALUATION-005",
    about="evaluations",
    severity=Severity.SHOULD,
    title=Text("Indeks peningkatan sesuai selisih", "The improvement is the difference of two years"),
    explanation=Text(
        "Kementerian menghitungnya dari nilai yang belum dibulatkan, sehingga 0,01 dapat berbeda.",
        "The ministry takes it from unrounded totals, so it can differ by 0.01.",
    ),
    remedy=_COMPUTE,
    sources=(said.REPORT_2023,),
    parameters=("evaluation.improvement_tolerance",),
)
def improvement_is_right(case: Case) -> Iterator[Observation]:
    """
    Check that the improvement differs from that of the published indices by no more than rounding explains.
    """
    tolerance = case.number("evaluation.improvement_tolerance")
    for path, evaluation in _taken_part(case):
        before = _index_before(case, evaluation)
        values = (evaluation.published_improvement, evaluation.published_index, before, tolerance)
        if None in values:
            yield unknown(path, "published_improvement", "published_previous")
            continue
        printed, index, previous, allowed = values
        if abs(printed - (index - previous)) > allowed:  # type: ignore[operator]  # none of them is None
            yield broken(
                (*path, "published_improvement"),
                f"tercetak {printed}, selisih {index - previous}",  # type: ignore[operator]  # none of them is None
                f"printed {printed}, the difference is {index - previous}",  # type: ignore[operator]  # as above
            )


def _index_before(case: Case, evaluation: Evaluation) -> Decimal | None:
    earlier = (e.published_index for _, e in case.facts("evaluations") if e.year == evaluation.year - 1)
    found: Decimal | None = evaluation.published_previous
    return next((index for index in earlier if index is not None), None) if found is None else found


@rule(
    "GM100-EVALUATION-006",
    about="evaluations.questions",
    severity=Severity.MUST,
    title=Text("Nilai dimensi adalah rata-rata pertanyaannya", "A dimension is the mean of its questions"),
    explanation=Text(
        "Kesebelas rata-rata Kab. Malang 2022 dan 2023 cocok; pertanyaan tidak berbobot.",
        "All eleven means of Kab. Malang of 2022 and 2023 agree; questions have no weights.",
    ),
    remedy=_COMPUTE,
    sources=_REPORTS,
)
def questions_fit(case: Case) -> Iterator[Observation]:
    """
    Check that where all questions of a dimension have a value, their mean is its score.
    """
    for path, evaluation in _taken_part(case):
        for place, score in case.items((*path, "scores"), evaluation.scores):
            values = [q.value for q in evaluation.questions if q.dimension == score.dimension]
            computed = None if None in values else mean([v for v in values if v is not None]) if values else score.value
            if computed is None:
                yield unknown((*path, "questions"), "value")
            elif computed != score.value:
                name = score.dimension
                yield broken(
                    place,
                    f"{name} {score.value}, rata-rata {computed}",
                    f"{name} is {score.value}, the mean of its questions {computed}",
                )


@rule(
    "GM100-EVALUATION-007",
    about="evaluations",
    severity=Severity.MUST,
    title=Text("Tahun sesuai edisi", "The year is that of the edition"),
    explanation=Text(
        "Bobot dan pembulatan berbeda tiap edisi, sehingga edisi tahun lain memberi indeks yang salah.",
        "Weights and rounding differ from edition to edition, so that of another year gives a wrong index.",
    ),
    remedy=Text("pilih edisi tahun itu", "choose the edition of that year"),
    sources=_REPORTS,
)
def year_fits_edition(case: Case) -> Iterator[Observation]:
    """
    Check that the id of the edition has the year of the evaluation.
    """
    for path, evaluation in case.facts("evaluations"):
        years = [part for part in evaluation.edition.split("-") if part.isdecimal()]
        if years and str(evaluation.year) not in years:
            edition = evaluation.edition
            yield broken((*path, "edition"), f"{evaluation.year} dengan {edition}", f"{evaluation.year} by {edition}")


@rule(
    "GM100-EVALUATION-008",
    about="evaluations",
    severity=Severity.MUST,
    title=Text("Satu hasil setahun", "There is one result a year"),
    explanation=Text(
        "Dua hasil setahun dari dua sumber perlu dibandingkan, bukan dipilih diam-diam.",
        "Two results of one year from two sources are to be compared, not chosen from in silence.",
    ),
    remedy=Text("bandingkan sumbernya dan simpan satu", "compare the sources and keep one"),
    sources=_REPORTS,
)
def one_a_year(case: Case) -> Iterator[Observation]:
    """
    Check that no two results are of one year.
    """
    seen: set[int] = set()
    for path, evaluation in case.facts("evaluations"):
        if evaluation.year in seen:
            yield broken((*path, "year"), f"{evaluation.year} lagi", f"{evaluation.year} once more")
        seen.add(evaluation.year)


@rule(
    "GM100-EVALUATION-009",
    about="evaluations",
    severity=Severity.MUST,
    title=Text("Hanya yang selesai dibimbing dievaluasi", "Only regions that finished are evaluated"),
    explanation=Text(
        "Yang dievaluasi daerah yang menyelesaikan pendampingan sesuai nota kesepahaman.",
        "Evaluated are the regions that finished the guidance as agreed.",
    ),
    remedy=Text("periksa angkatan dan tahun evaluasi", "check cohort and year of the evaluation"),
    sources=_REPORTS,
)
def finished_first(case: Case) -> Iterator[Observation]:
    """
    Check that no result is older than the year after the cohort.
    """
    for path, evaluation in case.facts("evaluations"):
        if case.cohort is None:
            yield unknown(path, "memberships")
        elif evaluation.year <= case.cohort:
            yield broken((*path, "year"), f"angkatan {case.cohort}", f"its cohort is that of {case.cohort}")


@rule(
    "GM100-EVALUATION-010",
    about="evaluations",
    severity=Severity.MUST,
    title=Text("Ikut serta setiap kali", "It takes part each time"),
    explanation=Text(
        "Yang tidak hadir tercetak nol: sebelas daerah pada 2023.", "Those absent are printed as zeros: eleven in 2023."
    ),
    remedy=Text("ikuti evaluasi berikutnya", "take part in the next evaluation"),
    sources=_REPORTS,
)
def takes_part(case: Case) -> Iterator[Observation]:
    """
    Check that no result says that the region was absent.
    """
    for path, evaluation in case.facts("evaluations"):
        if not evaluation.participated:
            yield broken((*path, "participated"), f"absen pada {evaluation.year}", f"absent in {evaluation.year}")


@rule(
    "GM100-EVALUATION-011",
    about="evaluations",
    severity=Severity.SHOULD,
    title=Text("Indeks tahun lalu sama di kedua dokumen", "Last year's index is the same in both documents"),
    explanation=Text(
        "Dokumen mencetak indeks tahun sebelumnya; ia sama dengan yang terbit tahun itu.",
        "A document prints the index of the year before; it is the one published in that year.",
    ),
    remedy=_COMPUTE,
    sources=(said.ARITHMETIC, said.REPORT_2023),
)
def previous_agrees(case: Case) -> Iterator[Observation]:
    """
    Check that the index that a result prints for the year before is the one published then.
    """
    published = {e.year: e.published_index for _, e in case.facts("evaluations") if e.published_index is not None}
    for path, evaluation in _taken_part(case):
        then, printed = published.get(evaluation.year - 1), evaluation.published_previous
        if then is None or printed is None:
            yield unknown(path, "published_previous")
        elif then != printed:
            yield broken((*path, "published_previous"), f"{printed}, terbit {then}", f"{printed}, published {then}")


@rule(
    "GM100-EVALUATION-012",
    about="evaluations.pillar_scores",
    severity=Severity.MAY,
    title=Text("Dampak adalah rata-rata enam pilar", "Impact is the mean of the six pillars"),
    explanation=Text(
        "Pada jalur reguler 2022 terlihat di satu hasil saja: Kota Kediri, 3,07.",
        "In the regular track of 2022, seen in one result only: Kota Kediri, 3.07.",
    ),
    remedy=_COMPUTE,
    sources=(said.ARITHMETIC,),
)
def impact_is_mean(case: Case) -> Iterator[Observation]:
    """
    Check that where a regular result has all six pillar scores, their mean is the score of impact.
    """
    for path, evaluation in _taken_part(case):
        pillars = [score.value for score in evaluation.pillar_scores]
        impact = evaluation.score_of("impact")
        if evaluation.track is not Track.REGULAR or len(pillars) != len(PillarId) or impact is None:
            continue
        if mean(pillars) != impact:
            yield broken((*path, "pillar_scores"), f"rata-rata {mean(pillars)}", f"their mean is {mean(pillars)}")


RULES: Final[tuple[Any, ...]] = (
    evaluated_every_year,
    on_the_scale,
    dimensions_fit,
    index_is_right,
    improvement_is_right,
    questions_fit,
    year_fits_edition,
    one_a_year,
    finished_first,
    takes_part,
    previous_agrees,
    impact_is_mean,
)
