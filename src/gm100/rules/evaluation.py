"""
Rules on the yearly evaluation and its figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

import attrs

from gm100._calendar import every_year
from gm100.model.evaluation import DimensionScore, Evaluation, Track
from gm100.model.pillar import PillarId
from gm100.model.rule import RuleKind, Severity, Text
from gm100.rules import _sources as said
from gm100.rules.book import rule
from gm100.rules.case import NOT_DUE, Case, Observation, Path, idle, judge, unknown
from gm100.rules.milestones import evaluated_in

_CENT: Final = Decimal("0.01")
_COPY: Final = Text(
    "Dinas Kominfo membandingkan salinan dengan surat hasil evaluasi", "the Kominfo office compares the copy with the letter"
)
_DIFFERS: Final = Text("tercetak {printed}, terhitung {computed}", "printed {printed}, computed {computed}")


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
    title=Text("Daerah dievaluasi setiap tahun", "The region is evaluated every year"),
    explanation=Text(
        "Kementerian mengevaluasi setiap tahun sampai 2024, mulai tahun sesudah angkatan; sesudah 2024 belum ada "
        "pengumuman yang terlihat.",
        "The ministry evaluated every year until 2024, from the year after the cohort; after 2024 no announcement was "
        "seen.",
    ),
    finding=Text("tidak ada evaluasi {year}", "there is no evaluation of {year}"),
    remedy=Text(
        "Dinas Kominfo mencatat surat hasil evaluasi tahun itu", "the Kominfo office records the letter with the result"
    ),
    sources=said.REPORTS,
    parameters=("evaluation.last_year",),
)
def evaluated_every_year(case: Case) -> Iterator[Observation]:
    """
    Check that each full year after that of the cohort has a result or an occasion of the evaluation.
    """
    if case.cohort is None:
        yield case.outside()
        return
    years = every_year(case.cohort + 1, case.on.year - 1)
    if not years:
        yield NOT_DUE
    for year in years:
        yield evaluated_in(case, year)


@rule(
    "GM100-EVALUATION-002",
    about="evaluations",
    severity=Severity.SHOULD,
    title=Text("Nilai berada pada skala", "Scores lie on the scale"),
    explanation=Text(
        "Asesor memberi 1 sampai 4, dan 0 bila tidak ada apa-apa; rata-rata di bawah 1 pernah terbit (quick win "
        "Humbang Hasundutan 2022: 0,60).",
        "Assessors give 1 to 4, and 0 where there is nothing; a mean below 1 has been published (quick win of Humbang "
        "Hasundutan 2022: 0.60).",
    ),
    finding=Text("{dimension} {value} di luar skala", "{dimension} {value} is off the scale"),
    remedy=_COPY,
    sources=said.REPORTS,
    parameters=("evaluation.scale_min", "evaluation.scale_max"),
)
def on_the_scale(case: Case) -> Iterator[Observation]:
    """
    Check that no score is above the scale, and none below it but where nothing was there.
    """
    low, high = case.number("evaluation.scale_min"), case.number("evaluation.scale_max")
    for path, evaluation in _taken_part(case):
        if low is None or high is None or not evaluation.scores:
            yield unknown(path, "scores")
            continue
        for place, score in case.items((*path, "scores"), evaluation.scores):
            holds = score.value <= high and (score.value >= low or score.dimension in _MAY_BE_EMPTY)
            yield judge(place, holds, dimension=score.dimension, value=score.value)


_MAY_BE_EMPTY: Final = frozenset({"quick_win", "collaboration"})
"""The dimensions of which results below the lowest mark were published."""


@rule(
    "GM100-EVALUATION-003",
    about="evaluations",
    severity=Severity.MUST,
    title=Text("Dimensinya sesuai jalur", "Its dimensions are those of the track"),
    explanation=Text(
        "Jalur KPPN & IKN 2023 memiliki kolaborasi, jalur lain tidak; kosong berarti tidak berlaku, nol berarti nilai.",
        "KPPN & IKN of 2023 has collaboration, the others do not; blank is not applicable, zero is a score.",
    ),
    finding=Text("kurang: {lacking}; berlebih: {extra}", "lacking: {lacking}; too many: {extra}"),
    remedy=_COPY,
    sources=said.REPORTS,
)
def dimensions_fit(case: Case) -> Iterator[Observation]:
    """
    Check that a result with scores has those of its edition, no more and no fewer.
    """
    for path, evaluation in _taken_part(case):
        expected = case.known("dimensions", evaluation.edition)
        if expected is None or not evaluation.scores:
            yield unknown(path, "edition" if expected is None else "scores")
            continue
        there = {score.dimension for score in evaluation.scores}
        lacking = ", ".join(name for name in expected if name not in there)
        extra = ", ".join(sorted(there - set(expected)))
        yield judge((*path, "scores"), not (lacking or extra), lacking=lacking or "-", extra=extra or "-")


def _index(case: Case, *, official: bool) -> Iterator[Observation]:
    """
    Judge the index of the editions whose weights a document of the ministry states, or of the others.
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
    yield from seen or [idle("tidak ada hasil dari edisi seperti itu", "there is no result of such an edition")]


