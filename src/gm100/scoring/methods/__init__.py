"""
The methods, each written once.

`normalisers` and `aggregators` have those that are formulas; `node` makes formulas of the nodes of a scorecard:
direction, output range, factor, rounding, and what happens to gaps. Functions of whole columns are `limits` and `ranks`
(with gaps), `treatment` and `imputation`, and `weights` and `outranking` (over units that have all values). `spans`
knows the ranges of values, and `registry` puts all of it under names.
"""
