"""
The manifest of a zip of tables is read as strictly as what it describes.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

import gm100
from gm100 import DocumentError
from gm100.serializers import dumps, loads

GONE = object()


def zip_with(**changes: Any) -> bytes:
    """A zip of two evaluations, with other entries in its manifest."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(dumps(gm100.evaluations()[:2], format="tables"))) as old:
        head = json.loads(old.read("gm100.json")) | changes
        kept = {key: value for key, value in head.items() if value is not GONE}
        with zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                new.writestr(name, json.dumps(kept) if name == "gm100.json" else old.read(name))
    return made.getvalue()


def test_as_it_was() -> None:
    """Without a change the zip reads as it was written."""
    assert loads(zip_with(), format="tables") == gm100.evaluations()[:2]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"schema_version": GONE}, "schema-version"),
        ({"schema_version": 2}, "schema-version"),
        ({"schema_version": 1.0}, "written-as-float"),
        ({"type": ["Evaluation"]}, "wrong-type"),
        ({"type": "Nothing"}, "wrong-type"),
        ({"many": "yes"}, "wrong-type"),
        ({"tables": [1]}, "wrong-type"),
        ({"tables": ["Nothing"]}, "missing"),
        ({"colour": "blue"}, "unknown-key"),
    ],
)
def test_what_is_wrong_is_told(changes: dict[str, Any], code: str) -> None:
    """A version that is missing (found by tools/fuzz.py), a type that is not a name, an unknown key."""
    with pytest.raises(DocumentError) as caught:
        loads(zip_with(**changes), format="tables")
    assert code in {issue.code for issue in caught.value.issues}
