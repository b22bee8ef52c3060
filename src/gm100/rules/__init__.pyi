from gm100.rules.book import BookRule as BookRule, RuleBook as RuleBook, rule as rule
from gm100.rules.case import (
    Case as Case, Episode as Episode, Ignorance as Ignorance, Knowledge as Knowledge, Observation as Observation,
    broken as broken, idle as idle, judge as judge, met as met, unknown as unknown,
)
from gm100.rules.editions import (
    BOOKS as BOOKS, BOOK_2017 as BOOK_2017, BOOK_2018 as BOOK_2018, BOOK_2019 as BOOK_2019, BOOK_2021 as BOOK_2021,
    BOOK_2022 as BOOK_2022, BOOK_2023 as BOOK_2023, BOOK_2024 as BOOK_2024, BOOK_RECORD as BOOK_RECORD,
    book_for as book_for,
)
from gm100.rules.engine import check as check
from gm100.rules.progress import (
    latest_day as latest_day, next_steps as next_steps, stage_of as stage_of, timeline as timeline,
)
