"""
The example service over HTTP: what it answers, what it refuses, and that nothing is lost when parts of it fail.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest
from libraries import Later
from services import Server, alembic, postgres, postgres_programs, served

import gm100

httpx = Later("httpx")

pytestmark = [
    pytest.mark.hosts,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc"),
]

CARD: Final = "kominfo-2023-regular"
needs_postgres = pytest.mark.skipif(postgres_programs() is None, reason="PostgreSQL is not installed")
EVALUATIONS: Final = [each for each in gm100.evaluations(year=2023) if each.edition == CARD]
CLIENTS, UPLOADS, SIZE = 8, 6, 3


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The service on SQLite."""
    database = f"sqlite:///{tmp_path_factory.mktemp('service') / 'gm100.sqlite'}"
    alembic(database, "upgrade", "head")
    with served(database) as started:
        yield started


def get(server: Server, path: str, **query: Any) -> Any:
    """Return what a GET answers."""
    return httpx.get(server.address + path, params=query).json()


def post(server: Server, path: str, **body: Any) -> Any:
    """Return the answer to a POST."""
    return httpx.post(server.address + path, json=body)


def upload(address: str, key: str, items: list[gm100.Evaluation]) -> Any:
    """Upload results, and again until there is an answer that is final, as a client should."""
    end = time.monotonic() + 240
    files = {"file": ("results.jsonl", gm100.dumps(items, format="jsonl"))}
    while time.monotonic() < end:
        try:
            answer = httpx.post(f"{address}/evaluate", data={"scorecard": CARD, "key": key}, files=files, timeout=60)
        except httpx.TransportError:
            time.sleep(0.1)
            continue
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            return answer
        time.sleep(0.1)
    raise TimeoutError(key)


class TestAnswers:
    def test_names_become_codes(self, server: Server) -> None:
        """A name is resolved, one that fits several says so, and many are answered in their order."""
        assert get(server, "/resolve", name="Pemkab Trenggalek")["region"]["code"] == "35.03"
        assert get(server, "/resolve", name="Malang")["status"] == "ambiguous"
        found = post(server, "/resolve", names=["Kota Kediri", "Nowhere"]).json()
        assert [each["status"] for each in found] == ["resolved", "unknown"]

    def test_a_table_is_scored(self, server: Server) -> None:
        """By a bundled scorecard, or by one in the request; numbers of JSON are read by their shortest digits."""
        row = {"code": "a", "baseline": 3.08, "output": 3, "outcome": 3, "impact": 3, "quick_win": 3}
        found = post(server, "/score", scorecard=CARD, rows=[row]).json()
        assert found[0]["root"]["value"] == str(gm100.score(row, CARD).value)
        card = gm100.Scorecard(id="own", root=gm100.Group("own", children=[gm100.Indicator("x")]))
        own = json.loads(gm100.dumps(card))
        assert (
            post(server, "/score", definition=own, rows=[{"code": "a", "x": 2.5}]).json()[0]["root"]["value"] == "2.5"
        )
        assert "3.08" in post(server, "/score/explain", scorecard=CARD, rows=[row]).json()["a"]

    def test_what_is_known_of_a_region(self, server: Server) -> None:
        """Membership and published results, as documents have them; an unknown name is a 422."""
        found = get(server, "/status", region="Kota Kediri", on="2024-01-01")
        assert (found["region"], found["cohort"]) == ("35.71", 2019)
        assert [result["index"] for result in found["results"] if result["year"] in {2022, 2023}] == ["3.31", "3.20"]
        assert get(server, "/status", region="Xyzzy Raya")["detail"][0]["type"] == "unknown-region"

    def test_a_dossier_is_checked(self, server: Server) -> None:
        """The report is that of the library, and a rule can be asked for."""
        dossier = gm100.dossiers()["35.03"]
        report = post(server, "/check", dossier=json.loads(gm100.dumps(dossier)), on="2020-01-01").json()
        expected = gm100.check(dossier, on="2020-01-01")
        assert [each["rule"] for each in report["findings"]] == [each.rule for each in expected.findings] != []
        rule = report["findings"][0]["rule"]
        assert get(server, f"/explain/{rule}", lang="id") == gm100.explain(rule, "id")
        assert httpx.get(f"{server.address}/explain/GM100-XYZ-999").status_code == 404

    @pytest.mark.parametrize("name", ["csv", "json", "jsonl"])
    def test_a_file_is_evaluated_and_kept(self, server: Server, name: str) -> None:
        """The ranking is answered, and the results can be looked up, whatever the format of the file."""
        items = EVALUATIONS[:5]
        plain = [gm100.Evaluation(region=e.region, edition=e.edition, year=e.year, scores=e.scores) for e in items]
        files = {"file": (f"results.{name}", gm100.dumps(plain, format=name))}
        answer = httpx.post(f"{server.address}/evaluate", data={"scorecard": CARD, "key": name}, files=files)
        assert answer.status_code == 201, answer.text
        assert [each["code"] for each in answer.json()["ranking"]] == [p.unit for p in gm100.rank(plain, CARD)]
        found = get(server, "/results", region=items[0].region, year=2023)
        assert name in {each["upload"] for each in found}
        assert get(server, "/results", region=items[0].region, year=2022) == []


