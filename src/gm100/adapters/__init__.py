"""
Where others meet gm100: frames, charts, spreadsheets, reports, progress, each library imported where it is used.
"""

from gm100._lazy import exports as _exports

__getattr__, __dir__ = _exports(__name__)
