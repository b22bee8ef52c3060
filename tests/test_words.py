"""
The catalogue of words: whoever reads Indonesian reads all that is said in English.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gm100
from gm100 import _words
from gm100._words import catalogue, translated

NOT_IN_COMMANDS = (
    "cli/",
    "adapters/",
    "scoring/formula/",
    "scoring/methods/plugin",
    "reference/_data/",
    "model/_entity",
    "_lazy",
    "reference/editions",
    "serializers/formats/registry",
)
"""What speaks to programmers alone, or has its words in the catalogue."""

OPEN = frozenset({"got {}, {}", "a function that takes an engine and returns one"})
"""What is put together where it stands, or speaks to programmers."""

_SENTENCE = re.compile(r"[a-z]{2,}\b.* [a-z]{2,}")

ENTRIES = [(f"{section}.{key}", texts) for section, keys in catalogue().items() for key, texts in keys.items()]


class TestWords:
    def test_both_languages_say_it(self) -> None:
        """Each entry has both languages, neither blank, with the same places to fill in."""
        for key, texts in ENTRIES:
            assert list(texts) == ["id", "en"], key
            assert all(texts.values()), key
            places = [sorted(re.findall(r"\{\w+\}", text)) for text in texts.values()]
            assert places[0] == places[1], key

    def test_no_key_stands_twice(self) -> None:
        """A key that stands twice in a section would silently count once."""

        def keys_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            assert len(dict(pairs)) == len(pairs), [key for key, _ in pairs]
            return dict(pairs)

        json.loads(Path(_words.__file__).with_suffix(".json").read_text(encoding="utf-8"), object_pairs_hook=keys_once)

    def test_every_question_is_asked_in_both(self) -> None:
        """Each question of a published evaluation has its Indonesian paraphrase, and so has what it is about."""
        asked = {text for e in gm100.evaluations() for q in e.questions for text in (q.label, q.indicator) if text}
        pillars = {pillar.id.value for pillar in gm100.pillars().values()}
        same = [text for text in sorted(asked) if translated(text, "id", "question") == text]
        assert set(same) <= pillars


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the texts of problems that a module has: what `Issue` and its helpers are given, and what becomes it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            first, last = {"Issue": (1, 2), "refused": (2, 4), "refuse": (2, 4)}.get(name_of(node.func), (0, 0))
            given = node.args[first:last]
        elif isinstance(node, ast.Assign) and {"message", "expected", "advice", "why"} & set(
            map(name_of, node.targets)
        ):
            given = [node.value]
        else:
            continue
        yield from ((node.lineno, text) for each in given if _SENTENCE.search(text := text_of(each)))


def name_of(node: ast.expr) -> str:
    """Return the last name of an expression."""
    return ast.unparse(node).rpartition(".")[2]


def text_of(node: ast.expr) -> str:
    """Return a text with `{}` in its open places; nothing for what is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


class TestProblems:
    def test_every_problem_has_its_indonesian(self) -> None:
        """What the package says in English of a problem that a command can meet, the catalogue says in Indonesian."""
        root = Path(_words.__file__).parent
        modules = {path.relative_to(root).as_posix(): path for path in root.rglob("*.py")}
        texts = {
            (name, line): text
            for name, path in modules.items()
            if not name.startswith(NOT_IN_COMMANDS)
            for line, text in literals(ast.parse(path.read_text(encoding="utf-8")))
            if text not in OPEN
        }
        assert len(texts) > 200
        english = {at: text for at, text in texts.items() if translated(text.strip("; "), "id") == text.strip("; ")}
        assert english == {}
