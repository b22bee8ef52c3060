"""
A scorecard as one function of JavaScript, for the web page that embeds it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from gm100.fields.arguments import refused
from gm100.model.scorecard import Indicator, Rounding, Scorecard
from gm100.scoring.export.plan import Plan, planned, words_of
from gm100.scoring.formula import javascript, rationals
from gm100.scoring.formula.floats import all_for_floats
from gm100.scoring.formula.tree import APPLIES
from gm100.scoring.formula.walk import columns_of
from gm100.scoring.formula.write import written
from gm100.scoring.methods.node import LACKING, Gaps
from gm100.scoring.methods.registry import STANDARD, Methods

_NAME: Final = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)

_FLOATS: Final = (
    javascript.PRELUDE
    + """\
  const number = Number;
  const before = (a, b) => a < b;
  const short = a => String(Number(a.toPrecision(15)) || 0);
  const text = (a, decimals) =>
    decimals === null || Number(a.toFixed(decimals)) !== a ? short(a) : (a || 0).toFixed(decimals);
"""
)

_READING: Final = """\
  const unit = String(row.code ?? ""), issues = [], value = {};
  const columns = new Set(Object.values(cells).map(cell => cell.column)), raw = code => row[cells[code].column];
  const fault = (code, node, message) => issues.push({ code, path: [unit, node], message });
  const shown = cell => typeof cell === "string" ? `'${cell}'` : String(cell);
  const take = (cell, code) => {
    const { low, high, none, words, scale } = cells[code];
    if (cell === null || cell === undefined || cell === "" || cell === "n/a") return null;
    if (words) {
      if (words.includes(String(cell))) return String(cell);
      fault("not-a-number", code, `got ${shown(cell)}, which is not one of the levels of the scorecard`);
      return null;
    }
    const written = typeof cell === "boolean" ? "" : String(cell).trim();
    if (!/^[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d{1,3})?$/i.test(written)) {
      fault("not-a-number", code, `got ${shown(cell)}, expected a number such as 3.08`);
      return null;
    }
    const found = number(written);
    if (none.some(each => !before(each, found) && !before(found, each))) return null;
    const side = low !== null && before(found, low) ? "below" : high !== null && before(high, found) ? "above" : null;
    if (side) fault("out-of-scale", code, `${cell} is ${side} the scale of this scorecard (${scale})`);
    return found;
  };
  for (const code of Object.keys(row)) if (!columns.has(code) && code !== "code" && code !== "name")
    fault("unknown-indicator", code, `not part of ${card}`);
  for (const code in cells) value[code] = take(raw(code), code);
  const said = new Set(issues.map(each => each.path[1]));
  const holes = () => needed.filter(code => value[code] === null && raw(code) !== "n/a" && !said.has(code));
  const missing = () => holes().forEach(code => fault("missing", code, noValue));
"""

_WRITING: Final = """\
  for (const [code, failed, message] of failing) if (failed) fault("domain", code, message);
  if (nodes[root] === null || issues.length) missing();
  if (issues.length) return { index: null, text: null, band: null, nodes: {}, issues };
  for (const code in nodes) if (nodes[code] !== null) nodes[code] = text(nodes[code], decimals[code]);
  const index = nodes[root];
  return { index: index === null ? null : Number(index), text: index, band: band || null, nodes, issues };
"""


def to_javascript(card: Scorecard, name: str = "score", *, methods: Methods = STANDARD) -> str:
    """
    Return a scorecard as a function of a row.

    The function returns `{ index, text, band, nodes, issues }`: the index as a number and with the digits that the core
    prints, the label of the band, every node by code with its digits, and the problems of the row, each with `code`,
    `path` and `message`. With problems there is no index.

    Args:
        card: The scorecard.
        name: The name of the function.
        methods: The methods that the scorecard may name.

    Raises:
        ArgumentError: The name cannot be one of a function.
        EngineLimitError: A node cannot be computed there; every one is named with its method.
    """
    if not _NAME.fullmatch(name):
        raise refused("name", name, "a name such as score, of letters, digits and _")
    plan = planned(card, "JavaScript", methods, Gaps.ANY, javascript.WORDS)
    prelude = rationals.PRELUDE if plan.exact else _FLOATS
    lines = [f"function {name}(row) {{", f"  // {card.id}, by gm100", prelude + _facts(plan) + _READING.rstrip("\n")]
    lines += ["  if (issues.length) { missing(); return { index: null, text: null, band: null, nodes: {}, issues }; }"]
    return "\n".join([*lines, *_computing(plan), _WRITING + "}", ""])


def _facts(plan: Plan) -> str:
    """
    Write what the scorecard says of its cells, as constants.
    """
    cells = ", ".join(f"{json.dumps(node.id)}: {_cell(node, plan)}" for node in plan.card.indicators)
    decimals = {node.id: _decimals(node.round) for node in plan.nodes}
    facts: Mapping[str, Any] = {
        "card": plan.card.id,
        "root": plan.root.id,
        "needed": plan.needed(),
        "decimals": decimals,
        "noValue": LACKING,
    }
    lines = [f"  const {key} = {json.dumps(value)};" for key, value in facts.items()]
    return "\n".join([*lines, f"  const cells = {{ {cells} }};", ""])


def _decimals(rounding: Rounding | None) -> int | None:
    return rounding.decimals if rounding else None


def _cell(node: Indicator, plan: Plan) -> str:
    constant = rationals.constant if plan.exact else javascript.number_text
    low, high = (constant(node.scale.low), constant(node.scale.high)) if node.scale else ("null", "null")
    none = ", ".join(map(constant, node.no_answer))
    words = json.dumps(words_of(node) or None)
    names = f"column: {json.dumps(node.column or node.id)}, scale: {json.dumps(str(node.scale or ''))}"
    return f"{{ low: {low}, high: {high}, none: [{none}], words: {words}, {names} }}"


def _computing(plan: Plan) -> list[str]:
    """
    Write the formulas: every node, the band, and where a node has no meaning.
    """
    failing = [each for each in plan.failing() if each[1].op != "false"]
    band = [plan.band] if plan.band is not None else []
    roots = plan.results() + band + [failed for _, failed, _ in failing]
    formulas = roots if plan.exact else all_for_floats(roots)
    columns = columns_of(*formulas)
    local = {column: f"x{number}" for number, column in enumerate(columns)}
    has = rationals.WORDS if plan.exact else javascript.WORDS
    text = written(formulas, {**has, "column": lambda node, _: local[node.data[0]]}, step=lambda number: f"t{number}")
    results = list(text.results)
    nodes = [f"{json.dumps(node.id)}: {results.pop(0)}" for node in plan.nodes]
    label = results.pop(0) if band else '""'
    failed = [
        f"[{json.dumps(node.id)}, {result}, {json.dumps(message)}]"
        for (node, _, message), result in zip(failing, results, strict=True)
    ]
    lines = [f"  const {local[column]} = {_read(column, exact=plan.exact)};" for column in columns]
    lines += [f"  const {step} = {value};" for step, value in (*text.first, *text.steps)]
    lines += [f"  const nodes = {{ {', '.join(nodes)} }};"]
    if not plan.exact:
        lines += ["  for (const code in nodes) if (!Number.isFinite(nodes[code])) nodes[code] = null;"]
    return [*lines, f"  const band = {label};", f"  const failing = [{', '.join(failed)}];"]


def _read(column: str, *, exact: bool) -> str:
    if column.endswith(APPLIES):
        return f'raw({json.dumps(column.removesuffix(APPLIES))}) !== "n/a"'
    cell = f"value[{json.dumps(column)}]"
    return cell if exact else f"{cell} ?? NaN"
