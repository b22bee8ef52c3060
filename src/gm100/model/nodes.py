"""
The tree of a scorecard as a table of nodes, as spreadsheets and COINr's `iMeta` write it, and with nodes changed.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import attrs

from gm100.errors import DefinitionError, InvalidEntityError, Issue
from gm100.fields.arguments import described, one_of
from gm100.fields.convert import cell_value
from gm100.model._entity import evolve
from gm100.model.method import Method
from gm100.model.scorecard import Group, Indicator, Node, Rounding, RoundingMode, Scale, Scorecard, Weighting
from gm100.text.layout import close_to

HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("icode", "kode", "id"),
    "parent": ("induk",),
    "name": ("iname", "nama"),
    "weight": ("bobot",),
    "direction": ("arah",),
    "unit": ("satuan",),
    "column": ("kolom",),
    "normalise": ("normalisation", "normalization", "normalisasi"),
    "aggregate": ("aggregation", "agregasi"),
    "scale": ("limits", "skala"),
    "kind": ("type",),
    "level": (),
}
"""The columns of the tree, each with the names that other programs and Indonesian tables give it."""

DIRECTIONS: Final = {"1": "higher", "-1": "lower", "+": "higher", "-": "lower", "naik": "higher", "turun": "lower"}
"""How tables write whether more is better, besides the words of gm100; 1 and -1 are those of COINr."""

BESIDE: Final = frozenset({"group", "denominator", "other"})
"""COINr's types of columns that describe units and are not nodes."""

COINR: Final = frozenset({"denominator", "target"})
"""Columns of COINr that say nothing of the tree."""

WHOLE: Final = (Decimal(1), Decimal(100))
"""What shares of the whole add up to, as fractions or as percentages."""

_TREE: Final = frozenset({"code", "parent", "kind", "level"})
_KINDS: Final[tuple[Any, ...]] = (Indicator, Group)
_OWN: Final = {kind: {f.name: f for f in attrs.fields(kind)} for kind in _KINDS}


def read_nodes(table: Any, id_: str, *, weights: str = "of_group", defaults: Mapping[str, Any] | None = None) -> Group:
    """
    Return the tree that a table of nodes describes.

    Args:
        table: The rows, as mappings, as columns, or as a frame of pandas, Polars or Arrow.
        id_: The id of the scorecard, for the error.
        weights: Whether weights of indicators are shares of their group or, as regulations print them, of the whole.
        defaults: Fields of indicators and of groups where the table does not give them.

    Raises:
        DefinitionError: The rows make no tree, or a cell cannot be what its column says; everything is listed.
    """
    reader = _Reader(_rows(table), weights, defaults or {})
    root = reader.root()
    if root is None:
        raise DefinitionError(id_, reader.issues)
    return root


def write_nodes(card: Scorecard) -> list[dict[str, str]]:
    """
    Return a scorecard as a table of nodes, a row each, with the columns that it uses; every cell is text.
    """
    rows = [*_written(card.root, "")]
    used = dict.fromkeys(key for row in rows for key in row)
    order = [name for name in ("code", "parent", *_OWN[Indicator], *_OWN[Group]) if name in used]
    return [{key: row.get(key, "") for key in dict.fromkeys(order)} for row in rows]


def _written(node: Node, parent: str) -> Iterator[dict[str, str]]:
    row = {"code": node.id, "parent": parent}
    for name, attribute in _OWN[type(node)].items():
        value = getattr(node, name)
        if name not in {"id", "children"} and (value != attribute.default or name == "weight"):
            row[name] = _cell(value)
    yield row
    if isinstance(node, Group):
        for child in node.children:
            yield from _written(child, node.id)


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(f"{each:f}" for each in value)
    if isinstance(value, Rounding):
        return str(value.decimals) if value == Rounding(value.decimals) else f"{value.decimals} {value.mode}"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _rows(table: Any) -> list[Any]:
    if isinstance(table, Mapping):
        return [dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]
    for method, given in (("to_dicts", ()), ("to_pylist", ()), ("to_dict", ("records",))):
        found: Any = getattr(table, method, None)
        if callable(found):
            rows: Any = found(*given)
            return list(rows)
    return list(table)


def changed(group: Group, changes: Mapping[str, Mapping[str, Any]]) -> Group:
    """
    Return a tree in which the fields of some nodes, by code, are changed.
    """
    children = tuple(
        changed(child, changes) if isinstance(child, Group) else evolve(child, **changes.get(child.id, {}))
        for child in group.children
    )
    return evolve(group, **{"children": children, **changes.get(group.id, {})})


