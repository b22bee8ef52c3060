"""
Make up the answers of a citizen survey, and write them to Parquet a chunk at a time.

    pip install 'gm100[arrow,numpy]'
    python examples/citizen_survey/generate.py survey.parquet --rows 5000000
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from cards import ELEMENTS, NO_ANSWER, PILLARS, STATEMENTS

import gm100

YEARS = (2023, 2024)
CHUNK = 250_000
SILENT = 0.03
"""Share of questions that are not answered."""

SCHEMA = pa.schema(
    [
        ("region", pa.string()),
        ("year", pa.int16()),
        ("pillar", pa.string()),
        *((name, pa.int8()) for name in (*ELEMENTS, *STATEMENTS)),
    ]
)


def chunks(rows: int, seed: int) -> Iterator[pa.Table]:
    """
    Yield the answers of so many respondents; the same seed makes the same answers.
    """
    draw = np.random.default_rng(seed)
    codes = np.array(list(gm100.regions()))
    mood = draw.normal(0.62, 0.08, (len(codes), len(YEARS))).clip(0.35, 0.9)
    for start in range(0, rows, CHUNK):
        yield _chunk(draw, codes, mood, min(CHUNK, rows - start))


def _chunk(draw: Any, codes: Any, mood: Any, rows: int) -> pa.Table:
    region, year = draw.integers(0, len(codes), rows), draw.integers(0, len(YEARS), rows)
    pillar = draw.integers(0, len(PILLARS), rows)
    content = mood[region, year].astype("float32")
    answers = (_answers(draw, content) for _ in (*ELEMENTS, *STATEMENTS))
    columns = (codes[region], np.array(YEARS, "int16")[year], np.array(PILLARS)[pillar], *answers)
    return pa.table([pa.array(column) for column in columns], schema=SCHEMA)


def _answers(draw: Any, content: Any) -> Any:
    """
    Return 1 to 4, the higher the more content a region is, and 9 where there is no answer.
    """
    given = draw.random(len(content), dtype="float32") + content - 0.5
    answer = np.digitize(given, (0.15, 0.45, 0.8)).astype("int8") + np.int8(1)
    return np.where(draw.random(len(content), dtype="float32") < SILENT, np.int8(NO_ANSWER), answer)


def generate(path: Path, rows: int, seed: int = 7) -> None:
    """
    Write the answers; no more than one chunk is held in memory.
    """
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for table in chunks(rows, seed):
            writer.write_table(table)


def main(argv: Sequence[str] | None = None) -> None:
    """
    Run from the command line.
    """
    parser = argparse.ArgumentParser(description="Make up the answers of a citizen survey.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(argv)
    generate(options.path, options.rows, options.seed)
    print(f"{options.rows:,} respondents in {options.path}")


if __name__ == "__main__":
    main()
