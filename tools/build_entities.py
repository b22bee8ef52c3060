"""
Write the tables of docs/reference/entities.md from the fields of the entities.

    python tools/build_entities.py            write the tables, and leave the text between them alone
    python tools/build_entities.py --check    write nothing; exit 1 when the page would differ
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import gm100  # noqa: E402 - the package of this checkout, not an installed one
from gm100.fields.constraints import Constraint  # noqa: E402 - as above
from gm100.fields.convert import _has_own, _positional, is_entity  # noqa: E402 - as above
from gm100.fields.expected import expectation  # noqa: E402 - as above
from gm100.fields.field import FieldRule, rules_of  # noqa: E402 - as above
from gm100.serializers.document.envelope import entity_types, to_tree  # noqa: E402 - as above
from gm100.text.codes import CODES  # noqa: E402 - as above
from gm100.text.dates import PartialDate  # noqa: E402 - as above

PAGE = ROOT / "docs" / "reference" / "entities.md"
TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end of table -->)", re.DOTALL)
LONGEST: Final = 60
"""The most characters of an example."""


def examples() -> dict[str, list[Any]]:
    """
    Return real entities of each of the six: first those of the regions of the articles, then all that gm100 holds.
    """
    held = [gm100.dossiers()[code] for code in ("35.05", "33.24", "34.01", "35.03")] + list(gm100.dossiers().values())
    return {
        "Region": [gm100.regions()["35.03"], *gm100.regions().values()],
        "Pillar": list(gm100.pillars().values()),
        "QuickWin": sorted((win for each in held for win in each.quick_wins), key=lambda win: "112" not in win.name),
        "BimtekSession": [session for each in held[1:] for session in each.bimtek],
        "MoU": [agreement for each in held[2:] for agreement in each.mous],
        "Evaluation": [evaluation for each in held for evaluation in each.evaluations] + list(gm100.evaluations()),
    }


def fields_table(cls: Any, entities: list[Any]) -> Iterator[str]:
    """
    Yield the table of the fields of an entity; what has to be given is printed bold.

    The example of a field is that of the first of the entities that has one.
    """
    yield "| field | meaning | unit | range | example | accepted forms |"
    yield "|---|---|---|---|---|---|"
    item: dict[str, Any] = {}
    for entity in entities:
        item = to_tree(entity)["item"] | item
    for rule in rules_of(cls):
        name = f"**`{rule.name}`**" if rule.required else f"`{rule.name}`"
        c = rule.constraint
        example = item.get(rule.name, typical(rule))
        yield row(name, c.doc, c.unit or "", allowed(rule), shown(example), accepted(rule))


def typical(rule: FieldRule) -> Any:
    """
    Return the example that a field gives of itself: its own, the first word of its vocabulary, or one of its entity.
    """
    if rule.constraint.example is not None:
        return rule.constraint.example
    for hint in (rule.hint, *get_args(rule.hint)):
        if isinstance(hint, type) and issubclass(hint, Enum):
            return next(iter(hint)).value
        if entity_types().get(getattr(hint, "__name__", "")) is hint:
            first = rules_of(hint)[0]
            return {first.name: typical(first), "": None}
    return None


def around_table() -> Iterator[str]:
    """
    Yield the table of the entities within the six, and of those that a dossier holds beside them.
    """
    six = [entity_types()[name] for name in examples()]
    within = dict.fromkeys(part for cls in six for part in parts(cls))
    beside = dict.fromkeys([gm100.Dossier, *parts(gm100.Dossier)])
    yield "| entity | what it is | fields |"
    yield "|---|---|---|"
    for cls in dict.fromkeys([*within, *beside]):
        if cls not in six:
            names = (f"**`{r.name}`**" if r.required else f"`{r.name}`" for r in rules_of(cls))
            yield row(f"`{cls.__name__}`", first_sentence(cls), ", ".join(names))


def parts(cls: Any) -> Iterator[Any]:
    """
    Yield the entity classes that the fields of a class hold, with those that they hold in turn.
    """
    for rule in rules_of(cls):
        for hint in (rule.hint, *get_args(rule.hint)):
            if entity_types().get(getattr(hint, "__name__", "")) is hint:
                yield hint
                yield from parts(hint)


def first_sentence(cls: Any) -> str:
    """
    Return the first sentence of a docstring.
    """
    return " ".join(str(cls.__doc__).strip().split("\n\n")[0].split())


def allowed(rule: FieldRule) -> str:
    """
    Return what values a field may have: the words of a vocabulary, or the bounds of its constraint.
    """
    words = [kind for kind in (rule.hint, *get_args(rule.hint)) if isinstance(kind, type) and issubclass(kind, Enum)]
    bounds = expectation(rule.hint, rule.constraint._replace(example=None))
    bare = expectation(rule.hint, Constraint(""))
    kept = [code(str(member.value)) for kind in words for member in kind]
    return ", ".join([*kept, *filter(None, [patterned(bounds.removeprefix(bare).removeprefix(", "))])])


def patterned(bounds: str) -> str:
    """
    Return bounds with their regular expression as code.
    """
    return re.sub(r"matching (\S+?)(?=, |$)", lambda found: f"matching {code(found[1])}", bounds)


FORMS: Final[dict[Any, str]] = {
    int: "int, or text of digits",
    float: "float, int, Decimal or text",
    Decimal: "Decimal, int, float (its shortest digits) or text",
    date: "date, or ISO text (2018-07-09)",
    PartialDate: "date, ISO text (2018-07-09, 2018-07, 2018) or a year",
}
"""What constructors take for a type; `gm100.fields.convert` takes it."""


def accepted(rule: FieldRule) -> str:
    """
    Return the forms that the constructor takes for a field.
    """
    kinds = [kind for kind in get_args(rule.hint) or (rule.hint,) if kind is not NoneType]
    return forms(rule.hint, rule.constraint.pattern) or " or ".join(kind.__name__ for kind in kinds)


def forms(hint: Any, pattern: str | None) -> str:
    """
    Return in words what a constructor takes for a field, or nothing where that is just what it stores.
    """
    origin, args = get_origin(hint), [arg for arg in get_args(hint) if arg not in {NoneType, Ellipsis}]
    if origin in {Union, UnionType}:
        return forms(args[0], pattern) if len(args) == 1 else ""
    if origin in {tuple, frozenset}:
        item = forms(args[0], pattern) or ("text" if args[0] is str else getattr(args[0], "__name__", "values"))
        mapping = " or a mapping" if origin is tuple and len(_positional(args[0])) > 1 else ""
        return f"any {'sequence' if origin is tuple else 'collection'} of {item}{mapping}"
    if is_entity(hint):
        names = " and ".join(each.name for each in _positional(hint))
        own = f"{hint.__name__}, or what {hint.__name__}.of takes"
        return own if _has_own(hint) else f"{hint.__name__}, or its {names}" if names else str(hint.__name__)
    if hint is str:
        return "the region, or its code" if pattern in CODES else ""
    if isinstance(hint, type) and issubclass(hint, Enum):
        return f"{hint.__name__}, or its text"
    return FORMS.get(hint, "")


def shown(example: Any) -> str:
    """
    Return a value as a document writes it: of a list its first item, of an entity its first field.
    """
    if example is None:
        return "none seen"
    if isinstance(example, list):
        example = example[0]
    if isinstance(example, dict):
        name, value = next(iter(example.items()))
        return code(f"{name}: {cut(str(value))}") + (" …" if len(example) > 1 else "")
    return code(cut(example if isinstance(example, str) else json.dumps(example, default=str)))


def cut(text: str) -> str:
    """
    Return the beginning of a long text.
    """
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def code(text: str) -> str:
    """
    Return a text as code in a cell.
    """
    return f"`{text}`"


def row(*cells: str) -> str:
    """
    Return a row of a table; a bar within a cell would end it.
    """
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def page(text: str) -> str:
    """
    Return the page with its tables made again.
    """
    found = examples()

    def table(match: re.Match[str]) -> str:
        name = match[2]
        lines = around_table() if name == "around" else fields_table(entity_types()[name], found[name])
        return match[1] + "\n" + "\n".join(lines) + "\n\n" + match[3]

    return TABLE.sub(table, text)


def main() -> int:
    """
    Write the tables, or say that they differ.
    """
    parser = argparse.ArgumentParser(description="Write the tables of docs/reference/entities.md from the fields.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the page would differ")
    options = parser.parse_args()
    before = PAGE.read_text(encoding="utf-8")
    after = page(before)
    if options.check:
        return 1 if after != before else 0
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
