"""What events state: date, figures, names and words, each held against the sentences cited.

An event whose sentences are not there is judged for that alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaim_cli.articles import Article
from qaim_cli.audit.evidence import ArticleEvidence
from qaim_cli.audit.finding import AuditFinding
from qaim_cli.dates import EdtfDate, compute_span, describe_date
from qaim_cli.errors import DateError
from qaim_cli.extract import find_numbers
from qaim_cli.model import Catalogue, Event, Timeline
from qaim_cli.text import fold, format_list, has_phrase, has_word_prefix, quote_text

_MIN_PREFIX_MATCH_CHARS = 5
"""From how many letters on the beginning of a word is a name: "Syria" of "Syrian", not "IS"."""
MAX_QUOTED_WORDS = 10
"""How many words in a row may be the article's own; a title or a name is no longer."""


def find_unsupported_dates(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Events whose date no cited sentence gives, and whose note does not say how it was found."""
    for event in _select_events_with_sentences(timeline, evidence):
        places = [each.locator for each in evidence.find_sentences(event.sources)]
        dates = [each.date for place in places for each in evidence.dates_by_locator.get(place, ())]
        given = [date for date in dates if date is not None]
        fits = any(_overlaps(event, date) for date in given)
        if fits or event.note:
            continue
        told = format_list(describe_date(date) for date in given) if given else "no date"
        yield AuditFinding(
            event, event.sources[0],
            f"event {event.id!r} is dated {describe_date(event.date)}, its sentences say {told}",
            "correct it, cite the sentence that says so, or say in note: how it was found",
        )  # fmt: skip


def _overlaps(event: Event, date: EdtfDate) -> bool:
    """Whether an event can have been on a day of a date, by the event's own rules."""
    try:
        span = compute_span(date, *event.date_rules).with_tolerance
    except DateError:  # a day that this calendar does not have
        span = compute_span(date).with_tolerance
    own = event.span.with_tolerance
    return span.earliest_start <= own.latest_end and span.latest_end >= own.earliest_start


def find_unsupported_figures(
    timeline: Timeline, evidence: ArticleEvidence
) -> Iterator[AuditFinding]:
    """Events with a number of people that no cited sentence gives."""
    for event in _select_events_with_sentences(timeline, evidence):
        given = {
            number
            for sentence in evidence.find_sentences(event.sources)
            for number in find_numbers(sentence.text)
        }
        for casualties in event.casualties:
            for harm, figure in casualties.iter_figures():
                if figure.number not in given:
                    what = f"event {event.id!r} has {figure} {harm}, its sentences do not"
                    cure = "correct it, or cite the sentence that says so"
                    yield AuditFinding(event, event.sources[0], what, cure)


def find_unsupported_names(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Events that name someone or somewhere that no cited sentence names.

    Any name or alias will do, of whole or part as well; what the article is about goes without
    saying.
    """
    for event in _select_events_with_sentences(timeline, evidence):
        words = evidence.fold_cited_text(event)
        named = (
            ("actor", timeline.actors, event.actor_ids),
            ("place", timeline.places, event.places),
        )
        for kind, catalogue, ids in named:
            for id in ids:
                names = {fold(name) for name in _collect_names(catalogue, id)}
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


def find_copied_text(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Events whose texts repeat the article word for word, for longer than a title."""
    runs_by_source = {id: _collect_word_runs(each) for id, each in evidence.articles.items()}
    for event in timeline.events:
        ids = dict.fromkeys(map(evidence.get_source_id, event.sources))
        articles = [runs_by_source[id] for id in ids if id in runs_by_source]
        for key, text in (("title", event.title), ("summary", event.summary), ("note", event.note)):
            words = fold(text).split()
            run = next(
                (
                    run
                    for run in _iterate_word_runs(words)
                    if any(run in article for article in articles)
                ),
                None,
            )
            if run is not None:
                what = (
                    f"{key} of event {event.id!r} is the article's own: {quote_text(' '.join(run))}"
                )
                yield AuditFinding(event, event.sources[0], what, "say it in other words")


def _select_events_with_sentences(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[Event]:
    """The events that rest on articles alone, of which at least one cited sentence is there."""
    return filter(evidence.has_all_sentences, timeline.events)


def _collect_names(catalogue: Catalogue, id: str) -> Iterator[str]:
    """All names of an entity, of its parts, and of the wholes that it belongs to."""
    waiting, seen = [id], set(catalogue.with_descendants((id,)))
    while waiting:
        entity = catalogue.entities.get(waiting.pop())
        for whole in entity.parents if entity else ():
            if whole not in seen:
                seen.add(whole)
                waiting.append(whole)
    return (name for each in seen for name in catalogue.get_names(each))


def _mentions_name(words: str, name: str) -> bool:
    """Whether words bear a name: as it stands or, unless it is short, all its words somewhere."""
    parts = name.split()
    scattered = all(len(part) > 1 for part in parts) and len(name) >= _MIN_PREFIX_MATCH_CHARS
    return has_phrase(words, name) or (
        scattered and all(has_word_prefix(words, each) for each in parts)
    )


def _collect_word_runs(article: Article) -> frozenset[tuple[str, ...]]:
    return frozenset(
        run
        for sentence in article.sentences
        for run in _iterate_word_runs(fold(sentence.text).split())
    )


def _iterate_word_runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    ends = range(MAX_QUOTED_WORDS + 1, len(words) + 1)
    return (tuple(words[end - MAX_QUOTED_WORDS - 1 : end]) for end in ends)
