"""
Servers for tests: the example service, and its own PostgreSQL.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

SERVICE = Path(__file__).parents[2] / "examples/service"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def environment(database: str) -> dict[str, str]:
    """Return the environment of the service for a database."""
    paths = (str(SERVICE.parents[1] / "src"), str(SERVICE))
    return {**os.environ, "GM100_DATABASE": database, "PYTHONPATH": os.pathsep.join(paths)}


def alembic(database: str, *command: str) -> str:
    """Run Alembic in the folder of the service, and return what it printed."""
    finished = subprocess.run(
        [sys.executable, "-m", "alembic", *command],
        cwd=SERVICE,
        env=environment(database),
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


class Server:
    """The service with two workers, which its supervisor replaces when they die."""

    def __init__(self, database: str) -> None:
        """Start it, and wait until it answers."""
        import httpx

        self.address = f"http://127.0.0.1:{(port := free_port())}"
        command = [sys.executable, "-m", "uvicorn", "app:app", "--workers", "2", "--port", str(port)]
        self._process = subprocess.Popen(
            [*command, "--log-level", "warning"], cwd=SERVICE, env=environment(database), start_new_session=True
        )
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.address}/health").status_code == httpx.codes.OK:
                    return
            time.sleep(0.1)
        self.stop()
        raise TimeoutError(self.address)

    def workers(self) -> list[int]:
        """Return the processes that answer."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def stop(self) -> None:
        """Stop it with all its workers."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


@contextmanager
def served(database: str) -> Iterator[Server]:
    """Serve a database, and stop in the end."""
    server = Server(database)
    try:
        yield server
    finally:
        server.stop()


def postgres_programs() -> Path | None:
    """Return the folder with the programs of PostgreSQL; Debian keeps them off the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    return next((f for f in folders if (f / "initdb").exists()), Path(found).parent if found else None)


class Postgres:
    """A PostgreSQL with its own folder, which can be started again."""

    def __init__(self, programs: Path, folder: Path) -> None:
        """Make the database and start it."""
        self._programs, self._data, self._sockets = programs, folder / "data", folder
        # PostgreSQL refuses to run as root; Debian makes a user for it.
        self._user: dict[str, Any] = {"user": "postgres"} if os.geteuid() == 0 else {}
        if self._user:
            shutil.chown(folder, "postgres")
        self.port = free_port()
        self._run("initdb", "-D", str(self._data), "-U", "gm100", "--auth=trust", "-N")
        self.start()
        self.address = f"postgresql+psycopg://gm100@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -k {self._sockets} -h 127.0.0.1"
        self._run("pg_ctl", "-D", str(self._data), "-w", "-l", str(self._sockets / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once; anyone who is connected is cut off."""
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *args: str) -> None:
        command = [str(self._programs / program), *args]
        # What it starts keeps its streams, so that a pipe would never end.
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._user)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Run a PostgreSQL, and remove it in the end."""
    programs = postgres_programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="gm100-"))
    try:
        server = Postgres(programs, folder)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)
