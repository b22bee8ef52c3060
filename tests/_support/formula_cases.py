"""
One formula, computed by every backend there is, to be compared with one another.
"""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from bare_javascript import javascript
from in_fractions import in_fractions
from node_by_node import value_of

from gm100.scoring.formula.arrays import Steps
from gm100.scoring.formula.expressions import expression
from gm100.scoring.formula.floats import for_floats
from gm100.scoring.formula.fused import Fused
from gm100.scoring.formula.proof import Known
from gm100.scoring.formula.sql import sql_query
from gm100.scoring.formula.tree import APPLIES, Formula
from gm100.scoring.formula.walk import columns_of

Row = Mapping[str, Decimal | str | None]
Values = list[float | None]

NODE = shutil.which("node")


def plain(values: Sequence[Any]) -> Values:
    """Numbers as floats, and gaps, infinities and errors as nothing."""
    found: Values = []
    for value in values:
        number = math.nan if value is None else float(value)
        found.append(number if math.isfinite(number) else None)
    return found


def full(formula: Formula, rows: Sequence[Row], gap: Any, number: Any) -> dict[str, list[Any]]:
    """The columns of a formula, with those that say which cells are other than n/a."""
    columns: dict[str, list[Any]] = {}
    for name in columns_of(formula):
        if name.endswith(APPLIES):
            columns[name] = [row[name.removesuffix(APPLIES)] != "n/a" for row in rows]
        else:
            columns[name] = [gap if row[name] is None or row[name] == "n/a" else number(row[name]) for row in rows]
    return columns


def by_exact(formula: Formula, rows: Sequence[Row], *, fractions: bool = False) -> Values:
    """The reference: decimals or fractions."""
    columns = full(formula, rows, None, Decimal)
    each = ({name: column[i] for name, column in columns.items()} for i in range(len(rows)))
    return plain([(in_fractions if fractions else value_of)(formula, row) for row in each])


def by_fused(formula: Formula, rows: Sequence[Row], known: Mapping[str, Known] | None = None) -> Values:
    """The fused function of floats."""
    return plain(Fused([formula], known=known).table(full(formula, rows, math.nan, float)))


def by_fused_decimals(formula: Formula, rows: Sequence[Row]) -> Values:
    """The fused function of decimals."""
    return plain(Fused([formula], exact=True).table(full(formula, rows, Decimal("NaN"), Decimal)))


def by_numpy(formula: Formula, rows: Sequence[Row], known: Mapping[str, Known] | None = None) -> Values:
    """Columns of numpy."""
    import numpy as np

    columns = {name: np.array(column) for name, column in full(formula, rows, math.nan, float).items()}
    (found,) = Steps([for_floats(formula, known)]).arrays(np, columns)
    return plain(np.broadcast_to(found, len(rows)).tolist())


def by_sql(formula: Formula, rows: Sequence[Row], known: Mapping[str, Known] | None = None) -> Values:
    """A query of DuckDB."""
    import polars as pl

    columns = full(formula, rows, None, float)
    table = pl.DataFrame({"row": list(range(len(rows))), **columns}, schema_overrides=_schema(pl, columns))
    connection = _connection()
    connection.register("cells", table.to_arrow())
    query = sql_query({"found": formula}, "cells", ["row"], known=known)
    return plain([value for _, value in sorted(connection.execute(query).fetchall())])


@cache
def _connection() -> Any:
    import duckdb

    return duckdb.connect()


def by_frame(
    formula: Formula, rows: Sequence[Row], known: Mapping[str, Known] | None = None, *, engine: str = "polars"
) -> Values:
    """An expression of narwhals, on an engine of frames."""
    import narwhals as nw
    import polars as pl

    columns = full(formula, rows, None, float)
    table = pl.DataFrame({"row": list(range(len(rows))), **columns}, schema_overrides=_schema(pl, columns))
    frame: Any = nw.from_native(table if engine == "polars" else table.to_pandas(use_pyarrow_extension_array=True))
    return plain(frame.select(found=expression(nw, formula, known=known))["found"].to_list())


def _schema(pl: Any, columns: Mapping[str, Any]) -> dict[str, Any]:
    return {name: pl.Boolean if name.endswith(APPLIES) else pl.Float64 for name in columns}


def by_javascript(
    formulas: Sequence[Formula], tables: Sequence[Sequence[Row]], known: Mapping[str, Known] | None = None
) -> list[Values]:
    """Functions of JavaScript, all in one run of Node, for starting it takes longer than running it."""
    assert NODE is not None
    script = []
    for number, (formula, rows) in enumerate(zip(formulas, tables, strict=True)):
        data = json.dumps([{code: str(x) if isinstance(x, Decimal) else x for code, x in row.items()} for row in rows])
        script += [
            javascript({"found": formula}, name=f"score{number}", known=known),
            f"console.log(JSON.stringify({data}.map(row => score{number}(row).found)));",
        ]
    done = subprocess.run([NODE, "-"], input="\n".join(script), capture_output=True, check=True, encoding="utf-8")
    return [plain(json.loads(line)) for line in done.stdout.splitlines()]


def close(one: Values, other: Values) -> bool:
    """Whether two backends say the same, to twelve digits of floats."""
    return len(one) == len(other) and all(
        (a is None) == (b is None) and (a is None or math.isclose(a, b or 0.0, rel_tol=1e-11, abs_tol=1e-12))
        for a, b in zip(one, other, strict=True)
    )
