"""
Make the description that a package index shows from README.md.

The index shows README.md alone, so a link to a file beside it would lead nowhere. Such a link leads to the file in the
repository that `[project.urls]` names as Source, at the tag of the version. Without a Source only its words stay.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

# A link or picture of Markdown whose target is neither an address nor a heading of the same page.
BESIDE = re.compile(r"\[([^\]]+)\]\((?![a-z]+:|#)([^)\s]+)\)")


def description(readme: str, version: str, source: str | None) -> str:
    """
    Return README.md with links that work anywhere.

    Args:
        readme: The text of README.md.
        version: The version that is built.
        source: The address of the repository, if it has one.
    """
    if source is None:
        return BESIDE.sub(r"\1", readme)
    return BESIDE.sub(rf"[\1]({source.rstrip('/')}/blob/v{version}/\2)", readme)


class Description(MetadataHookInterface):
    """
    Sets `readme` whenever a distribution is built.
    """

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """
        Put the description where hatchling looks for it.
        """
        readme = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        text = description(readme, metadata["version"], metadata.get("urls", {}).get("Source"))
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
