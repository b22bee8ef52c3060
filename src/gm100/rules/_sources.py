"""
Where the rules are stated.
"""

from __future__ import annotations

from typing import Final

from gm100._dates import PartialDate
from gm100.model.source import Evidence, Source

MINISTRY: Final = "Ditjen Aptika, Kominfo"
"""The publisher of what the ministry says itself."""
_RECORDS = "tools/sources/records.jsonl"
_REPORTS = "github.com/Maisho20/Smart-City-2 :: public/docs"


def _press(title: str, address: str, note: str | None = None) -> Source:
    return Source(title, evidence=Evidence.PRESS, address=address, note=note)


def _site(title: str, address: str, note: str | None = None, publisher: str | None = None) -> Source:
    return Source(title, evidence=Evidence.SITE, publisher=publisher, address=address, note=note)


def _ours(title: str, note: str | None = None, address: str = _RECORDS) -> Source:
    return Source(title, evidence=Evidence.COMPUTED, publisher="gm100", address=address, note=note)


def _letter(title: str, number: str, published: PartialDate) -> Source:
    return Source(
        title,
        evidence=Evidence.OFFICIAL,
        publisher=MINISTRY,
        number=number,
        address=_REPORTS,
        published=published,
    )


REPORT_2022: Final = _letter(
    "Report on the evaluation of 2022, with the table of 41 regions and Kota Surabaya",
    "B-1004/DJAI/AI.01.04/12/2022",
    PartialDate(2022, 12, 6),
)
REPORT_2023: Final = _letter(
    "Report on the evaluation of 2023, phase II, with the table of 141 regions",
    "B-1384/DJAI/AI.01.04/12/2023",
    PartialDate(2023, 12, 4),
)
REPORTS: Final = (REPORT_2022, REPORT_2023)

