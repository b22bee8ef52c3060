"""
Many weightings at once with numpy: the quickest way there is, and as sure as the others.

Drawing is done element by element in the order of the plain way, so the weights are the same to the last bit; sums may
differ behind the digits that `CLOSE` allows for, and a rank that could depend on them is not given.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from hashlib import shake_128
from typing import Any

from gm100.scoring._draws import ShareSource
from gm100.scoring._linear import CLOSE, Linear, Sum

KEY = 62
"""Bits of a sorting key: the score as a whole number, and the place of its unit in the last bits."""

FEW = 10
"""Draws that are multiplied together."""


class Matrix:
    """
    Ranks a table of sums under many weightings at once.
    """

    def __init__(self, table: Linear) -> None:
        import numpy as np

        self._np: Any = np
        self._tree = table.tree
        self._values = np.array(table.rows).T.copy()
        self._sizes = abs(self._values).max(axis=1)
        self._units = np.arange(len(table.rows))
        self._bits = len(table.rows).bit_length()

    def drawn(self, sources: Sequence[ShareSource], streams: Sequence[Sequence[str]]) -> Any:
        """
        Return for each draw by what each leaf is multiplied.

        Args:
            sources: The factors, none but shares of weights.
            streams: For each draw the name of the stream of each factor.
        """
        columns: dict[str, Any] = {}
        for k, source in enumerate(sources):
            labels = [names[k] for names in streams]
            columns |= zip(source.weights, self._weights(source, labels, k).T, strict=True)
        shares: list[Any] = []
        self._spread(self._tree, 1.0, columns, shares)
        found = self._np.empty((len(streams), len(shares)))
        for place, share in enumerate(shares):
            found[:, place] = share
        return found

    def _weights(self, source: ShareSource, labels: Sequence[str], k: int) -> Any:
        np, count = self._np, len(source.weights)
        bits = b"".join(shake_128(f"{label}:{k}".encode()).digest(8 * count) for label in labels)
        words = np.frombuffer(bits, dtype="<u8").reshape(len(labels), count)
        uniform = ((words >> np.uint64(12)) * np.uint64(2) + np.uint64(1)) * 2.0**-53
        return np.array(list(source.weights.values())) * (1 + source.share * (2 * uniform - 1))

    def _spread(self, group: Sum, factor: Any, columns: dict[str, Any], shares: list[Any]) -> None:
        weights = [columns.get(code, w) for code, w in zip(group.codes, group.weights, strict=True)]
        factor = factor * group.factor / (sum(weights) if group.shared else 1.0)
        for weight, child in zip(weights, group.children, strict=True):
            if child is None:
                shares.append(factor * weight)
            else:
                self._spread(child, factor * weight, columns, shares)

    def ranks(self, shares: Any) -> list[Sequence[float] | None]:
        """
        Return the ranks for each row of shares, `None` where they are not certain.
        """
        np = self._np
        shares = np.asarray(shares)
        scores = self._products(shares)
        best, worst = scores.max(), scores.min()
        scale = 2.0 ** (KEY - self._bits) / (best - worst) if best > worst else 1.0
        keys = self._keys(scores, best, scale)
        gaps = (keys[:, 1:] - keys[:, :-1]).min(axis=1)
        # A gap between keys is at least that between the scores in them, less one for the places in the last bits.
        sure = gaps > (CLOSE * (abs(shares) @ self._sizes) * scale + 3) * 2.0**self._bits
        keys &= (1 << self._bits) - 1
        keys += np.arange(len(shares))[:, None] * len(self._units)
        scores.reshape(-1)[keys] = self._units + 1.0
        return [array("d", row.tobytes()) if good else None for row, good in zip(scores, sure, strict=True)]

    def _keys(self, scores: Any, best: float, scale: float) -> Any:
        """
        Return the sorting keys of scores, in order; what is in the scores is used up.
        """
        self._np.subtract(best, scores, out=scores)
        scores *= scale
        keys = scores.astype(self._np.int64)
        keys <<= self._bits
        keys |= self._units
        keys.sort(axis=1)
        return keys

    def _products(self, shares: Any) -> Any:
        """
        Return the scores, a few draws at a time.

        A large product would start threads, which on a busy machine wait for one another longer than it takes.
        """
        scores = self._np.empty((len(shares), len(self._units)))
        for start in range(0, len(shares), FEW):
            self._np.matmul(shares[start : start + FEW], self._values, out=scores[start : start + FEW])
        return scores


def matrix(table: Linear) -> Matrix | None:
    """
    Return the quick way with numpy, or `None` without numpy.
    """
    try:
        return Matrix(table)
    except ImportError:
        return None
