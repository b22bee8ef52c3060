"""
The bundled data is what the generator makes of the source rows, and false rows are refused.
"""

import gzip
import hashlib
import importlib.util
import json
import shutil
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "build_reference.py"
SOURCES = ROOT / "tools" / "sources"
DATA = ROOT / "src" / "gm100" / "reference" / "_data"
MANIFEST = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))["modules"]
TABLES = [name for name in MANIFEST if name != "scorecards"]


def load(path: Path) -> ModuleType:
    """
    Import a file by its path.
    """
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sha256(path: Path) -> str:
    """
    Return the digest of a file as the manifest writes it.
    """
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(name="tool", scope="module")
def _tool() -> ModuleType:
    return load(TOOL)


@pytest.fixture(name="copy")
def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOURCES, tmp_path / "sources"))


def replace_once(path: Path, old: str, new: str) -> None:
    """
    Replace the only occurrence of a text in a file.
    """
    text = path.read_bytes().decode()
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode())


class TestCommittedData:
    def test_regenerating_changes_nothing(self, tool: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
        """
        The tool finds every committed file equal to what it would write.
        """
        assert (tool.main(["--check"]), capsys.readouterr().err) == (0, "")

    def test_writing_twice_gives_the_same_bytes(self, tool: ModuleType, tmp_path: Path) -> None:
        """
        Written to an empty folder, the files are those of the package, and nothing else.
        """
        assert tool.main(["--output", str(tmp_path)]) == 0
        written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        assert written == {path.name: path.read_bytes() for path in DATA.glob("*.*") if path.name != "records.json"}

    def test_lines_end_in_lf(self) -> None:
        """
        No file has a carriage return, and each ends with one line feed.
        """
        for path in DATA.iterdir():
            if path.is_file():
                content = path.read_bytes()
                assert b"\r" not in content, path.name
                assert content.endswith(b"\n"), path.name
                assert not content.endswith(b"\n\n"), path.name


class TestManifest:
    def test_every_module_is_listed(self) -> None:
        """
        The manifest names the modules of the folder, all of them and no other.
        """
        assert sorted(MANIFEST) == sorted(path.stem for path in DATA.glob("*.py") if path.stem != "__init__")

    @pytest.mark.parametrize("name", TABLES)
    def test_counts_and_digests_are_true(self, name: str) -> None:
        """
        The row count and both digests of an entry are those of the files it names.
        """
        entry = MANIFEST[name]
        assert entry["rows"] == len(load(DATA / f"{name}.py").ROWS)
        assert entry["sha256"] == sha256(DATA / f"{name}.py")
        assert entry["source_sha256"] == sha256(ROOT / entry["source"])
        assert entry["licence"]


class TestModules:
    def test_every_scorecard_is_there(self) -> None:
        """
        Each document of the folder is a scorecard of the module.
        """
        documents = [path.stem for path in (SOURCES / "scorecards").glob("*.toml")]
        assert sorted(load(DATA / "scorecards.py").CARDS) == sorted(documents)
        assert MANIFEST["scorecards"]["rows"] == len(documents)
        assert MANIFEST["scorecards"]["sha256"] == sha256(DATA / "scorecards.py")

    @pytest.mark.parametrize("name", TABLES)
    def test_cells_are_text_or_nothing(self, name: str) -> None:
        """
        Every row has one cell a column, and a cell is text that is not blank, or None.
        """
        module = load(DATA / f"{name}.py")
        for row in module.ROWS:
            assert len(row) == len(module.COLUMNS)
            assert all(cell is None or (isinstance(cell, str) and cell) for cell in row)

    @pytest.mark.parametrize(("name", "column"), [("cohorts", "sources"), ("evaluations", "source")])
    def test_positions_point_into_sources(self, name: str, column: str) -> None:
        """
        The positions in the source cells are exactly those of the table of sources.
        """
        module = load(DATA / f"{name}.py")
        cells = [row[module.COLUMNS.index(column)] for row in module.ROWS]
        positions = {int(position) for cell in cells for position in cell.split(";")}
        assert positions == set(range(len(module.SOURCES)))

    def test_factored_sources_give_the_original_addresses(self) -> None:
        """
        Pelalawan was a member in 2017, on the word of five addresses.
        """
        module = load(DATA / "cohorts.py")
        row = dict(zip(module.COLUMNS, module.ROWS[0], strict=True))
        assert (row["cohort_year"], row["region_name"]) == ("2017", "Pelalawan")
        addresses = [module.SOURCES[int(position)] for position in row["sources"].split(";")]
        original = (SOURCES / "cohorts.csv").read_text(encoding="utf-8").splitlines()[1]
        assert len(addresses) == 5
        assert " ; ".join(addresses) in original

    def test_each_track_has_its_edition(self) -> None:
        """
        The four tracks of 2022 and 2023 are four editions, with those absent counted apart.
        """
        module = load(DATA / "evaluations.py")
        edition, participated = map(module.COLUMNS.index, ("edition", "participated"))
        assert Counter((row[edition], row[participated]) for row in module.ROWS) == {
            ("kominfo-2022-early", "1"): 38,
            ("kominfo-2022-early", "0"): 4,
            ("kominfo-2022-regular", "1"): 1,
            ("kominfo-2023-regular", "1"): 72,
            ("kominfo-2023-regular", "0"): 3,
            ("kominfo-2023-kppn-ikn", "1"): 58,
            ("kominfo-2023-kppn-ikn", "0"): 8,
        }


class TestRefusal:
    def test_all_problems_are_named(self, tool: ModuleType, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """
        A code used twice and a kind that does not fit its code are both named; nothing is written.
        """
        replace_once(copy / "regions.csv", "\n35.02,3502,", "\n35.01,3502,")
        replace_once(copy / "regions.csv", "Blitar,kota,", "Blitar,kabupaten,")
        output = copy / "output"
        assert tool.main(["--sources", str(copy), "--output", str(output)]) == 2
        message = capsys.readouterr().err
        assert "regions.csv: code 35.01 occurs 2 times" in message
        assert "regions.csv: 35.72: the kind is kabupaten; this code is of a kota" in message
        assert not output.exists()

    @pytest.mark.parametrize(
        ("damage", "problem"),
        [
            (
                ("regions.csv", "Trenggalek,kabupaten,", "Trenggalek,regency,"),
                "regions.csv: 35.03: unknown kind 'regency'; expected one of kabupaten, ",
            ),
            (
                ("regions.csv", ",239629,2024,", ",239630,2024,"),
                "regions.csv: the population adds up to 284973644; expected 284973643",
            ),
            (
                ("regions.csv", ",239629,2024,", ",239.629 jiwa,2024,"),
                "regions.csv: 11.01: population '239.629 jiwa' is not a number",
            ),
            (
                ("provinces.csv", ",Banda Aceh,<=1961,,18,5,", ",Banda Aceh,<=1961,,17,5,"),
                "provinces.csv: 11: n_kabupaten is 17; its regions give 18",
            ),
            (
                ("region_changes.csv", "recode,92.71,", "rename,92.71,"),
                "region_changes.csv: 25 recodes; expected 26",
            ),
            (
                (
                    "evaluations.csv",
                    "35.71,Kediri,kota,2022,2017-2019 cohorts,1,",
                    "35.71,Kediri,kota,2022,2017-2019 cohorts,0,",
                ),
                "kominfo-2022-regular: 0 took part and 1 did not; expected 1 and 0",
            ),
            (
                (
                    "evaluations.csv",
                    "35.71,Kediri,kota,2022,2017-2019 cohorts,",
                    "35.71,Kediri,kota,2022,cohorts of 2017,",
                ),
                "evaluations.csv: 2022 35.71: unknown track 'cohorts of 2017' of 2022",
            ),
            (
                (
                    "evaluation_questions.csv",
                    "Malang,kabupaten,2022,baseline,planning,1.1.1,masterplan has a legal basis,2",
                    "Malang,kabupaten,2022,baseline,planning,1.1.1,masterplan has a legal basis,3",
                ),
                "the scores of baseline give 1.60; evaluations.csv has '1.4'",
            ),
            (
                (
                    "cohorts.csv",
                    "2017,Tahap I,14.08,Siak,kabupaten,",
                    "2017,Tahap I,14.08,Siak,kota,",
                ),
                "cohorts.csv: 2017 14.08: kota Siak is not kabupaten Siak",
            ),
        ],
    )
    def test_a_fact_that_cannot_be_true_is_named(
        self, tool: ModuleType, copy: Path, damage: tuple[str, str, str], problem: str
    ) -> None:
        """
        One changed cell is enough for the tool to refuse, and to say which statement is off.
        """
        file, old, new = damage
        replace_once(copy / file, old, new)
        with pytest.raises(tool.SourceError) as caught:
            tool.build(copy)
        assert problem in str(caught.value)

    def test_a_broken_table_is_named_before_its_facts(self, tool: ModuleType, copy: Path) -> None:
        """
        A missing file, a changed header, a short row and a padded cell are named together.
        """
        (copy / "cohorts.csv").unlink()
        replace_once(copy / "provinces.csv", "code,name,iso_3166_2,", "code,title,iso_3166_2,")
        replace_once(copy / "regions.csv", "11.01,1103,Aceh Selatan,", "11.01,Aceh Selatan,")
        replace_once(copy / "evaluations.csv", "35.71,Kediri,kota,2022", "35.71,Kediri ,kota,2022")
        with pytest.raises(tool.SourceError) as caught:
            tool.build(copy)
        regions, provinces, evaluations, cohorts = caught.value.problems
        assert regions == "regions.csv: row 1 has 20 cells; expected 21"
        assert provinces.startswith("provinces.csv: the header is code,title,iso_3166_2,")
        assert evaluations == "evaluations.csv: row 1: the cell 'Kediri ' has space around it"
        assert cohorts.startswith("cohorts.csv: cannot be read: ")

    def test_check_names_the_files_that_differ(
        self, tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """
        With `--check` a changed, a missing and a left-over module are named, and none is touched.
        """
        tool.main(["--output", str(tmp_path)])
        (tmp_path / "regions.py").write_bytes(b"")
        (tmp_path / "cohorts.py").unlink()
        (tmp_path / "villages.py").write_bytes(b"")
        assert tool.main(["--check", "--output", str(tmp_path)]) == 1
        assert capsys.readouterr().err.splitlines() == [
            "cohorts.py: missing",
            "regions.py: differs",
            "villages.py: no module of this name is generated",
        ]
        assert (tmp_path / "regions.py").read_bytes() == b""
        assert not (tmp_path / "cohorts.py").exists()


class TestSourcesPage:
    def test_every_file_is_listed_with_its_rows(self) -> None:
        """
        The page beside the sources lists each file with its true number of rows.
        """
        page = (SOURCES / "README.md").read_text(encoding="utf-8")
        for path in sorted(SOURCES.rglob("*.*")):
            if path.name != "README.md" and path.parent.name != "scorecards":
                assert f"| `{path.relative_to(SOURCES).as_posix()}` | {rows(path)} |" in page

    def test_the_scorecards_are_counted(self) -> None:
        """
        They are documents of one kind, and stand there as a folder.
        """
        count = len(list((SOURCES / "scorecards").glob("*.toml")))
        assert f"| `scorecards/` | {count} |" in (SOURCES / "README.md").read_text(encoding="utf-8")


def rows(path: Path) -> int:
    """
    Count the rows of a source, the tables of a TOML document; a JSON document is one.
    """
    if path.suffix == ".gz":
        return len(gzip.decompress(path.read_bytes()).splitlines()) - 1
    lines = path.read_text(encoding="utf-8").splitlines()
    tables = sum(line.startswith("[") for line in lines)
    return {".csv": len(lines) - 1, ".jsonl": len(lines), ".toml": tables}.get(path.suffix, 1)
