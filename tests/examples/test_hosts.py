"""
The small examples of hosts: Django, Streamlit, a scheduled job, Spark.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from services import postgres, postgres_programs

ROOT: Final = Path(__file__).parents[2]
HOSTS: Final = ROOT / "examples/hosts"


def run(name: str, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run an example as a user would."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", str(HOSTS / name), *args],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.hosts
class TestDjango:
    def test_on_sqlite(self) -> None:
        """Entities are stored, looked up within, and refused fault by fault in a form."""
        pytest.importorskip("django")
        finished = run("django_results.py")
        assert finished.returncode == 0, finished.stderr
        lines = finished.stdout.splitlines()
        assert lines[0].startswith("{'1': 'Kabupaten Deli Serdang'")
        assert lines[2] == "422"
        assert [line.partition(":")[0] for line in lines[3:5]] == ["$.item.region", "$.item.year"]
        assert lines[5] == "200"

    @pytest.mark.postgres
    @pytest.mark.skipif(postgres_programs() is None, reason="PostgreSQL is not installed")
    def test_on_postgresql(self) -> None:
        """So it is where documents are JSONB."""
        pytest.importorskip("django")
        with postgres() as database:
            finished = run("django_results.py", GM100_POSTGRES=f"127.0.0.1:{database.port}")
        assert finished.returncode == 0, finished.stderr
        assert finished.stdout == run("django_results.py").stdout

    def test_what_a_migration_writes(self) -> None:
        """The field writes its class by name, and copies as Django copies fields."""
        pytest.importorskip("django")
        code = """
import gm100
from django.conf import settings
settings.configure()
from gm100.adapters.django import EntityField
field = EntityField(gm100.Evaluation, null=True)
print(field.deconstruct()[1:], field.clone().deconstruct() == field.deconstruct())
try:
    field.get_prep_value(gm100.regions()["35.03"])
except gm100.ArgumentError as error:
    print(error)
"""
        found = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert "('gm100.adapters.django.EntityField', ['Evaluation'], {'null': True}) True" in found
        assert "expected one Evaluation or None" in found


@pytest.mark.hosts
class TestLitestar:
    def test_it_checks_a_dossier(self) -> None:
        """A dossier is answered with its report, a wrong one with each of its problems."""
        pytest.importorskip("litestar")
        finished = run("litestar_check.py")
        assert finished.stdout.splitlines() == ["201 35.03", "422 [['region'], ['mous', 0, 'signed']]"], finished.stderr


@pytest.mark.hosts
class TestStreamlit:
    def test_the_page_and_its_cache(self) -> None:
        """The page ranks; a weight that is moved ranks again, and moved back is answered from the cache."""
        testing: Any = pytest.importorskip("streamlit.testing.v1")
        page = testing.AppTest.from_file(str(HOSTS / "streamlit_ranking.py"), default_timeout=60).run()
        assert not page.exception
        first, before = page.dataframe[0].value, page.slider(key="impact").value
        page.slider(key="impact").set_value(0.0).run()
        assert not page.exception
        assert list(page.dataframe[0].value["index"]) != list(first["index"])
        page.slider(key="impact").set_value(before).run()
        assert page.dataframe[0].value.equals(first)


@pytest.mark.skipif(sys.platform == "win32", reason="locks with fcntl")
class TestScheduledJob:
    def test_it_reports_and_waits_for_nobody(self, tmp_path: Path) -> None:
        """Every dossier is reported, broken ones with all that is wrong; a second run at the same time steps back."""
        import fcntl

        folder, report = tmp_path / "dossiers", tmp_path / "report.json"
        folder.mkdir()
        for code in ("35.03", "35.05"):
            (folder / f"{code}.json").write_bytes((ROOT / f"examples/dossiers/{code}.json").read_bytes())
        finished = run("scheduled_check.py", str(folder), str(report), "--on", "2020-01-01")
        assert (finished.returncode, finished.stdout) == (0, "2 dossiers checked, 0 of them cannot be read\n")
        found = json.loads(report.read_text(encoding="utf-8"))
        assert [len(each["findings"]) > 0 for each in found["dossiers"]] == [True, True]
        with report.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            assert run("scheduled_check.py", str(folder), str(report)).returncode == 75
        (folder / "bad.json").write_text('{"schema_version": 1, "type": "Dossier", "item": {"region": "x", "mous": 3}}')
        finished = run("scheduled_check.py", str(folder), str(report), "--on", "2020-01-01")
        assert finished.returncode == 1
        problems = json.loads(report.read_text(encoding="utf-8"))["dossiers"][2]["problems"]
        assert len(problems) == 2


@pytest.mark.java
@pytest.mark.slow
class TestSpark:
    def test_a_scorecard_on_the_workers(self) -> None:
        """A compiled scorecard goes into the closure of a job, and computes there what it computes here."""
        pytest.importorskip("pyspark")
        finished = run("spark_index.py")
        assert finished.returncode == 0, finished.stderr
        assert "the same on the workers as here" in finished.stdout
