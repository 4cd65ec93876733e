"""Lookup of names in a timeline; an unknown name suggests the nearest ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from qaim_cli.errors import RequestError
from qaim_cli.model import Catalogue, Event, Timeline
from qaim_cli.prefilter import IdPrefixCondition
from qaim_cli.text import find_nearest, fold, format_count, format_list, has_phrase, quote_text

MAX_NAME_CHARS = 2_000
"""The most characters of a keyword or name that are looked for."""
_MAX_COMPARED_IDS = 500
"""How many ids on each side of an unknown one are compared with it."""
_MAX_LISTED_EVENTS, _MAX_LISTED_NAMES = 5, 12
"""How many are listed in an error; the others are only counted."""


def find_entity_ids(kind: str, name: str, catalogue: Catalogue) -> frozenset[str]:
    """Find the ids of the actors or places with this name, without their parts.

    A word that only one of them has in its names is enough.

    Raises:
        RequestError: nobody is called so, or the word is in the names of several.
    """
    _check_length(f"{kind}'s name", name)
    ids = catalogue.find(name) or _find_ids_by_word(name, catalogue)
    if not ids:
        ids_too = catalogue.entities if kind == "source" else ()  # as titles are long
        raise _make_unknown_error(kind, name, [*ids_too, *catalogue.all_names])
    if len(ids) > 1 and not catalogue.find(name):
        names = sorted(catalogue.get_name(id) for id in ids)
        raise RequestError(
            f"{quote_text(name)} occurs in the names of {format_count(len(ids), kind)}",
            f"say {format_list(_shorten_list(names), 'or')}",
        )
    return ids


def _find_ids_by_word(name: str, catalogue: Catalogue) -> frozenset[str]:
    """Find the ids of entities in one of whose names the words stand side by side."""
    wanted = fold(name)
    if not wanted:
        return frozenset()
    return frozenset(
        id
        for id, entity in catalogue.entities.items()
        if any(has_phrase(f" {fold(each)} ", wanted) for each in entity.names[1:])
    )


def _shorten_list(names: list[str]) -> list[str]:
    more = len(names) - _MAX_LISTED_EVENTS
    return [*names[:_MAX_LISTED_EVENTS], f"{more} more"] if more > 0 else names


def require_single_id(kind: str, name: str, ids: Collection[str]) -> str:
    """Return the only id found for a name, or raise an error that lists them.

    Raises:
        RequestError: it means several.
    """
    if len(ids) > 1:
        raise RequestError(
            f"{quote_text(name)} names {format_count(len(ids), kind)}",
            f"say {format_list(sorted(ids), 'or', max_names=_MAX_LISTED_NAMES)}",
        )
    return next(iter(ids))


def find_facet_values(kind: str, name: str, known: Iterable[str]) -> frozenset[str]:
    """Find the tags or sections of this name: the exact one, or all that fold alike.

    Raises:
        RequestError: no event has it.
    """
    _check_length(f"{kind}'s name", name)
    known = tuple(known)
    if name in known:
        return frozenset((name,))
    wanted = fold(name)
    alike = frozenset(each for each in known if wanted and fold(each) == wanted)
    if not alike:
        raise _make_unknown_error(kind, name, known)
    return alike


def find_event(name: str, timeline: Timeline) -> Event:
    """Find an event by its id, its title, or an unambiguous start of its id.

    The name of a timeline and a colon may stand before each.

    Raises:
        RequestError: no event is called so, or several are.
    """
    _check_length("event's name", name)
    found = find_event_by_id(name, timeline)
    if found is not None:
        return found
    titled = find_events_by_title(name, timeline)
    for how, events, count in (
        ("is the title", titled, len(titled)),
        ("begins the ids", *find_events_by_id_prefix(name, timeline)),
    ):
        if count == 1:
            return events[0]
        if count:
            raise _make_ambiguous_error(name, how, events, count, timeline)
    raise _make_unknown_error("event", name, *_find_nearest_events(name, timeline))


def find_event_by_id(name: str, timeline: Timeline) -> Event | None:
    """Find the event with this id; None if there is none.

    Raises:
        RequestError: events of several timelines have the id, and none of these is named.
    """
    part, id = split_timeline_prefix(name, timeline)
    found: dict[str, Event] = {}
    for event in timeline.events.list_with_id(id):
        if part in ("", event.timeline):
            found.setdefault(event.timeline, event)
    if len(found) > 1:
        events = tuple(found.values())
        raise _make_ambiguous_error(name, "is the id", events, len(events), timeline)
    return next(iter(found.values()), None)


def find_events_by_title(title: str, timeline: Timeline) -> tuple[Event, ...]:
    """Find the events with exactly this title; none has one longer than a name may be."""
    if len(title) > MAX_NAME_CHARS:
        return ()
    for part, name in dict.fromkeys((("", title), split_timeline_prefix(title, timeline))):
        wanted = fold(name)
        titled = timeline.events.find_by_title(wanted) if wanted else ()
        found = tuple(event for event in titled if part in ("", event.timeline))
        if found:
            return found
    return ()


def find_events_by_id_prefix(name: str, timeline: Timeline) -> tuple[Sequence[Event], int]:
    """Find the first events whose ids start with a text, and count all of them."""
    part, beginning = split_timeline_prefix(name.strip().lower(), timeline)
    if not beginning:
        return (), 0
    condition = IdPrefixCondition(beginning, part)
    return timeline.events.find_by_id_prefix(condition, _MAX_LISTED_EVENTS)


def split_timeline_prefix(name: str, timeline: Timeline) -> tuple[str, str]:
    """Split "timeline:name" into the timeline, possibly empty, and the name."""
    before = [
        part for part in timeline.parts if name[: len(part) + 1].casefold() == f"{part}:".casefold()
    ]
    # Of "a" and "a:b" the longer is meant, of "A" and "a" the one that is written so.
    part = max(before, key=lambda part: (len(part), name.startswith(part)), default="")
    return (part, name[len(part) + 1 :].strip()) if part else ("", name)


def parse_keyword(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parse a keyword into its folded words and its folded "quoted phrases".

    What is one word as typed and several when folded ("K-1", "洛陽") stays together.

    Raises:
        RequestError: it holds no letter or digit, or is too long.
    """
    _check_length("keyword", text)
    phrases = tuple(filter(None, (fold(phrase) for phrase in re.findall(r'"([^"]*)"', text))))
    single = tuple(filter(None, map(fold, re.sub(r'"[^"]*"', " ", text).split())))
    if not single and not phrases:
        raise RequestError(f"the keyword {quote_text(text)} has no letter or digit", "give a word")
    return single, phrases


