"""
The floor plan of `CONTRIBUTING.md`, asserted: layers, cycles, import budget, sizes, determinism.
"""

from __future__ import annotations

import ast
import io
import re
import statistics
import subprocess
import sys
import sysconfig
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import FrameType

import pytest

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
TOP = "gm100"

# Room (the first name below gm100) -> layer. A new room stands here and in CONTRIBUTING.md.
LAYERS = {
    "errors": 0,
    "typing": 0,
    "_compiled": 1,
    "_extras": 1,
    "_lazy": 0,
    "_remade": 1,
    "_lookup": 2,
    "render": 1,
    "fields": 1,
    "text": 1,
    "model": 2,
    "serializers": 3,
    "rules": 3,
    "scoring": 3,
    "reference": 4,
    "adapters": 5,
    "cli": 5,
    "__main__": 5,
    TOP: 5,
}
# What one room may import from another of its own layer; everything else goes down.
SIDEWAYS = {("cli", "adapters"), ("cli", TOP), ("__main__", "cli"), (TOP, "adapters"), ("_lookup", "model")}
SIDEWAYS |= {(one, two) for one in LAYERS for two in LAYERS if LAYERS[one] == LAYERS[two] == 1 and two.startswith("_")}
SIDEWAYS |= {("fields", "text"), ("render", "text")}
# What may import a room above it, in a function alone, and why.
UPWARD = {
    ("_lookup", "reference"): "a verb takes the id of a scorecard or the code of a dossier, and imports neither",
    ("_lookup", "adapters"): "a verb takes the path of a table, which is read with the catalogues",
    ("model", "adapters"): "pydantic asks the entity how to read it, and only where pydantic is installed",
}
# What type checkers alone may import from a room above, and why.
FOR_TYPES = {("render", "model"): "what shows a noun is given it, and names its type"}

# A column type is a class, which needs the class above it: anyone who imports the module asks for SQLAlchemy or Django.
EXTRA_AT_ONCE = {("gm100.adapters.sqlalchemy", "sqlalchemy"), ("gm100.adapters.django", "django")}

# Who may import what from outside (by import name). Anything not named here is an extra.
HOLDS_DATA = set(LAYERS) - {"errors", "typing", "cli", "__main__", TOP}
OUTSIDE = {
    "attr": HOLDS_DATA,
    "attrs": HOLDS_DATA,
    "cattrs": {"serializers"},
    "dateutil": {"rules"},
}
# Neither the package nor anything below it may load these on `import gm100`.
BUDGET = (
    "attr",
    "attrs",
    "cattrs",
    "dateutil",
    "decimal",
    "importlib.metadata",
    "importlib.resources",
    "numpy",
)
MODULE_LINES, TOP_LINES = 450, 80
WALK = 12
FUNCTION_LINES, FUNCTION_P95, FUNCTION_MEDIAN = 60, 35, 8
NESTING = 3

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


@dataclass(frozen=True)
class Module:
    """One source file of the package."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The first name below the package, or the package itself."""
        return room_of(self.name)

    @property
    def generated(self) -> bool:
        """Whether a script writes it."""
        return self.name.startswith("gm100.reference._data")


@dataclass(frozen=True)
class Import:
    """One imported module, and when the import runs."""

    target: str
    line: int
    late: bool
    types_only: bool


def room_of(name: str) -> str:
    """The room that a module of the package is in."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else TOP


def name_of(path: Path) -> str:
    """The dotted name of a source file."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Module]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted((SRC / "gm100").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found[name_of(path)] = Module(name_of(path), path, text, ast.parse(text))
    return found


def written() -> list[Module]:
    """The modules that people write."""
    return [module for module in modules().values() if not module.generated]