def _explained(case: Case, evaluation: Evaluation) -> bool:
    """
    Whether scores that are printed with fewer than two decimals, as in a chart, can give the index.
    """
    coarse = [score for score in evaluation.scores if int(score.value.as_tuple().exponent) > -2]  # noqa: PLR2004 - decimals
    if not coarse or evaluation.published_index is None:
        return False
    low, high = (case.known("recomputed", _moved(evaluation, step)) for step in (-1, 1))
    return low is not None and high is not None and low <= evaluation.published_index <= high


def _moved(evaluation: Evaluation, step: int) -> Evaluation:
    """
    Return a result with each coarse score moved by half of its last place, within the scale.
    """

    def moved(score: DimensionScore) -> DimensionScore:
        exponent = int(score.value.as_tuple().exponent)
        half = Decimal(5).scaleb(min(exponent, 0) - 1) if exponent > -2 else Decimal(0)  # noqa: PLR2004 - decimals
        return attrs.evolve(score, value=min(max(score.value + step * half, Decimal(0)), Decimal(4)))

    return attrs.evolve(evaluation, scores=tuple(map(moved, evaluation.scores)))


@rule(
    "GM100-EVALUATION-004",
    about="evaluations",
    severity=Severity.MUST,
    title=Text("Indeks sesuai nilainya", "The index follows from its scores"),
    explanation=Text(
        "Indeks adalah jumlah nilai kali bobot, dibulatkan menurut edisi; 171 hasil resmi terhitung tepat. Nilai dari "
        "grafik yang dibulatkan (Kota Bogor) tidak dinilai bila pembulatan menjelaskan selisihnya.",
        "The index is the sum of scores times weights, rounded as the edition does; 171 results come out exactly. "
        "Values of a chart (Kota Bogor) are not judged where their rounding explains the difference.",
    ),
    finding=_DIFFERS,
    remedy=_COPY,
    sources=said.REPORTS,
)
def index_is_right(case: Case) -> Iterator[Observation]:
    """
    Check that the index computed anew is the one published.
    """
    yield from _index(case, official=True)


@rule(
    "GM100-EVALUATION-005",
    about="evaluations",
    severity=Severity.SHOULD,
    title=Text("Indeks peningkatan sesuai selisih", "The improvement is the difference of two years"),
    explanation=Text(
        "Kementerian menghitungnya dari nilai yang belum dibulatkan, sehingga 0,01 dapat berbeda.",
        "The ministry takes it from unrounded totals, so it can differ by 0.01.",
    ),
    finding=Text("tercetak {printed}, selisih {computed}", "printed {printed}, the difference is {computed}"),
    remedy=_COPY,
    sources=(said.REPORT_2023,),
    effective_from=2023,
    dated_by="year",
    parameters=("evaluation.improvement_tolerance",),
)
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


@rule(
    "GM100-EVALUATION-006",
    about="evaluations.questions",
    severity=Severity.MUST,
    title=Text("Nilai dimensi adalah rata-rata pertanyaannya", "A dimension is the mean of its questions"),
    explanation=Text(
        "Kesebelas rata-rata Kab. Malang 2022 dan 2023 cocok; pertanyaan tidak berbobot.",
        "All eleven means of Kab. Malang of 2022 and 2023 agree; questions have no weights.",
    ),
    finding=Text(
        "{dimension} {printed}, rata-rata pertanyaan {computed}", "{dimension} is {printed}, the mean of its questions {computed}"
    ),
    remedy=_COPY,
    sources=said.REPORTS,
)
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


