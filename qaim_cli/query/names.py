"""Names in a request → what they name in a timeline; an unknown one suggests the nearest."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from qaim_cli.errors import RequestError
from qaim_cli.hints import Beginning, words
from qaim_cli.model import Catalogue, Event, Timeline
from qaim_cli.text import counted, fold, listed, nearest, shown

_MOST = 5
"""More events than this are counted where an error names some to choose of."""


def entity(kind: str, name: str, catalogue: Catalogue) -> frozenset[str]:
    """The ids of the actors or places called by the name, without their parts.

    Raises:
        RequestError: nobody is called so.
    """
    ids = catalogue.called(name)
    if not ids:
        raise _unknown(kind, name, catalogue.known)
    return ids


def only(kind: str, name: str, ids: Collection[str]) -> str:
    """The one id that a name means, of those found for it.

    Raises:
        RequestError: it means several.
    """
    if len(ids) > 1:
        raise RequestError(
            f"{shown(name)} names {counted(len(ids), kind)}", f"say {listed(sorted(ids), 'or')}"
        )
    return next(iter(ids))


def label(kind: str, name: str, known: Iterable[str]) -> frozenset[str]:
    """The tags or sections of that name as the timeline writes them: that very one, or all alike.

    Raises:
        RequestError: no event has it.
    """
    known = tuple(known)
    if name in known:
        return frozenset((name,))
    wanted = fold(name)
    alike = frozenset(each for each in known if wanted and fold(each) == wanted)
    if not alike:
        raise _unknown(kind, name, known)
    return alike


def event(name: str, timeline: Timeline) -> Event:
    """The event with the id, or with the title, or the only one whose id begins so.

    The name of a timeline and a colon may stand before each.

    Raises:
        RequestError: no event is called so, or several are.
    """
    found = with_id(name, timeline)
    if found is not None:
        return found
    for how, called in (("is the title", titled), ("begins the ids", begun)):
        events = called(name, timeline)
        if len(events) == 1:
            return events[0]
        if events:
            raise _several(name, how, events, timeline)
    raise _unknown("event", name, *_nearest_events(name, timeline))


def with_id(name: str, timeline: Timeline) -> Event | None:
    """The event with the id, None if there is none.

    Raises:
        RequestError: events of several timelines have the id, and none of these is named.
    """
    part, id = scoped(name, timeline)
    found: dict[str, Event] = {}
    for event in timeline.pointed_at(Beginning(id)):
        if event.id == id and part in ("", event.timeline):
            found.setdefault(event.timeline, event)
    if len(found) > 1:
        raise _several(name, "is the id", tuple(found.values()), timeline)
    return next(iter(found.values()), None)


def titled(title: str, timeline: Timeline) -> tuple[Event, ...]:
    """The events of that very title."""
    for part, name in dict.fromkeys((("", title), scoped(title, timeline))):
        wanted = fold(name)
        near = timeline.pointed_at(words(phrases=(wanted,))) if wanted else ()
        found = tuple(
            event for event in near if part in ("", event.timeline) and fold(event.title) == wanted
        )
        if found:
            return found
    return ()


def begun(name: str, timeline: Timeline) -> tuple[Event, ...]:
    """The events whose ids begin so."""
    part, beginning = scoped(name.strip().lower(), timeline)
    near = timeline.pointed_at(Beginning(beginning)) if beginning else ()
    return tuple(
        event for event in near if event.id.startswith(beginning) and part in ("", event.timeline)
    )


def scoped(name: str, timeline: Timeline) -> tuple[str, str]:
    """The timeline that a name begins with, before a colon, empty if it does not; and the rest."""
    before = [
        part for part in timeline.parts if name[: len(part) + 1].casefold() == f"{part}:".casefold()
    ]
    # Of "a" and "a:b" the longer is meant, of "A" and "a" the one that is written so.
    part = max(before, key=lambda part: (len(part), name.startswith(part)), default="")
    return (part, name[len(part) + 1 :].strip()) if part else ("", name)


def keyword(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The folded words of a keyword, and its folded "phrases in quotes".

    What is one word as typed and several when folded ("K-1", "洛陽") stays together.

    Raises:
        RequestError: it holds no letter or digit.
    """
    phrases = tuple(filter(None, (fold(phrase) for phrase in re.findall(r'"([^"]*)"', text))))
    single = tuple(filter(None, map(fold, re.sub(r'"[^"]*"', " ", text).split())))
    if not single and not phrases:
        raise RequestError(f"the keyword {shown(text)} has no letter or digit", "give a word")
    return single, phrases


def _several(name: str, how: str, events: tuple[Event, ...], timeline: Timeline) -> RequestError:
    ids = [timeline.address(event) for event in events]
    more = [f"{len(ids) - _MOST} more"] if len(ids) > _MOST else []
    return RequestError(
        f"{shown(name)} {how} of {len(ids)} events", f"choose of {listed([*ids[:_MOST], *more])}"
    )


def _nearest_events(name: str, timeline: Timeline) -> tuple[list[str], list[str]]:
    """The ids that there are, and those most like the name as they are asked for."""
    part, id = scoped(name, timeline)
    events = [event for event in timeline.events if part in ("", event.timeline)]
    ids = [event.id for event in events]
    near = nearest(id, ids)
    asked_by = (timeline.address(each) for id in near for each in events if each.id == id)
    return ids, list(dict.fromkeys(asked_by))[:_MOST]


_LISTED_BY = {
    "actor": "`qaim actors` lists them",
    "place": "`qaim places` lists them",
    "tag": "`qaim tags` lists them",
    "event": "`qaim list --ids` shows the ids",
}


def _unknown(
    kind: str, name: str, known: Iterable[str], near: list[str] | None = None
) -> RequestError:
    """The error of a name that is not known; `near` are those that may be meant by it."""
    known = list(known)
    near = nearest(name, known) if near is None else near
    what = f"there is no {kind} {shown(name)}"
    if not known:
        return RequestError(what, "the timeline has none")
    if near:
        return RequestError(what, f"did you mean {listed(near, 'or')}?")
    return RequestError(what, _LISTED_BY.get(kind) or f"the {kind}s are {listed(known)}")
