"""The overview that `qaim` alone prints: what it can do, and three examples to copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from qaim_cli.cli.commands import READ_COMMANDS, WRITE_COMMANDS
from qaim_cli.cli.nearby import find_nearby_timelines
from qaim_cli.cli.options import StoreOptions
from qaim_cli.text import clean_text, format_list

OVERVIEW_EXAMPLES = (
    ("qaim timeline", "the town's history at a glance"),
    ("qaim list 'drone or airstrike' --from 2016", "a question"),
    ("qaim show battle-of-husaybah", "an event, to the sentence"),
)
_EXAMPLES_OF_ANY_TIMELINE = (
    ("qaim timeline", "the whole at a glance"),
    ("qaim list --in 1990..2010", "a question"),
    ("qaim count --by decade", "how much happened when"),
)


_MAX_LISTED_PATHS = 3
_INTRODUCTION = (
    "Ask a chronology questions: what happened when, who was there, what does the source say, "
    "how sure is it."
)
_HELP_HINT = (
    "`qaim COMMAND --help` explains a command. `qaim --version` and `qaim --install-completion` "
    "do what they say."
)


def format_overview(width: int = 80) -> str:
    """Format the overview; on a narrow screen, notes stand below what they explain."""
    paths = StoreOptions({}).timeline_paths
    which = clean_text(_describe_timeline(paths))
    is_shipped = not paths and not find_nearby_timelines().only
    examples = OVERVIEW_EXAMPLES if is_shipped else _EXAMPLES_OF_ANY_TIMELINE
    return "\n".join(
        (
            "Usage: qaim COMMAND [OPTIONS]",
            "",
            *wrap(_INTRODUCTION, width),
            "",
            "Ask a timeline:",
            *_format_notes(READ_COMMANDS.items(), width),
            "",
            "Write your own:",
            *_format_notes(WRITE_COMMANDS.items(), width),
            "",
            "Examples:",
            *_format_notes(examples, width),
            "",
            *wrap(f"Timeline read: {which}", width),
            "",
            *wrap(_HELP_HINT, width),
            "",
        )
    )


def _describe_timeline(paths: tuple[str, ...]) -> str:
    """Say which timeline is read where a request names none, and why that one."""
    if paths:
        return f"{format_list(paths, max_names=_MAX_LISTED_PATHS)} (QAIM_FILE)"
    nearby = find_nearby_timelines()
    if nearby.only:
        return f"{nearby.only}, in this folder; --file or QAIM_FILE names another"
    others = (
        f"; this folder has {format_list(nearby.paths, max_names=_MAX_LISTED_PATHS)}"
        if nearby.paths
        else ""
    )
    return f"the one that comes with the program; --file or QAIM_FILE names yours{others}"


def _format_notes(noted: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    pairs = list(noted)
    column = max(len(name) for name, _ in pairs) + 4
    fits = all(column + len(note) <= width for _, note in pairs)
    for name, note in pairs:
        if fits:
            yield f"  {name:<{column - 2}}{note}"
        else:
            yield f"  {name}"
            yield from wrap(note, width, initial_indent=" " * 6, subsequent_indent=" " * 6)
