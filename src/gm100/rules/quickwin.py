"""
Rules on quick wins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from gm100._calendar import every_year
from gm100.model.pillar import PillarId
from gm100.model.quickwin import Criterion, QuickWin
from gm100.model.rule import RuleKind, Severity, Text
from gm100.rules import _sources as said
from gm100.rules.book import rule
from gm100.rules.case import NOT_DUE, Case, Observation, judge, unknown
from gm100.rules.milestones import first_wins, new_wins_in, wins_chosen

_ONE_A_PILLAR: Final = 2022
"""The first cohort in which a quick win belongs to a pillar."""
_BY_PILLAR = Text(
    "OPD pengampu memilih quick win bersama Dinas Kominfo pada tahap III bimtek",
    "the agency in charge chooses the quick win with the Kominfo office at stage III of the bimtek",
)


def _answers(win: QuickWin) -> dict[Criterion, bool | None]:
    return {answer.criterion: answer.met for answer in win.criteria}


@rule(
    "GM100-QUICKWIN-001",
    severity=Severity.SHOULD,
    title=Text("Jumlah quick win sesuai permintaan", "There are as many quick wins as asked for"),
    explanation=Text(
        "Tiga pada 2018-2019 (Siak dan Kota Pekalongan satu), satu per pilar sejak 2022; untuk 2017 dan 2021 tidak "
        "diketahui. Yang berlanjut ke tahun berikutnya dihitung sekali.",
        "Three in 2018-2019 (Siak and Kota Pekalongan one), one a pillar since 2022; not known for 2017 and 2021. One "
        "that goes on in the next year counts once.",
    ),
    finding=Text("{held} dari {asked} quick win", "{held} of {asked} quick wins"),
    remedy=_BY_PILLAR,
    sources=(said.THREE_2018, said.SIX_2022),
    parameters=("quickwins.asked",),
)
def enough(case: Case) -> Iterator[Observation]:
    """
    Check that in the first round of each cohort there are at least as many as the book says.
    """
    if not case.guided:
        yield case.outside()
    for episode in case.guided:
        yield wins_chosen(episode)


@rule(
    "GM100-QUICKWIN-002",
    severity=Severity.SHOULD,
    title=Text("Satu quick win untuk setiap pilar", "There is a quick win for each pillar"),
    explanation=Text(
        "Sejak 2022 setiap pilar memiliki quick win (Rembang, Kota Tegal, Jombang, Serang, Agam).",
        "Since 2022 each pillar has one (Rembang, Kota Tegal, Jombang, Serang, Agam).",
    ),
    finding=Text("belum ada untuk {lacking}", "there is none for {lacking}"),
    remedy=_BY_PILLAR,
    sources=(said.SIX_2022, said.AGAM_STAGE_IV),
    effective_from=_ONE_A_PILLAR,
)
def one_a_pillar(case: Case) -> Iterator[Observation]:
    """
    Check that the quick wins of the first round serve every pillar.
    """
    if not case.guided:
        yield case.outside()
    for episode in case.guided:
        wins = [win for _, win in first_wins(episode)]
        lacking = ", ".join(p.value for p in PillarId if not any(p in win.pillars for win in wins))
        if not lacking:
            yield judge(("quick_wins",), holds=True)
        elif any(not win.pillars for win in wins):
            yield unknown((), "quick_wins.pillars")
        else:
            yield episode.absent("quick_wins", lacking=lacking) if episode.over else NOT_DUE


@rule(
    "GM100-QUICKWIN-003",
    severity=Severity.SHOULD,
    title=Text("Setiap tahun ada quick win baru", "Every year brings a new quick win"),
    explanation=Text(
        "Evaluasi menghitung quick win yang baru; Muara Enim menunjukkan satu pada 2020 dan satu pada 2021.",
        "The evaluation counts the new ones; Muara Enim showed one in 2020 and one in 2021.",
    ),
    finding=Text("tidak ada quick win baru pada {year}", "there is no new quick win in {year}"),
    remedy=Text(
        "Dinas Kominfo dan OPD menetapkan quick win baru sebelum evaluasi tahun itu",
        "Kominfo office and agencies choose a new one before the evaluation of that year",
    ),
    sources=(said.MUARA_ENIM_2020, *said.REPORTS, said.BLITAR_SEED),
    effective_from=2020,
    dated_by="year",
    parameters=("quickwins.new_a_year",),
)
def new_every_year(case: Case) -> Iterator[Observation]:
    """
    Check that each full year after that of the cohort has as many new quick wins as the book says.
    """
    if case.cohort is None:
        yield case.outside()
        return
    for year in every_year(case.cohort + 1, case.on.year - 1):
        yield new_wins_in(case, year)
    if case.on.year - 1 <= case.cohort:
        yield NOT_DUE


@rule(
    "GM100-QUICKWIN-004",
    about="quick_wins",
    severity=Severity.SHOULD,
    title=Text("Quick win tahun lalu berlanjut", "The quick wins of last year go on"),
    explanation=Text(
        "Evaluasi menanyakan apakah quick win tahun lalu masih berjalan.",
        "The evaluation asks whether those of last year still run.",
    ),
    finding=Text("{name} tidak berlanjut", "{name} does not go on"),
    remedy=Text(
        "OPD pengampu melanjutkan quick win, atau mencatat kelanjutannya sebelum evaluasi",
        "the agency in charge carries on, or records that it goes on, before the evaluation",
    ),
    sources=said.REPORTS,
    effective_from=2022,
    dated_by="year",
)
def old_ones_go_on(case: Case) -> Iterator[Observation]:
    """
    Check that no quick win says that it was not continued.
    """
    for path, win in case.facts("quick_wins"):
        yield judge((*path, "criteria"), _answers(win).get(Criterion.CONTINUED), "criteria.continued", name=win.name)


@rule(
    "GM100-QUICKWIN-005",
    about="quick_wins",
    severity=Severity.MUST,
    title=Text("Quick win tercantum dalam masterplan", "The masterplan has the quick win"),
    explanation=Text(
        "Sasaran gerakan: daerah mampu menyusun masterplan dan menunjukkannya dalam quick win.",
        "The target of the movement: a region can write a masterplan, and show it in a quick win.",
    ),
    finding=Text("{name} tidak ada dalam masterplan", "{name} is not in the masterplan"),
    remedy=Text(
        "Tim Pelaksana mengaitkan quick win dengan program masterplan", "the team ties it to a programme of the masterplan"
    ),
    sources=(said.APTIKA_SELECTION,),
)
def is_in_masterplan(case: Case) -> Iterator[Observation]:
    """
    Check that a quick win is said to be in the plan, or a programme of a plan bears its name.
    """
    names = {programme.name.casefold() for _, programme in case.parts("masterplans.programmes")}
    for path, win in case.facts("quick_wins"):
        yield judge((*path, "in_masterplan"), win.name.casefold() in names or win.in_masterplan, name=win.name)


@rule(
    "GM100-QUICKWIN-006",
    about="quick_wins",
    severity=Severity.MAY,
    title=Text("Bukan aplikasi demi aplikasi", "It is no application for its own sake"),
    explanation=Text(
        "Pembimbing: daerah berlomba membangun aplikasi yang tidak seirama dengan arah kebijakan; quick win tidak harus "
        "digital.",
        "Mentors: regions race to build applications apart from policy; a quick win need not be digital.",
    ),
    finding=Text(
        "{name}: digital, di luar masterplan, tanpa tujuan tertulis",
        "{name}: digital, not in the masterplan, with no purpose stated",
    ),
    remedy=Text("OPD pengampu menuliskan tujuan dan daya ungkitnya", "the agency in charge writes its purpose and leverage"),
    sources=(said.KENDAL_SEED, said.MENTORS),
)
def no_app_for_its_own_sake(case: Case) -> Iterator[Observation]:
    """
    Check that a digital quick win outside the plan has a purpose, leverage, or evidence of impact.
    """
    for path, win in case.facts("quick_wins"):
        shown = bool(win.purpose or win.leverage or win.leverages or win.evidence_of_impact)
        apart = win.digital and win.in_masterplan is False
        holds = True if shown or win.digital is False or win.in_masterplan else False if apart else None
        yield judge((*path, "purpose"), holds, "purpose", "leverage", name=win.name)


@rule(
    "GM100-QUICKWIN-007",
    about="quick_wins",
    severity=Severity.MAY,
    title=Text("Daya ungkit quick win ditunjukkan dengan angka", "The leverage of a quick win is shown with figures"),
    explanation=Text(
        "Pembimbing: daya ungkit ditunjukkan dengan statistik dampak; yang tidak tercatat tidak dinilai.",
        "Mentors: leverage is shown with statistics of impact; what is not on record is not judged.",
    ),
    finding=Text("{name}: angka sebelum dan sesudah sama", "{name}: the figures before and after are the same"),
    remedy=Text(
        "OPD pengampu mencatat angka sebelum dan sesudah", "the agency in charge records the figures before and after"
    ),
    sources=(said.MENTORS, said.BLITAR_SEED),
)
def leverage_shown(case: Case) -> Iterator[Observation]:
    """
    Check that figures of what a quick win changes show a change.
    """
    for path, win in case.facts("quick_wins"):
        figures = [(one.before, one.after) for one in win.leverages if None not in {one.before, one.after}]
        changed = any(before != after for before, after in figures)
        holds = True if win.evidence_of_impact or changed else False if figures else None
        yield judge((*path, "leverages"), holds, "leverages", "evidence_of_impact", name=win.name)


@rule(
    "GM100-QUICKWIN-008",
    about="quick_wins",
    severity=Severity.MAY,
    title=Text("Quick win selesai dalam waktu singkat", "A quick win takes a short time"),
    explanation=Text(
        "Disebut 6 sampai 12 bulan, satu tahun, satu sampai dua tahun; dua tahun adalah batas yang terlihat.",
        "6 to 12 months, one year, and one to two years are spoken of; two years is the longest seen.",
    ),
    finding=Text("{name}: {months} bulan", "{name} takes {months} months"),
    remedy=Text(
        "OPD pengampu memilih bagian yang selesai dalam setahun", "the agency in charge picks a part that a year is enough for"
    ),
    sources=(said.QUICK_WIN_TIMES, said.BENGKULU_2023),
    parameters=("quickwins.months",),
)
def is_quick(case: Case) -> Iterator[Observation]:
    """
    Check that no quick win takes longer than the months of the book.
    """
    most = case.number("quickwins.months")
    for path, win in case.facts("quick_wins"):
        known = win.months is not None and most is not None
        yield judge((*path, "months"), win.months <= most if known else None, name=win.name, months=win.months)


@rule(
    "GM100-QUICKWIN-009",
    about="quick_wins",
    severity=Severity.MAY,
    title=Text("Quick win memiliki OPD pengampu", "A quick win has an agency in charge"),
    explanation=Text(
        "Di Kabupaten Tegal setiap quick win dijalankan sebuah OPD; satu daerah saja.",
        "In Kabupaten Tegal an agency runs each quick win; one region only.",
    ),
    finding=Text("{name}: pengampu tidak disebut", "{name}: its agency is not named"),
    remedy=Text("Bappeda menetapkan OPD pengampu", "Bappeda names the agency in charge"),
    sources=(said.OWNERS_TEGAL,),
)
def has_owner(case: Case) -> Iterator[Observation]:
    """
    Check that an owner is named; a list that is whole has no excuse.
    """
    certain = "quick_wins" in case.dossier.complete
    for path, win in case.facts("quick_wins"):
        yield judge((*path, "owner"), win.owner is not None or (False if certain else None), name=win.name)


@rule(
    "GM100-QUICKWIN-010",
    about="quick_wins",
    severity=Severity.SHOULD,
    title=Text("Kedua belas kriteria dijawab", "The twelve criteria are answered"),
    explanation=Text(
        "Evaluasi menanyakan: perumusan bersama pemangku kepentingan, daya tarik, manfaat, keunikan, kemitraan, "
        "potensi tumbuh, keberlanjutan, sumber daya, risiko dikenali, risiko ditangani, berlanjut, jumlah yang baru.",
        "The evaluation asks: formulated with stakeholders, attractive, benefit, unique, partnership, growth, "
        "continuity, resources, risk identified, risk mitigated, continued, number of new ones.",
    ),
    finding=Text("{name}, tidak terpenuhi: {failed}", "{name}, not met: {failed}"),
    remedy=Text(
        "OPD pengampu menjawab keduabelasnya sebelum evaluasi", "the agency in charge answers the twelve before the evaluation"
    ),
    sources=said.REPORTS,
    effective_from=2022,
    dated_by="year",
)
def criteria_answered(case: Case) -> Iterator[Observation]:
    """
    Check that a quick win with answers has all of them, and none is no.
    """
    for path, win in case.facts("quick_wins"):
        answers = _answers(win)
        failed = ", ".join(one.value for one in Criterion if answers.get(one) is False)
        open_ = len(answers) < len(Criterion) or None in answers.values()
        yield judge((*path, "criteria"), False if failed else None if open_ else True, name=win.name, failed=failed)


@rule(
    "GM100-QUICKWIN-011",
    about="quick_wins",
    severity=Severity.SHOULD,
    title=Text("Risiko quick win dikenali dan ditangani", "Risks of a quick win are identified and mitigated"),
    explanation=Text(
        "Dua dari dua belas kriteria: risiko dikenali, risiko ditangani.",
        "Two of the twelve criteria: risks are identified, risks are mitigated.",
    ),
    finding=Text("{name}: risiko belum dikenali atau ditangani", "{name}: its risks are not identified or not mitigated"),
    remedy=Text(
        "OPD pengampu menyusun penanganan risiko pada tahap IV bimtek",
        "the agency in charge plans for the risks at stage IV of the bimtek",
    ),
    sources=said.REPORTS,
    effective_from=2022,
    dated_by="year",
)
def risks_mitigated(case: Case) -> Iterator[Observation]:
    """
    Check that where risks are identified they are mitigated.
    """
    for path, win in case.facts("quick_wins"):
        answers = _answers(win)
        known, handled = answers.get(Criterion.RISK_IDENTIFIED), answers.get(Criterion.RISK_MITIGATED)
        holds = None if known is None else known and handled
        yield judge((*path, "criteria"), holds, "criteria.risk_mitigated", name=win.name)


@rule(
    "GM100-QUICKWIN-012",
    about="quick_wins",
    severity=Severity.SHOULD,
    title=Text("Quick win menyebut pilarnya", "A quick win names its pillar"),
    explanation=Text(
        "Sejak 2022 quick win dipilih per pilar; quick win tanpa pilar tidak terhitung. Sebelumnya sumber jarang "
        "menyebut pilar.",
        "Since 2022 quick wins are chosen by pillar; one without a pillar is not counted. Before, sources seldom name "
        "one.",
    ),
    finding=Text("{name}: pilar tidak disebut", "{name}: its pillar is not named"),
    remedy=Text("Tim Pelaksana mencatat pilar quick win", "the team records the pillar of the quick win"),
    sources=(said.SIX_2022, *said.REPORTS),
)
def names_pillar(case: Case) -> Iterator[Observation]:
    """
    Check that a quick win has a pillar; before 2022 one without is not judged.
    """
    for path, win in case.facts("quick_wins"):
        asked = (win.year or case.cohort or 0) >= _ONE_A_PILLAR
        yield judge((*path, "pillars"), bool(win.pillars) or (False if asked else None), name=win.name)


@rule(
    "GM100-QUICKWIN-013",
    about="quick_wins",
    kind=RuleKind.RECORD,
    severity=Severity.MAY,
    title=Text("Quick win tercatat sekali dalam setahun", "A quick win is on record once a year"),
    explanation=Text(
        "Quick win yang berlanjut tercatat sekali untuk setiap tahun, dan tidak sebelum angkatan.",
        "One that goes on is on record once for each year, and not before the cohort.",
    ),
    finding=Text("{name} pada {year}: {what}", "{name} in {year}: {what}"),
    remedy=Text("Dinas Kominfo memeriksa nama dan tahun", "the Kominfo office checks name and year"),
    sources=(said.ARITHMETIC,),
)
def listed_once(case: Case) -> Iterator[Observation]:
    """
    Check that no name stands twice in a year, and no year is before that of the cohort.
    """
    wins = case.facts("quick_wins")
    counts = Counter((win.name.casefold().strip(), win.year) for _, win in wins)
    for path, win in wins:
        twice = counts[win.name.casefold().strip(), win.year] > 1
        early = None if None in {win.year, case.cohort} else (win.year or 0) < (case.cohort or 0)
        what = Text("tercatat dua kali", "on record twice") if twice else Text("sebelum angkatan", "before the cohort")
        holds = False if twice or early else None if early is None else True
        yield judge((*path, "year"), holds, name=win.name, year=win.year or "-", what=what)


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
    names_pillar,
    listed_once,
)
