"""
What several tests share.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis.strategies import SearchStrategy

_FILE = Path(__file__).parent / "_support" / "strategies.py"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Speak English, whatever the locale of the machine.
    """
    monkeypatch.setenv("GM100_LANG", "en")


@pytest.fixture(scope="session")
def entities() -> Callable[[type], SearchStrategy[Any]]:
    """
    Return what makes a strategy for any entity from its fields.

    Tests are collected one by one and cannot import one another, so a fixture hands the builder out.
    """
    spec = importlib.util.spec_from_file_location("gm100_test_strategies", _FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    made: Callable[[type], SearchStrategy[Any]] = module.entity
    return made


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """
    Print on how many generated cases a law was tried, wherever it ran.
    """
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "tried":
                terminalreporter.write_line(f"{report.nodeid}: tried {value}")
