"""The overview that `qaim` alone prints: what it can do, and three examples to copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from qaim_cli.cli.commands import READ_COMMANDS, WRITE_COMMANDS

OVERVIEW_EXAMPLES = (
    ("qaim timeline", "the town's history at a glance"),
    ("qaim list 'drone or airstrike' --from 2016", "a question"),
    ("qaim show battle-of-husaybah", "an event, to the sentence"),
)


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
            *_format_notes(OVERVIEW_EXAMPLES, width),
            "",
            *wrap(_HELP_HINT, width),
            "",
        )
    )


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
