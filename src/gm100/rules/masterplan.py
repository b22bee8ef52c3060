"""
Rules on the masterplan as a document: when, which books, how long, in which legal form.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gm100._calendar import years_after
from gm100._dates import PartialDate
from gm100.model.institution import REGULATIONS, DecreeKind
from gm100.model.rule import Severity, Text
from gm100.rules import _sources as said
from gm100.rules._facts import not_after
from gm100.rules.book import rule
from gm100.rules.case import Case, Observation, broken, idle, unknown

FIRST_CITY: Final = 71
"""The first two digits after the dot by which a code says that its region is a city."""


@rule(
    "GM100-MASTERPLAN-001",
    severity=Severity.MUST,
    title=Text("Masterplan selesai pada akhir tahun angkatan", "The masterplan is finished by the end of the year"),
    explanation=Text(
        "Masterplan dipaparkan November atau Desember tahun angkatan; batas hukumnya tidak ditemukan.",
        "It is presented in November or December of the year of the cohort; no legal deadline was found.",
    ),
    remedy=Text("selesaikan, atau catat, masterplan", "finish the masterplan, or record it"),
    sources=(said.APTIKA_SELECTION, said.CALENDAR_OF_COHORTS),
)
def finished_in_time(case: Case) -> Iterator[Observation]:
    """
    Check that after the year of the cohort there is a masterplan that was finished in it.
    """
    if case.cohort is None:
        yield case.outside()
        return
    if case.on.year <= case.cohort:
        yield idle("belum waktunya", "not due yet")
        return
    plans = case.facts("masterplans")
    if not plans:
        yield case.absent("masterplans", "tidak ada masterplan", "there is no masterplan")
        return
    path, first = plans[0]
    due = PartialDate(case.cohort, 12, 31)
    in_time = first.completed and not_after(first.completed, due)
    if in_time is None:
        yield unknown(path, "completed")
    elif not in_time:
        yield broken((*path, "completed"), f"selesai {first.completed}", f"it was finished in {first.completed}")


@rule(
    "GM100-MASTERPLAN-002",
    about="masterplans",
    severity=Severity.MUST,
    title=Text("Semua buku ada", "All books are there"),
    explanation=Text(
        "Analisis Strategis, Masterplan, Executive Summary; sejak sekitar 2022 juga Quick Win.",
        "Strategic analysis, masterplan, executive summary; since about 2022 also the quick wins.",
    ),
    remedy=Text("susun buku yang belum ada", "write the book that is lacking"),
    sources=(said.STAGES_PEKALONGAN, said.DUMAI_CLOSING, said.TANAH_BUMBU),
    parameters=("masterplan.books",),
)
def all_books(case: Case) -> Iterator[Observation]:
    """
    Check that the books of a plan are as many as the cohort was asked for, numbered from one.
    """
    asked = case.number("masterplan.books", case.cohort)
    for path, plan in case.facts("masterplans"):
        if asked is None:
            yield unknown(path, "masterplan.books")
            continue
        there = {book.number for _, book in case.items((*path, "books"), plan.books)}
        lacking = ", ".join(str(number) for number in range(1, int(asked) + 1) if number not in there)
        if lacking and "books" in plan.complete:
            yield broken((*path, "books"), f"belum ada Buku {lacking}", f"there is no book {lacking}")
        elif lacking:
            yield unknown(path, "books")


@rule(
    "GM100-MASTERPLAN-003",
    about="masterplans",
    severity=Severity.MUST,
    title=Text("Horizonnya lima sampai sepuluh tahun", "It plans for five to ten years"),
    explanation=Text(
        "Jangka pendek satu tahun, menengah lima, panjang sepuluh (Dumai, Katingan, Manggarai, Purbalingga).",
        "Short is one year, medium five, long ten (Dumai, Katingan, Manggarai, Purbalingga).",
    ),
    remedy=Text("sesuaikan tahun awal dan akhir", "correct the first and last year"),
    sources=(said.DUMAI_CLOSING,),
    parameters=("masterplan.horizon_min", "masterplan.horizon_max"),
)
def horizon(case: Case) -> Iterator[Observation]:
    """
    Check that the years planned for are within the limits; periods such as 2022-2032 print the end of the tenth year.
    """
    least, most = case.number("masterplan.horizon_min"), case.number("masterplan.horizon_max")
    for path, plan in case.facts("masterplans"):
        if plan.horizon is None or least is None or most is None:
            yield unknown(path, "from_year", "until_year")
        elif not least <= plan.horizon <= most + 1:
            yield broken((*path, "until_year"), f"{plan.horizon} tahun", f"it plans for {plan.horizon} years")


@rule(
    "GM100-MASTERPLAN-004",
    about="masterplans",
    severity=Severity.MUST,
    title=Text("Sesuai dengan RPJMD", "It fits the RPJMD"),
    explanation=Text(
        "Masterplan disusun sesuai arah kebijakan RPJMD dan merujuk RPJMD yang berlaku.",
        "The masterplan follows the policies of the RPJMD in force.",
    ),
    remedy=Text("selaraskan dengan RPJMD yang berlaku", "align it with the RPJMD in force"),
    sources=(said.KENDAL_SEED, said.REPORT_2022),
)
def fits_rpjmd(case: Case) -> Iterator[Observation]:
    """
    Check that a plan does not say that it does not fit, and begins within the RPJMD it names.
    """
    for path, plan in case.facts("masterplans"):
        if plan.fits_rpjmd is False:
            yield broken((*path, "fits_rpjmd"), "tidak sesuai RPJMD", "it does not fit the RPJMD")
        elif plan.rpjmd is None or plan.from_year is None:
            yield unknown(path, "rpjmd", "from_year")
        elif not plan.rpjmd.from_year <= plan.from_year <= plan.rpjmd.until_year:
            term = f"{plan.rpjmd.from_year}-{plan.rpjmd.until_year}"
            yield broken(
                (*path, "rpjmd"),
                f"mulai {plan.from_year}, RPJMD {term}",
                f"it begins in {plan.from_year}, the RPJMD is for {term}",
            )


@rule(
    "GM100-MASTERPLAN-005",
    about="masterplans",
    severity=Severity.MUST,
    title=Text("Punya dasar hukum", "It has a legal basis"),
    explanation=Text(
        "Evaluasi menanyakan payung hukum masterplan; Kab. Malang belum punya pada 2022 dan dicatat evaluator.",
        "The evaluation asks for the legal basis; in 2022 Kab. Malang had none, and the assessors noted it.",
    ),
    remedy=Text("tetapkan peraturan kepala daerah atau perda", "make a regulation of the head, or a regional law"),
    sources=(said.REPORT_2022, said.REPORT_2023, said.LEGAL_FORMS),
)
def has_legal_basis(case: Case) -> Iterator[Observation]:
    """
    Check that a plan names the regulation that puts it into force.
    """
    for path, plan in case.facts("masterplans"):
        if not case.items((*path, "legal_basis"), plan.legal_basis):
            if "legal_basis" in plan.complete:
                yield broken((*path, "legal_basis"), "belum ada dasar hukum", "it has no legal basis")
            else:
                yield unknown(path, "legal_basis")


@rule(
    "GM100-MASTERPLAN-006",
    about="masterplans.legal_basis",
    severity=Severity.SHOULD,
    title=Text("Dasar hukumnya peraturan daerah itu", "Its legal basis is a regulation of that kind of region"),
    explanation=Text(
        "Kabupaten memakai Perbup, kota Perwali, atau Perda; keputusan (SK) bukan peraturan.",
        "A kabupaten uses a Perbup, a kota a Perwali, or a Perda; a decision (SK) is no regulation.",
    ),
    remedy=Text("periksa bentuk peraturan", "check the form of the regulation"),
    sources=(said.LEGAL_FORMS,),
)
def legal_form(case: Case) -> Iterator[Observation]:
    """
    Check that each legal basis is a regulation, and that of a regent or mayor fits the code of the region.
    """
    wrong = DecreeKind.PERBUP if _is_city(case.dossier.region) else DecreeKind.PERWALI
    for path, plan in case.facts("masterplans"):
        for place, decree in case.items((*path, "legal_basis"), plan.legal_basis):
            if decree.kind not in REGULATIONS or decree.kind is wrong:
                kind = decree.kind.value
                yield broken((*place, "kind"), f"berbentuk {kind}", f"it is a {kind}")


def _is_city(code: str) -> bool:
    return "." in code and int(code.split(".")[1]) >= FIRST_CITY


@rule(
    "GM100-MASTERPLAN-007",
    about="masterplans",
    severity=Severity.SHOULD,
    title=Text("Punya visi", "It has a vision"),
    explanation=Text("Buku 1 dan 2 memuat visi smart city daerah.", "Books 1 and 2 have the vision of the region."),
    remedy=Text("catat visi seperti tertulis", "record the vision as printed"),
    sources=(said.APTIKA_BANGGAI,),
)
def has_vision(case: Case) -> Iterator[Observation]:
    """
    Check that a plan of which all books are known states its vision.
    """
    for path, plan in case.facts("masterplans"):
        if plan.vision is None and "books" in plan.complete:
            yield broken((*path, "vision"), "visi tidak ada", "it has no vision")
        elif plan.vision is None:
            yield unknown(path, "vision")


@rule(
    "GM100-MASTERPLAN-008",
    about="masterplans",
    severity=Severity.SHOULD,
    title=Text("Direvisi setelah lima tahun", "It is revised after five years"),
    explanation=Text(
        "Dokumen hidup: asesor meminta revisi setelah lima tahun, pembimbing setiap RPJMD baru.",
        "A living document: assessors ask for a revision after five years, mentors with each new RPJMD.",
    ),
    remedy=Text("revisi masterplan, atau catat revisinya", "revise the masterplan, or record that it was"),
    sources=(said.MUARA_ENIM_ADVICE,),
    parameters=("masterplan.revision_years",),
)
def is_revised(case: Case) -> Iterator[Observation]:
    """
    Check that so many years after its last version the latest plan is not older than that.
    """
    plans = case.facts("masterplans")
    years = case.number("masterplan.revision_years")
    if years is None:
        yield unknown((), "masterplan.revision_years")
        return
    path, latest = plans[-1]
    version = latest.revised or latest.completed or (latest.from_year and PartialDate(latest.from_year))
    if version is None:
        yield unknown(path, "completed")
    elif years_after(version.last_day, int(years)) < case.on:
        where = "masterplans" in case.dossier.complete or latest.revised
        said_of = (f"versi terakhir {version}", f"its last version is of {version}")
        yield broken((*path, "revised"), *said_of) if where else unknown(path, "revised")


@rule(
    "GM100-MASTERPLAN-009",
    about="masterplans",
    severity=Severity.SHOULD,
    title=Text("Masih berlaku", "It is still in force"),
    explanation=Text(
        "Setelah tahun terakhirnya masterplan digantikan yang baru (Kota Bogor 2017-2021, lalu 2023-2027).",
        "After its last year a plan is followed by a new one (Kota Bogor 2017-2021, then 2023-2027).",
    ),
    remedy=Text("susun masterplan berikutnya", "write the next masterplan"),
    sources=(said.LEGAL_FORMS, said.MUARA_ENIM_ADVICE),
)
def still_in_force(case: Case) -> Iterator[Observation]:
    """
    Check that some plan runs on the day.
    """
    plans = case.facts("masterplans")
    ends = [(path, plan.until_year) for path, plan in plans if plan.until_year is not None]
    if not ends:
        yield unknown(plans[-1][0], "until_year")
    elif max(end for _, end in ends) < case.on.year:
        path, end = max(ends, key=lambda found: found[1])
        yield broken((*path, "until_year"), f"berakhir {end}", f"it ended in {end}")


@rule(
    "GM100-MASTERPLAN-010",
    about="masterplans.legal_basis",
    severity=Severity.SHOULD,
    title=Text("Dasar hukum tidak mendahului masterplan", "Its legal basis does not precede its finish"),
    explanation=Text(
        "Peraturan menetapkan masterplan yang sudah selesai; Blitar selesai 2018, Perbup 22/2019.",
        "A regulation enacts a plan that is finished; that of Blitar is of 2018, its Perbup is 22/2019.",
    ),
    remedy=Text("periksa tanggal peraturan", "check the date of the regulation"),
    sources=(said.LEGAL_FORMS,),
)
def basis_after_plan(case: Case) -> Iterator[Observation]:
    """
    Check that no regulation is certainly older than the plan that it enacts.
    """
    for path, plan in case.facts("masterplans"):
        for place, decree in case.items((*path, "legal_basis"), plan.legal_basis):
            after = plan.completed and decree.dated and not_after(plan.completed, decree.dated)
            if after is None and (plan.completed is None or decree.dated is None):
                yield unknown(place, "dated", "completed")
            elif after is False:
                yield broken((*place, "dated"), f"bertanggal {decree.dated}", f"it is of {decree.dated}")


RULES: Final = (
    finished_in_time,
    all_books,
    horizon,
    fits_rpjmd,
    has_legal_basis,
    legal_form,
    has_vision,
    is_revised,
    still_in_force,
    basis_after_plan,
)
