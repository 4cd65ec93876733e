"""What `qaim` alone prints: what it can do, and three examples to copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaim_cli.cli.commands import COMMANDS

EXAMPLES = (
    ("qaim timeline", "the town's history at a glance"),
    ("qaim list --from 2003 --to 2005 -a marines", "a question"),
    ("qaim show battle-of-husaybah", "one event, with its source"),
)


_ABOUT = (
    "Ask a chronology questions: what happened when, who was there, what does the source say, "
    "how sure is it."
)
_MORE = (
    "`qaim COMMAND --help` explains a command. `qaim --version` and `qaim --install-completion` "
    "do what they say."
)


def overview(width: int = 80) -> str:
    """The overview, its notes beside what they explain or, on a narrow screen, below it."""
    from textwrap import wrap

    return "\n".join(
        (
            "Usage: qaim COMMAND [OPTIONS]",
            "",
            *wrap(_ABOUT, width),
            "",
            "Commands:",
            *_noted(COMMANDS.items(), width),
            "",
            "Examples:",
            *_noted(EXAMPLES, width),
            "",
            *wrap(_MORE, width),
            "",
        )
    )


def _noted(noted: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    pairs = list(noted)
    column = max(len(name) for name, _ in pairs) + 4
    fits = all(column + len(note) <= width for _, note in pairs)
    for name, note in pairs:
        yield f"  {name:<{column - 2}}{note}" if fits else f"  {name}\n      {note}"
