"""Declarations of all options: name, type of value and help text.

A command's options are a class made of the groups below, each option a class attribute. The Typer
command (`app`) and the fast reader (`fast_args`) are both derived from these declarations, so that
a request that only asks for an answer need not import Typer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from qaim_cli.errors import RequestError
from qaim_cli.exchange import WRITABLE_FORMATS
from qaim_cli.export import EXPORT_FORMATS
from qaim_cli.facets import FACETS
from qaim_cli.plugins import PluginGroup, has_plugin
from qaim_cli.text import format_list, is_encodable, parse_whole_number, quote_text, suggest_name


class ValueKind(StrEnum):
    """Kind of value that an option takes; `TEXTS` may be given several times."""

    FLAG = "flag"
    TEXT = "text"
    NUMBER = "number"
    TEXTS = "texts"


class OptionSpec(NamedTuple):
    """Declaration of one option or argument; an argument has no flags."""

    flags: tuple[str, ...]
    help: str
    group: str
    metavar: str = "TEXT"
    choices: tuple[str, ...] = ()
    completion_kind: str = ""
    """What the shell offers for a value: `event`, or the name of a facet (see `complete`)."""
    plugin_group: PluginGroup | None = None
    """Where other packages add choices, if they can."""
    other_values: str = ""
    """A pattern of the values that it takes besides its choices, to be judged by the command."""
    field: str = ""
    max_value: int = 10**9
    is_required: bool = False
    """Whether an argument must be given."""
    value_kind: ValueKind = ValueKind.TEXT

    @property
    def name(self) -> str:
        """The option's name in error messages."""
        return self.flags[0] if self.flags else self.metavar


_VALUE_KINDS = {
    "bool": ValueKind.FLAG,
    "str | None": ValueKind.TEXT,
    "tuple[str, ...]": ValueKind.TEXTS,
    "int | None": ValueKind.NUMBER,
}
"""Kind of an option by the type that its declaration is annotated with, as it is written.

Python would take longer to find out what the words mean than to read all arguments."""


class CommandOptions:
    """Values of a command's options, one attribute each."""

    requires_text: ClassVar[bool] = False
    """Whether the values are written to a file, so that they must be encodable."""

    def __init__(self, values: Mapping[str, object]) -> None:
        """Set each option from `values`, after checking it.

        Raises:
            RequestError: a value is not one of the choices, or not a number where one is needed.
        """
        for option in list_options(type(self)):
            value = values.get(option.field)
            if self.requires_text:
                _require_encodable(option, value)
            if option.value_kind is ValueKind.FLAG:
                value = bool(value)
            elif option.value_kind is ValueKind.TEXTS:
                items = value if isinstance(value, (tuple, list)) else ()
                value = tuple(_parse_value(option, item) for item in items)
            elif isinstance(value, str):
                value = _parse_value(option, value)
            setattr(self, option.field, value)


def list_options(options_class: type[CommandOptions]) -> tuple[OptionSpec, ...]:
    """Return the options of a class, arguments first; the latest declaration of each.

    Raises:
        TypeError: an option is annotated with a type that no option can have.
    """
    if options_class not in _options_by_class:
        _options_by_class[options_class] = _read_declarations(options_class)
    return _options_by_class[options_class]


_options_by_class: dict[type[CommandOptions], tuple[OptionSpec, ...]] = {}


def _read_declarations(options_class: type[CommandOptions]) -> tuple[OptionSpec, ...]:
    options_by_field: dict[str, OptionSpec] = {}
    for base in reversed(options_class.__mro__):
        for field, spec in vars(base).items():
            if isinstance(spec, OptionSpec):
                kind = _VALUE_KINDS.get(base.__annotations__[field])
                if kind is None:
                    known = format_list(_VALUE_KINDS, "or")
                    raise TypeError(f"{options_class.__name__}.{field}: annotate it {known}")
                options_by_field[field] = spec._replace(field=field, value_kind=kind)
    return tuple(sorted(options_by_field.values(), key=lambda option: bool(option.flags)))


def declare_option(
    *flags: str,
    help: str,
    group: str,
    metavar: str = "TEXT",
    choices: tuple[str, ...] = (),
    completion_kind: str = "",
    plugin_group: PluginGroup | None = None,
    other_values: str = "",
    max_value: int = 10**9,
) -> Any:
    """Declare an option with these flags; the attribute's type decides what value it takes."""
    return OptionSpec(
        flags, help, group, metavar, choices, completion_kind, plugin_group, other_values,
        max_value=max_value,
    )  # fmt: skip


def declare_argument(
    metavar: str,
    *,
    help: str,
    choices: tuple[str, ...] = (),
    completion_kind: str = "",
) -> Any:
    """Declare an argument; it must be given unless its name is in brackets."""
    is_required = not metavar.startswith("[")
    return OptionSpec(
        (), help, _ARGUMENTS, metavar, choices, completion_kind, is_required=is_required
    )


