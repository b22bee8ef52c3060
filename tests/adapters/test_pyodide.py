"""
gm100 in the Python of browsers: the same figures, in Node and in the page that the docs show.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import chromium
import pytest

import gm100

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "in-the-browser.md"
pytestmark = [pytest.mark.npm, pytest.mark.release]
PROGRAM = """
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
const python = await loadPyodide();
python.unpackArchive(new Uint8Array(readFileSync("gm100.pyz")), "zip");
console.log(python.runPython(`
  import json, gm100
  card = gm100.scorecards()["kominfo-2023-regular"]
  ranking = gm100.rank(gm100.evaluations(scorecard=card), card)
  json.dumps([ranking.to_rows(), ranking.reproduced, gm100.regions().resolve("Pemkab Trenggalek").code], default=str)
`));
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Pyodide and `gm100.pyz`."""
    for needed in ("build", "hatchling"):
        pytest.importorskip(needed)
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    made = tmp_path_factory.mktemp("pyodide")
    (made / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    if subprocess.run([npm, "install", "pyodide@314"], cwd=made, capture_output=True, check=False).returncode:
        pytest.skip("the packages of npm cannot be had")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(made), str(ROOT)]
    subprocess.run(build, capture_output=True, check=True)
    (wheel,) = made.glob("*.whl")
    subprocess.run([sys.executable, ROOT / "tools" / "build_pyz.py", wheel], capture_output=True, check=True)
    return made


def test_the_figures_are_the_same(folder: Path) -> None:
    """Every index and rank of 2023 comes out as it does here."""
    (folder / "rank.mjs").write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run(["node", "rank.mjs"], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S607 - found on the path, as a user's.
    assert done.returncode == 0, done.stderr[-2000:]
    card = gm100.scorecards()["kominfo-2023-regular"]
    ranking = gm100.rank(gm100.evaluations(scorecard=card), card)
    rows, reproduced, code = json.loads(done.stdout)
    assert rows == json.loads(json.dumps(ranking.to_rows(), default=str))
    assert (len(rows), reproduced, code) == (72, 72, "35.03")


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Where the folder is served with the page of the docs as its index."""
    (page,) = re.findall(r"^```html\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (folder / "index.html").write_text(page, encoding="utf-8")
    shutil.copytree(folder / "node_modules" / "pyodide", folder / "pyodide")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.chromium
@pytest.mark.skipif(chromium.BINARY is None, reason="Chromium is not installed")
def test_the_page_of_the_docs_shows_the_ranking(address: str, tmp_path: Path) -> None:
    """As it is on the page, in Chromium, and nothing complains."""
    shown = """(async () => {
      const text = () => document.getElementById("ranking")?.textContent ?? "one moment";
      for (let n = 0; n < 600 && text() === "one moment"; n++) await new Promise((done) => setTimeout(done, 200));
      return text();
    })()"""
    with chromium.browser(tmp_path) as tab:
        tab.ask("Page.navigate", url=address)
        while tab.run("document.readyState") != "complete":
            pass
        lines = tab.run(shown).splitlines()
        complaints = [each for each in tab.complaints if "favicon" not in each]
    assert (lines[0], len(lines)) == ("1  Kota Bandung  3.83", 72)
    assert complaints == []
