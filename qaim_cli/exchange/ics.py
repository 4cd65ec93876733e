"""iCalendar (RFC 5545): events and journal entries, by whole days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from qaim_cli.dates import (
    Calendar,
    DatePrecision,
    EdtfDate,
    SimpleDate,
    describe_date,
    parse_with_span,
)
from qaim_cli.dates.bounds import compute_bounds
from qaim_cli.dates.calendar import to_civil_date, to_day_number
from qaim_cli.errors import DateError
from qaim_cli.exchange import date_units
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import Fate, Loss, LossCounter
from qaim_cli.exchange.markup import strip_markup
from qaim_cli.exchange.records import (
    ImportedActor,
    ImportedEvent,
    ImportedFile,
    ImportedPlace,
    ImportProblem,
    Reader,
)
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.exchange.wording import describe_details
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Timeline
from qaim_cli.text import quote_text

READ_LOSSES = {
    Loss.TIME_OF_DAY: Fate.DROPPED,
    Loss.RECURRENCE: Fate.DROPPED,
    Loss.MARKUP: Fate.DROPPED,
    Loss.MEDIA: Fate.DROPPED,
}
WRITE_LOSSES = {
    Loss.HEDGE: Fate.IN_WORDS,
    Loss.SET: Fate.IN_WORDS,
    Loss.OPEN_END: Fate.IN_WORDS,
    Loss.BOUNDS: Fate.IN_WORDS,
    Loss.PRECISION: Fate.IN_WORDS,
    Loss.BC: Fate.REFUSED,
    Loss.YEAR_RANGE: Fate.REFUSED,
    Loss.CALENDAR: Fate.DROPPED,
    Loss.DATE_TEXT: Fate.IN_WORDS,
    Loss.ROLE: Fate.IN_WORDS,
    Loss.ACTORS: Fate.IN_WORDS,
    Loss.FURTHER_ACTORS: Fate.IN_WORDS,
    Loss.PART_OF: Fate.DROPPED,
    Loss.CASUALTIES: Fate.IN_WORDS,
    Loss.CLAIM: Fate.IN_WORDS,
    Loss.NOTE: Fate.IN_WORDS,
    Loss.SOURCE: Fate.IN_WORDS,
    Loss.SENTENCE: Fate.IN_WORDS,
    Loss.MEDIA: Fate.IN_WORDS,
    Loss.OWN_FIELDS: Fate.IN_WORDS,
}
KEPT_UNITS = (DatePrecision.DAY,)

_COMPONENTS = ("VEVENT", "VJOURNAL")
_PROPERTY = re.compile(
    r"(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\":;,]*)"
    r"(?:,(?:\"[^\"]*\"|[^\":;,]*))*)*):(?P<value>.*)",
    re.DOTALL,
)
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=(\"[^\"]*\"|[^;]*)")
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)?Z?)?")
_DURATION = re.compile(r"\+?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T[\dHMS]*)?")
_MAX_OCTETS = 75
_LAST_DAY = to_day_number(9999, 12, 31)


class Property(FrozenRecord):
    """A property of a component: its value, its parameters and its line."""

    value: str
    parameters: Mapping[str, str]
    line: int


Component = dict[str, list[Property]]


def recognise(source: SourceFile) -> Confidence:
    """Whether the file begins with a calendar or an event of one."""
    begins = re.match(r"\s*BEGIN:(VCALENDAR|VEVENT|VJOURNAL)\b", source.head, re.IGNORECASE)
    return Confidence.CERTAIN if begins else Confidence.NONE


def read(source: SourceFile, _: ImportOptions, losses: LossCounter) -> Reader:
    """Read events and journal entries; of a recurring one, the first occurrence."""
    number = 0
    for item in _parse_components(source.lines):
        if isinstance(item, (ImportProblem, ImportedFile)):
            yield item
            continue
        line, component = item
        number += 1
        yield _read_component(component, line, number, losses)


def write(events: Sequence[Event], timeline: Timeline) -> Iterator[str]:
    """Write a calendar of whole-day events; each also keeps its date in EDTF."""
    yield _format_lines(
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Qaim//Qaim//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", _escape(timeline.title)),
    )
    for event in events:
        yield _format_event(event, timeline)
    yield _format_lines(("END", "VCALENDAR"))


def _parse_components(
    lines: Sequence[str],
) -> Iterator[ImportProblem | ImportedFile | tuple[int, Component]]:
    """Parse each event with its line, and the calendar's name."""
    opened: list[tuple[str, int, Component]] = []
    for line, text in _unfold(lines):
        match = _PROPERTY.fullmatch(text)
        if match is None:
            yield ImportProblem(line, f"{quote_text(text[:60])} is no property", "write NAME:value")
            continue
        name, value = match["name"].upper(), match["value"]
        if name == "BEGIN":
            opened.append((value.strip().upper(), line, {}))
        elif name == "END":
            kind, begin, component = opened.pop() if opened else ("", 0, {})
            if kind in _COMPONENTS:
                yield begin, component
        elif opened and opened[-1][0] in _COMPONENTS:
            found = _PARAMETER.findall(match["parameters"])
            parameters = {key.upper(): each.strip('"') for key, each in found}
            opened[-1][2].setdefault(name, []).append(Property(value, parameters, line))
        elif name == "X-WR-CALNAME":
            yield ImportedFile(title=_unescape(value))
    if opened and opened[-1][0] in _COMPONENTS:
        yield ImportProblem(opened[-1][1], "the event has no end", "write END:VEVENT behind it")