@rule(
    "GM100-EVALUATION-007",
    about="evaluations",
    severity=Severity.MUST,
    title=Text("Tahun sesuai edisi", "The year is that of the edition"),
    explanation=Text(
        "Bobot dan pembulatan berbeda tiap edisi, sehingga edisi tahun lain memberi indeks yang salah.",
        "Weights and rounding differ from edition to edition, so that of another year gives a wrong index.",
    ),
    finding=Text("hasil {year} dengan edisi {edition}", "the result of {year} is by edition {edition}"),
    remedy=Text("Dinas Kominfo mencatat edisi dari surat tahun itu", "the Kominfo office records the edition of that year"),
    sources=said.REPORTS,
)
def year_fits_edition(case: Case) -> Iterator[Observation]:
    """
    Check that the id of the edition has the year of the evaluation.
    """
    for path, evaluation in case.facts("evaluations"):
        years = _year_of(evaluation.edition)
        holds = str(evaluation.year) in years if years else None
        yield judge((*path, "edition"), holds, year=evaluation.year, edition=evaluation.edition)


@rule(
    "GM100-EVALUATION-008",
    about="evaluations",
    kind=RuleKind.RECORD,
    severity=Severity.MAY,
    title=Text("Satu hasil setahun", "There is one result a year"),
    explanation=Text(
        "Dua hasil setahun dari dua sumber dibandingkan; keduanya tetap dicatat.",
        "Two results of one year from two sources are compared; both stay on record.",
    ),
    finding=Text("hasil {year} tercatat lebih dari sekali", "the result of {year} is on record more than once"),
    remedy=Text(
        "Dinas Kominfo menyimpan keduanya dan mencatat mana yang dari surat resmi",
        "the Kominfo office keeps both, and notes which one is of the official letter",
    ),
    sources=(said.ARITHMETIC,),
)
def one_a_year(case: Case) -> Iterator[Observation]:
    """
    Check that no two results are of one year.
    """
    seen: set[int] = set()
    for path, evaluation in case.facts("evaluations"):
        yield judge((*path, "year"), evaluation.year not in seen, year=evaluation.year)
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
    finding=Text("evaluasi {year}, angkatan {cohort}", "evaluated in {year}, its cohort is that of {cohort}"),
    remedy=Text("Dinas Kominfo memeriksa angkatan dan tahun evaluasi", "the Kominfo office checks cohort and year"),
    sources=said.REPORTS,
)
def finished_first(case: Case) -> Iterator[Observation]:
    """
    Check that no result is older than the year after the cohort.
    """
    for path, evaluation in case.facts("evaluations"):
        holds = None if case.cohort is None else evaluation.year > case.cohort
        yield judge((*path, "year"), holds, "memberships", year=evaluation.year, cohort=case.cohort)


@rule(
    "GM100-EVALUATION-010",
    about="evaluations",
    severity=Severity.SHOULD,
    title=Text("Daerah ikut serta setiap kali", "The region takes part each time"),
    explanation=Text(
        "Yang tidak hadir tercetak nol: sebelas daerah pada 2023.", "Those absent are printed as zeros: eleven in 2023."
    ),
    finding=Text("absen pada {year}", "absent in {year}"),
    remedy=Text(
        "Dinas Kominfo mengisi penilaian mandiri pada undangan berikutnya",
        "the Kominfo office fills in the self-assessment when next invited",
    ),
    sources=said.REPORTS,
)
def takes_part(case: Case) -> Iterator[Observation]:
    """
    Check that no result says that the region was absent; it took part where it has scores or an index.
    """
    for path, evaluation in case.facts("evaluations"):
        shown = bool(evaluation.scores or evaluation.questions) or evaluation.published_index is not None
        holds = evaluation.participated and (shown or None)
        yield judge((*path, "participated"), holds, "scores", year=evaluation.year)


