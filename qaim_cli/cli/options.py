"""The options, declared once: what each is called, takes and means.

A command's options are a class made of the groups below, each option a class attribute. The Typer
command (`app`) and the quick reader (`quick`) are both derived from these declarations, so that
there is one source of truth and a request that only asks for an answer need not import Typer.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from qaim_cli.errors import RequestError
from qaim_cli.export import FORMATS
from qaim_cli.text import is_text, listed, shown, suggestion, whole_number


class Option(NamedTuple):
    """One option or argument as a person sees it; an argument has no flags."""

    flags: tuple[str, ...]
    help: str
    group: str
    metavar: str = "TEXT"
    choices: tuple[str, ...] = ()
    completes: str = ""
    """What a shell offers for its value: a kind of name in the store (see `complete`)."""
    field: str = ""
    most: int = 10**9
    """The greatest number that it takes."""
    required: bool = False
    """Whether an argument must be given."""
    takes: str = ""
    """What it takes: "flag" nothing, "text" or "number" one value, "texts" one each time."""

    @property
    def name(self) -> str:
        """What errors call it."""
        return self.flags[0] if self.flags else self.metavar


_TAKES = {"bool": "flag", "str | None": "text", "tuple[str, ...]": "texts", "int | None": "number"}
"""What an option takes, by the type its declaration is given."""


class Options:
    """The values of a command's options, an attribute each."""

    writes: ClassVar[bool] = False
    """Whether the values are written down, so that they must be text."""

    def __init__(self, values: Mapping[str, object]) -> None:
        """Takes each option's value, checked against what it may be.

        Raises:
            RequestError: a value is not one of the choices, or no number where one is wanted.
        """
        for each in declared(type(self)):
            value = values.get(each.field)
            if self.writes:
                _check_text(each, value)
            if each.takes == "flag":
                value = bool(value)
            elif each.takes == "texts":
                given = value if isinstance(value, (tuple, list)) else ()
                value = tuple(_checked(each, one) for one in given)
            elif isinstance(value, str):
                value = _checked(each, value)
            setattr(self, each.field, value)


def declared(options: type[Options]) -> tuple[Option, ...]:
    """The options of an options class, its arguments first; the latest declaration of each."""
    found = {
        name: declaration._replace(field=name, takes=_TAKES[group.__annotations__[name]])
        for group in reversed(options.__mro__)
        for name, declaration in vars(group).items()
        if isinstance(declaration, Option)
    }
    return tuple(sorted(found.values(), key=lambda option: bool(option.flags)))


def option(*flags: str, help: str, group: str, **details: Any) -> Any:
    """The declaration of an option with these flags; the attribute's type says what it takes."""
    return Option(flags, help, group, **details)


def argument(metavar: str, *, help: str, **details: Any) -> Any:
    """The declaration of an argument, which must be given unless its name stands in brackets."""
    return Option((), help, "Arguments", metavar, required=metavar[0] != "[", **details)


def _check_text(option: Option, value: object) -> None:
    # Python hands on the bytes of an argument that are no text; only a file can be called so.
    for each in value if isinstance(value, (tuple, list)) else (value,):
        if isinstance(each, str) and "FILE" not in option.metavar and not is_text(each):
            raise RequestError(f"{option.name} cannot be {shown(each)}", "write it as UTF-8 text")


def _checked(option: Option, value: str) -> str | int:
    if option.choices and value not in option.choices:
        cure = suggestion(value, option.choices) or f"choose {listed(option.choices, 'or')}"
        raise RequestError(f"{option.name} cannot be {shown(value)}", cure)
    if option.takes == "number":
        number = whole_number(value)
        if not number or number > option.most:
            upto = f" to {option.most:,}" if option.most < 10**9 else ""
            what = f"{option.name} cannot be {shown(value)}"
            raise RequestError(what, f"give a whole number from 1{upto}")
        return number
    return value


_ASK, _ORDER, _SHOW, _STORE = "What to ask", "In what order", "How to show it", "Which timeline"
_EVENT, _ABOUT = "What the event is", "What the timeline is about"
GROUPS = (
    "Arguments", _EVENT, _ABOUT, "What to check", "What to extract", "What to accept",
    "What to count", "How to draw", _ASK, _ORDER, _SHOW, _STORE,
)  # fmt: skip
"""The groups in which help shows options, in order."""


