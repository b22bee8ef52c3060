"""
Whatever bytes come, an error of ours comes out, or an entity.
"""

from __future__ import annotations

import random
from contextlib import suppress
from typing import Any

import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gm100
from gm100 import Gm100Error
from gm100.serializers import FORMATS, Limits, dumps, loads, loads_lenient

LIMITS = Limits(size=1_000_000, depth=20, issues=20)

SEEDS: tuple[Any, ...] = (
    gm100.evaluations()[:2],
    gm100.regions()["35.03"],
    gm100.scorecards()["kominfo-2023-regular"],
    gm100.pillars()["governance"],
)
NASTY = (
    b"",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xff\xfe{}",
    b"null",
    b"[]",
    b"{}",
    b'"x"',
    b"1" * 5000,
    b"[" * 5000,
    b'{"schema_version": 0}',
    b'{"schema_version": 0, "type": "Evaluation", "scores": {"a": {"b": {}}}}',
    b'{"schema_version": 1, "type": [], "item": {}}',
    b'{"schema_version": 1, "type": "Group", "item": {"children": [{"children": [1, null, {}]}]}}',
    b'{"schema_version": 1, "type": "Evaluation", "item": {"year": 1' + b"0" * 5000 + b"}}",
    b'{"schema_version": 1, "type": "Evaluation", "item": {"name": "\\ud800"}}',
    b'{"schema_version": 1, "type": "Scale", "item": {"low": "1' + b"0" * 990 + b'", "high": "-1"}}',
    b"a: &x [*x]",
    b"a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]",
    b"!!python/object/apply:os.system ['true']",
    b"? [1]\n: 2\n",
    b"--- 1\n--- 2\n",
    b"schema_version: 1\ntype: Evaluation\nitem: {year: 0x7E7, year: 1_0}",
    b"a = 1979-05-27T07:32:00Z\n",
    b"a = inf\nb = nan",
    b"gm100,region\nEvaluation/1\n",
    b'gm100,region\n"Evaluation/1,35.03',
    b"gm100\nEvaluation/99999\n",
    b"gm100\nNothing/1\n",
    b"gm100,gm100\nEvaluation/1,Region/1\n",
    b"\x82\xc4\x01a\x01\x01\x02",
    b"\xdd\xff\xff\xff\xff",
    b"\xd6\xff\x00\x00\x00\x00",
    b'{"type": "Feature", "properties": null}',
    b'{"type": "FeatureCollection", "features": [1, null, {"properties": 3}], "gm100": {"type": "Region"}}',
    b'{"type": "Feature", "gm100": {"type": "Region"}, "geometry": {"type": "Point", "coordinates": [[]]}}',
    b'{"@context": [], "@graph": [{"gm100:entity": {"value": {}}}]}',
    b'{"@context": [], "gm100:type": {}, "@graph": []}',
    b"PK\x05\x06" + b"\x00" * 18,
    b"PAR1PAR1",
    b"ARROW1\x00\x00" + b"\xff" * 40,
)


def never_anything_else(data: bytes, name: str) -> None:
    """Assert that strict and lenient parsing return or raise an error of ours."""
    for read in (loads, loads_lenient):
        with suppress(Gm100Error):
            read(data, format=name, limits=LIMITS)


def mangled(data: bytes, seed: int) -> bytes:
    """Bytes that were right, with a few of them changed, taken away, doubled or cut off."""
    chance, made = random.Random(seed), bytearray(data)  # noqa: S311 - chance that can be repeated
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(made) or 1)
        change = chance.randrange(4)
        if change == 0 and made:
            made[place] = chance.randrange(256)
        elif change == 1:
            del made[place : place + chance.randint(1, 8)]
        elif change == 2:
            made[place:place] = made[chance.randrange(len(made) or 1) :][: chance.randint(1, 40)]
        else:
            del made[max(1, place) :]
    return bytes(made)


def test_the_other_engine_breaks_as_little() -> None:
    """What orjson cannot do comes out as an error of ours, too."""
    for data in [*NASTY, b'{"a":' * 500 + b"1" + b"}" * 500]:
        with suppress(Gm100Error):
            loads(data, engine="orjson", limits=LIMITS)


@pytest.mark.parametrize("name", FORMATS)
class TestOnlyOurErrorsEscape:
    def test_known_traps(self, name: str) -> None:
        """Documents made to break readers break none of ours."""
        for data in NASTY:
            never_anything_else(data, name)

    @pytest.mark.slow
    @settings(max_examples=examples(150), suppress_health_check=list(HealthCheck))
    @given(data=st.binary(max_size=400))
    def test_any_bytes(self, name: str, data: bytes) -> None:
        """Noise is not a document."""
        never_anything_else(data, name)

    @pytest.mark.slow
    @settings(max_examples=examples(250), suppress_health_check=list(HealthCheck))
    @given(seed=st.integers(0, 2**32), which=st.integers(0, len(SEEDS) - 1))
    def test_bytes_that_were_right(self, name: str, seed: int, which: int) -> None:
        """A document that was damaged on the way is read or refused."""
        try:
            made = dumps(SEEDS[which], format=name)
        except gm100.CannotHoldError:
            return
        never_anything_else(mangled(made if isinstance(made, bytes) else made.encode(), seed), name)
