"""
The letters and reports that state the weights and the results of the evaluations.
"""

from __future__ import annotations

from typing import Final

from gm100._dates import PartialDate
from gm100.model.source import Evidence, Source

LETTER_2021: Final = Source(
    "Invitation to the evaluation of 2021, as press articles print it",
    evidence=Evidence.PRESS,
    publisher="Ditjen Aptika, Kominfo",
    number="B-1013/DJAI/AI.01.02/10/2021",
    published=PartialDate(2021, 10, 12),
    note="pelitasumsel, republika",
)
LETTER_2022_REGULAR: Final = Source(
    "Weights of 2022 as a newspaper prints them",
    evidence=Evidence.PRESS,
    publisher="Jambi Ekspres",
    address="Jambi Ekspres 654588",
    note="the letter to the 99 regions, B-1003 of 5 December 2022, was not obtained; Kota Kediri's result agrees",
)
LETTER_2022_EARLY: Final = Source(
    "Report on the evaluation of 2022, with the table of 41 regions and Kota Surabaya",
    evidence=Evidence.OFFICIAL,
    publisher="Ditjen Aptika, Kominfo",
    number="B-1004/DJAI/AI.01.04/12/2022",
    address="github.com/Maisho20/Smart-City-2 :: public/docs",
    published=PartialDate(2022, 12, 6),
)
LETTER_2023: Final = Source(
    "Report on the evaluation of 2023, phase II, with the table of 141 regions",
    evidence=Evidence.OFFICIAL,
    publisher="Ditjen Aptika, Kominfo",
    number="B-1384/DJAI/AI.01.04/12/2023",
    address="github.com/Maisho20/Smart-City-2 :: public/docs",
    published=PartialDate(2023, 12, 4),
)
RESULT_2024: Final = Source(
    "Result of Kota Jambi in 2024, which the weights of 2023 reproduce",
    evidence=Evidence.COMPUTED,
    note="one record; no text seen states the weights of 2024, and a collaboration dimension cannot be excluded",
)
