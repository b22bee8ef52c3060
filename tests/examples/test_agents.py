"""
Twenty questions to the example server for agents, over the session of the official SDK.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from libraries import Later

mcp = Later("mcp")
pytestmark = pytest.mark.libraries

SCRIPT = Path(__file__).parents[2] / "examples" / "agents" / "server.py"
CODES, LETTER, LETTER_2022 = "300.2.2-2138/2025", "B-1384/DJAI/AI.01.04/12/2023", "B-1004/DJAI/AI.01.04/12/2022"
TWOS = {f"i{number}": 2 for number in range(1, 21)}
THREES = {f"i{number}": 3 for number in range(1, 48)}

QUESTIONS: list[tuple[str, dict[str, Any], str, str, str]] = [
    ("resolve", {"name": "Pemkab Trenggalek"}, '"code": "35.03"', CODES, "2025"),
    ("resolve", {"name": "kota kedri"}, '"code": "35.71"', CODES, "2025"),
    ("resolve", {"name": "35.10"}, "Kabupaten Banyuwangi", CODES, "2025"),
    ("status", {"region": "Kota Kediri"}, '"year": 2023, "index": "3.20", "rank": 20, "of": 72', LETTER, "2024-06-25"),
    ("status", {"region": "35.71"}, '"cohort": 2019', LETTER, "2024-06-25"),
    ("status", {"region": "35.10", "on": "2019-01-01"}, '"cohort": 2017', LETTER, "2019-01-01"),
    (
        "score",
        {"scorecard": "pemdi-2026", "values": TWOS | {"i20": 4}},
        '"index": "2.30", "band": "Cukup"',
        "8/2026",
        "2026",
    ),
    ("score", {"scorecard": "pemdi-2026", "values": TWOS}, '"index": "2.00", "band": "Cukup"', "8/2026", "2026-06-05"),
    (
        "score",
        {"scorecard": "spbe-2020", "values": THREES},
        '"index": "3.00", "band": "Baik"',
        "59/2020",
        "to 2026-06-04",
    ),
    (
        "score",
        {"scorecard": "spbe-2020", "values": THREES, "on": "2026-09-01"},
        "not on 2026-09-01",
        "59/2020",
        "2026-09-01",
    ),
    ("explain", {"rule": "GM100-MOU-002"}, "The agreement precedes the bimtek", "kulonprogokab.go.id", "every edition"),
    ("explain", {"rule": "GM100-RECORD-001"}, "The name is that of the code", CODES, "every edition"),
    (
        "check",
        {"region": "Kota Kediri", "on": "2023-12-01"},
        "facts after 2023-12-01: 1",
        "A choice of gm100",
        "2023-12-01",
    ),
    ("verify", {"region": "Kota Kediri", "year": 2022, "index": "3,12"}, '"held": "3.31"', "ke-4 tertinggi", "2022"),
    ("verify", {"region": "Kota Kediri", "year": 2023, "index": "3.20"}, '"confirmed"', LETTER, "2023"),
    ("verify", {"region": "Kota Kediri", "year": 2023, "index": "3.38"}, '"held": "3.20"', LETTER, "2023"),
    ("verify", {"region": "35.10", "cohort": 2017}, '"confirmed"', LETTER, "2017"),
    ("verify", {"region": "35.10", "cohort": 2019}, '"held": "2017"', LETTER, "2019"),
    (
        "needed",
        {"region": "Kota Kediri", "scorecard": "kominfo-2023-regular", "rank": 10},
        '"alone": "3.58"',
        LETTER,
        "2023",
    ),
    ("needed", {"region": "35.07", "scorecard": "kominfo-2022-early", "index": 3}, '"now": "1.4"', LETTER_2022, "2022"),
]


def asked(*questions: tuple[str, dict[str, Any]]) -> list[Any]:
    """What the server answers, through the SDK."""
    sys.path.insert(0, str(SCRIPT.parent))
    try:
        from server import server
    finally:
        sys.path.remove(str(SCRIPT.parent))

    async def all_of_them() -> list[Any]:
        async with mcp.Client(server) as client:
            return [await client.call_tool(name, given) for name, given in questions]

    return asyncio.run(all_of_them())


def test_twenty_questions() -> None:
    """Each has the right figure, its source, a grade and the date."""
    assert len(QUESTIONS) == 20
    found = asked(*((name, given) for name, given, *_ in QUESTIONS))
    for (name, given, figure, source, day), result in zip(QUESTIONS, found, strict=True):
        assert not result.is_error, (name, given, result.content)
        said = result.structured_content
        assert figure in json.dumps(said["answer"]), (name, given, said["answer"])
        assert source in json.dumps(said["sources"]), (name, given, said["sources"])
        assert day in said["date"], (name, given, said["date"])
        assert said["grade"] in {"official", "site", "press", "stored", "computed", "convention"}, (name, given)


def test_what_cannot_be_answered() -> None:
    """The agent reads what gm100 says, and the server lives on."""
    ambiguous, unknown, known = asked(
        ("status", {"region": "Kediri"}),
        ("score", {"scorecard": "sakip", "values": {"sakip": 101}}),
        ("resolve", {"name": "Kediri"}),
    )
    assert ambiguous.is_error
    assert "35.06" in ambiguous.content[0].text
    assert unknown.is_error
    assert "above the scale" in unknown.content[0].text
    assert not known.is_error
    assert "35.06" in json.dumps(known.structured_content["answer"])


def test_it_is_short() -> None:
    """At most 150 lines."""
    assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) <= 150