def pruned(node: Node, codes: Collection[str]) -> Node | None:
    """
    Return a tree without some nodes, or `None` where nothing is left that has a weight.
    """
    if node.id in codes or isinstance(node, Indicator):
        return None if node.id in codes else node
    children = tuple(left for child in node.children if (left := pruned(child, codes)) is not None)
    if not any(child.weight for child in children):
        return None
    if len(children) == len(node.children):
        return evolve(node, children=children)
    return evolve(node, children=children, weighting=Weighting.NORMALISED, weights_total=Decimal(1))


class _Row:
    """
    A row of the table: its place, and its cells by the names that gm100 gives their columns.
    """

    def __init__(self, place: int, cells: Mapping[str, Any]) -> None:
        self.path = f"row {place}"
        known = {other: ours for ours, others in HEADERS.items() for other in (ours, *others)}
        self.cells: dict[str, Any] = {}
        for header, cell in cells.items():
            text = cell.strip() if isinstance(cell, str) else cell_value(cell)
            if text is not None and not (isinstance(text, str) and text in {"", "NA"}):
                key = str(header).strip().lower()
                self.cells[known.get(key, key)] = text
        self.code = self._text("code")
        self.parent = self._text("parent")
        self.kind = (self._text("kind") or "").lower()

    def _text(self, name: str) -> str | None:
        cell = self.cells.get(name)
        return None if cell is None else str(cell)


class _Reader:
    """
    Makes a tree of rows, and collects what is wrong with them.
    """

    def __init__(self, rows: Sequence[Any], weights: str, defaults: Mapping[str, Any]) -> None:
        self.issues: list[Issue] = []
        self._weights, self._defaults = weights, defaults
        self._rows: dict[str, _Row] = {}
        self._children: dict[str | None, list[_Row]] = {}
        for place, cells in enumerate(rows, 1):
            if isinstance(cells, Mapping):
                self._take(_Row(place, cells))
            else:
                self._wrong("not-a-row", f"got {described(cells)}, expected a mapping of columns", f"row {place}")

    def _wrong(self, code: str, message: str, *path: str) -> None:
        self.issues.append(Issue(code, message, path))

    def _take(self, row: _Row) -> None:
        if row.kind in BESIDE:
            return
        if row.code is None:
            self._wrong("no-code", f"no code; give it in a column {one_of(('code', 'kode', 'iCode'))}", row.path)
        elif row.code in self._rows:
            message = f"{row.code} is also in {self._rows[row.code].path}; give each node its own code"
            self._wrong("duplicate", message, row.path, "code")
        else:
            self._rows[row.code] = row
            self._children.setdefault(row.parent, []).append(row)

    def root(self) -> Group | None:
        """
        Return the tree, or `None` where something is wrong.
        """
        self._orphans()
        tops = self._children.get(None, [])
        if len(tops) != 1 and self._rows:
            names = ", ".join(str(row.code) for row in tops) or "none"
            message = f"nodes without a parent: {names}; expected one, the index itself"
            self._wrong("roots", message, "parent")
        if not self._rows and not self.issues:
            self._wrong("no-rows", "the table has no rows; give a row for the index and for each node below it", "code")
        self._cycles(tops)
        for row in self._rows.values():
            self._fits(row)
        if self._weights == "of_whole":
            self._share_out()
        self._headers()
        made = [self._node(top) for top in tops]
        return made[0] if not self.issues and isinstance(made[0], Group) else None

    def _headers(self) -> None:
        known = [*HEADERS, *_OWN[Indicator], *_OWN[Group]]
        for header in dict.fromkeys(key for row in self._rows.values() for key in row.cells):
            if header not in known and header not in COINR:
                near = close_to(header, known, n=1)
                hint = f"did you mean {near[0]}?" if near else "leave the column out"
                self._wrong("unknown-column", f"not a field of a node; {hint}", header)

    def _orphans(self) -> None:
        for parent, rows in self._children.items():
            if parent is not None and parent not in self._rows:
                near = close_to(parent, self._rows, n=1)
                hint = f"did you mean {near[0]}?" if near else "give it its own row"
                for row in rows:
                    self._wrong("unknown-parent", f"there is no node {parent}; {hint}", row.path, "parent")

    def _cycles(self, tops: Iterable[_Row]) -> None:
        reached: set[str] = set()
        waiting = [str(row.code) for row in tops]
        waiting += [str(row.code) for p, rows in self._children.items() if p and p not in self._rows for row in rows]
        while waiting:
            code = waiting.pop()
            reached.add(code)
            waiting += [str(row.code) for row in self._children.get(code, [])]
        for code, row in self._rows.items():
            if code not in reached:
                message = f"{code} is below itself, or below a node that is; give one of them another parent"
                self._wrong("cycle", message, row.path, "parent")

    def _fits(self, row: _Row) -> None:
        """
        Hold what COINr writes beside the tree, type and level, against the tree.
        """
        below = row.code in self._children
        if row.kind == "indicator" and below:
            first = self._children[row.code][0].code
            self._wrong("type", f"is an indicator, but {first} is below it; expected Aggregate", row.path, "type")
        elif row.kind in {"aggregate", "group"} and not below:
            self._wrong("type", "is an aggregate, but no row names it as parent", row.path, "type")
        elif row.kind not in {"", "indicator", "aggregate"}:
            self._wrong("type", f"got {row.kind!r}, expected Indicator or Aggregate", row.path, "type")
        parent = self._rows.get(row.parent or "")
        level, above = row.cells.get("level"), parent and parent.cells.get("level")
        if level is not None and above is not None and _number(above) != (_number(level) or Decimal(0)) + 1:
            message = f"level {level} below {parent and parent.code} of level {above}; expected one level less"
            self._wrong("level", message, row.path, "level")

    def _share_out(self) -> None:
        """
        Give each group the sum of the shares of its indicators, and refuse shares that do not add up.
        """
        leaves = [row for row in self._rows.values() if row.code not in self._children]
        for row in leaves:
            if "weight" not in row.cells:
                self._wrong("weight", "no weight; give each indicator its share of the whole", row.path, "weight")
        total = sum((self._share(row) for row in leaves), Decimal(0))
        if total not in WHOLE:
            message = f"the shares of {len(leaves)} indicators add up to {total:f}, expected 100 or 1"
            self._wrong("weights", message, "weight")
        if self.issues:
            return
        for row in self._rows.values():
            if row.code in self._children:
                share, given = self._below(row), row.cells.get("weight")
                if given is not None and row.parent is not None and _number(given) != share:
                    message = f"got {given}, but its indicators add up to {share:f}; correct one of them"
                    self._wrong("weight", message, row.path, "weight")
                row.cells["weight"] = Decimal(1) if row.parent is None else share

    def _share(self, row: _Row) -> Decimal:
        return _number(row.cells.get("weight", 0)) or Decimal(0)

    def _below(self, row: _Row) -> Decimal:
        children = self._children.get(row.code, [])
        return sum((self._below(child) for child in children), Decimal(0)) if children else self._share(row)

    def _node(self, row: _Row) -> Node | None:
        children = self._children.get(row.code)
        kind = Group if children is not None or row.parent is None else Indicator
        fields = {k: _value(k, v) for k, v in self._defaults.items() if k in _OWN[kind] and v is not None}
        for key, cell in row.cells.items():
            if key in _TREE:
                continue
            if key in _OWN[kind]:
                try:
                    fields[key] = _value(key, cell)
                except InvalidEntityError as error:
                    self.issues += [issue._replace(path=(row.path, key)) for issue in error.issues]
            elif key in _OWN[Group] or key in _OWN[Indicator]:
                what = "a group" if kind is Group else "an indicator"
                self._wrong("field", f"means nothing for {what}; leave the cell empty", row.path, key)
        if kind is Group:
            made = [self._node(child) for child in children or ()]
            fields["children"] = [child for child in made if child is not None]
            if len(fields["children"]) < len(made):
                return None
        try:
            return kind(row.code, **fields)  # type: ignore[arg-type]  # refused below where it cannot be
        except InvalidEntityError as error:
            self.issues += [issue._replace(path=(row.path, *issue.path)) for issue in error.issues]
            return None


