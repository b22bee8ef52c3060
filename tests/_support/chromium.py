"""
A headless Chromium that opens a page and answers questions about it, over the pipe of its debugging protocol.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

BINARY = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """One tab, and what it complained about."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands = commands
        self._answers = answers
        self._rest = b""
        self._count = 0
        self._session: str | None = None
        self.complaints: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> Any:
        """Send a command and return its result."""
        answer = self._answer(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def _answer(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """Send a command and return its answer; what happens meanwhile is noted."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._count:
            self._note(answer)
        return answer

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._answers, 1 << 20)
            assert more, "the browser has gone"
            self._rest += more
        first, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(first)
        return found

    def _note(self, event: dict[str, Any]) -> None:
        kinds = {
            "Runtime.exceptionThrown",
            "Runtime.consoleAPICalled",
            "Log.entryAdded",
            "Page.javascriptDialogOpening",
        }
        if event.get("method") in kinds:
            self.complaints.append(json.dumps(event["params"])[:500])

    def open(self, page: Path | str, width: int, *, dark: bool = False) -> None:
        """Open a file or an address in a window of a width, and wait until it is loaded."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        scheme = "dark" if dark else "light"
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.ask("Page.navigate", url=page if isinstance(page, str) else page.as_uri())
        while self.run("document.readyState") != "complete":
            pass

    def run(self, program: str) -> Any:
        """Run a program in the page and return its value."""
        asked = {"expression": program, "awaitPromise": True, "returnByValue": True}
        for _ in range(10):
            answer = self._answer("Runtime.evaluate", asked)
            if "error" not in answer:
                break  # Otherwise the page was left while it was asked, and the next one answers.
        assert "error" not in answer, answer
        assert "exceptionDetails" not in answer["result"], answer
        return answer["result"]["result"].get("value")

    def barriers(self) -> list[str]:
        """What axe finds on the page that is open; its program is put into the page by the test alone."""
        found = find_spec("axe_core_python")
        assert found is not None
        assert found.origin is not None
        self.run((Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8") + ";0")
        asked = "axe.run(document,{resultTypes:['violations']})"
        listed: list[str] = self.run(f"{asked}.then(r=>r.violations.map(v=>v.id+': '+v.nodes[0].html))")
        return listed

    def overflow(self) -> int:
        """How many pixels the page is wider than its window."""
        wider: int = self.run("document.documentElement.scrollWidth - window.innerWidth")
        return wider

    def picture(self) -> bytes:
        """The whole page as PNG."""
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=True)
        return base64.b64decode(shot["data"])

    def print(self) -> bytes:
        """The page as PDF, on the paper it asks for."""
        return base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Start your own browser and end it."""
    their_in, our_out = os.pipe()
    our_in, their_out = os.pipe()
    options = ["--headless", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--disable-dev-shm-usage"]
    options += ["--disable-background-networking", "--remote-debugging-pipe", f"--user-data-dir={folder / 'profile'}"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium refuses to start as root with it.
    quiet = os.open(os.devnull, os.O_WRONLY)
    # Chromium reads commands from descriptor 3 and answers on 4; high numbers first, so that no copy overwrites one.
    moves = [(os.POSIX_SPAWN_DUP2, their_in, 63), (os.POSIX_SPAWN_DUP2, their_out, 64)]
    moves += [(os.POSIX_SPAWN_DUP2, 63, 3), (os.POSIX_SPAWN_DUP2, 64, 4), (os.POSIX_SPAWN_DUP2, quiet, 2)]
    pid = os.posix_spawn(str(BINARY), [str(BINARY), *options], os.environ, file_actions=moves)
    for end in (their_in, their_out, quiet):
        os.close(end)
    try:
        yield Browser(our_out, our_in)
    finally:
        os.close(our_out)
        os.close(our_in)
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
