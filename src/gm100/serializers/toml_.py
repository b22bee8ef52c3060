"""
TOML documents, read only: the same tree as in JSON, with room for comments.
"""

from __future__ import annotations

import json
import tomllib
from typing import Any

from gm100.errors import DocumentError, Issue
from gm100.serializers import json_


def loads(text: str, *, document: str = "TOML document") -> Any:
    """
    Read a TOML document; a date may stand with quotes or without.

    Raises:
        DocumentError: The text is no TOML, or something in it is wrong; all of it is listed.
    """
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(document, [Issue("no-toml", f"this is no TOML: {error}")]) from None
    return json_.loads(json.dumps(tree, default=str), document=document)
