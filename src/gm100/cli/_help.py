"""
What is generated from the declaration of the commands: help, the page of the docs, the man page, completion of shells.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from textwrap import wrap

import gm100
from gm100.cli._commands import COMMANDS, EXIT_CODES, Argument, Command, Option
from gm100.cli._output import PIPED, fitted
from gm100.cli._terminal import width
from gm100.text.words import words_of


def overview(lang: str) -> str:
    """
    Return the help of the program: all commands, and what an exit code says.
    """
    says = words_of("usage", lang)
    lines = [says["program"], "", f"{says['usage']}: gm100 {says['command']} ...", "", f"{says['commands']}:"]
    lines += fitted([[f"  {each.name}", words_of("command", lang)[each.name]] for each in COMMANDS], "ll")
    lines += ["", f"{says['exit_codes']}:", *_exit_codes(lang), "", says["more"]]
    return "\n".join(lines) + "\n"


def about(command: Command, lang: str, screen: int | None = None) -> str:
    """
    Return the help of a command, fitted to a number of characters, that of the terminal by default.
    """
    says = words_of("usage", lang)
    screen = screen or width(sys.stdout) or PIPED
    lines = [f"{says['usage']}: {usage(command, lang)}", ""]
    lines += [part for each in _described(command, lang) for part in wrap(each, screen)]
    rows = [[f"  {name}", text] for name, text in _arguments(command, lang)]
    lines += ["", f"{says['arguments']}:", *fitted(rows, "ll", screen)] if rows else []
    lines += ["", f"{says['options']}:", *fitted([[f"  {a}", b] for a, b in _options(command, lang)], "ll", screen)]
    if command.examples:
        lines += ["", f"{says['examples']}:", *(f"  gm100 {each}" for each in command.examples)]
    return "\n".join(lines) + "\n"


def usage(command: Command, lang: str) -> str:
    """
    Return how a command is typed: its arguments, the options it needs, and room for others.
    """
    parts = ["gm100", command.name, *(_slot(each, lang) for each in command.arguments)]
    parts += [f"--{each.name} {_value(each, lang)}" for each in command.options if each.needed]
    return " ".join([*parts, f"[{words_of('usage', lang)['options']}]"])


def _slot(argument: Argument, lang: str) -> str:
    name = words_of("argument", lang)[argument.name].partition(": ")[0]
    name = f"{name} ..." if argument.takes != "one" else name
    return name if argument.needed else f"[{name}]"


def _value(option: Option, lang: str) -> str:
    return "|".join(option.choices) or words_of("value", lang)[option.kind]


def _described(command: Command, lang: str) -> list[str]:
    more = words_of("about", lang).get(command.name)
    return [f"{words_of('command', lang)[command.name]}.", *([more] if more else [])]


def _arguments(command: Command, lang: str) -> Iterator[tuple[str, str]]:
    for each in command.arguments:
        name, _, text = words_of("argument", lang)[each.name].partition(": ")
        yield name, text


def _options(command: Command, lang: str) -> Iterator[tuple[str, str]]:
    for each in command.all_options:
        name = f"-{each.short}, --{each.name}" if each.short else f"--{each.name}"
        text = words_of("option", lang)[each.says or each.name]
        default = f" ({words_of('usage', lang)['default']}: {each.default})" if each.default is not None else ""
        yield f"{name} {_value(each, lang)}" if each.kind else name, text + default


def _exit_codes(lang: str) -> list[str]:
    return fitted([[f"  {code}", words_of("exit", lang)[key]] for code, key in EXIT_CODES.items()], "ll")


def page(lang: str) -> str:
    """
    Return the commands as a page of Markdown.
    """
    says = words_of("usage", lang)
    lines = []
    for command in COMMANDS:
        lines += [f"## {command.name}", "", " ".join(_described(command, lang)), "", "```text"]
        lines += [about(command, lang, PIPED).rstrip(), "```", ""]
    codes = (f"| {code} | {words_of('exit', lang)[key]} |" for code, key in EXIT_CODES.items())
    return "\n".join([*lines, f"## {says['exit_codes']}", "", "| | |", "|---|---|", *codes, ""])


def man(lang: str) -> str:
    """
    Return the man page, as troff.
    """
    says = words_of("usage", lang)
    lines = [f'.TH GM100 1 "" "gm100 {gm100.__version__}"', ".SH NAME", f"gm100 \\- {says['program']}"]
    for command in COMMANDS:
        lines += [f'.SH "{command.name}"', f".B {_troff(usage(command, lang))}", ".PP"]
        lines += [_troff(" ".join(_described(command, lang)))]
        for name, text in (*_arguments(command, lang), *_options(command, lang)):
            lines += [".TP", f".B {_troff(name)}", _troff(text)]
        lines += [line for each in command.examples for line in (".PP", f".I {_troff(f'gm100 {each}')}")]
    lines += [f'.SH "{says["exit_codes"]}"']
    for code, key in EXIT_CODES.items():
        lines += [".TP", f".B {code}", _troff(words_of("exit", lang)[key])]
    return "\n".join(lines) + "\n"


def _troff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