def targets(node: ast.Import | ast.ImportFrom, module: Module) -> list[str]:
    """The dotted names that one import statement asks for."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = node.module or ""
    if node.level:
        here = module.name.split(".")
        up = node.level - (module.path.name == "__init__.py")
        base = ".".join([*here[: len(here) - up], *([node.module] if node.module else [])])
    whole = [f"{base}.{alias.name}" for alias in node.names]
    return [name if name in modules() else base for name in whole]


@cache
def imports(module: Module) -> tuple[Import, ...]:
    """Every import of a module: whether it waits for a call, whether it is for types alone."""
    return tuple(_imports(module, module.tree))


def _imports(module: Module, node: ast.AST, *, late: bool = False, types_only: bool = False) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            for target in targets(child, module):
                yield Import(target, child.lineno, late, types_only)
        if isinstance(child, ast.expr):
            continue  # An expression holds no statement; the tables of data are long ones.
        guarded = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        yield from _imports(
            module,
            child,
            late=late or isinstance(child, FUNCTIONS),
            types_only=types_only or guarded,
        )


def inside(target: str) -> bool:
    """Whether an import stays within the package."""
    return target.partition(".")[0] == TOP


def may_import(source: str, target: str) -> bool:
    """Whether one room may import another."""
    if source == target or (source, target) in SIDEWAYS:
        return True
    return LAYERS.get(target, 9) < LAYERS.get(source, 0)


def place(module: Module, line: int) -> str:
    """A place that an editor can open."""
    return f"{module.path.relative_to(ROOT)}:{line}"


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    return (node for node in ast.walk(module.tree) if isinstance(node, FUNCTIONS))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function without its docstring."""
    doc = ast.get_docstring(function, clean=False)
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    return whole - (doc.count("\n") + 1 if doc else 0)


