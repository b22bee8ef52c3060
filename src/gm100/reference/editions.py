"""
The scorecards of the ministry, one an edition and track; an old one is never changed.

Each can be imported by its name, such as `EVALUATION_2022_EARLY`, and looked up by its id in
`gm100.scorecards()`.

>>> from gm100.reference.editions import EVALUATION_2022_EARLY
>>> EVALUATION_2022_EARLY.id
'kominfo-2022-early'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gm100.reference.cards import scorecards

if TYPE_CHECKING:
    from gm100.model.scorecard import Scorecard


def __getattr__(name: str) -> Scorecard:
    """
    Return an edition by its name, such as `EVALUATION_2022_EARLY`.
    """
    id_ = name.lower().replace("evaluation", "kominfo").replace("_", "-")
    if not name.startswith("EVALUATION_") or id_ not in scorecards():
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return scorecards()[id_]
