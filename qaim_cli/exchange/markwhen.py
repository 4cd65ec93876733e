"""Markwhen: one event on each line, its date before the colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qaim_cli.dates import (
    DateInterval,
    DatePrecision,
    EdtfDate,
    SimpleDate,
    UndatedEnd,
    format_edtf,
    parse_with_span,
)
from qaim_cli.dates.year_digits import compute_year_bounds
from qaim_cli.errors import DateError
from qaim_cli.exchange import date_units, foreign_dates
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import Fate, Loss, LossCounter
from qaim_cli.exchange.records import ImportedEvent, ImportedFile, ImportProblem, Reader
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.exchange.wording import describe_details
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Timeline
from qaim_cli.text import quote_text

READ_LOSSES = {
    Loss.TIME_OF_DAY: Fate.DROPPED,
    Loss.MARKUP: Fate.DROPPED,
    Loss.MEDIA: Fate.DROPPED,
    Loss.RECURRENCE: Fate.DROPPED,
    Loss.RELATION: Fate.DROPPED,
}
WRITE_LOSSES = {
    Loss.HEDGE: Fate.IN_WORDS,
    Loss.SET: Fate.IN_WORDS,
    Loss.OPEN_END: Fate.IN_WORDS,
    Loss.BOUNDS: Fate.IN_WORDS,
    Loss.PRECISION: Fate.IN_WORDS,
    Loss.BC: Fate.IN_WORDS,
    Loss.YEAR_RANGE: Fate.REFUSED,
    Loss.CALENDAR: Fate.DROPPED,
    Loss.DATE_TEXT: Fate.IN_WORDS,
    Loss.ROLE: Fate.IN_WORDS,
    Loss.ACTORS: Fate.IN_WORDS,
    Loss.FURTHER_ACTORS: Fate.IN_WORDS,
    Loss.PLACES: Fate.IN_WORDS,
    Loss.PART_OF: Fate.DROPPED,
    Loss.CASUALTIES: Fate.IN_WORDS,
    Loss.CLAIM: Fate.IN_WORDS,
    Loss.NOTE: Fate.IN_WORDS,
    Loss.SOURCE: Fate.IN_WORDS,
    Loss.SENTENCE: Fate.IN_WORDS,
    Loss.MEDIA: Fate.IN_WORDS,
    Loss.LINK: Fate.IN_WORDS,
    Loss.OWN_FIELDS: Fate.IN_WORDS,
}
KEPT_UNITS = (DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR)

_DATE_CHARS = r"[\w\s/.,+!-]{1,60}?(?:\d{1,2}:\d\d[\w\s:.+-]{0,20}?)?(?:Z)?"
_EVENT = re.compile(rf"\s*(?P<date>(?=\S*\d|[A-Za-z]){_DATE_CHARS}):\s+(?P<title>\S.*)")
_EDTF_EVENT = re.compile(r"\s*-?\d{4}(-\d\d){0,2}(\s*(/|-)\s*(-?\d{4}(-\d\d){0,2}|now))?:\s")
_HEADER = re.compile(r"(?P<key>[A-Za-z#][\w #.-]*):\s*(?P<value>.*)")
_GROUP = re.compile(r"\s*(?:(?:section|group)\s+(?P<name>.+)|(?P<hashes>#{1,6})\s+(?P<heading>.+))")
_END = re.compile(r"\s*(?:endSection|endGroup|end)\s*", re.IGNORECASE)
_TAG = re.compile(r"(?<![\w&/])#(\w[\w-]*)")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)")
_PROPERTY = re.compile(r"\s*(?P<key>[a-z][\w-]{0,30}):\s+(?P<value>.+)")
_US = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


class _Entry(FrozenRecord):
    """An event in the file: its line, its date, and the lines of its text."""

    line: int
    date: str
    texts: tuple[str, ...]
    groups: tuple[str, ...]


def recognise(source: SourceFile) -> Confidence:
    """Whether most lines begin with a date and a colon."""
    if source.is_binary:
        return Confidence.NONE
    if source.extension in ("mw", "markwhen"):
        return Confidence.CERTAIN
    lines = [line for line in source.head.splitlines() if line.strip()]
    dated = sum(_EDTF_EVENT.match(line) is not None for line in lines)
    starts_well = bool(lines) and (
        _EDTF_EVENT.match(lines[0]) or re.match(r"title:\s|---$|#", lines[0])
    )
    return Confidence.POSSIBLE if starts_well and dated * 3 > len(lines) else Confidence.NONE


def read(source: SourceFile, _: ImportOptions, losses: LossCounter) -> Reader:
    """Read the events; those dated relative to another are problems."""
    header, entries = _parse(source.lines)
    yield ImportedFile(title=header.get("title", "").strip("\"'"))
    order = "dmy" if re.match(r"d", header.get("dateformat", "")) else "mdy"
    for number, entry in enumerate(entries, start=1):
        yield _read_entry(entry, number, order, losses)


def write(events: Sequence[Event], timeline: Timeline) -> Iterator[str]:
    """Write one line for each event with details below; its EDTF date is a property."""
    yield f"title: {_one_line(timeline.title)}\n"
    for event in events:
        yield f"\n{_format_event(event, timeline)}"


def _parse(lines: Sequence[str]) -> tuple[dict[str, str], list[_Entry]]:
    """Parse the header, and the events with the groups around them."""
    header: dict[str, str] = {}
    entries: list[_Entry] = []
    groups: list[str] = []
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith("//") or line.strip() == "---":
            continue
        group, event = _GROUP.fullmatch(line), _EVENT.fullmatch(line)
        if group is not None and not (group["heading"] and entries and _TAG.match(line.strip())):
            depth = len(group["hashes"]) - 1 if group["hashes"] else len(groups)
            del groups[depth:]
            groups.append(_TAG.sub("", group["name"] or group["heading"]).strip())
        elif _END.fullmatch(line):
            del groups[-1:]
        elif event is not None and _looks_dated(event["date"]):
            entries.append(_Entry(number, event["date"].strip(), (event["title"],), tuple(groups)))
        elif entries and line.strip():
            entries[-1] = entries[-1]._replace(texts=(*entries[-1].texts, line.strip()))
        elif not entries and (match := _HEADER.fullmatch(line.strip())):
            header[match["key"].strip().casefold()] = match["value"].strip()
    return header, entries


def _looks_dated(text: str) -> bool:
    return bool(
        re.match(
            r"\s*(-?\d|now\b|today\b|after\b|before\b|by\b|every\b|[A-Z][a-z]{2,8}\.? \d)", text
        )
    )


def _read_entry(
    entry: _Entry, number: int, order: str, losses: LossCounter
) -> ImportedEvent | ImportProblem:
    properties, texts = _split_properties(entry.texts)
    record = properties.get("id") or str(number)
    had_links = any(_LINK.search(text) for text in texts)
    tags = [tag for text in texts for tag in _TAG.findall(text)]
    plain = [" ".join(_LINK.sub(r"\1", _TAG.sub("", text)).split()) for text in texts]
    if had_links:
        losses.add_loss(record, Loss.MARKUP)
    try:
        if "date_edtf" in properties:
            date, had_time = parse_with_span(properties["date_edtf"].strip("\"'"))[0], False
        else:
            date, had_time = _read_date(entry.date, order)
    except DateError as error:
        return ImportProblem(entry.line, f"{quote_text(entry.date)}: {error.message}", error.fix)
    if had_time:
        losses.add_loss(record, Loss.TIME_OF_DAY)
    title = plain[0] or "untitled"
    return ImportedEvent(
        record=record,
        id=properties.get("id", ""),
        line=entry.line,
        date=date,
        date_text=properties.get("date_text", "").strip("\"'"),
        title=title,
        summary=" ".join(filter(None, plain[1:])),
        tags=tuple(dict.fromkeys((*tags, *(each.casefold() for each in entry.groups if each)))),
        paragraph=number,
    )


def _split_properties(texts: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
    """Split the properties below the title from the other lines."""
    properties: dict[str, str] = {}
    rest = list(texts[1:])
    while rest and (match := _PROPERTY.fullmatch(rest[0])):
        properties[match["key"]] = match["value"].strip()
        del rest[0]
    return properties, [texts[0], *rest]


def _read_date(text: str, order: str) -> tuple[EdtfDate, bool]:
    """Read a Markwhen date or range.

    Raises:
        DateError: it is none, or it counts from another event or from today.
    """
    text = " ".join(text.split())
    if re.search(
        r"\b(now|today|after|before|by|every|for|day|days|week|weeks|month|months|year|years)\b|!",
        text,
    ):
        if match := re.fullmatch(r"(?P<start>.+?)\s*(?:/|-| to )\s*now", text):
            start, had_time = _read_date(match["start"], order)
            if isinstance(start, SimpleDate):
                return DateInterval(start, UndatedEnd.OPEN), had_time
        what = f"{quote_text(text)} counts from another event or from today"
        raise DateError(what, "write its own date")
    for separator in (r"\s*/\s*", r"\s+-\s+", r"\s+to\s+", r"\s*-\s*"):
        if _US.fullmatch(text) or re.fullmatch(r"-?\d{4}-\d\d(-\d\d)?", text):
            break
        parts = re.split(separator, text)
        if len(parts) == 2 and all(parts) and not (separator == r"\s*/\s*" and len(parts[0]) < 4):
            try:
                ends = [foreign_dates.parse_column_date(each, order) for each in parts]
            except DateError:
                continue
            joined = date_units.join_ends(ends[0].date, ends[1].date)
            assert joined is not None  # both are dates
            return joined, any(each.had_time for each in ends)
    found = foreign_dates.parse_column_date(text, order)
    return found.date, found.had_time


def _format_event(event: Event, timeline: Timeline) -> str:
    tags = "".join(f" #{_make_tag(tag)}" for tag in event.tags)
    lines = [f"{_format_dates(event.date)}: {_one_line(event.title)}{tags}", f"id: {event.id}"]
    lines.append(f'date_edtf: "{event.edtf}"')
    if event.date_text:
        lines.append(f'date_text: "{_one_line(event.date_text).replace(chr(34), chr(39))}"')
    lines += [_one_line(event.summary)] if event.summary else []
    lines += [
        _one_line(each)
        for each in describe_details(event, timeline)
        if not each.startswith("Tags: ")
    ]
    return "".join(f"{line}\n" for line in lines)


def _format_dates(date: EdtfDate) -> str:
    """Format a date, or its first and last unit; before 1 AD only years."""
    start, end = date_units.cover_known_units(date)
    if start == end:
        return _format_moment(start)
    return f"{_format_moment(start)}/{_format_moment(end)}"


def _format_moment(moment: SimpleDate) -> str:
    year = compute_year_bounds(moment.year)[0]
    return format_edtf(SimpleDate(moment.year)) if year <= 0 else format_edtf(moment)


def _make_tag(tag: str) -> str:
    return re.sub(r"[^\w-]+", "-", tag).strip("-") or "tag"


def _one_line(text: str) -> str:
    """Put a text on one line, in which no `#` makes a tag and no date an event."""
    return re.sub(r"#(?=\w)", "# ", " ".join(text.split()))
