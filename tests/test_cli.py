"""The command line through its real entry point: answers, errors, statuses, files and terminals."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from qaim_cli import __version__, cli
from qaim_cli.cli import app, commands, fast_args, terminal
from qaim_cli.cli.options import CommandOptions, OptionSpec, list_options

COMMANDS = list(commands.COMMAND_SUMMARIES)


@pytest.mark.parametrize("command", [*commands.READ_COMMANDS, "check"])
def test_every_command_answers_on_the_shipped_timeline(qaim, command):
    arguments = {
        "show": ["khan-built"], "explain": ["2004"], "check": ["--only", "single-source"],
    }.get(command, [])  # fmt: skip
    for format in ("table", "json", "jsonl", "csv", "md", "svg", "html"):
        result = qaim(command, *arguments, "-f", format)
        assert (result.status, result.err) == (0, "")
        assert result.out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_explains_itself(qaim, command, flag):
    result = qaim(command, flag)
    assert result.status == 0
    assert result.out.startswith(f"Usage: qaim {command} ")
    for example in commands.load_command(command).examples:
        assert example in result.out


def test_every_example_in_help_works(qaim, tmp_path, monkeypatch):
    import shlex

    monkeypatch.chdir(tmp_path)
    for command in commands.READ_COMMANDS:
        for example in commands.load_command(command).examples:
            result = qaim(*shlex.split(example)[1:])
            assert (result.status, result.err) == (0, ""), example


def test_alone_it_shows_what_it_can_do_and_three_examples(qaim):
    result = qaim()
    assert result.status == 0
    assert result.out == qaim("--help").out == qaim("-h").out
    for command in COMMANDS:
        assert f"  {command}" in result.out
    assert result.out.count("\n  qaim ") == 3


def test_the_overview_fits_a_narrow_terminal(qaim, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    for line in qaim().out.splitlines():
        assert len(line) <= 44, line
    assert "  list\n      events in a table" in qaim().out


def test_the_overview_is_also_typers_help(qaim):
    assert qaim("--color", "--help").status == 2
    assert qaim("--version", "--help").out == f"qaim {__version__}\n"


def test_the_version_is_said(qaim):
    assert qaim("--version").out == f"qaim {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lst"], "no such command 'lst'; did you mean list?"),
        (["zzzz"], "no such command 'zzzz'; see `qaim --help`"),
        (["--file", "x"], "no such option: --file; see `qaim --help`"),
        (["list", "--form", "x"], "no such option: --form; did you mean --format or --from?"),
        (["list", "--qq"], "no such option: --qq; see `qaim list --help`"),
        (["tags", "word"], "got unexpected extra argument (word); see `qaim tags --help`"),
        (["list", "-2004"], "'-2004' can be read two ways: not 2004, or a year BC; "
         "write 'not 2004' or date:-2004"),
        (["list", "drone", "-k"], "option '-k' requires an argument; see `qaim list --help`"),
        (["list", "--sure=1"], "option '--sure' does not take a value; see `qaim list --help`"),
        (["list", "drone", "-khan"], "'-khan' can be read two ways: not khan, or -k han; "
         "write 'not khan' or -k han"),
        (["list", "-drone"], "no option is called '-drone'; write 'not drone' to leave it out"),
        (["list", "-x"], "no such option: -x; see `qaim list --help`"),
        (["explain", "-264"], "no such option: -2; see `qaim explain --help`"),
        (["list", "--in", "-264"], "'-264' has a year of too few digits; "
         "write 264 BC, or -0264 for 265 BC"),
        (["list", "(drone"], "the bracket is never closed; add )\n  (drone\n  ^"),
        (["list", "--today", ""], "--today: the date is empty; "
         "write 2004, apr 2004, 17 April 2004 or 2003..2005"),
        (["list", "--limit", "0" * 12 + "9"], "--limit cannot be '0000000000009'; "
         "give a whole number from 1"),
        (["list", "-o", ""], "'' cannot be written: no such file or directory; "
         "choose another place with -o"),
        (["list", "--from"], "option '--from' requires an argument; see `qaim list --help`"),
        (["show"], "missing argument 'ID...'; see `qaim show --help`"),
        (["list", "--sort", "dat"], "--sort cannot be 'dat'; did you mean date?"),
        (["list", "--sort", "qq"], "--sort cannot be 'qq'; choose date, title or killed"),
        (["list", "-f", "jsn"], "--format cannot be 'jsn'; did you mean json or jsonl?"),
        (["list", "-n", "0"], "--limit cannot be '0'; give a whole number from 1"),
        (["list", "-n", "x"], "--limit cannot be 'x'; give a whole number from 1"),
        (["list", "--width", "-3"], "--width cannot be '-3'; give a whole number from 1 to 10,000"),
        (["list", "--sure", "--maybe"], "--sure and --maybe ask for opposites; choose one"),
        (["list", "--today", "2004"], "--today cannot be '2004'; give one day, as 2026-11-22"),
        (["list", "--today", "1 jan 44 BC"],
         "--today cannot be '1 jan 44 BC'; give one day, as 2026-11-22"),
        (["list", "-o", "x.pdf"], "'x.pdf': no format has the ending .pdf; end it in txt, svg, "
         "html, json, jsonl, csv, md, ndjson, markdown or htm, or give --format"),
        (["list", "-a", "marins"], "there is no actor 'marins'; did you mean Marines, "
         "US Marines or U.S. Marines?"),
        (["list", "--from", "04/05/2004"], "'04/05/2004' can be read two ways: 4 May 2004 "
         "or 5 April 2004; write 2004-05-04 or 2004-04-05"),
    ],
)  # fmt: skip
def test_a_wrong_request_is_one_line_and_status_2(qaim, arguments, message):
    result = qaim(*arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err == f"qaim: {message}\n"


def test_an_unreadable_store_is_one_line_and_status_3(qaim, tmp_path):
    result = qaim("list", "--file", str(tmp_path / "none.yaml"))
    assert result.status == 3
    assert result.err == f"qaim: there is no file '{tmp_path}/none.yaml'; name one with --file\n"


def test_a_store_can_be_named_by_option_or_by_variable(qaim, store, monkeypatch):
    mine = store("title: Mine")
    other = store("title: Other", name="other.yaml")
    assert qaim("list", "--file", mine).out.startswith("Mine\n")
    monkeypatch.setenv("QAIM_FILE", other)
    assert qaim("list").out.startswith("Other\n")
    assert qaim("list", "--file", mine).out.startswith("Mine\n")


GOOD_EVENT = (
    "  - {id: good, date: 2004, title: Good, source: {section: S, paragraph: 1, sentence: 1}}\n"
)


def test_problems_are_told_on_stderr_and_the_good_events_answer(qaim, store):
    path = store(events=GOOD_EVENT + "  - {id: bad, date: never}\n")
    result = qaim("list", "--file", path)
    assert result.status == 0
    assert "Good" in result.out
    assert result.err.splitlines() == [
        f"qaim: {path} has 3 problems, 1 event left out:",
        f"  {path}:4: event 'bad' has no source; add source: …",
        f"  {path}:4: event 'bad' has no title; add title: …",
        f"  {path}:4: event 'bad': 'never' is not an EDTF date; write 2004-04-17, 2004-04, 2004, "
        "198X, 2004/2005 or [1901..1933]",
    ]


def test_many_problems_are_counted(qaim, store):
    path = store(events=GOOD_EVENT + "  - x\n" * 9)
    err = qaim("list", "--file", path).err.splitlines()
    assert err[0] == f"qaim: {path} has 9 problems, 9 events left out:"
    assert err[-1] == "  and 4 more"
    assert len(err) == 7
    one = store("title: x\nzzz: y")
    assert qaim("list", "--file", one).err.startswith(f"qaim: {one} has 1 problem:\n")


def test_a_limit_an_order_and_a_direction(qaim):
    killed = qaim("list", "--sort", "killed", "-n", "2", "-f", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in killed] == ["airstrike-2016", "battle-of-husaybah"]
    last = qaim("list", "--reverse", "--limit=1", "-f", "json").out
    assert json.loads(last)[0]["id"] == "syrian-soldiers-surrender"


def test_today_can_be_chosen_so_that_an_answer_repeats(qaim):
    asked = ["list", "--in", "last 5 years", "-f", "jsonl"]
    then = qaim(*asked, "--today", "31 Dec 2021").out.splitlines()
    assert json.loads(then[-1])["id"] == "us-strikes-2021"
    assert qaim(*asked, "--today", "2009-12-31").out != "\n".join(then)


def test_relative_dates_count_from_the_systems_day_otherwise(qaim):
    assert qaim("list", "--to", "today", "-f", "json").status == 0


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
        assert result.err == f"qaim: {target!r} is the timeline itself; write somewhere else\n"
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


def test_typer_itself_shows_the_overview_and_ends_when_told_to(qaim, monkeypatch):
    assert app.main(["--help"]) == 0

    def aborted(*arguments, **options):
        raise typer.Abort

    monkeypatch.setattr(app, "get_command", lambda typer_app: aborted)
    assert app.main(["list"]) == cli.EXIT_INTERRUPTED


def test_dates_are_explained_from_stdin_too(qaim, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("2004\n\n  44 BC \n"))
    lines = qaim("explain", "1907", "-", "-f", "jsonl").out.splitlines()
    assert [json.loads(line)["edtf"] for line in lines] == ["1907", "2004", "-0043"]
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert qaim("explain", "-").out == "\n"


def test_an_explanation_shows_each_part_of_a_question(qaim):
    rows = qaim("list", "not drone", "--explain", "-f", "jsonl").out.splitlines()
    assert [json.loads(row) for row in rows] == [
        {"depth": 0, "term": "not", "certain": 34, "possible": 0, "vague": 0},
        {"depth": 1, "term": "keyword drone", "certain": 1, "possible": 0, "vague": 0},
    ]
    assert json.loads(qaim("list", "--explain", "-f", "json").out) == [
        {"depth": 0, "term": "everything", "certain": 35, "possible": 0, "vague": 0}
    ]
    assert "any of" in qaim("timeline", "drone or khan", "--explain").out


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("2003-05", "the years 2003 to 2005"),
        ("2003-02", "the years 2003 to 2102"),
        ("20th century", "the years 1900 to 1999"),
        ("1st century", "the years 1 to 99"),
        ("winter 2004", "the winter that ended in 2004"),
        ("last year", "the year up to today"),
        ("2004", None),
    ],
)
def test_the_reading_that_a_rule_leaves_out_is_named(qaim, text, other):
    (record,) = json.loads(qaim("explain", text, "-f", "json").out)
    assert record["other"] == other


def test_what_cannot_be_read_is_explained_as_that(qaim):
    (record,) = json.loads(qaim("explain", "04/05/2004", "-f", "json").out)
    assert record["edtf"] is None
    assert "two ways" in record["error"]
    assert "two ways" in qaim("explain", "04/05/2004", "-f", "md").out
    assert "open" in qaim("explain", "since 2014").out


def test_ctrl_c_ends_with_130_and_a_closed_pipe_quietly(qaim, monkeypatch):
    from qaim_cli.cli.commands import list as command

    def interrupted(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "run", interrupted)
    result = qaim("list")
    assert (result.status, result.out, result.err) == (130, "", "")


def run_python(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qaim_cli", *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=240, **options,
    )  # fmt: skip


@pytest.mark.parametrize("arguments", [[], ["list"], ["list", "--help"], ["list", "-f", "json"]])
def test_a_closed_stdout_is_no_traceback(clean_environment, arguments):
    command = [sys.executable, "-m", "qaim_cli", *arguments]
    result = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *command],
        stderr=subprocess.PIPE, env=clean_environment, check=False, timeout=240,
    )  # fmt: skip
    assert result.stderr == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
@pytest.mark.parametrize("arguments", [[], ["list"], ["list", "-f", "json"]])
def test_a_full_disk_is_one_line(clean_environment, arguments):
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "qaim_cli", *arguments],
            stdout=full, stderr=subprocess.PIPE, env=clean_environment, check=False, timeout=240,
        )  # fmt: skip
    assert result.returncode == 2
    assert result.stderr == b"qaim: the answer cannot be written: no space left on device\n"


def test_an_open_stream_is_added_to_and_never_replaced(clean_environment, tmp_path):
    log = tmp_path / "log"
    log.write_text("precious\n")
    for stream in ("/dev/stdout", "/dev/fd/1"):
        with log.open("a") as out:
            subprocess.run(
                [sys.executable, "-m", "qaim_cli", "tags", "-f", "csv", "-o", stream],
                stdout=out, env=clean_environment, check=True, timeout=240,
            )  # fmt: skip
    lines = log.read_text().splitlines()
    assert lines[0] == "precious"
    assert sum(line.startswith("id,") for line in lines) == 2
    assert run_to_null(clean_environment) == 0


def run_to_null(environment: dict[str, str]) -> int:
    return run_python("tags", "-o", "/dev/null", env=environment).returncode


def test_data_is_utf_8_wherever_it_goes(clean_environment):
    environment = {**clean_environment, "PYTHONIOENCODING": "ascii"}
    assert "القائم" in run_python("infobox", "-f", "json", env=environment).stdout


def test_text_that_is_no_unicode_reaches_a_file(clean_environment, tmp_path):
    out = tmp_path / "o.md"
    word = b"drone \xff".decode("utf-8", "surrogateescape")
    assert run_python("list", "-k", word, "-o", str(out), env=clean_environment).returncode == 0
    assert out.read_text("utf-8").startswith("**Al-Qa'im")


def test_a_pipe_that_closes_while_help_is_printed_is_no_error(clean_environment):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = subprocess.run(
            [sys.executable, "-m", "qaim_cli", "list", "--help"],
            stdout=writer, stderr=subprocess.PIPE, env=clean_environment, check=False, timeout=240,
        )  # fmt: skip
    finally:
        os.close(writer)
    assert (result.returncode, result.stderr) == (cli.EXIT_CLOSED_PIPE, b"")


def test_as_a_module_it_is_the_same_program(qaim, clean_environment):
    result = run_python("list", "-a", "3/7", env=clean_environment)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == qaim("list", "-a", "3/7").out
    assert run_python("list", "-a", "zzz", env=clean_environment).returncode == 2


def test_a_pipe_that_closes_early_is_no_error(clean_environment):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = subprocess.run(
            [sys.executable, "-m", "qaim_cli", "list", "-f", "json"],
            stdout=writer, stderr=subprocess.PIPE, env=clean_environment, check=False, timeout=240,
        )  # fmt: skip
    finally:
        os.close(writer)
    assert result.returncode == cli.EXIT_CLOSED_PIPE
    assert result.stderr == b""


def test_a_signal_while_it_works_ends_it_without_a_traceback(clean_environment, tmp_path):
    fifo = tmp_path / "store.yaml"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        [sys.executable, "-m", "qaim_cli", "list", "--file", str(fifo)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean_environment,
    )  # fmt: skip
    with fifo.open("w"):  # opens once the program reads, which it does until something comes
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=240)
    assert (process.returncode, err) == (cli.EXIT_INTERRUPTED, b"")


def run_on_terminal(environment: dict[str, str], *arguments: str) -> str:
    """What the program shows on a terminal of 24 lines and 80 columns."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "qaim_cli", *arguments],
        stdout=theirs,
        stderr=theirs,
        env=environment,
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:  # Linux says so when the other end is gone
        pass
    os.close(ours)
    process.wait(timeout=240)
    return shown.decode()


