"""
What the commands share: where results go, and how they are laid out.
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from typing import Any


def say(text: str) -> None:
    """
    Write a result.
    """
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def remark(text: str) -> None:
    """
    Write something that is no result.
    """
    sys.stderr.write(text + "\n")


def as_json(data: Any) -> str:
    """
    Return data as JSON; exact decimals become text, so that no digit is lost.
    """
    return json.dumps(data, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    message = f"{value!r} has no place in JSON"
    raise TypeError(message)
