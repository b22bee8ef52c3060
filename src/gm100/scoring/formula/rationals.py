"""
Formulas as JavaScript over fractions of big integers: exact where the core is exact, whatever decimals a cell has.

A number is `{ n, d }`, a numerator and a denominator that is not negative; `d` is 0 for what stands in for children
left out of a minimum. A gap is null, and so is what has no meaning. Logarithms and roots have no fraction, and are for
`javascript`, in floats.
"""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from gm100.scoring.formula.tree import Formula
from gm100.scoring.formula.write import Words, called, joined

PRELUDE: Final = """\
  const q = (n, d) => ({ n, d });
  const common = (a, b) => { while (b) [a, b] = [b, a % b]; return a; };
  const size = a => a < 0n ? -a : a;
  const lean = a => {
    if (a.d < 10n ** 60n) return a;
    const g = common(size(a.n), a.d);
    return q(a.n / g, a.d / g);
  };
  const gap = v => v.some(a => a === null);
  const plus = (a, b) => a.d === b.d && a.d ? q(a.n + b.n, a.d) : lean(q(a.n * b.d + b.n * a.d, a.d * b.d));
  const add = (...v) => gap(v) ? null : v.reduce(plus);
  const sub = (a, b) => gap([a, b]) ? null : plus(a, q(-b.n, b.d));
  const mul = (a, b) => gap([a, b]) ? null : lean(q(a.n * b.n, a.d * b.d));
  const div = (a, b) => gap([a, b]) || b.n === 0n ? null
    : lean(b.n < 0n ? q(-a.n * b.d, -a.d * b.n) : q(a.n * b.d, a.d * b.n));
  const before = (a, b) => a.n * b.d < b.n * a.d;
  const less = (a, b) => !gap([a, b]) && before(a, b);
  const atMost = (a, b) => !gap([a, b]) && !before(b, a);
  const least = (...v) => gap(v) ? null : v.reduce((a, b) => before(b, a) ? b : a);
  const most = (...v) => gap(v) ? null : v.reduce((a, b) => before(a, b) ? b : a);
  const absolute = a => a === null ? null : q(size(a.n), a.d);
  const floor = a => a === null ? null : q((a.n - ((a.n % a.d) + a.d) % a.d) / a.d, 1n);
  const descending = v => v.filter(a => a !== null).sort((a, b) => before(b, a) ? -1 : before(a, b) ? 1 : 0);
  const steps = (n, d, mode) => {
    const whole = n / d, twice = 2n * (n % d);
    const up = mode === "half_up" ? twice >= d : mode === "half_even" && (twice > d || (twice === d && whole % 2n));
    return up ? whole + 1n : whole;
  };
  const round = (a, decimals, mode) => {
    if (a === null || !a.d) return a;
    const scale = 10n ** BigInt(decimals), found = steps(size(a.n) * scale, a.d, mode);
    return q(a.n < 0n ? -found : found, scale);
  };
  const number = text => {
    const [, sign, whole, part = "", exponent = "0"] = text.match(/^([+-]?)(\\d*)\\.?(\\d*)(?:e([+-]?\\d+))?$/i);
    const power = Number(exponent) - part.length, digits = BigInt(sign + "0" + whole + part);
    return power < 0 ? q(digits, 10n ** BigInt(-power)) : q(digits * 10n ** BigInt(power), 1n);
  };
  const text = (a, decimals) => {
    const short = decimals !== null && round(a, decimals, "down");
    if (short && (before(short, a) || before(a, short))) decimals = null;
    const places = decimals ?? 20, shown = round(a, places, "half_up").n;
    const digits = size(shown).toString().padStart(places + 1, "0"), point = digits.length - places;
    const part = decimals === null ? digits.slice(point).replace(/0+$/, "") : digits.slice(point);
    return (shown < 0n ? "-" : "") + digits.slice(0, point) + (part && "." + part);
  };
"""
"""What the written function needs: arithmetic, rounding, reading and writing of fractions."""


def constant(value: Decimal | Fraction | int) -> str:
    """
    Return a constant as JavaScript.
    """
    share = Fraction(value)
    return f"q({share.numerator}n, {share.denominator}n)"


def _round(node: Formula, args: Any) -> str:
    return f"round({args[0]}, {node.data.decimals}, {json.dumps(node.data.mode.value)})"


WORDS: Final[Words] = {
    "number": lambda node, _: constant(node.data),
    "word": lambda node, _: json.dumps(node.data),
    "infinity": lambda *_: "q(1n, 0n)",
    "gap": lambda *_: "null",
    "true": lambda *_: "true",
    "false": lambda *_: "false",
    "column": lambda node, _: node.data[0],
    "+": called("add"),
    "-": called("sub"),
    "*": called("mul"),
    "/": called("div"),
    "<": called("less"),
    "<=": called("atMost"),
    "and": joined(" && "),
    "or": joined(" || "),
    "abs": called("absolute"),
    "floor": called("floor"),
    "round": _round,
    "least": called("least"),
    "most": called("most"),
    "if": lambda _, args: f"({args[0]} ? {args[1]} : {args[2]})",
    "require": lambda _, args: f"({args[0]} ? {args[1]} : null)",
    "is": lambda _, args: f"({args[0]} === {args[1]})",
    "not": lambda _, args: f"(!{args[0]})",
    "given": lambda _, args: f"({args[0]} !== null)",
    "sorted": lambda _, args: f"descending([{', '.join(args)}])",
    "nth": lambda node, args: f"({args[0]}[{node.data - 1}] ?? null)",
}
