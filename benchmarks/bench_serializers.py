"""
Reading and writing evaluations, beside the libraries that people use for it, in one run.

    python benchmarks/bench_serializers.py

Every figure is the best of many short rounds, and the rounds of all libraries take turns, so that a busy machine slows
them alike. The peers check what gm100 checks of a field: types, ranges, patterns, no unknown keys.
"""

from __future__ import annotations

import json
import tempfile
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import dacite
import marshmallow
import msgspec
import pydantic
from marshmallow import fields, validate

from gm100 import DimensionScore, Evaluation, dumps, iter_dump, iter_load, loads

REGION, SLUG = r"^[1-9]\d(\.\d{2})?$", r"^[a-z0-9]+([._-][a-z0-9]+)*$"
ROUNDS, CALLS, BULK = 60, 20, 3598


class PydanticScore(pydantic.BaseModel):
    """A score as pydantic has it."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)
    dimension: Annotated[str, pydantic.StringConstraints(pattern=SLUG)]
    value: Annotated[Decimal, pydantic.Field(ge=0, le=4)]


class PydanticEvaluation(pydantic.BaseModel):
    """An evaluation as pydantic has it."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)
    region: Annotated[str, pydantic.StringConstraints(pattern=REGION)]
    edition: Annotated[str, pydantic.StringConstraints(pattern=SLUG)]
    year: Annotated[int, pydantic.Field(ge=2017, le=9999)]
    name: str | None = None
    scores: tuple[PydanticScore, ...] = ()
    published_index: Annotated[Decimal, pydantic.Field(ge=0, le=4)] | None = None
    published_rank: Annotated[int, pydantic.Field(ge=1)] | None = None


