"""
Fuzz every reader, guided by the branches that an input reaches: only errors of gm100 may escape.

    pip install -e '.[test,fuzz]'
    python tools/fuzz.py                            # 100,000 inputs for each format
    python tools/fuzz.py --inputs 1000000 yaml tables

Each format runs in its own process under limits of time and memory, from a corpus of documents that gm100 wrote.
An input that breaks a reader is left in the folder that is printed; put it among the traps of
`tests/serializers/test_fuzz.py` with the correction.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
import tempfile
import warnings
import zipfile
from contextlib import suppress
from pathlib import Path

MEGABYTES, SECONDS_AN_INPUT, LONGEST = 1024, 10, 4096


def main() -> int:
    """
    Fuzz the formats named, or all of them, and print how many inputs each has read.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*")
    parser.add_argument("--inputs", type=int, default=100_000, help="for each format")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)  # In the process of one format.
    args, rest = parser.parse_known_args()
    if args.one:
        fuzz_one(args.formats[0], rest)
    from gm100.serializers import FORMATS

    failed = [name for name in args.formats or FORMATS if not run(name, args.inputs)]
    print(f"broken: {', '.join(failed)}" if failed else "only errors of gm100 escaped")
    return bool(failed)


def run(name: str, inputs: int) -> bool:
    """
    Fuzz one format in its own process, print what came of it, and tell whether nothing broke.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    seeds = write_seeds(name, folder / "corpus")
    words = write_words(folder / "corpus", folder / "words")
    limits = [
        f"-dict={words}",
        f"-runs={inputs}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-timeout={SECONDS_AN_INPUT}",
    ]
    command = [sys.executable, __file__, "--one", name, *limits, f"-max_len={LONGEST}", "-seed=1"]
    command += ["-print_final_stats=1", f"-artifact_prefix={folder}/", str(folder / "corpus")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    runs = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    peak = re.search(r"peak_rss_mb:\s*(\d+)", done.stderr)
    kept = len(list((folder / "corpus").iterdir()))
    figures = f"{runs[1] if runs else '?':>8} runs, corpus {seeds} -> {kept}, peak {peak[1] if peak else '?'} MB"
    print(f"{name:10} {figures}{'' if done.returncode == 0 else f', BROKEN, see {folder}'}", flush=True)
    if done.returncode:
        (folder / "report.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    return done.returncode == 0


def write_seeds(name: str, folder: Path) -> int:
    """
    Write what gm100 makes of a few entities of each kind as the first corpus, and return how many there are.
    """
    import gm100
    from gm100.serializers import dumps

    folder.mkdir()
    items = (
        gm100.evaluations()[:2],
        gm100.regions()["35.03"],
        gm100.scorecards()["kominfo-2023-regular"],
        gm100.pillars()["governance"],
        gm100.memberships(region="35.03"),
    )
    for place, item in enumerate(items):
        with suppress(gm100.CannotHoldError):
            made = dumps(item, format=name)
            content = made if isinstance(made, bytes) else made.encode()
            (folder / f"seed-{place}").write_bytes(laid_open(content) if name == "tables" else content)
    return len(list(folder.iterdir()))


def laid_open(data: bytes) -> bytes:
    """
    Return the files of a zip one after another, to be mutated as they are: a damaged zip is refused by its sums.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\0".join(f"{name}\n".encode() + archive.read(name) for name in archive.namelist())


def zipped(data: bytes) -> bytes:
    """
    Return the zip of files that stand one after another.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in data.split(b"\0"):
            name, _, content = part.partition(b"\n")
            archive.writestr(zipfile.ZipInfo(name.decode("latin-1") or "x"), content)
    return made.getvalue()


def write_words(corpus: Path, file: Path) -> Path:
    """
    Write the words of the first corpus as the dictionary from which inputs are mutated.
    """
    texts = [seed.read_bytes() for seed in sorted(corpus.iterdir())]
    words = sorted({word.decode() for text in texts for word in re.findall(rb"[A-Za-z0-9_.:@-]{3,40}", text)})
    file.write_text("".join(f'"{word}"\n' for word in words), encoding="ascii")
    return file


def fuzz_one(name: str, options: list[str]) -> None:
    """
    Fuzz one format in this process; it ends with the process.
    """
    import atheris

    def read(data: bytes) -> None:
        if name == "tables":
            data = zipped(data)
        for read in (loads, loads_lenient):
            with suppress(Gm100Error):
                read(data, format=name, limits=limits)

    with atheris.instrument_imports(include=["gm100", "json", "tomllib", "yaml", "csv"]):
        from gm100 import model
        from gm100.errors import Gm100Error
        from gm100.serializers import Limits, loads, loads_lenient

        limits = Limits(size=1_000_000, depth=20, issues=20)
        for noun in dir(model):
            getattr(model, noun)
        for seed in Path(options[-1]).iterdir():  # What a reader imports late is imported here, and so instrumented.
            read(seed.read_bytes())

    warnings.simplefilter("ignore")  # Of zipfile, when two files of a zip have one name.
    atheris.Setup([sys.argv[0], *options], read)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
