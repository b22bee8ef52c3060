"""
Factors on the wire: what kind one is stands beside its fields, since fields alone do not always tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gm100.model.factor import (
    AggregatorChoice,
    DirichletWeights,
    Factor,
    MeasurementError,
    NormaliserChoice,
    SimplexWeights,
    WeightShare,
)
from gm100.serializers._refusal import refuse

if TYPE_CHECKING:
    from cattrs import Converter

KINDS: Final[dict[str, type[Any]]] = {
    "aggregator-choice": AggregatorChoice,
    "dirichlet-weights": DirichletWeights,
    "measurement-error": MeasurementError,
    "normaliser-choice": NormaliserChoice,
    "simplex-weights": SimplexWeights,
    "weight-share": WeightShare,
}


def register(converter: Converter) -> None:
    """
    Teach a converter to read and write factors and floats.
    """
    converter.register_structure_hook(float, _float)
    converter.register_structure_hook(Factor, lambda value, _: _structure(converter, value))
    converter.register_unstructure_hook(Factor, lambda factor: _unstructure(converter, factor))


def _float(value: Any, _: Any) -> float:
    if type(value) not in {float, int} or value - value != 0:
        raise refuse("wrong-type", value, "a finite number")
    return float(value)


def _structure(converter: Converter, value: Any) -> Any:
    kind = value.get("kind") if isinstance(value, dict) else None
    if kind not in KINDS:
        raise refuse("unknown-kind", kind, f"an object whose kind is one of {', '.join(KINDS)}")
    return converter.structure({key: each for key, each in value.items() if key != "kind"}, KINDS[kind])


def _unstructure(converter: Converter, factor: Any) -> dict[str, Any]:
    kind = next(name for name, cls in KINDS.items() if isinstance(factor, cls))
    return {"kind": kind, **converter.unstructure(factor)}
