"""The commands: one module each, with its `CommandOptions`, its `run` and its `OVERVIEW_EXAMPLES`.

`READ_COMMANDS` and `WRITE_COMMANDS` are what the overview shows; a module is imported when its
command is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from qaim_cli.frozen_record import FrozenRecord

if TYPE_CHECKING:
    from qaim_cli.cli.option_specs import CommandOptions

READ_COMMANDS = {
    "list": "events in a table: date, title, actors",
    "timeline": "events down the page, with durations as lanes",
    "chart": "events along a time axis, in lanes",
    "explore": "events on the full screen, key by key",
    "count": "number of events by year, actor, tag and more",
    "show": "everything about an event",
    "today": "what happened on this day, in any year",
    "infobox": "the subject's summary",
    "actors": "the actors: how often and when they take part",
    "places": "the places of the events",
    "tags": "the tags in use",
    "sources": "the sources, and what rests on each alone",
    "explain": "how a date is read, and what it would match",
    "bounds": "dates, a line each, as day numbers for databases",
    "cache": "the index files that make answers fast",
}
WRITE_COMMANDS = {
    "new": "create a timeline of your own",
    "add": "add an event to it",
    "edit": "change an event in your editor",
    "remove": "remove events",
    "rename": "give an actor, place, tag, source or event another id",
    "check": "every problem in a timeline, with a fix for each",
    "import": "import the events of another program's file",
    "extract": "draft events from an article",
    "review": "accept drafted events into a timeline, one by one",
    "audit": "compare a timeline with its article",
    "format": "format a timeline's file uniformly",
    "schema": "a JSON Schema for editors",
}
COMMAND_SUMMARIES = {**READ_COMMANDS, **WRITE_COMMANDS}
"""Each command with its line in the overview, in the order shown."""


_MODULE_NAMES = {"import": "import_files"}
"""The modules of commands whose own name is a word of Python's."""


class CommandSpec(FrozenRecord):
    """A command with its options, ready to run."""

    name: str
    options_class: type[CommandOptions]
    run: Callable[[Any], int | None]
    help: str
    examples: tuple[str, ...]


def load_command(name: str) -> CommandSpec:
    """Import the module of a command and return the command."""
    module = import_module(f"qaim_cli.cli.commands.{_MODULE_NAMES.get(name, name)}")
    return CommandSpec(name, module.Options, module.run, module.run.__doc__ or "", module.EXAMPLES)
