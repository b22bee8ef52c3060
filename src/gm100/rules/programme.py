"""
Rules on what the masterplan holds: pillars, parts, programmes, how much of it is carried out, and who pays.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from gm100.model.masterplan import ActionGroup, Masterplan
from gm100.model.pillar import PillarId
from gm100.model.rule import RuleKind, Severity, Text
from gm100.rules import _sources as said
from gm100.rules.book import rule
from gm100.rules.case import Case, Episode, Observation, Path, judge, unknown
from gm100.rules.milestones import first_wins

PARTS: Final = {
    PillarId.GOVERNANCE: ("service", "policy", "bureaucracy"),
    PillarId.BRANDING: ("tourism", "business", "appearance"),
    PillarId.ECONOMY: ("industry", "welfare", "transaction"),
    PillarId.LIVING: ("harmony", "health", "mobility"),
    PillarId.SOCIETY: ("community", "learning", "security"),
    PillarId.ENVIRONMENT: ("protection", "waste", "energy"),
}
"""The eighteen parts of the pillars, as the survey of 2023 names them."""

ASKED_GROUPS: Final = (
    ActionGroup.HUMAN_CAPACITY,
    ActionGroup.INFRASTRUCTURE,
    ActionGroup.APPLICATION,
    ActionGroup.LITERACY,
)
"""The groups of action plans that the evaluation asks for (questions 3.30 to 3.33)."""

_HUNDRED = Decimal(100)
_TWICE = Text("{name} tercantum dua kali", "{name} is listed twice")


def _covered(path: Path, part: str, plan: Any, lacking: list[str]) -> Observation:
    """
    Judge what a plan lacks: broken where the part is listed in full, unknown elsewhere.
    """
    known = not lacking or (False if part in plan.complete else None)
    return judge((*path, part), known, lacking=", ".join(lacking))


_LACKING = Text("belum ada {lacking}", "it has nothing on {lacking}")


@rule(
    "GM100-MASTERPLAN-011",
    about="masterplans",
    severity=Severity.MUST,
    title=Text("Keenam pilar tercakup", "All six pillars are covered"),
    explanation=Text(
        "Evaluasi menanyakan program berjalan pada governance, branding, economy, living, society dan environment.",
        "The evaluation asks for programmes that run in governance, branding, economy, living, society and environment.",
    ),
    finding=_LACKING,
    remedy=Text("Tim Pelaksana menambahkan program untuk pilar itu", "the team adds programmes for that pillar"),
    sources=(*said.REPORTS, said.KENDAL_SEED),
)
def six_pillars(case: Case) -> Iterator[Observation]:
    """
    Check that the programmes of a plan, or what it is built on, have every pillar.
    """
    for path, plan in case.facts("masterplans"):
        there = {programme.pillar for programme in plan.programmes} | set(plan.pillars)
        yield _covered(path, "programmes", plan, [p.value for p in PillarId if p not in there])


@rule(
    "GM100-MASTERPLAN-012",
    about="masterplans",
    severity=Severity.MAY,
    title=Text("Kedelapan belas subdimensi tercakup", "All eighteen parts of the pillars are covered"),
    explanation=Text(
        "Survei dampak 2023 memilih satu program dari setiap subdimensi; cakupan penuh tidak diminta.",
        "The impact survey of 2023 picks one programme of each part; it does not ask that a plan covers all.",
    ),
    finding=_LACKING,
    remedy=Text("Tim Pelaksana menimbang program untuk subdimensi itu", "the team considers programmes for that part"),
    sources=(said.REPORT_2023,),
    effective_from=2023,
    dated_by="year",
)
def eighteen_parts(case: Case) -> Iterator[Observation]:
    """
    Check that the programmes of a plan have every part of every pillar.
    """
    for path, plan in case.facts("masterplans"):
        there = {(programme.pillar, programme.sub_dimension) for programme in plan.programmes}
        lacking = [f"{p.value}/{part}" for p, parts in PARTS.items() for part in parts if (p, part) not in there]
        yield _covered(path, "programmes", plan, lacking)


@rule(
    "GM100-MASTERPLAN-013",
    about="masterplans.programmes",
    severity=Severity.MUST,
    title=Text("Subdimensi cocok dengan pilarnya", "A part belongs to its pillar"),
    explanation=Text(
        "Survei 2023 menamai tiga subdimensi untuk setiap pilar; subdimensi lain bukan bagian pilar itu.",
        "The survey of 2023 names three parts for each pillar; another part does not belong to it.",
    ),
    finding=Text("{part} bukan bagian {pillar}", "{part} is no part of {pillar}"),
    remedy=Text("Tim Pelaksana memeriksa subdimensi program", "the team checks the part that the programme names"),
    sources=(said.REPORT_2023,),
)
def parts_fit_pillars(case: Case) -> Iterator[Observation]:
    """
    Check that a programme that names pillar and part names a part of that pillar.
    """
    for path, programme in case.parts("masterplans.programmes"):
        pillar, part = programme.pillar, programme.sub_dimension
        known = pillar is not None and part is not None
        holds = part in PARTS[pillar] if known else None
        yield judge((*path, "sub_dimension"), holds, "pillar", "sub_dimension", part=part, pillar=pillar and pillar.value)


@rule(
    "GM100-MASTERPLAN-014",
    about="masterplans",
    severity=Severity.SHOULD,
    title=Text("Keempat kelompok rencana aksi terisi", "All four groups of action plans are filled"),
    explanation=Text(
        "Evaluasi menanyakan rencana aksi SDM, infrastruktur, aplikasi dan literasi (pertanyaan 3.30 sampai 3.33).",
        "The evaluation asks for action plans on human capacity, infrastructure, applications and literacy (questions "
        "3.30 to 3.33).",
    ),
    finding=_LACKING,
    remedy=Text(
        "OPD pengampu menyusun rencana aksi kelompok itu sebelum evaluasi",
        "the agency in charge writes action plans of that group before the evaluation",
    ),
    sources=said.REPORTS,
    effective_from=2022,
    dated_by="year",
)
def four_groups(case: Case) -> Iterator[Observation]:
    """
    Check that the action plans of a plan have every group that the evaluation asks for.
    """
    for path, plan in case.facts("masterplans"):
        there = {action.group for action in plan.action_plans}
        yield _covered(path, "action_plans", plan, [g.value for g in ASKED_GROUPS if g not in there])


@rule(
    "GM100-MASTERPLAN-015",
    about="masterplans.programmes",
    severity=Severity.MAY,
    title=Text("Program berjalan dalam masa rencana", "Programmes run within the years of the plan"),
    explanation=Text(
        "Tahun program boleh terputus (Wonosobo: 2020 dan 2022), tetapi tidak di luar masa masterplan.",
        "The years of a programme need not follow one another (Wonosobo: 2020 and 2022), but do not lie outside those "
        "of the plan.",
    ),
    finding=Text("di luar masa rencana: {years}", "outside the plan: {years}"),
    remedy=Text("Tim Pelaksana memeriksa tahun program", "the team checks the years of the programme"),
    sources=(said.PLANS,),
)
def years_within(case: Case) -> Iterator[Observation]:
    """
    Check that no programme has a year before or after those of its plan.
    """
    for path, plan in case.facts("masterplans"):
        for place, programme in case.items((*path, "programmes"), plan.programmes):
            if plan.horizon is None or not programme.years:
                yield unknown(place, "years")
                continue
            outside = sorted(year for year in programme.years if not plan.from_year <= year <= plan.until_year)
            yield judge((*place, "years"), not outside, years=", ".join(map(str, outside)))


@rule(
    "GM100-MASTERPLAN-016",
    about="masterplans.programmes",
    severity=Severity.MAY,
    title=Text("Program tidak tercantum dua kali", "No programme is listed twice"),
    explanation=Text(
        "Tabel nyata memuat program yang sama dua kali (Wonosobo: SI IKM - Mobile Apps IKM).",
        "Real tables list a programme twice (Wonosobo: SI IKM - Mobile Apps IKM).",
    ),
    finding=_TWICE,
    remedy=Text("Tim Pelaksana memeriksa apakah keduanya satu program", "the team checks whether they are one programme"),
    sources=(said.PLANS,),
)
def listed_once(case: Case) -> Iterator[Observation]:
    """
    Check that no two programmes of a plan have one name and one owner.
    """
    for path, plan in case.facts("masterplans"):
        seen: set[tuple[str, str | None]] = set()
        for place, programme in case.items((*path, "programmes"), plan.programmes):
            key = (programme.name, programme.owner)
            yield judge(place, key not in seen, name=programme.name)
            seen.add(key)


@rule(
    "GM100-MASTERPLAN-017",
    about="masterplans.programmes",
    severity=Severity.MAY,
    title=Text("Program memiliki pelaksana", "A programme has an owner"),
    explanation=Text(
        "Lembar kerja bimtek memuat pelaksana, OPD atau bukan: polisi, PMI, bank; sebagian baris kosong.",
        "The worksheet of the bimtek has a column for who carries it out, agency or not: police, Red Cross, a bank; "
        "some rows are empty.",
    ),
    finding=Text("pelaksana tidak disebut", "its owner is not named"),
    remedy=Text("Bappeda menetapkan pelaksana program", "Bappeda names who carries the programme out"),
    sources=(said.PLANS,),
)
def has_owner(case: Case) -> Iterator[Observation]:
    """
    Check that in a list that is whole, each programme has an owner.
    """
    for path, plan in case.facts("masterplans"):
        for place, programme in case.items((*path, "programmes"), plan.programmes):
            named = programme.owner is not None
            yield judge((*place, "owner"), named or (False if "programmes" in plan.complete else None))


@rule(
    "GM100-MASTERPLAN-018",
    about="realisations",
    severity=Severity.SHOULD,
    title=Text("Persentase realisasi sesuai hitungan", "The percentage of realisation is right"),
    explanation=Text(
        "Persen = berjalan / jumlah, dibulatkan pada desimal yang tercetak; tidak ada batas atas (Kota Bogor sampai "
        "270 persen).",
        "It is running over total, rounded to the decimals printed; there is no cap (Kota Bogor has up to 270 percent).",
    ),
    finding=Text("tercetak {printed}, terhitung {right}", "printed {printed}, computed {right}"),
    remedy=Text("Dinas Kominfo menghitung ulang persentase", "the Kominfo office computes the percentage anew"),
    sources=(said.DUMAI_PROGRESS, said.ARITHMETIC),
)
def percentage_is_right(case: Case) -> Iterator[Observation]:
    """
    Check that the percentage printed is the quotient, rounded half up to as many decimals as were printed.
    """
    for path, figure in case.facts("realisations"):
        printed = figure.percent_printed
        if printed is None or not figure.total or figure.running is None:
            yield unknown(path, "percent_printed", "running", "total")
            continue
        exact = Decimal(figure.running) / Decimal(figure.total) * _HUNDRED
        unit = Decimal(1).scaleb(int(printed.as_tuple().exponent))
        right = exact.quantize(min(unit, Decimal(1)), ROUND_HALF_UP)
        yield judge((*path, "percent_printed"), right == printed, printed=printed, right=right)


@rule(
    "GM100-MASTERPLAN-019",
    about="masterplans",
    severity=Severity.SHOULD,
    title=Text("Jumlah tercetak sesuai daftarnya", "The numbers printed are those of the lists"),
    explanation=Text(
        "Tabel nyata mencetak jumlah yang berbeda dari barisnya (Wonosobo: 63 tercetak, 64 tercantum).",
        "Real tables print another number than they list (Wonosobo: 63 printed, 64 listed).",
    ),
    finding=Text("tercetak {printed}, tercantum {listed}", "printed {printed}, listed {listed}"),
    remedy=Text("Tim Pelaksana menghitung ulang baris daftar", "the team counts the rows of the list anew"),
    sources=(said.PLANS, said.ARITHMETIC),
)
def totals_are_right(case: Case) -> Iterator[Observation]:
    """
    Check that where a list is whole, or longer than the number printed, list and number agree.
    """
    for path, plan in case.facts("masterplans"):
        whole = {*plan.complete, *({"quick_wins"} & case.dossier.complete)}
        wins = sum(win.in_masterplan is not False for _, win in first_wins(_episode_of(case, plan)))
        listed = {"programmes": len(plan.programmes), "action_plans": len(plan.action_plans), "quick_wins": wins}
        for part, count in listed.items():
            total = getattr(plan, f"{part}_total")
            certain = total is not None and (part in whole or count > total)
            yield judge((*path, f"{part}_total"), count == total if certain else None, printed=total, listed=count)


def _episode_of(case: Case, plan: Masterplan) -> Episode:
    cohort = case.place_of("masterplans", plan)
    return next((episode for episode in case.episodes if episode.cohort == cohort), case.episodes[0])


@rule(
    "GM100-MASTERPLAN-023",
    about="budgets",
    severity=Severity.SHOULD,
    title=Text("Porsi APBD untuk smart city dicatat", "The share of the regional budget is stated"),
    explanation=Text(
        "Evaluasi menanyakan porsi APBD (pertanyaan 2.3.1); Lombok Timur 2022 menyebut kurang dari 10 persen.",
        "The evaluation asks for the share of the regional budget (question 2.3.1); Lombok Timur said less than 10 "
        "percent in 2022.",
    ),
    finding=Text("tidak ada porsi APBD untuk smart city pada {year}", "nothing of the regional budget goes to it in {year}"),
    remedy=Text("BPKAD memberi porsi APBD kepada Dinas Kominfo", "the finance office gives the share to the Kominfo office"),
    sources=(said.REPORT_2022, said.LOMBOK_TIMUR_BUDGET),
    effective_from=2022,
    dated_by="year",
)
def has_share(case: Case) -> Iterator[Observation]:
    """
    Check that a part of the regional budget goes to the programme.
    """
    for path, budget in case.facts("budgets"):
        share = budget.apbd_share if budget.apbd_share is not None else budget.apbd
        yield judge((*path, "apbd_share"), None if share is None else share > 0, year=budget.year)


@rule(
    "GM100-MASTERPLAN-024",
    about="budgets",
    severity=Severity.SHOULD,
    title=Text("Ada pembiayaan di luar APBD", "There is finance besides the regional budget"),
    explanation=Text(
        "Evaluasi menanyakan pembiayaan non-APBD (pertanyaan 2.3.2); asesor: pendanaan tidak harus APBD.",
        "The evaluation asks for other finance (question 2.3.2); assessors: the regional budget need not pay alone.",
    ),
    finding=Text("tidak ada pembiayaan non-APBD pada {year}", "nobody else pays in {year}"),
    remedy=Text("Bappeda menjajaki CSR, kerja sama dan relawan", "Bappeda looks for firms, cooperation and volunteers"),
    sources=(said.REPORT_2022, said.MUARA_ENIM_ADVICE),
    effective_from=2022,
    dated_by="year",
)
def others_pay(case: Case) -> Iterator[Observation]:
    """
    Check that somebody besides the region pays.
    """
    for path, budget in case.facts("budgets"):
        yield judge((*path, "others_pay"), bool(budget.others) or budget.others_pay, year=budget.year)


@rule(
    "GM100-MASTERPLAN-025",
    about="masterplans.programmes",
    kind=RuleKind.RECORD,
    severity=Severity.MAY,
    title=Text("Program menyebut pilarnya", "A programme names its pillar"),
    explanation=Text(
        "Evaluasi menghitung program per pilar; program tanpa pilar tidak terhitung.",
        "The evaluation counts programmes by pillar; one without a pillar is not counted.",
    ),
    finding=Text("{name}: pilar tidak dicatat", "{name}: its pillar is not on record"),
    remedy=Text("Tim Pelaksana mencatat pilar dari masterplan", "the team records the pillar from the masterplan"),
    sources=said.REPORTS,
)
def names_pillar(case: Case) -> Iterator[Observation]:
    """
    Check that each programme of a plan has a pillar.
    """
    for path, programme in case.parts("masterplans.programmes"):
        yield judge((*path, "pillar"), programme.pillar is not None, name=programme.name)


RULES: Final = (
    six_pillars,
    eighteen_parts,
    parts_fit_pillars,
    four_groups,
    years_within,
    listed_once,
    has_owner,
    percentage_is_right,
    totals_are_right,
    has_share,
    others_pay,
    names_pillar,
)
