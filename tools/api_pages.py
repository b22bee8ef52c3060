"""
The reference of public names: a page for each room, made when the site is built.

The names are those of the stubs; what is said of each is its signature, its docstring and its fields. The source page
in `docs/reference/api` opens the page, and holds under the heading of a name an example where the docstring has none.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from build_entities import fields_table  # noqa: E402 - beside this file

from gm100._lazy import homes_of  # noqa: E402 - the package of this checkout, not an installed one

FOLDER: Final = "reference/api"
PAGES: Final = {
    "model": ("model",),
    "reference": ("reference",),
    "scoring": ("scoring",),
    "serializers": ("serializers",),
    "rules": ("rules",),
    "adapters": ("adapters", "adapters.charts", "adapters.report", "adapters.atlas", "adapters.workbook"),
    "errors": ("errors",),
    "typing": ("typing",),
}
"""The rooms of each page."""

SECTION: Final = re.compile(r"(Args|Returns|Raises|Yields|Attributes):$")
ITEM: Final = re.compile(r"^([*\w., ='-]+?): ")
WIDTH: Final = 80
"""The longest signature on one line."""

TITLES: Final = {"Args": "Arguments"}
LONGEST: Final = 24
"""The longest default that a signature spells out."""

MARKED: Final = re.compile(r"^### `?([\w.]+)`?\n", re.MULTILINE)


class Plain(str):
    """
    A text that a signature shows as it is.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Entry(NamedTuple):
    """
    A public name: where it is taken from, the module that defines it, and what it is.
    """

    name: str
    room: str
    home: str
    value: Any

    @property
    def path(self) -> str:
        """
        The shortest path by which it is imported.
        """
        return f"gm100.{self.name}" if self.name in homes_of("gm100") else f"gm100.{self.room}.{self.name}"


def entries(page: str) -> list[Entry]:
    """
    Return the public names of a page, by module and name; a name that another room defines stands there.
    """
    found = []
    for room in PAGES[page]:
        module = import_module(f"gm100.{room}")
        stub = Path(str(module.__file__)).with_suffix(".pyi").exists()
        homes = homes_of(f"gm100.{room}") if stub else dict.fromkeys(_named(module), module.__name__)
        found += [
            Entry(name, room, home, getattr(module, name))
            for name, home in homes.items()
            if home != f"gm100.{room}" or not stub
        ]
    return sorted(found, key=lambda each: (PAGES[page].index(each.room), each.home, each.name))


def _named(module: Any) -> Iterator[str]:
    """
    Yield the names that a module without a stub defines and does not hide.
    """
    for node in ast.parse(inspect.getsource(module)).body:
        name = str(getattr(node, "name", None) or getattr(getattr(node, "target", None), "id", "_"))
        if not name.startswith("_"):
            yield name


def examples(text: str) -> tuple[str, dict[str, str]]:
    """
    Return how a source page begins, and its example of each name.
    """
    start, *parts = MARKED.split(text)
    return start, {name: part.strip() for name, part in zip(parts[::2], parts[1::2], strict=True)}


