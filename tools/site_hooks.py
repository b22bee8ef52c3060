"""
What the site needs beyond mkdocs.yml: links that leave docs/ keep their target, and names get what the code says.

A page links files of the repository, such as an example, as a reader of the repository follows them. The site takes
these files with it under `repository/`: Markdown as pages, all others to download. So nothing on the site depends on
where the repository is published.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import api_pages  # noqa: E402 - beside this file

FOLDER = "repository"
LINK = re.compile(r"(?P<start>!?\[(?P<text>[^\]]*)\]\()(?P<path>[^)\s#:]+)(?P<anchor>#[^)\s]*)?\)")
TRANSLATED = re.compile(r"\.(id)\.md$")
SEARCH = {"en": "Search", "id": "Cari"}
HEAD_ALTERNATE = re.compile(r'\s*<link rel="alternate"[^>]*>')
LANGUAGE = re.compile(r'href="(/[^"]*)" (hreflang="[^"]*")')
SECTION = re.compile(r'id="(__nav_[\d_]+_label)".*?<span class="md-ellipsis">\s*(.*?)\s*</span>', re.DOTALL)
FENCE = re.compile(r"(^```.*?^```[^\n]*$)", re.DOTALL | re.MULTILINE)


def outside(path: str) -> str | None:
    """
    Return the file of the repository that a path from its root leads to, or nothing where it stays in docs/.
    """
    if path == "docs" or path.startswith(("docs/", "..")):
        return None
    found = ROOT / path
    if found.is_dir():
        found = found / "README.md"
    return found.relative_to(ROOT).as_posix() if found.is_file() else None


def targets(source: str, text: str) -> Iterator[str]:
    """
    Yield the files outside docs/ that a page at a path of the repository links.
    """
    for match in LINK.finditer(FENCE.sub("", text)):
        found = outside(posixpath.normpath(posixpath.join(posixpath.dirname(source), match["path"])))
        if found:
            yield found


@event_priority(-110)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """
    Take the linked files of the repository into the site, and those that they link, once the languages are apart.
    """
    todo = [(f"docs/{each.src_uri}", Path(str(each.abs_src_path))) for each in files.documentation_pages()]
    taken: set[str] = set()
    while todo:
        source, path = todo.pop()
        for found in set(targets(source, path.read_text(encoding="utf-8"))) - taken:
            taken.add(found)
            if found.endswith(".md"):
                todo.append((found, ROOT / found))
    for found in sorted(taken):
        files.append(file_of(found, config))
    return files


def file_of(path: str, config: MkDocsConfig) -> File:
    """
    Return a file of the repository as one of the site, in the folder of the language that is built.
    """
    file = File.generated(
        config, f"{FOLDER}/{path}", abs_src_path=str(ROOT / path), inclusion=InclusionLevel.NOT_IN_NAV
    )
    file.dest_uri = in_language(file.dest_uri, config)
    return file


def in_language(path: str, config: MkDocsConfig) -> str:
    """
    Return a path of the site in the language that is built: the default language has no folder of its own.
    """
    languages: Any = config.plugins["i18n"]
    return path if languages.is_default_language_build else f"{languages.current_language}/{path}"


def on_page_markdown(markdown: str, page: Page, files: Files, **_: object) -> str:
    """
    Make the page of a room, and turn links that leave docs/ into links to what the site took with it.
    """
    here = page.file.src_uri
    if here.startswith(f"{api_pages.FOLDER}/"):
        markdown = api_pages.page(Path(here).stem)
    source = here.removeprefix(f"{FOLDER}/") if here.startswith(f"{FOLDER}/") else f"docs/{here}"

    def written(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), match["path"]))
        found = outside(path)
        target = f"{FOLDER}/{found}" if found else path.removeprefix("docs/")
        translated = TRANSLATED.search(target)
        if translated and files.get_file_from_path(target) is None:
            url = f"{translated[1]}/{TRANSLATED.sub('', target)}/"
            return f'<a href="{posixpath.relpath(url, page.url or ".")}/">{match["text"]}</a>'
        if not found and not here.startswith(FOLDER):
            return match[0]
        return f"{match['start']}{posixpath.relpath(target, posixpath.dirname(here) or '.')}{match['anchor'] or ''})"

    return "".join(part if part.startswith("```") else LINK.sub(written, part) for part in FENCE.split(markdown))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """
    Correct two things of the theme: links to the other language that need the root of the host, and names of landmarks.
    """
    name = SEARCH["en" if in_language("", config) == "" else "id"]
    output = HEAD_ALTERNATE.sub("", output)
    output = LANGUAGE.sub(lambda found: f'href="{from_here(found[1], page)}" {found[2]}', output)
    output = output.replace(
        'data-md-component="search" role="dialog"', f'data-md-component="search" role="dialog" aria-label="{name}"'
    )
    for label, title in SECTION.findall(output):
        output = output.replace(f'aria-labelledby="{label}"', f'aria-label="{title}"')
    return output


def from_here(path: str, page: Page) -> str:
    """
    Return a path from the root of the site as seen from a page, so that the site may lie in a folder of its host.
    """
    found = posixpath.relpath(path or "/", f"/{page.url}")
    return f"{found}/"
