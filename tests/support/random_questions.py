"""Random events and questions, to hold the answers of databases to Qaim's own."""

from __future__ import annotations

import random

from qaim_cli import dates
from qaim_cli.dates import GREGORIAN, JULIAN, DateRules, parse_tolerance
from qaim_cli.errors import QaimError
from qaim_cli.model import Casualties, Entity, Event, Figure, Participant, Qualifier, Source
from tests.support.events import entities, timeline

ACTORS = entities(
    Entity("us", "United States", ("U.S.",)),
    Entity("marines", "Marines", (), ("us",)),
    Entity("squad", "O'Brien's squad", (), ("marines", "gone")),
    Entity("rome", "Rome"),
    Entity("egg", "Egg", (), ("hen",)),
    Entity("hen", "Hen", (), ("egg",)),
)
PLACES = entities(
    Entity("iraq", "Iraq"),
    Entity("town", "Town", (), ("iraq",), at=(34.4, 41.1)),
    Entity("sea", "The Sea"),
)
TAGS = ("battle", "trade fair", "it's", "100%", "a_b", "洛陽")
SECTIONS = ("Early days", "Iraq War", "'Quoted'")
OWN_NUMBERS = ("1", "2", "2.0", "2.5", "-3", "0.1", "1,200", "007", "4.05", "1e5", "5 6")
OWN_WORDS = ("draft", "Draft two", "it's", "100%", "a_b", "洛陽", "Kata'ib", "any day")
WORDS = ("dam", "drone", "drones", "bridge", "Kata'ib", "of", "the", "siege", "1907", "洛陽")
RULES = (
    *(DateRules(),) * 4,
    DateRules(GREGORIAN),
    DateRules(JULIAN),
    DateRules(about=parse_tolerance("25 years")),
    DateRules(about=parse_tolerance("1 month")),
)
_FORMS = (
    "{y}-{m}-{d}", "{y}-{m}-{d}", "{y}-{m}-{d}~", "{y}-{m}", "{y}-{m}~", "{y}", "{y}~", "{y}?",
    "{y}%", "{dec}X", "{dec}X~", "{cen}XX", "{y}-21", "{y}-33~", "{y}-{m}/{y2}-{m}", "{y}~/{y2}~",
    "{y}?/{y2}", "{y}/{y2}?", "{y}-{m}/..", "{y}/", "../{y}", "/{y}", "{y}?/..", "[{y}..{y2}]",
    "[..{y}-{m}]", "[{y}-{m}..]", "[{y},{y2}]", "[{y}~,{y2}-{m}]", "{{{y},{y2}}}",
    "{{{y}-{m}-{d},{y2}-{m},{y2}}}", "{{{y}..{y2},{y3}~}}", "{{{y}?,{y2}}}", "{{{y},{y2}..}}",
    "{{..{y},{y2}}}", "[..{y},{y2}]",
)  # fmt: skip
_PERIODS = (
    "{y}", "{y}-{m}", "{y}-{m}-{d}", "{dec}0s", "{y}..{y2}", "{y}-{m}-{d}..{y2}-{m}-{d}",
    "{y3}", "early {y}", "2030",
)  # fmt: skip


