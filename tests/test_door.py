"""
The front door.
"""

import ast
from pathlib import Path

import pytest

import gm100
from gm100._lazy import door, lazy

PACKAGES = ["model", "reference", "scoring", "serializers", "rules", "adapters"]


class TestDoor:
    def test_every_name_is_there(self) -> None:
        """Every public name can be had, and `dir` lists them, sorted."""
        assert [name for name in gm100.__all__ if getattr(gm100, name, None) is None] == []
        assert dir(gm100) == sorted(gm100.__all__)

    def test_names_are_sorted(self) -> None:
        """The names stand as a formatter sorts them: constants, classes, functions."""
        assert gm100.__all__ == sorted(
            gm100.__all__, key=lambda n: (0 if n.isupper() else 1 if n[0].isupper() else 2, n)
        )

    def test_it_offers_all_of_its_rooms(self) -> None:
        """What the rooms make public, the door offers; of serializers and rules only what users need every day."""
        offered = {name for room in (*PACKAGES[:3], "adapters", "errors") for name in getattr(gm100, room).__all__}
        books = {name for name in gm100.rules.__all__ if name.startswith("BOOK_")}
        daily = {"load", "loads", "load_lenient", "loads_lenient", "iter_load", "dump", "dumps", "iter_dump", "schema"}
        daily |= {"RuleBook", "rule", "next_steps", "stage_of", "timeline"}
        assert set(gm100.__all__) == offered | books | daily

    @pytest.mark.parametrize("package", PACKAGES)
    def test_types_and_run_time_agree(self, package: str) -> None:
        """What a package imports for type checkers is what it hands out at run time."""
        module = getattr(gm100, package)
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        guarded = [node for node in ast.walk(tree) if isinstance(node, ast.If)]
        named = {
            alias.name for node in ast.walk(guarded[0]) if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        assert named == set(module.__all__)
        assert all(getattr(module, name) is not None for name in module.__all__)
        assert dir(module) == sorted(module.__all__)

    @pytest.mark.parametrize("package", PACKAGES)
    def test_no_module_takes_the_name_of_what_it_gives(self, package: str) -> None:
        """Importing a module by its path would put it where the package has a function of the same name."""
        module = getattr(gm100, package)
        inside = {file.stem for file in Path(str(module.__file__)).parent.iterdir()}
        assert sorted(inside & set(module.__all__)) == []

    def test_what_is_not_there(self) -> None:
        """An unknown name is an AttributeError, as for any module."""
        with pytest.raises(AttributeError, match="module 'gm100' has no attribute 'nothing'"):
            _ = gm100.nothing
        for getattr_, _ in (lazy("gm100.model", {}), door("gm100", (), ())):
            with pytest.raises(AttributeError):
                getattr_("nothing")
