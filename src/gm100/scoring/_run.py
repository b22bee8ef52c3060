"""
Where `advice` still looks for a run; it goes with the next change of `advice`.
"""

from __future__ import annotations

from gm100.scoring.engine.plan import Plan
from gm100.scoring.engine.run import Run

__all__ = ["Plan", "Run"]
