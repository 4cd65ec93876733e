"""The command that checks files: its status, its reports and its list of checks."""

from __future__ import annotations

import json
import re

import pytest

from qaim_cli.checks import CHECKS
from tests.support.problems import event

WARNING = "title: <b>\n"


ERROR = "tittle: x\ntitle: <b>\n"


@pytest.mark.parametrize(
    ("text", "arguments", "status"),
    [
        (WARNING, [], 0),
        (WARNING, ["--strict"], 1),
        (WARNING, ["--strict", "--skip", "markup"], 0),
        (ERROR, [], 1),
        (ERROR, ["--skip", "unknown-key"], 0),
        (ERROR, ["--only", "unknown-key"], 1),
        (ERROR, ["--only", "season", "--strict"], 0),
        ("title: 'x", [], 3),
        ("title: 'x", ["--only", "season"], 3),
    ],
)
def test_the_status_tells_what_was_found(qaim, store, text, arguments, status):
    assert qaim("check", store(text), *arguments).status == status


def test_files_are_checked_one_after_another_and_one_that_cannot_be_read_stops_none(qaim, store):
    bad, gone = store(ERROR, name="bad.yaml"), store("", name="gone.yaml")
    good = store("events:\n" + event(), name="good.yaml")
    result = qaim("check", good, gone, bad)
    assert result.status == 3
    assert [line.rpartition("/")[2] for line in result.out.splitlines()] == [
        f"gone.yaml:1:1: error unreadable: {gone} is empty".rpartition("/")[2]
        + ". write at least title: and events:",
        "bad.yaml:1:1: error unknown-key: the file has an unknown key 'tittle'. "
        "did you mean title?",
        "bad.yaml:2:8: warning markup: title of the file holds '<b>', which looks like markup. "
        "write plain text; markup is not interpreted",
        "2 errors and 1 warning in 3 files",
    ]
    assert qaim("check", good, good).out == "good.yaml: no problems in 1 event\n"
    other = store("events:\n" + event(), name="other.yaml")
    assert qaim("check", good, other).out == "2 files: no problems in 2 events\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--only", "unused-actr"], "--only cannot be 'unused-actr'; did you mean unused-actor"),
        (["--list", "-f", "sarif"], "--list cannot be shown as sarif; choose table, json, "),
        (["--only", "season", "--skip", "season"], "--skip leaves no check to run; see `qaim"),
        (["-o", "x.docx"], "'x.docx': no format has the extension .docx; use "),
        (["-x"], "no such option: -x; see `qaim check --help`"),
    ],
)
def test_a_wrong_request_says_what_is_right(qaim, arguments, message):
    result = qaim("check", *arguments)
    assert result.status == 2
    assert result.err.startswith(f"qaim: {message}")


def test_a_report_is_written_by_its_ending_and_never_over_what_is_checked(qaim, store, tmp_path):
    first, second = store(WARNING, name="a.yaml"), store(WARNING, name="b.yaml")
    target = tmp_path / "report.sarif"
    assert qaim("check", first, "-o", str(target)).status == 0
    (run,) = json.loads(target.read_text("utf-8"))["runs"]
    assert [each["ruleId"] for each in run["results"]] == ["markup"]
    target = tmp_path / "report.txt"
    assert qaim("check", first, "--only", "season", "-o", str(target)).out == ""
    assert target.read_text("utf-8") == "a.yaml: no problems in 0 events\n"
    result = qaim("check", first, second, "-o", second, "-f", "json")
    assert (result.status, result.out) == (2, "")
    assert "is a timeline that is being read" in result.err
    assert qaim("list", "-o", "x.sarif").err.startswith(
        "qaim: 'x.sarif': no format has the extension"
    )


def test_sarif_names_rules_that_are_there_and_files_as_addresses(
    qaim, store, tmp_path, monkeypatch
):
    path = store(ERROR, name="ä b.yaml")
    monkeypatch.chdir(tmp_path)
    for called, address in (
        (path, f"file://{tmp_path}/%C3%A4%20b.yaml"),
        ("ä b.yaml", "%C3%A4%20b.yaml"),
    ):
        log = json.loads(qaim("check", called, "-f", "sarif").out)
        assert log["version"] == "2.1.0"
        (run,) = log["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert [each["id"] for each in rules] == list(CHECKS)
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["level"] in ("error", "warning")
            (location,) = result["locations"]
            assert location["physicalLocation"]["artifactLocation"]["uri"] == address


def test_a_sarif_message_holds_no_link(qaim, store):
    path = store(events="  - {id: a, date: 2004, title: A, actors: ['[x](http://evil) \\']}\n")
    (run,) = json.loads(qaim("check", path, "-f", "sarif").out)["runs"]
    texts = [result["message"]["text"] for result in run["results"]]
    assert any("\\[x\\](http://evil)" in text for text in texts)
    assert not any(re.search(r"(?<!\\)[\[\]]", text) for text in texts)


def test_an_annotation_cannot_be_broken_out_of(qaim, store):
    path = store(
        'title: \'100%,\r\n::error::<b>\'\ninfobox: {"a\\r\\nb": "<b>%"}\n', name="a,b:c%.yaml"
    )
    result = qaim("check", path, "-f", "github")
    lines = result.out.splitlines()
    assert len(lines) == 2
    for line in lines:
        assert re.match(
            r"::warning file=[^,:]*a%2Cb%3Ac%25\.yaml,line=\d,col=\d+,title=markup::", line
        )


def test_a_shell_offers_the_names_of_checks():
    from qaim_cli.cli import complete
    from qaim_cli.cli.commands.check import Options
    from qaim_cli.cli.option_specs import list_options
    from qaim_cli.cli.options import StoreOptions

    (only,) = (each for each in list_options(Options) if each.field == "only")
    assert ("unused-actor", "") in complete.offers(only, StoreOptions({}))


def test_the_list_of_checks_is_data_too(qaim):
    listed = json.loads(qaim("check", "--list", "-f", "json").out)
    assert [each["check"] for each in listed] == list(CHECKS)
    assert listed[0] == {
        "check": "unreadable",
        "level": "error",
        "about": "the file is there and is YAML in UTF-8",
        "usual": True,
    }
    assert [each["check"] for each in listed if not each["usual"]] == ["single-source"]