@rule(
    "GM100-EVALUATION-011",
    about="evaluations",
    severity=Severity.SHOULD,
    title=Text("Indeks tahun lalu sama di kedua dokumen", "Last year's index is the same in both documents"),
    explanation=Text(
        "Dokumen mencetak indeks tahun sebelumnya; indeks itu sama dengan yang terbit tahun itu.",
        "A document prints the index of the year before; it is the one published in that year.",
    ),
    finding=Text("tercetak {printed}, terbit {then}", "printed {printed}, published {then}"),
    remedy=_COPY,
    sources=(said.REPORT_2023, said.ARITHMETIC),
)
def previous_agrees(case: Case) -> Iterator[Observation]:
    """
    Check that the index that a result prints for the year before is the one published then.
    """
    published = {e.year: e.published_index for _, e in case.facts("evaluations") if e.published_index is not None}
    for path, evaluation in _taken_part(case):
        then, printed = published.get(evaluation.year - 1), evaluation.published_previous
        holds = None if then is None or printed is None else then == printed
        yield judge((*path, "published_previous"), holds, printed=printed, then=then)


@rule(
    "GM100-EVALUATION-012",
    about="evaluations.pillar_scores",
    severity=Severity.MAY,
    title=Text("Dampak adalah rata-rata enam pilar", "Impact is the mean of the six pillars"),
    explanation=Text(
        "Pada jalur reguler 2022 terlihat di satu hasil saja: Kota Kediri, 3,07.",
        "In the regular track of 2022, seen in one result only: Kota Kediri, 3.07.",
    ),
    finding=Text("rata-rata pilar {computed}, dampak {printed}", "the mean of the pillars is {computed}, impact {printed}"),
    remedy=_COPY,
    sources=(said.KEDIRI_2022, said.ARITHMETIC),
)
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


@rule(
    "GM100-EVALUATION-013",
    about="evaluations",
    severity=Severity.MUST,
    title=Text("Jalur sesuai edisi dan daftar resmi", "The track is that of the edition and of the official list"),
    explanation=Text(
        "Setiap edisi untuk satu jalur; 66 daerah ada di daftar KPPN & IKN 2023, 75 di daftar REGULER.",
        "An edition is for one track; 66 regions are on the list KPPN & IKN of 2023, 75 on REGULER.",
    ),
    finding=Text("dicatat {track}, seharusnya {right}", "recorded as {track}, it is {right}"),
    remedy=_COPY,
    sources=said.REPORTS,
)
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
        words = (", ".join(sorted(str(getattr(t, "value", t)) for t in some)) for some in (given, right))
        yield judge((*path, "track"), given <= right, **dict(zip(("track", "right"), words, strict=True)))


def _published(case: Case, evaluation: Evaluation) -> tuple[Evaluation, ...]:
    """
    Return what the ministry published of the region in that year.
    """
    found = case.known("published", evaluation.region, evaluation.year) or ()
    return tuple(e for e in found if e.source is not None and e.source.evidence.value == "official")


@rule(
    "GM100-EVALUATION-014",
    about="evaluations.scores",
    severity=Severity.SHOULD,
    title=Text("Nilai dapat terjadi dengan jumlah pertanyaan dan asesor", "A score can come of so many questions and assessors"),
    explanation=Text(
        "Nilai adalah rata-rata angka bulat: k/20, k/28 dan k/48 pada 2022 (empat asesor), k/25, k/35 dan k/60 pada "
        "2023 (lima asesor); 1,41 tidak mungkin untuk baseline 2022.",
        "A score is a mean of whole marks: k/20, k/28 and k/48 in 2022 (four assessors), k/25, k/35 and k/60 in 2023 "
        "(five); 1.41 cannot be for the baseline of 2022.",
    ),
    finding=Text("{dimension} {value} tidak mungkin dari {items} angka bulat", "{dimension} {value} cannot come of {items} whole marks"),
    remedy=_COPY,
    sources=said.REPORTS,
    parameters=("evaluation.items.baseline", "evaluation.items.output", "evaluation.items.quick_win"),
)
def score_can_be(case: Case) -> Iterator[Observation]:
    """
    Check that a score with two decimals is a whole number divided by questions times assessors, rounded half up.
    """
    for path, evaluation in _taken_part(case):
        for place, score in case.items((*path, "scores"), evaluation.scores):
            items = case.number(f"evaluation.items.{score.dimension}", evaluation.year)
            coarse = int(score.value.as_tuple().exponent) > -1
            holds = None if items is None or coarse else _on_lattice(score.value, int(items))
            yield judge((*place, "value"), holds, "items", dimension=score.dimension, value=score.value, items=items)


