"""
Names of regions in frames.
"""

from __future__ import annotations

from typing import Any

import pytest

from gm100 import DocumentError, EngineLimitError
from gm100.adapters import resolve_frame

pytestmark = [
    pytest.mark.libraries,
    pytest.mark.filterwarnings("ignore"),  # What an engine warns of is its own affair.
]

NAMES = ["Pemkab Trenggalek", "Kota Malang", "Kab. Malang", "Pemkab Trenggalek", None]


class TestResolveFrame:
    def test_names_become_codes_on_every_engine(self, engine: Any) -> None:
        """Each row gets the code of its name; a row without a name gets none."""
        frame = engine.make({"n": [1, 2, 3, 4, 5], "name": NAMES})
        rows = {row["n"]: row["code"] for row in engine.rows(resolve_frame(frame, "name"))}
        assert rows == {1: "35.03", 2: "35.73", 3: "35.07", 4: "35.03", 5: None}

    def test_names_without_an_answer_are_raised_together(self) -> None:
        """An ambiguous and an unknown name are both named, once, and nothing is added."""
        import polars as pl

        frame = pl.DataFrame({"name": ["Malang", "Malang", "Kota Atlantis", "Kota Malang"]})
        with pytest.raises(DocumentError) as caught:
            resolve_frame(frame, "name")
        assert [(issue.code, issue.got) for issue in caught.value.issues] == [
            ("unknown", "Kota Atlantis"),
            ("ambiguous", "Malang"),
        ]

    def test_or_marked(self, engine: Any) -> None:
        """With `mark` they have no code, and a status that says why."""
        frame = engine.make({"n": [1, 2, 3], "name": ["Malang", "Kota Atlantis", "Kota Malang"]})
        rows = engine.rows(resolve_frame(frame, "name", to="region", problems="mark"))
        assert {row["n"]: (row["region"], row["region_status"]) for row in rows} == {
            1: (None, "ambiguous"),
            2: (None, "unknown"),
            3: ("35.73", "resolved"),
        }

    def test_a_column_of_numbers_is_one_of_codes(self) -> None:
        """Whole numbers and floats; the header or the codes say the scheme, and a code of two regions is refused."""
        import pandas as pd
        import polars as pl

        assert resolve_frame(pl.DataFrame({"kode_bps": [1275, None]}), "kode_bps")["code"].to_list() == ["12.71", None]
        floats = resolve_frame(pd.DataFrame({"kode": [3273.0, 3204.0]}), "kode")
        assert list(floats["code"]) == ["32.73", "32.04"]
        with pytest.raises(DocumentError, match="a code of several schemes"):
            resolve_frame(pl.DataFrame({"kode": [1275]}), "kode")

    def test_numbers_among_names_are_codes(self) -> None:
        """A column of a spreadsheet has both, and says of which cell nothing is known."""
        import pandas as pd

        frame = pd.DataFrame({"name": ["Kab. Malang", 3573, 3507.0, "35.71", None]})
        assert resolve_frame(frame, "name")["code"].to_list()[:4] == ["35.07", "35.73", "35.07", "35.71"]
        with pytest.raises(DocumentError, match="no scheme has the code 99"):
            resolve_frame(pd.DataFrame({"name": ["Kab. Malang", 99]}), "name")

    def test_a_correction_is_never_silent(self) -> None:
        """A warning lists what was corrected; with `mark` a column has it."""
        import polars as pl

        frame = pl.DataFrame({"name": ["Kab. Trengalek"]})
        with pytest.warns(UserWarning, match="'Kab. Trengalek' as 'Trenggalek'"):
            resolve_frame(frame, "name")
        assert resolve_frame(frame, "name", problems="mark")["code_corrected"].to_list() == ["Trenggalek"]

    def test_each_name_is_asked_once(self) -> None:
        """However many rows have it, and your own resolver is asked just the same."""
        import polars as pl

        from gm100 import regions

        asked: list[str] = []

        def resolve(texts: Any) -> Any:
            asked.extend(texts)
            return regions().resolve_all(asked)

        resolve_frame(pl.DataFrame({"name": NAMES * 50}), "name", resolve=resolve)
        assert asked == ["Kab. Malang", "Kota Malang", "Pemkab Trenggalek"]

    def test_no_names_at_all(self) -> None:
        """A column of nothing gets codes of nothing."""
        import polars as pl

        frame = pl.DataFrame({"name": [None, None]}, schema={"name": pl.String})
        assert resolve_frame(frame, "name")["code"].to_list() == [None, None]

    def test_columns_are_checked_first(self) -> None:
        """The column of names must be there, that of codes must not."""
        import polars as pl

        with pytest.raises(DocumentError, match=r"code.*already"):
            resolve_frame(pl.DataFrame({"name": ["x"], "code": ["y"]}), "name")
        with pytest.raises(DocumentError, match="no such column"):
            resolve_frame(pl.DataFrame({"name": ["x"]}), "nama")
        with pytest.raises(ValueError, match="expected raise or mark"):
            resolve_frame(None, "name", problems="skip")

    @pytest.mark.parametrize("name", ["sqlframe"])
    def test_dots(self, request: pytest.FixtureRequest, name: str) -> None:
        """Where a dot in a name would be misread, it is refused."""
        engine = request.getfixturevalue("named_engine")(name)
        with pytest.raises(EngineLimitError, match="rename the column"):
            resolve_frame(engine.make({"a.b": ["Kota Malang"]}), "a.b")
