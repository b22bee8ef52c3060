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
from gm100.rules.case import Case, Observation, broken, unknown

_FILL = Text("lengkapi atau perbaiki keanggotaan", "complete or correct the memberships")


@rule(
    "GM100-MEMBERSHIP-001",
    severity=Severity.MUST,
    title=Text("Daerah adalah anggota suatu angkatan", "The region is a member of a cohort"),
    explanation=Text(
        "Hanya daerah yang terpilih dan menandatangani nota kesepahaman yang dibimbing dan dievaluasi.",
        "Only regions that were chosen and signed are guided and evaluated.",
    ),
    remedy=_FILL,
    sources=(said.OFFICIAL_141,),
)
def is_member(case: Case) -> Iterator[Observation]:
    """
    Check that a dossier has at least one membership that counts.
    """
    if case.cohort is None:
        yield case.absent("memberships", "tidak ada keanggotaan yang dihitung", "no membership counts")


@rule(
    "GM100-MEMBERSHIP-002",
    about="memberships",
    severity=Severity.MUST,
    title=Text("Daerah dihitung dalam satu angkatan saja", "The region is counted in one cohort only"),
    explanation=Text(
        "Jumlah resmi 141, 191, 241 dan 251 menghitung tiap daerah sekali; yang ikut lagi dicatat sebagai ulangan.",
        "The official totals of 141, 191, 241 and 251 count each region once; taking part again is a repeat.",
    ),
    remedy=Text("tandai keikutsertaan berikutnya sebagai ulangan", "mark the later one as a repeat"),
    sources=(said.OFFICIAL_141,),
)
def is_counted_once(case: Case) -> Iterator[Observation]:
    """
    Check that of several memberships, one counts.
    """
    members = [(path, m) for path, m in case.facts("memberships") if m.status is MembershipStatus.MEMBER]
    for path, membership in members[1:]:
        yield broken(
            path,
            f"angkatan {membership.cohort} dihitung lagi",
            f"the cohort of {membership.cohort} is counted once more",
        )


@rule(
    "GM100-MEMBERSHIP-003",
    about="memberships",
    severity=Severity.SHOULD,
    title=Text("Ulangan mengikuti keanggotaan sebelumnya", "A repeat follows an earlier membership"),
    explanation=Text(
        "Tujuh daerah angkatan 2021 sudah anggota sebelumnya; ulangan tanpa keanggotaan lebih awal adalah keliru.",
        "Seven regions of 2021 had been members before; a repeat without an earlier membership is a slip.",
    ),
    remedy=_FILL,
    sources=(said.OFFICIAL_141,),
)
def repeats_follow(case: Case) -> Iterator[Observation]:
    """
    Check that a region repeats in a later cohort than the one in which it counts.
    """
    for path, membership in case.facts("memberships"):
        if membership.status is not MembershipStatus.REPEAT:
            continue
        if case.cohort is None:
            yield unknown(path, "memberships")
        elif membership.cohort <= case.cohort:
            yield broken(
                (*path, "cohort"),
                f"ulangan {membership.cohort} tidak sesudah angkatan {case.cohort}",
                f"the repeat of {membership.cohort} is not after the cohort of {case.cohort}",
            )


@rule(
    "GM100-MEMBERSHIP-004",
    about="memberships",
    severity=Severity.SHOULD,
    title=Text("Daerah yang mundur selesai di angkatan kemudian", "A region that withdrew finishes in a later cohort"),
    explanation=Text(
        "Singkawang, Banyumas, Depok dan Kudus menandatangani lebih awal dan selesai di angkatan kemudian.",
        "Singkawang, Banyumas, Depok and Kudus signed early and finished in a later cohort.",
    ),
    remedy=_FILL,
    sources=(said.MOU_LIST_2018, said.APTIKA_24_OF_25),
)
def withdrawn_come_back(case: Case) -> Iterator[Observation]:
    """
    Check that after a withdrawal there is a membership that counts.
    """
    for path, membership in case.facts("memberships"):
        if membership.status is not MembershipStatus.WITHDREW:
            continue
        if case.cohort is None:
            yield unknown(path, "memberships")
        elif case.cohort <= membership.cohort:
            yield broken(
                (*path, "cohort"),
                f"mundur {membership.cohort}, tetapi anggota sejak {case.cohort}",
                f"withdrew in {membership.cohort}, but is a member since {case.cohort}",
            )


