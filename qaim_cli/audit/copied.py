"""Texts of events that repeat the article word for word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaim_cli.articles import Article
from qaim_cli.audit.evidence import ArticleEvidence
from qaim_cli.audit.finding import AuditFinding
from qaim_cli.model import Timeline
from qaim_cli.text import fold, quote_text

MAX_QUOTED_WORDS = 10
"""How many words in a row may be the article's own; a title or a name is no longer."""


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


def _collect_word_runs(article: Article) -> frozenset[tuple[str, ...]]:
    return frozenset(
        run
        for sentence in article.sentences
        for run in _iterate_word_runs(fold(sentence.text).split())
    )


def _iterate_word_runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    ends = range(MAX_QUOTED_WORDS + 1, len(words) + 1)
    return (tuple(words[end - MAX_QUOTED_WORDS - 1 : end]) for end in ends)
