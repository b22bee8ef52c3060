"""
The declaration of the commands, and all that is made from it: parsing, help, completion, man page, pages.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import build_commands
import openpyxl
import pytest
import terminal

from gm100.cli import _endings, _errors, _terminal, main
from gm100.cli._commands import COMMANDS, EXIT_CODES, Command, command_of
from gm100.cli._output import as_json, table
from gm100.cli._parse import UsageError, parse
from gm100.errors import DocumentError, Issue
from gm100.serializers import FORMATS
from gm100.text.words import LANGUAGES, catalogue

Capture = pytest.CaptureFixture[str]
NAMES = [each.name for each in COMMANDS]
EXAMPLES = [each for command in COMMANDS for each in command.examples]
FILE = re.compile(r"(?<!-o )\b[\w]+\.(csv|xlsx|json|toml)\b|--from")
EVALUATE, WHAT_IF = (next(each for each in COMMANDS if each.name == name) for name in ("evaluate", "what-if"))


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        """It is a terminal."""
        return True


class TestDeclaration:
    @pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
    def test_every_command_can_be_run(self, command: Command) -> None:
        """Its module has the function that runs it, and whatever it takes has a sentence."""
        module, function = command.place
        __import__(module)
        assert callable(getattr(sys.modules[module], function))
        words = catalogue()
        assert command.name in words["command"]
        assert {each.name for each in command.arguments} <= words["argument"].keys()
        assert {each.says or each.name for each in command.all_options} <= words["option"].keys()

    def test_no_sentence_is_left_over(self) -> None:
        """The catalogue says nothing of commands, arguments and options that do not exist."""
        words = catalogue()
        assert set(words["command"]) == set(NAMES)
        assert set(words["about"]) <= set(NAMES)
        assert set(words["argument"]) == {each.name for command in COMMANDS for each in command.arguments}
        options = {each.says or each.name for command in COMMANDS for each in command.all_options}
        assert set(words["option"]) == options
        assert set(words["exit"]) == set(EXIT_CODES.values())

    @pytest.mark.parametrize("example", EXAMPLES)
    def test_every_example_can_be_parsed(self, example: str) -> None:
        """What help shows is a command line."""
        command, words = command_of(example.split())
        assert command is not None
        assert not parse(command, words, "en").help

    @pytest.mark.parametrize("example", [each for each in EXAMPLES if not FILE.search(each)])
    def test_examples_without_files_run(
        self, example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        """They do what they say; what ends with 1 or 3 has found something."""
        monkeypatch.chdir(tmp_path)
        assert main(example.replace("--draws 1000", "--draws 10").split()) in {0, 1, 3}
        out, err = capsys.readouterr()
        assert out or "wrote" in err or "nothing is wrong" in err or "menulis" in err


class TestParse:
    def test_words_options_and_pairs(self) -> None:
        """Options stand anywhere, words are joined, pairs are taken out."""
        args = parse(WHAT_IF, ["Kota", "--lang", "id", "Kediri", "output=3,5", "--json"], "en")
        assert (args.region, args.change, args.format) == ("Kota Kediri", {"output": "3,5"}, "json")

    def test_the_language_may_stand_first(self, capsys: Capture) -> None:
        """Before the command too."""
        assert main(["--lang", "id", "region", "Kediri"]) == 3
        assert capsys.readouterr().out.startswith("bermakna ganda")

    def test_both_ways_to_give_a_value(self) -> None:
        """With a blank or an equals sign, and short; what follows two dashes is not an option."""
        args = parse(EVALUATE, ["--extra=keep", "-o", "x.csv", "--", "-table.csv"], "en")
        assert (args.extra, args.out, args.table) == ("keep", "x.csv", "-table.csv")

    def test_everything_wrong_is_said_at_once(self) -> None:
        """In the order of the words, then what is missing."""
        sensitivity = next(each for each in COMMANDS if each.name == "sensitivity")
        with pytest.raises(UsageError) as caught:
            parse(sensitivity, ["--draws", "many", "--share", "x", "--sobol=1", "--seed"], "id")
        assert caught.value.problems == [
            "--draws: 'many' bukan bilangan bulat",
            "--share: 'x' bukan angka",
            "--sobol: opsi ini tidak memerlukan nilai",
            "--seed: nilainya belum ada",
            "opsi --scorecard harus diisi",
        ]

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (["evalute"], "no command evalute; did you mean evaluate?"),
            (
                ["scorecard"],
                "did you mean scorecard show, scorecard check, scorecard new, scorecard diff",
            ),
            (["xyzzy"], "no command xyzzy; see --help"),
        ],
    )
    def test_an_unknown_command(self, words: list[str], says: str, capsys: Capture) -> None:
        """Those that look alike, or the verbs of the noun, are named."""
        assert main(words) == 2
        assert says in capsys.readouterr().err


class TestHelp:
    @pytest.mark.parametrize("lang", LANGUAGES)
    @pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
    def test_each_command_has_help(self, command: Command, lang: str, capsys: Capture) -> None:
        """In both languages, with its examples and what its file may be; `help X` is the same."""
        assert main([*command.name.split(), "--help", "--lang", lang]) == 0
        shown = capsys.readouterr().out
        assert catalogue()["command"][command.name][lang] in " ".join(shown.split())
        assert max(len(line) for line in shown.splitlines() if not line.startswith("  gm100 ")) <= 80
        assert all(f"gm100 {each}" in shown for each in command.examples)
        assert (catalogue()["option"]["out"][lang] in " ".join(shown.split())) == bool(
            command.formats or command.writes
        )
        assert main(["help", *command.name.split(), "--lang", lang]) == 0
        assert capsys.readouterr().out == shown

    def test_the_overview(self, capsys: Capture) -> None:
        """All commands and exit codes; without a command it goes to stderr, and is wrong usage."""
        assert main(["--help"]) == 0
        shown = capsys.readouterr().out
        assert all(f"  {name} " in shown for name in NAMES)
        assert "  130  ended by Ctrl-C" in shown
        assert main([]) == 2
        assert capsys.readouterr().err == shown

    @pytest.mark.parametrize(
        ("variables", "expected"),
        [
            ({"GM100_LANG": "id"}, "id"),
            ({"LANG": "id_ID.UTF-8"}, "id"),
            ({"LC_ALL": "en_GB.UTF-8", "LANG": "id_ID.UTF-8"}, "en"),
            ({"LANG": "de_DE.UTF-8"}, "en"),
            ({}, "en"),
        ],
    )
    def test_the_language(self, variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """That of GM100_LANG, else of the locale; `--lang` goes before both."""
        for name in ("GM100_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert _terminal.language(["evaluate"]) == expected
        assert _terminal.language(["evaluate", "--lang", "id"]) == "id"
        assert _terminal.language(["evaluate", "--lang=en"]) == "en"

    def test_the_pages_are_up_to_date(self) -> None:
        """docs/reference/commands.md and docs/reference/commands.id.md come from the declaration."""
        assert build_commands.main(["--check"]) == 0


class TestShells:
    def test_bash_completes(self, tmp_path: Path, capsys: Capture) -> None:
        """Commands, options of a command, values of an option."""
        bash = shutil.which("bash")
        if bash is None:
            pytest.skip("there is no bash")
        assert main(["completion", "bash"]) == 0
        script = tmp_path / "gm100.bash"
        script.write_text(capsys.readouterr().out, encoding="utf-8")

        def offered(*words: str) -> list[str]:
            quoted = " ".join(f"'{word}'" for word in words)
            ask = f"source {script}; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _gm100; echo ${{COMPREPLY[@]}}"
            return subprocess.run([bash, "-c", ask], capture_output=True, text=True, check=True).stdout.split()

        assert offered("gm100", "ev") == ["evaluate"]
        assert offered("gm100", "evaluate", "--ex") == ["--explain", "--extra", "--exact"]
        assert offered("gm100", "evaluate", "--scorecard", "spbe-2020") == ["spbe-2020"]
        assert offered("gm100", "scorecard", "sh") == ["show"]

    @pytest.mark.shells
    @pytest.mark.parametrize(
        ("typed", "completed"),
        [
            ("gm100 ev", "gm100 evaluate"),
            ("gm100 evaluate --expl", "gm100 evaluate --explain"),
            ("gm100 evaluate --scorecard spbe-202", "gm100 evaluate --scorecard spbe-2020"),
            ("gm100 scorecard sh", "gm100 scorecard show"),
            ("gm100 scorecard show spbe-202", "gm100 scorecard show spbe-2020"),
        ],
    )
    def test_zsh_completes(self, typed: str, completed: str, tmp_path: Path, capsys: Capture) -> None:
        """Anyone who presses Tab sees the only word that fits written out."""
        assert main(["completion", "zsh"]) == 0
        script = tmp_path / "gm100.zsh"
        script.write_text(capsys.readouterr().out, encoding="utf-8")
        assert completed in terminal.tabbed(f"autoload -Uz compinit; compinit -u -D; source {script}", typed, completed)

    @pytest.mark.shells
    @pytest.mark.parametrize(
        ("typed", "offered"),
        [
            ("gm100 ev", ["evaluate"]),
            ("gm100 evaluate --ex", ["--exact", "--explain", "--extra"]),
            ("gm100 evaluate --scorecard spbe-202", ["spbe-2020"]),
            ("gm100 scorecard sh", ["show"]),
            ("gm100 scorecard show spbe-", ["spbe-2018", "spbe-2020"]),
        ],
    )
    def test_fish_completes(self, typed: str, offered: list[str], tmp_path: Path, capsys: Capture) -> None:
        """What fish itself says that it would offer."""
        fish = shutil.which("fish")
        if fish is None:
            pytest.skip("there is no fish")
        assert main(["completion", "fish"]) == 0
        script = tmp_path / "gm100.fish"
        script.write_text(capsys.readouterr().out, encoding="utf-8")
        ask = [fish, "--no-config", "-c", f"source {script}; complete -C '{typed}'"]
        run = subprocess.run(ask, capture_output=True, text=True, check=True)
        assert [line.partition("\t")[0] for line in run.stdout.splitlines()] == offered

    @pytest.mark.parametrize("shell", ["zsh", "fish"])
    def test_other_shells_know_every_command(self, shell: str, capsys: Capture) -> None:
        """Each command is in the script."""
        assert main(["completion", shell]) == 0
        shown = capsys.readouterr().out
        assert all(re.search(rf"\b{name.split()[0]}\b", shown) for name in NAMES)

    def test_no_other_shell(self, capsys: Capture) -> None:
        """A shell that is not known is refused."""
        assert main(["completion", "csh"]) == 2
        assert "got 'csh', expected one of bash, zsh, fish" in capsys.readouterr().err

    def test_the_man_page(self, capsys: Capture) -> None:
        """It has every command; a hyphen is one that can be typed."""
        assert main(["man"]) == 0
        shown = capsys.readouterr().out
        assert all(f'.SH "{name}"' in shown for name in NAMES)
        assert "\\-\\-scorecard" in shown


class TestOutput:
    def test_numbers_keep_their_digits(self) -> None:
        """A decimal is a number of JSON with every digit; a text that looks like the mark stays a text."""
        from decimal import Decimal

        assert as_json({"a": Decimal("3.80"), "b": "\\ud8003.8"}) == '{\n  "a": 3.80,\n  "b": "\\\\ud8003.8"\n}\n'

    def test_a_table_fits_the_screen(self) -> None:
        """Texts are broken, nothing is lost, and numbers stay whole."""
        rows = [{"rank": 1, "name": "Kabupaten Pangkajene dan Kepulauan"}]
        lines = table(rows, ("rank", "name"), "en", screen=24).splitlines()
        assert max(map(len, lines)) <= 24
        assert " ".join(" ".join(lines[1:]).split()) == "1 Kabupaten Pangkajene dan Kepulauan"

    def test_emphasis_and_no_color(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a terminal alone, and not with NO_COLOR."""
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        assert _terminal.bold("x", Terminal()) == "\033[1mx\033[0m"
        assert _terminal.bold("x", io.StringIO()) == "x"
        monkeypatch.setenv("NO_COLOR", "1")
        assert _terminal.bold("x", Terminal()) == "x"

    def test_a_file_is_written_whole(self, tmp_path: Path, capsys: Capture) -> None:
        """`-o` takes what would be printed, and leaves stdout alone."""
        file = tmp_path / "out.csv"
        assert main(["cohorts", "--format", "csv", "-o", str(file)]) == 0
        out, err = capsys.readouterr()
        assert (out, err) == ("", f"wrote {file}\n")
        assert file.read_text(encoding="utf-8").startswith("year,phase,")

    @pytest.mark.parametrize("name", ["cohorts", "scorecards", "rules", "evaluate", "panel"])
    def test_one_envelope(self, name: str, capsys: Capture) -> None:
        """What, as of when, and rows."""
        assert main([name, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert list(found)[:2] == ["what", "as_of"]
        assert isinstance(found["rows"], list)

    def test_problems_of_tables_in_indonesian(self) -> None:
        """The head and the place are in words of the language."""
        error = DocumentError("t.csv", [Issue("x", "salah", ("output",), line=4), Issue("y", "juga", ())])
        assert _errors.lines_of(error, "id") == [
            "t.csv: 2 masalah, tidak ada yang dibaca",
            "  baris 4, output: salah",
            "  $: juga",
        ]
        assert _errors.lines_of(KeyError("x"), "id") is None

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (["check", "Atlantis"], "'Atlantis' bukan daerah: tidak ada daerah dengan nama ini\n"),
            (["check", "Malang"], "35.07 Kabupaten Malang (namanya); 35.73 Kota Malang (namanya)\n"),
            (
                ["evaluate", "--scorecard", "kominfo-2023-reguler"],
                "(kartu skor); mungkin maksudnya kominfo-2023-regular",
            ),
        ],
    )
    def test_what_is_unknown_in_indonesian(self, words: list[str], says: str, capsys: Capture) -> None:
        """Names and ids, with what looks alike."""
        assert main([*words, "--lang", "id"]) == 2
        assert says in capsys.readouterr().err

    def test_a_ragged_table_in_indonesian(self, tmp_path: Path, capsys: Capture) -> None:
        """What the reader of records says too, and a file that is not there."""
        (tmp_path / "t.csv").write_text("kode,keluaran,keluaran\n99.01,3\n", encoding="utf-8")
        assert main(["score", str(tmp_path / "t.csv"), "--scorecard", "kominfo-2023-regular", "--lang", "id"]) == 2
        assert capsys.readouterr().err.splitlines()[1:] == [
            "  baris 1, keluaran: kolom ini muncul dua kali",
            "  baris 2: baris ini memiliki 2 sel, seharusnya 3",
        ]
        assert main(["evaluate", str(tmp_path / "none.csv"), "--lang", "id"]) == 2
        assert capsys.readouterr().err.endswith("none.csv: berkas ini tidak ada\n")


