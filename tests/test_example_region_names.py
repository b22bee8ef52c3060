"""
The example that cleans a column of names runs, and prints what its docstring promises.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[1] / "examples/clean_region_names.py"


def test_the_list_of_2018_comes_out_clean(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Four names are left to a person, none is guessed, and the difference from the members is the known one.
    """
    runpy.run_path(str(EXAMPLE), run_name="__main__")
    out = capsys.readouterr().out
    assert out.startswith("50 names: 46 resolved, 4 ambiguous, 0 unknown\n")
    assert "with 4 names settled by hand: 50 names: 50 resolved" in out
    assert "  33.19 Kabupaten Kudus: 2021\n" in out
    assert out.endswith("  13.74 Kota Padang Panjang\n  32.09 Kabupaten Cirebon\n  33.75 Kota Pekalongan\n")
