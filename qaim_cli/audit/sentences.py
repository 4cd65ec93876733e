"""The sentences of the article: cited or ignored, there, and as they were."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.articles import fingerprint
from qaim_cli.audit.evidence import Evidence
from qaim_cli.audit.finding import Finding
from qaim_cli.model import Source, Timeline
from qaim_cli.text import counted, shown, suggestion


def not_cited(_: Timeline, evidence: Evidence) -> Iterator[Finding]:
    """Dated sentences that no event cites."""
    ignored = {
        each.place for ignore in evidence.ignored for each in evidence.sentences((ignore.source,))
    }
    sentences = evidence.article.by_place()
    for place, dates in evidence.dated.items():
        if place in evidence.cited or place in ignored:
            continue
        words = sentences[place].text
        when = ", ".join(words[each.start : each.end] for each in dates)
        source = Source(*place)
        yield Finding(
            None, source, f"{source} has a date ({when}) and no event",
            "add the event, or name the sentence under ignore: with a reason", words=words,
        )  # fmt: skip


def lost(timeline: Timeline, evidence: Evidence) -> Iterator[Finding]:
    """Events whose cited sentence is not there."""
    for event in timeline.events:
        for source in event.sources:
            if evidence.sentences((source,)):
                continue
            if not evidence.has_section(source.section):
                sections = {each.section for each in evidence.article.sentences}
                cure = suggestion(source.section, sections) or "name a section of the article"
            else:
                cure = _cure(source, evidence)
            what = f"event {event.id!r} cites {source}, which is not there"
            yield Finding(event, source, what, cure)


def changed(timeline: Timeline, evidence: Evidence) -> Iterator[Finding]:
    """Events whose cited sentence is not what it was when it was cited."""
    for event in timeline.events:
        for source in event.sources:
            found = evidence.sentences((source,))
            if not source.fingerprint or not found:
                continue
            words = " ".join(each.text for each in found)
            if source.fingerprint == fingerprint(words):
                continue
            moved = evidence.prints.get(source.fingerprint)
            if moved is not None:
                what = f"event {event.id!r} cites {source}, which now stands at {Source(*moved)}"
                cure = "cite that place"
            else:
                what = f"event {event.id!r} cites {source}, which has changed since"
                cure = "read it again, then `qaim audit STORE ARTICLE --stamp`"
            yield Finding(event, source, what, cure, words=words)


def ignored_in_vain(evidence: Evidence) -> Iterator[Finding]:
    """Sentences ignored that are not there, have no date, or are cited all the same."""
    for each in evidence.ignored:
        places = [sentence.place for sentence in evidence.sentences((each.source,))]
        if not places:
            what = f"{shown(str(each.source))} is ignored and not there"
        elif not any(place in evidence.dated for place in places):
            what = f"{shown(str(each.source))} is ignored and has no date"
        else:
            continue
        yield Finding(None, each.source, what, "take it out of ignore:", "unused-ignore")


def _cure(source: Source, evidence: Evidence) -> str:
    """How far a section, or a paragraph of it, goes."""
    wider = Source(source.section, source.paragraph)
    found = evidence.sentences((wider,))
    if found:
        return f"paragraph {source.paragraph} has {counted(len(found), 'sentence')}"
    paragraphs = {each.paragraph for each in evidence.sentences((Source(source.section),))}
    return f"the section has {counted(len(paragraphs), 'paragraph')}"
