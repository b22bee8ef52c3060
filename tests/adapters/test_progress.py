"""
Progress on long runs.
"""

from __future__ import annotations

import io
import sys

import pytest

from gm100.adapters.progress import progress


class Terminal(io.StringIO):
    """A terminal that remembers what was written on it."""

    def isatty(self) -> bool:
        """It is one."""
        return True


class TestProgress:
    def test_silent_in_pipes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where stderr is not a terminal, or not there, the things are passed on as they are."""
        things = [1, 2]
        for stream in (io.StringIO(), None):
            monkeypatch.setattr(sys, "stderr", stream)
            assert progress(things) is things

    def test_a_bar_for_a_person(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a terminal a bar shows how far the run is, and what it does."""
        pytest.importorskip("tqdm")
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        assert list(progress(iter("abc"), total=3, label="scoring")) == ["a", "b", "c"]
        assert "scoring: 100%" in terminal.getvalue()
        assert "3/3" in terminal.getvalue()

    def test_without_tqdm(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the library the run goes on in silence."""
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setitem(sys.modules, "tqdm", None)
        assert list(progress("abc", label="scoring")) == ["a", "b", "c"]
        assert terminal.getvalue() == ""