class TestRefusals:
    def test_one_entry_a_fault(self, server: Server) -> None:
        """A request with several faults names each with its place: of the table, of the document, of the file."""
        row = {"code": "a", "baseline": 9, "output": 3, "outcome": 3, "impact": 3, "colour": 1}
        found = post(server, "/score", scorecard=CARD, rows=[row])
        places = [tuple(each["loc"]) for each in found.json()["detail"]]
        assert found.status_code == 422
        assert places == [("body", "a", "baseline"), ("body", "colour"), ("body", "a", "quick_win")]
        dossier = {"region": "3503", "mous": [{"region": "35.03", "signed": "soon"}]}
        found = post(server, "/check", dossier=dossier, on="2020-01-01")
        places = [tuple(each["loc"]) for each in found.json()["detail"]]
        assert places == [("body", "dossier", "region"), ("body", "dossier", "mous", 0, "signed")]
        files = {"file": ("a.csv", "gm100,region,edition,year\nEvaluation/1,3503,x,2023\nEvaluation/1,35.03,x,soon\n")}
        found = httpx.post(f"{server.address}/evaluate", data={"scorecard": CARD, "key": "bad"}, files=files)
        places = [tuple(each["loc"]) for each in found.json()["detail"]]
        assert places == [("body", "line 2", "region"), ("body", "line 3", "year")]

    def test_an_unknown_scorecard_and_format(self, server: Server) -> None:
        """What is unknown is said with what it may have been."""
        found = post(server, "/score", scorecard="kominfo-2023", rows=[{"code": "a"}]).json()["detail"]
        assert [each["type"] for each in found] == ["unknown-id"]
        assert CARD in found[0]["msg"]
        files = {"file": ("a.docx", b"")}
        answer = httpx.post(f"{server.address}/evaluate", data={"scorecard": CARD, "key": "bad"}, files=files)
        assert answer.status_code == 422

    def test_a_key_belongs_to_one_upload(self, server: Server) -> None:
        """The same upload once more changes nothing; another one under its key is refused."""
        first = upload(server.address, "mine", EVALUATIONS[:2])
        assert upload(server.address, "mine", EVALUATIONS[:2]).json() == first.json()
        assert upload(server.address, "mine", EVALUATIONS[:3]).status_code == 409


class TestDescription:
    def test_components_are_named_after_entities(self, server: Server) -> None:
        """The OpenAPI document is valid, and an entity is one component wherever it occurs."""
        document = get(server, "/openapi.json")
        components = document["components"]["schemas"]
        assert {"Evaluation", "Region", "Dossier", "Scorecard", "Report", "Resolution", "ScoreResult"} <= set(
            components
        )
        assert components["Check"]["properties"]["dossier"] == {"$ref": "#/components/schemas/Dossier"}
        validate = pytest.importorskip("openapi_spec_validator").validate
        validate(document)

    def test_migrations_are_those_of_the_tables(self, tmp_path: Path) -> None:
        """Alembic finds nothing to do after the last revision, and comes back to nothing."""
        database = f"sqlite:///{tmp_path / 'a.sqlite'}"
        alembic(database, "upgrade", "head")
        assert "No new upgrade operations" in alembic(database, "check")
        alembic(database, "downgrade", "base")


class TestNothingIsLost:
    def test_eight_clients_and_a_killed_worker(self, server: Server) -> None:
        """Eight clients upload at once while a worker is killed: everything is stored once, and whole."""
        _all_is_stored(server, "killed", lambda: os.kill(server.workers()[0], signal.SIGKILL))

    @needs_postgres
    @pytest.mark.postgres
    def test_a_restarted_database(self) -> None:
        """So it is on PostgreSQL, where the database is stopped at once and started again."""
        with postgres() as database:
            alembic(database.address, "upgrade", "head")
            assert "No new upgrade operations" in alembic(database.address, "check")

            def restart() -> None:
                database.stop()
                database.start()

            with served(database.address) as server:
                _all_is_stored(server, "restarted", restart)
                _all_is_stored(server, "killed", lambda: os.kill(server.workers()[0], signal.SIGKILL))


def _all_is_stored(server: Server, name: str, harm: Callable[[], None]) -> None:
    def client(number: int) -> list[int]:
        start = number * SIZE
        items = EVALUATIONS[start : start + SIZE]
        return [upload(server.address, f"{name}-{number}-{n}", items).status_code for n in range(UPLOADS)]

    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        running = pool.map(client, range(CLIENTS))
        time.sleep(0.3)
        pool.submit(harm).result()
        assert [code for codes in running for code in codes] == [201] * (CLIENTS * UPLOADS)
    found = [each for each in get(server, "/results") if each["upload"].startswith(f"{name}-")]
    stored: dict[str, list[Any]] = {}
    for each in found:
        stored.setdefault(each["upload"], []).append(each["evaluation"]["region"])
    assert stored == {
        f"{name}-{client}-{n}": [each.region for each in EVALUATIONS[client * SIZE : (client + 1) * SIZE]]
        for client in range(CLIENTS)
        for n in range(UPLOADS)
    }
