"""TimelineJS: its JSON, and the spreadsheet from which it is usually made."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from qaim_cli.dates import (
    DateInterval,
    DatePrecision,
    EdtfDate,
    SimpleDate,
    describe_date,
    format_edtf,
    parse_with_span,
)
from qaim_cli.dates.year_digits import compute_year_bounds
from qaim_cli.errors import DateError
from qaim_cli.exchange import date_units, foreign_dates
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import Fate, Loss, LossCounter
from qaim_cli.exchange.markup import escape_markup, strip_markup
from qaim_cli.exchange.records import (
    ImportedEvent,
    ImportedFile,
    ImportNote,
    ImportProblem,
    Reader,
)
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.exchange.wording import describe_details
from qaim_cli.model import Event, Timeline
from qaim_cli.text import format_count, is_web_address

READ_LOSSES = {
    Loss.TIME_OF_DAY: Fate.DROPPED,
    Loss.MARKUP: Fate.DROPPED,
}
WRITE_LOSSES = {
    Loss.HEDGE: Fate.IN_WORDS,
    Loss.SET: Fate.IN_WORDS,
    Loss.OPEN_END: Fate.IN_WORDS,
    Loss.BOUNDS: Fate.IN_WORDS,
    Loss.PRECISION: Fate.IN_WORDS,
    Loss.CALENDAR: Fate.DROPPED,
    Loss.DATE_TEXT: Fate.IN_WORDS,
    Loss.ROLE: Fate.IN_WORDS,
    Loss.ACTORS: Fate.IN_WORDS,
    Loss.FURTHER_ACTORS: Fate.IN_WORDS,
    Loss.PLACES: Fate.IN_WORDS,
    Loss.TAGS: Fate.IN_WORDS,
    Loss.PART_OF: Fate.DROPPED,
    Loss.CASUALTIES: Fate.IN_WORDS,
    Loss.CLAIM: Fate.IN_WORDS,
    Loss.NOTE: Fate.IN_WORDS,
    Loss.SOURCE: Fate.IN_WORDS,
    Loss.SENTENCE: Fate.IN_WORDS,
    Loss.LINK: Fate.IN_WORDS,
    Loss.OWN_FIELDS: Fate.IN_WORDS,
}
KEPT_UNITS = (DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR)


def recognise(source: SourceFile) -> Confidence:
    """Whether the file is a TimelineJS configuration."""
    data = source.json
    if not isinstance(data, dict):
        return Confidence.NONE
    if any(
        isinstance(each, dict) and ("start_date" in each or "startDate" in each)
        for each in _get_events(data)
    ):
        return Confidence.CERTAIN
    return Confidence.NONE


def read(source: SourceFile, _: ImportOptions, losses: LossCounter) -> Reader:
    """The slides that have a date, and the title slide as the title."""
    data = source.require_json(dict)
    title = _get(data, "title", "text", "headline")
    yield ImportedFile(title=strip_markup(title)[0])
    eras = data.get("eras")
    if isinstance(eras, list) and eras:
        yield ImportNote(f"{format_count(len(eras), 'era')} of the axis left out, as no events")
    for number, slide in enumerate(_get_events(data), start=1):
        if isinstance(slide, dict):
            yield _read_slide(slide, number, losses)
        else:
            yield ImportProblem(0, f"slide {number} is no slide", "write {start_date: …, text: …}")


def write(events: Sequence[Event], timeline: Timeline) -> Iterator[str]:
    """The events as slides below a title slide; each keeps its date in EDTF as well."""
    slides = [_make_slide(event, timeline) for event in events]
    title = {"text": {"headline": escape_markup(timeline.title)}}
    yield json.dumps({"title": title, "events": slides}, ensure_ascii=False, indent=2) + "\n"


def _get_events(data: Mapping[str, object]) -> list[object]:
    """The slides: of the current form, or of that before TimelineJS 3."""
    old = data.get("timeline")
    events = data.get("events") or (old.get("date") if isinstance(old, dict) else None)
    return events if isinstance(events, list) else []


def _get(data: object, *path: str) -> str:
    """The text under keys, one within the other; empty where there is none."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return "" if data is None or isinstance(data, (dict, list)) else str(data).strip()


