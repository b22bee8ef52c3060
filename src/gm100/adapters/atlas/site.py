"""
The pages of the atlas, and the folder that they are written to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from os import PathLike
from typing import Final, TypeAlias

from gm100.adapters.atlas import _lists
from gm100.adapters.atlas._home import home_chapters
from gm100.adapters.atlas._script import SCRIPT
from gm100.fields.arguments import checked
from gm100.model.status import RegionStatus
from gm100.reference import memberships, regions, status
from gm100.render.html import Html, element, joined
from gm100.render.notes import Notes
from gm100.render.page import page
from gm100.render.status import status_page
from gm100.serializers.document.atomic import write_folder
from gm100.text.words import LANGUAGES, say, words_of
from gm100.text.words import checked as checked_lang

Chapters: TypeAlias = Callable[[Notes, str], Iterator[tuple[str, Html]]]

LISTS: Final[Mapping[str, Chapters]] = {
    "cohorts": _lists.cohorts_chapters,
    "awards": _lists.awards_chapters,
    "rules": _lists.rules_chapters,
    "scorecards": _lists.scorecards_chapters,
}
"""The pages besides those of regions, by name."""


@checked
def write_atlas(folder: str | PathLike[str], *, lang: str = "id") -> int:
    """
    Write the atlas to a folder that is new or empty, whole or not at all; `index.html` is where to begin.

    Args:
        folder: The folder, about 10 MB when it is written.
        lang: The language in which it opens, `id` or `en`; each page links to the same in the other.

    Returns:
        How many pages were written.

    Raises:
        FileExistsError: Something is in the folder.
        OSError: A file cannot be written.
        UnknownIdError: There is no such language.
    """
    files = {name: text.encode() for name, text in atlas_pages(lang=lang)}
    write_folder(folder, files)
    return len(files)


@checked
def atlas_pages(*, lang: str = "id") -> Iterator[tuple[str, str]]:
    """
    Yield the pages of the atlas by their names in its folder: `index.html`, and in `id/` and `en/` the same names.

    >>> next(atlas_pages())[0]
    'index.html'

    Args:
        lang: The language in which it opens, `id` or `en`.

    Raises:
        UnknownIdError: There is no such language.
    """
    return _pages(checked_lang(lang))


def _pages(first: str) -> Iterator[tuple[str, str]]:
    yield "index.html", _entrance(first)
    areas = (*regions(), *sorted({m.region for m in memberships()} - set(regions())))
    known = {area: status(area) for area in areas}
    for lang in LANGUAGES:
        yield from ((f"{lang}/{name}.html", text) for name, text in _in_one_language(known, lang))


def _entrance(first: str) -> str:
    """
    Return the page that leads to both languages, and by itself to the first.
    """
    links = element("ul", *(element("li", _link(f"{lang}/index.html", lang)) for lang in LANGUAGES))
    onward = element("meta", http_equiv="refresh", content=f"0; url={first}/index.html")
    return page(words_of("atlas", first)["title"], None, [("", links)], first, head=onward)


def _link(address: str, lang: str) -> Html:
    return element("a", words_of("atlas", lang)["language"], href=address, hreflang=lang, lang=lang)


def _in_one_language(known: Mapping[str, RegionStatus], lang: str) -> Iterator[tuple[str, str]]:
    """
    Yield the pages of a language: the map with the table, the lists, and a page for each region.
    """
    words = words_of("atlas", lang)
    lists: Mapping[str, Chapters] = {"index": partial(home_chapters, known), **LISTS}
    for name, make in lists.items():
        notes, script = Notes(lang), SCRIPT if name in {"index", "awards"} else None
        chapters = [*make(notes, lang), (say("status.sources", lang), notes.footnotes())]
        title, about = (words["title"], words["about"]) if name == "index" else (words[name], None)
        yield name, page(title, about, chapters, lang, above=_navigation(name, lang), script=script)
    for code, each in known.items():
        yield code, status_page(each, lang, above=_navigation(code, lang))


def _navigation(here: str, lang: str) -> Html:
    """
    Return the links to the other pages, and to the same page in the other language.
    """
    words = words_of("atlas", lang)
    links = [
        element("a", words[name], href=f"{name}.html", aria_current="page" if name == here else None)
        for name in ("index", *LISTS)
    ]
    links += [_link(f"../{other}/{here}.html", other) for other in LANGUAGES if other != lang]
    return element("nav", joined(links, " "), aria_label=words["pages"])
