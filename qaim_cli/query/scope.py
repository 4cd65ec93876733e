"""The scope of a question: the timeline it is asked of, and how each thing asked becomes a term.

The options and the query language both come here, so that they mean the same.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, NamedTuple

from qaim_cli.dates import BEGINNING, FOREVER, in_words
from qaim_cli.errors import DateError, RequestError
from qaim_cli.hints import Beginning, Label
from qaim_cli.model import HARMS, Catalogue, Event, Timeline
from qaim_cli.query import names
from qaim_cli.query.terms import During, Has, HasWords, Holds, Number, OnDay
from qaim_cli.text import listed

if TYPE_CHECKING:
    from qaim_cli.periods import Period

NUMBERS = (*HARMS, "sources")
# Patterns are compiled when one is first needed, which in most questions none is.
_NUMBER = r"(?P<sign>>=|<=|>|<|=)?(?P<one>\d{1,12})|(?P<low>\d{0,12})\.\.(?P<high>\d{0,12})"
_SOURCE = r"(?P<section>.*?)\s*(?:¶\s*(?P<paragraph>\d{1,9})(?:[.:](?P<sentence>\d{1,9}))?)?"
_LENGTH = r"(\d{1,6})\s*(?:(d)(?:ays?)?|(w)(?:eeks?)?|(m)(?:onths?)?|(y)(?:ears?)?)"
_DAYS = {"d": 1, "w": 7, "m": 31, "y": 366}


class Scope(NamedTuple):
    """What a question is asked of, and on which day."""

    timeline: Timeline
    today: datetime.date

    def actor(self, *called: str) -> Has:
        """Any of the actors takes part, or a part of them."""
        return self._entities("actor", called, self.timeline.actors)

    def place(self, *called: str) -> Has:
        """It happens at any of the places, or within them."""
        return self._entities("place", called, self.timeline.places)

    def tag(self, *called: str) -> Has:
        """It has any of the tags."""
        return self._labels("tag", called, self.timeline.tags)

    def section(self, *called: str) -> Has:
        """It is told in any of the sections of the source."""
        return self._labels("section", called, self.timeline.sections)

    def part(self, *called: str) -> Has:
        """It is told by any of the timelines."""
        return self._labels("timeline", called, tuple(self.timeline.parts))

    def source(self, text: str) -> Holds:
        """It rests on a section, on a paragraph of it, or on one sentence: "Iraq War ¶4.2"."""
        match = re.fullmatch(_SOURCE, text.strip())
        assert match is not None  # every part of the pattern may be empty
        sections = names.label("section", match["section"], self.timeline.sections)
        paragraph, sentence = int(match["paragraph"] or 0), int(match["sentence"] or 0)

        def cites(event: Event) -> bool:
            return any(
                source.section in sections
                and paragraph in (0, source.paragraph)
                and sentence in (0, source.sentence)
                for source in event.sources
            )

        return Holds(f"source {text.strip()}", cites, Label("section", sections))

    def words(self, text: str, where: str = "keyword") -> HasWords:
        """The words stand in what `where` says: keyword for all, or text, title or claim."""
        beginnings, phrases = names.keyword(text)
        return HasWords(f"{where} {text}", beginnings, phrases, where, self.timeline)

    def phrase(self, text: str) -> HasWords:
        """The words stand side by side."""
        return self.words(f'"{text}"')

    def claim(self, text: str) -> Holds | HasWords:
        """The source reports it as a claim: of anyone ("any"), of no one ("none"), or of whom."""
        wanted = {"any": True, "none": False}.get(text.lower())
        if wanted is None:
            return self.words(text, "claim")
        return Holds(f"claim {text.lower()}", lambda event: bool(event.according_to) is wanted)

    def id(self, text: str) -> Holds:
        """Its id begins so."""
        part, beginning = names.scoped(text.lower(), self.timeline)
        return Holds(
            f"id {text.lower()}",
            lambda event: event.id.startswith(beginning) and part in ("", event.timeline),
            Beginning(beginning),
        )

    def number(self, of: str, text: str) -> Number:
        """A number of it compares so: "5", ">10", "<=3", "5..25".

        Raises:
            RequestError: the text is no comparison.
        """
        match = re.fullmatch(_NUMBER, text.replace(",", "").replace(" ", ""))
        if match is None:
            raise RequestError(f"{of} cannot be {text!r}", f"write {of}:>10 or {of}:5..25")
        low, high = _number_range(match)
        if low > high:
            raise RequestError(f"{of} cannot be {text!r}", "put the smaller number first")
        return Number(f"{of} {text}", of, low, high)

    def between(self, since: str | None, until: str | None) -> During:
        """From the first day of `since` to the last day of `until`.

        Raises:
            RequestError: one of them is no date, or the range ends before it begins.
        """
        first = self._read(since).first if since is not None else BEGINNING
        last = self._read(until).last if until is not None else FOREVER
        if first > last:
            raise RequestError(f"{since!r} comes after {until!r}", "swap the two")
        return self._days(first, last)

    def within(self, text: str) -> During:
        """In the period."""
        period = self._read(text)
        return self._days(period.first, period.last)

    def surely(self, text: str) -> During:
        """Certainly in the period."""
        during = self.within(text)
        return during._replace(words=f"surely {during.words}", surely=True)

    def before(self, text: str) -> During:
        """Before the first day of a period, or of an event.

        Raises:
            RequestError: it has no beginning.
        """
        first, _ = self._stretch(text)
        if first == BEGINNING:
            raise RequestError(f"{text!r} has no beginning", f"write to:… or during:{text}")
        return self._days(BEGINNING, first - 1)

    def after(self, text: str) -> During:
        """After the last day of a period, or of an event.

        Raises:
            RequestError: it has no end.
        """
        _, last = self._stretch(text)
        if last == FOREVER:
            raise RequestError(f"{text!r} has no end", f"write from:… or during:{text}")
        return self._days(last + 1, FOREVER)

    def during(self, text: str) -> During:
        """While a period lasted, or an event."""
        return self._days(*self._stretch(text))

    def around(self, text: str, distance: str = "30d") -> During:
        """At most so far from a period or an event: 30d, 6w, 2m (of 31 days), 1y (of 366).

        Raises:
            RequestError: the distance is none.
        """
        match = re.fullmatch(_LENGTH, distance.strip(), re.IGNORECASE)
        if match is None:
            raise RequestError(f"within cannot be {distance!r}", "write 30d, 6w, 2m or 1y")
        days = int(match[1]) * _DAYS[match[match.lastindex or 0].lower()]
        first, last = self._stretch(text)
        return self._days(max(first - days, BEGINNING), min(last + days, FOREVER))

    def on(self, text: str) -> OnDay:
        """On a day of the year, in whatever year: "04-17", "17 April", "today"."""
        from qaim_cli.periods.yearly import day_of_year

        month, day = day_of_year(text, self.today)
        return OnDay(f"on {_day_in_words(month, day)}", month, day)

    def _entities(self, kind: str, called: tuple[str, ...], catalogue: Catalogue) -> Has:
        ids = frozenset[str]().union(*(names.entity(kind, name, catalogue) for name in called))
        words = listed([catalogue.name(id) for id in catalogue.entities if id in ids], "or")
        return Has(f"{kind} {words}", kind, catalogue.whole(ids))

    def _labels(self, kind: str, called: tuple[str, ...], known: tuple[str, ...]) -> Has:
        labels = frozenset[str]().union(*(names.label(kind, name, known) for name in called))
        words = listed([label for label in known if label in labels], "or")
        return Has(f"{kind} {words}", kind, labels)

    def _stretch(self, text: str) -> tuple[int, int]:
        """The first and last day of an event or a period.

        An id that is whole comes first, then a date, then the beginning of an id.
        """
        event = names.with_id(text, self.timeline)
        if event is None:
            try:
                period = self._read(text)
            except DateError:
                if text[:1].isdigit() and not names.begun(text, self.timeline):
                    raise
                event = names.event(text, self.timeline)
            else:
                return period.first, period.last
        return event.span.first, event.span.last

    def _days(self, first: int, last: int) -> During:
        return During(in_words(first, last), first, last)

    def _read(self, text: str) -> Period:
        # Here, so that a question without a date never loads the reader of dates in words.
        from qaim_cli import periods

        return periods.read(text, self.today)


def _number_range(match: re.Match[str]) -> tuple[float, float]:
    if match["one"] is None:
        return float(match["low"] or 0), float(match["high"] or "inf")
    number = float(match["one"])
    return {
        ">": (number + 1, float("inf")),
        ">=": (number, float("inf")),
        "<": (0.0, number - 1),
        "<=": (0.0, number),
    }.get(match["sign"] or "=", (number, number))


def _day_in_words(month: int, day: int) -> str:
    from qaim_cli.dates.calendar import MONTHS

    return f"{day} {MONTHS[month - 1]}"
