"""
From the answers of a citizen survey to two indices for each region and year, on the engine of your choice.

    pip install 'gm100[frames,backends]'
    python examples/citizen_survey/job.py survey.parquet --engine polars --out indices.csv
    spark-submit examples/citizen_survey/job.py hdfs:///survey.parquet --engine spark --out indices.csv

The engines read the file piece by piece and hold no more than the sums of each region, year and pillar. All of them
compute the same numbers, to the last digit.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import narwhals as nw
from cards import ELEMENTS, IMPACT, NO_ANSWER, PILLAR, PILLARS, SKM, STATEMENTS

from gm100.adapters import rounded_mean, score_frame

KEYS = ("region", "year")
RESULTS = (*KEYS, "respondents", "skm_index", "skm_rank", "impact_index", "impact_rank")


def indices(answers: Any) -> Any:
    """
    Return a frame of indices and ranks of a frame of answers, of any engine.
    """
    regions = _by_region(_by_pillar(nw.from_native(answers)))
    scored = score_frame(regions.to_native(), SKM, prefix="skm_", **_LEAN, within=["year"])
    scored = score_frame(scored, IMPACT, prefix="impact_", **_LEAN, within=["year"])
    return nw.from_native(scored).select(*RESULTS).to_native()


_LEAN: Mapping[str, Any] = {"problems": "mark", "nodes": False}
"""Run no query before the end, and add nothing that is not asked for."""


def _by_pillar(answers: Any) -> Any:
    """
    Return one row a region, year and pillar: sums and numbers of answers, and the score of the pillar.

    The grouping is the only step that sees every respondent, so it does as little as it can: it adds up all that is
    written and counts the questions that were not answered; what these have put into the sum is taken out afterwards.
    """
    names = (*ELEMENTS, *STATEMENTS)
    written = [nw.col(name).sum().alias(f"sum_{name}") for name in names]
    silent = [(nw.col(name) == NO_ANSWER).cast(nw.Int8).sum().alias(f"silent_{name}") for name in names]
    counted = answers.group_by(*KEYS, "pillar").agg(nw.len().alias("respondents"), *written, *silent)
    sums = counted.select(
        *KEYS,
        "pillar",
        "respondents",
        *((_whole(f"sum_{name}") - _whole(f"silent_{name}") * NO_ANSWER).alias(f"sum_{name}") for name in names),
        *((_whole("respondents") - _whole(f"silent_{name}")).alias(f"n_{name}") for name in names),
    )
    means = sums.with_columns(**{name: rounded_mean(f"sum_{name}", f"n_{name}") for name in STATEMENTS})
    return nw.from_native(score_frame(means.to_native(), PILLAR, prefix="pillar_", **_LEAN, rank=False))


def _whole(name: str) -> Any:
    """
    Return a column as a signed whole number; engines differ in what a sum or a count is.
    """
    return nw.col(name).cast(nw.Int64)


def _by_region(pillars: Any) -> Any:
    """
    Return one row a region and year: the means of the elements over all pillars, and the score of each pillar.
    """
    sums = [nw.col(f"{what}_{name}").sum() for name in ELEMENTS for what in ("sum", "n")]
    scores = [
        nw.when(nw.col("pillar") == pillar).then(nw.col("pillar_index")).max().alias(pillar) for pillar in PILLARS
    ]
    regions = pillars.group_by(*KEYS).agg(nw.col("respondents").sum(), *sums, *scores)
    means = {name: rounded_mean(f"sum_{name}", f"n_{name}") for name in ELEMENTS}
    return regions.select(*KEYS, "respondents", *PILLARS, **means)


def with_polars(path: str) -> tuple[Any, Callable[[Any], Any]]:
    """
    Return the answers as a lazy frame, and how to run what is made of them.
    """
    import polars as pl

    return pl.scan_parquet(path), lambda frame: frame.collect(engine="streaming").to_dicts()


def with_duckdb(path: str) -> tuple[Any, Callable[[Any], Any]]:
    """
    Return the answers as a relation, and how to run what is made of it.
    """
    import duckdb

    connection = duckdb.connect(config={"memory_limit": "800MB"})
    return connection.read_parquet(path), lambda relation: relation.to_arrow_table().to_pylist()


def with_spark(path: str) -> tuple[Any, Callable[[Any], Any]]:
    """
    Return the answers as a frame of the session that `spark-submit` or the configuration says, and how to run it.
    """
    from pyspark.sql import SparkSession

    builder: Any = SparkSession.builder
    session = builder.appName("citizen-survey").getOrCreate()
    return session.read.parquet(path), lambda frame: [row.asDict() for row in frame.collect()]


ENGINES: Mapping[str, Callable[[str], tuple[Any, Callable[[Any], Any]]]] = {
    "polars": with_polars,
    "duckdb": with_duckdb,
    "spark": with_spark,
}


def run(path: str, engine: str) -> list[dict[str, Any]]:
    """
    Return the indices of a file of answers, in the order of regions and years.
    """
    answers, finish = ENGINES[engine](path)
    rows: list[dict[str, Any]] = finish(indices(answers))
    return sorted(rows, key=lambda row: (row["region"], row["year"]))


def write(rows: Sequence[Mapping[str, Any]], path: str | None) -> None:
    """
    Write the indices as CSV, to the terminal if no path is given.
    """
    with nullcontext(sys.stdout) if path is None else Path(path).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, RESULTS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(argv: Sequence[str] | None = None) -> None:
    """
    Run from the command line.
    """
    parser = argparse.ArgumentParser(description="From the answers of a citizen survey to indices.")
    parser.add_argument("path", help="the Parquet file or folder of answers")
    parser.add_argument("--engine", choices=ENGINES, default="polars")
    parser.add_argument("--out", help="CSV file; the terminal, if not given")
    options = parser.parse_args(argv)
    write(run(options.path, options.engine), options.out)


if __name__ == "__main__":
    main()
