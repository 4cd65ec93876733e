"""Completion: what is offered for a line, how each shell is told, and how it is installed."""

from __future__ import annotations

import subprocess

import pytest
import shellingham

from qaim_cli.cli import completion, shells
from qaim_cli.cli.complete import MAX_OFFERS, offers_for_line


def plainly(*words, shell="zsh"):
    return {"_QAIM_COMPLETE": shell, "_QAIM_COMPLETE_WORDS": "\n".join(("qaim", *words))}


def in_bash(line, piece=None):
    piece = line.rpartition(" ")[2] if piece is None else piece
    asked = {"_QAIM_COMPLETE_LINE": line, "_QAIM_COMPLETE_PIECE": piece}
    return {"_QAIM_COMPLETE": "bash", **asked}


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("qaim ti", "timeline"),
        ("qaim --v", "--version"),
        ("qaim --install-completion z", "zsh"),
        ("qaim list --act", "--actor"),
        ("qaim list --actor kata", "kataib-hezbollah"),
        ("qaim list --actor Kata", "'Kata'\\''ib Hezbollah'"),
        ("qaim list --actor=Kata", "'--actor=Kata'\\''ib Hezbollah'"),
        ("qaim list --actor 3/", "3/7"),
        ("qaim list --place Husay", "Husaybah"),
        ("qaim list --tag air", "airstrike"),
        ("qaim list --sure --file= --tag air", "airstrike"),
        ("qaim list --odd --sure word --sort k", "killed"),
        ("qaim list --section IS", "'IS control'"),
        ("qaim show battle", "battle-of-husaybah"),
        ("qaim show -- battle", "battle-of-husaybah"),
        ("qaim list --timeline ev", "events"),
        ("qaim rename a", "actor"),
        ("qaim list --file /no/such/file --tag air", ""),
        ("qaim list --sort odd --from ", ""),
        ("qaim list --sure=", ""),
        ("qaim list --odd=", ""),
        ("qaim list --from 20", ""),
        ("qaim tags x", ""),
        ("qaim rename actor a b c", ""),
        ("qaim nothing --actor k", ""),
    ],
)
def test_the_line_decides_what_is_offered(line, offered):
    answer = shells.answer(in_bash(line))
    assert (answer.text, answer.status) == (f"{offered}\n" if offered else "", 0)


@pytest.mark.parametrize("line", ["qaim list --file x", "qaim extract ", "qaim list --file=x"])
def test_names_of_files_are_left_to_the_shell(line):
    assert shells.answer(in_bash(line)).status == shells.FILES_WANTED
    words = line.split(" ")[1:]
    for shell in ("zsh", "powershell"):
        assert shells.answer(plainly(*words, shell=shell)).status == shells.FILES_WANTED


def test_a_value_that_is_wrong_elsewhere_stops_no_offer(monkeypatch):
    from qaim_cli.cli import complete
    from qaim_cli.errors import RequestError

    def refuse(values):
        raise RequestError("wrong")

    monkeypatch.setattr(complete, "StoreOptions", refuse)
    assert offers_for_line(["list", "--actor", ""]) == []


def test_a_line_without_words_offers_the_commands():
    assert ("list", "events in a table: date, title, actors") in offers_for_line([])


@pytest.mark.parametrize(
    ("line", "piece", "offered"),
    [
        ("qaim list --actor \"Kata'", "Kata'", "Kata'ib Hezbollah"),
        ("qaim list --actor 'Kata", "Kata", "Kata'\\''ib Hezbollah"),
        ("qaim list --actor Kata\\'i", "Kata\\'i", "'Kata'\\''ib Hezbollah'"),
        ("qaim list --actor \"Kata\\'i", "Kata\\'i", ""),
        ("qaim  list --actor=Kata", "Kata", "'Kata'\\''ib Hezbollah'"),
        ("qaim 'list' --actor Kata", "Kata", "'Kata'\\''ib Hezbollah'"),
        ("qaim list --actor Kata", "other", ""),
        ("qaim list --actor Kata\\", "Kata\\", "'Kata'\\''ib Hezbollah'"),
    ],
)
def test_bash_is_told_what_replaces_its_piece_of_the_line(line, piece, offered):
    assert shells.answer(in_bash(line, piece)).text == (f"{offered}\n" if offered else "")


def test_names_that_begin_alike_are_quoted_alike_in_bash():
    assert shells.quote_for_bash(["a b", "ac"], "") == ["'a b'", "'ac'"]
    assert shells.quote_for_bash(["a b", "c"], "") == ["'a b'", "c"]
    assert shells.quote_for_bash(["a!$b"], '"') == ["a\"'!'\"\\$b"]


HOSTILE = """
title: T
actors:
  a1: {name: 'x\\', aliases: ['y); touch PWNED; (', "w\\u202Ew", "\\uE000", "it's", 'say "x"']}
events:
  - {id: e1, date: 2004, title: A, actors: [a1], source: {section: S}}
"""


def test_what_could_steer_a_terminal_is_not_offered(store):
    text = shells.answer(plainly("list", "--file", store(HOSTILE), "--actor", "")).text
    offered = [line.partition("\t")[0] for line in text.splitlines()]
    assert offered == ["x\\", "y); touch PWNED; (", "ww", "it's", 'say "x"', "a1"]


def test_powershell_is_told_quoted_values_with_a_note_each(store):
    path = store(HOSTILE)
    asked = ("list", "--file", path, "--actor")
    assert shells.answer(plainly(*asked, "", shell="powershell")).text.splitlines() == [
        "'y); touch PWNED; ('\ty); touch PWNED; (\tx\\", "ww\tww\tx\\",
        "'it''s'\tit's\tx\\", "a1\ta1\tx\\",
    ]  # fmt: skip
    assert shells.answer(plainly(*asked, "'it''", shell="pwsh")).text == "'it''s'\tit's\tx\\\n"
    assert shells.answer(plainly("list", "--sort", "k", shell="pwsh")).text == (
        "killed\tkilled\tkilled\n"
    )