def _unfold(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Join continuation lines, with the number of each first line."""
    begin, pieces = 1, list[str]()
    for number, line in enumerate(lines, start=1):
        if line[:1] in (" ", "\t") and pieces:
            pieces.append(line[1:])
            continue
        if not line.strip():
            continue
        if pieces:
            yield begin, "".join(pieces)
        begin, pieces = number, [line]
    if pieces:
        yield begin, "".join(pieces)


def _read_component(
    component: Component, line: int, number: int, losses: LossCounter
) -> ImportedEvent | ImportProblem:
    uid = _get(component, "UID")
    instance = _get(component, "RECURRENCE-ID")
    record = "/".join(filter(None, (uid or str(number), instance)))
    title = _get(component, "SUMMARY")
    words = quote_text(title) if title else "the event"
    try:
        date, had_time = _read_date(component)
    except DateError as error:
        return ImportProblem(line, f"{words}: {error.message}", error.fix)
    if date is None:
        return ImportProblem(line, f"{words} has no DTSTART", "give it one")
    summary, had_tags = strip_markup(_get(component, "DESCRIPTION"))
    if not title and not summary:
        return ImportProblem(line, "the event has no SUMMARY", "give it one")
    present = {
        Loss.TIME_OF_DAY: had_time,
        Loss.RECURRENCE: "RRULE" in component or "RDATE" in component,
        Loss.MARKUP: had_tags,
        Loss.MEDIA: "ATTACH" in component or "IMAGE" in component,
    }
    for loss, value in present.items():
        if value:
            losses.add_loss(record, loss)
    return ImportedEvent(
        record=record,
        line=line,
        date=date,
        title=title,
        summary=summary,
        actors=tuple(_read_people(component)),
        places=_read_places(component),
        tags=tuple(
            tag.strip()
            for each in component.get("CATEGORIES", ())
            for tag in re.split(r"(?<!\\),", each.value)
            if tag.strip()
        ),
        paragraph=number,
        url=_get(component, "URL"),
    )


def _get(component: Component, name: str) -> str:
    found = component.get(name)
    return " ".join(_unescape(found[0].value).split()) if found else ""


def _read_people(component: Component) -> Iterator[ImportedActor]:
    for name, role in (("ORGANIZER", "organizer"), ("ATTENDEE", "")):
        for each in component.get(name, ()):
            person = each.parameters.get("CN") or re.sub(r"(?i)^mailto:", "", each.value)
            if person.strip():
                yield ImportedActor(" ".join(person.split()), role)


def _read_places(component: Component) -> tuple[ImportedPlace, ...]:
    name = _get(component, "LOCATION")
    match = re.fullmatch(r"(-?\d+(?:\.\d+)?);(-?\d+(?:\.\d+)?)", _get(component, "GEO"))
    at = (float(match[1]), float(match[2])) if match else None
    return (ImportedPlace(name, at),) if name else ()


def _read_date(component: Component) -> tuple[EdtfDate | None, bool]:
    """Read an event's days, and whether a time of day was dropped.

    Raises:
        DateError: there is no such day, or it ends before it begins.
    """
    if own := component.get("X-QAIM-EDTF"):
        return parse_with_span(_unescape(own[0].value))[0], False
    if "DTSTART" not in component:
        return None, False
    start, had_time = _read_stamp(component["DTSTART"][0].value)
    end = start
    if "DTEND" in component:
        value = component["DTEND"][0].value
        end, timed = _read_stamp(value)
        is_midnight = not timed or re.search(r"T0000(00)?Z?$", value) is not None
        end = max(start, end - 1) if is_midnight else end
    elif "DURATION" in component:
        match = _DURATION.fullmatch(component["DURATION"][0].value.strip())
        days = (int(match[1] or 0) * 7 + int(match[2] or 0)) if match else 0
        end = start + max(0, days - (not had_time)) if days else start
    first, last = (date_units.make_date(*to_civil_date(each)) for each in (start, end))
    return date_units.join_ends(first, last), had_time


def _read_stamp(text: str) -> tuple[int, bool]:
    match = _STAMP.fullmatch(text.strip())
    if match is None:
        raise DateError(f"{quote_text(text[:60])} is no date of iCalendar", "write it as 20040417")
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    date_units.make_date(year, month, day)
    return to_day_number(year, month, day), bool(match[4])


def _format_event(event: Event, timeline: Timeline) -> str:
    first, last = _find_days(event)
    calendar = event.date_rules.calendar
    exact = first == last and isinstance(event.date, SimpleDate) and not event.date_text
    words = "" if exact else f"When: {event.date_text or describe_date(event.date)}"
    details = [each for each in describe_details(event, timeline)
               if not each.startswith(("Where: ", "Tags: ", "Link: "))]  # fmt: skip
    description = "\n".join(filter(None, (event.summary, words, *details)))
    properties = [
        ("BEGIN", "VEVENT"),
        ("UID", f"{_escape(event.id)}@{_escape(event.timeline or 'timeline')}.qaim"),
        ("DTSTAMP", "19700101T000000Z"),
        ("DTSTART;VALUE=DATE", _format_day(first, calendar)),
        ("DTEND;VALUE=DATE", _format_day(last + 1, calendar) if last < _LAST_DAY else ""),
        ("SUMMARY", _escape(event.title)),
        ("DESCRIPTION", _escape(description)),
        ("LOCATION", _escape("; ".join(map(timeline.places.get_name, event.places)))),
        ("CATEGORIES", ",".join(map(_escape, event.tags))),
        ("URL", event.url),
        ("TRANSP", "TRANSPARENT"),
        ("X-QAIM-EDTF", _escape(event.edtf)),
        ("END", "VEVENT"),
    ]
    return _format_lines(*((name, value) for name, value in properties if value))


def _find_days(event: Event) -> tuple[int, int]:
    """Return the first and last possible day; of an open end, those of the known unit."""
    start, end = date_units.cover_known_units(event.date)
    calendar = event.date_rules.calendar
    first = compute_bounds(start, calendar)[0]
    last = compute_bounds(end, calendar)[1]
    return first, last


def _format_day(number: int, calendar: Calendar) -> str:
    year, month, day = to_civil_date(number, calendar)
    return f"{year:04d}{month:02d}{day:02d}"


def _format_lines(*properties: tuple[str, str]) -> str:
    return "".join(_fold(f"{name}:{value}") for name, value in properties)


def _fold(line: str) -> str:
    """Fold a line into pieces of at most 75 octets, as RFC 5545 requires."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode(errors="replace"))
        if size + octets > _MAX_OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"


def _escape(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _unescape(text: str) -> str:
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], text)
