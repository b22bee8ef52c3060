"""
The columns of groups: their weights found, their children put together, values given by rows taken in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from gm100.errors import Issue
from gm100.model.method import Method
from gm100.model.scorecard import Group, Missing, Node
from gm100.scoring import decide
from gm100.scoring._numbers import DECIMALS, KERNEL
from gm100.scoring.engine.evaluated import FAILS, EvaluatedTable, Work, compute
from gm100.scoring.engine.prepared import NodeColumn, gaps_of, inputs_of
from gm100.scoring.methods.node import COMPARED
from gm100.scoring.methods.weights import CONSISTENT, ahp
from gm100.typing import NOT_APPLICABLE


def group(evaluated: EvaluatedTable, node: Group) -> NodeColumn:
    """
    Return the column of a group.
    """
    if node.weigh.slug != "given":
        _weigh(evaluated, node, node.weigh)
    columns = inputs_of(node, evaluated.made)
    compares = evaluated.prepared.engine.aggregators[node.aggregate.slug].columns
    if compares is not None:
        evaluated.compared[node.id] = _compared(evaluated, node, compares)
        columns[node.id + COMPARED] = evaluated.array(evaluated.compared[node.id])
    gaps = [gaps_of(evaluated.made[child.id]) for child in node.children]
    kernel = evaluated.prepared.group(node, gaps, evaluated.units, evaluated.weights_of(node))
    made = compute(evaluated, Work(node, kernel, columns, evaluated.parameters(node)))
    return _or_given(evaluated, node, made) if node.id in evaluated.table.columns else made


def _weigh(evaluated: EvaluatedTable, group: Group, method: Method) -> None:
    """
    Find the weights of the children of a group.
    """
    weighting = evaluated.prepared.engine.weightings[method.slug]
    codes = [child.id for child in group.children]
    try:
        columns = _complete(evaluated, group, group.children)[1] if weighting.derived else []
        if weighting.derived and not columns[0]:
            evaluated.remarks.append(f"{group.id}: no unit has a value in every child, so the weights stay as they are")
            return
        weights = _checked(method, codes, weighting.weights(codes, columns, *method.params))
    except FAILS as error:
        evaluated.note(Issue("weights", str(error), (group.id, str(method))))
        return
    whole = sum(weights)
    shown = ", ".join(f"{code} {weight / whole:.4f}" for code, weight in zip(codes, weights, strict=True))
    alike = weighting.derived and len(codes) > 1 and len(set(decide.keys(weights))) == 1
    beside = "; nothing in the data distinguishes them" if alike else _consistency(method)
    evaluated.remarks.append(f"{group.id}: weights by {method.slug}: {shown}{beside}")
    evaluated.weights |= {code: Decimal(repr(float(weight))) for code, weight in zip(codes, weights, strict=True)}


def _consistency(method: Method) -> str:
    if method.slug != "ahp":
        return ""
    params = method.params
    ratio = ahp(dict(zip(map(str, params[::2]), params[1::2], strict=True))).consistency
    return f"; consistency ratio {ratio:.3f}, {'below' if ratio < CONSISTENT else 'NOT below'} {CONSISTENT:.2f}"


def _complete(evaluated: EvaluatedTable, group: Group, children: Sequence[Node]) -> tuple[list[int], list[list[Any]]]:
    """
    Return the units in which every child has a value, and the column of each child over them.
    """
    made = [_filled(evaluated, group, evaluated.made[child.id]) for child in children]
    if all(each.there is None for each in made):
        return list(range(evaluated.count)), [list(each.values) for each in made]
    rows = [i for i in range(evaluated.count) if all(each.there is None or each.there[i] for each in made)]
    return rows, [[each.values[i] for i in rows] for each in made]


def _filled(evaluated: EvaluatedTable, group: Group, made: NodeColumn) -> NodeColumn:
    if group.fill is None or made.there is None:
        return made
    fill = evaluated.prepared.numbers.take(group.fill)
    values = [x if has else fill for x, has in zip(made.values, made.there, strict=True)]
    return NodeColumn(values, made.applies)


def _compared(evaluated: EvaluatedTable, node: Group, compares: Any) -> list[Any]:
    """
    Return what an aggregator that looks at all units at once makes of them.

    Units are compared in the children that count; where one of them has no value there is nothing to compare.
    """
    weights = [evaluated.weights.get(child.id, child.weight) for child in node.children]
    counting = [child for child, weight in zip(node.children, weights, strict=True) if weight]
    rows, used = _complete(evaluated, node, counting)
    if node.missing is not Missing.PROPAGATE:
        rows = _complete(evaluated, node, node.children)[0]
        used = [[_filled(evaluated, node, evaluated.made[child.id]).values[i] for i in rows] for child in counting]
    core: list[Any] = [evaluated.gap] * evaluated.count
    try:
        found = compares([w for w in weights if w], used, *node.aggregate.params) if rows else []
    except FAILS as error:
        evaluated.note(Issue("domain", str(error), (node.id, str(node.aggregate))))
        return core
    for row, value in zip(rows, found, strict=True):
        core[row] = value if type(value) is evaluated.prepared.numbers.type else evaluated.take(value)
    return core


def _or_given(evaluated: EvaluatedTable, node: Group, made: NodeColumn) -> NodeColumn:
    """
    Take the value of a group from the rows that give it and lack a child; refuse one that its children contradict.
    """
    cells = evaluated.columns[node.id]
    missing = evaluated.lacks(node)
    values, there = list(made.values), list(made.there or [True] * evaluated.count)
    applies = list(made.applies or [True] * evaluated.count)
    for row, cell in enumerate(cells):
        if cell is None or cell is NOT_APPLICABLE:
            continue
        if there[row]:
            _contradicted(evaluated, node, row, cell, values[row])
        if missing[row]:
            values[row], there[row], applies[row] = evaluated.rounded(node, cell), True, True
    return NodeColumn(values, None if all(there) else there, None if all(applies) else applies)


def _contradicted(evaluated: EvaluatedTable, node: Group, row: int, cell: Any, made: Any) -> None:
    give = evaluated.prepared.numbers.give
    given = give(cell)
    if made != made:  # noqa: PLR0124 - NaN: the problem is noted already
        return
    step = Decimal(1).scaleb(max(min(int(given.as_tuple().exponent), 0), -DECIMALS))
    computed = give(made)
    if computed != given and computed.quantize(step, ROUND_HALF_UP, KERNEL) != given:
        message = f"{given} is given, but its children make {computed}; give one of the two"
        path = (evaluated.table.units[row], node.id)
        evaluated.note(Issue("contradiction", message, path, str(given), str(computed)))


def _checked(method: Method, codes: Sequence[str], weights: Any) -> list[Any]:
    found = list(weights)
    if len(found) != len(codes):
        message = f"{method.slug} returned {len(found)} weights for {len(codes)} children"
        raise ValueError(message)
    for code, weight in zip(codes, found, strict=True):
        if isinstance(weight, bool | str) or not float(weight) >= 0 or float(weight) == float("inf"):
            message = f"{method.slug} returned {weight!r} for {code}, expected a number that is 0 or more"
            raise ValueError(message)
    if not any(found):
        message = f"{method.slug} returned weights that are all 0"
        raise ValueError(message)
    return list(map(float, found))
