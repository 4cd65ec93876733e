"""The sentences of the article: cited or ignored, there, and as they were."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.articles import compute_fingerprint
from qaim_cli.audit.evidence import ArticleEvidence
from qaim_cli.audit.finding import AuditFinding
from qaim_cli.model import Source, Timeline
from qaim_cli.text import format_count, quote_text, suggest_name


def find_uncited_sentences(_: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Dated sentences that no event cites."""
    for place, dates in evidence.dates_by_locator.items():
        if place in evidence.cited_locators or place in evidence.ignored_locators:
            continue
        words = evidence.texts_by_locator[place]
        when = ", ".join(words[each.start : each.end] for each in dates)
        source = evidence.make_source(place)
        yield AuditFinding(
            None, source, f"{source} has a date ({when}) and no event",
            "add the event, or name the sentence under ignore: with a reason", sentence_text=words,
        )  # fmt: skip


def find_missing_citations(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Events whose cited sentence is not there."""
    for event in timeline.events:
        for source in event.sources:
            article = evidence.find_article(source)
            if not source.section or article is None or evidence.find_sentences((source,)):
                continue
            if not evidence.has_section(source):
                sections = {each.section for each in article.sentences}
                fix = suggest_name(source.section, sections) or "name a section of the article"
            else:
                fix = _describe_extent(source, evidence)
            what = f"event {event.id!r} cites {source}, which is not there"
            yield AuditFinding(event, source, what, fix)


def find_changed_sentences(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Events whose cited sentence is not what it was when it was cited."""
    for event in timeline.events:
        for source in event.sources:
            found = evidence.find_sentences((source,))
            if not source.fingerprint or not found:
                continue
            words = " ".join(each.text for each in found)
            if source.fingerprint == compute_fingerprint(words):
                continue
            fingerprint = (evidence.get_source_id(source), source.fingerprint)
            moved = evidence.locators_by_fingerprint.get(fingerprint)
            if moved is not None:
                now = evidence.make_source(moved)
                what = f"event {event.id!r} cites {source}, which now stands at {now}"
                fix = "cite that place"
            else:
                what = f"event {event.id!r} cites {source}, which has changed since"
                fix = "read it again, then `qaim audit STORE ARTICLE --stamp`"
            yield AuditFinding(event, source, what, fix, sentence_text=words)


def find_unused_ignores(evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Sentences ignored that are not there, have no date, or are cited all the same."""
    for each in evidence.ignored_entries:
        places = [sentence.locator for sentence in evidence.find_sentences((each.source,))]
        if not places:
            what = f"{quote_text(str(each.source))} is ignored and not there"
        elif not any(place in evidence.dates_by_locator for place in places):
            what = f"{quote_text(str(each.source))} is ignored and has no date"
        else:
            continue
        yield AuditFinding(None, each.source, what, "take it out of ignore:", "unused-ignore")


def _describe_extent(source: Source, evidence: ArticleEvidence) -> str:
    """How far a section, or a paragraph of it, goes."""
    wider = Source(source.section, source.paragraph, of=source.of)
    found = evidence.find_sentences((wider,))
    if found:
        return f"paragraph {source.paragraph} has {format_count(len(found), 'sentence')}"
    whole = wider._replace(paragraph=0)
    paragraphs = {each.sentence.paragraph for each in evidence.find_sentences((whole,))}
    return f"the section has {format_count(len(paragraphs), 'paragraph')}"