def depth(node: ast.AST) -> int:
    """How deep blocks are in one another; an `elif` is not deeper than its `if`."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (*FUNCTIONS, ast.ClassDef)):
            continue
        chained = isinstance(node, ast.If) and isinstance(child, ast.If) and [child] == node.orelse
        deeper = isinstance(child, BLOCKS) and not chained
        deepest = max(deepest, depth(child) + deeper)
    return deepest


class TestLayers:
    def test_every_room_is_on_the_floor_plan(self) -> None:
        """A module is in a room that the floor plan names."""
        assert {module.room for module in modules().values()} <= set(LAYERS)

    def test_imports_go_down_only(self) -> None:
        """No import, early, late or for types, reaches up, or across to a sibling, but the one that is listed."""
        reach = [
            (module.room, room_of(found.target), found.late, f"{place(module, found.line)} imports {found.target}")
            for module in modules().values()
            for found in imports(module)
            if inside(found.target) and not may_import(module.room, room_of(found.target))
            if not (found.types_only and (module.room, room_of(found.target)) in FOR_TYPES)
        ]
        assert [where for source, target, late, where in reach if not (late and (source, target) in UPWARD)] == []
        assert {(source, target) for source, target, _, _ in reach} == set(UPWARD)

    def test_the_three_siblings_do_not_know_one_another(self) -> None:
        """The plan itself keeps serializers, rules and scoring apart."""
        siblings = {"serializers", "rules", "scoring"}
        assert not any(may_import(a, b) for a in siblings for b in siblings - {a})

    def test_a_dependency_stays_in_its_rooms(self) -> None:
        """Only the serializers know cattrs, only the dates dateutil; attrs is for data."""
        wrong = [
            f"{place(module, found.line)} imports {found.target}"
            for module in modules().values()
            for found in imports(module)
            if module.room not in OUTSIDE.get(found.target.split(".")[0], {module.room})
        ]
        assert wrong == []

    def test_an_extra_is_imported_late(self) -> None:
        """A library that may be absent is imported in a function, and never below layer 3."""
        known = {*sys.stdlib_module_names, *OUTSIDE, TOP}
        wrong = [
            f"{place(module, found.line)} imports {found.target}"
            for module in modules().values()
            for found in imports(module)
            if found.target.split(".")[0] not in known
            if LAYERS.get(module.room, 0) < 3 or not (found.late or found.types_only)
            if (module.name, found.target.split(".")[0]) not in EXTRA_AT_ONCE
        ]
        assert wrong == []

    def test_there_are_no_import_cycles(self) -> None:
        """Every module can be imported first."""
        graph = {
            module.name: {
                found.target
                for found in imports(module)
                if found.target in modules() and found.target != module.name
                if not (found.late or found.types_only)
            }
            for module in modules().values()
        }
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            pytest.fail(" -> ".join(error.args[1]))


class TestFrontDoor:
    def test_it_imports_nothing_of_the_package_at_once(self) -> None:
        """Public names are imported when they are first used; only the module that does so is loaded at once."""
        early = [
            found.target
            for found in imports(modules()[TOP])
            if inside(found.target) and not (found.late or found.types_only)
        ]
        assert early == ["gm100._lazy"]

    def test_it_is_short(self) -> None:
        """The `__init__` of the package fits on a screen or two."""
        assert len(modules()[TOP].text.splitlines()) <= TOP_LINES

    def test_it_keeps_its_import_budget(self) -> None:
        """A bare import, in a fresh interpreter, loads no dependency and no noun."""
        program = "import sys; sys.path[:0] = sys.argv[1:]; import gm100; print(*sorted(sys.modules))"
        packages = sysconfig.get_path("purelib")
        loaded = subprocess.run(
            [sys.executable, "-I", "-S", "-c", program, str(SRC), packages],
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout.split()
        assert "gm100" in loaded
        assert [name for name in loaded if name in BUDGET] == []
        assert [name for name in loaded if name.startswith("gm100.model")] == []


class TestWalk:
    def test_a_row_passes_few_modules(self) -> None:
        """From a row to its index no room is entered that a reader need not know."""
        import gm100

        codes = ("baseline", "output", "outcome", "impact", "quick_win")
        rows, card = [{"code": "a", **dict.fromkeys(codes, Decimal(3))}], gm100.scorecards()["kominfo-2023-regular"]
        passed: set[str] = set()

        def enter(frame: FrameType, event: str, _: object) -> None:
            if event == "call":
                passed.add(frame.f_globals.get("__name__", ""))

        gm100.score(rows, card)  # What is loaded, or made once, is no part of the walk.
        sys.setprofile(enter)
        try:
            gm100.score(rows, card)
        finally:
            sys.setprofile(None)
        walked = {name for name in passed if name.startswith("gm100.")}
        assert len(walked) <= WALK, sorted(walked)


class TestSizes:
    def test_modules_are_short(self) -> None:
        """A module has a size that one person reads in one sitting."""
        long = {module.name: lines for module in written() if (lines := len(module.text.splitlines())) > MODULE_LINES}
        assert long == {}

    def test_functions_are_short(self) -> None:
        """No function is longer than a screen, and most are a handful of lines."""
        sizes = {
            place(module, function.lineno): length(function) for module in written() for function in functions(module)
        }
        assert {where: size for where, size in sizes.items() if size > FUNCTION_LINES} == {}
        lengths = sorted(sizes.values())
        assert lengths[int(len(lengths) * 0.95)] <= FUNCTION_P95
        assert statistics.median(lengths) <= FUNCTION_MEDIAN

    def test_nesting_is_shallow(self) -> None:
        """Blocks stand at most three deep in a function."""
        deep = [
            place(module, function.lineno)
            for module in written()
            for function in functions(module)
            if depth(function) > NESTING
        ]
        assert deep == []


# A call or an import by its full name -> why it is not used.
COMPILES = "gm100._compiled"
"""The one module that compiles code from text; decision 0031 says what it buys."""

FORBIDDEN_CALLS = {
    "eval": "runs text as code",
    "exec": "runs text as code",
    "date.today": "reads the clock",
    "datetime.now": "reads the clock",
    "datetime.today": "reads the clock",
    "datetime.utcnow": "reads the clock",
    "time.time": "reads the clock",
    "os.getenv": "reads the environment",
}
FORBIDDEN_IMPORTS = {
    "pickle": "runs what it reads",
    "marshal": "trusts what it reads",
    "locale": "depends on the machine",
    "secrets": "cannot be repeated",
}


# The one module that may ask the environment, and why.
ENVIRONMENT = {"gm100.cli._terminal": "which language and how many colours a person wants; no result depends on it"}


def dotted(node: ast.AST) -> str:
    """The dotted name of an expression, or nothing."""
    if isinstance(node, ast.Attribute) and (left := dotted(node.value)):
        return f"{left}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def unrepeatable(node: ast.Call) -> bool:
    """Whether a call draws from a generator that was given no seed."""
    name = dotted(node.func)
    if name.split(".")[-1] in {"Random", "default_rng"}:
        return not (node.args or node.keywords)
    return name.startswith(("random.", "np.random.", "numpy.random."))


def reason_against(node: ast.AST) -> str:
    """Why a piece of code must not be in the library, or nothing."""
    if isinstance(node, ast.Call):
        name = dotted(node.func)
        ends = (why for call, why in FORBIDDEN_CALLS.items() if f".{name}".endswith(f".{call}"))
        return next(ends, "draws without a seed" if unrepeatable(node) else "")
    if isinstance(node, ast.Attribute) and dotted(node) == "os.environ":
        return "reads the environment"
    if isinstance(node, ast.ImportFrom) and node.module in {"os", "random"}:
        taken = {alias.name for alias in node.names} - {"Random", "PathLike", "fspath"}
        return f"hides {', '.join(sorted(taken))} from this test" if taken else ""
    if isinstance(node, ast.ImportFrom):
        return FORBIDDEN_IMPORTS.get(node.module or "", "")
    if isinstance(node, ast.Import):
        return next((FORBIDDEN_IMPORTS.get(alias.name, "") for alias in node.names), "")
    return ""


class TestDeterminism:
    def test_the_library_knows_no_clock_no_chance_and_no_machine(self) -> None:
        """The same arguments give the same answer, on every day and every machine."""
        wrong = [
            f"{place(module, getattr(node, 'lineno', 0))} {why}"
            for module in modules().values()
            for node in ast.walk(module.tree)
            if (why := reason_against(node))
            if module.name not in ENVIRONMENT or why != "reads the environment"
        ]
        assert wrong == []

    def test_code_is_compiled_from_text_in_one_module(self) -> None:
        """And what it compiles is matched against a pattern; `re.compile` is another word."""
        found = {
            name
            for name, module in modules().items()
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Call)
            and dotted(node.func) in {"compile", "builtins.compile", "types.FunctionType", "FunctionType"}
        }
        assert found == {COMPILES}

    @pytest.mark.parametrize(
        "code",
        [
            "eval('1')",
            "datetime.datetime.now()",
            "date.today()",
            "random.random()",
            "random.Random()",
            "np.random.default_rng()",
            "os.environ['HOME']",
            "from random import choice",
            "import pickle",
            "import locale",
        ],
    )
    def test_the_test_sees_what_it_forbids(self, code: str) -> None:
        """Each forbidden kind is recognised."""
        assert any(reason_against(node) for node in ast.walk(ast.parse(code)))

    @pytest.mark.parametrize(
        "code", ["random.Random(7)", "random.Random(x=seed)", "re.compile('a')", "rule.evaluate()"]
    )
    def test_the_test_lets_pass_what_is_fine(self, code: str) -> None:
        """A seeded generator is not a chance, and a name that merely contains another is fine."""
        assert not any(reason_against(node) for node in ast.walk(ast.parse(code)))


# A comment that switches a tool off, with the codes it names.
SILENCERS = re.compile(
    r"#\s*(?:type:\s*ignore|pyright:\s*ignore)(?:\[[\w\-, ]*\])?"
    r"|#\s*(?:ruff:\s*)?noqa(?::\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*)?"
    r"|#\s*pragma:\s*no\s+(?:cover|branch)",
)
PROSE = re.compile(r"[A-Za-z]{2,}\W+[A-Za-z]{2,}")


def lacks_reason(comment: str) -> bool:
    """Whether a comment silences a tool without a word on why."""
    return bool(SILENCERS.search(comment)) and not PROSE.search(SILENCERS.sub("", comment))


def comments(path: Path) -> Iterator[tuple[int, str]]:
    """Every comment of a file with its line."""
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def sources() -> Iterator[Path]:
    """Every Python file that people write in the project."""
    yield ROOT / "conftest.py"
    for folder in ("src", "tests", "tools", "examples", "benchmarks"):
        yield from sorted((ROOT / folder).rglob("*.py"))


class TestExceptions:
    def test_every_exception_says_why(self) -> None:
        """Whatever silences a tool has its reason after it, on the same line."""
        bare = [
            f"{path.relative_to(ROOT)}:{line} {comment}"
            for path in sources()
            if "_data" not in path.parts
            for line, comment in comments(path)
            if lacks_reason(comment)
        ]
        assert bare == []

    @pytest.mark.parametrize(
        ("comment", "bare"),
        [
            ("# noqa: S603", True),
            ("# noqa: S603  the command is ours", False),
            ("# noqa: S603, PLR2004", True),
            ("# type: ignore[arg-type]", True),
            ("# type: ignore[arg-type]  # noqa: E501", True),
            ("# type: ignore[arg-type]  # The stub is wrong.", False),
            ("# pragma: no cover", True),
            ("# pragma: no cover - only on Windows", False),
            ("# An ordinary remark.", False),
        ],
    )
    def test_a_reason_is_recognised(self, comment: str, *, bare: bool) -> None:
        """A code is not a reason, a few words are."""
        assert lacks_reason(comment) is bare
