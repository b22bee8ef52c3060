"""
How it travels: entities to documents and back, strictly.
"""

from gm100._lazy import exports as _exports

__getattr__, __dir__ = _exports(__name__)
