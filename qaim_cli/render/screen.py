"""Screen settings (width, colours, characters), and rendering to text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import IO

from rich.console import Console, RenderableType
from rich.text import Text

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.render.colors import ColorTheme

MIN_WIDE_COLUMNS = 60
"""Below this many columns a view stacks what it would otherwise set side by side."""

EIGHTH_BLOCKS = " ▏▎▍▌▋▊▉"
"""A column filled by no, one, two … eighths, from the left."""

_ASCII_TYPOGRAPHY = str.maketrans("–—·…’‘“”→", "--|.''\"\">")
"""One for one, so that columns stay where they were laid."""


class ScreenSettings(FrozenRecord):
    """The screen that a text is rendered for."""

    width: int
    has_color: bool
    is_ascii: bool
    theme: ColorTheme = ColorTheme.AUTO
    shows_heading: bool = True
    """Whether a view has its heading; a page that has one of its own shows it without."""


def make_console(file: IO[str], screen: ScreenSettings) -> Console:
    """Make a console that writes to a file with these settings, guessing nothing."""
    return Console(
        file=file,
        width=screen.width,
        height=10_000,
        force_terminal=screen.has_color,
        color_system="256" if screen.has_color else None,
        no_color=not screen.has_color or screen.theme is ColorTheme.MONO,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def render_text(renderable: RenderableType, screen: ScreenSettings) -> str:
    """Render to text, with colour codes if the screen has colours."""
    file = io.StringIO()
    make_console(file, screen).print(renderable)
    lines = (line.rstrip(" ") for line in file.getvalue().rstrip("\n").split("\n"))
    text = "\n".join(lines) + "\n"
    return convert_to_ascii(text) if screen.is_ascii else text


def convert_to_ascii(text: str) -> str:
    """Replace typographic signs with ASCII ones, one for one."""
    return text.translate(_ASCII_TYPOGRAPHY)


def render_heading(title: str, question: tuple[str, ...]) -> Text:
    """Render the line above a view: the timeline's title and the query as understood."""
    line = Text(title, style="bold")
    for term in question:
        line.append(" · ", style="dim")
        line.append(term, style="not bold")
    return line


def render_view_heading(
    title: str, question: tuple[str, ...], screen: ScreenSettings
) -> list[RenderableType]:
    """Render the heading and the empty line below it; nothing on a screen without headings."""
    return [render_heading(title, question), Text()] if screen.shows_heading else []


def render_footer(lines: Iterable[str]) -> Text:
    """Render the lines below a view: its counts."""
    return Text(" · ".join(lines), style="dim")


def render_legend(signs: Iterable[tuple[str, str, str]], screen: ScreenSettings) -> list[Text]:
    """Render signs and their meanings, keeping each sign with its words."""
    lines: list[Text] = []
    for sign, meaning, style in signs:
        entry = Text.assemble((sign, style), f" {meaning}", style="dim")
        if lines and lines[-1].cell_len + 3 + entry.cell_len <= screen.width:
            lines[-1].append("   ").append_text(entry)
        else:
            lines.append(entry)
    return lines
