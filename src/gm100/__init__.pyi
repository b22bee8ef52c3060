from gm100 import adapters as adapters, errors as errors, model as model, reference as reference
from gm100 import rules as rules, scoring as scoring, serializers as serializers, typing as typing
from gm100.adapters import (
    from_frame as from_frame, read_table as read_table, resolve_frame as resolve_frame, score_frame as score_frame,
    to_frame as to_frame,
)
from gm100.errors import (
    AmbiguousRegionError as AmbiguousRegionError, ArgumentError as ArgumentError, CannotHoldError as CannotHoldError,
    DefinitionError as DefinitionError, DocumentError as DocumentError, DuplicateIdError as DuplicateIdError,
    EngineLimitError as EngineLimitError, Gm100Error as Gm100Error,
    InvalidEntityError as InvalidEntityError, Issue as Issue, MissingExtraError as MissingExtraError,
    MissingFileError as MissingFileError, RefusedError as RefusedError, ScoringError as ScoringError,
    UnknownFormatError as UnknownFormatError, UnknownIdError as UnknownIdError,
    UnknownPositionError as UnknownPositionError, UnknownRegionError as UnknownRegionError,
    UnreadableDateError as UnreadableDateError,
)
from gm100.model import *
from gm100.reference import *
from gm100.rules import (
    BOOK_2017 as BOOK_2017, BOOK_2018 as BOOK_2018, BOOK_2019 as BOOK_2019, BOOK_2021 as BOOK_2021,
    BOOK_2022 as BOOK_2022, BOOK_2023 as BOOK_2023, BOOK_2024 as BOOK_2024, BOOK_RECORD as BOOK_RECORD,
    RuleBook as RuleBook,
    next_steps as next_steps, rule as rule, stage_of as stage_of, timeline as timeline,
)
from gm100.scoring import (
    Comparison as Comparison, LeaveOut as LeaveOut, Needs as Needs, Panel as Panel, Ranking as Ranking,
    Scores as Scores, Sensitivity as Sensitivity,
    ahp as ahp, audit as audit, compare as compare, diff as diff, effective_weights as effective_weights,
    export_scorecard as export_scorecard, improvement as improvement, leave_one_out as leave_one_out,
    mean_answer as mean_answer, mean_answers as mean_answers, needed_for as needed_for, panel as panel, rank as rank,
    score as score, sensitivity as sensitivity, sobol as sobol, what_if as what_if,
)
from gm100.serializers import (
    dump as dump, dumps as dumps, iter_dump as iter_dump, iter_load as iter_load, load as load,
    load_lenient as load_lenient, loads as loads, loads_lenient as loads_lenient, schema as schema, to_rows as to_rows,
)

__version__: str
