"""Arguments read without Typer are read as Typer reads them."""

from __future__ import annotations

import pytest

from qaim_cli.cli import app, commands, fast_args

REQUESTS = [
    [], ["--from", "2004"], ["--from=2004", "--to=apr 2005"], ["-a", "us", "-a", "iran"],
    ["--actor=us", "--sure", "-n", "3"], ["--file", "x.yaml", "-f", "json"], ["--from", "-0043"],
    ["--since", "2004", "--until", "2005"], ["--in", "2004", "--in", "2005", "--maybe"],
    ["--sort", "title", "--reverse", "--limit", "2"], ["--color", "never", "--width", "70"],
    ["--file", "a", "--file=b", "--timeline", "a", "--timeline", "b"],
    ["-o", "-", "--ascii", "--no-pager"], ["-k", "", "-t", "a b"], ["--from", "a", "--from", "b"],
    ["word"], ["a", "--sure", "b c"], ["-"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", REQUESTS)
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
