"""
The words by which the records of the programme name groups, kinds and roles, each with one spelling.
"""

from enum import StrEnum


class GroupId(StrEnum):
    """
    A group that takes part in the programme.

    Attributes:
        AGENCY: Agencies of the region (OPD, perangkat daerah).
        DISTRICT: Districts (kecamatan, distrik).
        VILLAGE: Villages (desa, kelurahan, kampung, nagari, gampong, pekon, negeri).
        COUNCIL: The Dewan Smart City.
        FORKOPIMDA: Heads of police, army, prosecution, court and the DPRD.
        ACADEMIA: Universities and their people.
        BUSINESS: Firms and their associations.
        COMMUNITY: Communities and organisations of citizens.
        STATE_FIRM: BUMN and BUMD.
        BANK: Banks.
        MEDIA: The press.
    """

    AGENCY = "agency"
    DISTRICT = "district"
    VILLAGE = "village"
    COUNCIL = "council"
    FORKOPIMDA = "forkopimda"
    ACADEMIA = "academia"
    BUSINESS = "business"
    COMMUNITY = "community"
    STATE_FIRM = "state-firm"
    BANK = "bank"
    MEDIA = "media"


class ScopeId(StrEnum):
    """
    A point of the scope of an agreement.

    Attributes:
        BIMTEK: Guidance in the stages of the bimtek.
        EXPERTS: Experts who go along.
        DATA: Exchange or integration of data.
        FOSS: Legal and open software.
        DISSEMINATION: Sosialisasi and FGD.
        UMKM: Support for small firms.
        AREA: A masterplan of an area.
    """

    BIMTEK = "bimtek"
    EXPERTS = "experts"
    DATA = "data"
    FOSS = "foss"
    DISSEMINATION = "dissemination"
    UMKM = "umkm"
    AREA = "area"


class PersonRole(StrEnum):
    """
    What a person did on an occasion.

    Attributes:
        SIGNED: Signed.
        WITNESSED: Was present at a signing as a witness.
        OPENED: Opened the occasion.
        SPOKE: Gave an address.
        TAUGHT: Taught.
        PRESENTED: Presented for the region.
        ATTENDED: Was present.
        ASSESSED: Assessed or evaluated.
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
    What is in the way.

    Attributes:
        BUDGET: Money.
        INFRASTRUCTURE: Networks and devices.
        PEOPLE: People and their skills.
        REGULATION: Regulations, or the lack of them.
        COHERENCE: Applications or agencies out of step with policy.
    """

    BUDGET = "budget"
    INFRASTRUCTURE = "infrastructure"
    PEOPLE = "people"
    REGULATION = "regulation"
    COHERENCE = "coherence"


class LeverageKind(StrEnum):
    """
    What a quick win changes.

    Attributes:
        RESPONSE_TIME: How long an answer takes.
        INCOME: What people or the region earn.
        ACCESS: Who can reach a service.
        DATA: What is known and shared.
        COST: What something costs.
        COMMUNITY: How citizens take part.
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

    Attributes:
        CITIZENS: Citizens at large.
        POOR: Poor households.
        UMKM: Small firms.
        COMMUNITIES: Communities and organisations.
        VILLAGES: Villages.
        AGENCIES: Agencies of the region.
        PATIENTS: Patients.
        LEARNERS: Pupils and students.
        VISITORS: Visitors.
        FARMERS: Farmers and fishers.
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

    Attributes:
        CSR: Social responsibility of a company.
        INVESTMENT: Money that is to come back.
        COOPERATION: Work done together.
        PURCHASE: The partner is to buy from the region.
    """

    CSR = "csr"
    INVESTMENT = "investment"
    COOPERATION = "cooperation"
    PURCHASE = "purchase"


class BimtekMode(StrEnum):
    """
    How a stage of the bimtek was held.

    Attributes:
        ON_SITE: In one place.
        ONLINE: By video.
        HYBRID: Both at once.
    """

    ON_SITE = "on-site"
    ONLINE = "online"
    HYBRID = "hybrid"
