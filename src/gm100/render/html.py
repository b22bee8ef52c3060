"""
HTML made of plain data: elements, tables, bars and links, escaped unless they are markup already.

The nouns show themselves in a notebook with it, and the report is built of it; it knows no noun itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from decimal import Decimal


class Html(str):
    """
    A text that is markup already; every other text is escaped before it becomes part of a page.
    """

    __slots__ = ()


Rows = Iterable[Sequence[object]]

STYLE: Final = Html(
    ".gm100{font-size:.9em;line-height:1.4;color:inherit;--gm100-bar:#0072b2}"
    ".gm100 table{border-collapse:collapse;color:inherit}"
    ".gm100 caption{text-align:left;font-weight:600;padding:.2em 0;color:inherit}"
    ".gm100 th,.gm100 td{padding:.15em .7em;border-bottom:1px solid rgba(128,128,128,.35);"
    "text-align:left;vertical-align:top;background:none;color:inherit}"
    ".gm100 th[scope=row]{font-weight:400}"
    ".gm100 .r{text-align:right;font-variant-numeric:tabular-nums}"
    ".gm100 .bar{display:block;height:.8em;margin-top:.3em;background:var(--gm100-bar)}"
    ".gm100 .track{min-width:8em}"
    ".gm100 p{margin:.3em 0}"
    "@media (prefers-color-scheme:dark){.gm100{--gm100-bar:#56b4e9}}"
    "[data-jp-theme-light=false] .gm100{--gm100-bar:#56b4e9}"
)
"""The look of a fragment: colours of the notebook, bars in blue, lighter in the dark."""

_NEVER_CLOSED: Final = frozenset({"br", "hr", "img", "meta", "link", "input", "col"})


def escaped(value: object) -> str:
    r"""
    Return a text as it may be in a page: without markup, and without NUL, which no page may hold.

    >>> escaped("a<b\0")
    'a&lt;b\ufffd'
    """
    return escape(str(value).replace("\0", "\ufffd"))


def element(name: str, /, *content: object, **attributes: object) -> Html:
    """
    Return an element; text in it and in its attributes is escaped.

    Args:
        name: Name of the tag.
        *content: What is in it: `Html` as it is, everything else as escaped text; `None` is left out.
        **attributes: Its attributes; `class_` is `class`, `aria_label` is `aria-label`, and `None` is left out.

    >>> element("td", "a < b", class_="r")
    '<td class="r">a &lt; b</td>'
    """
    written = "".join(f' {_attribute(key)}="{escaped(v)}"' for key, v in attributes.items() if v is not None)
    if name in _NEVER_CLOSED:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{joined(content)}</{name}>")


def _attribute(key: str) -> str:
    return key.removesuffix("_").replace("_", "-")


def joined(content: Iterable[object], between: str = "") -> Html:
    """
    Return pieces one after the other, escaped where they are not markup.
    """
    return Html(between.join(p if isinstance(p, Html) else escaped(p) for p in content if p is not None))


def link(text: object, address: str | None) -> Html:
    """
    Return a text as a link; as plain text where the address is not a web address.

    >>> link("a page", "javascript:alert(1)")
    'a page'
    """
    if address is None or not is_web_address(address):
        return joined([text])
    return element("a", text, href=address, rel="noopener noreferrer")


def is_web_address(address: str) -> bool:
    """
    Whether an address is one of the web, which a reader may follow: `http` or `https` and a host.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not set(address) & set(" \t\r\n\"'<>\\")


def table(head: Sequence[object], rows: Rows, align: str, caption: object = None) -> Html:
    """
    Return a table with named columns.

    Args:
        head: The names of the columns.
        rows: Cells, as many in each row as `align` has letters.
        align: One letter a column: `h` for the name of the row, `l` for left, `r` for right.
        caption: What the table shows.
    """
    names = (element("th", n, scope="col", class_=_side(a)) for n, a in zip(head, align, strict=True))
    body = (element("tr", *(_cell(c, a) for c, a in zip(row, align, strict=True))) for row in rows)
    return element(
        "table",
        None if caption is None else element("caption", caption),
        element("thead", element("tr", *names)),
        element("tbody", *body),
    )


def pairs(rows: Rows, caption: object = None) -> Html:
    """
    Return names with their values as a table without a head; what has no value is left out.
    """
    filled = [(name, value) for name, value in rows if value is not None]
    body = (element("tr", element("th", name, scope="row"), element("td", value)) for name, value in filled)
    return element("table", None if caption is None else element("caption", caption), element("tbody", *body))


def _side(letter: str) -> str | None:
    return "r" if letter == "r" else None


def _cell(content: object, letter: str) -> Html:
    if letter == "h":
        return element("th", content, scope="row")
    return element("td", content, class_=_side(letter))


def bar(share: Decimal | float | None) -> Html:
    """
    Return a bar as long as a share of its column, from 0 to 1; the number is beside it, so it is only to look at.
    """
    if share is None:
        return Html("")
    width = min(max(float(share), 0.0), 1.0) * 100
    return element(
        "div", element("span", class_="bar", style=f"width:{width:.1f}%"), class_="track", aria_hidden="true"
    )


def fragment(*content: object) -> str:
    """
    Return a piece for a notebook, with its style and without anything from outside.
    """
    return str(element("div", element("style", STYLE), *content, class_="gm100"))
