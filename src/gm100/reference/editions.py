"""
The scorecards of the ministry, one an edition and track; an old one is never changed.

Each can be imported by its name, such as `EVALUATION_2022_EARLY`, and looked up by its id in
`gm100.reference.scorecards()`.
"""

from __future__ import annotations

from typing import Final

from gm100.reference.cards import scorecards

_CARDS = scorecards()

EVALUATION_2021: Final = _CARDS["kominfo-2021"]
EVALUATION_2022_REGULAR: Final = _CARDS["kominfo-2022-regular"]
EVALUATION_2022_EARLY: Final = _CARDS["kominfo-2022-early"]
EVALUATION_2023_REGULAR: Final = _CARDS["kominfo-2023-regular"]
EVALUATION_2023_KPPN_IKN: Final = _CARDS["kominfo-2023-kppn-ikn"]
EVALUATION_2024: Final = _CARDS["kominfo-2024"]
