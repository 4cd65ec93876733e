"""The options that commands share, in groups."""

from __future__ import annotations

import os
from typing import Any

from qaim_cli.cli.option_specs import (
    ASK_GROUP,
    ORDER_GROUP,
    SHOW_GROUP,
    STORE_GROUP,
    CommandOptions,
    declare_argument,
    declare_option,
)
from qaim_cli.exchange import WRITABLE_FORMATS
from qaim_cli.export import EXPORT_FORMATS
from qaim_cli.facets import FACETS

OWN_FIELD_VALUES = r"(?i:x-.+)"
"""The pattern of the names of own fields, which the timeline has to judge."""


def _declare_facet(name: str) -> Any:
    """Declare the option that filters by a facet."""
    facet = FACETS[name]
    return declare_option(
        *facet.flags, help=facet.help, group=ASK_GROUP, metavar=facet.metavar, completion_kind=name
    )


class StoreOptions(CommandOptions):
    """Options that choose the timeline."""

    file: tuple[str, ...] = declare_option(
        "--file",
        metavar="FILE",
        help="The timeline to read, or several at once; or set QAIM_FILE. The default is the one "
        "in the folder.",
        group=STORE_GROUP,
    )
    no_cache: bool = declare_option(
        "--no-cache", group=STORE_GROUP,
        help="Read the timeline's file itself, and write no index.",
    )  # fmt: skip

    @property
    def timeline_paths(self) -> tuple[str, ...]:
        """The paths of the timelines named, none for the one shipped."""
        if any(self.file):
            return self.file
        return tuple(filter(None, os.environ.get("QAIM_FILE", "").split(os.pathsep)))


class WriteOptions(StoreOptions):
    """Options for changing a timeline's file."""

    requires_text = True
    timeline: str | None = declare_option(
        "--timeline", metavar="NAME", group=STORE_GROUP, completion_kind="timeline",
        help="Which of several timelines to change: its file's name without extension.",
    )  # fmt: skip
    dry_run: bool = declare_option(
        "--dry-run",
        group=STORE_GROUP,
        help="Show what would change, without changing it.",
    )


class TodayOptions(CommandOptions):
    """The option that sets today's date."""

    today: str | None = declare_option(
        "--today",
        metavar="DATE",
        help="The day to take as today, for 'last 5 years' and the like.",
        group=ASK_GROUP,
    )


class FilterOptions(CommandOptions):
    """Filters; several values of one option mean any of them, several options mean all."""

    since: str | None = declare_option(
        "--from", "--since", metavar="DATE", group=ASK_GROUP,
        help="Events from the first day of DATE onwards.",
    )  # fmt: skip
    until: str | None = declare_option(
        "--to", "--until", metavar="DATE", group=ASK_GROUP,
        help="Events up to the last day of DATE: --to 2004 includes 31 December.",
    )  # fmt: skip
    within: tuple[str, ...] = declare_option(
        "--in", metavar="PERIOD", group=ASK_GROUP,
        help="Events in a period: 2004, 'apr 2004', 1990s, 2003..2005 or any EDTF.",
    )  # fmt: skip
    actors: tuple[str, ...] = _declare_facet("actor")
    keywords: tuple[str, ...] = declare_option(
        "--keyword", "-k", metavar="WORDS", group=ASK_GROUP,
        help="Events with words that start like these; '\"two words\"' is a phrase.",
    )  # fmt: skip
    places: tuple[str, ...] = _declare_facet("place")
    tags: tuple[str, ...] = _declare_facet("tag")
    sources: tuple[str, ...] = _declare_facet("source")
    sections: tuple[str, ...] = _declare_facet("section")
    timelines: tuple[str, ...] = _declare_facet("timeline")
    sure: bool = declare_option("--sure", group=ASK_GROUP, help="Only events that certainly match.")
    maybe: bool = declare_option(
        "--maybe",
        group=ASK_GROUP,
        help="Also events whose dates are too vague to be listed otherwise.",
    )


class QueryOptions(CommandOptions):
    """The query in the query language, and how it was understood."""

    query: tuple[str, ...] = declare_argument(
        "[QUERY]...",
        help='What to find: words, "phrases", actor:NAME, 2016..2019, and, or, not, (brackets).',
    )
    explain: bool = declare_option(
        "--explain", group=ASK_GROUP,
        help="Show how the query was understood and how many events each part matches.",
    )  # fmt: skip


