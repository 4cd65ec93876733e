"""Terms: the leaves of an expression, each one thing asked of an event.

Most answer certainly or not; those that ask for days or for hedged figures can answer in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from qaim_cli.dates import BEGINNING, FOREVER, Span, in_words
from qaim_cli.dates.calendar import civil, day_number, month_length
from qaim_cli.errors import RequestError
from qaim_cli.hints import ANYTHING, Days, Hint, Label
from qaim_cli.hints import words as words_hint
from qaim_cli.model import Event, Figure, Qualifier, Timeline
from qaim_cli.query.expression import Match
from qaim_cli.text import has_phrase, has_word, haystack

VAGUE_TIMES = 12
VAGUE_DAYS = 6


class During(NamedTuple):
    """Falls in the days first..last.

    An event vaguer than twelve times the range and six days is counted as too vague to list: a
    question about a day lists months, one about a month lists years, one about a year decades.
    An event that reaches the range only because its end is not known counts as too vague as well.
    `surely` takes only what is certain.
    """

    words: str
    first: int
    last: int
    surely: bool = False

    @property
    def hint(self) -> Hint:
        """Where those days are touched."""
        return Days(self.first, self.last)

    def match(self, event: Event) -> Match:
        """Certain, possible, too vague or not, by the event's span."""
        span = event.span
        if span.certainly_in(self.first, self.last):
            return Match.CERTAIN
        if self.surely or not span.possibly_in(self.first, self.last, gaps=True):
            return Match.NO
        if span.possibly_in(self.first, self.last) and not self._too_vague(span):
            return Match.POSSIBLE
        return Match.VAGUE

    @property
    def is_half(self) -> bool:
        """Whether it is open on one side alone."""
        return (self.first == BEGINNING) is not (self.last == FOREVER)

    def with_others(self, others: list[During]) -> During:
        """The days that it and all the others ask for.

        Raises:
            RequestError: there is no such day.
        """
        first = max(self.first, *(other.first for other in others))
        last = min(self.last, *(other.last for other in others))
        if first > last:
            raise RequestError(
                f"no day is {in_words(first, FOREVER)} and {in_words(BEGINNING, last)}",
                "swap the two",
            )
        return During(in_words(first, last), first, last)

    def _too_vague(self, span: Span) -> bool:
        return span.vagueness > VAGUE_TIMES * (self.last - self.first + 1 + VAGUE_DAYS)

    def __str__(self) -> str:
        return self.words


class OnDay(NamedTuple):
    """Began or ended on a day of the year, in whatever year.

    Certain where one of its ends is known to the day, possible where it is known to the month; what
    is vaguer could be any day, and is counted as too vague.
    """

    words: str
    month: int
    day: int

    @property
    def hint(self) -> Hint:
        """Anywhere."""
        return ANYTHING

    def match(self, event: Event) -> Match:
        """Certain, possible, too vague or not."""
        span = event.span
        return max(self._falls(span.s0, span.s1), self._falls(span.e0, span.e1))

    def _falls(self, first: int, last: int) -> Match:
        if first == last and first in (BEGINNING, FOREVER):
            return Match.NO
        length = last - first + 1
        if length > 366:
            return Match.VAGUE
        years = {civil(first)[0], civil(last)[0]}
        days = (day_number(year, self.month, self.day) for year in years if self._in(year))
        if not any(first <= day <= last for day in days):
            return Match.NO
        return Match.CERTAIN if length == 1 else Match.POSSIBLE if length <= 31 else Match.VAGUE

    def _in(self, year: int) -> bool:
        return self.day <= month_length(year, self.month)

    def __str__(self) -> str:
        return self.words


class Has(NamedTuple):
    """One of its actors, places, tags, sections or its timeline, as `of` says, is wanted."""

    words: str
    of: str
    wanted: frozenset[str]

    @property
    def hint(self) -> Hint:
        """Where one of the labels stands."""
        return Label(self.of, self.wanted)

    def match(self, event: Event) -> Match:
        """Certain or not."""
        return _certain(not self.wanted.isdisjoint(LABELS[self.of](event)))

    def __str__(self) -> str:
        return self.words


