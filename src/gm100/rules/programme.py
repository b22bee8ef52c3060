"""
Rules on what the masterplan holds: pillars, parts, programmes, and how much of it is carried out.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from gm100.model.masterplan import ActionGroup
from gm100.model.pillar import PillarId
from gm100.model.rule import Severity, Text
from gm100.rules import _sources as said
from gm100.rules.book import rule
from gm100.rules.case import Case, Observation, Path, broken, unknown

PARTS: Final = {
    PillarId.GOVERNANCE: ("service", "policy", "bureaucracy"),
    PillarId.BRANDING: ("tourism", "business", "appearance"),
    PillarId.ECONOMY: ("industry", "welfare", "transaction"),
    PillarId.LIVING: ("harmony", "health", "mobility"),
    PillarId.SOCIETY: ("community", "learning", "security"),
    PillarId.ENVIRONMENT: ("protection", "waste", "energy"),
}
"""The eighteen parts of the pillars, as the survey of 2023 names them."""

_HUNDRED = Decimal(100)


def _covered(path: Path, part: str, plan: Any, lacking: list[str]) -> Iterator[Observation]:
    """
    Judge what a plan lacks: broken where the part is listed in full, unknown elsewhere.
    """
    if lacking and part in plan.complete:
        names = ", ".join(lacking)
        yield broken((*path, part), f"belum ada {names}", f"it has nothing on {names}")
    elif lacking:
        yield unknown(path, part)


@rule(
    "GM100-MASTERPLAN-011",
    about="masterplans",
    severity=Severity.MUST,
    title=Text("Keenam pilar tercakup", "All six pillars are covered"),
    explanation=Text(
        "Governance, branding, economy, living, society dan environment masing-masing punya program.",
        "Governance, branding, economy, living, society and environment each have programmes.",
    ),
    remedy=Text("tambahkan program untuk pilar itu", "add programmes for that pillar"),
    sources=(said.KENDAL_SEED, said.REPORT_2023),
)
def six_pillars(case: Case) -> Iterator[Observation]:
    """
    Check that the programmes of a plan, or what it is built on, have every pillar.
    """
    for path, plan in case.facts("masterplans"):
        there = {programme.pillar for programme in plan.programmes} | set(plan.pillars)
        yield from _covered(path, "programmes", plan, [p.value for p in PillarId if p not in there])


@rule(
    "GM100-MASTERPLAN-012",
    about="masterplans",
    severity=Severity.SHOULD,
    title=Text("Kedelapan belas subdimensi tercakup", "All eighteen parts of the pillars are covered"),
    explanation=Text(
        "Survei dampak 2023 memilih satu program dari setiap subdimensi.",
        "The impact survey of 2023 picks one programme of each part.",
    ),
    remedy=Text("tambahkan program untuk subdimensi itu", "add programmes for that part"),
    sources=(said.REPORT_2023,),
)
def eighteen_parts(case: Case) -> Iterator[Observation]:
    """
    Check that the programmes of a plan have every part of every pillar.
    """
    for path, plan in case.facts("masterplans"):
        there = {(programme.pillar, programme.sub_dimension) for programme in plan.programmes}
        lacking = [f"{p.value}/{part}" for p, parts in PARTS.items() for part in parts if (p, part) not in there]
        yield from _covered(path, "programmes", plan, lacking)


@rule(
    "GM100-MASTERPLAN-013",
    about="masterplans.programmes",
    severity=Severity.MUST,
    title=Text("Subdimensi cocok dengan pilarnya", "A part belongs to its pillar"),
    explanation=Text(
        "Nama lain seperti smart mobility hanya dipetakan dengan peringatan, tidak diam-diam.",
        "Other names, such as smart mobility, are mapped with a warning, never in silence.",
    ),
    remedy=Text("periksa subdimensi program", "check the part of the programme"),
    sources=(said.REPORT_2023,),
)
def parts_fit_pillars(case: Case) -> Iterator[Observation]:
    """
    Check that a programme that names pillar and part names a part of that pillar.
    """
    for path, programme in _programmes(case):
        if programme.pillar and programme.sub_dimension and programme.sub_dimension not in PARTS[programme.pillar]:
            part, pillar = programme.sub_dimension, programme.pillar.value
            yield broken((*path, "sub_dimension"), f"{part} bukan bagian {pillar}", f"{part} is no part of {pillar}")


def _programmes(case: Case) -> Iterator[tuple[Path, Any]]:
    for path, plan in case.facts("masterplans"):
        yield from case.items((*path, "programmes"), plan.programmes)


@rule(
    "GM100-MASTERPLAN-014",
    about="masterplans",
    severity=Severity.SHOULD,
    title=Text("Keempat kelompok rencana aksi terisi", "All four groups of action plans are filled"),
    explanation=Text(
        "Kebijakan dan kelembagaan, infrastruktur, aplikasi, literasi; evaluasi menanyakan keempatnya.",
        "Policy and institutions, infrastructure, applications, literacy; the evaluation asks for each.",
    ),
    remedy=Text("susun rencana aksi kelompok itu", "write action plans of that group"),
    sources=(said.APTIKA_BANGGAI, said.REPORT_2022),
)
def four_groups(case: Case) -> Iterator[Observation]:
    """
    Check that the action plans of a plan have every group.
    """
    for path, plan in case.facts("masterplans"):
        there = {action.group for action in plan.action_plans}
        yield from _covered(path, "action_plans", plan, [g.value for g in ActionGroup if g not in there])


@rule(
    "GM100-MASTERPLAN-015",
    about="masterplans.programmes",
    severity=Severity.SHOULD,
    title=Text("Program berjalan dalam masa rencana", "Programmes run within the years of the plan"),
    explanation=Text(
        "Tahun program boleh terputus, tetapi tidak di luar masa masterplan.",
        "The years of a programme need not follow one another, but do not lie outside those of the plan.",
    ),
    remedy=Text("periksa tahun program", "check the years of the programme"),
    sources=(said.APTIKA_BANGGAI,),
)
def years_within(case: Case) -> Iterator[Observation]:
    """
    Check that no programme has a year before or after those of its plan.
    """
    for path, plan in case.facts("masterplans"):
        if not plan.programmes:
            continue
        if plan.horizon is None:
            yield unknown(path, "from_year", "until_year")
            continue
        for place, programme in case.items((*path, "programmes"), plan.programmes):
            outside = sorted(year for year in programme.years if not plan.from_year <= year <= plan.until_year)
            if outside:
                years = ", ".join(map(str, outside))
                yield broken((*place, "years"), f"di luar masa rencana: {years}", f"outside the plan: {years}")


@rule(
    "GM100-MASTERPLAN-016",
    about="masterplans.programmes",
    severity=Severity.SHOULD,
    title=Text("Program tidak tercantum dua kali", "No programme is listed twice"),
    explanation=Text(
        "Tabel nyata memuat program yang sama dua kali (Wonosobo: SI IKM - Mobile Apps IKM).",
        "Real tables list a programme twice (Wonosobo: SI IKM - Mobile Apps IKM).",
    ),
    remedy=Text("hapus salah satunya", "take one of them out"),
    sources=(said.ARITHMETIC, said.WONOSOBO),
)
def listed_once(case: Case) -> Iterator[Observation]:
    """
    Check that no two programmes of a plan have one name and one owner.
    """
    for path, plan in case.facts("masterplans"):
        seen: set[tuple[str, str | None]] = set()
        for place, programme in case.items((*path, "programmes"), plan.programmes):
            key = (programme.name, programme.owner)
            if key in seen:
                yield broken(place, f"{programme.name} dua kali", f"{programme.name} stands twice")
            seen.add(key)


@rule(
    "GM100-MASTERPLAN-017",
    about="masterplans.programmes",
    severity=Severity.SHOULD,
    title=Text("Program punya pelaksana", "A programme has an owner"),
    explanation=Text(
        "Setiap program punya pelaksana, OPD atau bukan: polisi, PMI, bank.",
        "Every programme has someone who carries it out, agency or not: police, Red Cross, a bank.",
    ),
    remedy=Text("tentukan pelaksana", "name who carries it out"),
    sources=(said.APTIKA_BANGGAI, said.WONOSOBO),
)
def has_owner(case: Case) -> Iterator[Observation]:
    """
    Check that in a list that is whole, each programme has an owner.
    """
    for path, plan in case.facts("masterplans"):
        for place, programme in case.items((*path, "programmes"), plan.programmes):
            if programme.owner is None and "programmes" in plan.complete:
                yield broken((*place, "owner"), "pelaksana tidak disebut", "its owner is not named")
            elif programme.owner is None:
                yield unknown(place, "owner")


@rule(
    "GM100-MASTERPLAN-018",
    about="realisations",
    severity=Severity.SHOULD,
    title=Text("Persentase realisasi sesuai hitungan", "The percentage of realisation is right"),
    explanation=Text(
        "Persen = berjalan / jumlah, dibulatkan dua desimal; tidak ada batas atas (Kota Bogor sampai 270 persen).",
        "It is running over total, to two decimals; there is no cap (Kota Bogor has up to 270 percent).",
    ),
    remedy=Text("hitung ulang persentase", "compute the percentage anew"),
    sources=(said.DUMAI_PROGRESS, said.ARITHMETIC),
)
def percentage_is_right(case: Case) -> Iterator[Observation]:
    """
    Check that the percentage printed is the quotient, rounded half up to as many decimals as were printed.
    """
    for path, figure in case.facts("realisations"):
        if figure.percent_printed is None or not figure.total:
            yield unknown(path, "percent_printed", "total")
            continue
        exact = Decimal(figure.running) / Decimal(figure.total) * _HUNDRED
        unit = Decimal(1).scaleb(int(figure.percent_printed.as_tuple().exponent))
        right = exact.quantize(min(unit, Decimal(1)), ROUND_HALF_UP)
        if right != figure.percent_printed:
            yield broken(
                (*path, "percent_printed"),
                f"tercetak {figure.percent_printed}, terhitung {right}",
                f"printed {figure.percent_printed}, computed {right}",
            )


@rule(
    "GM100-MASTERPLAN-019",
    about="masterplans",
    severity=Severity.SHOULD,
    title=Text("Jumlah program sesuai daftarnya", "The number of programmes is that of the list"),
    explanation=Text(
        "Tabel nyata mencetak jumlah yang berbeda dari barisnya (Wonosobo: 63 tercetak, 64 tercantum).",
        "Real tables print another number than they list (Wonosobo: 63 printed, 64 listed).",
    ),
    remedy=Text("hitung ulang baris", "count the rows anew"),
    sources=(said.ARITHMETIC, said.WONOSOBO),
)
def totals_are_right(case: Case) -> Iterator[Observation]:
    """
    Check that where a list is whole and its number is printed, they agree.
    """
    for path, plan in case.facts("masterplans"):
        for part, total in (("programmes", plan.programmes_total), ("action_plans", plan.action_plans_total)):
            listed = len(getattr(plan, part))
            if total is None or part not in plan.complete:
                yield unknown(path, f"{part}_total")
            elif total != listed:
                yield broken((*path, f"{part}_total"), f"tercetak {total}, tercantum {listed}", f"it lists {listed}")


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
)
