"""Every command through its real entry point: answers, help, wrong requests and stores."""

from __future__ import annotations

import json

import pytest

from qaim_cli.cli import commands
from qaim_cli.store import find_shipped_timeline

COMMANDS = list(commands.COMMAND_SUMMARIES)
NOT_ABOUT_A_TIMELINE = ("bounds", "explore")
"""Commands that show nothing of a timeline as data: a filter, and one that fills the screen."""


@pytest.mark.parametrize(
    "command",
    [*(each for each in commands.READ_COMMANDS if each not in NOT_ABOUT_A_TIMELINE), "check"],
)
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
    monkeypatch.setenv("QAIM_FILE", find_shipped_timeline())
    (tmp_path / "rome.yaml").write_text(
        "title: Rome\nsources:\n  livy: {title: Rome}\nevents: []\n"
    )
    (tmp_path / "library.bib").write_text("@book{plb1922, title = {Histories}}\n")
    for command in commands.READ_COMMANDS:
        if command in NOT_ABOUT_A_TIMELINE:
            continue
        for example in commands.load_command(command).examples:
            result = qaim(*shlex.split(example)[1:])
            assert (result.status, result.err) == (0, ""), example


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
        (["list", "-f", "jsn"], "--format cannot be 'jsn'; did you mean json, jsonl or geojson?"),
        (["list", "-n", "0"], "--limit cannot be '0'; give a whole number from 1"),
        (["list", "-n", "x"], "--limit cannot be 'x'; give a whole number from 1"),
        (["list", "--width", "-3"], "--width cannot be '-3'; give a whole number from 1 to 10,000"),
        (["list", "--sure", "--maybe"], "--sure and --maybe ask for opposites; choose one"),
        (["list", "--today", "2004"], "--today cannot be '2004'; give one day, as 2026-11-22"),
        (["list", "--today", "1 jan 44 BC"],
         "--today cannot be '1 jan 44 BC'; give one day, as 2026-11-22"),
        (["list", "-o", "x.docx"], "'x.docx': no format has the extension .docx; "
         "use txt, svg, png, pdf, html, json, jsonl, csv, md, ndjson, markdown, htm, ics, mw, "
         "markwhen, yaml, yml, lpf, geojson, jsonld, mmd, mermaid, sqlite, db, parquet, rss "
         "or atom, or give --format"),
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


GOOD = "  - {id: good, date: 2004, title: Good, source: {section: S, paragraph: 1, sentence: 1}}\n"


def test_problems_are_told_on_stderr_and_the_good_events_answer(qaim, store):
    path = store(events=GOOD + "  - {id: bad, date: never}\n")
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
    path = store(events=GOOD + "  - x\n" * 9)
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
