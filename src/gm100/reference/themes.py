"""
The six pillars and their eighteen sub-dimensions.

Source: names from the survey part of the ministry's report of 2023; English labels and goals paraphrased from pages
of regions.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from gm100.model.pillar import Pillar, PillarId, SubDimension
from gm100.reference._catalogue import Catalogue

_TABLE: Final = {
    PillarId.GOVERNANCE: (
        "better public service, efficient public policy, efficient bureaucracy",
        (
            ("service", "Layanan Publik", "public service"),
            ("policy", "Kebijakan Publik", "public policy"),
            ("bureaucracy", "Tata Kelola Birokrasi", "bureaucracy"),
        ),
    ),
    PillarId.BRANDING: (
        "competitiveness: tourism, ease of business, an arranged city face",
        (
            ("tourism", "Membangun dan Memasarkan Ekosistem Pariwisata", "tourism"),
            ("business", "Platform dan Ekosistem Bisnis Daerah", "business"),
            ("appearance", "Wajah Kota", "city appearance"),
        ),
    ),
    PillarId.ECONOMY: (
        "primary, secondary and tertiary industry, welfare, a financial ecosystem",
        (
            ("industry", "Ekosistem Industri yang Berdaya Saing", "industry"),
            ("welfare", "Kesejahteraan Rakyat", "welfare"),
            ("transaction", "Ekosistem Transaksi Keuangan", "transaction"),
        ),
    ),
    PillarId.LIVING: (
        "a liveable place",
        (
            ("harmony", "Harmonisasi Tata Ruang Wilayah", "harmony"),
            ("health", "Prasarana Kesehatan", "health"),
            ("mobility", "Sarana Telekomunikasi dan Transportasi", "mobility"),
        ),
    ),
    PillarId.SOCIETY: (
        "a humane, productive, digitally literate society",
        (
            ("community", "Interaksi Masyarakat yang Efisien", "community"),
            ("learning", "Ekosistem Belajar yang Efisien", "learning"),
            ("security", "Sistem Keamanan Masyarakat", "security"),
        ),
    ),
    PillarId.ENVIRONMENT: (
        "a responsible, sustainable environment",
        (
            ("protection", "Proteksi Lingkungan", "protection"),
            ("waste", "Tata Kelola Sampah dan Limbah", "waste"),
            ("energy", "Tata Kelola Energi yang Bertanggung Jawab", "energy"),
        ),
    ),
}


class Pillars(Catalogue[Pillar]):
    """
    The six pillars by id, in the order of the ministry.
    """

    kind = "pillar"
    opened_by = "pillars"


@cache
def pillars() -> Pillars:
    """
    Return the six pillars.

    >>> [s.name_en for s in pillars()["living"].sub_dimensions]
    ['harmony', 'health', 'mobility']
    """
    return Pillars((p.value for p in _TABLE), lambda code: _pillar(PillarId(code)))


def _pillar(pillar: PillarId) -> Pillar:
    goal, parts = _TABLE[pillar]
    return Pillar(
        id=pillar,
        name=f"Smart {pillar.value.title()}",
        goal=goal,
        sub_dimensions=tuple(SubDimension(id=slug, name_id=name, name_en=label) for slug, name, label in parts),
    )
