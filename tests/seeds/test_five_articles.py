"""
The checklist of the five articles that the project began with: each fact they state, and where a dossier holds it.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import pytest

from gm100 import FACT_FIELDS, Beneficiary, Dossier, Person, PillarId, StatementKind, dossiers, provinces, regions
from gm100.model import PartialDate
from gm100.model.source import sources_of

BERITALIMA, ANTARA = "Trenggalek, beritalima", "Trenggalek, ANTARA"
KENDAL, KULON_PROGO, BLITAR = "Kendal", "Kulon Progo", "Blitar"
CODES = {BERITALIMA: "35.03", ANTARA: "35.03", KENDAL: "33.24", KULON_PROGO: "34.01", BLITAR: "35.05"}
SIX = frozenset(PillarId)

Accessor = Callable[[Any], Any]


def statement(topic: str) -> Accessor:
    """The kind of a statement, who said it, and its figure."""

    def access(dossier: Dossier) -> Any:
        (found,) = (each for each in dossier.statements if each.topic == topic)
        speaker = found.speaker.name if found.speaker else None
        return found.kind.value, speaker, found.amount

    return access


def said(article: str, kind: str, topic: str, speaker: str | None = None, amount: int | None = None) -> Any:
    """A row: a typed note with its speaker."""
    StatementKind(kind)
    return article, topic, statement(topic), (kind, speaker, None if amount is None else Decimal(amount))


def day(text: str) -> PartialDate:
    """A date of text."""
    return PartialDate.parse(text)


def people(dossier: Dossier) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Everyone in a dossier: office, affiliation, acting status."""
    found: dict[str, tuple[str | None, str | None, str | None]] = {}

    def walk(value: Any) -> None:
        if type(value).__name__ == "Person":
            found.setdefault(value.name, (value.office, value.affiliation, value.acting))
        for each in value if isinstance(value, tuple) else ():
            walk(each)
        if attrs.has(type(value)):
            for field in attrs.fields(type(value)):
                walk(getattr(value, field.name))

    walk(dossier)
    return found


def person(name: str, part: int = 0) -> Accessor:
    """The office of someone, or the affiliation (1), or the acting status (2)."""
    return lambda dossier: people(dossier)[name][part]


def names(collection: str, year: int | None = None) -> Accessor:
    """The names in a collection, of a year where one is given."""
    return lambda dossier: {fact.name for fact in getattr(dossier, collection) if year is None or fact.year == year}


def printed(of: str) -> Accessor:
    """A date as printed, and the day it is."""
    return lambda dossier: next((p.text, p.held) for p in dossier.printed_dates if p.of == of)


WABUP, MENTOR = "Syah Muhamad Natanegara", "Hari Kusdaryanto"
EDIF, BUPATI = "Edif Hayunan Siswanto", "Mochamad Nur Arifin"
SEKDA, WINARNO, MURYONO, KHAIRINA = "Moh. Toha, ST, MT", "Winarno, SH, MM", "Drs. Muryono, SH, M.Pd", "Khairina, S.Kom"
HASTO, RUDIYATNO = "Hasto Wardoyo", "Rudiyatno"
EKO, BUDI = "Eko Susanto", "Budi Santosa"


def typed(collection: str, *names: str) -> Accessor:
    """The named fields of each fact of a collection."""
    return lambda dossier: [tuple(_plain(getattr(fact, n)) for n in names) for fact in getattr(dossier, collection)]


def _plain(value: Any) -> Any:
    return getattr(value, "value", None if value is None else str(value) if isinstance(value, PartialDate) else value)


def role(name: str) -> Accessor:
    """The role of someone, and whom they represent."""

    def access(dossier: Dossier) -> Any:
        found = {(p.role, p.represents) for p in persons(dossier) if p.name == name and p.role}
        (one,) = found
        return _plain(one[0]), one[1]

    return access


def persons(value: Any) -> list[Person]:
    """Everyone in a dossier, with what is said of them in each place."""
    if isinstance(value, Person):
        return [value]
    parts = value if isinstance(value, tuple) else ()
    if attrs.has(type(value)):
        parts = tuple(getattr(value, field.name) for field in attrs.fields(type(value)))
    return [person for part in parts for person in persons(part)]


