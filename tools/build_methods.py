"""
Write the table of formulas and backends in docs/reference/methods.md from the methods themselves.

    python tools/build_methods.py            write the table, and leave the text around it alone
    python tools/build_methods.py --check    write nothing; exit 1 when the page would differ

Formulas are those that are computed, as text. Where a method works follows from the operations that its formula uses
and a backend has.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from gm100.scoring.formula import arrays, expressions, fused, javascript, spreadsheet, sql  # noqa: E402 - the package of this checkout
from gm100.scoring.formula.text import WORDS, formula_text  # noqa: E402 - as above
from gm100.scoring.formula.tree import TRUE, Formula, column, parameter  # noqa: E402 - as above
from gm100.scoring.formula.walk import operations  # noqa: E402 - as above
from gm100.scoring.formula.write import written  # noqa: E402 - as above
from gm100.scoring.methods.aggregators import AGGREGATORS, Child, Children  # noqa: E402 - as above
from gm100.scoring.methods.normalisers import NORMALISERS  # noqa: E402 - as above

PAGE = ROOT / "docs" / "reference" / "methods.md"
PART = re.compile(r"(<!-- table: backends -->\n).*?(<!-- end of table -->)", re.DOTALL)

BACKENDS: Final[Mapping[str, Collection[str]]] = {
    "Python": fused.HAS,
    "numpy": arrays.HAS,
    "frames": expressions.HAS,
    "SQL": sql.WORDS,
    "JavaScript": javascript.WORDS,
    "spreadsheet": spreadsheet.WORDS,
}

LONGEST: Final = 200
"""The most characters of a formula on one line."""

SAMPLES: Final[Mapping[str, tuple[Any, ...]]] = {
    "constant": (parameter("value"),),
    "fraction": (parameter("whole"),),
    "gated": (parameter("threshold"), parameter("cap")),
    "goalposts": (parameter("low"), parameter("high")),
    "inverse_fraction": (parameter("least"),),
    "levels": ("A", Decimal(4), "B", Decimal(3)),
    "log_goalposts": (parameter("low"), parameter("high")),
    "owa": (parameter("w1"), parameter("w2")),
    "piecewise": (Decimal(0), Decimal(0), Decimal(2), Decimal(80), Decimal(4), Decimal(100)),
    "power": (Decimal(2),),
    "standard": (parameter("mean"), parameter("deviation"), parameter("centre"), parameter("width")),
    "steps": (Decimal(1), Decimal(10), Decimal(2), Decimal(20)),
}
"""With which parameters a formula is shown, where it has some."""


def table() -> Iterator[str]:
    """
    Yield the lines of the table.
    """
    yield f"| method | formula | {' | '.join(BACKENDS)} |"
    yield f"|---|---|{'---|' * len(BACKENDS)}"
    for slug, normaliser in sorted(NORMALISERS.items()):
        whole = "takes its limits from the table" if normaliser.limits else "compares the units of the table"
        yield _row(slug, normaliser.formula and _normalised(normaliser.formula, slug), whole)
    for slug, aggregator in sorted(AGGREGATORS.items()):
        yield _row(
            slug, aggregator.formula and _aggregated(aggregator.formula, slug), "compares the units of the table"
        )


def _normalised(formula: Callable[..., Formula], slug: str) -> Formula:
    return formula(column("x", gaps=False), *SAMPLES.get(slug, ()))


def _aggregated(formula: Callable[..., Formula], slug: str) -> Formula:
    pairs = [(parameter(f"w_{name}"), column(name, gaps=False)) for name in ("a", "b")]
    return formula(Children([Child(weight, value, TRUE) for weight, value in pairs]), *SAMPLES.get(slug, ()))


def _row(slug: str, formula: Formula | None, whole: str) -> str:
    if formula is None:
        cells = ["yes", *[""] * (len(BACKENDS) - 1)]
        return f"| `{slug}` | {whole} | {' | '.join(cells)} |"
    used = operations(formula) - {"parameter"}
    cells = ["yes" if used <= set(has) else "" for has in BACKENDS.values()]
    params = " ".join(_shown(p) for p in SAMPLES.get(slug, ()))
    return f"| `{' '.join(filter(None, (slug, params)))}` | {_text(formula)} | {' | '.join(cells)} |"


def _text(formula: Formula) -> str:
    """
    Return a formula as text; parts of a long one that are in it more than once have names.
    """
    whole = formula_text(formula)
    if len(whole) <= LONGEST:
        return f"`{whole}`"
    text = written([formula], WORDS, step=lambda number: "mpqrs"[number], deepest=10**9)
    steps = [f"`{name} = {value}`" for name, value in (*text.first, *text.steps)]
    return ", ".join([*steps, f"`{text.results[0]}`"])


def _shown(param: Any) -> str:
    return str(param.data) if isinstance(param, Formula) else str(param)


def page(text: str) -> str:
    """
    Return a page with the table made again.
    """
    lines = "\n".join(table())
    return PART.sub(lambda found: f"{found[1]}{lines}\n{found[2]}", text)


def main() -> int:
    """
    Write or check the page.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    text = PAGE.read_text(encoding="utf-8")
    made = page(text)
    if not check:
        PAGE.write_text(made, encoding="utf-8")
    return int(check and made != text)


if __name__ == "__main__":
    raise SystemExit(main())
