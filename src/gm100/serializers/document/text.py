"""
Bytes to text, once for all formats: UTF-8, and no halves of characters.
"""

from __future__ import annotations

from gm100.errors import CannotHoldError, Issue, RefusedError
from gm100.serializers.document.limits import Limits, refuse_size


def text_of(data: str | bytes, limits: Limits) -> str:
    """
    Return a document as text, without a byte-order mark.

    Raises:
        RefusedError: It is too long, or not UTF-8.
    """
    refuse_size(len(data), limits)
    try:
        if isinstance(data, bytes):
            return data.decode("utf-8-sig")
        if not data.isascii():
            data.encode()
        return data.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8; save the file as UTF-8"
        raise RefusedError([Issue("not-utf-8", message)]) from None
    except UnicodeEncodeError as error:
        message = f"character {error.start} is half of a surrogate pair, which is not a character"
        raise RefusedError([Issue("not-utf-8", message)]) from None


def bytes_of(text: str, format_name: str) -> bytes:
    """
    Return text as UTF-8.

    Raises:
        CannotHoldError: The text has half of a surrogate pair, which is not a character.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        half = repr(text[error.start])
        raise CannotHoldError(format_name, [Issue("not-utf-8", f"{half} is half a character", (), half)]) from None
