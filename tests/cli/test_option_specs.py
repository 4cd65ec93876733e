"""The declared options: complete, each with its empty value."""

from __future__ import annotations

from collections import Counter

import pytest

from qaim_cli.cli import commands
from qaim_cli.cli.option_specs import (
    CommandOptions,
    OptionSpec,
    declare_argument,
    declare_option,
    group_options,
    list_options,
)

COMMANDS = list(commands.COMMAND_SUMMARIES)


@pytest.mark.parametrize("command", COMMANDS)
def test_declarations_are_complete(command):
    found = list_options(commands.load_command(command).options_class)
    assert found
    uses = Counter(flag for each in found for flag in each.flags)
    assert [flag for flag, count in uses.items() if count > 1] == []
    for each in found:
        assert isinstance(each, OptionSpec)
        assert each.help.endswith(".")
        assert each.value_kind in ("flag", "text", "texts", "number")


def test_an_option_that_is_not_given_has_its_empty_value():
    options = commands.load_command("list").options_class({})
    assert isinstance(options, CommandOptions)
    assert (options.since, options.actors, options.sure, options.limit) == (None, (), False, None)


class Recipe(CommandOptions):
    """What a contributor declares: a group of its own, a type in another order."""

    color: str | None = declare_option("--shade", group="What to paint", help="A shade.")
    names: tuple[str, ...] = declare_argument("[NAME]...", help="Names.")
    width: int | None = declare_option("--wide", group="Output", help="Columns.")
    bright: bool = declare_option("--bright", group="What to paint", help="Brighter.")


class Misspelt(CommandOptions):
    """An option of a type that none can have."""

    share: float = declare_option("--share", group="What to paint", help="A share.")


def test_an_option_is_what_its_type_is_however_it_is_spelt():
    kinds = {option.field: option.value_kind for option in list_options(Recipe)}
    assert kinds == {"color": "text", "names": "texts", "width": "number", "bright": "flag"}


def test_a_type_that_no_option_has_is_told():
    with pytest.raises(TypeError, match=r"Misspelt.share: annotate it bool, str \| None"):
        list_options(Misspelt)


def test_groups_of_a_command_stand_between_arguments_and_shared_ones():
    groups = group_options(list_options(Recipe))
    assert list(groups) == ["Arguments", "What to paint", "Output"]
    assert [option.field for option in groups["What to paint"]] == ["color", "bright"]


def test_help_shows_a_new_group(qaim, monkeypatch):
    from qaim_cli.cli.commands import tags

    monkeypatch.setattr(tags, "Options", Recipe)
    result = qaim("tags", "--help")
    assert (result.status, result.err) == (0, "")
    assert "What to paint:\n  --shade TEXT  A shade.\n  --bright      Brighter." in result.out


def test_a_long_mistake_is_quoted_in_part(qaim):
    result = qaim("list", f"--{'x' * 1000}")
    assert result.err == f"qaim: no such option: --{'x' * 57}…; see `qaim list --help`\n"
