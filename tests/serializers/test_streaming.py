"""
JSON Lines one at a time: a file may be larger than the memory, both ways.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from gm100 import DimensionScore, Evaluation
from gm100.serializers import iter_dump, iter_load
from gm100.serializers.formats.json_ import Engine

FEW, MANY = 500, 4000
SLACK = 64 * 1024  # Of what the interpreter itself keeps; a thousand lines would be ten times as much.


def made(count: int) -> Iterator[Evaluation]:
    """So many evaluations, each made when it is asked for."""
    for place in range(count):
        scores = (DimensionScore(dimension=f"item_{n}", value=Decimal((n + place) % 401) / 100) for n in range(12))
        yield Evaluation(region="35.03", edition="a-card", year=2023, scores=tuple(scores), published_rank=1 + place)


def peak(work: Callable[[], object]) -> int:
    """The most bytes that were held at once, the second time, when all that is made on first use is there."""
    work()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def write(count: int, file: Path) -> Path:
    """A file of so many lines."""
    assert iter_dump(made(count), file) == count
    return file


def read(file: Path, engine: Engine = "json") -> int:
    """How many entities a file has, each dropped before the next is read."""
    return sum(1 for _ in iter_load(file, engine=engine))


@pytest.mark.slow
class TestConstantMemory:
    def test_writing(self, tmp_path: Path) -> None:
        """Eight times as many entities are written in the same memory."""
        file = tmp_path / "all.jsonl"
        few, many = (peak(partial(write, count, file)) for count in (FEW, MANY))
        assert many < few + SLACK
        assert file.stat().st_size > 10 * SLACK

    @pytest.mark.parametrize("engine", ["json", "orjson"])
    def test_reading(self, tmp_path: Path, engine: Engine) -> None:
        """Eight times as many lines are read in the same memory."""
        files = [write(count, tmp_path / f"{count}.jsonl") for count in (FEW, MANY)]
        few, many = (peak(partial(read, file, engine)) for file in files)
        assert many < few + SLACK
        assert [read(file, engine) for file in files] == [FEW, MANY]

    def test_keeping_them_all_is_seen(self, tmp_path: Path) -> None:
        """The measure is not a blind one: a list of all lines takes many times as much."""
        file = write(MANY, tmp_path / "all.jsonl")
        assert peak(lambda: list(iter_load(file))) > 10 * SLACK
