"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

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