class OrderOptions(CommandOptions):
    """The order and the number of results."""

    sort: str | None = declare_option(
        "--sort", metavar="KEY", group=ORDER_GROUP, choices=("date", "title", "killed"),
        other_values=OWN_FIELD_VALUES,
        help="Order by date (the default), title, killed (most first) or a field of your own, as "
        "x-importance (highest first).",
    )  # fmt: skip
    reverse: bool = declare_option("--reverse", group=ORDER_GROUP, help="Reverse the order.")
    limit: int | None = declare_option(
        "--limit", "-n", metavar="N", group=ORDER_GROUP, help="At most N events."
    )


class ScreenOptions(CommandOptions):
    """Options for how the terminal is used."""

    color: str | None = declare_option(
        "--color", metavar="WHEN", group=SHOW_GROUP, choices=("auto", "always", "never"),
        help="Colours: auto (on a terminal, unless NO_COLOR is set), always or never.",
    )  # fmt: skip
    theme: str | None = declare_option(
        "--theme", metavar="THEME", group=SHOW_GROUP, choices=("auto", "light", "dark", "mono"),
        help="The colours of names: for a light or a dark background, or both; mono has none.",
    )  # fmt: skip
    width: int | None = declare_option(
        "--width",
        metavar="N",
        group=SHOW_GROUP,
        max_value=10_000,
        help="The width in columns, instead of the terminal's.",
    )
    ascii: bool = declare_option(
        "--ascii", group=SHOW_GROUP, help="Draw with ASCII characters only."
    )
    no_pager: bool = declare_option(
        "--no-pager", group=SHOW_GROUP, help="Do not page long answers."
    )


class OutputOptions(CommandOptions):
    """The format of the output, and the file that it is written to."""

    format: str | None = declare_option(
        "--format", "-f", metavar="FORMAT", group=SHOW_GROUP,
        choices=("table", *EXPORT_FORMATS, "svg", "html"), plugin_group="qaim.formats",
        help=f"table (the default), {', '.join(EXPORT_FORMATS)}, svg (a picture) or html (a page).",
    )  # fmt: skip
    output: str | None = declare_option(
        "--output", "-o", metavar="FILE", group=SHOW_GROUP,
        help="Write to FILE; its extension chooses the format.",
    )  # fmt: skip


class ShowOptions(ScreenOptions, OutputOptions):
    """Options of every command that shows something."""


class TitleOptions(CommandOptions):
    """The title of the output."""

    title: str | None = declare_option(
        "--title", group=SHOW_GROUP, help="The title to show, instead of the timeline's own."
    )


class ReadOptions(StoreOptions, ShowOptions):
    """Options of every command that shows something of a timeline."""


class IdOptions(CommandOptions):
    """Optional columns of a listing."""

    show_ids: bool = declare_option("--ids", group=SHOW_GROUP, help="Show the events' ids.")


class NumberOptions(CommandOptions):
    """Numbers of the rows of a listing."""

    numbers: bool = declare_option(
        "--numbers", group=SHOW_GROUP, help="Number the events, for `qaim show 3`."
    )


class AskOptions(
    TodayOptions, IdOptions, OrderOptions, QueryOptions, FilterOptions, TitleOptions, ReadOptions
):
    """Options of every command that answers with events."""


class ExportOptions(AskOptions):
    """Options of every command whose events can be exported to other programs."""

    format: str | None = declare_option(
        "--format", "-f", metavar="FORMAT", group=SHOW_GROUP,
        choices=("table", *EXPORT_FORMATS, "svg", "html", *WRITABLE_FORMATS),
        plugin_group="qaim.formats",
        help=f"table (the default), {', '.join(EXPORT_FORMATS)}, svg, html, or another program's: "
        f"{', '.join(WRITABLE_FORMATS)}.",
    )  # fmt: skip
    losses: bool = declare_option(
        "--losses", group=SHOW_GROUP,
        help="List on stderr what each event loses in another program's format.",
    )  # fmt: skip
    strict: bool = declare_option(
        "--strict", group=SHOW_GROUP,
        help="Exit with status 1 if another program's format drops anything.",
    )  # fmt: skip


class PageOptions(ExportOptions):
    """Options of commands that draw pages to explore and pictures."""

    style: str | None = declare_option(
        "--style", metavar="STYLE", group="How to draw", choices=("drawn", "terminal"),
        help="The style of pictures: drawn (the default), or like the terminal.",
    )  # fmt: skip
    embed: bool = declare_option(
        "--embed", group=SHOW_GROUP,
        help="Put the images of events into the HTML page, to share it as one file.",
    )  # fmt: skip
