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
from gm100.scoring.engine.plan import Made, gaps_of, inputs_of
from gm100.scoring.engine.solution import FAILS, Solution, Work, run
from gm100.scoring.methods.node import COMPARED
from gm100.scoring.methods.weigh import CONSISTENT, ahp
from gm100.typing import NOT_APPLICABLE


def group(solution: Solution, node: Group) -> Made:
    """
    Return the column of a group.
    """
    if node.weigh.slug != "given":
        _weigh(solution, node, node.weigh)
    columns = inputs_of(node, solution.made)
    compares = solution.plan.engine.aggregators[node.aggregate.slug].columns
    if compares is not None:
        columns[node.id + COMPARED] = solution.compared[node.id] = _compared(solution, node, compares)
    gaps = [gaps_of(solution.made[child.id]) for child in node.children]
    kernel = solution.plan.group(node, gaps, solution.units, solution.weights_of(node))
    made = run(solution, Work(node, kernel, columns, solution.parameters(node)))
    return _or_given(solution, node, made) if node.id in solution.table.columns else made


def _weigh(solution: Solution, group: Group, method: Method) -> None:
    """
    Find the weights of the children of a group.
    """
    weighting = solution.plan.engine.weightings[method.slug]
    codes = [child.id for child in group.children]
    try:
        columns = _complete(solution, group, group.children)[1] if weighting.derived else []
        if weighting.derived and not columns[0]:
            solution.remarks.append(f"{group.id}: no unit has a value in every child, so the weights stay as they are")
            return
        weights = _checked(method, codes, weighting.weights(codes, columns, *method.params))
    except FAILS as error:
        solution.note(Issue("weights", str(error), (group.id, str(method))))
        return
    whole = sum(weights)
    shown = ", ".join(f"{code} {weight / whole:.4f}" for code, weight in zip(codes, weights, strict=True))
    alike = weighting.derived and len(codes) > 1 and len(set(decide.keys(weights))) == 1
    beside = "; nothing in the data distinguishes them" if alike else _consistency(method)
    solution.remarks.append(f"{group.id}: weights by {method.slug}: {shown}{beside}")
    solution.weights |= {code: Decimal(repr(float(weight))) for code, weight in zip(codes, weights, strict=True)}


def _consistency(method: Method) -> str:
    if method.slug != "ahp":
        return ""
    params = method.params
    ratio = ahp(dict(zip(map(str, params[::2]), params[1::2], strict=True))).consistency
    return f"; consistency ratio {ratio:.3f}, {'below' if ratio < CONSISTENT else 'NOT below'} {CONSISTENT:.2f}"


def _complete(solution: Solution, group: Group, children: Sequence[Node]) -> tuple[list[int], list[list[Any]]]:
    """
    Return the units in which every child has a value, and the column of each child over them.
    """
    made = [_filled(solution, group, solution.made[child.id]) for child in children]
    if all(each.there is None for each in made):
        return list(range(solution.count)), [list(each.values) for each in made]
    rows = [i for i in range(solution.count) if all(each.there is None or each.there[i] for each in made)]
    return rows, [[each.values[i] for i in rows] for each in made]


def _filled(solution: Solution, group: Group, made: Made) -> Made:
    if group.fill is None or made.there is None:
        return made
    fill = solution.plan.numbers.take(group.fill)
    values = [x if has else fill for x, has in zip(made.values, made.there, strict=True)]
    return Made(values, made.applies)


def _compared(solution: Solution, node: Group, compares: Any) -> list[Any]:
    """
    Return what an aggregator that looks at all units at once makes of them.

    Units are compared in the children that count; where one of them has no value there is nothing to compare.
    """
    weights = [solution.weights.get(child.id, child.weight) for child in node.children]
    counting = [child for child, weight in zip(node.children, weights, strict=True) if weight]
    rows, used = _complete(solution, node, counting)
    if node.missing is not Missing.PROPAGATE:
        rows = _complete(solution, node, node.children)[0]
        used = [[_filled(solution, node, solution.made[child.id]).values[i] for i in rows] for child in counting]
    core: list[Any] = [solution.gap] * solution.count
    try:
        found = compares([w for w in weights if w], used, *node.aggregate.params) if rows else []
    except FAILS as error:
        solution.note(Issue("domain", str(error), (node.id, str(node.aggregate))))
        return core
    for row, value in zip(rows, found, strict=True):
        core[row] = value if type(value) is solution.plan.numbers.type else solution.take(value)
    return core


def _or_given(solution: Solution, node: Group, made: Made) -> Made:
    """
    Take the value of a group from the rows that give it and lack a child; refuse one that its children contradict.
    """
    cells = solution.columns[node.id]
    missing = solution.lacks(node)
    values, there = list(made.values), list(made.there or [True] * solution.count)
    applies = list(made.applies or [True] * solution.count)
    for row, cell in enumerate(cells):
        if cell is None or cell is NOT_APPLICABLE:
            continue
        if there[row]:
            _contradicted(solution, node, row, cell, values[row])
        if missing[row]:
            values[row], there[row], applies[row] = solution.rounded(node, cell), True, True
    return Made(values, None if all(there) else there, None if all(applies) else applies)


def _contradicted(solution: Solution, node: Group, row: int, cell: Any, made: Any) -> None:
    give = solution.plan.numbers.give
    given = give(cell)
    if made != made:  # noqa: PLR0124 - NaN: the problem is noted already
        return
    step = Decimal(1).scaleb(max(min(int(given.as_tuple().exponent), 0), -DECIMALS))
    computed = give(made)
    if computed != given and computed.quantize(step, ROUND_HALF_UP, KERNEL) != given:
        message = f"{given} is given, but its children make {computed}; give one of the two"
        path = (solution.table.units[row], node.id)
        solution.note(Issue("contradiction", message, path, str(given), str(computed)))


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
