"""SIMILE Timeline: its XML and its JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qaim_cli.dates import DateInterval, EdtfDate, SimpleDate, compute_span
from qaim_cli.errors import DateError
from qaim_cli.exchange import date_units, foreign_dates
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import Fate, Loss, LossCounter
from qaim_cli.exchange.markup import strip_markup
from qaim_cli.exchange.records import ImportedEvent, ImportedFile, ImportProblem, Reader
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.periods.vocabulary import MONTH_NUMBERS
from qaim_cli.text import quote_text

READ_LOSSES = {
    Loss.TIME_OF_DAY: Fate.DROPPED,
    Loss.MARKUP: Fate.DROPPED,
}

_JAVASCRIPT = re.compile(
    r"(?:[A-Za-z]{3},? )?(?:(?P<month>[A-Za-z]{3,9}) (?P<day>\d{1,2})|(?P<day2>\d{1,2}) "
    r"(?P<month2>[A-Za-z]{3,9})),? (?P<year>-?\d{1,6})(?P<time>,? \d{1,2}:\d\d.*)?"
)
_KEYS = ("start", "latestStart", "earliestEnd", "end")


def recognise(source: SourceFile) -> Confidence:
    """Whether the file is a `data` element of events, or JSON that names its date format."""
    if source.xml_root_name == "data":
        root = source.xml
        has_events = root is not None and any(each.name == "event" for each in root.elements)
        is_refused = source.xml_error is not None and "<event" in source.head
        return Confidence.CERTAIN if has_events or is_refused else Confidence.NONE
    data = source.json
    events = data.get("events") if isinstance(data, dict) else None
    if isinstance(events, list) and events and isinstance(events[0], dict):
        is_simile = isinstance(events[0].get("start"), str) and "title" in events[0]
        return Confidence.CERTAIN if is_simile else Confidence.NONE
    return Confidence.NONE


def read(source: SourceFile, _: ImportOptions, losses: LossCounter) -> Reader:
    """The events; what has no duration is one moment, as SIMILE shows it."""
    yield ImportedFile()
    for number, (line, event) in enumerate(_iter_events(source), start=1):
        yield _read_event(event, number, line, losses)


def _iter_events(source: SourceFile) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each event's line and attributes, its text under "description"."""
    if source.head.lstrip().startswith("<"):
        for element in source.require_xml().elements:
            if element.name == "event":
                yield element.line, {**element.attributes, "description": element.text}
        return
    events = source.require_json(dict).get("events")
    for event in events if isinstance(events, list) else ():
        if isinstance(event, dict):
            yield 0, {key: str(value) for key, value in event.items() if value is not None}


def _read_event(
    event: Mapping[str, str], number: int, line: int, losses: LossCounter
) -> ImportedEvent | ImportProblem:
    record = event.get("id") or str(number)
    title, title_tags = strip_markup(event.get("title", "") or event.get("caption", ""))
    summary, summary_tags = strip_markup(event.get("description", ""))
    words = quote_text(title) if title else f"event {number}"
    try:
        date, had_time = _read_date(event)
    except DateError as error:
        return ImportProblem(line, f"{words}: {error.message}", error.fix)
    if date is None:
        return ImportProblem(line, f"{words} has no start", "give it one")
    if not title and not summary:
        return ImportProblem(line, f"{words} has no title", "give it one")
    present = {
        Loss.TIME_OF_DAY: had_time,
        Loss.MARKUP: title_tags or summary_tags,
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
        paragraph=number,
        url=event.get("link", ""),
        image=event.get("image", ""),
    )


def _read_date(event: Mapping[str, str]) -> tuple[EdtfDate | None, bool]:
    """The date: began between `start` and `latestStart`, ended between `earliestEnd` and `end`.

    Raises:
        DateError: a part is no date, or the end comes first.
    """
    found: dict[str, SimpleDate] = {}
    had_time = False
    for key in _KEYS:
        if text := event.get(key, "").strip():
            found[key], timed = _read_moment(text)
            had_time |= timed
    start = found.get("start")
    if start is None or len(found) == 1:
        return start, had_time
    is_duration = event.get("isDuration", event.get("durationEvent", "")).casefold()
    end = found.get("end")
    if "latestStart" not in found and "earliestEnd" not in found and end is not None:
        if is_duration in ("false", ""):
            # SIMILE draws these as one moment that is not known better, unless told otherwise.
            return date_units.make_range(start, end), had_time
        return date_units.join_ends(start, end), had_time
    date = DateInterval(
        date_units.cover_between(start, found.get("latestStart", start)),
        date_units.cover_between(
            found.get("earliestEnd", end or start), end or found.get("earliestEnd", start)
        ),
    )
    compute_span(date)
    return date, had_time


def _read_moment(text: str) -> tuple[SimpleDate, bool]:
    """A day as JavaScript writes it, ISO 8601, or a year with its era."""
    text = " ".join(text.split())
    if match := _JAVASCRIPT.fullmatch(text):
        month = MONTH_NUMBERS.get((match["month"] or match["month2"])[:3].casefold())
        if month:
            day, year = int(match["day"] or match["day2"]), int(match["year"])
            had_time = bool(match["time"]) and re.search(r"[1-9]", match["time"][:9]) is not None
            return date_units.make_date(year, month, day), had_time
    if re.fullmatch(r"-\d{1,3}", text):  # SIMILE counts as ISO 8601 does
        return date_units.make_date(int(text)), False
    read_date = foreign_dates.parse_column_date(text)
    if not isinstance(read_date.date, SimpleDate):
        raise DateError(f"{quote_text(text)} is not one date", "write a start and an end")
    return read_date.date, read_date.had_time
