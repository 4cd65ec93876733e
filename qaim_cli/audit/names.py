"""Names of events, held against those of the sentences cited, both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qaim_cli.audit.evidence import ArticleEvidence
from qaim_cli.audit.figures import find_counted_actors
from qaim_cli.audit.finding import AuditFinding
from qaim_cli.extract import EntityFinder
from qaim_cli.model import Catalogue, Event, Timeline
from qaim_cli.text import fold, has_phrase, has_word_prefix, quote_text

_MIN_PREFIX_MATCH_CHARS = 5
"""From how many letters on the beginning of a word is a name: "Syria" of "Syrian", not "IS"."""


def find_unsupported_names(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Events that name someone or somewhere that no cited sentence names.

    Any name or alias will do, of an actor those of whole or part as well; what the article is about
    goes without saying, and so does a group by whose word a figure counts it.
    """
    for event in timeline.events:
        if not evidence.has_all_sentences(event):
            continue
        words = evidence.fold_cited_text(event)
        counted = find_counted_actors(event, timeline.actors, evidence)
        named = (
            ("actor", timeline.actors, [id for id in event.actor_ids if id not in counted]),
            ("place", timeline.places, event.places),
        )
        for kind, catalogue, ids in named:
            for id in ids:
                names = {fold(name) for name in _collect_names(catalogue, id, kind)}
                if names & evidence.subject_names or any(
                    _mentions_name(words, name) for name in names
                ):
                    continue
                name = quote_text(catalogue.get_name(id))
                yield AuditFinding(
                    event, event.sources[0],
                    f"event {event.id!r} names {kind} {name}, its sentences do not",
                    "cite the sentence that does, or give the alias that is meant",
                )  # fmt: skip


def find_unnamed_entities(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Declared names in a cited sentence that no event citing it has, or in an event's own words.

    A part that is named names its whole too.
    """
    finder = EntityFinder(timeline.actors, timeline.places)
    for event in timeline.events:
        text = f"{event.title}. {event.summary}"
        for what in _list_unnamed(text, (event,), timeline, finder):
            yield AuditFinding(
                event, event.sources[0],
                f"event {event.id!r} speaks of {what} and does not name it",
                "name it under actors: or places:, or allow it with a reason",
            )  # fmt: skip
    for place, events in evidence.events_by_locator.items():
        if place in evidence.ignored_locators:
            continue
        for what in _list_unnamed(evidence.texts_by_locator[place], events, timeline, finder):
            yield AuditFinding(
                events[0], events[0].sources[0],
                f"event {events[0].id!r} does not name {what} of its sentences",
                "name it under actors: or places:, or allow it with a reason",
            )  # fmt: skip


def _list_unnamed(
    text: str, events: Sequence[Event], timeline: Timeline, finder: EntityFinder
) -> Iterator[str]:
    """Yield the names in a text that belong to none of the events, described in words.

    By whose word something is told is named by that, and a place in such a name is no scene.
    """
    for claimant in {event.according_to for event in events if event.according_to}:
        text = text.replace(claimant, "")
    found = finder.find_entities(text)
    actors = {id for event in events for id in event.actor_ids}
    places = {id for event in events for id in event.places}
    for kind, catalogue, ids, named in (
        ("actor", timeline.actors, found.actors, actors),
        ("place", timeline.places, found.places, places),
    ):
        for id in ids:
            if named.isdisjoint(catalogue.with_descendants((id,))):
                yield f"{kind} {quote_text(catalogue.get_name(id))}"


def _collect_names(catalogue: Catalogue, id: str, kind: str) -> Iterator[str]:
    """Collect all names of an entity; for an actor also those of its parts and parents."""
    if kind == "place":
        return iter(catalogue.get_names(id))
    related = {*catalogue.with_descendants((id,)), *catalogue.with_ancestors((id,))}
    return (name for each in related for name in catalogue.get_names(each))


def _mentions_name(words: str, name: str) -> bool:
    """Whether words bear a name: as it stands or, unless it is short, all its words somewhere."""
    parts = name.split()
    scattered = all(len(part) > 1 for part in parts) and len(name) >= _MIN_PREFIX_MATCH_CHARS
    return has_phrase(words, name) or (
        scattered and all(has_word_prefix(words, each) for each in parts)
    )
