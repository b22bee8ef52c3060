"""
Rules on quick wins.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from gm100.model.pillar import PillarId
from gm100.model.quickwin import Criterion
from gm100.model.rule import Severity, Text
from gm100.rules import _sources as said
from gm100.rules.book import rule
from gm100.rules.case import Case, Observation, Path, broken, idle, unknown

_REPORTS: Final = (said.REPORT_2022, said.REPORT_2023)


def _first_ones(case: Case) -> list[tuple[Path, Any]]:
    """
    Return the quick wins of the first round: those of the year of the cohort and of the year after.
    """
    wins = case.facts("quick_wins")
    cohort = case.cohort
    return [] if cohort is None else [(p, w) for p, w in wins if w.year in {cohort, cohort + 1}]


def _not_due(case: Case) -> Observation:
    return case.outside() if case.cohort is None else idle("belum waktunya", "not due yet")


def _is_due(case: Case) -> bool:
    """
    Whether the first round is over: the year of the cohort has ended.
    """
    return case.cohort is not None and case.on.year > case.cohort


@rule(
    "GM100-QUICKWIN-001",
    severity=Severity.MUST,
    title=Text("Jumlah quick win sesuai permintaan", "There are as many quick wins as asked for"),
    explanation=Text(
        "Tiga pada 2018-2019, satu per pilar sejak 2022; angka 2017 tidak ditemukan.",
        "Three in 2018-2019, one a pillar since 2022; the number of 2017 was not found.",
    ),
    remedy=Text("tetapkan quick win yang belum ada", "choose the quick wins that are lacking"),
    sources=(said.THREE_2018, said.SIX_2022),
    parameters=("quickwins.asked",),
)
def enough(case: Case) -> Iterator[Observation]:
    """
    Check that in the first round there are at least as many as the book says.
    """
    asked = case.number("quickwins.asked", case.cohort)
    if not _is_due(case):
        yield _not_due(case)
    elif asked is None:
        yield unknown((), "quickwins.asked")
    elif (held := len(_first_ones(case))) < asked:
        yield case.absent("quick_wins", f"{held} dari {asked} quick win", f"{held} of {asked} quick wins")


@rule(
    "GM100-QUICKWIN-002",
    severity=Severity.MUST,
    title=Text("Satu quick win untuk setiap pilar", "There is a quick win for each pillar"),
    explanation=Text(
        "Sejak 2022 setiap pilar punya quick win (Rembang, Kota Tegal, Jombang, Serang, Agam).",
        "Since 2022 each pillar has one (Rembang, Kota Tegal, Jombang, Serang, Agam).",
    ),
    remedy=Text("tetapkan quick win untuk pilar itu", "choose a quick win for that pillar"),
    sources=(said.SIX_2022,),
    effective_from=2022,
)
def one_a_pillar(case: Case) -> Iterator[Observation]:
    """
    Check that the quick wins of the first round serve every pillar.
    """
    if not _is_due(case):
        yield _not_due(case)
        return
    served = {pillar for _, win in _first_ones(case) for pillar in win.pillars}
    lacking = ", ".join(pillar.value for pillar in PillarId if pillar not in served)
    if lacking:
        yield case.absent("quick_wins", f"belum ada untuk {lacking}", f"there is none for {lacking}")


@rule(
    "GM100-QUICKWIN-003",
    severity=Severity.MUST,
    title=Text("Setiap tahun ada yang baru", "Every year brings a new one"),
    explanation=Text(
        "Daerah dituntut menciptakan satu inovasi baru setiap tahun; evaluasi menghitung yang baru.",
        "The region must bring one new innovation every year; the evaluation counts the new ones.",
    ),
    remedy=Text("tetapkan quick win baru untuk tahun itu", "choose a new quick win for that year"),
    sources=(said.BLITAR_SEED, said.MUARA_ENIM_ADVICE, *_REPORTS),
    parameters=("quickwins.new_a_year",),
)
def new_every_year(case: Case) -> Iterator[Observation]:
    """
    Check that each full year after that of the cohort has as many new quick wins as the book says.
    """
    asked = case.number("quickwins.new_a_year")
    years = range((case.cohort or case.on.year) + 1, case.on.year)
    if asked is None or not years:
        yield _not_due(case)
        return
    wins = [win for _, win in case.facts("quick_wins")]
    for year in years:
        if sum(win.year == year and win.new is True for win in wins) >= asked:
            continue
        if any(win.year == year and win.new is None for win in wins):
            yield unknown((), "quick_wins.new")
        else:
            yield case.absent("quick_wins", f"tidak ada yang baru pada {year}", f"there is no new one in {year}")


@rule(
    "GM100-QUICKWIN-004",
    about="quick_wins",
    severity=Severity.MUST,
    title=Text("Yang lama berlanjut", "Those of last year go on"),
    explanation=Text(
        "Evaluasi menanyakan apakah quick win tahun lalu masih berjalan.",
        "The evaluation asks whether those of last year still run.",
    ),
    remedy=Text("lanjutkan, atau catat kelanjutannya", "carry on, or record that it goes on"),
    sources=_REPORTS,
)
def old_ones_go_on(case: Case) -> Iterator[Observation]:
    """
    Check that no quick win says that it was not continued.
    """
    yield from _criterion(case, Criterion.CONTINUED, "tidak berlanjut", "it does not go on")


def _criterion(case: Case, criterion: Criterion, id_: str, en: str) -> Iterator[Observation]:
    for path, win in case.facts("quick_wins"):
        met = next((answer.met for answer in win.criteria if answer.criterion is criterion), None)
        if met is None:
            yield unknown(path, f"criteria.{criterion.value}")
        elif not met:
            yield broken((*path, "criteria"), id_, en)


@rule(
    "GM100-QUICKWIN-005",
    about="quick_wins",
    severity=Severity.MUST,
    title=Text("Tercantum dalam masterplan", "The masterplan has it"),
    explanation=Text(
        "Quick win adalah wujud awal masterplan; aplikasi yang lepas dari arah kebijakan bukan smart city.",
        "A quick win shows the masterplan; an application apart from policy is no smart city.",
    ),
    remedy=Text("kaitkan dengan program masterplan", "tie it to a programme of the masterplan"),
    sources=(said.APTIKA_SELECTION, said.KENDAL_SEED),
)
def is_in_masterplan(case: Case) -> Iterator[Observation]:
    """
    Check that a quick win is said to be in the plan, or a programme of a plan bears its name.
    """
    names = {programme.name.lower() for _, plan in case.facts("masterplans") for programme in plan.programmes}
    for path, win in case.facts("quick_wins"):
        if win.in_masterplan or win.name.lower() in names:
            continue
        if win.in_masterplan is None:
            yield unknown(path, "in_masterplan")
        else:
            yield broken((*path, "in_masterplan"), "tidak ada dalam masterplan", "it is not in the masterplan")


@rule(
    "GM100-QUICKWIN-006",
    about="quick_wins",
    severity=Severity.MUST,
    title=Text("Bukan aplikasi demi aplikasi", "It is no application for its own sake"),
    explanation=Text(
        "Daerah berlomba membangun aplikasi yang tak seirama kebijakan; yang digital pun perlu daya ungkit.",
        "Regions race to build applications apart from policy; a digital one, too, needs a purpose and leverage.",
    ),
    remedy=Text("jelaskan tujuan atau daya ungkitnya", "say what it is for, or what it moves"),
    sources=(said.KENDAL_SEED, said.MENTORS),
)
def no_app_for_its_own_sake(case: Case) -> Iterator[Observation]:
    """
    Check that a digital quick win has a purpose, leverage, or evidence of impact.
    """
    for path, win in case.facts("quick_wins"):
        shown = win.purpose or win.leverage or win.evidence_of_impact
        if shown or win.digital is False:
            continue
        if win.digital is None or "quick_wins" not in case.dossier.complete:
            yield unknown(path, "purpose", "leverage")
        else:
            yield broken((*path, "purpose"), "digital tanpa tujuan tertulis", "digital, with no purpose stated")


@rule(
    "GM100-QUICKWIN-007",
    about="quick_wins",
    severity=Severity.SHOULD,
    title=Text("Daya ungkitnya ditunjukkan", "Its leverage is shown"),
    explanation=Text(
        "Quick win punya daya ungkit perubahan yang besar, dan dampaknya ditunjukkan dengan angka.",
        "A quick win moves much, and its impact is shown with figures.",
    ),
    remedy=Text("tunjukkan dampak dengan angka", "show its impact with figures"),
    sources=(said.BLITAR_SEED, said.KULON_PROGO_SEED, said.MENTORS),
)
def leverage_shown(case: Case) -> Iterator[Observation]:
    """
    Check that leverage that is claimed has figures.
    """
    for path, win in case.facts("quick_wins"):
        if win.leverage is None and win.evidence_of_impact is None:
            yield unknown(path, "leverage", "evidence_of_impact")
        elif win.evidence_of_impact is None:
            yield broken((*path, "evidence_of_impact"), "daya ungkit tanpa angka", "leverage claimed without figures")


@rule(
    "GM100-QUICKWIN-008",
    about="quick_wins",
    severity=Severity.SHOULD,
    title=Text("Selesai dalam waktu singkat", "It takes a short time"),
    explanation=Text(
        "Enam sampai dua belas bulan, paling lama dua tahun.", "Six to twelve months, two years at the most."
    ),
    remedy=Text("pilih langkah yang lebih singkat", "choose a shorter step"),
    sources=(said.QUICK_WIN_TIMES,),
    parameters=("quickwins.months",),
)
def is_quick(case: Case) -> Iterator[Observation]:
    """
    Check that no quick win takes longer than the months of the book.
    """
    most = case.number("quickwins.months")
    for path, win in case.facts("quick_wins"):
        if win.months is None or most is None:
            yield unknown(path, "months")
        elif win.months > most:
            yield broken((*path, "months"), f"{win.months} bulan", f"it takes {win.months} months")


@rule(
    "GM100-QUICKWIN-009",
    about="quick_wins",
    severity=Severity.SHOULD,
    title=Text("Punya pelaksana", "It has an owner"),
    explanation=Text("Setiap quick win dijalankan satu OPD (Tegal 2023).", "Each is run by an agency (Tegal 2023)."),
    remedy=Text("tentukan OPD", "name the agency"),
    sources=(said.STAGES_TEGAL,),
)
def has_owner(case: Case) -> Iterator[Observation]:
    """
    Check that an owner is named; a collection that is whole has no excuse.
    """
    for path, win in case.facts("quick_wins"):
        if win.owner is None and "quick_wins" in case.dossier.complete:
            yield broken((*path, "owner"), "pelaksana tidak disebut", "its owner is not named")
        elif win.owner is None:
            yield unknown(path, "owner")


@rule(
    "GM100-QUICKWIN-010",
    about="quick_wins",
    severity=Severity.SHOULD,
    title=Text("Kedua belas kriteria dijawab", "The twelve criteria are answered"),
    explanation=Text(
        "Evaluasi mengajukan dua belas pertanyaan, dari perumusan sampai yang baru.",
        "The evaluation asks twelve questions, from how it was formulated to what is new.",
    ),
    remedy=Text("jawab kriteria yang belum", "answer those that are open"),
    sources=_REPORTS,
)
def criteria_answered(case: Case) -> Iterator[Observation]:
    """
    Check that a quick win with answers has all of them, and none is no.
    """
    for path, win in case.facts("quick_wins"):
        answers = {answer.criterion: answer.met for answer in win.criteria}
        failed = ", ".join(one.value for one in Criterion if answers.get(one) is False)
        if failed:
            yield broken((*path, "criteria"), f"tidak terpenuhi: {failed}", f"not met: {failed}")
        elif len(answers) < len(Criterion) or None in answers.values():
            yield unknown(path, "criteria")


@rule(
    "GM100-QUICKWIN-011",
    about="quick_wins",
    severity=Severity.SHOULD,
    title=Text("Risiko dikenali dan ditangani", "Risks are identified and mitigated"),
    explanation=Text(
        "Dua dari dua belas kriteria: risiko dikenali, risiko ditangani.",
        "Two of the twelve criteria: risks are identified, risks are mitigated.",
    ),
    remedy=Text("susun penanganan untuk risiko yang dikenali", "plan for the risks identified"),
    sources=_REPORTS,
)
def risks_mitigated(case: Case) -> Iterator[Observation]:
    """
    Check that where risks are identified they are mitigated.
    """
    for path, win in case.facts("quick_wins"):
        answers = {answer.criterion: answer.met for answer in win.criteria}
        known, handled = answers.get(Criterion.RISK_IDENTIFIED), answers.get(Criterion.RISK_MITIGATED)
        if known is None or (known and handled is None):
            yield unknown(path, "criteria.risk_mitigated")
        elif not (known and handled):
            yield broken((*path, "criteria"), "risiko belum ditangani", "its risks are not dealt with")


RULES: Final = (
    enough,
    one_a_pillar,
    new_every_year,
    old_ones_go_on,
    is_in_masterplan,
    no_app_for_its_own_sake,
    leverage_shown,
    is_quick,
    has_owner,
    criteria_answered,
    risks_mitigated,
)
