"""
Files are written as the best writers do it: whole, through links, with the mode and the owner they had.
"""

from __future__ import annotations

import io
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import gm100
from gm100.cli import main
from gm100.serializers import dump, iter_dump, iter_load, load

SRC = Path(__file__).resolve().parents[2] / "src"
REGION = gm100.regions()["35.03"]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def gm(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command line in its own process."""
    return subprocess.run(
        [sys.executable, "-m", "gm100", *arguments],
        env=os.environ | {"PYTHONPATH": str(SRC)},
        text=True,
        check=False,
        timeout=60,
        **{"capture_output": "stdout" not in options} | options,
    )


@pytest.fixture(name="region_file")
def _region_file(tmp_path: Path) -> str:
    file = tmp_path / "in.json"
    dump(REGION, file)
    return str(file)


@pytest.fixture(name="nobody")
def _nobody(tmp_path: Path) -> Iterator[Path]:
    """A folder, looked at by a user without privileges."""
    folder = tmp_path / "folder"
    folder.mkdir()
    if os.name == "nt" or os.geteuid() != 0:
        yield folder
        return
    for above in (folder, *folder.parents):
        if not above.stat().st_mode & stat.S_IXOTH:
            above.chmod(0o755)
    os.chown(folder, 65534, 65534)
    os.seteuid(65534)
    try:
        yield folder
    finally:
        os.seteuid(0)


@posix
class TestWhatTheOldFileWas:
    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
    def test_the_mode_stays(self, tmp_path: Path, mode: int) -> None:
        """A file that only its owner may read is not opened to all by being written again."""
        file = tmp_path / "a.json"
        file.touch()
        file.chmod(mode)
        dump(REGION, file)
        assert stat.S_IMODE(file.stat().st_mode) == mode
        assert load(file) == REGION

    def test_a_new_file_has_the_mode_of_the_process(self, tmp_path: Path) -> None:
        """What the umask leaves."""
        old = os.umask(0o027)
        try:
            dump(REGION, tmp_path / "a.json")
        finally:
            os.umask(old)
        assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o640

    def test_the_owner_stays(self, tmp_path: Path) -> None:
        """Root writes the file of somebody else, and it stays theirs; who is not root has no such file."""
        file = tmp_path / "a.json"
        file.touch()
        if os.geteuid() == 0:
            os.chown(file, 12345, 23456)
        before = file.stat()
        dump(REGION, file)
        assert (file.stat().st_uid, file.stat().st_gid) == (before.st_uid, before.st_gid)

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        """Its target is written, also where there is none yet."""
        (tmp_path / "deep").mkdir()
        for name in ("there.json", "new.json"):
            link, target = tmp_path / f"link-{name}", tmp_path / "deep" / name
            link.symlink_to(Path("deep") / name)
            dump(REGION, link)
            assert link.is_symlink()
            assert load(target) == load(link) == REGION

    def test_hard_links_stay_one_file(self, tmp_path: Path) -> None:
        """Both names show the new content."""
        file, other = tmp_path / "a.json", tmp_path / "b.json"
        dump(gm100.pillars()["governance"], file)
        os.link(file, other)
        dump(REGION, file)
        assert file.samefile(other)
        assert load(other) == REGION

    def test_rights_that_cannot_be_copied_stay(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """On Windows the file itself stays, and with it its access control list; only its bytes are new."""
        monkeypatch.setattr("gm100.serializers.document.atomic._COPIES_RIGHTS", False)
        file = tmp_path / "x.json"
        gm100.dump(gm100.Person(name="Ayu Lestari"), file)
        before = file.stat().st_ino
        gm100.dump(gm100.Person(name="Budi"), file)
        assert (file.stat().st_ino, gm100.load(file, gm100.Person).name) == (before, "Budi")
        assert [each.name for each in tmp_path.iterdir()] == ["x.json"]

    def test_a_full_disk_leaves_the_content_of_hard_links(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The old bytes are put back where the new ones could not be written."""
        file = tmp_path / "a.json"
        dump(gm100.pillars()["governance"], file)
        os.link(file, tmp_path / "b.json")
        calls: list[int] = []

        def full(descriptor: int) -> None:
            calls.append(descriptor)
            if len(calls) == 2:  # The first keeps the old content, the second writes the new one.
                raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(OSError, match=r"No space left on device: .*a\.json"):
            dump(REGION, file)
        assert load(file) == gm100.pillars()["governance"]

    def test_attributes_stay(self, tmp_path: Path) -> None:
        """Extended attributes, and so the access lists of Linux, come with the file."""
        file = tmp_path / "a.json"
        file.touch()
        try:
            os.setxattr(file, "user.gm100", b"x")
        except (AttributeError, OSError):
            pytest.skip("this file system has no extended attributes")
        dump(REGION, file)
        assert os.getxattr(file, "user.gm100") == b"x"


@posix
class TestNoRegularFile:
    def test_a_device_stays_a_device(self, region_file: str) -> None:
        """Anyone who is root does not lose `/dev/null`."""
        dump(REGION, "/dev/null", format="json")
        assert gm("convert", region_file, "/dev/null", "--to", "json").returncode == 0
        assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)

    def test_a_pipe_is_written(self, tmp_path: Path) -> None:
        """Its reader gets the document, and the pipe is still there."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        read: list[bytes] = []
        reader = Thread(target=lambda: read.append(pipe.read_bytes()))
        reader.start()
        dump(REGION, pipe, format="json")
        reader.join(10)
        assert gm100.loads(read[0]) == REGION
        assert stat.S_ISFIFO(pipe.stat().st_mode)

    def test_dev_stdout_is_standard_output(self, tmp_path: Path, region_file: str) -> None:
        """What is in the file before and after stays there."""
        file = tmp_path / "out.txt"
        with file.open("w+") as stream:
            stream.write("before\n")
            stream.flush()
            gm("convert", region_file, "/dev/stdout", "--to", "json", stdout=stream)
            stream.seek(0, os.SEEK_END)
            stream.write("after\n")
        text = file.read_text(encoding="utf-8")
        assert text.startswith("before\n{")
        assert text.endswith("}\nafter\n")

    def test_a_pipe_is_read_up_to_the_limit(self, tmp_path: Path) -> None:
        """Not all of it is taken in first."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        fed: list[str] = []

        def feed() -> None:
            with suppress(BrokenPipeError), pipe.open("wb", buffering=0) as stream:
                for _ in range(1_000):
                    stream.write(b" " * 100_000)
                fed.append("everything")

        writer = Thread(target=feed)
        writer.start()
        with pytest.raises(gm100.DocumentError, match="more than the limit of 1000"):
            load(pipe, format="json", limits=gm100.serializers.LIMITS._replace(size=1_000))
        writer.join(10)
        assert (writer.is_alive(), fed) == (False, [])