def page(name: str) -> str:
    """
    Return the text of a page: its source, with every name of its rooms.
    """
    start, shown = examples((ROOT / "docs" / FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    lines = [start.rstrip()]
    home = ""
    for each in entries(name):
        if each.home != home:
            home = each.home
            lines += ["", f"## {title_of(home)}"]
        lines += ["", *entry(each, shown.get(each.name))]
    return "\n".join(lines) + "\n"


def title_of(home: str) -> str:
    """
    Return the first sentence of a module as a heading.
    """
    doc = inspect.getdoc(import_module(home)) or home
    return re.split(r"[:;]|\.(?:\s|$)", doc, maxsplit=1)[0].replace("\n", " ")


def entry(each: Entry, example: str | None) -> Iterator[str]:
    """
    Yield what is said of a name.
    """
    yield f"### `{each.path.removeprefix('gm100.')}` {{ #{each.path} }}"
    yield ""
    if inspect.isclass(each.value):
        yield from of_class(each.value)
    elif inspect.isfunction(inspect.unwrap(each.value)):
        yield from of_function(each.name, each.value)
    else:
        yield said_below(each) or f"{each.value.title.en}."
    yield ""
    if example:
        yield example


def of_class(cls: Any) -> Iterator[str]:
    """
    Yield the docstring of a class, the table of its fields or members, and its methods.
    """
    yield markdown(own_doc(cls))
    declared = getattr(cls, "__attrs_attrs__", ())
    if declared and all("gm100" in each.metadata for each in declared):
        yield ""
        yield from fields_table(cls, [])
    methods = [(name, member) for name, member in members(cls)]
    if methods:
        yield "\n| method or property | what it gives |\n|---|---|"
        for name, member in methods:
            yield f"| `{called(name, member)}` | {first_sentence(member)} |"


def own_doc(cls: Any) -> str:
    """
    Return the docstring of a class, with the values of its members where it is a vocabulary.
    """
    doc = inspect.cleandoc(cls.__doc__ or "")
    if issubclass(cls, Enum):
        if "Attributes:" not in doc:
            doc += "\n\nAttributes:\n" + "\n".join(f"    {member.name}: {member.value!r}" for member in cls)
            return doc
        for member in cls:
            doc = re.sub(
                rf"^(\s+){member.name}:", rf"\1{member.name} = {str(member.value)!r}:", doc, flags=re.MULTILINE
            )
    return doc


def members(cls: Any) -> Iterator[tuple[str, Any]]:
    """
    Yield the public methods and properties that gm100 wrote for a class, in alphabetical order.
    """
    for name in sorted(dir(cls)):
        member = inspect.getattr_static(cls, name)
        inner = (
            getattr(member, "__func__", None)
            or getattr(member, "fget", None)
            or getattr(member, "func", None)
            or member
        )
        if (
            not name.startswith("_")
            and inspect.isfunction(inner)
            and inner.__module__.startswith("gm100")
            and inner.__doc__
        ):
            yield name, member


def called(name: str, member: Any) -> str:
    """
    Return how a method is called: a property without brackets.
    """
    inner = getattr(member, "__func__", member)
    if not inspect.isfunction(inner):
        return name
    text = " ".join(signature(inner).split()).replace("( ", "(").replace(", )", ")")
    return name + re.sub(r"\((self|cls)(, )?(/, )?", "(", text, count=1)


def first_sentence(member: Any) -> str:
    """
    Return the first sentence of the docstring of a method.
    """
    inner = getattr(member, "fget", None) or getattr(member, "func", None) or member
    return " ".join((inspect.getdoc(inner) or "").split("\n\n")[0].split()).replace("|", "\\|")


def of_function(name: str, function: Any) -> Iterator[str]:
    """
    Yield the signature and the docstring of a function.
    """
    yield f"```python\n{name}{signature(function)}\n```\n"
    yield markdown(inspect.getdoc(function) or "")


def signature(function: Any) -> str:
    """
    Return a signature, an argument a line where it is long.
    """
    found = inspect.signature(function)
    plain = found.replace(
        parameters=[
            each.replace(
                annotation=each.annotation if each.annotation is each.empty else Plain(each.annotation),
                default=plain_default(each.default),
            )
            for each in found.parameters.values()
        ],
        return_annotation=found.return_annotation
        if found.return_annotation is found.empty
        else Plain(found.return_annotation),
    )
    text = str(plain)
    if len(text) <= WIDTH:
        return text
    arguments = [str(each) for each in plain.parameters.values()]
    keyword = next((i for i, each in enumerate(plain.parameters.values()) if each.kind is each.KEYWORD_ONLY), None)
    starred = any(each.kind is each.VAR_POSITIONAL for each in plain.parameters.values())
    if keyword is not None and not starred:
        arguments.insert(keyword, "*")
    return "\n".join(
        (
            "(",
            *(f"    {each}," for each in arguments),
            text[text.rindex(")") :] if ") -> " not in text else ")" + text.rpartition(")")[2],
        )
    )


def plain_default(default: Any) -> Any:
    """
    Return a default as a signature shows it: a word of a vocabulary as its text, and what is long as three dots.
    """
    value = default.value if isinstance(default, Enum) else default
    return value if value is inspect.Parameter.empty or len(repr(value)) <= LONGEST else Plain("...")


def said_below(each: Entry) -> str | None:
    """
    Return what the module says below a constant, which is where a constant has its docstring.
    """
    body = ast.parse(inspect.getsource(import_module(each.home))).body
    for node, after in pairwise(body):
        target = getattr(node, "target", None) or next(iter(getattr(node, "targets", ())), None)
        if getattr(target, "id", "") == each.name and isinstance(after, ast.Expr):
            return str(ast.literal_eval(after.value)).strip()
    return None


def markdown(doc: str) -> str:
    """
    Return a docstring as Markdown: sections as lists, and examples as code.
    """
    out = []
    for part in doc.split("\n\n"):
        head, _, rest = part.partition("\n")
        if SECTION.match(head):
            title = head.rstrip(":")
            out.append(f"**{TITLES.get(title, title)}**\n\n{items(rest)}")
        elif part.startswith(">>>"):
            out.append(f"```python\n{part}\n```")
        else:
            out.append(part)
    return "\n\n".join(out)


def items(text: str) -> str:
    """
    Return the items of a section as a list: what is indented further goes on with the item before it.
    """
    lines = inspect.cleandoc("\n" + text).splitlines()
    joined: list[str] = []
    for line in lines:
        if line.startswith(" ") and joined:
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line.strip())
    return "\n".join("- " + ITEM.sub(r"`\1`: ", line) for line in joined)


def without_example() -> list[str]:
    """
    Return the public names that neither their docstring nor a source page gives an example of.
    """
    missing = []
    for name in PAGES:
        _, shown = examples((ROOT / "docs" / FOLDER / f"{name}.md").read_text(encoding="utf-8"))
        missing += [e.path for e in entries(name) if e.name not in shown and ">>>" not in (e.value.__doc__ or "")]
    return missing
