"""
Rules on membership and selection.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gm100.model.cohort import MembershipStatus
from gm100.model.rule import Severity, Text
from gm100.rules import _sources as said
from gm100.rules._facts import not_after
from gm100.rules.book import rule
from gm100.rules.case import Case, Observation, idle, judge, met, unknown
from gm100.rules.milestones import signed_in

_COUNTED = frozenset({MembershipStatus.MEMBER, MembershipStatus.REPEAT})


@rule(
    "GM100-MEMBERSHIP-001",
    severity=Severity.MUST,
    title=Text("Daerah adalah anggota suatu angkatan", "The region is a member of a cohort"),
    explanation=Text(
        "Hanya daerah yang terpilih dan menandatangani nota kesepahaman yang dibimbing dan dievaluasi.",
        "Only regions that were chosen and signed are guided and evaluated.",
    ),
    finding=Text("tidak ada keanggotaan yang dihitung", "no membership counts"),
    remedy=Text(
        "keanggotaan ditetapkan kementerian: Dinas Kominfo mencatatnya dari surat hasil asesmen",
        "membership is the ministry's act: the Kominfo office records it from the letter with the result",
    ),
    sources=(said.OFFICIAL_141, said.REPORT_2022),
)
def is_member(case: Case) -> Iterator[Observation]:
    """
    Check that a dossier has at least one membership that counts.
    """
    yield case.absent("memberships") if case.cohort is None else met(("memberships",))


@rule(
    "GM100-MEMBERSHIP-002",
    about="memberships",
    severity=Severity.MUST,
    title=Text("Daerah dihitung dalam satu angkatan saja", "The region is counted in one cohort only"),
    explanation=Text(
        "Tabel resmi menghitung 141 daerah masing-masing sekali; yang ikut lagi dicatat sebagai keikutsertaan kembali.",
        "The official table counts each of 141 regions once; taking part again is recorded as a repeat.",
    ),
    finding=Text("dihitung lagi dalam angkatan {cohort}", "counted once more in the cohort of {cohort}"),
    remedy=Text(
        "Dinas Kominfo mencatat keanggotaan berikutnya sebagai keikutsertaan kembali (repeat)",
        "the Kominfo office records the later membership as a repeat",
    ),
    sources=(said.OFFICIAL_141, said.REPORT_2022),
)
def is_counted_once(case: Case) -> Iterator[Observation]:
    """
    Check that of several memberships, one counts.
    """
    members = [(path, m) for path, m in case.facts("memberships") if m.status is MembershipStatus.MEMBER]
    for place, (path, membership) in enumerate(members):
        yield judge(path, place == 0, cohort=membership.cohort)


@rule(
    "GM100-MEMBERSHIP-003",
    about="memberships",
    severity=Severity.SHOULD,
    title=Text("Keikutsertaan kembali menyusul keanggotaan", "A repeat follows an earlier membership"),
    explanation=Text(
        "Tujuh daerah angkatan 2021 sudah anggota sebelumnya; tanpa keanggotaan lebih awal catatan itu keliru.",
        "Seven regions of 2021 had been members before; without an earlier membership the record is wrong.",
    ),
    finding=Text(
        "keikutsertaan kembali {cohort} tidak sesudah angkatan {member}",
        "the repeat of {cohort} is not after the cohort of {member}",
    ),
    remedy=Text("Dinas Kominfo memeriksa status dan tahun keanggotaan", "the Kominfo office checks status and year"),
    sources=(said.OFFICIAL_141,),
)
def repeats_follow(case: Case) -> Iterator[Observation]:
    """
    Check that a region repeats in a later cohort than the one in which it counts.
    """
    yield from _after_membership(case, MembershipStatus.REPEAT, later=True)


def _after_membership(case: Case, status: MembershipStatus, *, later: bool) -> Iterator[Observation]:
    found = [(path, m) for path, m in case.facts("memberships") if m.status is status]
    if not found:
        yield idle("tidak ada keanggotaan seperti itu", "there is no such membership")
    for path, membership in found:
        if case.cohort is None:
            yield unknown(path, "memberships")
        else:
            holds = membership.cohort > case.cohort if later else membership.cohort < case.cohort
            yield judge((*path, "cohort"), holds, cohort=membership.cohort, member=case.cohort)


@rule(
    "GM100-MEMBERSHIP-004",
    about="memberships",
    severity=Severity.MAY,
    title=Text("Yang belum selesai menjadi anggota kemudian", "A region that did not finish is a member later"),
    explanation=Text(
        "Singkawang, Banyumas, Depok dan Kudus menandatangani lebih awal, belum selesai, dan selesai kemudian.",
        "Singkawang, Banyumas, Depok and Kudus signed early, did not finish, and finished in a later cohort.",
    ),
    finding=Text(
        "belum selesai pada {cohort}, tetapi anggota sejak {member}",
        "did not finish in {cohort}, but is a member since {member}",
    ),
    remedy=Text("Dinas Kominfo memeriksa status dan tahun keanggotaan", "the Kominfo office checks status and year"),
    sources=(said.MOU_LIST_2018, said.APTIKA_PEKALONGAN),
)
def unfinished_come_back(case: Case) -> Iterator[Observation]:
    """
    Check that a membership that was not finished comes before the one that counts.
    """
    yield from _after_membership(case, MembershipStatus.WITHDREW, later=False)


@rule(
    "GM100-MEMBERSHIP-005",
    about="memberships",
    severity=Severity.MUST,
    title=Text("Angkatan memang ada", "The cohort exists"),
    explanation=Text(
        "Angkatan dibuka 2017, 2018, 2019, 2021, 2022, 2023 dan 2024; sesudah 2024 belum ada pengumuman yang terlihat.",
        "There were cohorts in 2017, 2018, 2019, 2021, 2022, 2023 and 2024; after 2024 no announcement was seen.",
    ),
    finding=Text("tidak ada angkatan {cohort}", "there was no cohort of {cohort}"),
    remedy=Text("Dinas Kominfo memeriksa tahun pada nota kesepahaman", "the Kominfo office checks the year in the agreement"),
    sources=(said.REPORT_2022, said.REPORT_2023, said.CALENDAR_OF_COHORTS),
    parameters=("mou.signing_day", "membership.last_cohort"),
)
def cohort_exists(case: Case) -> Iterator[Observation]:
    """
    Check that the year of a membership is one in which agreements were signed; later years are not known.
    """
    last = case.number("membership.last_cohort")
    for path, membership in case.facts("memberships"):
        if last is None or membership.cohort > last:
            yield unknown(path, "membership.last_cohort")
        else:
            there = case.day("mou.signing_day", membership.cohort) is not None
            yield judge((*path, "cohort"), there, cohort=membership.cohort)


@rule(
    "GM100-MEMBERSHIP-006",
    severity=Severity.MUST,
    title=Text("Anggota lulus asesmen", "A member passed the assessment"),
    explanation=Text(
        "Daerah dipilih lewat asesmen dan wawancara; bobot dan batas nilainya tidak pernah diterbitkan.",
        "Regions are chosen by assessment and interview; its weights and limits were never published.",
    ),
    finding=Text("tidak ada hasil asesmen yang lulus untuk angkatan {cohort}", "no assessment for {cohort} was passed"),
    remedy=Text("Dinas Kominfo mencatat surat hasil asesmen", "the Kominfo office records the letter with the result"),
    sources=(said.APTIKA_SELECTION,),
)
def passed_selection(case: Case) -> Iterator[Observation]:
    """
    Check that for each time the region took part there is an assessment, and it was passed.
    """
    if not case.guided:
        yield case.outside()
    for episode in case.guided:
        mine = episode.facts("selections")
        if not mine:
            yield episode.absent("selections", cohort=episode.cohort)
        for path, selection in mine:
            yield judge((*path, "passed"), selection.passed, cohort=episode.cohort)


@rule(
    "GM100-MEMBERSHIP-007",
    severity=Severity.SHOULD,
    title=Text("Asesmen mendahului nota kesepahaman", "The assessment precedes the agreement"),
    explanation=Text(
        "Jarak asesmen dan nota kesepahaman tiga minggu sampai sepuluh bulan, tetapi asesmen selalu lebih dulu.",
        "From three weeks to ten months lay between them, and the assessment always came first.",
    ),
    finding=Text(
        "asesmen {assessed} sesudah nota kesepahaman {signed}",
        "the assessment of {assessed} is after the agreement of {signed}",
    ),
    remedy=Text(
        "Dinas Kominfo memeriksa tanggal asesmen dan nota kesepahaman",
        "the Kominfo office checks the dates of assessment and agreement",
    ),
    sources=(said.CALENDAR_OF_COHORTS,),
)
def selection_before_mou(case: Case) -> Iterator[Observation]:
    """
    Check that no assessment for a cohort is after the agreement of that cohort.
    """
    for episode in case.episodes:
        signed, mine = signed_in(episode), episode.facts("selections")
        if not mine or signed is None:
            yield unknown((), *(name for name, there in (("selections", mine), ("mous.signed", signed)) if not there))
            continue
        for path, selection in mine:
            when = selection.assessed or selection.announced
            yield judge((*path, "assessed"), when and not_after(when, signed), assessed=when, signed=signed)


@rule(
    "GM100-MEMBERSHIP-008",
    about="memberships",
    severity=Severity.SHOULD,
    title=Text("Daftar resmi tidak membantah keanggotaan", "No list denies the membership"),
    explanation=Text(
        "Pers pernah menyebut Singkawang dan Kotamobagu sebagai anggota 2018; daftar resmi tidak memuatnya.",
        "The press named Singkawang and Kotamobagu as members of 2018; the lists do not have them.",
    ),
    finding=Text(
        "keanggotaan {cohort} hanya disebut pers, daftar tidak memuatnya",
        "the membership of {cohort} is a report of the press that the lists deny",
    ),
    remedy=Text(
        "Dinas Kominfo mencari daftar resmi atau nota kesepahaman",
        "the Kominfo office looks for an official list or the agreement",
    ),
    sources=(said.OFFICIAL_141,),
)
def not_misreported(case: Case) -> Iterator[Observation]:
    """
    Check that no membership is known to be a report that lists deny.
    """
    for path, membership in case.facts("memberships"):
        reported = membership.status is MembershipStatus.MISREPORTED
        yield judge((*path, "status"), not reported, cohort=membership.cohort)


@rule(
    "GM100-MEMBERSHIP-009",
    about="selections",
    severity=Severity.SHOULD,
    title=Text("Surat hasil asesmen milik angkatannya", "The letter with the result is that of the cohort"),
    explanation=Text(
        "Surat B-003 tahun 2022 milik angkatan 2022, surat B-349 tahun 2022 milik angkatan 2023.",
        "Letter B-003 of 2022 belongs to the cohort of 2022, letter B-349 of 2022 to that of 2023.",
    ),
    finding=Text("surat {letter} milik angkatan {other}", "letter {letter} belongs to the cohort of {other}"),
    remedy=Text("Dinas Kominfo memeriksa nomor surat", "the Kominfo office checks the number of the letter"),
    sources=(said.CALENDAR_OF_COHORTS, said.SCOPE_2024),
)
def letter_of_its_cohort(case: Case) -> Iterator[Observation]:
    """
    Check that the letter of an assessment is not one that announced another cohort.
    """
    named = [(cohort.year, letter.read) for cohort in case.known("cohorts") or () for letter in cohort.letters]
    for path, selection in case.facts("selections"):
        if selection.letter is None or selection.cohort is None or not named:
            yield unknown(path, "letter", "cohort")
            continue
        mine = selection.letter.read
        of = {year for year, letter in named if _same(letter, mine)}
        holds = None if not of else selection.cohort in of
        others = ", ".join(map(str, sorted(of)))
        yield judge((*path, "letter"), holds, letter=selection.letter.raw, other=others)


def _same(one: object, two: object) -> bool:
    parts = [[getattr(letter, name) for name in ("sequence", "month", "year")] for letter in (one, two)]
    return None not in parts[0] and parts[0] == parts[1]


@rule(
    "GM100-MEMBERSHIP-010",
    about="memberships",
    severity=Severity.SHOULD,
    title=Text("Keanggotaan sama dengan daftar angkatan", "The membership is that of the lists of the cohorts"),
    explanation=Text(
        "Daftar 2017, 2018, 2019, 2021 dan 2024 lengkap; dari angkatan 2022 empat dan 2023 lima daerah belum ditemukan.",
        "The lists of 2017, 2018, 2019, 2021 and 2024 are whole; four regions of 2022 and five of 2023 were not found.",
    ),
    finding=Text(
        "dicatat {status} {cohort}; menurut daftar: {listed}", "recorded as {status} of {cohort}; by the lists: {listed}"
    ),
    remedy=Text("Dinas Kominfo membandingkan dengan daftar", "the Kominfo office compares it with the list"),
    sources=(said.OFFICIAL_141, said.CALENDAR_OF_COHORTS),
)
def listed_in_cohort(case: Case) -> Iterator[Observation]:
    """
    Check that a membership that counts stands in the list of its cohort, as far as that is whole.
    """
    listed = case.known("memberships", case.dossier.region)
    gaps = {cohort.year for cohort in case.known("cohorts") or () if cohort.missing}
    for path, membership in case.facts("memberships"):
        if listed is None or membership.status not in _COUNTED:
            yield unknown(path, "status")
            continue
        there = any(m.cohort == membership.cohort and m.status is membership.status for m in listed)
        counted = any(m.status is MembershipStatus.MEMBER for m in listed)
        holds = True if there else None if membership.cohort in gaps and not counted else False
        words = ", ".join(f"{m.status.value} {m.cohort}" for m in listed) or "-"
        status = membership.status.value
        yield judge((*path, "cohort"), holds, status=status, cohort=membership.cohort, listed=words)


@rule(
    "GM100-MEMBERSHIP-011",
    about="selections",
    severity=Severity.SHOULD,
    title=Text("Angka dan tanggal asesmen masuk akal", "Figures and dates of an assessment fit together"),
    explanation=Text(
        "Pengumuman tidak mendahului asesmen, hari terakhir tidak mendahului hari pertama, dan peringkat daerah "
        "yang lulus tidak melebihi jumlah yang terpilih.",
        "The result does not precede the assessment, its last day not its first, and the rank of a region that "
        "passed is not beyond the number chosen.",
    ),
    finding=Text("{later} tidak sesuai dengan {earlier}", "{later} does not fit {earlier}"),
    remedy=Text("Dinas Kominfo memeriksa surat hasil asesmen", "the Kominfo office checks the letter with the result"),
    sources=(said.ARITHMETIC,),
)
def selection_fits(case: Case) -> Iterator[Observation]:
    """
    Check the order of the dates of an assessment, and its rank against the number of regions chosen.
    """
    for path, selection in case.facts("selections"):
        first, last, announced = selection.assessed, selection.assessed_until, selection.announced
        pairs = [("assessed_until", first, last), ("announced", first, announced)]
        seen = [judge((*path, name), not_after(a, b), earlier=a, later=b) for name, a, b in pairs if a and b]
        if selection.rank and selection.chosen and selection.passed:
            fits = selection.rank <= selection.chosen
            seen.append(judge((*path, "rank"), fits, earlier=selection.chosen, later=selection.rank))
        yield from seen or [unknown(path, "assessed", "announced")]


@rule(
    "GM100-MEMBERSHIP-012",
    about="printed_figures",
    severity=Severity.SHOULD,
    title=Text("Angka tercetak sama dengan angka kementerian", "A printed figure is the ministry's"),
    explanation=Text(
        "Pers mencetak 50, 100, 241 dan angka lain; jumlah per angkatan dan kumulatif diketahui.",
        "The press prints 50, 100, 241 and other figures; numbers by cohort and in all are known.",
    ),
    finding=Text("tercetak {printed}, menurut kementerian {known}", "printed {printed}, by the ministry {known}"),
    remedy=Text("Dinas Kominfo mencari sumber kedua", "the Kominfo office looks for a second source"),
    sources=(said.REPORT_2022, said.REPORT_2023, said.CALENDAR_OF_COHORTS),
)
def figure_is_known(case: Case) -> Iterator[Observation]:
    """
    Check a printed number of regions against that of its cohort.
    """
    numbers = {cohort.year: cohort for cohort in case.known("cohorts") or ()}
    for path, figure in case.facts("printed_figures"):
        cohort = numbers.get(figure.cohort or case.cohort or 0)
        known = None if cohort is None else getattr(cohort, figure.of)
        yield judge((*path, "value"), None if known is None else figure.value == known, printed=figure.value, known=known)


RULES: Final = (
    is_member,
    is_counted_once,
    repeats_follow,
    unfinished_come_back,
    cohort_exists,
    passed_selection,
    selection_before_mou,
    not_misreported,
    letter_of_its_cohort,
    listed_in_cohort,
    selection_fits,
    figure_is_known,
)

