"""
Random numbers by name: a stream is determined by its label alone, and so is every number in it.

The bits are those of SHAKE128 (FIPS 202) over the label, so a draw can be made again without the draws before it, on
every machine and every version of Python.
"""

from __future__ import annotations

import math
import struct
from hashlib import shake_128
from statistics import NormalDist

_STEP = 2.0**-53
_NORMAL = NormalDist()
_SMALL = 0.0331  # The constant of the quick acceptance step, from the paper that `Stream.log_gamma` names.


def uniforms(label: str, count: int) -> list[float]:
    """
    Return the first numbers of a stream, between 0 and 1 and never one of the two.

    >>> uniforms("7:0:0", 2) == uniforms("7:0:0", 3)[:2]
    True
    """
    words = struct.unpack(f"<{count}Q", shake_128(label.encode()).digest(8 * count))
    return [((word >> 12) * 2 + 1) * _STEP for word in words]


def normal(uniform: float) -> float:
    """
    Return the standard normal number below which a share of all lie.
    """
    return _NORMAL.inv_cdf(uniform)


class Stream:
    """
    A stream that is read on and on, for methods that do not know beforehand how much they need.
    """

    def __init__(self, label: str, ahead: int = 64) -> None:
        self._label, self._next = label, 0
        self._known = uniforms(label, ahead)

    def uniform(self) -> float:
        """
        Return the next number.
        """
        if self._next == len(self._known):
            self._known = uniforms(self._label, 2 * len(self._known))
        self._next += 1
        return self._known[self._next - 1]

    def log_gamma(self, shape: float) -> float:
        """
        Return the logarithm of a gamma variate of scale 1; as a logarithm it does not vanish for a small shape.

        Source: Marsaglia and Tsang, A simple method for generating gamma variables (2000).
        """
        boost = math.log(self.uniform()) / shape if shape < 1 else 0.0
        d = (shape + 1 if shape < 1 else shape) - 1 / 3
        c = 1 / math.sqrt(9 * d)
        while True:
            x = normal(self.uniform())
            v, u = (1 + c * x) ** 3, self.uniform()
            if v > 0 and (u < 1 - _SMALL * x**4 or math.log(u) < x * x / 2 + d * (1 - v + math.log(v))):
                return math.log(d * v) + boost

    def below(self, count: int) -> int:
        """
        Return a whole number from 0 to one less than `count`, all with equal probability.
        """
        return int(self.uniform() * count)