def _read_slide(
    slide: Mapping[str, object], number: int, losses: LossCounter
) -> ImportedEvent | ImportProblem:
    own_key = _get(slide, "unique_id")
    record = own_key or str(number)
    headline = _get(slide, "text", "headline") or _get(slide, "headline")
    words = f"slide {number} ({strip_markup(headline)[0][:60]})" if headline else f"slide {number}"
    try:
        date, had_time = _read_dates(slide)
    except DateError as error:
        return ImportProblem(0, f"{words}: {error.message}", error.fix)
    if date is None:
        return ImportProblem(0, f"{words} has no date", "give it a start_date")
    texts = []
    body = slide.get("text")
    for text in (headline, body if isinstance(body, str) else _get(slide, "text", "text")):
        plain, had_tags = strip_markup(text)
        texts.append(plain)
        if had_tags:
            losses.add_loss(record, Loss.MARKUP)
    if not any(texts):
        return ImportProblem(0, f"{words} has no text", "give it a headline")
    if had_time:
        losses.add_loss(record, Loss.TIME_OF_DAY)
    group = _get(slide, "group")
    return ImportedEvent(
        record=record,
        id=own_key,
        date=date,
        date_text=strip_markup(_get(slide, "display_date"))[0],
        title=texts[0],
        summary=texts[1],
        tags=(group,) if group else (),
        paragraph=number,
        image=_get(slide, "media", "url") or _get(slide, "asset", "media"),
        image_credit=strip_markup(_get(slide, "media", "credit") or _get(slide, "asset", "credit"))[
            0
        ],
    )


def _read_dates(slide: Mapping[str, object]) -> tuple[EdtfDate | None, bool]:
    """The date of a slide, and whether a time of day was left out.

    Raises:
        DateError: a part of it is no number, or the end comes first.
    """
    own = _get(slide, "qaim", "date")
    if own:
        return parse_with_span(own)[0], False
    found: list[EdtfDate | None] = []
    had_time = False
    for key, old_key in (("start_date", "startDate"), ("end_date", "endDate")):
        part = slide.get(key)
        if isinstance(part, dict):
            found.append(read_date_parts({each: _get(part, each) for each in part}))
            had_time |= bool(_get(part, "hour"))
        else:
            text = _get(slide, old_key).replace(",", "-")
            found.append(foreign_dates.parse_column_date(text, "mdy").date if text else None)
    return date_units.join_ends(*found), had_time


def read_date_parts(parts: Mapping[str, str]) -> SimpleDate | None:
    """A date of TimelineJS, None where it has no year; there the year -44 is 44 BC.

    Raises:
        DateError: a part is no number, or there is no such day.
    """
    text = parts.get("year", "")
    if not text:
        return None
    year = foreign_dates.parse_signed_year(text.lstrip("-"))
    if text.startswith("-"):
        year = 1 - year
    month = foreign_dates.parse_month(parts["month"]) if parts.get("month") else 0
    day = foreign_dates.parse_number(parts["day"], "day") if parts.get("day") and month else 0
    return date_units.make_date(year, month, day)


def _make_slide(event: Event, timeline: Timeline) -> dict[str, object]:
    start, end = date_units.cover_known_units(event.date)
    slide: dict[str, object] = {"unique_id": event.id}
    slide["start_date"] = _make_date(start)
    if start != end:
        slide["end_date"] = _make_date(end)
    if not _says_all(event):
        slide["display_date"] = escape_markup(event.date_text or describe_date(event.date))
    has_media = is_web_address(event.image)
    paragraphs = [event.summary] + [
        each
        for each in describe_details(event, timeline)
        if not (has_media and each.startswith("Image: "))
    ]
    text = "".join(f"<p>{escape_markup(each)}</p>" for each in paragraphs if each)
    slide["text"] = {"headline": escape_markup(event.title), "text": text}
    if event.participants:
        slide["group"] = timeline.actors.get_name(event.participants[0].actor)
    if has_media:
        media = {"url": event.image, "credit": escape_markup(event.image_credit)}
        slide["media"] = {key: value for key, value in media.items() if value}
    slide["qaim"] = {"date": event.edtf}
    return slide


def _says_all(event: Event) -> bool:
    """Whether a start and an end in years, months and days say all that the date says."""
    if event.date_text:
        return False
    match event.date:
        case SimpleDate() as moment:
            return format_edtf(moment) == format_edtf(date_units.cover_date(moment)[0] or moment)
        case DateInterval(SimpleDate() as start, SimpleDate() as end):
            return event.edtf == "/".join(
                format_edtf(date_units.cover_date(each)[index] or each)
                for index, each in enumerate((start, end))
            )
    return False


def _make_date(moment: SimpleDate) -> dict[str, str]:
    """Make a date of TimelineJS, in which 44 BC is the year -44."""
    year = compute_year_bounds(moment.year)[0]
    parts = {"year": str(year if year > 0 else year - 1)}
    if moment.month:
        parts["month"] = str(int(moment.month))
    if moment.day:
        parts["day"] = str(int(moment.day))
    return parts
