"""The screen: how wide, which colours, which characters; and a renderable turned into its text."""

from __future__ import annotations

import io
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.text import Text

NARROW = 60
"""Below this many columns a view stacks what it would otherwise set side by side."""

_TYPOGRAPHY = str.maketrans(
    {"–": "-", "—": "-", "·": "|", "…": "...", "’": "'", "‘": "'", "“": '"', "”": '"', "→": "->"}
)


class Screen(NamedTuple):
    """What a text is rendered for."""

    width: int
    color: bool
    ascii: bool


def text_of(renderable: RenderableType, screen: Screen) -> str:
    """The text of a renderable as the screen will show it, with its colours if it has any."""
    console = Console(
        file=io.StringIO(),
        width=screen.width,
        height=10_000,
        force_terminal=screen.color,
        color_system="standard" if screen.color else None,
        no_color=not screen.color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
    with console.capture() as capture:
        console.print(renderable)
    lines = (line.rstrip(" ") for line in capture.get().rstrip("\n").split("\n"))
    text = "\n".join(lines) + "\n"
    return text.translate(_TYPOGRAPHY) if screen.ascii else text


def heading(title: str, question: tuple[str, ...]) -> Text:
    """The line above a view: whose timeline it is, and the question as understood."""
    line = Text(title, style="bold")
    for term in question:
        line.append(" · ", style="dim")
        line.append(term, style="not bold")
    return line


def footer(lines: tuple[str, ...]) -> Text:
    """The line below a view: its counts."""
    return Text(" · ".join(lines), style="dim")