class QuestionWriter:
    """Writes events and questions, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def make_timeline(self, count: int):
        events = [self._make_event(number) for number in range(count)]
        return timeline(*events, actors=ACTORS, places=PLACES)

    def make_question(self, depth: int = 2) -> str:
        """A question of dates, labels and numbers, joined with and, or, not."""
        if depth and self.random.random() < 0.6:
            parts = [self.make_question(depth - 1) for _ in range(self.random.randint(2, 3))]
            joined = self.random.choice((" ", " and ", " or ")).join(f"({part})" for part in parts)
            return f"not ({joined})" if self.random.random() < 0.3 else joined
        term = self._make_term()
        return f"not {term}" if self.random.random() < 0.25 else term

    def _make_event(self, number: int) -> Event:
        rules = self.random.choice(RULES)
        edtf, date, span = self._make_date(rules)
        choose = self.random.choice
        return Event(
            id=f"e{number}",
            date=date,
            span=span,
            edtf=edtf,
            title=" ".join(self.random.sample(WORDS, 3)),
            sources=tuple(
                Source(choose(SECTIONS), *choose(((0, 0), (1, 0), (4, 0), (4, 2))))
                for _ in range(self.random.randint(1, 3))
            ),
            summary=" ".join(self.random.sample(WORDS, 2)) if self.random.random() < 0.5 else "",
            participants=tuple(
                Participant(id)
                for id in self.random.sample(list(ACTORS.entities), self.random.randint(0, 2))
            ),
            places=tuple(self.random.sample(list(PLACES.entities), self.random.randint(0, 1))),
            tags=tuple(self.random.sample(TAGS, self.random.randint(0, 2))),
            casualties=tuple(
                self._make_casualties() for _ in range(self.random.choice((0, 0, 1, 2)))
            ),
            according_to=choose(("", "", "O'Neill", "Livy")),
            date_rules=rules,
            timeline="test",
            own_fields=self._make_own_fields(),
        )

    def _make_own_fields(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Own fields: a number, a word, several values of both kinds, or none."""
        choose = self.random.choice
        fields = {
            "x-importance": (choose(OWN_NUMBERS),),
            "x-status": tuple(dict.fromkeys(choose((*OWN_NUMBERS, *OWN_WORDS)) for _ in range(2))),
        }
        return tuple(each for each in fields.items() if self.random.random() < 0.6)

    def _make_date(self, rules: DateRules):
        while True:
            edtf = self._fill(self.random.choice(_FORMS))
            try:
                return edtf, *dates.parse_with_span(edtf, rules.calendar, rules.about)
            except QaimError:
                continue  # an end before its start, a day that there is not

    def _make_casualties(self) -> Casualties:
        def figure():
            number = self.random.choice((0, 4, 7, 80, 100, 150, 1200))
            return Figure(number, self.random.choice(list(Qualifier)))

        return Casualties("rome", figure(), self.random.choice((None, figure())))

    def _make_term(self) -> str:
        choose = self.random.choice
        period = '"' + self._fill(choose(_PERIODS)) + '"'
        return choose(
            (
                *(
                    f"{field}:{period}"
                    for field in ("in", "in", "in", "from", "to", "sure", "began")
                ),
                *(f"{field}:{period}" for field in ("ended", "began", "ended", "before", "after")),
                f"around:{period} within:{choose(('30d', '2y'))}",
                f"actor:{choose(list(ACTORS.entities))}",
                f"place:{choose(list(PLACES.entities))}",
                f'tag:"{choose(TAGS)}"',
                f'section:"{choose(SECTIONS)}"',
                f'source:"{choose(SECTIONS)} ¶{choose((1, 4, 4, "4.2", 7))}"',
                f"on:{choose(('02-28', '02-29', '03-01', '10-10', self._fill('{m}-{d}')))}",
                f"on:{self._fill('{m}-{d}')}",
                f"x-importance:{self._make_own_numbers()}",
                f'x-status:"{choose((*OWN_NUMBERS, *OWN_WORDS, "any", "none"))}"',
                f"{choose(('killed', 'wounded', 'captured', 'sources'))}:{self._make_numbers()}",
                f"lasted:{choose(('>5y', '<=30d', '1d', '2w..3y', '..1y', '10y..'))}",
                f"kind:{choose(('moment', 'interval', 'set', 'day', 'month', 'year', 'decade'))}",
                f"about:{choose(('any', 'none'))}",
                f"claim:{choose(('any', 'none'))}",
                f"id:e{self.random.randint(0, 30)}",
                choose(WORDS),
                f'"{choose(WORDS)} {choose(WORDS)}"',
            )
        )

    def _make_own_numbers(self) -> str:
        low = self.random.choice(("-3", "0", "0.1", "2", "2.50", "1200"))
        return self.random.choice(
            (f">{low}", f"<={low}", f"<{low}", f"={low}", low, f"{low}..1,200", f"..{low}")
        )

    def _make_numbers(self) -> str:
        low = self.random.choice((0, 1, 2, 6, 7, 75, 85, 100))
        return self.random.choice(
            (f">{low}", f"<={low}", f"{low}", f"{low}..{low + 50}", f"..{low}")
        )

    def _fill(self, form: str) -> str:
        year = self.random.choice((*range(1970, 2031), 1066, 1582, 1907, 1, 1000))
        years = [f"{max(1, year + off):04d}" for off in (0, self.random.randint(0, 40), 50)]
        return form.format(
            y=years[0], y2=years[1], y3=years[2], dec=years[0][:3], cen=years[0][:2],
            m=f"{self.random.randint(1, 12):02d}", d=f"{self.random.randint(1, 28):02d}",
        )  # fmt: skip
