"""`qaim import`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qaim_cli.cli import loading, prompt, terminal
from qaim_cli.cli.option_specs import CommandOptions, declare_argument, declare_option
from qaim_cli.errors import RequestError, StoreError
from qaim_cli.memory import pause_cycle_search
from qaim_cli.text import clean_text, format_count, format_list

if TYPE_CHECKING:
    from qaim_cli.exchange import Format
    from qaim_cli.exchange.assemble import AssembledTimeline
    from qaim_cli.exchange.format import ImportOptions
    from qaim_cli.exchange.losses import LossCounter
    from qaim_cli.exchange.source_file import SourceFile

_IMPORT_GROUP = "What to import"
_MAX_FILES = 100_000

EXAMPLES = (
    "qaim import royal92.ged -o draft.yaml",
    "qaim import letters.csv --map date=sent,title='{sender} to {addressee}' -o draft.yaml",
    "qaim import timeline.json --into town.yaml --accept-all",
)


class Options(CommandOptions):
    """Options of `qaim import`."""

    files: tuple[str, ...] = declare_argument(
        "[FILE]...", help="The files to import, or folders of notes; - reads stdin."
    )
    format: str | None = declare_option(
        "--as",
        metavar="FORMAT",
        group=_IMPORT_GROUP,
        help=(
            "The format of the files, if it is not recognised: table, timelinejs, gedcom, tei, "
            "ics and more."
        ),
    )
    map: tuple[str, ...] = declare_option(
        "--map",
        metavar="WHAT=COLUMN,...",
        group=_IMPORT_GROUP,
        help="What the columns of a table are: date=when,title='{from} to {to}',actors=from|to.",
    )
    profile: str | None = declare_option(
        "--profile",
        metavar="FILE",
        group=_IMPORT_GROUP,
        help="Use the column map in FILE, as written by --save-profile.",
    )
    save_profile: str | None = declare_option(
        "--save-profile", metavar="FILE", group=_IMPORT_GROUP,
        help="Save the column map in FILE.",
    )  # fmt: skip
    dates: str | None = declare_option(
        "--dates", metavar="ORDER", group=_IMPORT_GROUP, choices=("dmy", "mdy"),
        help="Read 04/05/2004 with the day first (dmy) or the month first (mdy).",
    )  # fmt: skip
    delimiter: str | None = declare_option(
        "--delimiter", metavar="SIGN", group=_IMPORT_GROUP,
        help="The separator between cells, if the guess is wrong.",
    )  # fmt: skip
    encoding: str | None = declare_option(
        "--encoding", metavar="NAME", group=_IMPORT_GROUP,
        help="The text encoding, if the guess is wrong: utf-8, cp1252, utf-16.",
    )  # fmt: skip
    query: bool = declare_option(
        "--query", group=_IMPORT_GROUP,
        help="Print a query for Wikidata whose results keep the precision of dates.",
    )  # fmt: skip
    output: str | None = declare_option(
        "--output", "-o", metavar="FILE", group=_IMPORT_GROUP,
        help="Write the draft to FILE, which must not exist yet, instead of stdout.",
    )  # fmt: skip
    into: str | None = declare_option(
        "--into", metavar="STORE", group="What to accept",
        help="The timeline to add the events to; it is created if it does not exist.",
    )  # fmt: skip
    accept_all: bool = declare_option(
        "--accept-all", group="What to accept", help="Accept every event, without asking."
    )
    dry_run: bool = declare_option(
        "--dry-run", group="What to accept", help="Show what would be done, and write nothing."
    )
    losses: bool = declare_option(
        "--losses", group=_IMPORT_GROUP, help="List on stderr what each event loses."
    )
    strict: bool = declare_option(
        "--strict", group=_IMPORT_GROUP,
        help="Exit with status 1 if anything is lost or cannot be read.",
    )  # fmt: skip


def run(options: Options) -> int:
    """Import the events of another program's file.

    The format is recognised by the file's content: tables (CSV, TSV, XLSX), Qaim's own JSON, JSON
    Lines and CSV, TimelineJS, GEDCOM, TEI and CMIF, iCalendar, results from Wikidata, SIMILE,
    Markwhen, BSD's calendar, notes with front matter. The events are drafts, for `qaim review`;
    --into and --accept-all add them to a timeline. Importing a file again updates its events.
    """
    if options.query:
        from qaim_cli.exchange.wikidata import QUERY

        terminal.write_stdout([QUERY], encoding="utf-8")
        return 0
    _check_options(options)
    assembled, losses = _read_files(options)
    _report_reading(assembled, losses, options)
    events = assembled.timeline.events
    if events or not assembled.problems:
        _deliver_events(assembled, options)
    is_lossy = any(each.has_drops for each in losses) or bool(assembled.problems)
    return 1 if (options.strict and is_lossy) or (not events and assembled.problems) else 0


def _check_options(options: Options) -> None:
    """Refuse options that contradict each other.

    Raises:
        RequestError: it does.
    """
    from qaim_cli.cli.output import STDOUT_PATHS

    if not options.files:
        raise RequestError("no file is named to import", "give one, or - for stdin")
    if options.into and options.output:
        raise RequestError("-o and --into are both given", "choose one")
    if options.accept_all and not options.into:
        raise RequestError("no timeline is named to add the events to", "give --into STORE")
    asks = options.into and not options.accept_all and not options.dry_run
    if asks and not prompt.is_interactive():
        raise RequestError(
            "there is no terminal to ask questions on",
            "give --accept-all, or write a draft with -o FILE",
        )
    if options.delimiter and len(options.delimiter.replace("\\t", "\t")) != 1:
        raise RequestError(
            f"--delimiter cannot be {options.delimiter!r}", "give one character, or \\t for a tab"
        )
    path = options.output
    if path not in STDOUT_PATHS and os.path.lexists(path or ""):
        raise RequestError(
            f"{path!r} already exists, and may contain your work", "name another file, or remove it"
        )


@pause_cycle_search()
def _read_files(options: Options) -> tuple[AssembledTimeline, list[LossCounter]]:
    """Read all files into one timeline of drafts, with what each file lost.

    Raises:
        QaimError: a file cannot be read, or is nothing that can be imported.
    """
    from qaim_cli.exchange.assemble import DraftAssembler
    from qaim_cli.exchange.losses import LossCounter

    assembler = DraftAssembler()
    counters = []
    skipped = 0
    read_options = _make_read_options(options)
    for name, source in _iter_sources(options, read_options.profile.get("encoding", "")):
        format = _choose_format(source, options)
        if format is None:  # another file of a folder
            skipped += 1
            continue
        module = format.load()
        losses = LossCounter(module.READ_LOSSES)
        if source.is_guessed_encoding and not source.is_binary:
            loading.print_notice(
                f"{source.display_path} is not UTF-8, and was read as Windows-1252; "
                "--encoding names another"
            )
        records = module.read(source, read_options, losses)
        assembler.add_file(name, source.display_path, records)
        counters.append(losses)
    if skipped:
        loading.print_notice(f"{format_count(skipped, 'note')} without a date left out")
    return assembler.finish(), counters


def _make_read_options(options: Options) -> ImportOptions:
    """Collect how to read the files, from options and a profile.

    Raises:
        RequestError: the profile cannot be read.
    """
    from qaim_cli import store
    from qaim_cli.exchange.column_map import format_map, parse_profile
    from qaim_cli.exchange.format import ImportOptions

    profile = {}
    if options.profile:
        profile = parse_profile(store.read_bytes(options.profile).decode(), options.profile)
    delimiter = (options.delimiter or profile.get("delimiter", "")).replace("\\t", "\t")
    order = options.dates or profile.get("order", "")
    made = ImportOptions(tuple(options.map), profile, delimiter, order)

    def report_map(mapping: object) -> None:
        text = format_map(mapping)  # type: ignore[arg-type]  # as readers give it
        loading.print_notice(f"columns read as {clean_text(text)}; --map changes that")
        if options.save_profile:
            _save_profile(options.save_profile, mapping, made)

    return made._replace(report_map=report_map)


def _save_profile(path: str, mapping: object, made: ImportOptions) -> None:
    """Save which column holds what as a profile.

    Raises:
        RequestError: the file cannot be written.
    """
    from qaim_cli.cli.output import report_write_errors
    from qaim_cli.exchange.column_map import format_profile
    from qaim_cli.files import write_atomically

    settings = {"delimiter": made.delimiter, "order": made.order}
    with report_write_errors(path):
        write_atomically(path, [format_profile(mapping, settings)])  # type: ignore[arg-type]


def _iter_sources(options: Options, encoding: str) -> Iterator[tuple[str, SourceFile]]:
    """Iterate over the files with the names that their events keep as origin.

    Raises:
        StoreError: a file cannot be read.
    """
    from qaim_cli.exchange.source_file import SourceFile

    encoding = options.encoding or encoding
    for path in options.files:
        if os.path.isdir(path):
            folder = os.path.basename(os.path.abspath(path))
            for inner in _iter_notes(path):
                source = SourceFile(inner, _read_bytes(inner), encoding)
                source.is_in_folder = True
                source.name = os.path.relpath(inner, path).replace(os.sep, "/")
                yield folder, source
        else:
            source = SourceFile("<stdin>" if path == "-" else path, _read_bytes(path), encoding)
            yield source.name, source


def _iter_notes(folder: str) -> Iterator[str]:
    """Iterate over a folder's Markdown files, subfolders included, in order of name.

    Raises:
        RequestError: there is none, or too many.
    """
    found: list[str] = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        found += [
            os.path.join(where, each) for each in names if re.search(r"(?i)\.(md|markdown)$", each)
        ]
        if len(found) > _MAX_FILES:
            raise RequestError(
                f"{folder!r} has more than {_MAX_FILES:,} notes", "name a part of it"
            )
    if not found:
        raise RequestError(f"{folder!r} has no notes in Markdown", "name a file in it")
    return iter(sorted(found))


def _read_bytes(path: str) -> bytes:
    """Read the content of a file.

    Raises:
        StoreError: it cannot be read, or is empty.
    """
    from qaim_cli.inputs import explain_read_errors, read_input, read_stdin

    with explain_read_errors(path, missing_fix="name one to import"):
        data = read_stdin() if path == "-" else read_input(path)
    if not data.strip():
        raise StoreError(f"{path!r} is empty", "name a file with events")
    return data


def _choose_format(source: SourceFile, options: Options) -> Format | None:
    """Choose a file's format, as asked for or by content; None for a note without a date.

    Raises:
        RequestError: there is no such format, or the file is nothing that can be imported.
    """
    from qaim_cli.exchange import FORMATS, find_format
    from qaim_cli.exchange.recognise import describe_content, recognise
    from qaim_cli.text import quote_text, suggest_name

    readable = [each.name for each in FORMATS.values() if each.can_read]
    if options.format:
        found = find_format(options.format)
        if found is None or not found.can_read:
            fix = suggest_name(options.format, readable) or f"choose {format_list(readable, 'or')}"
            raise RequestError(f"--as cannot be {quote_text(options.format)}", fix)
        return found
    recognised = recognise(source)
    if recognised is not None:
        return recognised[0]
    if source.is_in_folder:
        return None
    looks = describe_content(source)
    fix = "`qaim extract` drafts events from it" if looks in ("prose", "HTML") else (
        "use it with --file, or `qaim review` it" if looks == "a timeline of Qaim's" else
        f"--as names its format: {format_list(readable, 'or')}"
    )  # fmt: skip
    raise RequestError(f"{source.display_path} cannot be imported: it looks like {looks}", fix)


def _report_reading(
    assembled: AssembledTimeline, counters: list[LossCounter], options: Options
) -> None:
    """Print on stderr what could not be read and what was lost."""
    from qaim_cli.cli.loss_report import describe_losses, list_losses

    for note in assembled.notes:
        loading.print_notice(note)
    if assembled.problems:
        loading.print_problems("the import has", assembled.problems)
    for line in list_losses(counters) if options.losses else ():
        loading.print_notice(line)
    read = f"{format_count(len(assembled.timeline.events), 'event')} read"
    loading.print_notice("; ".join([read, *describe_losses(counters, is_listed=options.losses)]))


def _deliver_events(assembled: AssembledTimeline, options: Options) -> None:
    """Put the events where the options ask for them.

    Raises:
        QaimError: they cannot be put there.
    """
    from qaim_cli.cli import imported_events

    if options.into and (options.accept_all or options.dry_run):
        imported_events.accept_all_events(assembled, options.into, dry_run=options.dry_run)
    elif options.into:
        imported_events.review_events(assembled, options.into)
    elif options.dry_run:
        imported_events.show_events(assembled)
    else:
        imported_events.write_draft(assembled, options.output)
