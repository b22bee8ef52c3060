"""
Formulas: a method traced once, and turned into what each backend needs.

`tree` has the words in which methods are written. `fused` makes one Python function of floats or decimals, `arrays`
computes numpy columns, `expressions` makes narwhals expressions; `javascript`, `sql`, `spreadsheet` and `text` write
what their names say. `walk` has the walks they share, and `write` the frame of those that write. `floats` writes
rounding and comparing out for those that know binary floats alone, and `proof` says where that is as exact as decimals.

A backend refuses a formula whose operations it lacks (`write.refuse`, `write.lacking`); no list of methods is kept.
"""
