"""
Columns of tables that are called otherwise than the indicators they give a value to, one or several.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gm100.model.scorecard import Scorecard

Feeds = Mapping[str, tuple[str, ...]]
"""The indicators that a column gives a value to, by its name; none where each column is called by its code."""


def feeds_of(card: Scorecard) -> Feeds:
    """
    Return the columns that are not called by the code of the one indicator they are for.
    """
    found: dict[str, tuple[str, ...]] = {}
    for indicator in card.indicators:
        name = indicator.column or indicator.id
        found[name] = (*found.get(name, ()), indicator.id)
    return {name: codes for name, codes in found.items() if codes != (name,)}


def fed(data: Any, feeds: Feeds) -> Any:
    """
    Return columns, or a list of rows, under the codes of the indicators.

    A value that stands under the code as well stays there, and the column too, which is then refused as unknown.
    """
    if not feeds:
        return data
    if not isinstance(data, Mapping):
        return [_fed(row, feeds) if isinstance(row, Mapping) else row for row in data]
    return _fed(data, feeds)


def _fed(given: Mapping[Any, Any], feeds: Feeds) -> dict[Any, Any]:
    found = dict(given)
    for name, codes in feeds.items():
        if name in given and all(code == name or code not in given for code in codes):
            if name not in codes:
                del found[name]
            found |= dict.fromkeys(codes, given[name])
    return found
