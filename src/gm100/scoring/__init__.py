"""
How the programme counts: verbs that work on scorecards and evaluations.
"""

from gm100._lazy import exports as _exports

__getattr__, __dir__ = _exports(__name__)
