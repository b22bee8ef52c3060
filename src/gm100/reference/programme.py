"""
The cohorts of the movement as the ministry announced them.

How many members are known follows from the rows of membership; a test compares the figures here with them.
"""

from __future__ import annotations

from typing import Final

from gm100.model.cohort import Cohort
from gm100.model.source import Evidence, Source
from gm100.text.dates import PartialDate

TABLE_OF_141: Final = Source(
    "Report on the evaluation of 2023, phase II, with the table of 141 regions",
    evidence=Evidence.OFFICIAL,
    publisher="Ditjen Aptika, Kominfo",
    number="B-1384/DJAI/AI.01.04/12/2023",
    address="github.com/Maisho20/Smart-City-2 :: public/docs",
    published=PartialDate(2023, 12, 4),
    note="its 141 regions are the members of 2017, 2018, 2019 and 2021 with none left over; it counts 191 with 2022",
)
NAMES_OF_41: Final = Source(
    "Report on the evaluation of 2022, which names the 41 regions new in 2021 and counts 141 in all",
    evidence=Evidence.OFFICIAL,
    publisher="Ditjen Aptika, Kominfo",
    number="B-1004/DJAI/AI.01.04/12/2022",
    address="github.com/Maisho20/Smart-City-2 :: public/docs",
    published=PartialDate(2022, 12, 6),
)


def _press(title: str, address: str) -> Source:
    return Source(title, evidence=Evidence.PRESS, address=address)


COHORTS: Final = (
    Cohort(
        year=2017,
        phase="Tahap I",
        announced=25,
        announced_new=25,
        known=25,
        cumulative=25,
        mou_date="2017-05-22",
        venue="Four Points, Makassar",
        letters=("265/KOMINFO/DJAI/AI.01.05/05/2017",),
        evidence=Evidence.OFFICIAL,
        sources=(TABLE_OF_141, _press("Sleman chosen as a pilot", "kominfo.slemankab.go.id")),
        note="Singkawang signed in May and finished in 2022; Lombok Timur took its place",
    ),
    Cohort(
        year=2018,
        phase="Tahap II",
        announced=50,
        announced_new=50,
        known=50,
        cumulative=75,
        mou_date="2018-05-08",
        venue="Hotel Redtop",
        letters=("B-217/KOMINFO/DJAI/AI.01.05/04/2018",),
        evidence=Evidence.OFFICIAL,
        sources=(
            TABLE_OF_141,
            _press("The list of the agreement of 8 May 2018", "nationalgeographic.grid.id/amp/13350357"),
        ),
        note="Banyumas, Depok and Kudus signed and finished later; "
        "two of the three that took their places are inferred",
    ),
    Cohort(
        year=2019,
        phase="Tahap III",
        announced=25,
        announced_new=25,
        known=25,
        cumulative=100,
        mou_date="2019-05-15",
        venue="Santika Premiere Hayam Wuruk",
        letters=("B.116/DJAI/AI.01.05/02/2019",),
        evidence=Evidence.OFFICIAL,
        sources=(TABLE_OF_141, _press("The cohort of 2019", "kanalaceh.com/2019/03/06")),
    ),
    Cohort(
        year=2021,
        phase="KPPN & IKN",
        theme="Priority tourism areas (KPPN) and the new capital (IKN)",
        announced=48,
        announced_new=41,
        known=41,
        cumulative=141,
        mou_date="2021-05-20",
        venue="virtual, from Labuan Bajo",
        evidence=Evidence.OFFICIAL,
        sources=(TABLE_OF_141, NAMES_OF_41),
        note="48 with the 7 that had been members before; two of the 7 are inferred, and the letter was not seen",
    ),
    Cohort(
        year=2022,
        announced=50,
        announced_new=50,
        known=46,
        cumulative=191,
        mou_date="2022-04-21",
        venue="virtual",
        letters=("B-003/DJAI/AI.01.04/01/2022",),
        evidence=Evidence.PRESS,
        sources=(TABLE_OF_141, _press("The cohort of 2022", "sulsel.fajar.co.id/2022/01/06")),
        note="four of the fifty were not found",
    ),
    Cohort(
        year=2023,
        announced=50,
        announced_new=50,
        known=45,
        provinces=2,
        cumulative=241,
        mou_date="2023-02-28",
        venue="virtual",
        letters=("B-349/DJAI/AI.01.02/06/2022",),
        evidence=Evidence.PRESS,
        sources=(
            _press("The agreement of 28 February 2023", "amcnews.co.id/2023/02/28"),
            _press("Bengkulu is one of 47 chosen", "infopublik.id, article 756372"),
        ),
        note="five of the fifty were not found; Jawa Barat and DIY joined as provinces; "
        "the letter names 47, fifty signed",
    ),
    Cohort(
        year=2024,
        announced=10,
        announced_new=10,
        known=10,
        cumulative=251,
        mou_date="2024-03-05",
        venue="virtual",
        letters=(
            "B-454/DJAI/AI.01.02/05/2023",
            "B-160/DJAI/AI.01.02/02/2024",
        ),
        evidence=Evidence.PRESS,
        sources=(_press("One of 251 regions", "ekbisntb.com/?p=31098"),),
        note="the letter of 2023 has Bone Bolango; the invitation of 2024 has Flores Timur in its place",
    ),
)
