"""
The nouns of the programme: plain, frozen values.
"""

from gm100._lazy import exports as _exports

__getattr__, __dir__ = _exports(__name__)
