"""
Whole pages of HTML that hold everything they show: no font, no picture and no script from anywhere.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from gm100.render.html import Html, element
from gm100.render.style import STYLE
from gm100.text.words import words_of

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a browser may do with a page: show it. No script runs but one of our own, which is named by its hash."""


def page(  # noqa: PLR0913 - every part of a page but the text has its own default
    title: str,
    subtitle: Html | str | None,
    chapters: Sequence[tuple[str, Html]],
    lang: str,
    *,
    above: Html | None = None,
    head: Html | None = None,
    script: Html | None = None,
) -> str:
    """
    Return a page of chapters; a chapter without content is left out.

    Args:
        title: Its title and main heading.
        subtitle: What is below the heading.
        chapters: Heading and content of each; a blank heading is left out.
        lang: Language, `id` or `en`.
        above: What is above the heading, such as links to other pages.
        head: What else its head has.
        script: A script of our own.
    """
    words, policy = words_of("report", lang), POLICY
    if script:
        policy += f"; script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
    top = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", STYLE),
        head,
    )
    shown = [_chapter(name, content) for name, content in chapters if content]
    intro = element("header", element("h1", title), element("p", subtitle, class_="soft") if subtitle else None)
    foot = element("footer", element("p", words["made"]))
    run = element("script", script) if script else None
    body = element("body", above, element("main", intro, *shown), foot, run)
    return f"<!doctype html>\n{element('html', top, body, lang=lang)}\n"


def _chapter(name: str, content: Html) -> Html:
    return element("section", element("h2", name) if name else None, content)


def figure(drawn: Html, caption: object) -> Html:
    """
    Return a picture with its caption.
    """
    return element("figure", drawn, element("figcaption", caption))


def scrolling(content: Html, label: str, *, wide: bool = False) -> Html:
    """
    Return a table that scrolls sideways by itself on a narrow screen, also with the keyboard; a wide one is set close.
    """
    look = "scroll wide" if wide else "scroll"
    return element("div", content, class_=look, tabindex="0", role="region", aria_label=label)


def facts(pairs: Sequence[tuple[str, str]]) -> Html:
    """
    Return the figures to see first.
    """
    return element("ul", *(element("li", name, element("b", value)) for name, value in pairs if value), class_="facts")
