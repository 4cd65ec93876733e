"""The declared options: complete, each with its empty value."""

from __future__ import annotations

import pytest

from qaim_cli.cli import commands
from qaim_cli.cli.options import CommandOptions, OptionSpec, list_options

COMMANDS = list(commands.COMMAND_SUMMARIES)


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