def _check_length(what: str, text: str) -> None:
    """Raise for a text longer than any that is looked for, so that each costs little."""
    if len(text) > MAX_NAME_CHARS:
        raise RequestError(
            f"the {what} has {len(text):,} characters", f"the most is {MAX_NAME_CHARS:,}"
        )


def _make_ambiguous_error(
    name: str, how: str, events: Sequence[Event], count: int, timeline: Timeline
) -> RequestError:
    """Make the error for a name of several events, of which the first are listed."""
    listed = [timeline.format_id(event) for event in events[:_MAX_LISTED_EVENTS]]
    if count > len(listed):
        listed.append(f"{count - len(listed):,} more")
    return RequestError(
        f"{quote_text(name)} {how} of {format_count(count, 'event')}",
        f"choose one of {format_list(listed)}",
    )


def _find_nearest_events(name: str, timeline: Timeline) -> tuple[list[str], list[str]]:
    """Find the ids near a name, and those most like it, as people would write them.

    Of a large timeline only the ids next to the name in order of the alphabet are compared with it.
    """
    part, id = split_timeline_prefix(name, timeline)
    events = timeline.parts[part].events if part else timeline.events
    known = events.list_ids_near(id, _MAX_COMPARED_IDS)
    asked_by = (
        timeline.format_id(event)
        for near in find_nearest(id, known)
        for event in timeline.events.list_with_id(near)
        if part in ("", event.timeline)
    )
    return known, list(dict.fromkeys(asked_by))[:_MAX_LISTED_EVENTS]


_LISTING_ADVICE = {
    "actor": "`qaim actors` lists them",
    "place": "`qaim places` lists them",
    "tag": "`qaim tags` lists them",
    "source": "`qaim sources` lists them",
    "event": "`qaim list --ids` shows the ids",
}


def _make_unknown_error(
    kind: str, name: str, known: Iterable[str], near: list[str] | None = None
) -> RequestError:
    """Make the error for an unknown name, suggesting the similar ones in `near`."""
    known = list(known)
    near = find_nearest(name, known) if near is None else near
    what = f"there is no {kind} {quote_text(name)}"
    if not known:
        return RequestError(what, "the timeline has none")
    if near:
        return RequestError(what, f"did you mean {format_list(near, 'or')}?")
    names = format_list(known, max_names=_MAX_LISTED_NAMES)
    return RequestError(what, _LISTING_ADVICE.get(kind) or f"the {kind}s are {names}")