class TestDrafts:
    def test_a_long_name_can_be_written(self, tmp_path: Path) -> None:
        """A name may take all the bytes that the file system has for it."""
        file = tmp_path / f"{'x' * 250}.json"
        dump(REGION, file)
        assert load(file) == REGION

    @posix
    def test_drafts_of_a_killed_process_are_swept(self, tmp_path: Path) -> None:
        """The next writing of the same target removes them; those of other targets and of the living stay."""
        program = (
            "import sys, time; from gm100.serializers.document.atomic import replacing\n"
            "with replacing(sys.argv[1]) as stream:\n"
            "    stream.write(b'x'); stream.flush(); print('ready', flush=True); time.sleep(60)\n"
        )
        dead, alive = (
            subprocess.Popen(
                [sys.executable, "-c", program, str(tmp_path / name)],
                env=os.environ | {"PYTHONPATH": str(SRC)},
                stdout=subprocess.PIPE,
            )
            for name in ("a.json", "a.json")
        )
        for process in (dead, alive):
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
        dead.send_signal(signal.SIGKILL)
        dead.communicate()
        assert len(list(tmp_path.iterdir())) == 2
        dump(REGION, tmp_path / "b.json")
        assert len(list(tmp_path.iterdir())) == 3
        dump(REGION, tmp_path / "a.json")
        assert len(list(tmp_path.iterdir())) == 3
        alive.kill()
        alive.communicate()
        dump(REGION, tmp_path / "a.json")
        assert sorted(file.name for file in tmp_path.iterdir()) == ["a.json", "b.json"]

    def test_an_error_in_the_middle_leaves_the_old_file(self, tmp_path: Path) -> None:
        """An iterator that fails after a thousand rows has written none."""
        file = tmp_path / "a.jsonl"
        dump(REGION, file)

        def broken() -> Iterator[Any]:
            yield from [REGION] * 1_000
            raise LookupError

        with pytest.raises(LookupError):
            iter_dump(broken(), file)
        assert list(iter_load(file)) == [REGION]
        assert list(tmp_path.iterdir()) == [file]

    def test_a_folder_of_tables_goes_where_a_link_leads(self, tmp_path: Path) -> None:
        """An empty folder is filled, a full one refused."""
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to("real")
        dump(REGION, tmp_path / "link", format="tables")
        assert load(tmp_path / "real") == REGION
        with pytest.raises(FileExistsError, match=r"remove it first: .*link"):
            dump(REGION, tmp_path / "link", format="tables")
        assert sorted(file.name for file in tmp_path.iterdir()) == ["link", "real"]