APTIKA_SELECTION: Final = _site(
    "Ministry page on the selection and the target of the movement, August 2019",
    "aptika.kominfo.go.id/2019/08/6545/",
    publisher=MINISTRY,
)
APTIKA_BANGGAI: Final = _site(
    "Ministry page on the bimtek of Banggai, 2022",
    "https://aptika.kominfo.go.id/2022/06/"
    "gerakan-menuju-smart-city-2022-kabupaten-banggai-jadi-satu-satunya-wakil-sulawesi-tengah",
    publisher=MINISTRY,
)
APTIKA_PEKALONGAN: Final = _site(
    "Ministry page on Kota Pekalongan, 2018: 24 of the 25 regions of 2017 succeeded",
    "http://aptika.kominfo.go.id/index.php/berita/315-kota-pekalongan-menyiapkan-masterplan-smartcity",
    publisher=MINISTRY,
)
OFFICIAL_141: Final = Source(
    "Table of 141 regions in the letter of 4 December 2023, reconciled with the lists of 2017, 2018, 2019 and 2021",
    evidence=Evidence.COMPUTED,
    publisher=MINISTRY,
    number="B-1384/DJAI/AI.01.04/12/2023",
    address=_REPORTS,
)
AGAM_2023: Final = _press(
    "News of the agreement with Agam, 28 February 2023",
    "https://amcnews.co.id/2023/02/28/implementasi-smart-city-pemkab-agam-kementerian-kominfo-ri-teken-mou",
)
AGAM_STAGE_IV: Final = _press(
    "Last stage of the bimtek in Agam, 2023: six quick wins, the masterplan due in December",
    "https://sumbar.carapandang.com/news/read/"
    "gelar-bimtek-terakhir-penyusunan-masterplan-tahap-4-agam-menuju-kota-cerdas?page=2",
)
PAYAKUMBUH_2022: Final = _press(
    "Agreement with Kota Payakumbuh, 2022, signed by an assistant for the mayor",
    "https://majalahagraria.today/lintas-daerah/81852/"
    "wali-kota-payakumbuh-bersama-50-bupati-dan-wali-kota-se-indonesia-tanda-tangani-nota-kesepakatan",
)
MOU_LIST_2018: Final = _press(
    "List of the 50 regions at the agreement of 8 May 2018",
    "https://nationalgeographic.grid.id/amp/13350357/"
    "pengembangan-kota-dan-daerah-cerdas-telah-memasuki-tahap-kedua?page=2",
)
LIMA_PULUH_KOTA: Final = _press(
    "Agreement with Lima Puluh Kota, 2022, with both numbers",
    "https://bricker.my.id/2022/07/wujudkan-smart-city-pemkab-limapuluh.html",
)
SCOPE_2024: Final = _press(
    "Letter of 31 May 2023 on the cohort of 2024, with the scope of the agreement",
    "https://infopublik.id/kategori/nusantara/749175/site.webmanifest",
    "bimtek on the masterplan, dissemination and FGD; Badung 2017, Pasuruan 2021 and Tabanan 2022 name more points",
)
KULON_PROGO_SEED: Final = _site(
    "DISKOMINFO Selenggarakan Bimtek Gerakan Menuju 100 Smart City",
    "kominfo.kulonprogokab.go.id",
    "the bimtek follows from the agreement; experts of the ministry; agencies and villages write the plan",
    "Dinas Kominfo Kabupaten Kulon Progo",
)
BLITAR_SEED: Final = Source(
    "Smart City Kabupaten Blitar, Pjs Bupati: Kita Optimis Menang",
    evidence=Evidence.PRESS,
    publisher="Dinas Kominfo Kabupaten Blitar",
    published=PartialDate(2020, 11),
    sponsored=True,
    note="an advertisement (Adv/Kmf): yearly evaluation; one new innovation every year; leverage",
)
KENDAL_SEED: Final = _site(
    "Songsong Smart City, Kendal Gelar Bimtek Petakan Potensi Daerah",
    "https://jatengprov.go.id/beritadaerah/songsong-smart-city-kendal-gelar-bimtek-petakan-potensi-daerah/",
    publisher="Pemerintah Provinsi Jawa Tengah",
)
TRENGGALEK_SEED: Final = _press(
    "Percepat Terwujudnya Smart City, Kementrian Kominfo Terus Dampingi Trenggalek",
    "https://beritalima.com/percepat-terwujudnya-smart-city-kementrian-kominfo-terus-dampingi-trenggalek",
)
STAGES_PEKALONGAN: Final = _site(
    "Stages and books of Kota Pekalongan, 2018",
    "https://jatengprov.go.id/beritadaerah/kota-pekalongan-maksimalkan-langkah-menuju-smart-city/",
    "I gives book 1, II and III book 2, IV the executive summary; one quick win",
    "Pemerintah Provinsi Jawa Tengah",
)
STAGES_MANOKWARI: Final = _press(
    "Last stage of the bimtek in Manokwari, October 2023",
    "https://mataram.antaranews.com/amp/berita/302943/manokwari-laksnakan-bimtek-tahap-akhir-menuju-smart-city",
    "books 3 and 4 follow after stage IV",
)
SERIES: Final = _ours(
    "Complete series of stages: Manokwari 2023, Subang 2022, Minahasa 2021, Lombok Timur 2017",
    "gaps of 33, 36, 35; 27, 42, 22; 84, 28, 28; 48, 23, 29 days",
)
SHORT_STAGES: Final = _ours(
    "Stages of another length: Subang I, Magetan II, Katingan IV and Penajam Paser Utara in 2022, one day each"
)
DUMAI_CLOSING: Final = _press(
    "Dumai closes the bimtek, September 2022: four books, horizons, signatories",
    "https://www.wartapenariau.com/"
    "walikota-dumai-menutup-bimtek-masterplan-smart-city-quick-win-program-unggulan-kota-dumai/amp/",
)
DUMAI_PROGRESS: Final = _press(
    "Progress of Dumai, 2024", "https://riau1.com/berita/dumai/capaian-terbaru-program-smart-city-di-kota-dumai"
)
MUARA_ENIM_ADVICE: Final = Source(
    "Advice of three assessors to Muara Enim, 14 June 2023",
    evidence=Evidence.STORED,
    publisher="Pemerintah Kabupaten Muara Enim",
    address="simpan.muaraenimkab.go.id",
    note="align with PP 59/2022; the masterplan may be revised after five years; not only regional money pays",
)
MUARA_ENIM_2020: Final = _press(
    "Muara Enim shows a new quick win at each evaluation, 2020 and 2021",
    "https://satukanegeri.com/post/59165/tim_evaluator_apresiasi_paparan_dan_jawaban_muara_enim_smart_regency",
)
BENGKULU_2023: Final = _press(
    "Bimtek in Kota Bengkulu, 2023: four books, four months, quick wins of one to two years",
    "https://bengkulutoday.com/kemenkominfo-godok-masterplan-smart-city-kota-bengkulu",
)
WONOSOBO: Final = _site(
    "Decision 555.6/2019 on the council of Wonosobo",
    "https://diskominfo.wonosobokab.go.id/detail/Dewan-Smart-City-Terbentuk",
    "the regent is its patron (pembina), Forkopimda and the deputy direct, its members are the heads of agencies",
    "Dinas Kominfo Kabupaten Wonosobo",
)
CHAIRS: Final = _ours(
    "Chairs of councils and teams: Balikpapan 2019, Kota Mojokerto 2022, Manado 2018, Blitar 2021, Raja Ampat 2021",
    "the council is chaired by the mayor, once by the deputy; a team by Bappeda, the Kominfo office or another",
)
COUNCIL_MEMBERS: Final = _press(
    "Stage IV of Tanjungpinang, 2019: council and team, with universities, banks, firms and associations",
    "https://sijoritoday.com/2019/10/01/harya-dibuat-salut-penyusunan-masterplan-smart-city-tanjungpinang/",
)
PLANS: Final = _ours(
    "Tables of real plans: Wonosobo 2018 and 2019, Kota Bogor 2017-2021",
    "a programme listed twice, rows without an owner, printed totals that differ from the list",
    "tools/sources/programmes.csv",
)
PERIODS: Final = _ours(
    "Periods of plans: Dumai 2022-2032, Bontang 2020-2029, Lumajang 2024-2033, Kota Bogor 2017-2021, Blitar 2019-2028",
    "five to ten years; terms of one, three to five, and six to ten years",
)
LEGAL_FORMS: Final = _ours(
    "Regulations on masterplans: Blitar 22/2019, Indramayu 60/2019, Bojonegoro 13/2020, Dumai 30/2023 and others",
    "Surakarta's regulation 28/2019 is older than its plan of 2021-2026",
    "tools/sources/regulations.csv",
)
BOGOR_BOOKS: Final = Source(
    "Plans of Kota Bogor: three books for 2017-2021, four for 2023-2027",
    evidence=Evidence.STORED,
    address="https://github.com/Farel-ui/sm :: database/seeders/MasterplanSeeder.php",
    note="1 Analisis Strategis, 2 Masterplan, 3 Executive Summary; later 3 Quick Wins, 4 Road Map",
)
THREE_2018: Final = _press(
    "Three quick wins of Kebumen, 2019",
    "https://suarabaru.id/2019/10/08/tiga-inovasi-pelayanan-jadi-andalan-100-smart-city-kebumen",
    "three as well in Tanjungpinang, Bontang, Indramayu and Magelang; at least one in Siak, one in Kota Pekalongan",
)
SIX_2022: Final = _site(
    "Bimtek in Rembang, June 2022: a quick win for each dimension",
    "https://rembangkab.go.id/berita/smart-city-berproses-pemkab-gelar-bimtek-penyusunan-masterplan/amp",
    "as well in Kota Tegal, Jombang, Serang and Agam",
    "Pemerintah Kabupaten Rembang",
)
QUICK_WIN_TIMES: Final = _press(
    "Lumajang, October 2023: quick wins within one to two years",
    "https://harianbangsa.net/penyusunan-masterplan-smart-city-di-lumajang-masuki-tahap-final",
    "6 to 12 months in Balikpapan 2019, one year in Dumai, this year or next in Tanah Bumbu",
)
MENTORS: Final = _site(
    "Stage II in Balikpapan, 2019: what a quick win is",
    "web.balikpapan.go.id/berita/read/7988",
    "a real action, the sharpening of an existing service, shown with statistics of impact",
    "Pemerintah Kota Balikpapan",
)
OWNERS_TEGAL: Final = _press(
    "Quick wins of Kabupaten Tegal with their owners", "jateng.disway.id", "one region, 2024"
)
CALENDAR_OF_COHORTS: Final = _ours("Dates of the cohorts from records of 2017 to 2024, several regions each")
TUBAN_2018: Final = _ours("Printed dates that contradict one another: stage III of Tuban on 3/10/2018 and on 30 October")
AWARDS: Final = _ours("Records of awards of the ministry and of others, 2015 to 2025")
BOGOR_CHART: Final = Source(
    "Components of Kota Bogor by year, as a chart of the city rounds them",
    evidence=Evidence.STORED,
    address="https://github.com/Farel-ui/sm :: database/seeders/EvaluasiSeeder.php",
)
KEDIRI_2022: Final = Source(
    "Result of Kota Kediri in 2022 with the scores of its six pillars",
    evidence=Evidence.PRESS,
    publisher="bangsaonline.com",
)
LOMBOK_TIMUR_BUDGET: Final = _site(
    "Evaluation of Lombok Timur, 2022: less than a tenth of the regional budget",
    "https://diskominfo.lomboktimurkab.go.id/baca-berita-725-kemenkominfo-kembali-evaluasi-smart-city-di-lotim.html",
    publisher="Dinas Kominfo Kabupaten Lombok Timur",
)
CALENDAR: Final = Source("The Gregorian calendar", evidence=Evidence.COMPUTED, number="ISO 8601")
CODES: Final = Source(
    "Codes and names of regions", evidence=Evidence.OFFICIAL, publisher="Kemendagri", number="300.2.2-2138/2025"
)
ARITHMETIC: Final = Source("Arithmetic on the figures of one document", evidence=Evidence.COMPUTED, publisher="gm100")
HOUSE: Final = Source(
    "A choice of gm100",
    evidence=Evidence.CONVENTION,
    publisher="gm100",
    note="no ministry says so; see what-we-do-not-know",
)
