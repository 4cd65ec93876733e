"""The detail: everything that is known about one event."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from qaim_cli.dates import (
    BEGINNING,
    FOREVER,
    Choice,
    End,
    Interval,
    Moment,
    Set,
    Span,
    day_in_words,
    describe,
)
from qaim_cli.model import Event, Timeline
from qaim_cli.query import Answer
from qaim_cli.reports.listing import listing, participant
from qaim_cli.reports.sheet import Column, Record, Sheet
from qaim_cli.text import listed


class Line(NamedTuple):
    """A labelled line of a detail; `link` is where its text leads, if anywhere."""

    label: str
    text: str
    link: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """Label and text."""
        return self.label, self.text

    @property
    def record(self) -> Record:
        """Label and text as data."""
        return {"label": self.label, "text": self.text}


class Detail(NamedTuple):
    """An event in full: its title, its summary, and all else as labelled lines."""

    title: str
    summary: str
    lines: tuple[Line, ...]


def detail(event: Event, timeline: Timeline) -> Detail:
    """All that a timeline says of an event."""
    return Detail(event.title, event.summary, tuple(_lines(event, timeline)))


def in_lines(details: Sequence[Detail], answer: Answer) -> Sheet:
    """The sheet of details line by line for people, and of their events for machines."""
    rows = tuple(
        line
        for detail in details
        for line in (Line("Event", detail.title), Line("", detail.summary), *detail.lines)
        if line.text
    )
    return Sheet(
        title=answer.timeline.title,
        question=(),
        columns=(Column(""), Column("", weight=4)),
        rows=rows,
        data=listing(answer).rows,
        references=answer.timeline.references,
    )


def _lines(event: Event, timeline: Timeline) -> list[Line]:
    words = describe(event.date)
    lines = [Line("When", f"{event.date_text} ({words})" if event.date_text else words)]
    lines.append(Line("EDTF", event.edtf))
    lines += [Line(label, text) for label, text in _span(event)]
    lines += [Line("Precision", _precision(event))]
    lines += _block("Actors", [participant(each, timeline) for each in event.participants])
    lines += _block("Places", [_place(place, timeline) for place in event.places])
    lines += _block(
        "Casualties",
        [
            f"{timeline.actors.name(each.of)}: "
            + ", ".join(f"{figure} {harm}" for harm, figure in each.figures())
            for each in event.casualties
        ],
    )
    titles = (
        {each.id: each.title for each in timeline.events if each.timeline == event.timeline}
        if event.part_of
        else {}
    )
    lines += _block("Part of", [titles.get(whole, whole) for whole in event.part_of])
    if event.tags:
        lines.append(Line("Tags", ", ".join(event.tags)))
    if event.according_to:
        lines.append(Line("According to", event.according_to))
    if event.note:
        lines.append(Line("Note", event.note))
    lines += _sources(event, timeline)
    if timeline.is_several:
        lines.append(Line("Timeline", event.timeline))
    lines.append(Line("Id", timeline.address(event)))
    return lines


def _span(event: Event) -> list[tuple[str, str]]:
    """When the event began and ended, as far as its date says."""
    date, span = event.date, event.span
    if isinstance(date, Interval):
        return [
            ("Began", _between(span.s0, span.s1) + doubts(date.start)),
            ("Ended", _between(span.e0, span.e1) + doubts(date.end)),
        ]
    if span.all_parts:
        return []
    return [("Day", _between(span.s0, span.e1) + doubts(span))]


def doubts(date: Moment | End | Span) -> str:
    """What is doubtful about a date, in brackets; empty where nothing is."""
    if isinstance(date, End):
        return ""
    pairs = (("approximate", date.approximate), ("uncertain", date.uncertain))
    words = [word for word, holds in pairs if holds]
    return f" ({listed(words)})" if words else ""


def _precision(event: Event) -> str:
    """The unit of the date, with what is doubtful of it, and whether it is one of several."""
    one_of = isinstance(event.date, Set) and event.date.choice is Choice.ONE
    return f"{event.span.precision}{', one of several' if one_of else ''}{doubts(event.span)}"


def _between(first: int, last: int) -> str:
    if first == last:
        if last == FOREVER:
            return "not yet, as far as the source says"
        return "without a beginning" if first == BEGINNING else weekday_of(first)
    if first == BEGINNING:
        return f"by {weekday_of(last)}" if last != FOREVER else "any that the date names"
    if last == FOREVER:
        return f"{weekday_of(first)} or later; when is not known"
    return f"between {weekday_of(first)} and {weekday_of(last)}"


def weekday_of(number: int) -> str:
    """A day in words with its weekday before it."""
    return day_in_words(number, with_weekday=True)


def _place(id: str, timeline: Timeline) -> str:
    """A place with all it lies within: "Husaybah, in Al-Qa'im, Al-Anbar, Iraq"."""
    wholes: list[str] = []
    here = timeline.places.entities.get(id)
    while here and here.wholes and here.wholes[0] not in (id, *wholes):
        wholes.append(here.wholes[0])
        here = timeline.places.entities.get(here.wholes[0])
    names = ", ".join(timeline.places.name(whole) for whole in wholes)
    return f"{timeline.places.name(id)}, in {names}" if names else timeline.places.name(id)


def _sources(event: Event, timeline: Timeline) -> list[Line]:
    """Where the source tells of the event, a line a paragraph, each linking to its section."""
    lines: list[Line] = []
    for (section, paragraph), group in groupby(
        event.sources, key=lambda source: (source.section, source.paragraph)
    ):
        numbers = [str(source.sentence) for source in group if source.sentence]
        noun = "sentence" if len(numbers) == 1 else "sentences"
        parts = [section]
        parts += [f"paragraph {paragraph}"] if paragraph else []
        parts += [f"{noun} {listed(numbers)}"] if numbers else []
        text = ", ".join(parts)
        address = section_url(timeline.part(event), section)
        lines.append(Line("" if lines else "Source", text, address))
    return lines


def section_url(timeline: Timeline, section: str) -> str:
    """The address of a section of the timeline's source; empty where the source has none."""
    url = timeline.reference.url
    if not url.startswith(("https://", "http://")):
        return ""
    return f"{url}#{quote(section.replace(' ', '_'))}"


def _block(label: str, texts: list[str]) -> list[Line]:
    """Several texts under one label, which stands before the first."""
    return [Line("" if index else label, text) for index, text in enumerate(texts)]