def _on_lattice(value: Decimal, items: int) -> bool:
    near = int(value * items)
    return any((Decimal(k) / items).quantize(_CENT, ROUND_HALF_UP) == value for k in (near - 1, near, near + 1))


@rule(
    "GM100-EVALUATION-015",
    about="evaluation_sessions",
    severity=Severity.SHOULD,
    title=Text("Tahun acara evaluasi sesuai tanggalnya", "The year of an occasion is that of its date"),
    explanation=Text(
        "Acara evaluasi berlangsung dalam tahun evaluasinya; wawancara hasil 2025 pada Februari 2026 satu pengecualian.",
        "An occasion lies in the year that it evaluates; the interviews of February 2026 on 2025 are the one exception.",
    ),
    finding=Text("evaluasi {year} pada {start}", "the evaluation of {year} on {start}"),
    remedy=Text("Dinas Kominfo memeriksa undangan evaluasi", "the Kominfo office checks the invitation"),
    sources=said.REPORTS,
    parameters=("evaluation.last_year",),
)
def session_in_its_year(case: Case) -> Iterator[Observation]:
    """
    Check that the first day of an occasion is in its year, as far as evaluations of that year were announced.
    """
    last = case.number("evaluation.last_year")
    for path, session in case.facts("evaluation_sessions"):
        open_ = session.start is None or last is None or session.year > last
        holds = None if open_ else session.start.year == session.year
        yield judge((*path, "year"), holds, "start", year=session.year, start=session.start)


@rule(
    "GM100-EVALUATION-016",
    about="evaluations",
    severity=Severity.MUST,
    title=Text("Indeks sama dengan yang diterbitkan", "The index is the one published"),
    explanation=Text(
        "Indeks 2022 (41 daerah dan Kota Surabaya) dan 2023 (141 daerah) tercetak dalam surat kementerian.",
        "The indices of 2022 (41 regions and Kota Surabaya) and of 2023 (141 regions) stand in letters of the ministry.",
    ),
    finding=Text("tercatat {printed}, terbit {published}", "on record is {printed}, published {published}"),
    remedy=_COPY,
    sources=said.REPORTS,
)
def index_is_published(case: Case) -> Iterator[Observation]:
    """
    Check an index against the table of the ministry, where the region stands in one.
    """
    for path, evaluation in _taken_part(case):
        right = [e.published_index for e in _published(case, evaluation) if e.published_index is not None]
        printed = evaluation.published_index
        holds = None if printed is None or not right else printed in right
        yield judge((*path, "published_index"), holds, printed=printed, published=right[0] if right else None)


@rule(
    "GM100-EVALUATION-017",
    about="evaluations.questions",
    severity=Severity.SHOULD,
    title=Text("Jumlah pertanyaan sesuai kuesioner", "There are as many questions as in the questionnaire"),
    explanation=Text(
        "Baseline 5, output 7, quick win 12; outcome 31 pada 2022 dan 33 pada 2023.",
        "Baseline 5, output 7, quick win 12; outcome 31 in 2022 and 33 in 2023.",
    ),
    finding=Text("{dimension}: {count} pertanyaan, seharusnya {asked}", "{dimension}: {count} questions, expected {asked}"),
    remedy=_COPY,
    sources=said.REPORTS,
    parameters=tuple(f"evaluation.questions.{name}" for name in ("baseline", "output", "outcome", "quick_win")),
)
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


@rule(
    "GM100-EVALUATION-018",
    about="evaluations",
    severity=Severity.SHOULD,
    title=Text("Indeks sesuai bobot yang disebut pers", "The index follows from weights that the press prints"),
    explanation=Text(
        "Bobot 2021 dan 2022 (reguler) berasal dari pers, bobot 2024 dari satu hasil yang terhitung.",
        "The weights of 2021 and 2022 (regular) are from the press, those of 2024 from one result that comes out.",
    ),
    finding=_DIFFERS,
    remedy=_COPY,
    sources=(said.KEDIRI_2022, said.BOGOR_CHART),
)
def press_index_is_right(case: Case) -> Iterator[Observation]:
    """
    Check the index of editions of which no document of the ministry states the weights.
    """
    yield from _index(case, official=False)


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
    track_fits,
    score_can_be,
    session_in_its_year,
    index_is_published,
    questions_are_all,
    press_index_is_right,
)
