"""
A document from outside takes neither the memory nor the time of anyone who reads it, in any format.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import gm100
from gm100.serializers import FORMATS

pytest.importorskip("resource", reason="Windows does not say how much memory a process took")

SCRIPT = Path(__file__).with_name("attacks.py")
SRC = Path(__file__).resolve().parents[3] / "src"
SECONDS, BYTES = 2.0, 200 * 1024 * 1024


def _attacks() -> dict[tuple[str, str], Any]:
    spec = importlib.util.spec_from_file_location("gm100_attacks", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[tuple[str, str], Any] = module.ATTACKS
    return found


ATTACKS = _attacks()


def test_every_format_is_attacked() -> None:
    """No format is left out."""
    assert {name for name, _ in ATTACKS} == set(FORMATS)


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS, ids=": ".join)
def test_it_is_refused_within_its_budget(attack: tuple[str, str], tmp_path: Path) -> None:
    """
    Two seconds of the processor and 200 MB beside what the libraries take, and an error of ours.

    The seconds are those of a fast processor that is not shared (the script says how), and the best of three counts.
    """
    file = tmp_path / "attack"
    made = ATTACKS[attack]()
    file.write_bytes(made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made)
    found = read(attack[0], file)
    for _ in range(2):
        if found["seconds"] >= SECONDS:
            found = min(found, read(attack[0], file), key=lambda each: each["seconds"])
    assert found["codes"]
    assert found["seconds"] < SECONDS
    assert found["bytes"] < BYTES


def read(name: str, file: Path) -> dict[str, Any]:
    """What its own process says of reading a file."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), name, str(file)],
        env=os.environ | {"PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_ordinary_yaml_takes_a_fifth_of_what_it_took() -> None:
    """A megabyte of evaluations took 23 s of the processor when it was read line by line in Python."""
    pytest.importorskip("yaml")
    text = gm100.dumps(gm100.evaluations(), format="yaml")
    began = time.process_time()
    assert gm100.loads(text, format="yaml") == gm100.evaluations()
    assert time.process_time() - began < 23 / 5 * len(text.encode()) / 1_000_000