def test_a_note_keeps_its_letters_and_nothing_that_steers_a_terminal(store):
    path = store(
        "title: T\nevents:\n"
        "  - {id: e1, date: 2004, title: Ein \ue000Überfall, source: {section: S}}\n"
    )
    assert ("e1", "Ein Überfall") in offers_for_line(["show", "--file", path, "e"])


def test_a_long_note_is_cut():
    notes = [note for _, note in offers_for_line(["list", "-"])]
    assert max(map(len, notes)) == 60


def test_scripts_installed_before_are_given_no_name(qaim, monkeypatch):
    for asked in ("complete_bash", "complete_fish", "complete_powershell", "source_zsh"):
        monkeypatch.setenv("_QAIM_COMPLETE", asked)
        result = qaim("list")
        assert (result.status, result.out) == (shells.FILES_WANTED, "")
        assert "--install-completion" in result.err
    monkeypatch.setenv("_QAIM_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "qaim list --actor ")
    assert qaim().out == "_message 'run qaim --install-completion again'\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("shell", "script", "settings", "line"),
    [
        ("bash", ".bash_completions/qaim.sh", ".bashrc", "source '{}'"),
        ("zsh", ".zfunc/_qaim", ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit"),
        ("fish", ".config/fish/completions/qaim.fish", None, ""),
    ],
)
def test_completion_is_installed_once_beside_what_is_there(
    qaim, home, shell, script, settings, line
):
    if settings:
        (home / settings).write_text("# mine")
    for _ in range(2):
        result = qaim("--install-completion", shell)
        assert (result.status, result.err) == (0, "")
    assert (home / script).read_text() == qaim("--show-completion", shell).out
    if settings:
        assert (home / settings).read_text() == f"# mine\n{line.format(home / script)}\n"


def test_an_odd_home_is_quoted(qaim, tmp_path, monkeypatch):
    home = tmp_path / "it's"
    monkeypatch.setenv("HOME", str(home))
    assert qaim("--install-completion", "bash").status == 0
    done = subprocess.run(
        ["bash", "-c", ". ~/.bashrc; complete -p qaim"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "complete -F _qaim_completion qaim\n"


def test_powershell_reads_the_script_from_its_profile(qaim, tmp_path, monkeypatch):
    profile = tmp_path / "it's" / "profile.ps1"
    answer = f"{profile}\n".encode()
    monkeypatch.setattr(
        subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 0, answer, b"")
    )
    assert qaim("--install-completion", "pwsh").status == 0
    doubled = str(profile.parent / "qaim-completion.ps1").replace("'", "''")
    assert profile.read_text() == f". '{doubled}'\n"
    answer = b"\n"
    assert "profile" in qaim("--install-completion", "pwsh").err


def test_a_powershell_that_is_not_there_is_told(qaim, monkeypatch):
    monkeypatch.setenv("PATH", "")
    result = qaim("--install-completion", "powershell")
    assert (result.status, result.out) == (2, "")
    assert (
        result.err == "qaim: powershell does not say where its profile is; see --show-completion\n"
    )


def test_the_shell_in_use_is_found(qaim, monkeypatch):
    monkeypatch.setattr(shellingham, "detect_shell", lambda: ("fish", "/bin/fish"))
    assert qaim("--show-completion").out == completion.script("fish")

    def fail():
        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr(shellingham, "detect_shell", fail)
    monkeypatch.setenv("SHELL", "/bin/zsh")
    assert qaim("--show-completion").out == completion.script("zsh")
    monkeypatch.setenv("SHELL", "/bin/odd")
    assert qaim("--show-completion").err.startswith("qaim: the shell is not known; name it")


@pytest.mark.parametrize("named", [["tcsh"], ["zsh", "bash"]])
def test_other_shells_are_refused_by_name(qaim, named):
    result = qaim("--show-completion", *named)
    assert (result.status, result.out) == (2, "")
    assert "name bash, zsh, fish, powershell or pwsh" in result.err


def test_a_place_that_cannot_be_written_is_told(qaim, home):
    (home / ".zfunc").write_text("a file")
    assert "cannot be written" in qaim("--install-completion", "zsh").err


def test_an_empty_question_of_a_shell_is_none(qaim, monkeypatch):
    monkeypatch.setenv("_QAIM_COMPLETE", "")
    assert qaim("tags").status == 0


def test_of_many_names_those_are_offered_that_begin_so(store):
    names = [f"tag-{number}" for number in range(2 * MAX_OFFERS)]
    path = store(
        events="  - {id: a, date: 2004, title: A, source: {section: S},"
        f" tags: [{', '.join(names)}]}}\n"
    )
    offered = shells.answer(plainly("list", "--file", path, "--tag", "TAG-15")).text.splitlines()
    assert len(offered) == 111
    assert len(shells.answer(plainly("list", "--file", path, "--tag", "")).text.splitlines()) == (
        MAX_OFFERS
    )


def test_of_the_ids_of_a_large_timeline_those_are_offered_that_begin_so(store):
    events = "".join(
        f"  - {{id: e-{number}, date: 2004, title: A, source: {{section: S}}}}\n"
        for number in range(MAX_OFFERS + 100)
    )
    path = store(events=events)
    offered = shells.answer(plainly("show", "--file", path, "E-15")).text.splitlines()
    assert len(offered) == 11
    assert len(shells.answer(plainly("show", "--file", path, "")).text.splitlines()) == MAX_OFFERS
