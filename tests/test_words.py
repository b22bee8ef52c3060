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

import pytest
from indonesian import english

import gm100
from gm100.errors import UnknownIdError
from gm100.text import words as _words
from gm100.text.words import catalogue, translated

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

OPEN = frozenset(
    {
        "got {}, {}",
        "the reference {} {}; name another unit",
        "{} {}, and {} {} there; give it an output range above 0 such as 1 to 100, or another aggregator",
        "a function that takes an engine and returns one",
    }
)
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
    """Return a text with `{}` in its open places, in quotes where they are so; nothing for what is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        places = {ord("r"): "'{}'"}
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else places.get(getattr(part, "conversion", -1), "{}")
            for part in node.values
        )
    return ""


def unknown_kinds() -> set[str]:
    """Return what can be unknown: what `UnknownIdError` is given, and what catalogues call their entries."""
    found = set()
    for path in Path(gm100.__file__).parent.rglob("*.py"):
        if not path.relative_to(Path(gm100.__file__).parent).as_posix().startswith(NOT_IN_COMMANDS):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and name_of(node.func) == "UnknownIdError":
                    found.add(text_of(node.args[0]))
                elif isinstance(node, ast.Assign) and name_of(node.targets[0]) == "kind":
                    found.add(text_of(node.value))
    return {kind.partition(" of ")[0] for kind in found} - {"", "{}", "entry"}


class TestProblems:
    @pytest.mark.parametrize("kind", sorted(unknown_kinds()))
    def test_what_is_unknown_is_named_in_indonesian(self, kind: str) -> None:
        """Whatever stands in quotes, and however many words the kind of it has."""
        indonesian = _words.catalogue()["message"][kind]["id"]
        for got, shown in (
            ("a b", "'a b'"),
            ("it's", '"it\'s"'),
            ("'x' is not understood", "\"'x' is not understood\""),
        ):
            assert translated(str(UnknownIdError(kind, got)), "id") == f"{shown} tidak dikenal ({indonesian})"

    def test_a_sentence_that_begins_with_words_is_read_by_them(self) -> None:
        """What it goes on with may be a sentence too."""
        text = "unknown region 'Malang X': 'x' is not understood"
        assert translated(text, "id") == "'Malang X' bukan daerah: 'x' tidak dikenal"

    def test_every_problem_has_its_indonesian(self) -> None:
        """What the package says in English of a problem that a command can meet, the catalogue says in Indonesian."""
        root = Path(gm100.__file__).parent
        modules = {path.relative_to(root).as_posix(): path for path in root.rglob("*.py")}
        texts = {
            (name, line): text
            for name, path in modules.items()
            if not name.startswith(NOT_IN_COMMANDS)
            for line, text in literals(ast.parse(path.read_text(encoding="utf-8")))
            if text not in OPEN
        }
        assert len(texts) > 200
        said = {at: (text, translated(text.strip("; "), "id")) for at, text in texts.items()}
        assert {at: pair for at, pair in said.items() if pair[0].strip("; ") == pair[1] or english(pair[1])} == {}


NOT: dict[str, str] = {
    r"\bhangs? on\b": "depends on",
    r"(front |lenient |strict |same |two |both |the |this )doors?\b": "strict or lenient parsing, public names",
    r"\btold\b": "given, stated, distinguished",
    r"\bdoubts?\b": "uncertainty",
    r"\b(how|more|less|looks?) firm(er)?\b|\bfirm(er|ly|ness)\b": "robust",
    r"(?<!there )\bis no (region|format|unit|scorecard|rule|node)\b": "unknown region code 'x', is not a region",
    r"units come and go": "rank reversal",
    r"\bslips? (of|with)\b|with a slip|puts? right": "misspelling, corrected",
    r"\b(hold|holds|held)\b( [\w`']+){0,4} against": "compare, check",
    r"made up for": "compensated",
    r"turns? (it )?round where": "invert",
    r"(version|value|as) (of|on|as) the wire|on the wire": "document",
    r"\b(each|every \w+|being) as likely": "uniform, with equal probability",
    r"outermost values": "winsorise, extreme values",
    r"\bone's own\b": "your own",
    r"\bwhoever\b|\bfor who\b": "anyone who, the program that",
    r"\bcomes? about\b": "is computed, is found",
    r"\bcomes? out to the last digit\b": "is reproduced to the last digit",
    r"\bnobody knows\b": "it is not known",
    r"\bmend(s|ed|ing)?\b": "correct",
    r"\bis held of\b|contradicted; held": "on record",
    r"\ball the same\b": "still, equal",
    r"\btaken apart\b": "split, explained step by step",
    r"\bhalving\b": "bisection",
    r"\bfrom afar\b": "online",
    r"\bfirmest\b": "best",
    r"\b(regency|region|sheet|column|field), no (region|regency)\b|, no regency or city": "not a region",
    r"\bstands? (in|under|above|below|beside|before|behind) (?!for)": "is in, is below",
    r"\bbegins so\b": "begins like this",
    r"\bhonest limits\b": "limits",
}
"""Words that do not come back, and what the field says."""

TEXTS: dict[str, str] = {
    "src/gm100": "**/*.py*",
    "docs": "**/*.md",
    "examples": "**/*.*",
    "tools": "*.py",
    "benchmarks": "*.py",
    "tests": "**/*.py",
    ".": "[RC]*.md",
}
ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("place", TEXTS)
def test_plain_words(place: str) -> None:
    """Code, tests and pages speak in the words of the field, without pictures of our own."""
    found = []
    for file in sorted((ROOT / place).glob(TEXTS[place])):
        if file.suffix not in {".py", ".pyi", ".md", ".ipynb", ".toml"} or file == Path(__file__).resolve():
            continue
        if "_data" in file.parts or file.name == "CHANGELOG.md":
            continue  # What sources say, and what versions before were called.
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            found += [
                f"{file.relative_to(ROOT)}:{number}: {each[0]!r}, better: {better}"
                for word, better in NOT.items()
                for each in re.finditer(word, line, re.IGNORECASE)
            ]
    assert found == []
