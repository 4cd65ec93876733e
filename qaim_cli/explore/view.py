"""The view: what is asked of a timeline, and what of the answer is looked at."""

from __future__ import annotations

from enum import StrEnum

from qaim_cli.dates.calendar import Calendar, to_civil_date, to_day_number
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.query import FilterInput

LAST_DATED_YEAR = 9999
"""Years beyond this many digits have no months or days that a command could write."""


class MatchChoice(StrEnum):
    """Which events are listed, by how surely they match."""

    SURE = "sure"
    NORMAL = "normal"
    MAYBE = "maybe"


class Pane(StrEnum):
    """A part of the screen that keys can act on, in the order in which Tab goes through them."""

    LIST = "list"
    EVENT = "event"
    DENSITY = "density"
    LANES = "lanes"


class View(FrozenRecord):
    """A view of a timeline: everything that a command has to say to open it again."""

    filters: FilterInput = FilterInput()
    """What is asked, without its first and last day."""
    first: int | None = None
    last: int | None = None
    """The days shown; None where nothing bounds them."""
    match: MatchChoice = MatchChoice.NORMAL
    lanes: str = ""
    """The facet that has a lane for each of its values; empty for no lanes."""
    cursor: str = ""
    """The id of the event that the cursor is on; empty for the first."""
    pane: Pane = Pane.LIST
    files: tuple[str, ...] = ()
    """The timelines as named in the request; none for the usual one."""
    today: str = ""
    """The day that "last 5 years" counts from, as named in the request."""

    @property
    def question(self) -> tuple[object, ...]:
        """All of the view that decides which events it lists."""
        return self.filters, self.first, self.last, self.match


class DayWindow(FrozenRecord):
    """The first and last day that a screen shows."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many days it has."""
        return self.last - self.first + 1

    def contains(self, day: int) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def round_window(window: DayWindow, calendar: Calendar) -> DayWindow:
    """The window with whole years at the ends that are too far away to name a day of."""
    year = to_civil_date(window.first, calendar)[0]
    first = window.first if _has_dates(year) else to_day_number(year, 1, 1, calendar)
    year = to_civil_date(window.last, calendar)[0]
    last = window.last if _has_dates(year) else to_day_number(year + 1, 1, 1, calendar) - 1
    return DayWindow(first, last)


def _has_dates(year: int) -> bool:
    return -LAST_DATED_YEAR <= year <= LAST_DATED_YEAR
