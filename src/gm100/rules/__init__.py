"""
What the programme asks: rules with their sources, editions as values, and where a region stands.
"""

from gm100._lazy import exports as _exports

__getattr__, __dir__ = _exports(__name__)
