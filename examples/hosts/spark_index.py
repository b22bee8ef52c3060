"""
A Spark job that computes an index row by row on the workers, by a scorecard that is sent to them.

    pip install 'gm100[backends]'
    spark-submit examples/hosts/spark_index.py

`gm100.score_frame` writes scorecards as expressions of Spark, which is faster; this is for scorecards with a method of
your own, which only Python knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyspark.sql import SparkSession

import gm100


def main() -> None:
    """
    Score the published evaluations of 2023, and compare with what the driver computes.
    """
    card = gm100.scorecards()["kominfo-2023-regular"]
    program = gm100.scoring.compiled(card)

    def scored(rows: Iterator[Any]) -> Iterator[tuple[str, str]]:
        for row in rows:
            yield row["code"], str(program({code: row[code] for code in program.codes}))

    results = [each for each in gm100.evaluations(year=2023) if each.edition == card.id and each.participated]
    table = [{"code": each.region} | {s.dimension: s.value for s in each.scores} for each in results]
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        found = dict(spark.sparkContext.parallelize(table, 4).mapPartitions(scored).collect())
    finally:
        spark.stop()
    expected = {each.unit: str(each.value) for each in gm100.score(results, card)}
    assert found == expected
    print(f"{len(found)} regions, the same on the workers as here")


if __name__ == "__main__":
    main()