def _number(cell: Any) -> Decimal | None:
    try:
        return Decimal(str(cell))
    except InvalidOperation:
        return None


def _value(name: str, cell: Any) -> Any:
    """
    Return a cell as the field of a node takes it; what cannot be read is left for the field to refuse.
    """
    if name == "direction":
        return DIRECTIONS.get(str(cell).removesuffix(".0"), str(cell).lower())
    return _TEXTS[name](cell) if isinstance(cell, str) and name in _TEXTS else cell


def _method(text: str) -> Method:
    slug, *words = text.split()
    return Method(slug, [word if (number := _number(word)) is None else number for word in words])


def _scale(text: str) -> Scale | str:
    """
    Read `1 to 5`, `1..5` or `1 sampai 5`.
    """
    ends = [_number(word) for word in text.replace("..", " ").split() if word not in {"to", "sampai", "-"}]
    match ends:
        case [Decimal() as low, Decimal() as high]:
            return Scale(low, high)
        case _:
            return text


def _rounding(text: str) -> Rounding | str:
    decimals, *mode = text.split()
    return Rounding(int(decimals), mode=" ".join(mode) or RoundingMode.HALF_UP) if decimals.isdecimal() else text


_TEXTS: Final[Mapping[str, Callable[[str], Any]]] = {
    **dict.fromkeys(("normalise", "treat", "impute", "aggregate", "weigh"), _method),
    **dict.fromkeys(("scale", "output"), _scale),
    **dict.fromkeys(("round", "round_part"), _rounding),
    "no_answer": str.split,
    "of_questions": lambda text: {"true": True, "false": False}.get(text.lower(), text),
}
"""How a cell that is text is read, by the field."""
