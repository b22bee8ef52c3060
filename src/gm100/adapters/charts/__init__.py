"""
Pictures of profiles, changes, rankings and places (extra `charts`).

Each function returns matplotlib's own figure: `radar(...).savefig("radar.png")`. Colours can be distinguished with
every kind of colour vision, and the same data make the same picture.
"""

from gm100._lazy import exports as _exports

__getattr__, __dir__ = _exports(__name__)