@rule(
    "GM100-MEMBERSHIP-005",
    about="memberships",
    severity=Severity.MUST,
    title=Text("Angkatan memang ada", "The cohort exists"),
    explanation=Text(
        "Angkatan dibuka 2017, 2018, 2019, 2021, 2022, 2023 dan 2024; tidak ada angkatan 2020.",
        "There were cohorts in 2017, 2018, 2019, 2021, 2022, 2023 and 2024, and none in 2020.",
    ),
    remedy=Text("periksa tahun angkatan", "look up the year of the cohort"),
    sources=(said.CALENDAR_OF_COHORTS,),
    parameters=("mou.signing_day",),
)
def cohort_exists(case: Case) -> Iterator[Observation]:
    """
    Check that the year of a membership is one in which agreements were signed.
    """
    for path, membership in case.facts("memberships"):
        if case.day("mou.signing_day", membership.cohort) is None:
            yield broken(
                (*path, "cohort"),
                f"tidak ada angkatan {membership.cohort}",
                f"there was no cohort of {membership.cohort}",
            )


@rule(
    "GM100-MEMBERSHIP-006",
    severity=Severity.MUST,
    title=Text("Anggota lulus asesmen", "A member passed the assessment"),
    explanation=Text(
        "Daerah dipilih lewat asesmen dan wawancara; bobot dan batas nilainya tidak pernah diterbitkan.",
        "Regions are chosen by assessment and interview; its weights and limits were never published.",
    ),
    remedy=Text("catat hasil asesmen", "record the result of the assessment"),
    sources=(said.APTIKA_SELECTION,),
)
def passed_selection(case: Case) -> Iterator[Observation]:
    """
    Check that there is an assessment for the cohort, and it was passed.
    """
    if case.cohort is None:
        yield case.outside()
        return
    mine = [(path, s) for path, s in case.facts("selections") if s.cohort == case.cohort]
    if not mine:
        yield case.absent("selections", "tidak ada asesmen untuk angkatan ini", "no assessment for this cohort")
    for path, selection in mine:
        if selection.passed is None:
            yield unknown(path, "passed")
        elif not selection.passed:
            yield broken((*path, "passed"), "tidak lulus, tetapi anggota", "was not chosen, and is a member")


@rule(
    "GM100-MEMBERSHIP-007",
    severity=Severity.SHOULD,
    title=Text("Asesmen mendahului nota kesepahaman", "The assessment precedes the agreement"),
    explanation=Text(
        "Jarak asesmen dan nota kesepahaman tiga minggu sampai sepuluh bulan, tetapi asesmen selalu lebih dulu.",
        "From three weeks to ten months lay between them, and the assessment always came first.",
    ),
    remedy=Text("periksa tanggal asesmen dan nota kesepahaman", "check the dates of assessment and agreement"),
    sources=(said.CALENDAR_OF_COHORTS,),
)
def selection_before_mou(case: Case) -> Iterator[Observation]:
    """
    Check that the assessment for the cohort is not after its agreement.
    """
    signed = [m.signed for _, m in case.facts("mous") if m.signed]
    mine = [(path, s) for path, s in case.facts("selections") if s.cohort is not None and s.cohort == case.cohort]
    if not mine or not signed:
        yield unknown((), *(name for name, there in (("selections", mine), ("mous.signed", signed)) if not there))
        return
    for path, selection in mine:
        when = selection.assessed or selection.announced
        in_time = when and not_after(when, min(signed))
        if in_time is None:
            yield unknown(path, "assessed")
        elif not in_time:
            yield broken(
                (*path, "assessed"),
                f"asesmen {when} sesudah nota kesepahaman {min(signed)}",
                f"the assessment of {when} is after the agreement of {min(signed)}",
            )


@rule(
    "GM100-MEMBERSHIP-008",
    about="memberships",
    severity=Severity.SHOULD,
    title=Text("Keanggotaan tidak hanya berdasar kabar", "A membership rests on more than a report"),
    explanation=Text(
        "Pers pernah menyebut Singkawang dan Kotamobagu sebagai anggota 2018; daftar resmi tidak memuatnya.",
        "The press named Singkawang and Kotamobagu as members of 2018; the lists do not have them.",
    ),
    remedy=Text("cari daftar resmi atau nota kesepahaman", "look for an official list or the agreement"),
    sources=(said.OFFICIAL_141,),
)
def not_misreported(case: Case) -> Iterator[Observation]:
    """
    Check that no membership is known to be a report that lists deny.
    """
    for path, membership in case.facts("memberships"):
        if membership.status is MembershipStatus.MISREPORTED:
            yield broken(
                (*path, "status"),
                f"keanggotaan {membership.cohort} hanya disebut pers",
                f"the membership of {membership.cohort} is a report that the lists deny",
            )


RULES: Final = (
    is_member,
    is_counted_once,
    repeats_follow,
    withdrawn_come_back,
    cohort_exists,
    passed_selection,
    selection_before_mou,
    not_misreported,
)
