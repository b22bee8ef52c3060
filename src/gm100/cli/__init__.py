"""
The command line: the verbs of the library, one file each, loaded when it is called, with no logic of its own.

Results go to stdout or to the file of `--out`, everything else to stderr. The exit codes are in
`gm100.cli._commands.EXIT_CODES`.
"""

from __future__ import annotations

import sys

import gm100

TYPE_CHECKING = False  # As in `gm100._lazy`: importing `typing` costs more than all that `--version` needs.
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import SimpleNamespace

    from gm100.cli._commands import Command

BAD_INPUT = 2
INTERRUPTED = 130
"""The exit code of a program that Ctrl-C has ended, as shells have it."""


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run one command and return its exit code.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    if given == ["--version"]:
        sys.stdout.write(f"gm100 {gm100.__version__}\n")
        return 0
    from gm100.cli._terminal import language

    lang = language(given)
    try:
        code = _run(given, lang)
        sys.stdout.flush()
    except BrokenPipeError:  # The reader, `head` say, has seen enough.
        _drop_output()
        return 0
    except KeyboardInterrupt:
        from gm100.text.words import words_of

        sys.stderr.write(f"{words_of('usage', lang)['interrupted']}\n")
        return INTERRUPTED
    except Exception as error:
        from gm100.cli._errors import lines_of

        lines = lines_of(error, lang)
        if lines is None:
            raise
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        if isinstance(error, OSError) and error.filename is None:
            _drop_output()
        return BAD_INPUT
    return code


def _run(given: list[str], lang: str) -> int:
    from gm100.cli._commands import command_of
    from gm100.cli._help import about, overview
    from gm100.cli._parse import parse, unknown_command

    if given[:1] == ["help"]:
        given = [*given[1:], "--help"]
    while given and given[0].startswith("--lang"):  # The one option that may be before a command.
        given = given[1:] if "=" in given[0] else given[2:]
    command, words = command_of(given)
    if command is None:
        if not given or given[0] in {"-h", "--help"}:
            (sys.stdout if given else sys.stderr).write(overview(lang))
            return 0 if given else BAD_INPUT
        raise unknown_command(given, lang)
    args = parse(command, words, lang)
    if args.help:
        sys.stdout.write(about(command, lang))
        return 0
    args.lang = lang
    return _answer(command, args)


def _answer(command: Command, args: SimpleNamespace) -> int:
    """
    Run a command; with `--out`, what it would print is written to that file, whole or not at all.
    """
    from importlib import import_module

    module, function = command.place
    run = getattr(import_module(module), function)
    if args.out is None or args.out == "-":
        code: int = run(args)
        return code
    code = run(args) if command.writes_itself else _written(command, run, args)
    from gm100.text.words import words_of

    sys.stderr.write(words_of("usage", args.lang)["wrote"].format(file=args.out) + "\n")
    return code


def _written(command: Command, run: Callable[[SimpleNamespace], int], args: SimpleNamespace) -> int:
    from contextlib import redirect_stdout
    from io import StringIO

    from gm100.cli._endings import WORKBOOK, converted_to, ending_of
    from gm100.serializers.document.opening import opened_to_write

    with redirect_stdout(StringIO()) as text:
        code = run(args)
    change = converted_to(command, args)
    if change is not None:
        from gm100.serializers import dump, loads

        dump(loads(text.getvalue(), format=change[0]), args.out, format=change[1])
    elif ending_of(args.out) != WORKBOOK:  # That is written by then.
        with opened_to_write(args.out) as stream:
            stream.write(text.getvalue().encode())
    return code


def _drop_output() -> None:
    """
    Send what is still to be written nowhere, or Python complains of it when it exits.
    """
    import os
    from contextlib import suppress

    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
