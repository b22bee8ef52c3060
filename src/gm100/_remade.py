"""
What pickles, and copies, as the arguments that it was made of.

Results hold plans, and plans hold compiled functions, which cannot be sent to another process. What they follow from
can: the copy is made again from the scorecard, the engine and the table, and comes out the same, to the last digit.
"""

from __future__ import annotations

from typing import Any, ClassVar


class Remade:
    """
    A value that another process makes again.
    """

    __slots__ = ()

    _made_of: ClassVar[tuple[str, ...]] = ()
    """The attributes that its class is called with, in order."""

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in self._made_of)
