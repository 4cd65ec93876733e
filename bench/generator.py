"""A made-up timeline of any size, the same for the same seed: `python -m bench.generator 10000`.

It is honest where speed depends on it: texts of the length and variety of the shipped ones, dates
as vague as often as there, and actors, places, tags and words used very unequally.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

SEED = 1923
ACTOR_COUNT, PLACE_COUNT, SECTION_COUNT = 300, 60, 12
TAGS = ("battle", "trade", "treaty", "flood", "siege", "harvest", "road", "election", "visit",
        "raid", "school", "census", "drought", "strike", "fire", "election-result")  # fmt: skip
_VERBS = ("reaches", "leaves", "takes", "holds", "rebuilds", "loses", "visits", "counts",
          "closes", "opens", "besieges", "supplies")  # fmt: skip
_SYLLABLES = ("al", "ba", "dar", "el", "fa", "gor", "ha", "is", "ka", "lor", "ma", "nur", "or",
              "qa", "ra", "sul", "ta", "um", "wa", "za")  # fmt: skip
_FIRST_YEAR, _YEAR_COUNT = 1900, 125


class GeneratedEvent(NamedTuple):
    """One made-up event."""

    id: str
    date: str
    day: str
    """Its first day, for formats that know nothing vaguer."""
    title: str
    summary: str
    actors: tuple[str, ...]
    places: tuple[str, ...]
    tags: tuple[str, ...]
    killed: int
    section: str
    paragraph: int
    sentence: int


_DATE_FORMS = (
    (13, "{y}-{m:02d}-{d:02d}"),
    (5, "{y}-{m:02d}"),
    (5, "{y}"),
    (3, "[{y}-{m:02d}-01..{y}-{m:02d}-10]"),
    (2, "{y}-{m:02d}/{y1}-{m:02d}"),
    (1, "{y}-{m:02d}-{d:02d}/{y}-{m:02d}-28~"),
    (1, "{y}~/{later}~"),
    (1, "[{y}..{y32}]"),
    (1, "{y}-{season}"),
    (1, "[..{y}-{m:02d}]"),
    (1, "{y}-{m:02d}/.."),
    (1, "{y}-{m:02d}-{d:02d}~/"),
)  # fmt: skip
"""How often of 35 each kind of date occurs, as in the shipped timeline, and how it is written."""


def generate_names(count: int, seed: int) -> list[str]:
    """Made-up names, `count` of them, no two alike."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()] = None
    return list(found)


def generate_actor_ids() -> list[str]:
    """The ids of the actors, the most used first."""
    return [name.lower() for name in generate_names(ACTOR_COUNT, SEED)]


def generate_place_ids() -> list[str]:
    """The ids of the places, the most used first."""
    return [name.lower() for name in generate_names(PLACE_COUNT, SEED + 1)]


def generate_events(count: int, seed: int = SEED) -> Iterator[GeneratedEvent]:
    """Made-up events, `count` of them, in no order of time."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    pick = _SkewedChooser(chance)
    who, where = generate_actor_ids(), generate_place_ids()
    words = [name.lower() for name in generate_names(4_000, SEED + 2)]
    kinds = [form for often, form in _DATE_FORMS for _ in range(often)]
    for number in range(count):
        year = _FIRST_YEAR + chance.randrange(_YEAR_COUNT)
        month, day = chance.randint(1, 12), chance.randint(1, 27)
        form, place = chance.choice(kinds), pick(where)
        later = {"y1": year + 1, "y32": year + 32, "later": year + chance.randint(1, 9)}
        later["season"] = 21 + month % 4
        title = f"{pick(who).capitalize()} {chance.choice(_VERBS)} {place.capitalize()}"
        told = (pick(words) for _ in range(chance.randint(8, 30)))
        yield GeneratedEvent(
            id=f"{pick(words)}-{number}",
            date=form.format(y=year, m=month, d=day, **later),
            day=f"{year}-{month:02d}-{day:02d}",
            title=f"{title} {pick(words)} {pick(words)}",
            summary=" ".join(told).capitalize() + ".",
            actors=tuple(dict.fromkeys(pick(who) for _ in range(chance.randint(1, 3)))),
            places=(place,),
            tags=tuple(dict.fromkeys(pick(TAGS) for _ in range(chance.randint(1, 2)))),
            killed=chance.randint(1, 90) if chance.random() < 0.25 else 0,
            section=f"Section {chance.randint(1, SECTION_COUNT)}",
            paragraph=chance.randint(1, 9),
            sentence=chance.randint(1, 12),
        )


class _SkewedChooser:
    """Chooses the first of a sequence often and the last hardly ever, as words are used."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._weights: dict[int, list[float]] = {}

    def __call__(self, choices: Iterable[str]) -> str:
        known: Sequence[str] = choices if isinstance(choices, (list, tuple)) else list(choices)
        weights = self._weights.get(len(known))
        if weights is None:
            weights = list(itertools.accumulate(1 / rank for rank in range(1, len(known) + 1)))
            self._weights[len(known)] = weights
        return self._chance.choices(known, cum_weights=weights)[0]


def render_store(made: Iterable[GeneratedEvent]) -> Iterator[str]:
    """The events as a store, in pieces."""
    yield "title: Made up\nsource: {title: Nobody, licence: none}\nactors:\n"
    for id in generate_actor_ids():
        yield f"  {id}: {{name: {id.capitalize()}, aliases: [{id.capitalize()} group]}}\n"
    yield "places:\n"
    for id in generate_place_ids():
        yield f"  {id}: {{name: {id.capitalize()}}}\n"
    yield "events:\n"
    for each in made:
        harm = f"\n    casualties: [{{of: {each.actors[0]}, killed: {each.killed}}}]"
        yield (
            f"\n  - id: {each.id}\n"
            f'    date: "{each.date}"\n'
            f"    title: {each.title}\n"
            f"    summary: >-\n      {each.summary}\n"
            f"    actors: [{', '.join(each.actors)}]\n"
            f"    places: [{', '.join(each.places)}]\n"
            f"    tags: [{', '.join(each.tags)}]"
            f"{harm if each.killed else ''}\n"
            f"    source: {{section: {each.section}, paragraph: {each.paragraph}, "
            f"sentence: {each.sentence}}}\n"
        )


if __name__ == "__main__":
    sys.stdout.writelines(render_store(generate_events(int(sys.argv[1]))))
