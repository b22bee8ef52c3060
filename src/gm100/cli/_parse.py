"""
From the words of a command line to the values of a command, by its declaration; everything wrong is said at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, Final

from gm100.cli._commands import COMMANDS, Argument, Command, Option
from gm100.cli._endings import fit
from gm100.errors import Gm100Error
from gm100.text.layout import close_to
from gm100.text.words import words_of

_PAIR: Final = re.compile(r"[\w.-]+=.*", re.DOTALL)
_NEGATIVE: Final = re.compile(r"-[0-9.]")
_READ: Final[dict[str, Any]] = {"whole": int, "number": float}


class UsageError(Gm100Error):
    """
    A command line that is none.

    Attributes:
        problems: Everything that is wrong with it, in sentences.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def misused(lang: str, key: str, **parts: object) -> UsageError:
    """
    Return what to say of words that do not go together.
    """
    return UsageError([words_of("usage", lang)[key].format(**parts)])


def parse(command: Command, given: list[str], lang: str) -> SimpleNamespace:
    """
    Return what was given to a command, by the slots of its arguments and options.

    Raises:
        UsageError: Something is unknown, missing, too much or none of the choices.
    """
    reader = _Reader(command, lang)
    values = reader.read(given)
    if reader.problems and not values.help:
        raise UsageError(reader.problems)
    return values


def unknown_command(words: list[str], lang: str) -> UsageError:
    """
    Return what to say of a command that does not exist, with those that look alike.
    """
    says = words_of("usage", lang)
    names = [name for each in COMMANDS for name in (each.name, each.alias) if name]
    verbs = [name for name in names if name.startswith(f"{words[0]} ")]
    near = verbs or close_to(" ".join(words[:2]), names, 3) or close_to(words[0], names, 3)
    hint = says["did_you_mean"].format(near=", ".join(near)) if near else says["see_help"]
    return UsageError([says["no_command"].format(got=words[0]) + f"; {hint}"])


class _Reader:
    """
    Reads the words of one command, and collects what is wrong with them.
    """

    def __init__(self, command: Command, lang: str) -> None:
        self.problems: list[str] = []
        self._command, self._lang, self._says = command, lang, words_of("usage", lang)
        self._options = {f"--{each.name}": each for each in command.all_options}
        self._options |= {f"-{each.short}": each for each in command.all_options if each.short}

    def read(self, given: list[str]) -> SimpleNamespace:
        """
        Return the values; those that are wrong have their defaults.
        """
        values: dict[str, Any] = {each.slot: each.default for each in self._command.all_options}
        values |= {each.slot: () for each in self._command.all_options if each.many}
        plain: list[str] = []
        words = iter(given)
        for word in words:
            if word == "--":
                plain += words
            elif word.startswith("-") and word != "-" and not _NEGATIVE.match(word):
                self._option(word, words, values)
            else:
                plain.append(word)
        values |= self._positions(plain)
        for each in self._command.all_options:
            if each.needed and values[each.slot] is None:
                self._wrong("missing_option", name=f"--{each.name}")
        if values.get("json"):
            values["format"] = "json"
        found = SimpleNamespace(**values)
        if found.out is not None:
            chosen = any(word.partition("=")[0] in {"--format", "--json"} for word in given)
            ends = fit(self._command, found, chosen=chosen)
            if ends is not None:
                self._wrong("no_ending", got=repr(found.out), ends=ends)
        return found

    def _wrong(self, key: str, **parts: str) -> None:
        self.problems.append(self._says[key].format(**parts))

    def _option(self, word: str, words: Iterator[str], values: dict[str, Any]) -> None:
        name, equals, text = word.partition("=")
        option = self._options.get(name)
        if option is None:
            near = close_to(name, self._options, 1)
            hint = f"; {self._says['did_you_mean'].format(near=near[0])}" if near else ""
            self._wrong("no_option", got=name, hint=hint)
            return
        if not option.kind:
            if equals:
                self._wrong("no_value", name=name)
            values[option.slot] = True
            return
        value = text if equals else next(words, None)
        if value is None:
            self._wrong("value_missing", name=name)
            return
        read = self._value(option, name, value)
        values[option.slot] = (*values[option.slot], read) if option.many else read

    def _value(self, option: Option, name: str, text: str) -> Any:
        if option.choices and text not in option.choices:
            self._wrong("no_choice", name=name, got=repr(text), choices=", ".join(option.choices))
            return option.default
        try:
            return _READ.get(option.kind, str)(text)
        except ValueError:
            self._wrong(f"no_{option.kind}", name=name, got=repr(text))
            return option.default

    def _positions(self, plain: list[str]) -> dict[str, Any]:
        """
        Return the arguments by position; words that are pairs go where pairs are taken.
        """
        arguments = self._command.arguments
        pairs = [word for word in plain if any(each.takes == "pairs" for each in arguments) and _PAIR.fullmatch(word)]
        left = [word for word in plain if word not in pairs]
        found: dict[str, Any] = {}
        for argument in arguments:
            taken = pairs if argument.takes == "pairs" else left if argument.takes == "words" else left[:1]
            if argument.takes != "pairs":
                left = left[len(taken) :]
            if argument.needed and not taken:
                self._wrong("missing_argument", name=self._says_of(argument))
            found[argument.name] = _joined(argument, taken)
            if argument.kind == "whole" and taken and not taken[0].isdecimal():
                self._wrong("no_whole", name=self._says_of(argument), got=repr(taken[0]))
        if left:
            self._wrong("too_much", got=" ".join(map(repr, left)))
        return found

    def _says_of(self, argument: Argument) -> str:
        return words_of("argument", self._lang)[argument.name].partition(": ")[0]


def _joined(argument: Argument, taken: list[str]) -> Any:
    if argument.takes == "pairs":
        return {key: value for key, _, value in (word.partition("=") for word in taken)}
    return " ".join(taken) if taken else None
