"""What events state: date, figures, names and words, each held against the sentences cited.

An event whose sentences are not there is judged for that alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaim_cli.articles import Article
from qaim_cli.audit.evidence import Evidence
from qaim_cli.audit.finding import Finding
from qaim_cli.dates import describe, span
from qaim_cli.extract import numbers
from qaim_cli.model import Catalogue, Event, Timeline
from qaim_cli.text import fold, has_phrase, has_word, listed, shown

_LONG = 5
"""From how many letters on the beginning of a word is a name: "Syria" of "Syrian", not "IS"."""
LONGEST_QUOTATION = 10
"""How many words in a row may be the article's own; a title or a name is no longer."""


def date_not_there(timeline: Timeline, evidence: Evidence) -> Iterator[Finding]:
    """Events whose date no cited sentence gives, and whose note does not say how it was found."""
    for event in _borne(timeline, evidence):
        places = [each.place for each in evidence.sentences(event.sources)]
        dates = [each.date for place in places for each in evidence.dated.get(place, ())]
        given = [date for date in dates if date is not None]
        fits = any(
            span(date).s0 <= event.span.e1 and span(date).e1 >= event.span.s0 for date in given
        )
        if fits or event.note:
            continue
        told = listed(describe(date) for date in given) if given else "no date"
        yield Finding(
            event, event.sources[0],
            f"event {event.id!r} is dated {describe(event.date)}, its sentences say {told}",
            "correct it, cite the sentence that says so, or say in note: how it was found",
        )  # fmt: skip


def figure_not_there(timeline: Timeline, evidence: Evidence) -> Iterator[Finding]:
    """Events with a number of people that no cited sentence gives."""
    for event in _borne(timeline, evidence):
        given = {
            number
            for sentence in evidence.sentences(event.sources)
            for number in numbers(sentence.text)
        }
        for casualties in event.casualties:
            for harm, figure in casualties.figures():
                if figure.number not in given:
                    what = f"event {event.id!r} has {figure} {harm}, its sentences do not"
                    cure = "correct it, or cite the sentence that says so"
                    yield Finding(event, event.sources[0], what, cure)


def name_not_there(timeline: Timeline, evidence: Evidence) -> Iterator[Finding]:
    """Events that name someone or somewhere that no cited sentence names.

    Any name or alias will do, of whole or part as well; what the article is about goes without
    saying.
    """
    for event in _borne(timeline, evidence):
        words = evidence.words(event)
        named = (("actor", timeline.actors, event.people), ("place", timeline.places, event.places))
        for kind, catalogue, ids in named:
            for id in ids:
                names = {fold(name) for name in _names(catalogue, id)}
                if names & evidence.subject or any(_bears(words, name) for name in names):
                    continue
                name = shown(catalogue.name(id))
                yield Finding(
                    event, event.sources[0],
                    f"event {event.id!r} names {kind} {name}, its sentences do not",
                    "cite the sentence that does, or give the alias that is meant",
                )  # fmt: skip


def copied(timeline: Timeline, evidence: Evidence) -> Iterator[Finding]:
    """Events whose texts repeat the article word for word, for longer than a title."""
    article = _runs(evidence.article)
    for event in timeline.events:
        for key, text in (("title", event.title), ("summary", event.summary), ("note", event.note)):
            words = fold(text).split()
            run = next((run for run in _windows(words) if run in article), None)
            if run is not None:
                what = f"{key} of event {event.id!r} is the article's own: {shown(' '.join(run))}"
                yield Finding(event, event.sources[0], what, "say it in other words")


def _borne(timeline: Timeline, evidence: Evidence) -> Iterator[Event]:
    """The events of which at least one cited sentence is there."""
    return (event for event in timeline.events if evidence.sentences(event.sources))


def _names(catalogue: Catalogue, id: str) -> Iterator[str]:
    """All names of an entity, of its parts, and of the wholes that it belongs to."""
    waiting, seen = [id], set(catalogue.whole((id,)))
    while waiting:
        entity = catalogue.entities.get(waiting.pop())
        for whole in entity.wholes if entity else ():
            if whole not in seen:
                seen.add(whole)
                waiting.append(whole)
    return (name for each in seen for name in catalogue.names(each))


def _bears(words: str, name: str) -> bool:
    """Whether words bear a name: as it stands or, unless it is short, all its words somewhere."""
    parts = name.split()
    scattered = all(len(part) > 1 for part in parts) and len(name) >= _LONG
    return has_phrase(words, name) or (scattered and all(has_word(words, each) for each in parts))


def _runs(article: Article) -> frozenset[tuple[str, ...]]:
    return frozenset(
        run for sentence in article.sentences for run in _windows(fold(sentence.text).split())
    )


def _windows(words: list[str]) -> Iterable[tuple[str, ...]]:
    ends = range(LONGEST_QUOTATION + 1, len(words) + 1)
    return (tuple(words[end - LONGEST_QUOTATION - 1 : end]) for end in ends)