FACTS: list[tuple[str, str, Accessor, Any]] = [
    # Trenggalek, beritalima.com
    said(BERITALIMA, "context", "pilot-regions", WABUP, 50),
    (BERITALIMA, "stage 4", lambda d: d.bimtek[0].stage.name, "IV"),
    (BERITALIMA, "closing day", lambda d: d.bimtek[0].end, day("2022-09-06")),
    (BERITALIMA, "closing day as printed", printed("closing of bimtek IV"), ("Selasa (6/9)", day("2022-09-06"))),
    (BERITALIMA, "place", lambda d: d.bimtek[0].place, "Hotel Hayam Wuruk Trenggalek"),
    (BERITALIMA, "4 days, of this stage or of all so far", lambda d: d.bimtek[0].days_of_series, 4),
    said(BERITALIMA, "progress", "bimtek-days", WABUP, 4),
    (BERITALIMA, "all agencies", lambda d: d.bimtek[0].participants[0].group, "seluruh OPD se-Kabupaten Trenggalek"),
    said(BERITALIMA, "commitment", "all-agencies", WABUP),
    (BERITALIMA, "vice regent", person(WABUP), "Wakil Bupati Trenggalek"),
    (BERITALIMA, "mentor", person(MENTOR), "pembimbing Smart City untuk Kabupaten Trenggalek"),
    (BERITALIMA, "mentor's ministry", person(MENTOR, 1), "Kementerian Komunikasi dan Informatika"),
    said(BERITALIMA, "context", "definition", WABUP),
    said(BERITALIMA, "context", "topography", WABUP),
    said(BERITALIMA, "vision", "services", WABUP),
    said(BERITALIMA, "partnership", "whole-community", WABUP),
    said(BERITALIMA, "expectation", "simpler-systems", WABUP),
    said(BERITALIMA, "beneficiary", "umkm", WABUP),
    said(BERITALIMA, "partnership", "beyond-csr", MENTOR),
    said(BERITALIMA, "partnership", "private-opportunity", MENTOR),
    said(BERITALIMA, "partnership", "prigi-panggul-creative-city", MENTOR),
    said(BERITALIMA, "requirement", "simpler-regulation", MENTOR),
    (
        BERITALIMA,
        "one of 50",
        typed("printed_figures", "of", "cohort", "value"),
        [("announced", 2022, 50), ("announced", 2022, 51)],
    ),
    (
        BERITALIMA,
        "all the agencies",
        lambda d: (d.bimtek[0].participants[0].kind.value, d.bimtek[0].participants[0].all),
        ("agency", True),
    ),
    (BERITALIMA, "who taught", role(MENTOR), ("taught", None)),
    (
        BERITALIMA,
        "partnerships",
        typed("partnerships", "kind", "subject"),
        [
            ("csr", "bukan hanya CSR"),
            ("investment", "pengembangan daerah Prigi"),
            ("investment", "Panggul Little Jogja"),
            ("investment", "Trenggalek Creative City"),
        ],
    ),
    (
        BERITALIMA,
        "advice",
        typed("recommendations", "action", "to"),
        [
            ("simplify the regulation of infrastructure", "Pemerintah Kabupaten Trenggalek"),
            ("make a policy on the digital economy", "Pemerintah Kabupaten Trenggalek"),
            ("welcome private investors and help them", "Pemerintah Kabupaten Trenggalek"),
        ],
    ),
    (BERITALIMA, "author", lambda d: d.bimtek[0].source.author, "her"),
    # Trenggalek, ANTARA
    (ANTARA, "the pillar is inferred", lambda d: {p.inferred for p in d.programmes}, {frozenset({"pillar"})}),
    (
        ANTARA,
        "who signed, who witnessed",
        lambda d: [p.role.value for p in d.mous[0].signatories],
        ["signed", "witnessed"],
    ),
    (ANTARA, "award", lambda d: d.awards[0].name, "Smart City 2022 (Gerakan Kota Cerdas)"),
    (ANTARA, "giver", lambda d: d.awards[0].giver, "Kementerian Komunikasi dan Informatika RI"),
    (ANTARA, "size class", lambda d: d.awards[0].size_class, "kota kecil"),
    (ANTARA, "year", lambda d: d.awards[0].year, 2022),
    (ANTARA, "reason", lambda d: d.awards[0].reason, "penyusunan master plan selesai"),
    (ANTARA, "masterplan finished", lambda d: d.masterplans[0].completed, day("2022")),
    (ANTARA, "six pillars", lambda d: d.masterplans[0].pillars, SIX),
    said(ANTARA, "vision", "six-pillars", EDIF, 6),
    (ANTARA, "head of the Kominfo office", person(EDIF), "Kepala Dinas Kominfo Trenggalek"),
    said(ANTARA, "expectation", "head-of-region-commitment", EDIF),
    said(ANTARA, "expectation", "welfare-and-harmony"),
    said(ANTARA, "context", "trial-regions", None, 50),
    (ANTARA, "chosen for innovation", lambda d: len(d.selections[0].reasons), 2),
    (ANTARA, "chosen", lambda d: (d.selections[0].cohort, d.selections[0].passed), (2022, True)),
    (ANTARA, "ISNA 2022", lambda d: d.awards[1].name, "Indonesia Smart Nation Award (ISNA) 2022"),
    (ANTARA, "ISNA category", lambda d: d.awards[1].category, "inovasi Smart Branding terbaik"),
    said(ANTARA, "progress", "basics-in-place", BUPATI),
    said(ANTARA, "commitment", "chosen-by-assessment", BUPATI),
    (ANTARA, "regent", person(BUPATI), "Bupati Trenggalek"),
    (ANTARA, "agreement", lambda d: d.mous[0].parties[0], "Kementerian Komunikasi dan Informatika RI"),
    (
        ANTARA,
        "programmes",
        names("programmes"),
        {
            "Cafe pelayanan publik digital",
            "Trenggalek Smart bench",
            "Petung Dadi Versi 2.0",
            "Survei Kepuasan Masyarakat (SKM) Daring",
        },
    ),
    (ANTARA, "bureaucracy", lambda d: {p.purpose for p in d.programmes}, {"transformasi birokrasi"}),
    said(ANTARA, "satisfaction", "skm-online"),
    # Kendal
    (KENDAL, "day as printed", printed("bimtek I"), ("Senin (9/7/2018)", day("2018-07-09"))),
    (KENDAL, "publication", printed("publication of the article"), ("10 Jul", day("2018-07-10"))),
    (KENDAL, "stage I", lambda d: (d.bimtek[0].stage.name, d.bimtek[0].start), ("I", day("2018-07-09"))),
    (KENDAL, "place", lambda d: d.bimtek[0].place, "Pendopo Pemkab Kendal"),
    (
        KENDAL,
        "266 village heads",
        lambda d: (d.bimtek[0].participants[0].group, d.bimtek[0].participants[0].count),
        ("kepala desa", 266),
    ),
    (KENDAL, "speakers", lambda d: [s.name for s in d.bimtek[0].speakers], [KHAIRINA, "Rini Rachmawati"]),
    (KENDAL, "speaker's ministry", person(KHAIRINA, 1), "Direktorat Kemenkominfo"),
    (KENDAL, "speaker's university", person("Rini Rachmawati", 1), "UGM"),
    (KENDAL, "regional secretary", person(SEKDA), "Sekretaris Daerah Kabupaten Kendal"),
    said(KENDAL, "context", "standing-in", SEKDA),
    said(KENDAL, "context", "hundred-regions", None, 100),
    said(KENDAL, "commitment", "role-model", SEKDA),
    said(KENDAL, "vision", "happiness", SEKDA),
    said(KENDAL, "commitment", "appreciation", SEKDA),
    (KENDAL, "planning office", person(WINARNO), "Kepala Baperlibang"),
    (
        KENDAL,
        "RPJMD 2016-2021",
        lambda d: (d.masterplans[0].rpjmd.from_year, d.masterplans[0].rpjmd.until_year),
        (2016, 2021),
    ),
    (KENDAL, "its vision", lambda d: d.masterplans[0].rpjmd.vision, "Permata Pantura"),
    said(KENDAL, "vision", "permata-pantura", WINARNO),
    said(KENDAL, "vision", "investment", WINARNO),
    said(KENDAL, "context", "geography"),
    said(KENDAL, "requirement", "easy-and-fast-service"),
    (KENDAL, "head of the Kominfo office", person(MURYONO), "Kepala Dinas Kominfo"),
    (
        KENDAL,
        "agreement",
        lambda d: d.mous[0].parties,
        ("Kementerian Komunikasi dan Informatika RI", "Pemerintah Kabupaten Kendal"),
    ),
    (KENDAL, "council", lambda d: d.councils[0].seen, day("2018-07-09")),
    (KENDAL, "team", lambda d: d.teams[0].note, "Tim Pelaksana Gerakan Kabupaten Kendal Menuju Smart City"),
    said(KENDAL, "progress", "council-and-team-formed", MURYONO),
    said(KENDAL, "requirement", "masterplan-fits-rpjmd", MURYONO),
    said(KENDAL, "expectation", "shared-view", KHAIRINA),
    said(KENDAL, "obstacle", "app-race", KHAIRINA),
    said(KENDAL, "requirement", "six-dimensions", KHAIRINA, 6),
    (KENDAL, "six dimensions", lambda d: d.masterplans[0].pillars, SIX),
    (KENDAL, "agreement, yesterday", printed("nota kesepahaman"), ("kemarin", None)),
    (KENDAL, "yesterday of", lambda d: d.printed_dates[2].counted_from, day("2018-07-09")),
    (KENDAL, "for the regent", role(SEKDA), ("spoke", "Bupati Kendal")),
    (KENDAL, "investment is a mission", lambda d: d.masterplans[0].rpjmd.missions, ("Investasi",)),
    (KENDAL, "race for applications", typed("obstacles", "kind", "said"), [("coherence", "2018-07-09")]),
    (
        KENDAL,
        "all of the village heads",
        lambda d: (d.bimtek[0].participants[0].unit, d.bimtek[0].participants[0].all),
        ("persons", True),
    ),
    (KENDAL, "author", lambda d: d.bimtek[0].source.author, "heDJ / Kominfo"),
    # Kulon Progo
    (KULON_PROGO, "experts", lambda d: {s.value for s in d.mous[0].covers}, {"bimtek", "experts"}),
    (KULON_PROGO, "dull for staff", typed("obstacles", "kind", "said"), [("people", "2018-07-04")]),
    (
        KULON_PROGO,
        "the airport buys local products",
        typed("partnerships", "kind", "partners"),
        [("purchase", ("Bandara NYIA",))],
    ),
    (KULON_PROGO, "for the poor", lambda d: sum(Beneficiary.POOR in win.beneficiaries for win in d.quick_wins), 3),
    (KULON_PROGO, "day as printed", printed("bimtek I"), ("Rabu. (4/7).", day("2018-07-04"))),
    (KULON_PROGO, "stage one", lambda d: d.bimtek[0].stage.name, "I"),
    (KULON_PROGO, "place", lambda d: d.bimtek[0].place, "Aula Ardikarta, Gedung Kaca Kabupaten Kulon Progo"),
    (KULON_PROGO, "regent", person(HASTO), "Bupati Kulon Progo"),
    said(KULON_PROGO, "vision", "soul-not-face", HASTO),
    said(KULON_PROGO, "requirement", "leverage", HASTO),
    said(KULON_PROGO, "beneficiary", "poverty", HASTO),
    (
        KULON_PROGO,
        "quick ways",
        lambda d: {"Bantuan Non Tunai", "AirKu", "belabeliku.com"} <= names("quick_wins", 2018)(d),
        True,
    ),
    said(KULON_PROGO, "beneficiary", "multiplier-effect", HASTO),
    said(KULON_PROGO, "partnership", "nyia-airport", HASTO),
    said(KULON_PROGO, "progress", "follows-from-mou"),
    (KULON_PROGO, "number as printed", lambda d: d.mous[0].region_number.raw, "54/MoU. KP/KHM/208"),
    (
        KULON_PROGO,
        "title",
        lambda d: d.mous[0].title,
        "Implementasi Gerakan Menuju 100 Smart City Kabupaten Kulon Progo",
    ),
    (
        KULON_PROGO,
        "parties",
        lambda d: d.mous[0].parties,
        (
            "Direktorat Jenderal Aplikasi Informatika Kementerian Komunikasi dan Informatika",
            "Pemerintah Kabupaten Kulon Progo",
        ),
    ),
    (KULON_PROGO, "scope", lambda d: "tenaga ahli" in d.mous[0].scope[0], True),
    said(KULON_PROGO, "requirement", "experts", RUDIYATNO),
    (KULON_PROGO, "head of the Kominfo office", person(RUDIYATNO), "Kepala Dinas Komunikasi dan Informatika"),
    said(KULON_PROGO, "expectation", "attention", RUDIYATNO),
    said(KULON_PROGO, "expectation", "villages-write-plans", RUDIYATNO),
    said(KULON_PROGO, "obstacle", "staff-interest", RUDIYATNO),
    said(KULON_PROGO, "context", "hundred-regions", None, 100),
    # Blitar
    (BLITAR, "day as printed", printed("presentation of the evaluation"), ("Rabu (25/11/2020)", day("2020-11-25"))),
    (
        BLITAR,
        "presentation",
        lambda d: (d.evaluation_sessions[1].kind, d.evaluation_sessions[1].online),
        ("presentation", True),
    ),
    (
        BLITAR,
        "place",
        lambda d: d.evaluation_sessions[1].place,
        "Command Center, Kantor Dinas Kominfo Kabupaten Blitar",
    ),
    (BLITAR, "who presented and attended", lambda d: [p.name for p in d.evaluation_sessions[1].people], [EKO, BUDI]),
    (
        BLITAR,
        "heads of agencies",
        lambda d: d.evaluation_sessions[1].participants[0].group,
        "pimpinan OPD Pemkab Blitar",
    ),
    (BLITAR, "head of the Kominfo office", person(EKO), "Kepala Dinas Kominfo Kabupaten Blitar"),
    (BLITAR, "regent", person(BUDI), "Bupati Blitar"),
    (BLITAR, "acting status", person(BUDI, 2), "Pjs"),
    said(BLITAR, "progress", "implementation", EKO, 70),
    said(BLITAR, "obstacle", "budget-refocusing", EKO),
    said(BLITAR, "obstacle", "fibre-reach", EKO),
    said(BLITAR, "obstacle", "staff", EKO),
    said(BLITAR, "requirement", "yearly-evaluation", EKO, 1),
    said(BLITAR, "requirement", "one-new-innovation", EKO, 1),
    (
        BLITAR,
        "quick wins",
        names("quick_wins", 2020),
        {
            "Call Center Kegawatdaruratan (Blitar Siap 112)",
            "Co-working space",
            "Pemberdayaan SDM berbasis TIK",
            "Program penanganan pandemi Covid-19",
        },
    ),
    (
        BLITAR,
        "70 percent, for two years",
        typed("realisations", "of", "percent_printed", "as_of", "since"),
        [("all", Decimal(70), "2020-11-25", "2018")],
    ),
    (
        BLITAR,
        "obstacles",
        typed("obstacles", "kind", "cause"),
        [("budget", "refocusing anggaran"), ("infrastructure", None), ("people", None)],
    ),
    (
        BLITAR,
        "what they change",
        lambda d: [lever.kind.value for win in d.quick_wins for lever in win.leverages],
        ["response-time", "community", "data"],
    ),
    (BLITAR, "one of 100", typed("printed_figures", "of", "cohort", "value"), [("cumulative", 2019, 100)]),
    (
        BLITAR,
        "presented and attended",
        lambda d: [p.role.value for p in d.evaluation_sessions[1].people],
        ["presented", "attended"],
    ),
    (
        BLITAR,
        "an advertisement",
        lambda d: (d.evaluation_sessions[1].source.sponsored, d.evaluation_sessions[1].source.author),
        (True, "Kmf (ar/dn)"),
    ),
    (BLITAR, "new in that year", lambda d: {w.new for w in d.quick_wins if w.year == 2020}, {True}),
    said(BLITAR, "requirement", "leverage", EKO),
    said(BLITAR, "beneficiary", "communities", EKO),
    said(BLITAR, "progress", "emergency-response", EKO),
    said(BLITAR, "context", "hundred-regions", None, 100),
    said(BLITAR, "progress", "two-years", None, 2),
    said(BLITAR, "vision", "cepat-nyaman-sejahtera"),
    (BLITAR, "vision of the plan", lambda d: "Cepat, Nyaman dan Sejahtera" in d.masterplans[0].vision, True),
    said(BLITAR, "commitment", "new-innovations", BUDI),
    said(BLITAR, "expectation", "award", BUDI, 100),
]


