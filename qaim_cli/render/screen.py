"""The screen: how wide, which colours, which characters; and a renderable turned into its text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import IO, NamedTuple

from rich.console import Console, RenderableType
from rich.text import Text

from qaim_cli.render.colors import Theme

NARROW = 60
"""Below this many columns a view stacks what it would otherwise set side by side."""

EIGHTHS = " ▏▎▍▌▋▊▉"
"""A column filled by no, one, two … eighths, from the left."""

_TYPOGRAPHY = str.maketrans("–—·…’‘“”→", "--|.''\"\">")
"""One for one, so that columns stay where they were laid."""


class Screen(NamedTuple):
    """What a text is rendered for."""

    width: int
    color: bool
    ascii: bool
    theme: Theme = Theme.AUTO


def console_for(file: IO[str], screen: Screen) -> Console:
    """A console that writes to a file as to the screen, with nothing guessed from the machine."""
    return Console(
        file=file,
        width=screen.width,
        height=10_000,
        force_terminal=screen.color,
        color_system="256" if screen.color else None,
        no_color=not screen.color or screen.theme is Theme.MONO,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def text_of(renderable: RenderableType, screen: Screen) -> str:
    """The text of a renderable as the screen will show it, with its colours if it has any."""
    file = io.StringIO()
    console_for(file, screen).print(renderable)
    lines = (line.rstrip(" ") for line in file.getvalue().rstrip("\n").split("\n"))
    text = "\n".join(lines) + "\n"
    return in_ascii(text) if screen.ascii else text


def in_ascii(text: str) -> str:
    """The text with the signs of typography as ASCII has them, one for one."""
    return text.translate(_TYPOGRAPHY)


def heading(title: str, question: tuple[str, ...]) -> Text:
    """The line above a view: whose timeline it is, and the question as understood."""
    line = Text(title, style="bold")
    for term in question:
        line.append(" · ", style="dim")
        line.append(term, style="not bold")
    return line


def footer(lines: Iterable[str]) -> Text:
    """The line below a view: its counts."""
    return Text(" · ".join(lines), style="dim")


def legend(signs: Iterable[tuple[str, str, str]], screen: Screen) -> list[Text]:
    """The signs, each with its meaning and style, in lines that part none from its words."""
    lines: list[Text] = []
    for sign, meaning, style in signs:
        entry = Text.assemble((sign, style), f" {meaning}", style="dim")
        if lines and lines[-1].cell_len + 3 + entry.cell_len <= screen.width:
            lines[-1].append("   ").append_text(entry)
        else:
            lines.append(entry)
    return lines
