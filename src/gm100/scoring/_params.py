"""
What the parameters of a method must be: small checks that answer with a sentence, or with nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

from gm100.model.method import Param

Check: TypeAlias = Callable[[Sequence[Param]], str | None]


def none(params: Sequence[Param]) -> str | None:
    """
    Allow no parameters.
    """
    return "takes no parameters" if params else None


def anything(_: Sequence[Param]) -> str | None:
    """
    Allow whatever is given; the function itself must cope.
    """
    return None


def numbers(*names: str, words: Sequence[str] = ()) -> Check:
    """
    Ask for one number a name, and allow some words after them.

    >>> numbers("low", "high", words=("cap",))((Decimal(1),))
    'takes low, high as numbers, then cap or nothing'
    """
    tail = f", then {' or '.join(words)} or nothing" if words else ""
    sentence = f"takes {', '.join(names)} as {'a number' if len(names) == 1 else 'numbers'}{tail}"

    def check(params: Sequence[Param]) -> str | None:
        head, rest = params[: len(names)], params[len(names) :]
        good = len(head) == len(names) and all(isinstance(p, Decimal) for p in head)
        return None if good and len(rest) <= 1 and all(p in words for p in rest) else sentence

    return check


def optional_number(name: str) -> Check:
    """
    Allow one number or nothing.
    """
    return lambda params: None if not params else numbers(name)(params)


def optional_word(*words: str) -> Check:
    """
    Allow one of some words or nothing.
    """
    return lambda params: (
        None if not params or tuple(params) in {(w,) for w in words} else f"takes {' or '.join(words)}"
    )


def one_word(name: str, then: Sequence[str] = ()) -> Check:
    """
    Ask for one word or code, and allow one of some words after it.

    >>> one_word("the column", ("mean", "median"))(("province", "mode"))
    'takes the column, then mean or median or nothing'
    """
    tail = f", then {' or '.join(then)} or nothing" if then else ""
    ends = {(), *((word,) for word in then)}
    return lambda params: None if params and tuple(params[1:]) in ends else f"takes {name}{tail}"


def at_least_one(name: str) -> Check:
    """
    Ask for numbers, not below 0, of which one at least is above.
    """
    sentence = f"takes one {name} or more, as numbers not below 0, with one above"

    def check(params: Sequence[Param]) -> str | None:
        found = [p for p in params if isinstance(p, Decimal) and p >= 0]
        return None if found and len(found) == len(params) and any(found) else sentence

    return check


def points(params: Sequence[Param]) -> str | None:
    """
    Ask for pairs of numbers, at least two, the first of each rising.
    """
    xs = params[::2]
    rising = all(isinstance(p, Decimal) for p in params) and list(xs) == sorted(set(xs), key=Decimal)
    whole = len(params) % 2 == 0 and len(xs) > 1
    return None if rising and whole else "takes pairs x, y as numbers, two pairs or more, x rising"


def pairs(params: Sequence[Param]) -> str | None:
    """
    Ask for pairs of a word and a number, each word once.
    """
    words = [str(p) for p in params[::2]]
    good = params and len(params) % 2 == 0 and all(isinstance(p, Decimal) for p in params[1::2])
    return None if good and len(set(words)) == len(words) else "takes pairs of a word and a number, each word once"