@pytest.mark.parametrize("article", CODES)
def test_its_facts_are_held(article: str) -> None:
    """What an article states is in the dossier of its region, typed."""
    dossier = dossiers()[CODES[article]]
    found = [(fact, access(dossier), expected) for of, fact, access, expected in FACTS if of == article]
    assert found
    assert [row for row in found if row[1] != row[2]] == []


@pytest.mark.parametrize("code", sorted(set(CODES.values())))
def test_no_statement_is_unchecked(code: str) -> None:
    """A statement that an article makes is on the list above."""
    listed = {fact for article, fact, _, _ in FACTS if CODES[article] == code}
    elsewhere = {"no-guideline-for-regulation", "budget-2019", "own-evaluation"}
    assert {statement.topic for statement in dossiers()[code].statements} - listed <= elsewhere


class TestDossiers:
    def test_every_fact_has_a_source(self) -> None:
        """No fact of a bundled dossier is without a source."""
        facts = [
            (code, fact) for code in dossiers() for name in FACT_FIELDS for fact in getattr(dossiers()[code], name)
        ]
        assert [(code, fact) for code, fact in facts if not sources_of(fact)] == []

    def test_the_name_is_that_of_the_region(self) -> None:
        """Code and name belong together."""
        for code in dossiers():
            assert dossiers()[code].name == (regions() if code in regions() else provinces())[code].full_name
