"""
The definition of an index: a tree of groups and indicators, as plain data.

Nothing here computes. Methods are named by slug, so that a scorecard can be saved, dated and compared;
`gm100.scoring` knows the functions behind the names.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Literal, TypeAlias

from gm100.errors import Issue, UnknownIdError
from gm100.fields.arguments import checked, day
from gm100.fields.field import Accepts, Day, Many, Number, OrText, field
from gm100.model._entity import entity, evolve
from gm100.model.band import Band, bands_of, joints
from gm100.model.method import Method
from gm100.model.source import Evidence, Source
from gm100.text.codes import NODE, SLUG
from gm100.text.dates import PartialDate
from gm100.text.layout import close_to
from gm100.typing import NumberLike


class RoundingMode(StrEnum):
    """
    What happens to a value that lies exactly between two.

    Attributes:
        HALF_UP: Away from zero: 3.315 becomes 3.32. The rule of the ministry.
        HALF_EVEN: To the even neighbour: 3.325 becomes 3.32.
        DOWN: Towards zero: cut off.
    """

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"


@entity
class Rounding:
    """
    To how many decimals, and how.
    """

    decimals: int = field("Decimals kept.", ge=0, le=12, kw_only=False)
    mode: OrText[RoundingMode] = field("What happens at the half.", default=RoundingMode.HALF_UP)

    def __str__(self) -> str:
        return f"{self.mode.value.replace('_', ' ')} to {self.decimals} decimals"


@entity
class Scale:
    """
    The range in which a value must lie, both ends included.
    """

    low: Number[Decimal] = field("Least value.", kw_only=False)
    high: Number[Decimal] = field("Greatest value.", kw_only=False)

    def _invariants(self) -> Iterator[Issue]:
        if self.low >= self.high:
            yield Issue("empty-scale", f"runs from {self.low} to {self.high}, expected low below high")

    def complaint(self, value: Decimal) -> str | None:
        """
        Say why a value lies outside, or return `None` where it does not.
        """
        if self.low <= value <= self.high:
            return None
        side = "above" if value > self.high else "below"
        return f"{value} is {side} the scale of this scorecard ({self})"

    def __str__(self) -> str:
        return f"{self.low} to {self.high}"


class Weighting(StrEnum):
    """
    How the weights of a group are used.

    Attributes:
        VERBATIM: As they stand: the value is the sum of weight times score, whatever the weights add up to.
        NORMALISED: Divided by their sum.
    """

    VERBATIM = "verbatim"
    NORMALISED = "normalised"


class Missing(StrEnum):
    """
    What a group does when a child has no value.

    Attributes:
        ERROR: Refuse the row.
        SKIP: Leave the child out and share its weight among the others.
        PROPAGATE: Have no value either.
        FILL: Put the group's `fill` in its place.
    """

    ERROR = "error"
    SKIP = "skip"
    PROPAGATE = "propagate"
    FILL = "fill"


class Direction(StrEnum):
    """
    Whether a greater value is better or worse.

    Attributes:
        HIGHER: More is better.
        LOWER: Less is better: the value is turned around within its range.
    """

    HIGHER = "higher"
    LOWER = "lower"


class Arithmetic(StrEnum):
    """
    In which numbers a scorecard is computed.

    Attributes:
        EXACT: Decimals: sums are exact, and a half is a half.
        FLOAT: Binary floating point, for logarithms, roots and limits taken from data; read back at fifteen digits.
    """

    EXACT = "exact"
    FLOAT = "float"


Given: TypeAlias = Method | str | Sequence[Any]
"""How a method may be given: `"geometric"`, or `("goalposts", 20, 85)`."""


@entity
class Indicator:
    """
    A leaf of a scorecard: a value that a row brings along.
    """

    id: str = field("Code by which rows give the value.", pattern=NODE, kw_only=False, example="quick_win")
    name: str | None = field("Name for people.", default=None, example="Quick win")
    unit: str | None = field(
        "Unit of the value; of an external score, the index and the body that publishes it.", default=None, example="%"
    )
    column: str | None = field(
        "Column of tables that gives the value, where it is not the code; one may give it to several.", default=None
    )
    weight: Number[Decimal] = field("Weight within the group.", default=Decimal(1), ge=0)
    scale: Accepts[Scale | None, Sequence[NumberLike]] = field(
        "Range of the value as rows give it; anything outside is refused.", default=None
    )
    direction: OrText[Direction] = field("Whether more is better.", default=Direction.HIGHER)
    no_answer: Accepts[tuple[Decimal, ...], Iterable[NumberLike]] = field(
        "Values that stand for no answer and are read as missing.", default=()
    )
    impute: Accepts[Method | None, Given] = field("How a missing value is estimated.", default=None)
    treat: Accepts[Method | None, Given] = field("How outliers are treated.", default=None)
    normalise: Accepts[Method | None, Given] = field("How the value becomes comparable with others.", default=None)
    output: Accepts[Scale | None, Sequence[NumberLike]] = field(
        "Range to which the normalised value is stretched.", default=None
    )
    round: Accepts[Rounding | None, int] = field("Rounding of the value.", default=None)
    round_part: Accepts[Rounding | None, int] = field("Rounding of weight times value.", default=None)
    of_questions: bool = field("Whether the mean over its questions may stand for it.", default=False)


@entity
class Group:
    """
    A node of a scorecard: a value made of the values of its children.
    """

    id: str = field("Code of the node.", pattern=NODE, kw_only=False, example="index")
    name: str | None = field("Name for people.", default=None)
    children: "Many[Indicator | Group]" = field("What it is made of, in the order of the source.", min_length=1)
    aggregate: Accepts[Method, Given] = field("How the children become one value.", default=Method("arithmetic"))
    weight: Number[Decimal] = field("Weight within the group above.", default=Decimal(1), ge=0)
    weigh: Accepts[Method, Given] = field(
        "Where the weights of the children come from; `given` are those they carry.",
        default=Method("given"),
    )
    weighting: OrText[Weighting] = field("How the weights of the children are used.", default=Weighting.NORMALISED)
    weights_total: Number[Decimal] = field("What verbatim weights must add up to.", default=Decimal(1), ge=0)
    missing: OrText[Missing] = field("What to do when a child has no value.", default=Missing.ERROR)
    min_coverage: Number[Decimal] = field(
        "Share of the weights that must be present where children are skipped.",
        default=Decimal(0),
        ge=0,
        le=1,
    )
    fill: Number[Decimal | None] = field("Value of a child without one, where missing ones are filled.", default=None)
    factor: Number[Decimal] = field(
        "What the value is multiplied by, before it is rounded.", default=Decimal(1), example=25
    )
    direction: OrText[Direction] = field(
        "Whether more is better; less needs an output range.", default=Direction.HIGHER
    )
    output: Accepts[Scale | None, Sequence[NumberLike]] = field(
        "Range to which the value is stretched, from the range of the children.", default=None
    )
    round: Accepts[Rounding | None, int] = field("Rounding of the value.", default=None)
    round_part: Accepts[Rounding | None, int] = field("Rounding of weight times value.", default=None)

    def _invariants(self) -> Iterator[Issue]:
        total = sum((child.weight for child in self.children), Decimal(0))
        if total == 0:
            yield Issue("no-weight", "all weights are 0, expected at least one above", ("children",))
        elif self.weighting is Weighting.VERBATIM and total != self.weights_total:
            message = (
                f"the weights of {self.id} add up to {total}, expected {self.weights_total}; "
                "correct a weight, say weights_total, or use normalised weights"
            )
            yield Issue("weights-total", message, ("children",), str(total), str(self.weights_total))
        yield from self._idle_fields()

    def _idle_fields(self) -> Iterator[Issue]:
        if (self.missing is Missing.FILL) != (self.fill is not None):
            message = f"got missing {self.missing} and fill {self.fill}; give a fill with missing fill, and only there"
            yield Issue("fill", message, ("fill",))
        if self.min_coverage and self.missing is not Missing.SKIP:
            message = f"got missing {self.missing}; a least coverage means something only where children are skipped"
            yield Issue("min-coverage", message, ("min_coverage",))
        if self.weighting is Weighting.VERBATIM and self.weigh.slug != "given":
            message = f"weights by {self.weigh} cannot be used verbatim; use normalised weights"
            yield Issue("weigh", message, ("weigh",))


Node: TypeAlias = Indicator | Group
"""A node of a scorecard."""

RESERVED: Final = frozenset({"code", "name"})
"""Ids that no node can have: in the rows of a table they name the unit."""


@entity
class Scorecard:
    """
    A complete, dated definition of an index.
    """

    id: str = field("Id of the scorecard.", pattern=SLUG, example="kominfo-2023-regular")
    title: str | None = field("Title for people.", default=None)
    subject: str | None = field(
        "What it measures; scorecards of one subject follow one another.", default=None, pattern=SLUG, example="spbe"
    )
    edition: str | None = field(
        "Edition it belongs to, such as the year of the evaluation.", default=None, example="2023"
    )
    root: Group = field("The tree.")
    round: Accepts[Rounding | None, int] = field("Rounding of the index.", default=None)
    bands: Accepts[tuple[Band, ...], Iterable[Band] | Mapping[str, Any]] = field(
        "Names for stretches of the index, lowest first.", convert=bands_of, default=(), unique_by="label"
    )
    needs: Accepts[tuple[str, ...], Iterable[str]] = field(
        "Plug-ins whose methods it names, by the names under which they are installed.",
        default=(),
        unique_by="",
        example=("index-methods",),
    )
    arithmetic: OrText[Arithmetic | None] = field(
        "In which numbers it is computed; nothing for exact where every method is.", default=None
    )
    evidence: OrText[Evidence | None] = field("How far the definition can be trusted.", default=None)
    source: OrText[Source | None] = field("Where the definition was seen.", default=None)
    effective_from: Day[PartialDate | None] = field("First day in force.", default=None)
    effective_until: Day[PartialDate | None] = field("Last day in force.", default=None)
    replaces: Accepts[tuple[str, ...], Iterable[str]] = field(
        "Ids of the scorecards that ceased when it took effect.", default=(), unique_by="", example="spbe-2020"
    )
    note: str | None = field("What a user should know.", default=None)

    def _invariants(self) -> Iterator[Issue]:
        counted = Counter(node.id for node in self.walk())
        for code, times in counted.items():
            if times > 1:
                yield Issue("duplicate", f"{code} is the id of {times} nodes, expected each id once", ("root",))
        for lower, times in Counter(code.lower() for code in counted).items():
            if times > 1:  # Databases and spreadsheets do not distinguish them.
                alike = " and ".join(code for code in counted if code.lower() == lower)
                yield Issue("duplicate", f"{alike} differ in upper and lower case alone; rename one", ("root",))
        for code in sorted({node.id for node in self.walk()} & RESERVED):
            message = f"{code} is the column in which rows give the {code} of a unit; give the node another id"
            yield Issue("reserved", message, ("root",), code)
        if self.round is not None and self.root.round is not None:
            yield Issue("rounded-twice", "both the scorecard and its root round the index, expected one", ("round",))
        if self.effective_from and self.effective_until and self.effective_until < self.effective_from:
            message = (
                f"in force from {self.effective_from} until {self.effective_until}, expected an end after the start"
            )
            yield Issue("ends-before-it-starts", message, ("effective_until",))
        rounding = self.round or self.root.round
        yield from joints(self.bands, rounding.decimals if rounding else None)

    @classmethod
    def from_table(  # noqa: PLR0913 - each is a choice
        cls,
        table: Any,
        *,
        id: str,  # noqa: A002 - the name of the field
        weights: Literal["of_group", "of_whole"] = "of_group",
        normalise: Given | None = None,
        aggregate: Given | None = None,
        scale: Scale | Sequence[NumberLike] | str | None = None,
        **head: Any,
    ) -> "Scorecard":
        """
        Return the scorecard that a table of nodes describes, one row a node; COINr's `iMeta` is read as it is.

        Args:
            table: Rows with `code`, `parent`, `weight`, `direction`, `name`, `unit`, `normalise`, `scale`, `aggregate`
                and any other field of a node, methods as words such as `goalposts 0 18`; as mappings, as columns, or
                as a frame of pandas, Polars or Arrow. The one row without a parent is the index.
            id: Id of the scorecard.
            weights: `of_group`, or `of_whole` where the weights of indicators are shares of the whole, as regulations
                print them: a group then weighs what its indicators add up to.
            normalise: How indicators are normalised that the table says nothing of.
            aggregate: How groups are aggregated that the table says nothing of.
            scale: The scale of indicators that the table says nothing of.
            **head: Other fields of the scorecard.

        Raises:
            DefinitionError: Orphans, cycles, several roots, wrong totals or cells; everything is listed.

        >>> table = {"code": ["index", "a", "b"], "parent": ["", "index", "index"], "weight": ["", 60, 40]}
        >>> card = Scorecard.from_table(table, id="mine", scale=(1, 5), weights="of_whole")
        >>> [str(i.weight) for i in card.indicators]
        ['60', '40']
        """
        from gm100.model.nodes import read_nodes

        defaults = {"normalise": normalise, "aggregate": aggregate, "scale": scale}
        return cls(id=id, root=read_nodes(table, id, weights=weights, defaults=defaults), **head)

    def to_table(self) -> list[dict[str, str]]:
        """
        Return the tree as a table of nodes, a row each, which `from_table` reads back; cells are text.
        """
        from gm100.model.nodes import write_nodes

        return write_nodes(self)

    @checked
    def in_force(self, on: date | str) -> bool:
        """
        Whether it holds on a day, as far as its dates say; one without dates always does.
        """
        when, start, end = day(on), self.effective_from, self.effective_until
        return (start is None or start.first_day <= when) and (end is None or when <= end.last_day)

    def walk(self) -> Iterator[Node]:
        """
        Yield every node, each before its children.
        """
        yield from _walk(self.root)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """
        The leaves, in order.
        """
        return tuple(node for node in self.walk() if isinstance(node, Indicator))

    def to_rows(self) -> list[dict[str, object]]:
        """
        Return one dict a node, each before its children: its place in the tree, weight, scale and methods.
        """
        from gm100.model._rows import scorecard_rows

        return scorecard_rows(self)

    @checked
    def __getitem__(self, node: str) -> Node:
        found = next((each for each in self.walk() if each.id == node), None)
        if found is None:
            near = close_to(node, [each.id for each in self.walk()])
            raise UnknownIdError(f"node of {self.id}", node, near)
        return found

    @checked
    def with_node(self, node: str, /, *, variant: str | None = None, **changes: Any) -> "Scorecard":
        """
        Return a variant in which fields of one node are changed.

        A variant is no longer what its source says: it gets its own id and counts as a convention.

        Args:
            node: Code of the node.
            variant: Id of the variant; without it `-variant` is added to the old one.
            **changes: The fields of the node with their new values.

        Raises:
            UnknownIdError: There is no such node.
            InvalidEntityError: The changed definition cannot be.
        """
        from gm100.model.nodes import changed

        return self._variant(changed(self.root, {self[node].id: changes}), variant)

    @checked
    def with_weights(self, weights: Mapping[str, Decimal | int | str], /, *, variant: str | None = None) -> "Scorecard":
        """
        Return a variant with other weights, by code; as `with_node` does.
        """
        from gm100.model.nodes import changed

        changes: dict[str, Mapping[str, Any]] = {self[code].id: {"weight": each} for code, each in weights.items()}
        return self._variant(changed(self.root, changes), variant)

    @checked
    def with_aggregator(self, node: str, method: Given, /, *, variant: str | None = None) -> "Scorecard":
        """
        Return a variant in which one group aggregates otherwise; as `with_node` does.
        """
        return self.with_node(node, aggregate=method, variant=variant)

    @checked
    def without(self, *nodes: str, variant: str | None = None) -> "Scorecard":
        """
        Return a variant without some nodes; the others share their weight, and a group left without any goes too.

        Verbatim weights of a group that loses a child become normalised ones, since they no longer add up.

        Raises:
            UnknownIdError: There is no such node.
            InvalidEntityError: Nothing would be left.
        """
        from gm100.model.nodes import pruned

        left = pruned(self.root, {self[node].id for node in nodes})
        return self._variant(left if isinstance(left, Group) else evolve(self.root, children=()), variant)

    def _variant(self, root: Group, id_: str | None) -> "Scorecard":
        own = id_ or (self.id if self.id.endswith("-variant") else f"{self.id}-variant")
        return evolve(self, id=own, root=root, evidence=Evidence.CONVENTION)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Group):
        for child in node.children:
            yield from _walk(child)