def test_on_a_terminal_it_has_colour_and_pages_what_is_longer_than_the_screen(
    clean_environment, tmp_path
):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED; cat\n")
    pager.chmod(0o755)
    environment = {**clean_environment, "PAGER": str(pager), "TERM": "xterm"}
    assert run_on_terminal(environment, "list").startswith("PAGED")
    assert "\x1b[" in run_on_terminal(environment, "list")
    assert "PAGED" not in run_on_terminal(environment, "list", "--no-pager")
    assert "PAGED" not in run_on_terminal(environment, "show", "khan-built")
    assert "\x1b[" not in run_on_terminal({**environment, "TERM": "dumb"}, "show", "khan-built")


@pytest.mark.parametrize("pager", ["/no/such/pager", "cat", "'", "false", "sed 1q | cat"])
def test_a_pager_that_fails_loses_nothing(clean_environment, pager):
    environment = {**clean_environment, "PAGER": pager, "TERM": "xterm"}
    shown = run_on_terminal(environment, "list")
    assert "Al-Qa'im" in shown
    assert ("35 events" in shown) is ("sed" not in pager)
    assert "Traceback" not in shown


def test_ctrl_c_is_the_pagers_while_it_has_the_terminal(clean_environment, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nkill -INT $PPID; cat\n")
    pager.chmod(0o755)
    environment = {**clean_environment, "PAGER": str(pager), "TERM": "xterm"}
    assert "35 events" in run_on_terminal(environment, "list")


FAST_REQUESTS = [
    [], ["--from", "2004"], ["--from=2004", "--to=apr 2005"], ["-a", "us", "-a", "iran"],
    ["--actor=us", "--sure", "-n", "3"], ["--file", "x.yaml", "-f", "json"], ["--from", "-0043"],
    ["--since", "2004", "--until", "2005"], ["--in", "2004", "--in", "2005", "--maybe"],
    ["--sort", "title", "--reverse", "--limit", "2"], ["--color", "never", "--width", "70"],
    ["--file", "a", "--file=b", "--timeline", "a", "--timeline", "b"],
    ["-o", "-", "--ascii", "--no-pager"], ["-k", "", "-t", "a b"], ["--from", "a", "--from", "b"],
    ["word"], ["a", "--sure", "b c"], ["-"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", FAST_REQUESTS)
def test_the_quick_reader_and_typer_read_alike(arguments, monkeypatch):
    command = commands.load_command("list")
    seen = []
    told = command._replace(run=seen.append)
    monkeypatch.setattr(commands, "load_command", lambda name: told)
    values = fast_args.parse_arguments(command.options_class, arguments)
    assert values is not None
    app.main(["list", *arguments])
    assert vars(command.options_class(values)) == vars(seen[0])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"], ["-h"], ["--"], ["--from"], ["--form", "x"], ["-x"],
        ["-n=3"], ["--sure=1"],
    ],
)  # fmt: skip
def test_whatever_is_odd_is_left_to_typer(arguments):
    assert fast_args.parse_arguments(commands.load_command("list").options_class, arguments) is None


def test_arguments_are_read_quickly_too_and_missing_ones_left_to_typer():
    options = commands.load_command("show").options_class
    assert fast_args.parse_arguments(options, ["a", "-f", "json", "b"]) == {
        "ids": ("a", "b"),
        "format": "json",
    }
    assert fast_args.parse_arguments(options, ["-f", "json"]) is None
    assert fast_args.parse_arguments(commands.load_command("tags").options_class, ["a"]) is None


@pytest.mark.parametrize("command", COMMANDS)
def test_declarations_are_complete(command):
    found = list_options(commands.load_command(command).options_class)
    assert found
    flags = [flag for each in found for flag in each.flags]
    assert len(flags) == len(set(flags))
    for each in found:
        assert isinstance(each, OptionSpec)
        assert each.help.endswith(".")
        assert each.value_kind in ("flag", "text", "texts", "number")


def test_an_option_that_is_not_given_has_its_empty_value():
    options = commands.load_command("list").options_class({})
    assert isinstance(options, CommandOptions)
    assert (options.since, options.actors, options.sure, options.limit) == (None, (), False, None)


# What a command may load: no library that its answer does not need.
HEAVY_MODULES = ("typer", "rich", "dateutil", "yaml", "pathlib", "dataclasses", "tempfile", "hashlib",
         "importlib.metadata", "inspect", "qaim_cli.periods", "qaim_cli.store.reading",
         "qaim_cli.store.index.build", "qaim_cli.query.language",
         "qaim_cli.render", "qaim_cli.render.page", "qaim_cli.export.json",
         "qaim_cli.query", "qaim_cli.merge")  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        ([], set()),
        (["list", "-f", "json"], {"qaim_cli.query", "qaim_cli.export.json"}),
        (["list", "--in", "apr 2004", "-f", "csv"],
         {"qaim_cli.query", "qaim_cli.periods"}),
        (["list"], {"rich", "dataclasses", "qaim_cli.query", "qaim_cli.render"}),
        (["infobox", "-f", "json"], {"qaim_cli.export.json"}),
        (["check", "--only", "markup"], {"yaml", "qaim_cli.store.reading"}),
        (["infobox"], {"rich", "dataclasses", "qaim_cli.render"}),
        (["infobox", "-f", "svg"], {"rich", "dataclasses", "qaim_cli.render"}),
        (["list", "-k", "battle", "-f", "jsonl"], {"qaim_cli.query"}),
        (["infobox", "-f", "html"],
         {"rich", "dataclasses", "qaim_cli.render", "qaim_cli.render.page"}),
    ],
)  # fmt: skip
def test_a_command_loads_only_what_its_answer_needs(qaim, clean_environment, arguments, loaded):
    qaim("infobox")  # so that there is an index
    code = (
        "import sys; from qaim_cli import cli; assert cli.main(sys.argv[1:]) == 0;"
        f"print(*(name for name in {HEAVY_MODULES!r} if name in sys.modules), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, encoding="utf-8", env=clean_environment, check=True,
    )  # fmt: skip
    # What coverage, the interpreter and Rich load for themselves is not the program's doing.
    theirs = {"tempfile", "hashlib", "inspect"} if "rich" in loaded else set()
    already = subprocess.run(
        [sys.executable, "-c", f"import sys; print(*(n for n in {HEAVY_MODULES!r} if n in sys.modules))"],
        capture_output=True, text=True, env=clean_environment, check=True,
    )  # fmt: skip
    theirs |= set(already.stdout.split())
    assert set(result.stderr.split()) - theirs == loaded - theirs