def group_options(options: Iterable[OptionSpec]) -> dict[str, list[OptionSpec]]:
    """Group options as help shows them: arguments, a command's own groups, shared groups."""
    options_by_group: dict[str, list[OptionSpec]] = {}
    for option in options:
        options_by_group.setdefault(option.group, []).append(option)
    own = [group for group in options_by_group if group not in (_ARGUMENTS, *_SHARED_GROUPS)]
    order = (_ARGUMENTS, *own, *_SHARED_GROUPS)
    return {group: options_by_group[group] for group in order if group in options_by_group}


def _require_encodable(option: OptionSpec, value: object) -> None:
    # Python passes on bytes of an argument that are not text; only a file can have such a name.
    for item in value if isinstance(value, (tuple, list)) else (value,):
        if isinstance(item, str) and "FILE" not in option.metavar and not is_encodable(item):
            raise RequestError(
                f"{option.name} cannot be {quote_text(item)}", "write it as UTF-8 text"
            )


def _parse_value(option: OptionSpec, value: str) -> str | int:
    message = f"{option.name} cannot be {quote_text(value)}"
    if option.choices and not _is_choice(option, value):
        fix = suggest_name(value, option.choices) or f"choose {format_list(option.choices, 'or')}"
        raise RequestError(message, fix)
    if option.value_kind is ValueKind.NUMBER:
        number = parse_whole_number(value)
        if not number or number > option.max_value:
            limit = f" to {option.max_value:,}" if option.max_value < 10**9 else ""
            raise RequestError(message, f"give a whole number from 1{limit}")
        return number
    return value


def _is_choice(option: OptionSpec, value: str) -> bool:
    return (
        value in option.choices
        or (option.plugin_group is not None and has_plugin(option.plugin_group, value))
        or (bool(option.other_values) and re.fullmatch(option.other_values, value) is not None)
    )


OWN_FIELD_VALUES = r"(?i:x-.+)"
"""The pattern of the names of own fields, which the timeline has to judge."""
_ARGUMENTS = "Arguments"
_ASK_GROUP, _ORDER_GROUP, _SHOW_GROUP, _STORE_GROUP = (
    "What to find",
    "Order",
    "Output",
    "Which timeline",
)
_SHARED_GROUPS = (_ASK_GROUP, _ORDER_GROUP, _SHOW_GROUP, _STORE_GROUP)
"""Groups of options that many commands share, in the order of help."""


def _declare_facet(name: str) -> Any:
    """Declare the option that filters by a facet."""
    facet = FACETS[name]
    return declare_option(
        *facet.flags, help=facet.help, group=_ASK_GROUP, metavar=facet.metavar, completion_kind=name
    )


class StoreOptions(CommandOptions):
    """Options that choose the timeline."""

    file: tuple[str, ...] = declare_option(
        "--file",
        metavar="FILE",
        help="The timeline to read, or several at once; or set QAIM_FILE. The default is the one "
        "in the folder.",
        group=_STORE_GROUP,
    )
    no_cache: bool = declare_option(
        "--no-cache", group=_STORE_GROUP,
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
        "--timeline", metavar="NAME", group=_STORE_GROUP, completion_kind="timeline",
        help="Which of several timelines to change: its file's name without extension.",
    )  # fmt: skip
    dry_run: bool = declare_option(
        "--dry-run",
        group=_STORE_GROUP,
        help="Show what would change, without changing it.",
    )


class TodayOptions(CommandOptions):
    """The option that sets today's date."""

    today: str | None = declare_option(
        "--today",
        metavar="DATE",
        help="The day to take as today, for 'last 5 years' and the like.",
        group=_ASK_GROUP,
    )


class FilterOptions(CommandOptions):
    """Filters; several values of one option mean any of them, several options mean all."""

    since: str | None = declare_option(
        "--from", "--since", metavar="DATE", group=_ASK_GROUP,
        help="Events from the first day of DATE onwards.",
    )  # fmt: skip
    until: str | None = declare_option(
        "--to", "--until", metavar="DATE", group=_ASK_GROUP,
        help="Events up to the last day of DATE: --to 2004 includes 31 December.",
    )  # fmt: skip
    within: tuple[str, ...] = declare_option(
        "--in", metavar="PERIOD", group=_ASK_GROUP,
        help="Events in a period: 2004, 'apr 2004', 1990s, 2003..2005 or any EDTF.",
    )  # fmt: skip
    actors: tuple[str, ...] = _declare_facet("actor")
    keywords: tuple[str, ...] = declare_option(
        "--keyword", "-k", metavar="WORDS", group=_ASK_GROUP,
        help="Events with words that start like these; '\"two words\"' is a phrase.",
    )  # fmt: skip
    places: tuple[str, ...] = _declare_facet("place")
    tags: tuple[str, ...] = _declare_facet("tag")
    sources: tuple[str, ...] = _declare_facet("source")
    sections: tuple[str, ...] = _declare_facet("section")
    timelines: tuple[str, ...] = _declare_facet("timeline")
    sure: bool = declare_option(
        "--sure", group=_ASK_GROUP, help="Only events that certainly match."
    )
    maybe: bool = declare_option(
        "--maybe",
        group=_ASK_GROUP,
        help="Also events whose dates are too vague to be listed otherwise.",
    )


