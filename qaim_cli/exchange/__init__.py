"""Exchange: read other programs' timelines as events, and write events for them.

`FORMATS` is the one table of formats. Each is a module here with the functions that `FormatModule`
names; other packages add a `Format` of theirs
under the entry point `qaim.formats`.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, cast

from qaim_cli.frozen_record import FrozenRecord

if TYPE_CHECKING:
    from qaim_cli.exchange.format import FormatModule


class Format(FrozenRecord):
    """A file format: its name and extensions, and whether it is read or written."""

    name: str
    title: str
    module: str
    extensions: tuple[str, ...] = ()
    """The endings that choose it for a file to write; others choose it by name."""
    can_read: bool = True
    can_write: bool = False
    writes_lazily: bool = False
    """Whether it takes events one after the other, however many there are."""

    def load(self) -> FormatModule:
        """Import the module of the format."""
        name = self.module if "." in self.module else f"qaim_cli.exchange.{self.module}"
        return cast("FormatModule", import_module(name))


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("json", "Qaim's JSON", "qaim_json"),
        Format("jsonl", "Qaim's JSON Lines", "qaim_jsonl"),
        Format("csv", "Qaim's CSV", "qaim_csv"),
        Format("timelinejs", "TimelineJS", "timelinejs", can_write=True),
        Format("timelinejs-sheet", "TimelineJS's spreadsheet", "timelinejs_sheet"),
        Format("wikidata", "results of Wikidata's query service", "wikidata"),
        Format("gedcom", "GEDCOM", "gedcom"),
        Format("tei", "TEI and CMIF", "tei"),
        Format("ics", "iCalendar", "ics", ("ics",), can_write=True),
        Format("simile", "SIMILE Timeline", "simile"),
        Format("markwhen", "Markwhen", "markwhen", ("mw", "markwhen"), can_write=True),
        Format("calendar", "a file of BSD's calendar", "bsd_calendar"),
        Format("notes", "notes with front matter", "notes"),
        Format("xlsx", "an Excel workbook", "xlsx"),
        Format("table", "a table (CSV or TSV)", "csv_table"),
        Format("yaml", "a timeline of Qaim's", "yaml_store", ("yaml", "yml"), False, True),
        Format("linkedplaces", "Linked Places", "linked_places", ("lpf",), False, True),
        Format("geojson", "GeoJSON-T", "geojson_t", ("geojson",), False, True),
        Format("linkedart", "Linked Art", "linked_art", ("jsonld",), False, True),
        Format("mermaid", "Mermaid", "mermaid", ("mmd", "mermaid"), False, True),
        Format("sqlite", "SQLite", "sqlite", ("sqlite", "db"), False, True, writes_lazily=True),
        Format("parquet", "Parquet", "parquet", ("parquet",), False, True, writes_lazily=True),
        Format("rss", "RSS", "rss", ("rss",), False, True),
        Format("atom", "Atom", "atom", ("atom",), False, True),
    )
}
"""Every format of the program, in the order in which a file is tried for it."""


WRITABLE_FORMATS = tuple(each.name for each in FORMATS.values() if each.can_write)
"""The names of the formats that events can be written in."""

FORMATS_BY_EXTENSION = {
    extension: each.name
    for each in FORMATS.values()
    if each.can_write
    for extension in each.extensions
}
"""The format that each ending of a file to write means."""


def find_format(name: str) -> Format | None:
    """Find the format of that name, plugins included; None if there is none.

    Raises:
        RequestError: another package adds it, and it cannot be loaded.
    """
    if name in FORMATS:
        return FORMATS[name]
    # Here, so that only who asks for a format that is not ours pays for the search.
    from qaim_cli.plugins import has_plugin, load_plugin

    found = load_plugin("qaim.formats", name) if has_plugin("qaim.formats", name) else None
    return found if isinstance(found, Format) else None


def list_plugin_formats() -> tuple[Format, ...]:
    """List the formats that other packages add, without those that fail to load."""
    from qaim_cli.errors import RequestError
    from qaim_cli.plugins import list_plugins

    found = []
    for name in list_plugins("qaim.formats"):
        with suppress(RequestError):
            found.append(find_format(name))
    return tuple(each for each in found if each is not None)