class TestErrorsNameThePath:
    @pytest.mark.parametrize(
        ("out", "expected"),
        [
            ("missing/a.json", "missing/a.json: No such file or directory\n"),
            (".", ".: this is a folder; give the name of a file\n"),
            ("new/", "new/: this is a folder; give the name of a file\n"),
            (
                "",
                ("1 problem, nothing was done\n  path: got '', expected the path of a file, such as 'dossier.json'\n"),
            ),
        ],
    )
    def test_of_a_file_that_cannot_be(  # noqa: PLR0913, PLR0917 - fixtures are asked for by name
        self,
        out: str,
        expected: str,
        region_file: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """One line with the path as it was typed, and exit code 2."""
        monkeypatch.chdir(tmp_path)
        assert main(["convert", region_file, out, "--to", "json"]) == 2
        assert capsys.readouterr().err == expected

    @pytest.mark.parametrize("out", ["", "-"])
    def test_of_what_is_read(self, out: str, capsys: pytest.CaptureFixture[str]) -> None:
        """A blank path, and standard input without a format."""
        assert main(["convert", out, "x.json"]) == 2
        assert "None" not in capsys.readouterr().err

    @posix
    def test_of_a_file_that_may_not_be_written(self, nobody: Path) -> None:
        """A read-only file stays, and so does a folder that takes no new file."""
        file = nobody / "a.json"
        dump(REGION, file)
        file.chmod(0o444)
        with pytest.raises(PermissionError) as caught:
            dump(gm100.pillars()["governance"], file)
        assert caught.value.filename == str(file)
        nobody.chmod(0o555)
        with pytest.raises(PermissionError) as caught:
            dump(REGION, nobody / "b.json")
        assert caught.value.filename == str(nobody / "b.json")
        assert load(file) == REGION

    @posix
    def test_a_file_that_may_be_written_in_a_folder_that_may_not(self, nobody: Path) -> None:
        """Its bytes are replaced."""
        file = nobody / "a.json"
        file.touch()
        nobody.chmod(0o555)
        dump(REGION, file)
        assert load(file) == REGION

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
    @pytest.mark.parametrize("arguments", [["scorecards"], ["convert", "IN", "-", "--to", "json"]])
    def test_of_a_full_disk_behind_standard_output(self, arguments: list[str], region_file: str) -> None:
        """It is named, and Python does not complain once more at exit."""
        with Path("/dev/full").open("w") as full:
            done = gm(*[region_file if a == "IN" else a for a in arguments], stdout=full, stderr=subprocess.PIPE)
        assert (done.returncode, done.stderr) == (2, "standard output: No space left on device\n")

    @posix
    @pytest.mark.slow
    def test_ctrl_c_is_one_line(self) -> None:
        """No traceback, and the exit code of an interrupted program."""
        process = subprocess.Popen(
            [sys.executable, "-m", "gm100", "region", "--file", "-"],
            env=os.environ | {"PYTHONPATH": str(SRC)},
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None
        assert process.stderr is not None
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(3)
        process.send_signal(signal.SIGINT)
        assert (process.wait(10), process.stderr.read()) == (130, "interrupted\n")
        process.stdin.close()
        process.stderr.close()


class TestStandardStreams:
    def test_a_document_goes_through(self, region_file: str) -> None:
        """`-` is standard input and standard output."""
        text = Path(region_file).read_text(encoding="utf-8")
        done = gm("convert", "-", "-", "--from", "json", "--to", "yaml", input=text)
        assert (done.returncode, done.stderr) == (0, "")
        assert gm100.loads(done.stdout, format="yaml") == REGION

    @pytest.mark.parametrize("command", ["check", "timeline", "report"])
    def test_a_dossier_is_read_from_it(
        self, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """As JSON, by each command that takes a dossier; a page goes to standard output as well."""
        dossier = gm100.dumps(gm100.dossiers()["35.03"]).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(dossier)))
        assert main([command, "-", *(["--out", "-"] if command == "report" else [])]) in {0, 1}
        assert "Trenggalek" in capsys.readouterr().out or command != "report"

    def test_tables_and_scorecards_are_read_from_it(self, tmp_path: Path) -> None:
        """`score` takes the table from it, or the scorecard."""
        card = gm100.dumps(gm100.Scorecard(id="mine", root=gm100.Group("index", children=(gm100.Indicator("a"),))))
        table = "code,a\nx,1\ny,2\n"
        (tmp_path / "card.json").write_text(card, encoding="utf-8")
        (tmp_path / "table.csv").write_text(table, encoding="utf-8")
        one = gm("score", "-", "--scorecard", str(tmp_path / "card.json"), input=table)
        other = gm("score", str(tmp_path / "table.csv"), "--scorecard", "-", input=card)
        assert one.stdout == other.stdout != ""

    def test_a_stream_is_a_place_in_python_too(self) -> None:
        """`load` and `dump` take an open binary stream, and leave it open."""
        stream = io.BytesIO()
        dump(REGION, stream, format="json")
        stream.seek(0)
        assert load(stream, format="json") == REGION
        assert not stream.closed
