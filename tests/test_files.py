"""Files are written whole or not at all."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading

import pytest

from qaim_cli import files
from qaim_cli.files import write_atomically


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("before")
    path.chmod(0o640)
    write_atomically(str(path), ["af", "ter é"])
    assert path.read_text("utf-8") == "after é"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_new_file_has_the_usual_permissions(tmp_path):
    path = tmp_path / "a.txt"
    write_atomically(str(path), ["x"])
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real.txt").write_text("before")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_atomically(str(tmp_path / "link.txt"), ["after"])
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "after"


def test_when_the_text_ends_in_an_error_nothing_has_changed(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("before")

    def pieces():
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(str(path), pieces())
    assert path.read_text() == "before"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_long_name_and_a_name_without_a_folder_are_fine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_atomically("n" * 250, ["x"])
    assert os.listdir(tmp_path) == ["n" * 250]


@pytest.mark.parametrize("device", ["/dev/full", "/dev/zero", "/dev/null"])
@pytest.mark.parametrize("command", [["list", "--file"], ["check"], ["extract"]])
def test_a_device_is_not_read(qaim, device, command):
    if not os.path.exists(device):
        pytest.skip(f"there is no {device} here")
    result = qaim(*command, device)
    told = result.out if command == ["check"] else result.err
    assert result.status in (1, 3)
    assert "is neither a file nor a pipe" in told


def test_a_pipe_is_read_and_standard_input_whatever_it_is(tmp_path):
    from qaim_cli.inputs import read_input

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writing = threading.Thread(target=pipe.write_bytes, args=(b"title: T",))
    writing.start()
    assert read_input(str(pipe)) == b"title: T"
    writing.join()
    done = subprocess.run(
        [sys.executable, "-c",
         "from qaim_cli.inputs import read_input; print(read_input('/dev/stdin'))"],
        stdin=subprocess.DEVNULL, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout == b"b''\n"


def test_what_does_not_end_is_read_up_to_a_bound(qaim, store, monkeypatch):
    from qaim_cli import inputs

    monkeypatch.setattr(inputs, "MAX_INPUT_BYTES", 2**20)
    path = store("title: T\n" + "#" * 2**20)
    result = qaim("list", "--file", path)
    assert (result.status, result.out) == (3, "")
    assert result.err == f"qaim: {path!r} is larger than 1 MiB; split it into several files\n"
    with open(path) as text:
        monkeypatch.setattr(sys, "stdin", text)
        told = qaim("format", "-").err
    assert told == "qaim: <stdin> is larger than 1 MiB; split it into several files\n"


def test_a_writer_that_is_terminated_leaves_no_file_beside(tmp_path, clean_environment):
    script = (
        "import os, signal, sys\n"
        "from qaim_cli import files\n"
        "def pieces():\n"
        "    yield 'half'\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    yield 'never'\n"
        "files.write_atomically(sys.argv[1], pieces())\n"
    )
    path = tmp_path / "out.txt"
    path.write_text("before")
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], env=clean_environment, check=False
    )
    assert done.returncode == 128 + signal.SIGTERM
    assert [each.name for each in tmp_path.iterdir()] == ["out.txt"]
    assert path.read_text() == "before"


def test_a_handler_of_the_program_and_other_threads_are_left_alone(tmp_path):
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        write_atomically(str(tmp_path / "a"), ["x"])
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)
    thread = threading.Thread(target=write_atomically, args=(str(tmp_path / "b"), ["x"]))
    thread.start()
    thread.join()
    assert (tmp_path / "b").read_text() == "x"


KILLED_WRITER = """
import os, signal, sys
from qaim_cli.files import write_atomically

def pieces():
    yield "half"
    os.kill(os.getpid(), signal.SIGKILL)

write_atomically(sys.argv[1], pieces())
"""


@pytest.mark.skipif(os.name == "nt", reason="needs files that can be locked")
def test_what_a_killed_writer_leaves_goes_with_the_next_write(tmp_path, clean_environment):
    path = tmp_path / "a.txt"
    path.write_text("before")
    command = [sys.executable, "-c", KILLED_WRITER, str(path)]
    done = subprocess.run(command, env=clean_environment, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(os.listdir(tmp_path)) == 2
    write_atomically(str(tmp_path / "b.txt"), ["x"])
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b.txt"]
    assert path.read_text() == "before"


@pytest.mark.skipif(os.name == "nt", reason="needs files that can be locked")
def test_what_another_writer_is_at_stays_and_so_does_what_only_looks_so(tmp_path):
    (tmp_path / ".qaim-notes").write_text("mine")
    (tmp_path / ".qaim-12345678").symlink_to(".qaim-notes")
    (tmp_path / ".qaim-abcdefgh").mkdir()

    def pieces():
        write_atomically(str(tmp_path / "b.txt"), ["x"])
        yield "after"

    write_atomically(str(tmp_path / "a.txt"), pieces())
    assert (tmp_path / "a.txt").read_text() == "after"
    assert sorted(os.listdir(tmp_path)) == [
        ".qaim-12345678", ".qaim-abcdefgh", ".qaim-notes", "a.txt", "b.txt",
    ]  # fmt: skip


def test_a_temporary_file_that_is_taken_before_it_is_locked_is_made_anew(tmp_path, monkeypatch):
    taken = []

    def take(descriptor):
        for name in os.listdir(tmp_path) if not taken else ():
            taken.append(name)
            os.unlink(tmp_path / name)

    monkeypatch.setattr(files, "_lock_file", take)
    write_atomically(str(tmp_path / "a.txt"), ["x"])
    assert len(taken) == 1
    assert os.listdir(tmp_path) == ["a.txt"]
