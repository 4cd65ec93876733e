"""Moves: from one view to the next, each a function of the view and of the days on screen."""

from __future__ import annotations

import re

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, DateSpan
from qaim_cli.dates.calendar import Calendar
from qaim_cli.explore.density import get_begin_range
from qaim_cli.explore.view import DayWindow, MatchChoice, Pane, View, round_window
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.query import FilterInput

MIN_ZOOM_DAYS = 7
"""Zooming in stops at a week; a column chosen by itself may be a day."""
AROUND_DAYS = 30


class Extent(FrozenRecord):
    """The days on screen, and all that there are to look at."""

    window: DayWindow
    whole: DayWindow
    calendar: Calendar


def set_window(view: View, window: DayWindow, extent: Extent) -> View:
    """Show these days; all of them are shown without a bound."""
    rounded = round_window(window, extent.calendar)
    if rounded.first <= extent.whole.first and rounded.last >= extent.whole.last:
        return show_whole(view)
    return view._replace(first=rounded.first, last=rounded.last)


def show_whole(view: View) -> View:
    """Show everything from the first day to the last."""
    return view._replace(first=None, last=None)


def zoom(view: View, extent: Extent, factor: float, anchor: int) -> View:
    """Show `factor` times as many days; the anchor stays where it is on screen."""
    window = extent.window
    length = max(min(MIN_ZOOM_DAYS, window.length), round(window.length * factor))
    if length >= extent.whole.length:
        return show_whole(view)
    share = (anchor + 0.5 - window.first) / window.length
    first = round(anchor + 0.5 - share * length)
    # There is nothing to see beside the whole.
    first = max(min(first, extent.whole.last - length + 1), extent.whole.first)
    return set_window(view, DayWindow(first, first + length - 1), extent)


def pan(view: View, extent: Extent, share: float) -> View:
    """Move by a share of the days on screen, no farther than there is something to see."""
    window, whole = extent.window, extent.whole
    step = round(window.length * share) or (1 if share > 0 else -1)
    back, ahead = min(0, whole.first - window.first), max(0, whole.last - window.last)
    step = max(back, min(ahead, step))
    return set_window(view, DayWindow(window.first + step, window.last + step), extent)


def go_to(view: View, extent: Extent, days: DayWindow) -> View:
    """Bring days into view: stay if they are shown, else centre them at the same zoom."""
    window = extent.window
    if window.contains(days.first) and window.contains(days.last):
        return view
    length = max(window.length, days.length)
    if window.length >= extent.whole.length:
        length = days.length * 3  # the whole is no measure for what lies outside of it
    first = days.first - (length - days.length) // 2
    return set_window(view, DayWindow(first, first + length - 1), extent)


def bound_days(first: int, last: int, whole: DayWindow) -> DayWindow:
    """The days from one to another, where an infinite end is that of the whole."""
    return DayWindow(
        min(whole.first, last) if first == INFINITE_PAST else first,
        max(whole.last, first) if last == INFINITE_FUTURE else last,
    )


def show_around(view: View, id: str) -> View:
    """Ask what happened around an event, whatever was asked before."""
    query = f"around:{_quote_value(id)} within:{AROUND_DAYS}d"
    return show_whole(view)._replace(filters=FilterInput(query=query), cursor=id, pane=Pane.LIST)


def find_anchor(span: DateSpan, window: DayWindow) -> int:
    """The day that stands for an event on screen: the first on which it may have begun."""
    first, last = get_begin_range(span)
    return min(max(first, window.first), window.last) if last >= window.first else window.first


def set_query(view: View, query: str) -> View:
    """Ask something else in the query language."""
    return view._replace(filters=view.filters._replace(query=" ".join(query.split())))


def add_term(view: View, term: str) -> View:
    """Ask for a term as well; one that is already asked for changes nothing."""
    query = view.filters.query
    if f" {term} " in f" {query} ":
        return view
    if re.search(r"\bor\b", query, re.IGNORECASE):
        query = f"({query})"
    return set_query(view, f"{query} {term}")._replace(pane=Pane.LIST)


def make_term(field: str, *values: str) -> str:
    """A term of the query language that asks for any of the values."""
    terms = [f"{field}:{_quote_value(value)}" for value in values]
    return terms[0] if len(terms) == 1 else f"({' or '.join(terms)})"


def toggle_lanes(view: View, facet: str) -> View:
    """Show lanes by a facet, or none if they are by this one."""
    if view.lanes == facet:
        pane = Pane.LIST if view.pane is Pane.LANES else view.pane
        return view._replace(lanes="", pane=pane)
    return view._replace(lanes=facet)


def cycle_match(view: View) -> View:
    """List only what is sure, then all as usual, then also what is too vague."""
    choices = tuple(MatchChoice)
    return view._replace(match=choices[(choices.index(view.match) + 1) % len(choices)])


def cycle_pane(view: View, panes: tuple[Pane, ...], step: int = 1) -> View:
    """Give the keys to the next pane of those on screen."""
    at = panes.index(view.pane) if view.pane in panes else 0
    return view._replace(pane=panes[(at + step) % len(panes)])


def _quote_value(value: str) -> str:
    return value if re.fullmatch(r"[\w-]+", value) else f'"{value.replace(chr(34), "")}"'
