"""
Reports: one page that holds everything it shows, to read, to print and to send. It needs no extra.
"""

from gm100._lazy import exports as _exports

__getattr__, __dir__ = _exports(__name__)
