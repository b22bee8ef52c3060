"""
How many examples a law is tried on: a few in every run, many when asked for.
"""

from __future__ import annotations

import os

THOROUGH = bool(os.environ.get("GM100_THOROUGH"))
"""Set the variable GM100_THOROUGH to try every law on all of its examples; a run then takes about half an hour."""


def examples(many: int) -> int:
    """
    Return how many examples to try: all of them in a thorough run, else a few.
    """
    return many if THOROUGH else max(3, many // 6)
