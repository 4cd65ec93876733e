"""Losses: one closed list of what a format cannot keep, declared and counted for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum

from qaim_cli.dates import (
    INFINITE_FUTURE,
    INFINITE_PAST,
    DateInterval,
    DatePrecision,
    DateSet,
    EdtfDate,
    SimpleDate,
)
from qaim_cli.dates.bounds import compute_bounds, get_precision
from qaim_cli.dates.calendar import to_day_number
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event

_FIRST_DAY_AD = 1
_FIRST_DAY, _LAST_DAY = to_day_number(-9999, 1, 1), to_day_number(9999, 12, 31)


class Loss(StrEnum):
    """Something that one format can express and another cannot."""

    HEDGE = "hedge"
    SET = "set"
    OPEN_END = "open end"
    BOUNDS = "bounds"
    PRECISION = "precision"
    BC = "BC"
    YEAR_RANGE = "year range"
    CALENDAR = "calendar"
    TIME_OF_DAY = "time of day"
    DATE_TEXT = "date text"
    SUMMARY = "summary"
    ROLE = "role"
    ACTORS = "actors"
    FURTHER_ACTORS = "further actors"
    PLACES = "places"
    TAGS = "tags"
    PART_OF = "part_of"
    CASUALTIES = "casualties"
    CLAIM = "claim"
    NOTE = "note"
    SOURCE = "source"
    SENTENCE = "sentence"
    MARKUP = "markup"
    MEDIA = "media"
    RECURRENCE = "recurrence"
    RELATION = "relation"
    LINK = "link"
    OWN_FIELDS = "own fields"


DESCRIPTIONS: Mapping[Loss, str] = {
    Loss.HEDGE: "that a date is approximate or uncertain",
    Loss.SET: "that a date is one, or all, of several",
    Loss.OPEN_END: "that something goes on, or that an end is not known",
    Loss.BOUNDS: "how far a beginning and an end may move",
    Loss.PRECISION: "that a date is known to the month, year or century only",
    Loss.BC: "years before 1 AD",
    Loss.YEAR_RANGE: "years of more than four digits",
    Loss.CALENDAR: "the calendar in which a date was written",
    Loss.TIME_OF_DAY: "the time of day",
    Loss.DATE_TEXT: "a date in its source's words",
    Loss.SUMMARY: "the summary",
    Loss.ROLE: "the role of an actor",
    Loss.ACTORS: "who took part",
    Loss.FURTHER_ACTORS: "every actor after the first",
    Loss.PLACES: "where it happened",
    Loss.TAGS: "tags",
    Loss.PART_OF: "what an event was a part of",
    Loss.CASUALTIES: "casualty figures",
    Loss.CLAIM: "who claims it",
    Loss.NOTE: "notes",
    Loss.SOURCE: "where the source tells of it",
    Loss.SENTENCE: "the paragraph and sentence of the source",
    Loss.MARKUP: "bold, links and other markup",
    Loss.MEDIA: "pictures, film and sound",
    Loss.RECURRENCE: "that something comes again and again",
    Loss.RELATION: "families and other relations between people",
    Loss.LINK: "an event's link",
    Loss.OWN_FIELDS: "fields of one's own",
}


class Fate(StrEnum):
    """The fate of a detail in a format: kept, put into words, dropped, or refused."""

    KEPT = "kept"
    IN_WORDS = "in words"
    DROPPED = "dropped"
    REFUSED = "refused"


Fates = Mapping[Loss, Fate]
"""What a format does with each thing; what is not named is kept."""


class LossRecord(FrozenRecord):
    """One thing that one event lost."""

    event: str
    loss: Loss
    fate: Fate


class LossCounter:
    """Counts the losses of one file, as far as its format declares them."""

    def __init__(self, fates: Fates) -> None:
        """Take the losses that the format declares."""
        self.fates = fates
        self.records: list[LossRecord] = []
        self.handled_count = 0
        """How many events were written or read."""

    def add_loss(self, event: str, loss: Loss) -> Fate:
        """Record that an event has something that the format may lose, and say what becomes of it.

        Args:
            event: the id of the event, or its record in the file.
            loss: what the event has.
        """
        fate = self.fates.get(loss, Fate.KEPT)
        if fate is not Fate.KEPT:
            self.records.append(LossRecord(event, loss, fate))
        return fate

    @property
    def has_drops(self) -> bool:
        """Whether anything was dropped or refused."""
        return any(each.fate in (Fate.DROPPED, Fate.REFUSED) for each in self.records)

    def count_losses(self) -> dict[tuple[Loss, Fate], int]:
        """Count the events for each loss and fate, in the order of the list."""
        counts = Counter((each.loss, each.fate) for each in dict.fromkeys(self.records))
        order = list(Loss)
        return dict(sorted(counts.items(), key=lambda pair: order.index(pair[0][0])))


def list_features(event: Event, kept_units: Collection[DatePrecision]) -> Iterator[Loss]:
    """List what an event holds of the things that a format can lose.

    Args:
        event: the event.
        kept_units: the units in which the format can give a date.
    """
    yield from list_date_features(event.date, kept_units)
    yield from _list_year_features(event)
    if _has_julian_day(event):
        yield Loss.CALENDAR
    sources = event.sources
    present = {
        Loss.DATE_TEXT: event.date_text,
        Loss.SUMMARY: event.summary,
        Loss.ROLE: any(each.role for each in event.participants),
        Loss.ACTORS: event.participants,
        Loss.FURTHER_ACTORS: event.participants[1:],
        Loss.PLACES: event.places,
        Loss.TAGS: event.tags,
        Loss.PART_OF: event.part_of,
        Loss.CASUALTIES: event.casualties,
        Loss.CLAIM: event.according_to,
        Loss.NOTE: event.note,
        Loss.SOURCE: sources,
        Loss.SENTENCE: any(source.paragraph for source in sources),
        Loss.MEDIA: event.image,
        Loss.LINK: event.url,
        Loss.OWN_FIELDS: event.own_fields,
    }
    yield from (loss for loss, value in present.items() if value)


def _list_year_features(event: Event) -> Iterator[Loss]:
    """List the losses due to years: BC, or of more than four digits."""
    bounds: tuple[int, ...] = (event.span.earliest_start, event.span.first_day, event.span.last_day)
    if isinstance(event.date, DateSet):  # may be open on both sides, and names days in between
        bounds = tuple(
            day
            for moment in iter_moments(event.date)
            for day in compute_bounds(moment, event.date_rules.calendar)
        )
    if any(INFINITE_PAST < day < _FIRST_DAY_AD for day in bounds):
        yield Loss.BC
    if any(
        (day < _FIRST_DAY or day > _LAST_DAY) and day not in (INFINITE_PAST, INFINITE_FUTURE)
        for day in bounds
    ):
        yield Loss.YEAR_RANGE


def _has_julian_day(event: Event) -> bool:
    """Whether a date names a day that the Gregorian calendar calls otherwise."""
    calendar = event.date_rules.calendar
    return any(
        moment.day and compute_bounds(moment, calendar)[0] < calendar.first_gregorian_day
        for moment in iter_moments(event.date)
    )


def list_date_features(date: EdtfDate, kept_units: Collection[DatePrecision]) -> Iterator[Loss]:
    """List everything in a date, except the era, that some format cannot express."""
    moments = tuple(iter_moments(date))
    if any(moment.is_approximate or moment.is_uncertain for moment in moments):
        yield Loss.HEDGE
    if isinstance(date, DateSet):
        yield Loss.SET
    if isinstance(date, DateInterval) and len(moments) < 2:
        yield Loss.OPEN_END
    if any(get_precision(moment) not in kept_units for moment in moments):
        yield Loss.BOUNDS if isinstance(date, DateInterval) else Loss.PRECISION


def iter_moments(date: EdtfDate) -> Iterator[SimpleDate]:
    """Iterate over the calendar units that a date names."""
    match date:
        case SimpleDate():
            yield date
        case DateInterval(start, end):
            yield from (each for each in (start, end) if isinstance(each, SimpleDate))
        case _:
            for member in date.members:
                if isinstance(member, SimpleDate):
                    yield member
                else:
                    yield from filter(None, (member.start, member.end))