class MsgspecScore(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A score as msgspec has it; it cannot bound a Decimal."""

    dimension: Annotated[str, msgspec.Meta(pattern=SLUG)]
    value: Decimal


class MsgspecEvaluation(msgspec.Struct, forbid_unknown_fields=True, frozen=True, omit_defaults=True):
    """An evaluation as msgspec has it."""

    region: Annotated[str, msgspec.Meta(pattern=REGION)]
    edition: Annotated[str, msgspec.Meta(pattern=SLUG)]
    year: Annotated[int, msgspec.Meta(ge=2017, le=9999)]
    name: str | None = None
    scores: tuple[MsgspecScore, ...] = ()
    published_index: Decimal | None = None
    published_rank: int | None = None


class MarshmallowScore(marshmallow.Schema):
    """A score as marshmallow has it."""

    dimension = fields.String(required=True, validate=validate.Regexp(SLUG))
    value = fields.Decimal(required=True, as_string=True, validate=validate.Range(0, 4))


class MarshmallowEvaluation(marshmallow.Schema):
    """An evaluation as marshmallow has it; it loads a dict, and makes no object."""

    region = fields.String(required=True, validate=validate.Regexp(REGION))
    edition = fields.String(required=True, validate=validate.Regexp(SLUG))
    year = fields.Integer(required=True, validate=validate.Range(2017, 9999))
    name = fields.String()
    scores = fields.List(fields.Nested(MarshmallowScore))
    published_index = fields.Decimal(as_string=True, validate=validate.Range(0, 4))
    published_rank = fields.Integer(validate=validate.Range(1))


@dataclass(frozen=True)
class PlainScore:
    """A score as dacite has it, without constraints."""

    dimension: str
    value: Decimal


@dataclass(frozen=True)
class PlainEvaluation:
    """An evaluation as dacite has it, without constraints."""

    region: str
    edition: str
    year: int
    name: str | None = None
    scores: tuple[PlainScore, ...] = ()
    published_index: Decimal | None = None
    published_rank: int | None = None


def sample(place: int = 0) -> Evaluation:
    """
    Return an evaluation with 30 scores.
    """
    scores = (DimensionScore(dimension=f"item_{n}", value=Decimal((n * 13 + place) % 401) / 100) for n in range(30))
    return Evaluation(
        region="99.01",
        edition="kominfo-2023-regular",
        year=2023,
        name="a region that is not there",
        scores=tuple(scores),
        published_index=Decimal("3.31"),
        published_rank=1 + place,
    )


def fastest(works: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """
    Return microseconds a call by name, the best round of each; the rounds take turns.
    """
    best = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = perf_counter()
            for _ in range(CALLS):
                work()
            best[name] = min(best[name], (perf_counter() - start) / CALLS * 1e6)
    return best


def table(title: str, found: dict[str, float], unit: str = "us") -> None:
    """
    Print figures, and each as a multiple of pydantic's.
    """
    print(f"\n{title}")
    for name, value in found.items():
        print(f"  {name:32} {value:10.1f} {unit}  {value / found['pydantic']:6.2f} x pydantic")


def reading(text: str, item: str) -> dict[str, Callable[[], Any]]:
    """
    Return the ways to read one evaluation.
    """
    schema, decoder = MarshmallowEvaluation(), msgspec.json.Decoder(MsgspecEvaluation)
    config = dacite.Config(cast=[tuple], type_hooks={Decimal: Decimal}, strict=True)
    return {
        "pydantic": lambda: PydanticEvaluation.model_validate_json(item),
        "gm100": lambda: loads(text),
        "gm100, orjson": lambda: loads(text, engine="orjson"),
        "msgspec (no range of Decimal)": lambda: decoder.decode(item),
        "marshmallow": lambda: schema.loads(item),
        "dacite (no constraints)": lambda: dacite.from_dict(PlainEvaluation, json.loads(item), config),
        "json.loads alone": lambda: json.loads(text),
    }


def writing(item: str) -> dict[str, Callable[[], Any]]:
    """
    Return the ways to write one evaluation.
    """
    ours, theirs = sample(), PydanticEvaluation.model_validate_json(item)
    plain, schema = msgspec.json.decode(item, type=MsgspecEvaluation), MarshmallowEvaluation()
    tree, encode = json.loads(item), msgspec.json.Encoder().encode
    return {
        "pydantic": theirs.model_dump_json,
        "gm100": lambda: dumps(ours, indent=None),
        "gm100, orjson": lambda: dumps(ours, indent=None, engine="orjson"),
        "msgspec": lambda: encode(plain),
        "marshmallow": lambda: schema.dumps(tree),
        "json.dumps alone": lambda: json.dumps(tree),
    }


def building() -> dict[str, Callable[[], Any]]:
    """
    Return the ways to build one evaluation in Python.
    """
    values = [(f"item_{n}", Decimal(n * 13 % 401) / 100) for n in range(30)]
    given: Any = {"region": "35.03", "edition": "kominfo-2023-regular", "year": 2023, "published_rank": 1}
    return {
        "pydantic": lambda: PydanticEvaluation(
            scores=tuple(PydanticScore(dimension=d, value=v) for d, v in values), **given
        ),
        "gm100": lambda: Evaluation(scores=tuple(DimensionScore(dimension=d, value=v) for d, v in values), **given),
    }


def bulk(folder: Path) -> None:
    """
    Read many evaluations from JSON Lines and keep them all: time, and memory held.
    """
    ours, theirs = folder / "ours.jsonl", folder / "theirs.jsonl"
    lines = [dumps(sample(place), format="jsonl") for place in range(BULK)]
    ours.write_text("".join(lines), encoding="utf-8")
    theirs.write_text("".join(json.dumps(json.loads(line)["item"]) + "\n" for line in lines), encoding="utf-8")

    def with_pydantic() -> Any:
        with theirs.open("rb") as stream:
            return [PydanticEvaluation.model_validate_json(line) for line in stream]

    works: dict[str, Callable[[], Any]] = {
        "pydantic": with_pydantic,
        "gm100": lambda: list(iter_load(ours)),
        "gm100, orjson": lambda: list(iter_load(ours, engine="orjson")),
    }
    seconds = dict.fromkeys(works, float("inf"))
    for _ in range(3):
        for name, work in works.items():
            start = perf_counter()
            work()
            seconds[name] = min(seconds[name], perf_counter() - start)
    table(f"{BULK} evaluations from JSON Lines, all kept", {n: s * 1e3 for n, s in seconds.items()}, "ms")
    table("memory they hold", {name: held(work) for name, work in works.items()}, "MB")


def streaming(folder: Path) -> None:
    """
    Print the most memory held at once while lines are written and read one at a time, for few and for many.
    """
    file = folder / "stream.jsonl"
    works: dict[str, Callable[[int], Any]] = {
        "iter_dump": lambda count: iter_dump(map(sample, range(count)), file),
        "iter_load": lambda _: sum(1 for _ in iter_load(file)),
        "iter_load, orjson": lambda _: sum(1 for _ in iter_load(file, engine="orjson")),
    }
    print("\npeak of memory while streaming")
    for count in (1_000, 10_000):
        for name, work in works.items():
            work(count)
            tracemalloc.start()
            work(count)
            peak = tracemalloc.get_traced_memory()[1] / 1e3
            tracemalloc.stop()
            print(f"  {name:32} {peak:10.1f} kB  {count:6} lines, {file.stat().st_size / 1e6:.1f} MB")


def held(work: Callable[[], Any]) -> float:
    """
    Return the megabytes that the result of a call holds.
    """
    work()
    tracemalloc.start()
    kept = work()
    size = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return size if kept else 0.0


def main() -> None:
    """
    Print all tables.
    """
    text = dumps(sample(), indent=None)
    item = json.dumps(json.loads(text)["item"], separators=(",", ":"))
    table("read one evaluation with 30 scores", fastest(reading(text, item)))
    table("write it", fastest(writing(item)))
    table("build it in Python", fastest(building()))
    with tempfile.TemporaryDirectory() as folder:
        bulk(Path(folder))
        streaming(Path(folder))


if __name__ == "__main__":
    main()