class TestEnding:
    def test_ctrl_c_is_quiet(self, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
        """One word, and the exit code of a program that was interrupted."""

        def stop(_: SimpleNamespace) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr("gm100.cli.cohorts.run", stop)
        assert main(["cohorts"]) == 130
        assert capsys.readouterr().err == "interrupted\n"

    def test_a_fault_of_gm100_is_seen_whole(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is not a fault of the user, so it is not made into a sentence."""

        def fail(_: SimpleNamespace) -> int:
            raise ZeroDivisionError

        monkeypatch.setattr("gm100.cli.cohorts.run", fail)
        with pytest.raises(ZeroDivisionError):
            main(["cohorts"])

    def test_the_version_loads_next_to_nothing(self) -> None:
        """No declaration, no catalogue, no noun; a command loads its own module alone."""
        program = "import sys, gm100.cli; gm100.cli.main(['--version']); print(*sorted(sys.modules))"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        ours = [name for name in done.stdout.split() if name.startswith("gm100.")]
        assert ours == ["gm100._lazy", "gm100.cli"]


class TestEndings:
    """The end of the name of a file says in which form the answer is written to it."""

    @pytest.mark.parametrize(
        ("words", "starts"),
        [
            ("evaluate -o x.csv", b"rank,code,region"),
            ("evaluate -o x.json", b'{\n  "what": '),
            ("evaluate -o x.xlsx", b"PK"),
            ("evaluate -o x.out", b"rank  code"),
            ("status 35.07 -o x.html", b"<!doctype html>"),
            ("check 35.07 -o x.json", b'{\n  "what": "findings"'),
            ("check 35.07 -o x.toml", b"schema_version = 1"),
            ("dossier 35.07 -o x.json", b'{\n  "schema_version": 1'),
            ("scorecard show spbe-2020 -o x.yaml", b"schema_version: 1"),
        ],
    )
    def test_it_chooses(self, words: str, starts: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where no form is asked for."""
        monkeypatch.chdir(tmp_path)
        assert main(words.split()) in {0, 1}
        (file,) = tmp_path.iterdir()
        assert file.read_bytes().lower().startswith(starts.lower())

    @pytest.mark.parametrize(
        ("words", "ends"),
        [
            ("evaluate -o x.pdf", ".csv, .xlsx, .json"),
            ("evaluate --json -o x.csv", ".json"),
            ("check 35.07 -o x.csv", ".json, .toml, .yaml, .yml, .jsonl"),
            ("report 35.07 -o x.docx", ".html, .htm"),
        ],
    )
    def test_what_does_not_fit(
        self, words: str, ends: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        """It is refused before anything is done, with the ends that fit."""
        monkeypatch.chdir(tmp_path)
        assert main(words.split()) == 2
        assert f"expected a name that ends in one of {ends}, by the form" in capsys.readouterr().err
        assert not [*tmp_path.iterdir()]

    def test_documents_end_as_formats_do(self) -> None:
        """The few endings that the command line knows before it loads the formats mean what they mean there."""
        assert {end: FORMATS.of(Path(f"x{end}")).name for end in _endings.DOCUMENTS} == _endings.DOCUMENTS

    def test_a_workbook_has_numbers(self, tmp_path: Path) -> None:
        """Its rows are those of the CSV file, and numbers are numbers."""
        file = tmp_path / "x.xlsx"
        assert main(["evaluate", "-o", str(file)]) == 0
        rows = [*openpyxl.load_workbook(file).active.values]
        assert rows[0][:4] == ("rank", "code", "region", "index")
        assert rows[1][:4] == (1, "32.73", "Kota Bandung", 3.83)
