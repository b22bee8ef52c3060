"""
The atlas: a folder of linked pages on every region, cohort, award, rule and scorecard. It needs no extra.
"""

from gm100._lazy import exports as _exports

__getattr__, __dir__ = _exports(__name__)
