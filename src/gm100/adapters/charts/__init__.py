"""
Pictures of profiles, changes, rankings and places (extra `charts`).

Each function returns matplotlib's own figure: `radar(...).savefig("radar.png")`. Colours can be told apart with
every kind of colour vision, and the same data make the same picture.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.adapters.charts.change import bump, waterfall
    from gm100.adapters.charts.places import heat, intervals, region_map
    from gm100.adapters.charts.profile import profile_of, radar
    from gm100.adapters.charts.time import timeline

__all__ = ["bump", "heat", "intervals", "profile_of", "radar", "region_map", "timeline", "waterfall"]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "bump": "change",
        "heat": "places",
        "intervals": "places",
        "profile_of": "profile",
        "radar": "profile",
        "region_map": "places",
        "timeline": "time",
        "waterfall": "change",
    },
)
