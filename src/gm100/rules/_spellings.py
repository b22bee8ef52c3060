"""
How documents spell parties, offices, groups, books and scopes; a text that is not recognised is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, TypeVar

from gm100._indonesian import read_stage
from gm100.model.bimtek import Stage
from gm100.model.person import Participants, Person
from gm100.model.pillar import PillarId
from gm100.model.vocabulary import GroupId, ScopeId

K = TypeVar("K")


class Party(StrEnum):
    """
    A side of an agreement, or the giver of an award.
    """

    MINISTRY = "ministry"
    """The ministry of the programme: Kominfo, since October 2024 Komdigi."""
    REGION = "region"
    OTHER = "other"


class Office(StrEnum):
    """
    An office, as far as it matters who signs or chairs.
    """

    HEAD = "head"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    ASSISTANT = "assistant"
    MINISTRY = "ministry"
    OTHER = "other"


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(patterns)})(?![a-z])", re.IGNORECASE)


_AGENCY = _words(r"dis\s?kominfo\w*", r"dinas (?:kominfo\w*|komunikasi(?:,? (?:dan|&) informatika)?)")
_MINISTRY = _words(
    *(
        r"kem(?:en)?\s?kominfo",
        "kominfo",
        r"kem(?:en)?\s?komdigi",
        "komdigi",
        "menkominfo",
        "menkomdigi",
        "aptika",
        "djai",
    ),
    *("aplikasi informatika", "teknologi pemerintah digital", r"kement?e?rian komunikasi", "menteri komunikasi"),
    *(r"ministry of communications?", r"^kement?e?rian(?: ri)?$"),
)
_REGION = _words(
    *(r"pem(?:kab|kot|prov|da)", "pemerintah", "kabupaten", r"kab\.?", "kota", "provinsi", "daerah", "bupati"),
    *(r"wali\s?kota", "gubernur", "sekda", "dinas", "bappeda", "regency", "city", "province"),
)
_OTHERS = _words(r"kement?e?rian", "kemen[a-z]+", "bappenas", "citiasia", "itb", "kompas", "universitas", "pt")

_OFFICES: Final = (
    (Office.OTHER, _words("staf ahli", "kepala dinas", "kepala badan", "camat", "ketua dprd")),
    (Office.ASSISTANT, _words("asisten", "assistant")),
    (Office.SECRETARY, _words("sekda", "sekretaris daerah", "regional secretary")),
    (Office.DEPUTY, _words(r"wakil (?:bupati|wali\s?kota|gubernur)", "wabup", "wawali", "vice (?:regent|mayor)")),
    (Office.HEAD, _words("bupati", r"wali\s?kota", "gubernur", "regent", "mayor", "governor")),
    (Office.MINISTRY, _words("dirjen", "direktur jenderal", "menteri", "menkominfo", "direktur")),
)

_DIRECTOR = _words("dirjen", "direktur jenderal", "director general")

_GROUPS: Final[Mapping[GroupId, re.Pattern[str]]] = {
    GroupId.AGENCY: _words(
        *("opd", "skpd", "skpa", "pd", "perangkat daerah", "dinas", "badan", r"bap\w*", r"diskominfo\w*", "agencies"),
    ),
    GroupId.DISTRICT: _words("kecamatan", "camat", "distrik", "districts?"),
    GroupId.VILLAGE: _words(
        *("desa", "kades", "kelurahan", "lurah", "kampung", "nagari", "gampong", "keuchik", "pekon", "villages?"),
        *("(?:kepala|raja|pemerintah) negeri",),
    ),
    GroupId.COUNCIL: _words("dewan smart city", "dewan kota cerdas", "^dewan$"),
    GroupId.FORKOPIMDA: _words("forkopimda", "fkpd", "kapolres", "dandim", "kajari", "dprd"),
    GroupId.ACADEMIA: _words(
        *(r"akademi\w*", "perguruan tinggi", r"universitas\w*", "kampus", "dosen", "politeknik", "academics?"),
    ),
    GroupId.BUSINESS: _words(
        *("bisnis", "pengusaha", "swasta", "dunia usaha", "pelaku usaha", "umkm", "kadin", "hipmi", "perusahaan"),
        *("investor", "industri", "business"),
    ),
    GroupId.COMMUNITY: _words(
        *("komunitas", "masyarakat", "lsm", "ormas", r"tokoh\w*", r"pen?ggiat", "pegiat", "relawan", "rtik", "pemuda"),
        *("karang taruna", "pkk", "community"),
    ),
    GroupId.STATE_FIRM: _words("bumn", "bumd", "telkom", "pln"),
    GroupId.BANK: _words("bank", "perbankan"),
    GroupId.MEDIA: _words("media", "pers", "wartawan", "jurnalis"),
}
_SCOPES: Final[Mapping[ScopeId, re.Pattern[str]]] = {
    ScopeId.BIMTEK: _words(
        *("bimtek", r"\w*bimbing\w*", "pendampingan", r"penyusunan master\s?plan", "guidance", "pelatihan"),
    ),
    ScopeId.EXPERTS: _words("tenaga ahli", "narasumber", "experts?"),
    ScopeId.DATA: _words(
        "data",
    ),
    ScopeId.FOSS: _words("foss", "open source", "perangkat lunak", "software"),
    ScopeId.DISSEMINATION: _words("sosialisasi", "fgd"),
    ScopeId.UMKM: _words("umkm", "ukm"),
    ScopeId.AREA: _words(
        "kawasan",
    ),
}
_SUBJECTS: Final[Mapping[PillarId, re.Pattern[str]]] = {
    PillarId.GOVERNANCE: _words("governance", "government"),
    **{pillar: _words(pillar.value) for pillar in PillarId if pillar is not PillarId.GOVERNANCE},
}
_VENUES: Final = {
    "virtual": _words("virtual", "daring", "online", "zoom"),
    "four points": _words("four points?"),
    "redtop": _words(r"red\s?top"),
    "santika": _words("santika"),
}
_SCHEMES: Final = {
    "isna": _words("isna", "citiasia", "indonesia smart nation awards?"),
    "rkci": _words("rkci", "itb", "rating kota cerdas"),
    "ikci": _words("ikci", "kompas", "indeks kota cerdas"),
}
_SIZES: Final = (_words("kecil"), _words("menengah", "sedang"), _words("besar"), _words("metropolitan"))
_BOOK_NUMBER = re.compile(r"buku\s*(?:ke-?)?\s*(1|2|3|4|iv|iii|ii|i|satu|dua|tiga|empat)(?![a-z0-9])", re.IGNORECASE)
_CONTENTS: Final = {
    "summary": _words(r"exec\w* summary", r"ringkasan eksekutif", r"summary"),
    "quick win": _words(r"quick\s?wins?"),
    "roadmap": _words(r"road\s?map", "peta jalan"),
    "analysis": _words(r"anali\w+(?: \w+)?"),
    "masterplan": _words(r"master\s?plan", "rencana induk"),
}
BOOKS: Final[Mapping[str, frozenset[int]]] = {
    "analysis": frozenset({1}),
    "masterplan": frozenset({2}),
    "summary": frozenset({3}),
    "quick win": frozenset({3, 4}),
    "roadmap": frozenset({4}),
}
"""Which numbers a book of that content has; Kota Bogor counts the quick wins as the third."""

_DATED: Final = (
    ("bimtek", _words(r"bim\s?tek", "bimbingan teknis", "tahap")),
    ("mous", _words("mou", "nota kesepahaman", "nota kesepakatan", "penandatanganan", "agreement")),
    ("commitments", _words("komitmen", "commitment")),
    ("awards", _words("penghargaan", "awards?")),
    ("selections", _words("asesmen", "assessment", "seleksi", "selection")),
    ("evaluation_sessions", _words("evaluasi", "evaluation", "pemaparan", "presentation")),
    ("councils", _words("dewan", "council")),
    ("teams", _words("tim pelaksana", "team")),
    ("masterplans", _words(r"master\s?plan", "rencana induk")),
)


def party_of(text: str) -> Party | None:
    """
    Return which side a text names; an office of the region for informatics is of the region.

    >>> [party_of(text) for text in ("Ditjen Teknologi Pemerintah Digital", "Diskominfo Jatim", "Kementerian PANRB")]
    [<Party.MINISTRY: 'ministry'>, <Party.REGION: 'region'>, <Party.OTHER: 'other'>]
    """
    if _MINISTRY.search(_AGENCY.sub("", text)):
        return Party.MINISTRY
    if _OTHERS.search(text):
        return Party.OTHER
    return Party.REGION if _AGENCY.search(text) or _REGION.search(text) else None


def office_of(person: Person) -> Office | None:
    """
    Return the office that a person holds; one who signs for the head of region (mewakili) counts as such.
    """
    for text in (person.represents, person.office, person.name):
        for office, words in _OFFICES:
            if text and words.search(text):
                return office
    return None if person.office is None else Office.OTHER


def is_director_general(person: Person) -> bool:
    """
    Whether a person signs as the Director General.
    """
    return bool(_DIRECTOR.search(f"{person.office or ''} {person.name or ''}"))


def _read(text: str, table: Mapping[K, re.Pattern[str]]) -> frozenset[K]:
    return frozenset(key for key, words in table.items() if words.search(text))


def groups_of(texts: Iterable[str]) -> frozenset[GroupId]:
    """
    Return the groups that texts name.
    """
    return frozenset(group for text in texts for group in _read(text, _GROUPS))


def groups_in(participants: Iterable[Participants]) -> frozenset[GroupId]:
    """
    Return the groups among those who took part: as the record says, or as the document prints them.
    """
    listed = list(participants)
    return groups_of(p.group for p in listed if p.group) | {p.kind for p in listed if p.kind}


def pillars_of(texts: Iterable[str]) -> frozenset[PillarId]:
    """
    Return the pillars that texts name.
    """
    return frozenset(pillar for text in texts for pillar in _read(text, _SUBJECTS))


def venue_of(text: str) -> str | None:
    """
    Return which venue of a signing a text names; a region that signs from afar names its own room too.
    """
    return next((venue for venue, words in _VENUES.items() if words.search(text)), None)


def scheme_of(text: str) -> str | None:
    """
    Return whose scheme of size classes an award is of: ISNA, RKCI or IKCI.
    """
    return next((scheme for scheme, words in _SCHEMES.items() if words.search(text)), None)


def size_of(text: str) -> int | None:
    """
    Return which size a class names, from 0 for the smallest.

    >>> size_of("kota kecil"), size_of("kabupaten sedang")
    (0, 1)
    """
    return next((size for size, words in enumerate(_SIZES) if words.search(text)), None)


def scopes_of(texts: Iterable[str]) -> frozenset[ScopeId]:
    """
    Return the points of a scope that texts name.
    """
    return frozenset(scope for text in texts for scope in _read(text, _SCOPES))


def content_of(title: str) -> str | None:
    """
    Return what a book holds by its title: analysis, masterplan, summary, quick win or roadmap.
    """
    return next((content for content, words in _CONTENTS.items() if words.search(title)), None)


def books_of(text: str) -> frozenset[int]:
    """
    Return the numbers that a book can have, by its number or by its title.

    >>> sorted(books_of("Buku I")), sorted(books_of("Executive Summary"))
    ([1], [3])
    """
    numbered = _BOOK_NUMBER.search(text)
    if numbered:
        return frozenset({read_stage(numbered[1])})
    return BOOKS.get(content_of(text) or "", frozenset())


def dated_by(text: str) -> tuple[str, Stage | None] | None:
    """
    Return which kind of fact a printed date is about, and of the bimtek which stage.

    >>> dated_by("closing of bimtek IV")
    ('bimtek', <Stage.IV: 4>)
    """
    drawer = next((drawer for drawer, words in _DATED if words.search(text)), None)
    if drawer != "bimtek":
        return None if drawer is None else (drawer, None)
    numeral = re.search(r"(?<![a-z0-9])(iv|iii|ii|i|[1-4])(?![a-z0-9/])", text, re.IGNORECASE)
    return ("bimtek", Stage(read_stage(numeral[1]))) if numeral else None
