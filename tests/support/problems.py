"""Stores with one fault, and the problems found in them."""

from __future__ import annotations

from qaim_cli import checks
from qaim_cli.render.colors import ColorTheme
from qaim_cli.render.screen import ScreenSettings

SOURCE = "source: {section: S, paragraph: 1, sentence: 1}"


USUAL = checks.select_checks((), ())


def event(id: str = "e", details: str = "", date: str = "2004", title: str = "") -> str:
    more = f", {details}" if details else ""
    return f"  - {{id: {id}, date: {date}, title: {title or id.upper()}, {SOURCE}{more}}}\n"


def screen(width: int, *, color: bool = False) -> ScreenSettings:
    return ScreenSettings(width=width, has_color=color, is_ascii=False, theme=ColorTheme.AUTO)
