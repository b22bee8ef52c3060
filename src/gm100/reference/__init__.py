"""
What is known: regions, provinces, cohorts, pillars, scorecards and published evaluations, each with its source.
"""

from gm100._lazy import exports as _exports

__getattr__, __dir__ = _exports(__name__)
