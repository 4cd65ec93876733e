"""A view as the command that opens it, and the command as its view.

`format_words` and `parse_words` are each other's inverse. The same words behind `qaim list` and
`qaim chart` give the view's answer without a screen.
"""

from __future__ import annotations

import datetime
import shlex
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from qaim_cli.dates.calendar import Calendar, format_edtf_year, format_iso_day, to_civil_date
from qaim_cli.errors import RequestError
from qaim_cli.explore.view import LAST_DATED_YEAR, MatchChoice, Pane, View
from qaim_cli.facets import FACETS
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.query import FilterInput
from qaim_cli.text import quote_text

FILTER_FLAGS = {
    "within": "--in",
    "keywords": "--keyword",
    **{facet.filter_field: facet.flags[0] for facet in FACETS.values()},
}
"""The options that filter, by the fields of `FilterInput`; each may be given several times."""
_LIST_FLAGS = {"since": "--from", "until": "--to", "today": "--today"}
_SCREEN_FLAGS = {"by": "--by", "at": "--at", "pane": "--pane"}
"""What only a screen can show; a chart has lanes as well."""
_SWITCHES = {"sure": "--sure", "maybe": "--maybe"}
_REPEATED_FLAGS = {**FILTER_FLAGS, "file": "--file"}
_FIELDS_BY_FLAG = {
    flag: field
    for flags in (_REPEATED_FLAGS, _LIST_FLAGS, _SCREEN_FLAGS, _SWITCHES)
    for field, flag in flags.items()
}
NO_LANES = "none"
_SCREEN_FIELDS = {"explore": ("by", "at", "pane"), "chart": ("by",), "list": ()}
"""What each command takes of what only a screen shows."""


class ViewScope(FrozenRecord):
    """What days in a command are read by: the timeline's calendar, and the day it is."""

    calendar: Calendar
    today: datetime.date
    periods: Mapping[str, str] = MappingProxyType({})
    """The timeline's own periods."""


def format_command(view: View, calendar: Calendar, command: str = "list") -> str:
    """The line to type in a shell for a view: `explore` opens it, `list` and `chart` answer it."""
    return shlex.join(["qaim", command, *format_words(view, calendar, command)])


def format_words(view: View, calendar: Calendar, command: str = "explore") -> list[str]:
    """The arguments that give a view, or as much of it as the command can show."""
    query = view.filters.query
    words = [query] if query and not query.startswith("-") else []
    for flag, value in _iter_options(view, calendar, command):
        if not value:
            words.append(flag)
        else:
            words += [f"{flag}={value}"] if value.startswith("-") else [flag, value]
    # What begins with a hyphen would be an option anywhere else.
    return [*words, "--", query] if query.startswith("-") else words


def parse_words(words: Sequence[str], scope: ViewScope) -> View:
    """The view that arguments give.

    Raises:
        RequestError: an option is unknown or lacks its value, or a day cannot be read.
    """
    values: dict[str, object] = {}
    query: list[str] = []
    rest = iter(words)
    for word in rest:
        flag, equals, value = word.partition("=")
        field = _FIELDS_BY_FLAG.get(flag)
        if word == "--":
            query += rest
        elif field is None and word.startswith("-"):
            raise RequestError(f"no option is called {quote_text(word)}", "see `qaim explore -h`")
        elif field is None:
            query.append(word)
        elif field in _SWITCHES:
            values[field] = True
        else:
            given = value if equals else next(rest, None)
            if given is None:
                raise RequestError(f"{flag} has no value", f"write {flag}=…")
            if field in _REPEATED_FLAGS:
                earlier = values.get(field, ())
                values[field] = (*earlier, given) if isinstance(earlier, tuple) else (given,)
            else:
                values[field] = given
    return make_view({**values, "query": tuple(query)}, scope)


def format_bounds(view: View, calendar: Calendar) -> tuple[str | None, str | None]:
    """The first and last day of a view as a command writes them, None where it has none."""
    return (
        None if view.first is None else _format_day(view.first, calendar),
        None if view.last is None else _format_day(view.last, calendar, is_last=True),
    )


def make_view(values: Mapping[str, object], scope: ViewScope) -> View:
    """The view that the values of options give, by the names of the options' fields.

    Raises:
        RequestError: a day cannot be read, or the range ends before it begins.
    """
    first, last = _read_days(_get_text(values, "since"), _get_text(values, "until"), scope)
    by = _get_text(values, "by") or ""
    match = MatchChoice.NORMAL
    for choice in (MatchChoice.SURE, MatchChoice.MAYBE):
        if values.get(choice):
            match = choice
    return View(
        FilterInput(
            query=" ".join(" ".join(_get_texts(values, "query")).split()),
            **{field: _get_texts(values, field) for field in FILTER_FLAGS},  # type: ignore[arg-type]
        ),
        first,
        last,
        match,
        "" if by == NO_LANES else by,
        _get_text(values, "at") or "",
        Pane(_get_text(values, "pane") or Pane.LIST),
        _get_texts(values, "file"),
        _get_text(values, "today") or "",
    )


def _get_text(values: Mapping[str, object], field: str) -> str | None:
    value = values.get(field)
    return value if isinstance(value, str) else None


def _get_texts(values: Mapping[str, object], field: str) -> tuple[str, ...]:
    value = values.get(field)
    return tuple(map(str, value)) if isinstance(value, (tuple, list)) else ()


def _iter_options(view: View, calendar: Calendar, command: str) -> Iterator[tuple[str, str]]:
    """Each option with its value, which is empty for a switch."""
    for field, flag in FILTER_FLAGS.items():
        yield from ((flag, value) for value in getattr(view.filters, field))
    for flag, bound in zip(("--from", "--to"), format_bounds(view, calendar), strict=True):
        if bound is not None:
            yield flag, bound
    if view.match is not MatchChoice.NORMAL:
        yield f"--{view.match}", ""
    shown = {
        "by": view.lanes,
        "at": view.cursor,
        "pane": "" if view.pane is Pane.LIST else str(view.pane),
    }
    for field in _SCREEN_FIELDS[command]:
        if shown[field]:
            yield _SCREEN_FLAGS[field], shown[field]
    yield from (("--file", file) for file in view.files)
    if view.today:
        yield "--today", view.today


def _format_day(day: int, calendar: Calendar, *, is_last: bool = False) -> str:
    """A bound in as few words as say it: a year, a month or a day."""
    year, month, of_month = to_civil_date(day, calendar)
    edge = to_civil_date(day + 1, calendar) if is_last else (year, month, of_month)
    if abs(year) > LAST_DATED_YEAR or edge[1:] == (1, 1):
        return format_edtf_year(year)
    return format_iso_day(day, calendar)[: -3 if edge[2] == 1 else None]


def _read_days(
    since: str | None, until: str | None, scope: ViewScope
) -> tuple[int | None, int | None]:
    """The first day of one period and the last of another, as far as they are given."""
    if since is None and until is None:
        return None, None
    # Here, so that a view without days never loads the reader of dates in words.
    from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
    from qaim_cli.periods import parse_period

    rules = scope.today, scope.calendar, scope.periods
    first = parse_period(since, *rules).first_day if since else None
    last = parse_period(until, *rules).last_day if until else None
    if first is not None and last is not None and first > last:
        raise RequestError(f"{since!r} comes after {until!r}", "swap the two")
    return (
        None if first == INFINITE_PAST else first,
        None if last == INFINITE_FUTURE else last,
    )
