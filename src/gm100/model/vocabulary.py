"""
The words by which the records of the programme name groups, kinds and roles, each with one spelling.
"""

from __future__ import annotations

from enum import StrEnum


class GroupId(StrEnum):
    """
    A group that takes part in the programme.
    """

    AGENCY = "agency"
    """Agencies of the region (OPD, perangkat daerah)."""
    DISTRICT = "district"
    """Districts (kecamatan, distrik)."""
    VILLAGE = "village"
    """Villages (desa, kelurahan, kampung, nagari, gampong, pekon, negeri)."""
    COUNCIL = "council"
    """The Dewan Smart City."""
    FORKOPIMDA = "forkopimda"
    """Heads of police, army, prosecution, court and the DPRD."""
    ACADEMIA = "academia"
    BUSINESS = "business"
    COMMUNITY = "community"
    STATE_FIRM = "state-firm"
    """BUMN and BUMD."""
    BANK = "bank"
    MEDIA = "media"


class ScopeId(StrEnum):
    """
    A point of the scope of an agreement.
    """

    BIMTEK = "bimtek"
    EXPERTS = "experts"
    DATA = "data"
    """Exchange or integration of data."""
    FOSS = "foss"
    """Legal and open software."""
    DISSEMINATION = "dissemination"
    """Sosialisasi and FGD."""
    UMKM = "umkm"
    AREA = "area"
    """A masterplan of an area."""


class PersonRole(StrEnum):
    """
    What a person did on an occasion.
    """

    SIGNED = "signed"
    WITNESSED = "witnessed"
    OPENED = "opened"
    SPOKE = "spoke"
    TAUGHT = "taught"
    PRESENTED = "presented"
    ATTENDED = "attended"
    ASSESSED = "assessed"


class ObstacleKind(StrEnum):
    """
    What stands in the way.
    """

    BUDGET = "budget"
    INFRASTRUCTURE = "infrastructure"
    PEOPLE = "people"
    REGULATION = "regulation"
    COHERENCE = "coherence"
    """Applications or agencies out of step with policy."""


class LeverageKind(StrEnum):
    """
    What a quick win changes.
    """

    RESPONSE_TIME = "response-time"
    INCOME = "income"
    ACCESS = "access"
    DATA = "data"
    COST = "cost"
    COMMUNITY = "community"


class Beneficiary(StrEnum):
    """
    Whom a programme serves.
    """

    CITIZENS = "citizens"
    POOR = "poor"
    UMKM = "umkm"
    COMMUNITIES = "communities"
    VILLAGES = "villages"
    AGENCIES = "agencies"
    PATIENTS = "patients"
    LEARNERS = "learners"
    VISITORS = "visitors"
    FARMERS = "farmers"


class PartnershipKind(StrEnum):
    """
    How others take part.
    """

    CSR = "csr"
    INVESTMENT = "investment"
    COOPERATION = "cooperation"
    PURCHASE = "purchase"
    """The partner is to buy from the region."""


class BimtekMode(StrEnum):
    """
    How a stage of the bimtek was held.
    """

    ON_SITE = "on-site"
    ONLINE = "online"
    HYBRID = "hybrid"
