"""Names in a request → what they name in a timeline; an unknown one suggests the nearest."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qaim_cli.errors import RequestError
from qaim_cli.hints import Beginning, words
from qaim_cli.model import Catalogue, Event, Timeline
from qaim_cli.text import fold, listed, shown, suggestion


def entity(kind: str, name: str, catalogue: Catalogue) -> frozenset[str]:
    """The ids of the actors or places called by the name, without their parts.

    Raises:
        RequestError: nobody is called so.
    """
    ids = catalogue.called(name)
    if not ids:
        known = [name for entity in catalogue.entities.values() for name in entity.names[1:]]
        raise _unknown(kind, name, known)
    return ids


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

    Raises:
        RequestError: no event is called so, or several ids begin so.
    """
    beginning = name.strip().lower()
    near = timeline.pointed_at(Beginning(beginning)) if beginning else ()
    begun = [event for event in near if event.id.startswith(beginning)]
    exact = [event for event in begun if event.id == name]
    for found in (exact[:1], titled(name, timeline), begun):
        if len(found) == 1:
            return found[0]
        if found:
            ids = [event.id for event in found]
            more = [f"{len(ids) - 5} more"] if len(ids) > 5 else []
            raise RequestError(
                f"{shown(name)} begins the ids of {len(ids)} events",
                f"choose of {listed([*ids[:5], *more])}",
            )
    raise _unknown("event", name, [event.id for event in timeline.events])


def titled(title: str, timeline: Timeline) -> tuple[Event, ...]:
    """The events of that very title."""
    wanted = fold(title)
    if not wanted:
        return ()
    near = timeline.pointed_at(words(phrases=(wanted,)))
    return tuple(event for event in near if fold(event.title) == wanted)


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


_LISTED_BY = {
    "actor": "`qaim actors` lists them",
    "place": "`qaim places` lists them",
    "tag": "`qaim tags` lists them",
    "event": "`qaim list --ids` shows the ids",
}


def _unknown(kind: str, name: str, known: Iterable[str]) -> RequestError:
    known = list(known)
    what = f"there is no {kind} {shown(name)}"
    if not known:
        return RequestError(what, "the timeline has none")
    cure = suggestion(name, known) or _LISTED_BY.get(kind) or f"the {kind}s are {listed(known)}"
    return RequestError(what, cure)
