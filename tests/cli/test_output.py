"""Where an answer goes and how it is written: files, colour, width, encoding, closed pipes."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from qaim_cli.cli import terminal
from tests.support.programs import python


def test_an_answer_goes_into_a_file_whose_ending_chooses_the_format(qaim, tmp_path, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    for ending, start in {
        "json": "[", "jsonl": "{", "ndjson": "{", "csv": "id,", "md": "**", "markdown": "**",
        "txt": "Al-Qa'im", "svg": "<svg", "html": "<!DOCTYPE html>", "htm": "<!DOCTYPE html>",
    }.items():  # fmt: skip
        path = tmp_path / f"answer.{ending}"
        result = qaim("list", "-o", str(path))
        assert (result.status, result.out, result.err) == (0, "", "")
        assert path.read_text("utf-8").startswith(start)
        assert "\x1b" not in path.read_text("utf-8")
    plain = tmp_path / "answer"
    qaim("list", "-o", str(plain))
    assert plain.read_text("utf-8").startswith("Al-Qa'im")
    qaim("list", "-o", str(plain), "-f", "csv")
    assert plain.read_text("utf-8").startswith("id,")
    assert qaim("list", "-o", "-", "-f", "csv").out.startswith("id,")


def test_a_store_is_never_overwritten(qaim, store, tmp_path):
    path = store("title: Mine")
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    for target in (path, str(link)):
        result = qaim("list", "--file", path, "-o", target, "-f", "json")
        assert (
            result.err
            == f"qaim: {target!r} is a timeline that is being read; write somewhere else\n"
        )
        assert result.status == 2
    assert Path(path).read_text() == "title: Mine"


def test_a_file_that_cannot_be_written_is_one_line(qaim, tmp_path):
    result = qaim("list", "-o", str(tmp_path / "no" / "such.json"))
    assert result.status == 2
    assert result.err == (
        f"qaim: '{tmp_path}/no/such.json' cannot be written: no such file or directory; "
        "choose another place with -o\n"
    )
    assert qaim("list", "-o", str(tmp_path)).status == 2


@pytest.mark.parametrize(
    ("environment", "arguments", "coloured"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
        ({"FORCE_COLOR": "1"}, ["--color", "auto"], True),
    ],
)
def test_colour_follows_the_option_then_the_environment(
    qaim, monkeypatch, environment, arguments, coloured
):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in qaim("list", *arguments).out) is coloured


def test_width_follows_the_option_then_the_environment_then_80(qaim, monkeypatch):
    def widest(*arguments):
        return max(map(len, qaim("list", *arguments).out.splitlines()))

    assert 70 < widest() <= 80
    monkeypatch.setenv("COLUMNS", "50")
    assert 40 < widest() <= 50
    monkeypatch.setenv("COLUMNS", "many")
    assert 70 < widest() <= 80
    assert 100 < widest("--width", "120") <= 120
    assert widest("--width", "1") <= 20


def test_an_output_without_unicode_is_drawn_in_ascii_and_loses_no_answer(qaim):
    assert qaim("timeline", "--ascii").out.isascii()
    assert qaim("timeline", encoding="ascii").out == qaim("timeline", "--ascii").out
    assert "Native name" in qaim("infobox", encoding="ascii").out
    assert "?" in qaim("infobox", encoding="latin-1").out


def test_an_unknown_encoding_counts_as_one_without_unicode(monkeypatch):
    class Stream:
        encoding = "no-such-encoding"

    monkeypatch.setattr(sys, "stdout", Stream())
    assert not terminal.supports_unicode()


def test_a_closed_pipe_stops_the_work(monkeypatch):
    asked = []

    def pieces():
        for number in range(1000):
            asked.append(number)
            yield "x"

    class Closed(io.StringIO):
        def write(self, text):
            if len(asked) == 3:
                raise BrokenPipeError
            return super().write(text)

    monkeypatch.setattr(sys, "stdout", Closed())
    with pytest.raises(BrokenPipeError):
        terminal.write_paged(pieces())
    assert asked == [0, 1, 2]


def test_a_plain_stream_is_written_to_as_it_is(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    terminal.write_stdout(["a", "b"], encoding="utf-8")
    assert stream.getvalue() == "ab"


def test_data_is_utf_8_wherever_it_goes(clean_environment):
    environment = {**clean_environment, "PYTHONIOENCODING": "ascii"}
    assert "القائم" in python("infobox", "-f", "json", env=environment).stdout


def test_text_that_is_no_unicode_reaches_a_file(clean_environment, tmp_path):
    out = tmp_path / "o.md"
    word = b"drone \xff".decode("utf-8", "surrogateescape")
    assert python("list", "-k", word, "-o", str(out), env=clean_environment).returncode == 0
    assert out.read_text("utf-8").startswith("**Al-Qa'im")
