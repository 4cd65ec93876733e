"""The commands: one module each, with its `CommandOptions`, its `run` and its `OVERVIEW_EXAMPLES`.

`READ_COMMANDS` and `WRITE_COMMANDS` are what the overview shows; a module is imported when its
command is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from qaim_cli.cli.options import CommandOptions

READ_COMMANDS = {
    "list": "events in a table: when, what, who",
    "timeline": "events down a line, durations as durations",
    "chart": "events across an axis of time, in lanes",
    "count": "how many, by year, actor, tag and more",
    "show": "everything about an event",
    "today": "what happened on this day, in any year",
    "infobox": "the subject's summary",
    "actors": "who takes part, how often and when",
    "places": "where things happen",
    "tags": "what kinds of events there are",
    "explain": "how a date is read, and what it would match",
    "cache": "what is kept to answer at once",
}
WRITE_COMMANDS = {
    "new": "begin a timeline of your own",
    "add": "write an event into it",
    "edit": "change an event in your editor",
    "remove": "take events out",
    "rename": "give an actor, place, tag or event another id",
    "check": "every problem in a timeline, each with its cure",
    "import": "take in the events of another program's file",
    "extract": "draft the events of an article",
    "review": "take drafted events into a timeline, one by one",
    "audit": "hold a timeline against its article",
    "format": "lay a timeline out in one stable way",
    "schema": "what editors complete and check a timeline by",
}
COMMAND_SUMMARIES = {**READ_COMMANDS, **WRITE_COMMANDS}
"""Each command with its line in the overview, in the order shown."""


_MODULE_NAMES = {"import": "import_files"}
"""The modules of commands whose own name is a word of Python's."""


class CommandSpec(NamedTuple):
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