LABELS: dict[str, Callable[[Event], Iterable[str]]] = {
    "actor": lambda event: event.people,
    "place": lambda event: event.places,
    "tag": lambda event: event.tags,
    "section": lambda event: (source.section for source in event.sources),
    "timeline": lambda event: (event.timeline,),
}
"""What an event has of each kind of label."""


def label_names(timeline: Timeline, of: str) -> Callable[[str], str]:
    """What a label of a kind is called: actors and places by name, the others as they stand."""
    return {"actor": timeline.actors.name, "place": timeline.places.name}.get(of, str)


class Holds(NamedTuple):
    """A plain test of the event holds; the hint says where it may."""

    words: str
    test: Callable[[Event], bool]
    hint: Hint = ANYTHING

    def match(self, event: Event) -> Match:
        """Certain or not."""
        return _certain(self.test(event))

    def __str__(self) -> str:
        return self.words


class HasWords(NamedTuple):
    """Its texts hold the folded words, each as the beginning of a word, and the phrases.

    Which texts is said by `where`: everything that can be found by a keyword, the title and
    summary, the title, or who claims it.
    """

    words: str
    beginnings: tuple[str, ...]
    phrases: tuple[str, ...]
    where: str
    timeline: Timeline

    @property
    def hint(self) -> Hint:
        """Where all the words stand in what a keyword is looked for in."""
        return ANYTHING if self.where == "claim" else words_hint(self.beginnings, self.phrases)

    def match(self, event: Event) -> Match:
        """Certain or not."""
        words = self._searched(event)
        return _certain(
            all(has_word(words, beginning) for beginning in self.beginnings)
            and all(has_phrase(words, phrase) for phrase in self.phrases)
        )

    def _searched(self, event: Event) -> str:
        match self.where:
            case "title":
                return haystack((event.title,))
            case "text":
                return haystack((event.title, event.summary))
            case "claim":
                return haystack((event.according_to,))
        return self.timeline.words(event)

    def __str__(self) -> str:
        return self.words


class Number(NamedTuple):
    """A number of the event lies in low..high; a hedged figure matches by its bounds.

    `of` is killed, wounded or captured, or sources for how many sentences it rests on. What the
    source gives no figure for does not match.
    """

    words: str
    of: str
    low: float
    high: float

    @property
    def hint(self) -> Hint:
        """Anywhere."""
        return ANYTHING

    def match(self, event: Event) -> Match:
        """Certain, possible or not."""
        bounds = self._bounds(event)
        if bounds is None or bounds[0] > self.high or bounds[1] < self.low:
            return Match.NO
        inside = self.low <= bounds[0] and bounds[1] <= self.high
        return Match.CERTAIN if inside else Match.POSSIBLE

    def _bounds(self, event: Event) -> tuple[float, float] | None:
        if self.of == "sources":
            number = len(event.sources)
            return number, number
        return total(figures(event, self.of))

    def __str__(self) -> str:
        return self.words


def harmed(event: Event, harm: str) -> tuple[float, float]:
    """The least and the most people that an event harmed so, by its figures."""
    return total(figures(event, harm)) or (0, 0)


def figures(event: Event, harm: str) -> Iterator[Figure]:
    """The figures that an event gives for a harm."""
    return (figure for each in event.casualties for kind, figure in each.figures() if kind == harm)


def total(figures: Iterable[Figure]) -> tuple[float, float] | None:
    """The bounds of a sum of figures, None of no figures at all."""
    bounds = [figure_bounds(figure) for figure in figures]
    if not bounds:
        return None
    return sum(low for low, _ in bounds), sum(high for _, high in bounds)


def figure_bounds(figure: Figure) -> tuple[float, float]:
    """The least and the most that a figure can mean.

    "About 80" is as coarse as the last digit that is not zero: 75 to 85; "about 100" is 50 to 150.
    """
    match figure.qualifier:
        case Qualifier.EXACT:
            return figure.number, figure.number
        case Qualifier.AT_LEAST:
            return figure.number, float("inf")
    digits = str(figure.number)
    half = 10 ** (len(digits) - len(digits.rstrip("0"))) / 2
    return max(0, figure.number - half), figure.number + half


def _certain(matches: bool) -> Match:
    return Match.CERTAIN if matches else Match.NO
