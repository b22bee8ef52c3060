"""
Where the rules are stated.
"""

from __future__ import annotations

from typing import Final

from gm100._dates import PartialDate
from gm100.model.source import Evidence, Source


def _press(title: str, address: str) -> Source:
    return Source(title, evidence=Evidence.PRESS, address=address)


def _site(title: str, address: str) -> Source:
    return Source(title, evidence=Evidence.SITE, address=address)


REPORT_2022: Final = Source(
    "Report on the evaluation of 2022, with the table of 41 regions and Kota Surabaya",
    evidence=Evidence.OFFICIAL,
    publisher="Ditjen Aptika, Kominfo",
    number="B-1004/DJAI/AI.01.04/12/2022",
    address="github.com/Maisho20/Smart-City-2 :: public/docs",
    published=PartialDate(2022, 12, 6),
)
REPORT_2023: Final = Source(
    "Report on the evaluation of 2023, phase II, with the table of 141 regions",
    evidence=Evidence.OFFICIAL,
    publisher="Ditjen Aptika, Kominfo",
    number="B-1384/DJAI/AI.01.04/12/2023",
    address="github.com/Maisho20/Smart-City-2 :: public/docs",
    published=PartialDate(2023, 12, 4),
)
APTIKA_SELECTION: Final = _site(
    "Ministry page on the selection and the target of the movement, August 2019", "aptika.kominfo.go.id/2019/08/6545/"
)
APTIKA_BANGGAI: Final = Source(
    "Ministry page on the bimtek of Banggai, 2022", evidence=Evidence.SITE, publisher="Ditjen Aptika, Kominfo"
)
APTIKA_24_OF_25: Final = _site(
    "Ministry page of 2018: 24 of the 25 regions of 2017 succeeded", "aptika, 315-kota-pekalongan"
)
AGAM_2023: Final = _press("News of the agreement with Agam, 28 February 2023", "amcnews.co.id/2023/02/28")
MOU_LIST_2018: Final = _press(
    "List of the 50 regions at the agreement of 8 May 2018",
    "https://nationalgeographic.grid.id/amp/13350357/pengembangan-kota-dan-daerah-cerdas-telah-memasuki-tahap-kedua?page=2",
)
LIMA_PULUH_KOTA: Final = _press(
    "Agreement with Lima Puluh Kota, 2022, with both numbers",
    "bricker.my.id/2022/07/wujudkan-smart-city-pemkab-limapuluh.html",
)
KULON_PROGO_SEED: Final = Source(
    "DISKOMINFO Selenggarakan Bimtek Gerakan Menuju 100 Smart City",
    evidence=Evidence.PRESS,
    note="the bimtek follows from the agreement; agencies and villages write the plan",
)
BLITAR_SEED: Final = Source(
    "Smart City Kabupaten Blitar, Pjs Bupati: Kita Optimis Menang",
    evidence=Evidence.PRESS,
    published=PartialDate(2020, 11),
    note="yearly evaluation; one new innovation every year; leverage",
)
KENDAL_SEED: Final = _press(
    "Songsong Smart City, Kendal Gelar Bimtek Petakan Potensi Daerah",
    "https://jatengprov.go.id/beritadaerah/songsong-smart-city-kendal-gelar-bimtek-petakan-potensi-daerah/",
)
TRENGGALEK_SEED: Final = _press(
    "Percepat Terwujudnya Smart City, Kementrian Kominfo Terus Dampingi Trenggalek",
    "https://beritalima.com/percepat-terwujudnya-smart-city-kementrian-kominfo-terus-dampingi-trenggalek",
)
STAGES_TEGAL: Final = _site("Stages and quick wins of Kab. Tegal, 2023", "diskominfo.tegalkab.go.id")
STAGES_PEKALONGAN: Final = _press("Stages and books of Kota Pekalongan, 2018", "jatengprov.go.id")
STAGES_MANOKWARI: Final = _press(
    "Last stage of the bimtek in Manokwari, October 2023",
    "https://mataram.antaranews.com/amp/berita/302943/manokwari-laksnakan-bimtek-tahap-akhir-menuju-smart-city",
)
SERIES: Final = Source(
    "Complete series of stages: Manokwari 2023, Subang 2022, Lombok Timur 2017",
    evidence=Evidence.COMPUTED,
    note="gaps of 33, 36, 35; 27, 42, 22; 48, 23, 29 days",
)
DUMAI_CLOSING: Final = _press(
    "Dumai closes the bimtek, September 2022: four books, horizons, signatories",
    "https://www.wartapenariau.com/walikota-dumai-menutup-bimtek-masterplan-smart-city-quick-win-program-unggulan-kota-dumai/amp/",
)
DUMAI_PROGRESS: Final = _press(
    "Progress of Dumai, 2024", "https://riau1.com/berita/dumai/capaian-terbaru-program-smart-city-di-kota-dumai"
)
MUARA_ENIM_ADVICE: Final = Source(
    "Advice of three assessors to Muara Enim, 14 June 2023",
    evidence=Evidence.STORED,
    note="align with PP 59/2022, revise the masterplan after five years, show new quick wins",
)
TANAH_BUMBU: Final = _press(
    "Bimtek in Tanah Bumbu, 2024: four documents",
    "lenterabanua.com/bimbingan-teknis-penyusunan-master-plan-smart-city-di-tanah-bumbu/2",
)
WONOSOBO: Final = Source("Decision 555.6/2019 on the institutions of Wonosobo", evidence=Evidence.SITE)
THREE_2018: Final = Source(
    "Quick wins of Tanjungpinang, Kebumen, Bontang, Indramayu and Magelang, 2018-2019",
    evidence=Evidence.PRESS,
    note="three each; Siak 2019 says at least one",
)
SIX_2022: Final = Source(
    "Quick wins of Rembang, Kota Tegal, Jombang, Serang and Agam, from 2022",
    evidence=Evidence.PRESS,
    note="one a pillar",
)
QUICK_WIN_TIMES: Final = Source(
    "How long quick wins take: Balikpapan 2019, Dumai, Purbalingga, Lumajang, Bengkulu, Tanah Bumbu",
    evidence=Evidence.PRESS,
    note="6 to 12 months, one year, one to two years, this year or next",
)
MENTORS: Final = Source(
    "Mentors on quick wins: Balikpapan, Acuviarta Kartabi, Barry Simorangkir",
    evidence=Evidence.PRESS,
    note="sharpen an existing service; leverage, impact shown with statistics; need not be digital",
)
LEGAL_FORMS: Final = Source(
    "Regulations on masterplans: Sumbawa 91/2018, Blitar 22/2019, Bojonegoro 13/2020, Dumai 30/2023 and others",
    evidence=Evidence.PRESS,
)
CALENDAR_OF_COHORTS: Final = Source(
    "Dates of the agreements, from records of 2017 to 2024", evidence=Evidence.PRESS, note="per cohort"
)
OFFICIAL_141: Final = Source(
    "Table of 141 regions in the letter of 4 December 2023, reconciled with the lists of 2017, 2018, 2019 and 2021",
    evidence=Evidence.COMPUTED,
    number="B-1384/DJAI/AI.01.04/12/2023",
)
CALENDAR: Final = Source("The Gregorian calendar", evidence=Evidence.COMPUTED)
ARITHMETIC: Final = Source("Arithmetic on the figures of one document", evidence=Evidence.COMPUTED)
HOUSE: Final = Source(
    "A choice of gm100", evidence=Evidence.CONVENTION, note="no ministry says so; see what-we-do-not-know"
)
