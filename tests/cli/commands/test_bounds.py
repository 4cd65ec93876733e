"""`qaim bounds`: dates, a line each, as day numbers."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys

import pytest

from qaim_cli.cli import process_pool
from qaim_cli.cli.commands import bounds
from qaim_cli.inputs import iter_line_blocks
from tests.support.random_questions import QuestionWriter

DAY = "\t".join(["731688"] * 8 + ["0"] + ["731688"] * 2 + ["0"])


@pytest.fixture
def dates(tmp_path):
    def write(text: str | bytes) -> str:
        path = tmp_path / "dates.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def run_filter(text: str, *arguments: str, environment: dict[str, str]):
    command = [sys.executable, "-m", "qaim_cli", "bounds", *arguments]
    return subprocess.run(
        command, input=text, capture_output=True, text=True, check=False, env=environment
    )


def test_each_line_gives_a_row_of_day_numbers(qaim, dates):
    result = qaim("bounds", dates("2004-04-17\n17 April 2004\n"))
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "date\tedtf\tearliest_start\tlatest_start\tearliest_end\tlatest_end\tpossible_from\t"
        "possible_to\tsurely_by\tsurely_from\tvagueness\tday_first\tday_last\tpart_count\n"
        f"2004-04-17\t2004-04-17\t{DAY}\n17 April 2004\t2004-04-17\t{DAY}\n"
    )


def test_a_line_that_is_no_date_is_an_error_and_the_others_go_on(qaim, dates):
    path = dates("2004-02-30\n\n2004-04-17\n04/05/2004")
    result = qaim("bounds", path, "--no-header")
    assert result.status == 1
    assert result.out == (
        f"2004-02-30{12 * chr(9)}\t\n{13 * chr(9)}\n2004-04-17\t2004-04-17\t{DAY}\n"
        f"04/05/2004{13 * chr(9)}\n"
    )
    first, second = result.err.splitlines()
    assert first.startswith(f"qaim: {path}:1: ")
    assert second == (
        f"qaim: {path}:4: '04/05/2004' can be read two ways: 4 May 2004 or 5 April 2004; "
        "write 2004-05-04 or 2004-04-05"
    )


def test_json_lines_have_the_parts_of_sets_and_the_errors(qaim, dates):
    rows = qaim("bounds", dates("{2004,2010}\nno date\n\n"), "-f", "jsonl").out.splitlines()
    several, wrong, empty = map(json.loads, rows)
    assert [part["day_first"] for part in several["parts"]] == [731581, 733773]
    assert wrong["date"] == "no date"
    assert "no date" in wrong["error"]
    assert empty == {"date": "", "error": None}


def test_a_calendar_and_a_tolerance_may_be_given(qaim, dates):
    path = dates("1500-01-01\n2004~\n")
    plain, gregorian = (
        qaim("bounds", path, "--no-header", *how).out.splitlines()
        for how in ([], ["--calendar", "gregorian", "--about", "25 years"])
    )
    assert int(plain[0].split("\t")[2]) - int(gregorian[0].split("\t")[2]) == 9
    assert int(plain[1].split("\t")[2]) - int(gregorian[1].split("\t")[2]) > 24 * 365


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--calendar", "maya"], 2, "there is no calendar 'maya'; write historical, gregorian or "
         "julian"),
        (["--about", "much"], 2, "'much' is not a length of time; write 3 days, 1 month or 25 "
         "years"),
        (["nowhere.txt"], 3, "there is no file 'nowhere.txt'; name a file of dates"),
        (["."], 3, "'.' is a folder; name a file in it"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_an_error(qaim, tmp_path, monkeypatch, arguments, status, message):
    monkeypatch.chdir(tmp_path)
    result = qaim("bounds", *arguments)
    assert (result.status, result.err) == (status, f"qaim: {message}\n")


def test_bytes_that_are_no_text_are_no_date(qaim, dates):
    result = qaim("bounds", dates(b"\xff\xfe\x00\x1b[2J\n2004\n"), "--no-header")
    assert result.status == 1
    assert "\x1b" not in result.out + result.err
    assert result.out.count("\n") == 2


def test_a_long_line_is_cut_and_the_next_is_read(qaim, dates):
    result = qaim("bounds", dates("x" * 300_000 + "\n2004-04-17\n"), "--no-header")
    assert result.out.splitlines()[1] == f"2004-04-17\t2004-04-17\t{DAY}"
    assert "is too long for a date" in result.err
    assert len(result.err) < 200


def test_lines_are_cut_wherever_the_pieces_end():
    class Pieces(io.BytesIO):
        def read1(self, _=-1):
            return super().read(5)

    text = b"1234567890123\nab\n\nabcdefghijklmnop\nz"
    found = b"".join(iter_line_blocks(Pieces(text), max_line_bytes=8))
    assert found == b"12345678\nab\n\nabcdefgh\nz\n"


def test_the_rows_of_many_lines_are_those_of_one_core(qaim, dates, monkeypatch):
    writer = QuestionWriter(5)
    made = [event.edtf for event in writer.make_timeline(60).events]
    path = dates("\n".join(made * 600 + ["no date"]) + "\n")
    many = qaim("bounds", path)
    assert f"{path}:36001: " in many.err
    monkeypatch.setattr(process_pool, "_count_cores", lambda: 1)
    assert many == qaim("bounds", path)
    assert many.out.count("\n") == 36_002


def test_a_filter_answers_line_by_line(clean_environment):
    command = [sys.executable, "-m", "qaim_cli", "bounds", "--no-header"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=clean_environment
    ) as process:
        for _ in range(5):
            process.stdin.write(b"2004-04-17\n")
            process.stdin.flush()
            assert process.stdout.readline() == f"2004-04-17\t2004-04-17\t{DAY}\n".encode()
        process.stdin.close()
        assert process.wait() == 0


def test_ctrl_c_is_silent(clean_environment, tmp_path):
    command = [sys.executable, "-m", "qaim_cli", "bounds"]
    lines = 36_000  # enough for other processes to be started
    rows = tmp_path / "rows.tsv"
    with rows.open("wb") as out, subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.PIPE,
        env=clean_environment, start_new_session=True,
    ) as process:  # fmt: skip
        process.stdin.write(b"2004-04-17\n" * lines)
        process.stdin.flush()
        while rows.read_bytes().count(b"\n") <= lines:
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == b""


def test_ctrl_c_waits_while_work_is_handed_out(monkeypatch):
    steps = []
    monkeypatch.setattr(signal, "pthread_sigmask", lambda *change: steps.append(change))
    with process_pool._hold_interrupts():
        steps.append("handed out")
    held = {signal.SIGINT}
    assert steps == [(signal.SIG_BLOCK, held), "handed out", (signal.SIG_UNBLOCK, held)]


def test_work_is_handed_out_where_signals_cannot_be_held_back(monkeypatch):
    monkeypatch.delattr(signal, "pthread_sigmask")
    with process_pool._hold_interrupts():
        answer = 7
    assert answer == 7


def test_a_closed_pipe_is_silent(clean_environment, dates):
    path = dates("2004-04-17\n" * 60_000)
    command = [sys.executable, "-m", "qaim_cli", "bounds", path]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean_environment
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.wait() == 141
        assert process.stderr.read() == b""


def test_processes_for_the_work_leave_ctrl_c_to_the_first(monkeypatch):
    set_to = []
    monkeypatch.setattr(signal, "signal", lambda *handler: set_to.append(handler))
    process_pool._ignore_interrupts()
    assert set_to == [(signal.SIGINT, signal.SIG_IGN)]


def test_cores_are_counted_where_a_system_cannot_say_which_may_be_used(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert process_pool._count_cores() == 7


def test_where_a_system_cannot_tell_whether_input_waits_what_is_done_is_given(monkeypatch):
    def fail(*_):
        raise OSError

    monkeypatch.setattr(bounds.select, "select", fail)
    assert bounds._is_waiting(sys.stdin.buffer) is True


@pytest.mark.parametrize("content", ["", "\ufeff2004-04-17\r\n\r\n{2004,2010}\r\nMay 2004"])
def test_lines_end_as_any_system_ends_them(qaim, dates, content):
    result = qaim("bounds", dates(content), "--no-header")
    assert (result.status, result.err) == (0, "")
    assert "\r" not in result.out
    assert [row.split("\t")[1] for row in result.out.splitlines()] == (
        ["2004-04-17", "", "{2004,2010}", "2004-05"] if content else []
    )


def test_words_of_any_form_give_the_date_that_they_mean(qaim, dates):
    rows = qaim("bounds", dates("spring 2004\nbefore 1900\nc. May 2004\n"), "--no-header").out
    assert [row.split("\t")[1] for row in rows.splitlines()] == ["2004-21", "[..1899]", "2004-05~"]
