"""
What README shows is what the program prints.
"""

import re
import shlex
from pathlib import Path

import pytest
from pages import filtered

from gm100.cli import main

README = Path(__file__).resolve().parents[1] / "README.md"
SHOWN = re.findall(r"```text\n\$ gm100 ([^\n]*)\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


class TestReadme:
    def test_there_is_something_to_hold_it_to(self) -> None:
        """README shows a ranking and an explanation."""
        assert any("--explain" in command for command, _ in SHOWN)
        assert len(SHOWN) >= 3

    @pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
    def test_commands_print_what_it_says(self, command: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Each command shown prints just what is below it."""
        arguments, *filters = command.split("|")
        assert main(shlex.split(arguments)) == 0
        assert filtered(capsys.readouterr().out, filters) == shown
