"""
Where others meet gm100: frames, charts, spreadsheets, reports, progress, each library imported where it is used.
"""

from __future__ import annotations

from gm100._lazy import lazy

TYPE_CHECKING = False  # As in `gm100._lazy`.
if TYPE_CHECKING:
    from gm100.adapters.frame_means import rounded_mean
    from gm100.adapters.frame_names import resolve_frame
    from gm100.adapters.frame_scores import score_frame
    from gm100.adapters.frames import from_frame, to_frame

__all__ = [
    "from_frame",
    "resolve_frame",
    "rounded_mean",
    "score_frame",
    "to_frame",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "from_frame": "frames",
        "resolve_frame": "frame_names",
        "rounded_mean": "frame_means",
        "score_frame": "frame_scores",
        "to_frame": "frames",
    },
)
