"""
The methods that scorecards can name. It is a value; adding a method gives another.

A plug-in is best a formula: a function written with the words of `formula.tree`, which then works in every backend. An
ordinary function of numbers works in the core alone, and is refused elsewhere by its name. What such a function returns
is checked for what was asked, by `methods.plugin`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from gm100._remade import sent, taken
from gm100.errors import DuplicateMethodError
from gm100.fields.arguments import checked, refused
from gm100.model.method import Method
from gm100.model.scorecard import Group, Node
from gm100.scoring._params import Check, anything
from gm100.scoring.methods import plugin
from gm100.scoring.methods.aggregators import AGGREGATORS, Aggregator
from gm100.scoring.methods.imputation import IMPUTATIONS, Imputation
from gm100.scoring.methods.normalisers import NORMALISERS, Normaliser, Span, no_span
from gm100.scoring.methods.plugin import Guarded
from gm100.scoring.methods.treatment import TREATMENTS, Treatment
from gm100.scoring.methods.weights import WEIGHTINGS, Weighting

_OF_GROUPS: Final = (("aggregate", "aggregators"), ("weigh", "weightings"))
_OF_INDICATORS: Final = (("normalise", "normalisers"), ("treat", "treatments"), ("impute", "imputations"))


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Engine:
    """
    The methods that scorecards can name, by slug.

    Attributes:
        aggregators: How children become one value.
        normalisers: How values become comparable.
        weightings: Where weights come from.
        treatments: What is done about outliers.
        imputations: How missing values are estimated.
        plugins: The names of the plug-ins that were added, which scorecards may need.
    """

    aggregators: Mapping[str, Aggregator] = AGGREGATORS
    normalisers: Mapping[str, Normaliser] = NORMALISERS
    weightings: Mapping[str, Weighting] = WEIGHTINGS
    treatments: Mapping[str, Treatment] = TREATMENTS
    imputations: Mapping[str, Imputation] = IMPUTATIONS
    plugins: frozenset[str] = frozenset()

    def __reduce__(self) -> tuple[Any, ...]:
        """
        Return what another process makes it of: the slugs, and the methods that are not those of gm100.
        """
        theirs = {name: getattr(STANDARD, name) for name in attrs.fields_dict(Engine) if name != "plugins"}
        methods = {
            name: {slug: None if known.get(slug) is made else made for slug, made in getattr(self, name).items()}
            for name, known in theirs.items()
        }
        return _engine, (methods, sent(self.plugins))

    def __repr__(self) -> str:
        return f"<Engine of {len(self.aggregators)} aggregators and {len(self.normalisers)} normalisers>"

    @checked
    def with_aggregator(  # noqa: PLR0913 - each is its own choice, given by name
        self,
        slug: str,
        function: Callable[..., Any],
        *,
        formula: bool = False,
        whole: bool = False,
        exact: bool = False,
        parts: Callable[..., Any] | None = None,
        check: Check = anything,
        **knows: bool,
    ) -> Engine:
        """
        Return an engine that also knows an aggregator.

        Args:
            slug: Its name.
            function: `(children, *params) -> formula` with `formula`; `(weights, columns, *params) -> column` with
                `whole`; otherwise `(shares, values, *params) -> value`.
            formula: Whether it is a formula, of `methods.aggregate.Children`.
            whole: Whether it looks at all units at once: columns are without gaps, and more is better.
            exact: Whether its function takes decimals and returns one, so that nothing is cut off.
            parts: `(weights, values, divisor, value, *params) -> parts`: what each child carries of the value, to which
                the parts add up; without it the value is shared out by weight times score.
            check: What its parameters must be.
            **knows: What is known of it, as `Aggregator` names it: `internal`, `monotone`, `positive`, `own_size`.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """
        known: dict[str, Any] = {"internal": False, "monotone": False, "own_size": whole, "decimals": exact, **knows}
        known["check"] = Guarded(plugin.check, slug, check)
        if formula:
            known["formula"] = Guarded(plugin.formula, slug, function)
        elif whole:
            known["columns"] = Guarded(plugin.table, slug, function)
        else:
            known["function"] = Guarded(plugin.children, slug, function, exact=exact)
        if parts is not None:
            known["parts"] = Guarded(plugin.parts, slug, parts)
        return self._with("aggregators", slug, Aggregator(**known))

    @checked
    def with_normaliser(  # noqa: PLR0913 - as above
        self,
        slug: str,
        function: Callable[..., Any],
        *,
        formula: bool = False,
        limits: bool = False,
        column: bool = False,
        exact: bool = False,
        span: Callable[..., Span] = no_span,
        check: Check = anything,
    ) -> Engine:
        """
        Return an engine that also knows a normaliser.

        Args:
            slug: Its name.
            function: `(x, *params)` to a formula with `formula`; `(column, direction, *params)` to a method with fixed
                parameters, such as `("goalposts", 0, 10)`, with `limits`; `(column, *params)` to a column with
                `column`; otherwise `(value, *params)` to a number.
            formula: Whether it is a formula.
            limits: Whether it takes limits from the values that a column has.
            column: Whether it looks at the whole column, gaps among it (NaN), in which more is better.
            exact: Whether its function takes decimals and returns one, so that nothing is cut off.
            span: Returns the range of its values for some parameters, and for `column` for the number of units: what
                directions turn in and output ranges stretch.
            check: What its parameters must be.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """
        known: dict[str, Any] = {"check": Guarded(plugin.check, slug, check), "decimals": exact}
        known["span"] = Guarded(plugin.span, slug, span)
        if formula:
            known["formula"] = Guarded(plugin.formula, slug, function)
        elif limits:
            known["limits"] = Guarded(plugin.limits, slug, function)
        elif column:
            known["column"] = Guarded(plugin.column, slug, function, gaps=True)
        else:
            known["function"] = Guarded(plugin.value, slug, function, exact=exact)
        return self._with("normalisers", slug, Normaliser(**known))

    @checked
    def with_weighting(
        self, slug: str, function: Callable[..., Any], *, derived: bool = True, check: Check = anything
    ) -> Engine:
        """
        Return an engine that also knows a weighting, `(codes, columns, *params) -> weights`.

        Args:
            slug: Its name.
            function: Returns the weight of each child.
            derived: Whether it looks at the columns of the children; otherwise these are empty.
            check: What its parameters must be.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """
        return self._with(
            "weightings",
            slug,
            Weighting(Guarded(plugin.weights, slug, function), Guarded(plugin.check, slug, check), derived),
        )

    @checked
    def with_treatment(self, slug: str, function: Callable[..., Any], *, check: Check = anything) -> Engine:
        """
        Return an engine that also knows a treatment of outliers, `(column, *params) -> column`, as long as it was.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """
        return self._with(
            "treatments", slug, Treatment(Guarded(plugin.column, slug, function), Guarded(plugin.check, slug, check))
        )

    @checked
    def with_imputation(
        self, slug: str, function: Callable[..., Any], *, labels: bool = False, check: Check = anything
    ) -> Engine:
        """
        Return an engine that also knows an imputation, `(column, beside, *params) -> column`.

        Args:
            slug: Its name.
            function: Returns the column with estimates where it has gaps (`None`); what it leaves a gap stays missing,
                and what it makes of other cells does not count. `beside` has `units`, `labels` and `earlier`, as
                `methods.impute.Beside` says.
            labels: Whether its first parameter names a column of the table whose cells it wants to see.
            check: What its parameters must be.

        Raises:
            DuplicateMethodError: There is one of that name already.
        """
        estimate = Guarded(plugin.column, slug, function, gaps=True)
        return self._with("imputations", slug, Imputation(estimate, Guarded(plugin.check, slug, check), labels=labels))

    @checked
    def with_plugin(self, name: str, function: Callable[..., Any]) -> Engine:
        """
        Return an engine with the methods of a plug-in, a function from engine to engine.

        Args:
            name: Its name, which scorecards give under `needs`.
            function: The function.

        Raises:
            DuplicateMethodError: It uses a name that is taken.
            ArgumentError: It gives something else than an engine.
        """
        made = function(self)
        if not isinstance(made, Engine):
            raise refused(name, made, "a function that takes an engine and returns one")
        return attrs.evolve(made, plugins=self.plugins | {name})

    def named(self, node: Node) -> list[tuple[str, str, Method]]:
        """
        Return the methods that a node of a scorecard names: the field, the kind, and the method.
        """
        fields = _OF_GROUPS if isinstance(node, Group) else _OF_INDICATORS
        found = ((field, kind, getattr(node, field)) for field, kind in fields)
        return [(field, kind, method) for field, kind, method in found if method is not None]

    def looks_at_tables(self, kind: str, method: Method) -> bool:
        """
        Tell whether a method takes something from whole columns, so that one unit alone cannot be computed.
        """
        if kind in {"treatments", "imputations"}:
            return True
        if kind == "weightings":
            return method.slug != "given"
        known: Any = getattr(self, kind)[method.slug]
        return known.columns is not None if kind == "aggregators" else not (known.limits is known.column is None)

    def _with(self, kind: str, slug: str, made: Any) -> Engine:
        known: Mapping[str, Any] = getattr(self, kind)
        if slug in known:
            raise DuplicateMethodError(kind[:-1], slug)
        changed: dict[str, Any] = {kind: MappingProxyType({**known, slug: made})}
        return attrs.evolve(self, **changed)

    def without_code(self) -> Engine:
        """
        Return the engine as it is: there is one way to compute a formula. Kept for one version.
        """
        return self


STANDARD = Engine()
"""The engine with the methods of gm100 and no others."""


def _engine(methods: Mapping[str, Mapping[str, Any]], plugins: Any) -> Engine:
    """
    Return the engine of some slugs, where `None` stands for the method of gm100.
    """
    theirs: dict[str, Mapping[str, Any]] = {name: getattr(STANDARD, name) for name in methods}
    if not plugins and all(list(own) == list(theirs[name]) and not any(own.values()) for name, own in methods.items()):
        return STANDARD
    made: dict[str, Any] = {
        name: MappingProxyType({slug: theirs[name][slug] if one is None else one for slug, one in own.items()})
        for name, own in methods.items()
    }
    return Engine(**made, plugins=taken(plugins))


Methods = Engine
"""What the modules of methods call it."""


@checked
def load_plugins(engine: Engine = STANDARD) -> Engine:
    """
    Return an engine with the methods that installed packages offer under the entry point group `gm100.plugins`.

    Each entry point is a function that takes an engine and returns one with more methods. They are taken in the order
    of their names, and nothing is loaded unless this is called.

    >>> load_plugins()
    <Engine of 16 aggregators and 19 normalisers>

    Raises:
        DuplicateMethodError: Two of them use one name.
        ArgumentError: One of them gives something else than an engine.
    """
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group="gm100.plugins"), key=lambda each: each.name):
        engine = engine.with_plugin(point.name, point.load())
    return engine
