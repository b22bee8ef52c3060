"""
Where `advice` still looks for results; it goes with the next change of `advice`.
"""

from __future__ import annotations

from gm100.scoring.engine.scores import Scores

__all__ = ["Scores"]