class QueryOptions(CommandOptions):
    """The query in the query language, and how it was understood."""

    query: tuple[str, ...] = declare_argument(
        "[QUERY]...",
        help='What to find: words, "phrases", actor:NAME, 2016..2019, and, or, not, (brackets).',
    )
    explain: bool = declare_option(
        "--explain", group=_ASK_GROUP,
        help="Show how the query was understood and how many events each part matches.",
    )  # fmt: skip


class OrderOptions(CommandOptions):
    """The order and the number of results."""

    sort: str | None = declare_option(
        "--sort", metavar="KEY", group=_ORDER_GROUP, choices=("date", "title", "killed"),
        other_values=OWN_FIELD_VALUES,
        help="Order by date (the default), title, killed (most first) or a field of your own, as "
        "x-importance (highest first).",
    )  # fmt: skip
    reverse: bool = declare_option("--reverse", group=_ORDER_GROUP, help="Reverse the order.")
    limit: int | None = declare_option(
        "--limit", "-n", metavar="N", group=_ORDER_GROUP, help="At most N events."
    )


class ScreenOptions(CommandOptions):
    """Options for how the terminal is used."""

    color: str | None = declare_option(
        "--color", metavar="WHEN", group=_SHOW_GROUP, choices=("auto", "always", "never"),
        help="Colours: auto (on a terminal, unless NO_COLOR is set), always or never.",
    )  # fmt: skip
    theme: str | None = declare_option(
        "--theme", metavar="THEME", group=_SHOW_GROUP, choices=("auto", "light", "dark", "mono"),
        help="The colours of names: for a light or a dark background, or both; mono has none.",
    )  # fmt: skip
    width: int | None = declare_option(
        "--width",
        metavar="N",
        group=_SHOW_GROUP,
        max_value=10_000,
        help="The width in columns, instead of the terminal's.",
    )
    ascii: bool = declare_option(
        "--ascii", group=_SHOW_GROUP, help="Draw with ASCII characters only."
    )
    no_pager: bool = declare_option(
        "--no-pager", group=_SHOW_GROUP, help="Do not page long answers."
    )


class OutputOptions(CommandOptions):
    """Where the answer goes, and in which format."""

    format: str | None = declare_option(
        "--format", "-f", metavar="FORMAT", group=_SHOW_GROUP,
        choices=("table", *EXPORT_FORMATS, "svg", "html"), plugin_group="qaim.formats",
        help="table (the default), json, jsonl, csv, md, svg (a picture) or html (a page).",
    )  # fmt: skip
    output: str | None = declare_option(
        "--output", "-o", metavar="FILE", group=_SHOW_GROUP,
        help="Write to FILE; its extension chooses the format.",
    )  # fmt: skip


class ShowOptions(ScreenOptions, OutputOptions):
    """Options of every command that shows something."""


class TitleOptions(CommandOptions):
    """What an answer is called."""

    title: str | None = declare_option(
        "--title", group=_SHOW_GROUP, help="The title to show, instead of the timeline's own."
    )


class ReadOptions(StoreOptions, ShowOptions):
    """Options of every command that shows something of a timeline."""


class IdOptions(CommandOptions):
    """Optional columns of a listing."""

    show_ids: bool = declare_option("--ids", group=_SHOW_GROUP, help="Show the events' ids.")


class NumberOptions(CommandOptions):
    """Numbers of the rows of a listing."""

    numbers: bool = declare_option(
        "--numbers", group=_SHOW_GROUP, help="Number the events, for `qaim show 3`."
    )


class AskOptions(
    TodayOptions, IdOptions, OrderOptions, QueryOptions, FilterOptions, TitleOptions, ReadOptions
):
    """Options of every command that answers with events."""


class ExportOptions(AskOptions):
    """Options of every command whose events can be exported to other programs."""

    format: str | None = declare_option(
        "--format", "-f", metavar="FORMAT", group=_SHOW_GROUP,
        choices=("table", *EXPORT_FORMATS, "svg", "html", *WRITABLE_FORMATS),
        plugin_group="qaim.formats",
        help="table (the default), json, jsonl, csv, md, svg, html, or another program's: "
        f"{', '.join(WRITABLE_FORMATS)}.",
    )  # fmt: skip
    losses: bool = declare_option(
        "--losses", group=_SHOW_GROUP,
        help="List on stderr what each event loses in another program's format.",
    )  # fmt: skip
    strict: bool = declare_option(
        "--strict", group=_SHOW_GROUP,
        help="Exit with status 1 if another program's format drops anything.",
    )  # fmt: skip


class PageOptions(ExportOptions):
    """Options of commands that draw pages to explore and pictures."""

    style: str | None = declare_option(
        "--style", metavar="STYLE", group="How to draw", choices=("drawn", "terminal"),
        help="The style of pictures: drawn (the default), or like the terminal.",
    )  # fmt: skip
    embed: bool = declare_option(
        "--embed", group=_SHOW_GROUP,
        help="Put the images of events into the HTML page, to share it as one file.",
    )  # fmt: skip
