"""
The public names: each is written once, in a stub, and run time, type checkers and editors see the same.
"""

import inspect
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import gm100
import gm100.adapters.atlas
import gm100.adapters.charts
import gm100.adapters.report
import gm100.adapters.workbook
from gm100._lazy import RENAMED, exports, homes_of

ROOMS = ["model", "reference", "scoring", "serializers", "rules", "adapters"]
PACKAGES = [*ROOMS, "adapters.atlas", "adapters.charts", "adapters.report", "adapters.workbook"]


def package(name: str) -> object:
    """Return a package below gm100."""
    return sys.modules[f"gm100.{name}"]


def public(name: str) -> list[str]:
    """Return the public names of a package below gm100."""
    return list(getattr(sys.modules[f"gm100.{name}"], "__all__", ())) if name else []


class TestNames:
    def test_every_name_is_there(self) -> None:
        """Every public name can be had, and `dir` lists them, sorted, with the rooms they come from."""
        names = vars(gm100)["__getattr__"]("__all__")
        assert [name for name in names if getattr(gm100, name, None) is None] == []
        assert names == sorted(names)
        assert dir(gm100) == sorted([*names, *ROOMS, "errors", "typing"])

    @pytest.mark.parametrize("name", PACKAGES)
    def test_every_name_of_a_room_is_there(self, name: str) -> None:
        """A room hands out what its stub names."""
        getattr(gm100, name.partition(".")[0])
        assert public(name)
        assert all(getattr(package(name), each) is not None for each in public(name))
        assert dir(package(name)) == sorted(public(name))

    def test_a_name_has_one_home(self) -> None:
        """No name is defined in two modules, so that it means one thing wherever it is taken from."""
        rooms = {f"gm100.{room}": homes_of(f"gm100.{room}") for room in ("model", "reference", "scoring")}
        top = {name: rooms.get(home, {}).get(name, home) for name, home in homes_of("gm100").items()}
        homes = [top, *rooms.values()]
        different = {
            name: found
            for name in {name for table in homes for name in table}
            if len(found := {table[name] for table in homes if name in table}) > 1
        }
        assert different == {}

    def test_a_name_stands_once(self) -> None:
        """A stub names nothing twice; what all rooms offer, `gm100` takes over with a star."""
        for each in ("", *(f"{room}/" for room in ROOMS)):
            text = (Path(gm100.__path__[0]) / f"{each}__init__.pyi").read_text(encoding="utf-8")
            words = Counter(part.split(" as ")[0].split()[-1] for part in text.split(",") if " as " in part)
            assert [word for word, times in words.items() if times > 1] == []

    @pytest.mark.parametrize("name", PACKAGES)
    def test_no_module_takes_the_name_of_what_it_gives(self, name: str) -> None:
        """Importing a module by its path would put it where the package has a function of the same name."""
        inside = {file.stem for file in Path(str(getattr(package(name), "__file__", ""))).parent.iterdir()}
        assert sorted(inside & set(public(name))) == []

    def test_what_is_not_there(self) -> None:
        """An unknown name is an AttributeError, as for any module."""
        with pytest.raises(AttributeError, match="module 'gm100' has no attribute 'nothing'"):
            _ = gm100.nothing  # type: ignore[attr-defined]  # what the test is about
        with pytest.raises(AttributeError):
            exports("gm100.model")[0]("nothing")


def deprecated(place: object, old: str, new: str) -> object:
    """Return what a package gives for an old name, which it does not list and warns of."""
    assert old not in dir(place)
    with pytest.warns(DeprecationWarning, match=rf"\.{old} is now called {new}; the old name goes with version"):
        return getattr(place, old)


class TestRenamed:
    @pytest.mark.parametrize("old", RENAMED)
    def test_an_old_name_works_and_warns(self, old: str) -> None:
        """A name of the version before gives what it is called now, in each package that had it, and says so."""
        room, _, new = RENAMED[old].rpartition(".")
        for name in [each for each in ROOMS if new in dir(package(each)) and new != old]:
            assert deprecated(package(name), old, new) is getattr(package(name), new)
        if room:
            assert deprecated(gm100, old, f"gm100.{room}.{new}") is getattr(package(room), new)
            assert new not in dir(gm100)
        elif new in dir(gm100):
            assert deprecated(gm100, old, new) is getattr(gm100, new)

    def test_a_document_may_have_the_old_name(self) -> None:
        """A document that names its entity as before is read."""
        text = '{"schema_version": 1, "type": "Text", "item": {"id": "kota", "en": "city"}}'
        assert gm100.loads(text) == gm100.Bilingual("kota", "city")


class TestEditors:
    @pytest.mark.libraries
    def test_jedi_offers_the_same_names(self) -> None:
        """What an editor offers behind `gm100.` is what run time has."""
        import jedi

        offered = {each.name for each in jedi.Script("import gm100\ngm100.").complete()}
        rooms = {"cli", "fields", "render", "text"}
        assert {name for name in offered if not name.startswith("_")} - rooms == set(dir(gm100))

    @pytest.mark.libraries
    def test_jedi_knows_what_a_function_returns(self) -> None:
        """An editor follows a name into its module."""
        import jedi

        offered = {each.name for each in jedi.Script('import gm100\ngm100.regions()["35.03"].').complete()}
        assert {"code", "full_name", "kind"} <= offered


class TestRooms:
    @pytest.mark.parametrize("first", ["", "gm100.loads; ", "gm100.rank; ", "gm100.to_frame; "])
    def test_a_room_is_there_whatever_was_touched_before(self, first: str) -> None:
        """`import gm100` is enough to reach every room by its path."""
        code = f"import gm100; {first}print(len(gm100.serializers.openapi()), gm100.errors.Issue, gm100.typing.Row)"
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr


class TestExamples:
    FILES = frozenset({"read_evaluations", "read_evidence", "read_form", "read_row", "write_atlas", "write_form"})
    """Functions that read a file filled in by hand, or write many; pages show them."""

    def test_every_function_shows_how_it_is_called(self) -> None:
        """The docstring of every public function has an example, which runs with the tests."""
        found = {
            (name, value)
            for room in ("", *(f".{each}" for each in PACKAGES))
            for name in public(room.removeprefix(".")) or vars(gm100)["__getattr__"]("__all__")
            for value in (getattr(sys.modules[f"gm100{room}"], name),)
            if inspect.isfunction(value)
        }
        assert len(found) > 70
        assert {name for name, value in found if ">>>" not in (value.__doc__ or "")} == self.FILES
