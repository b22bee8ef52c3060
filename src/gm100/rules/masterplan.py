"""
Rules on the masterplan as a document: when, which books, how long, in which legal form.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gm100._calendar import years_after
from gm100._dates import PartialDate
from gm100.model.institution import REGULATIONS, DecreeKind
from gm100.model.masterplan import Masterplan
from gm100.model.rule import Severity, Text
from gm100.rules import _sources as said
from gm100.rules._facts import kind_of_region, not_after
from gm100.rules._spellings import BOOKS, content_of
from gm100.rules.book import rule
from gm100.rules.case import NOT_DUE, Case, Observation, idle, judge, unknown
from gm100.rules.milestones import PLAN

_OF_HEAD: Final = {"kabupaten": DecreeKind.PERBUP, "kota": DecreeKind.PERWALI, "provinsi": DecreeKind.PERGUB}


@rule(
    "GM100-MASTERPLAN-001",
    severity=Severity.SHOULD,
    title=Text("Masterplan selesai pada akhir tahun angkatan", "The masterplan is finished by the end of the year"),
    explanation=Text(
        "Masterplan dipaparkan November atau Desember tahun angkatan (Agam 2023: Desember); batas hukumnya tidak "
        "ditemukan.",
        "It is presented in November or December of the year of the cohort (Agam 2023: December); no legal deadline "
        "was found.",
    ),
    finding=Text("selesai {completed}, sesudah tahun angkatan", "it was finished in {completed}, after the year of the cohort"),
    remedy=Text(
        "Tim Pelaksana menyelesaikan masterplan sebelum pemaparan akhir tahun; Dinas Kominfo mencatat tanggalnya",
        "the team finishes the masterplan before the presentation at the end of the year; the Kominfo office records when",
    ),
    sources=(said.AGAM_STAGE_IV, said.CALENDAR_OF_COHORTS),
)
def finished_in_time(case: Case) -> Iterator[Observation]:
    """
    Check that after the year of a cohort there is a plan that was finished in it; a later plan alone says nothing.
    """
    if not case.guided:
        yield case.outside()
    for episode in case.guided:
        plans = [(path, plan) for path, plan in episode.facts("masterplans") if plan.completed is not None]
        if not episode.over:
            yield NOT_DUE
        elif not plans:
            yield PLAN.reached(episode)
        else:
            path, first = plans[0]
            in_time = not_after(first.completed, PartialDate(episode.cohort or 1, 12, 31))
            certain = "masterplans" in case.dossier.complete
            yield judge((*path, "completed"), in_time or (in_time if certain else None), completed=first.completed)


@rule(
    "GM100-MASTERPLAN-002",
    about="masterplans",
    severity=Severity.SHOULD,
    title=Text("Semua buku ada", "All books are there"),
    explanation=Text(
        "Analisis Strategis, Masterplan, Executive Summary; sejak 2022 juga Quick Win. Untuk 2021 jumlahnya tidak "
        "diketahui.",
        "Strategic analysis, masterplan, executive summary; since 2022 also the quick wins. For 2021 the number is not "
        "known.",
    ),
    finding=Text("belum ada Buku {lacking}", "there is no book {lacking}"),
    remedy=Text("Tim Pelaksana menyusun buku itu", "the team writes that book"),
    sources=(said.STAGES_PEKALONGAN, said.DUMAI_CLOSING, said.BENGKULU_2023),
    parameters=("masterplan.books",),
)
def all_books(case: Case) -> Iterator[Observation]:
    """
    Check that the books of a plan are as many as its cohort was asked for, numbered from one.
    """
    for path, plan in case.facts("masterplans"):
        asked = case.number("masterplan.books", case.place_of("masterplans", plan) or case.cohort)
        if asked is None:
            yield unknown(path, "masterplan.books")
            continue
        there = {book.number for _, book in case.items((*path, "books"), plan.books)}
        lacking = ", ".join(str(number) for number in range(1, int(asked) + 1) if number not in there)
        yield judge((*path, "books"), not lacking or (False if "books" in plan.complete else None), lacking=lacking)


@rule(
    "GM100-MASTERPLAN-003",
    about="masterplans",
    severity=Severity.SHOULD,
    title=Text("Horizonnya lima sampai sepuluh tahun", "It plans for five to ten years"),
    explanation=Text(
        "Masa rencana yang terlihat lima sampai sepuluh tahun; 2022-2032 dihitung sepuluh, dari akhir ke akhir.",
        "The periods seen are of five to ten years; 2022-2032 counts as ten, from end to end.",
    ),
    finding=Text("{years} tahun", "it plans for {years} years"),
    remedy=Text("Tim Pelaksana memeriksa tahun awal dan akhir", "the team checks the first and last year"),
    sources=(said.PERIODS, said.DUMAI_CLOSING),
    parameters=("masterplan.horizon_min", "masterplan.horizon_max"),
)
def horizon(case: Case) -> Iterator[Observation]:
    """
    Check that the years planned for are within the limits; a period such as 2022-2032 prints the end of the tenth year.
    """
    least, most = case.number("masterplan.horizon_min"), case.number("masterplan.horizon_max")
    for path, plan in case.facts("masterplans"):
        known = plan.horizon is not None and least is not None and most is not None
        holds = least <= plan.horizon <= most + 1 if known else None
        yield judge((*path, "until_year"), holds, "from_year", "until_year", years=plan.horizon)


@rule(
    "GM100-MASTERPLAN-004",
    about="masterplans",
    severity=Severity.MUST,
    title=Text("Masterplan sesuai dengan RPJMD", "It fits the RPJMD"),
    explanation=Text(
        "Evaluasi menanyakan kesesuaian dengan RPJMD; masterplan disusun menurut arah kebijakannya.",
        "The evaluation asks whether it fits the RPJMD; the masterplan follows its policies.",
    ),
    finding=Text("dinyatakan tidak sesuai dengan RPJMD", "it is said not to fit the RPJMD"),
    remedy=Text("Bappeda menyelaraskan masterplan dengan RPJMD", "Bappeda aligns the masterplan with the RPJMD"),
    sources=(said.REPORT_2022, said.KENDAL_SEED),
)
def fits_rpjmd(case: Case) -> Iterator[Observation]:
    """
    Check that no plan is said not to fit.
    """
    for path, plan in case.facts("masterplans"):
        yield judge((*path, "fits_rpjmd"), plan.fits_rpjmd)


@rule(
    "GM100-MASTERPLAN-005",
    about="masterplans",
    severity=Severity.MUST,
    title=Text("Masterplan memiliki dasar hukum", "The masterplan has a legal basis"),
    explanation=Text(
        "Evaluasi menanyakan payung hukum masterplan; asesor mencatat bahwa Kab. Malang belum memilikinya pada 2022.",
        "The evaluation asks for the legal basis; the assessors noted that Kab. Malang had none in 2022.",
    ),
    finding=Text("belum ada dasar hukum", "it has no legal basis"),
    remedy=Text(
        "Bagian Hukum dan Dinas Kominfo menyiapkan peraturan kepala daerah sebelum evaluasi berikutnya",
        "legal section and Kominfo office prepare a regulation of the head before the next evaluation",
    ),
    sources=(*said.REPORTS, said.LEGAL_FORMS),
    effective_from=2022,
    dated_by="year",
)
def has_legal_basis(case: Case) -> Iterator[Observation]:
    """
    Check that a plan names the regulation that puts it into force.
    """
    for path, plan in case.facts("masterplans"):
        there = bool(case.items((*path, "legal_basis"), plan.legal_basis))
        yield judge((*path, "legal_basis"), there or (False if "legal_basis" in plan.complete else None))


@rule(
    "GM100-MASTERPLAN-006",
    about="masterplans.legal_basis",
    severity=Severity.SHOULD,
    title=Text("Dasar hukumnya peraturan, bukan keputusan", "Its legal basis is a regulation of that kind of region"),
    explanation=Text(
        "Yang terlihat: Perbup untuk kabupaten, Perwali untuk kota, atau Perda; keputusan (SK) mengangkat dan menunjuk.",
        "Seen are a Perbup for a kabupaten, a Perwali for a kota, or a Perda; a decision (SK) appoints.",
    ),
    finding=Text("berbentuk {kind}", "it is a {kind}"),
    remedy=Text("Bagian Hukum memeriksa bentuk peraturan", "the legal section checks the form of the regulation"),
    sources=(said.LEGAL_FORMS,),
)
def legal_form(case: Case) -> Iterator[Observation]:
    """
    Check that each legal basis is a regulation, and that one of a head of region is that of this kind of region.
    """
    fitting = {DecreeKind.PERDA, _OF_HEAD[kind_of_region(case.dossier.region)]} & REGULATIONS
    for path, decree in case.parts("masterplans.legal_basis"):
        yield judge((*path, "kind"), decree.kind in fitting, kind=decree.kind.value)


@rule(
    "GM100-MASTERPLAN-007",
    about="masterplans",
    severity=Severity.MAY,
    title=Text("Masterplan memiliki visi", "The masterplan has a vision"),
    explanation=Text(
        "Paparan masterplan memuat visi smart city (Manado 2018); Blitar dan Muara Enim mencetaknya.",
        "Presentations of a plan have the vision (Manado 2018); Blitar and Muara Enim print it.",
    ),
    finding=Text("visi tidak ada dalam buku yang lengkap", "books that are all known have no vision"),
    remedy=Text("Tim Pelaksana mencatat visi dari Buku 2", "the team records the vision from book 2"),
    sources=(said.CALENDAR_OF_COHORTS,),
)
def has_vision(case: Case) -> Iterator[Observation]:
    """
    Check that a plan of which all books are known states its vision.
    """
    for path, plan in case.facts("masterplans"):
        known = True if plan.vision is not None else False if "books" in plan.complete else None
        yield judge((*path, "vision"), known)


def _version(plan: Masterplan) -> PartialDate | None:
    """
    Return when the last version of a plan was made.
    """
    first = PartialDate(plan.from_year) if plan.from_year else None
    return plan.revised or plan.completed or first


@rule(
    "GM100-MASTERPLAN-008",
    about="masterplans",
    severity=Severity.MAY,
    title=Text("Masterplan dapat direvisi setelah lima tahun", "A masterplan may be revised after five years"),
    explanation=Text(
        "Asesor: masterplan dapat direvisi setelah lima tahun; pembimbing: pada setiap RPJMD baru.",
        "Assessors: a masterplan may be revised after five years; mentors: with each new RPJMD.",
    ),
    finding=Text("versi terakhir {version}; revisi dapat disiapkan", "its last version is of {version}; a revision may be prepared"),
    remedy=Text("Bappeda menimbang revisi bersama RPJMD baru", "Bappeda considers a revision with the new RPJMD"),
    sources=(said.MUARA_ENIM_ADVICE,),
    effective_from=2023,
    dated_by="year",
    parameters=("masterplan.revision_years",),
)
def may_be_revised(case: Case) -> Iterator[Observation]:
    """
    Check whether so many years have gone since the last version of the latest plan.
    """
    plans = case.facts("masterplans")
    years = case.number("masterplan.revision_years")
    path, latest = plans[-1]
    version = _version(latest)
    if version is None or years is None:
        yield unknown(path, "completed")
        return
    fresh = years_after(version.last_day, int(years)) >= case.on
    certain = "masterplans" in case.dossier.complete or latest.revised
    yield judge((*path, "revised"), fresh or (False if certain else None), version=version)


@rule(
    "GM100-MASTERPLAN-009",
    about="masterplans",
    severity=Severity.MAY,
    title=Text("Masterplan masih berlaku", "The masterplan is still in force"),
    explanation=Text(
        "Setelah tahun terakhirnya masterplan digantikan yang baru (Kota Bogor 2017-2021, lalu 2023-2027).",
        "After its last year a plan is followed by a new one (Kota Bogor 2017-2021, then 2023-2027).",
    ),
    finding=Text("berakhir {until}", "it ended in {until}"),
    remedy=Text("Bappeda dan Dinas Kominfo menyusun masterplan berikutnya", "Bappeda and Kominfo office write the next one"),
    sources=(said.BOGOR_BOOKS,),
)
def still_in_force(case: Case) -> Iterator[Observation]:
    """
    Check that some plan runs on the day; where the list of plans is not whole, a later one may be.
    """
    plans = case.facts("masterplans")
    ends = [(plan.until_year, path) for path, plan in plans if plan.until_year is not None]
    if not ends:
        yield unknown(plans[-1][0], "until_year")
        return
    end, path = max(ends, key=lambda found: found[0])
    certain = "masterplans" in case.dossier.complete
    yield judge((*path, "until_year"), end >= case.on.year or (False if certain else None), until=end)


@rule(
    "GM100-MASTERPLAN-010",
    about="masterplans.legal_basis",
    severity=Severity.MAY,
    title=Text("Dasar hukum tidak mendahului masterplan", "Its legal basis does not precede its finish"),
    explanation=Text(
        "Peraturan biasanya menetapkan masterplan yang sudah selesai (Blitar 2018, Perbup 22/2019); Surakarta memakai "
        "Perwali 28/2019 untuk 2021-2026.",
        "A regulation mostly enacts a finished plan (Blitar 2018, Perbup 22/2019); Surakarta uses Perwali 28/2019 for "
        "2021-2026.",
    ),
    finding=Text("bertanggal {dated}, masterplan selesai {completed}", "it is of {dated}, the plan was finished in {completed}"),
    remedy=Text("Bagian Hukum memeriksa tanggal peraturan", "the legal section checks the date of the regulation"),
    sources=(said.LEGAL_FORMS,),
)
def basis_after_plan(case: Case) -> Iterator[Observation]:
    """
    Check that no regulation is certainly older than the plan that it enacts.
    """
    for path, plan in case.facts("masterplans"):
        for place, decree in case.items((*path, "legal_basis"), plan.legal_basis):
            known = plan.completed and decree.dated
            after = not_after(plan.completed, decree.dated) if known else None
            yield judge((*place, "dated"), after, "dated", "completed", dated=decree.dated, completed=plan.completed)


@rule(
    "GM100-MASTERPLAN-020",
    about="masterplans.books",
    severity=Severity.MAY,
    title=Text("Judul buku sesuai nomornya", "The titles of the books fit their numbers"),
    explanation=Text(
        "1 Analisis Strategis, 2 Masterplan, 3 Executive Summary, 4 Quick Win; Kota Bogor 2023-2027: 3 Quick Wins, 4 "
        "Road Map.",
        "1 strategic analysis, 2 masterplan, 3 executive summary, 4 quick win; Kota Bogor 2023-2027: 3 quick wins, 4 "
        "road map.",
    ),
    finding=Text("Buku {number} berjudul {title}", "book {number} is titled {title}"),
    remedy=Text("Tim Pelaksana memeriksa nomor dan judul buku", "the team checks numbers and titles of the books"),
    sources=(said.BOGOR_BOOKS, said.STAGES_PEKALONGAN),
)
def titles_fit_numbers(case: Case) -> Iterator[Observation]:
    """
    Check that a book whose title is recognised has a number that such a book has.
    """
    for path, book in case.parts("masterplans.books"):
        content = content_of(book.title or "")
        holds = None if content is None else book.number in BOOKS[content]
        yield judge((*path, "title"), holds, number=book.number, title=book.title)


@rule(
    "GM100-MASTERPLAN-021",
    about="masterplans",
    severity=Severity.MAY,
    title=Text("Masa masterplan dan RPJMD diperhatikan", "The terms of masterplan and RPJMD are kept in view"),
    explanation=Text(
        "Masterplan merujuk RPJMD yang berlaku; RPJMD yang berakhir di tengah masa rencana diganti RPJMD baru, dan "
        "masterplan direvisi dengannya.",
        "A masterplan refers to the RPJMD in force; one that ends within the years of the plan is followed by a new "
        "one, and the plan is revised with it.",
    ),
    finding=Text("masterplan {plan}, RPJMD {term}", "the plan is for {plan}, the RPJMD for {term}"),
    remedy=Text("Bappeda menyiapkan penyelarasan dengan RPJMD baru", "Bappeda prepares to align it with the new RPJMD"),
    sources=(said.KENDAL_SEED, said.MUARA_ENIM_ADVICE),
)
def terms_fit(case: Case) -> Iterator[Observation]:
    """
    Check that a plan begins within the RPJMD it names, and that this RPJMD does not end before the plan does.
    """
    for path, plan in case.facts("masterplans"):
        term = plan.rpjmd
        if term is None or plan.from_year is None:
            yield unknown(path, "rpjmd", "from_year")
            continue
        begins = term.from_year <= plan.from_year <= term.until_year
        ends = None if plan.until_year is None else plan.until_year <= term.until_year
        revised = plan.revised is not None and plan.revised.year > term.until_year
        years = f"{plan.from_year}-{plan.until_year or ''}"
        holds = begins and (ends or revised or ends)
        yield judge((*path, "rpjmd"), holds, "until_year", plan=years, term=f"{term.from_year}-{term.until_year}")


@rule(
    "GM100-MASTERPLAN-022",
    severity=Severity.MAY,
    title=Text("Anggota 2021 menyusun rencana kawasan", "Members of 2021 share a plan of their area"),
    explanation=Text(
        "Angkatan 2021 (KPPN & IKN) menyusun masterplan daerah dan masterplan kawasan (FGD kawasan 12 November sampai "
        "2 Desember 2021).",
        "The cohort of 2021 (KPPN & IKN) wrote plans of regions and of areas (meetings on areas from 12 November to 2 "
        "December 2021).",
    ),
    finding=Text("rencana kawasan tidak ada", "there is no plan of the area"),
    remedy=Text("Dinas Kominfo mencatat masterplan kawasan", "the Kominfo office records the plan of the area"),
    sources=(said.CALENDAR_OF_COHORTS,),
)
def has_area_plan(case: Case) -> Iterator[Observation]:
    """
    Check that a region that took part in 2021 has a plan of its area, once that year is over.
    """
    mine = [episode for episode in case.guided if episode.cohort == 2021]  # noqa: PLR2004 - the cohort of the areas
    if not mine:
        yield idle("bukan angkatan 2021", "it did not take part in 2021") if case.guided else case.outside()
    for episode in mine:
        plans = [path for path, plan in episode.facts("masterplans") if plan.area]
        yield judge(plans[0], holds=True) if plans else episode.absent("masterplans") if episode.over else NOT_DUE


RULES: Final = (
    finished_in_time,
    all_books,
    horizon,
    fits_rpjmd,
    has_legal_basis,
    legal_form,
    has_vision,
    may_be_revised,
    still_in_force,
    basis_after_plan,
    titles_fit_numbers,
    terms_fit,
    has_area_plan,
)
