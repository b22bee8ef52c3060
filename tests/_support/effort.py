"""
How many examples a law is tried on: a few in every run, many when asked for.
"""

from __future__ import annotations

import os

THOROUGH = bool(os.environ.get("GM100_THOROUGH"))
"""Set the variable GM100_THOROUGH to try every law on all of its examples; a run then takes about half an hour."""

LEAST = bool(os.environ.get("GM100_LEAST"))
"""Set the variable GM100_LEAST to try three examples of each law, enough to see which lines it reaches."""


def examples(many: int) -> int:
    """
    Return how many examples to try: all of them in a thorough run, else a few.
    """
    return 3 if LEAST else many if THOROUGH else max(3, many // 6)
