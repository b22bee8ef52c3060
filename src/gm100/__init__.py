"""
Indonesia's Gerakan Menuju 100 Smart City as data, rules and an index engine.

Everything public is named in `__init__.pyi`, once, and imported when it is first used.
"""

from gm100._lazy import exports as _exports

__version__ = "0.2.0"

__getattr__, __dir__ = _exports(__name__)
