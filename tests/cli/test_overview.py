"""What is shown where no command is given, and the version."""

from __future__ import annotations

import typer

from qaim_cli import __version__, cli
from qaim_cli.cli import app, commands

COMMANDS = list(commands.COMMAND_SUMMARIES)


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


def test_typer_itself_shows_the_overview_and_ends_when_told_to(qaim, monkeypatch):
    assert app.main(["--help"]) == 0

    def aborted(*arguments, **options):
        raise typer.Abort

    monkeypatch.setattr(app, "get_command", lambda typer_app: aborted)
    assert app.main(["list"]) == cli.EXIT_INTERRUPTED
