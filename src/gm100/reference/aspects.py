"""
The smart-city approaches: that of the movement, and the draft of a ministerial rule of January 2026, never in force.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from gm100.model.approach import Approach, Aspect
from gm100.model.pillar import PillarId
from gm100.model.source import Evidence, Source
from gm100.reference._catalogue import Catalogue
from gm100.text.dates import PartialDate

_MOVEMENT: Final = Approach(
    id="movement-2017",
    title="Gerakan Menuju 100 Smart City",
    aspects=[Aspect(id=pillar.value, name=pillar.value, pillar=pillar) for pillar in PillarId],
    unit="Direktorat Akselerasi Teknologi Digital Daerah, Ditjen Teknologi Pemerintah Digital, Komdigi",
    target="263 masterplans by 2029",
    evidence=Evidence.PRESS,
    effective_from=PartialDate(2017),
    sources=[
        Source("Unit in charge since the ministry was renamed", evidence=Evidence.PRESS, publisher="Kompas",
               published=PartialDate(2025, 8, 30)),
        Source("Target of the masterplans; 251 regions in 2017 to 2024", evidence=Evidence.PRESS,
               publisher="teknologi.bisnis.com", published=PartialDate(2024, 2, 25)),
    ],
    note="until October 2024 it was run by Ditjen Aptika of Kominfo",
)  # fmt: skip

_DRAFT: Final = Approach(
    id="draft-2026",
    title="Pendekatan Kota Cerdas, draft of a ministerial rule on article 64(2) of PP 59/2022",
    aspects=[
        Aspect(id="governance", name="governance of bureaucracy", pillar=PillarId.GOVERNANCE),
        Aspect(id="economy", name="economy", pillar=PillarId.ECONOMY),
        Aspect(id="living", name="urban life", pillar=PillarId.LIVING),
        Aspect(id="society", name="society", pillar=PillarId.SOCIETY),
        Aspect(id="environment", name="environment", pillar=PillarId.ENVIRONMENT),
        Aspect(id="mobility", name="mobility"),
    ],
    standard="SNI, ISO 37122 family",
    evidence=Evidence.DRAFT,
    sources=[
        Source("Consultation on the draft, until 5 February 2026", evidence=Evidence.PRESS, publisher="bangsaonline",
               address="bangsaonline 158029", note="so do wartaekonomi 597686, vibizmedia, newsdaily and pantau"),
    ],
    note="a task force, an implementation team, a Forum Kota Cerdas; assessed by Kemendagri and Komdigi; 8 chapters; "
    "no final text was found, and no rule of gm100 rests on it",
)  # fmt: skip


class Approaches(Catalogue[Approach]):
    """
    The approaches by id.
    """

    kind = "approach"
    opened_by = "approaches"


@cache
def approaches() -> Approaches:
    """
    Return the smart-city approaches: what the movement works on, and what a draft would change.

    >>> draft = approaches()["draft-2026"]
    >>> [aspect.id for aspect in draft.aspects if aspect.pillar is None], [pillar.value for pillar in draft.dropped]
    (['mobility'], ['branding'])
    """
    held = {each.id: each for each in (_MOVEMENT, _DRAFT)}
    return Approaches(held, held.__getitem__)
