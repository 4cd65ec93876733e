"""Random changes to a timeline, one at a time, as a slip of the pen might make them."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from qaim_cli.articles import Article
from qaim_cli.audit import audit_timeline
from qaim_cli.checks import run_checks, select_checks
from qaim_cli.dates import format_edtf, parse_with_span
from qaim_cli.errors import DateError
from qaim_cli.model import Casualties, Event, Timeline


class Mutation(NamedTuple):
    """A timeline in which one thing is changed: what kind of thing, and what was done."""

    kind: str
    description: str
    timeline: Timeline


def count_findings(timeline: Timeline, article: Article) -> int:
    """How many findings `audit` and `check` have of a timeline and its article."""
    found = len(audit_timeline(timeline, {timeline.default_source: article}).findings)
    return found + len(list(run_checks(timeline, select_checks((), ()))))


def find_missed_mutations(
    timeline: Timeline, article: Article, count: int, seed: int
) -> list[Mutation]:
    """Those of a number of changes that neither `audit` nor `check` notices."""
    return [
        mutation
        for mutation in mutate(timeline, count, seed)
        if not count_findings(mutation.timeline, article)
    ]


def mutate(timeline: Timeline, count: int, seed: int) -> Iterator[Mutation]:
    """As many changed timelines, the same for a seed; each kind of change is as likely."""
    chance = random.Random(seed)
    kinds = list(_MUTATORS)
    done = 0
    while done < count:
        kind = kinds[done % len(kinds)]
        event = chance.choice(timeline.events)
        changed = _MUTATORS[kind](event, timeline, chance)
        if changed == event or (changed is not None and _says_the_same(changed, event)):
            continue
        done += 1
        rest = [each for each in timeline.events if each is not event]
        after = "dropped" if changed is None else _describe(changed)
        yield Mutation(
            kind,
            f"{kind} of {event.id}: {_describe(event)} → {after}",
            _replace_events(timeline, [*rest, changed] if changed else rest),
        )


def _describe(event: Event) -> str:
    actors, casualties = event.actor_ids, [str(each) for each in event.casualties]
    return f"{event.edtf} {event.places} {actors} {casualties} {event.according_to}"


def _says_the_same(changed: Event, event: Event) -> bool:
    """Whether a change is none: the same days, or an actor who is named as harmed anyway."""
    same_days = changed.span[:4] == event.span[:4] and changed.edtf != event.edtf
    return same_days or (
        changed.participants != event.participants
        and set(changed.actor_ids) == set(event.actor_ids)
    )


def _replace_events(timeline: Timeline, events: list[Event]) -> Timeline:
    changed = copy.copy(timeline)
    changed.events = tuple(sorted(events, key=lambda event: event.sort_key))
    changed._search_texts = {}
    return changed


def _with_date(event: Event, edtf: str) -> Event:
    try:
        date, span = parse_with_span(edtf, *event.date_rules)
    except DateError:
        return event
    return event._replace(date=date, span=span, edtf=format_edtf(date))


def _shift(event: Event, chance: random.Random, pattern: str, step: int, width: int) -> Event:
    """The event with one number of its date moved, where it has one of that kind."""
    found = list(re.finditer(pattern, event.edtf))
    if not found:
        return event
    match = chance.choice(found)
    number = int(match[1]) + chance.choice((-step, step))
    edtf = event.edtf[: match.start(1)] + f"{number:0{width}d}" + event.edtf[match.end(1) :]
    return _with_date(event, edtf)


def _change_year(event: Event, _: Timeline, chance: random.Random) -> Event:
    return _shift(event, chance, r"(?<![\d-])(\d{4})(?!\d)", chance.choice((1, 1, 10)), 4)


def _change_month(event: Event, _: Timeline, chance: random.Random) -> Event:
    return _shift(event, chance, r"\d{4}-(\d\d)(?!\d)", 1, 2)


def _change_day(event: Event, _: Timeline, chance: random.Random) -> Event:
    return _shift(event, chance, r"\d{4}-\d\d-(\d\d)(?!\d)", chance.choice((1, 7)), 2)


def _coarsen_date(event: Event, _: Timeline, chance: random.Random) -> Event:
    match = re.search(r"(\d{4}(?:-\d\d)?)-\d\d(?!\d|-)", event.edtf)
    if match is None:
        return event
    return _with_date(event, event.edtf[: match.start()] + match[1] + event.edtf[match.end() :])


def _swap_place(event: Event, timeline: Timeline, chance: random.Random) -> Event:
    if not event.places:
        return event
    other = chance.choice([id for id in timeline.places.entities if id not in event.places])
    at = chance.randrange(len(event.places))
    return event._replace(places=(*event.places[:at], other, *event.places[at + 1 :]))


def _swap_actor(event: Event, timeline: Timeline, chance: random.Random) -> Event:
    if not event.participants:
        return event
    other = chance.choice([id for id in timeline.actors.entities if id not in event.actor_ids])
    at = chance.randrange(len(event.participants))
    changed = event.participants[at]._replace(actor=other)
    return event._replace(
        participants=(*event.participants[:at], changed, *event.participants[at + 1 :])
    )


def _drop_actor(event: Event, _: Timeline, chance: random.Random) -> Event:
    if not event.participants:
        return event
    at = chance.randrange(len(event.participants))
    return event._replace(participants=event.participants[:at] + event.participants[at + 1 :])


def _change_casualties(
    event: Event, chance: random.Random, change: Callable[[Casualties], Casualties]
) -> Event:
    if not event.casualties:
        return event
    at = chance.randrange(len(event.casualties))
    casualties = list(event.casualties)
    casualties[at] = change(casualties[at])
    return event._replace(casualties=tuple(casualties))


def _change_figure(event: Event, _: Timeline, chance: random.Random) -> Event:
    def change(casualties: Casualties) -> Casualties:
        harm, figure = next(casualties.iter_figures())
        number = figure.number + chance.choice((-1, 1, 10))
        return casualties._replace(**{harm: figure._replace(number=number)})

    return _change_casualties(event, chance, change)


def _change_harm(event: Event, _: Timeline, chance: random.Random) -> Event:
    return _change_casualties(
        event,
        chance,
        lambda each: (
            each
            if each.killed == each.wounded
            else each._replace(killed=each.wounded, wounded=each.killed)
        ),
    )


def _change_victims(event: Event, timeline: Timeline, chance: random.Random) -> Event:
    others = [id for id in timeline.actors.entities if id not in event.actor_ids]
    return _change_casualties(
        event, chance, lambda each: each._replace(actor=chance.choice(others))
    )


def _change_claimant(event: Event, _: Timeline, chance: random.Random) -> Event:
    if not event.according_to:
        return event
    return event._replace(according_to=chance.choice(("", "The mayor", "Time")))


def _drop_event(event: Event, _: Timeline, chance: random.Random) -> None:
    return None


_MUTATORS: dict[str, Callable[[Event, Timeline, random.Random], Event | None]] = {
    "year": _change_year,
    "month": _change_month,
    "day": _change_day,
    "coarser date": _coarsen_date,
    "place": _swap_place,
    "actor": _swap_actor,
    "dropped actor": _drop_actor,
    "figure": _change_figure,
    "harm": _change_harm,
    "victims": _change_victims,
    "claimant": _change_claimant,
    "dropped event": _drop_event,
}