class StoreOptions(Options):
    """Which timeline."""

    file: tuple[str, ...] = option(
        "--file",
        metavar="FILE",
        help="The timeline to read, or several together; or set QAIM_FILE.",
        group=_STORE,
    )
    no_cache: bool = option(
        "--no-cache", group=_STORE,
        help="Read the timeline itself, and keep nothing to answer sooner next time.",
    )  # fmt: skip

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the timelines named, none for the one shipped."""
        if any(self.file):
            return self.file
        return tuple(filter(None, os.environ.get("QAIM_FILE", "").split(os.pathsep)))


class WriteOptions(StoreOptions):
    """Which timeline to change, and whether to do it."""

    writes = True
    dry_run: bool = option(
        "--dry-run", group=_STORE, help="Show what would change in the file, and change nothing."
    )


class TodayOptions(Options):
    """Which day it is."""

    today: str | None = option(
        "--today",
        metavar="DATE",
        help="The day that 'last 5 years' and the like count from, to repeat an answer.",
        group=_ASK,
    )


class FilterOptions(Options):
    """What is asked. A repeated option means any of its values; different ones mean all."""

    since: str | None = option(
        "--from", "--since", metavar="DATE", group=_ASK,
        help="Events from the first day of DATE on.",
    )  # fmt: skip
    until: str | None = option(
        "--to", "--until", metavar="DATE", group=_ASK,
        help="Events up to the last day of DATE: --to 2004 includes 31 December.",
    )  # fmt: skip
    within: tuple[str, ...] = option(
        "--in", metavar="PERIOD", group=_ASK,
        help="Events in a period: 2004, 'apr 2004', 1990s, 2003..2005 or any EDTF.",
    )  # fmt: skip
    actors: tuple[str, ...] = option(
        "--actor", "-a", metavar="NAME", group=_ASK, completes="actor",
        help="Events with an actor, by id, name or alias; a whole finds its parts.",
    )  # fmt: skip
    keywords: tuple[str, ...] = option(
        "--keyword", "-k", metavar="WORDS", group=_ASK,
        help="Events whose words begin so, all of them; '\"two words\"' is a phrase.",
    )  # fmt: skip
    places: tuple[str, ...] = option(
        "--place", "-p", metavar="NAME", group=_ASK, completes="place",
        help="Events at a place or within it.",
    )  # fmt: skip
    tags: tuple[str, ...] = option(
        "--tag", "-t", metavar="TAG", group=_ASK, completes="tag", help="Events with a tag."
    )
    sections: tuple[str, ...] = option(
        "--section", metavar="NAME", group=_ASK, completes="section",
        help="Events told in a section of the source.",
    )  # fmt: skip
    timelines: tuple[str, ...] = option(
        "--timeline", metavar="NAME", group=_ASK, completes="timeline",
        help="Events of a timeline, where several are read: its file's name without ending.",
    )  # fmt: skip
    sure: bool = option("--sure", group=_ASK, help="Only events that certainly fall in the range.")
    maybe: bool = option(
        "--maybe", group=_ASK, help="Also events too vaguely dated to be listed otherwise."
    )


class QueryOptions(Options):
    """What is asked in the query language, and how it was understood."""

    query: tuple[str, ...] = argument(
        "[QUERY]...",
        help='What to find: words, "phrases", actor:NAME, 2016..2019, and, or, not, (brackets).',
    )
    explain: bool = option(
        "--explain", group=_ASK,
        help="Show how the question was understood and what each part keeps, not the answer.",
    )  # fmt: skip


class OrderOptions(Options):
    """In what order, and how many."""

    sort: str | None = option(
        "--sort", metavar="KEY", group=_ORDER, choices=("date", "title", "killed"),
        help="Order by date (the usual), title or killed (most first).",
    )  # fmt: skip
    reverse: bool = option("--reverse", group=_ORDER, help="The other way round.")
    limit: int | None = option("--limit", "-n", metavar="N", group=_ORDER, help="At most N events.")


class ScreenOptions(Options):
    """How a terminal is used."""

    color: str | None = option(
        "--color", metavar="WHEN", group=_SHOW, choices=("auto", "always", "never"),
        help="Colours: auto (on a terminal, unless NO_COLOR is set), always or never.",
    )  # fmt: skip
    theme: str | None = option(
        "--theme", metavar="THEME", group=_SHOW, choices=("auto", "light", "dark", "mono"),
        help="The colours of names, for a light or a dark page, or for either; mono has none.",
    )  # fmt: skip
    width: int | None = option(
        "--width",
        metavar="N",
        group=_SHOW,
        most=10_000,
        help="Columns to fill, instead of the terminal's.",
    )
    ascii: bool = option("--ascii", group=_SHOW, help="Draw with ASCII characters only.")
    no_pager: bool = option(
        "--no-pager", group=_SHOW, help="Do not page an answer longer than the screen."
    )


class OutputOptions(Options):
    """Where an answer goes and in what format."""

    format: str | None = option(
        "--format", "-f", metavar="FORMAT", group=_SHOW,
        choices=("table", *FORMATS, "svg", "html"),
        help="table (the usual), json, jsonl, csv, md, svg (a picture) or html (a page to share).",
    )  # fmt: skip
    output: str | None = option(
        "--output", "-o", metavar="FILE", group=_SHOW,
        help="Write to FILE instead; its ending chooses the format.",
    )  # fmt: skip


class ShowOptions(ScreenOptions, OutputOptions):
    """What every command takes that shows something."""


class ReadOptions(StoreOptions, ShowOptions):
    """What every command takes that shows something of a timeline."""


class IdOptions(Options):
    """What a listing shows besides."""

    ids: bool = option("--ids", group=_SHOW, help="Show the ids of events, to ask for them by.")


class AskOptions(TodayOptions, IdOptions, OrderOptions, QueryOptions, FilterOptions, ReadOptions):
    """What every command takes that answers a question with events."""
