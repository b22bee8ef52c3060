"""
Spreadsheets: the self-assessment form of an edition, and tables of results (extra `excel`).
"""

from gm100._lazy import exports as _exports

__getattr__, __dir__ = _exports(__name__)
