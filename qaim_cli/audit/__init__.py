"""The audit: whether a timeline and the articles it is taken from still say the same.

Every dated sentence is held against every event, and every event against its own sources. What is
found has a name; a person who knows better silences it with a reason, in the event's `allow` or,
for a sentence, under `ignore`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping

from qaim_cli.articles import Article
from qaim_cli.audit.claims import find_wrong_claimants
from qaim_cli.audit.copied import find_copied_text
from qaim_cli.audit.dates import find_unsupported_dates, find_unused_dates
from qaim_cli.audit.doubts import (
    find_doubtful_titles,
    find_doubtful_years,
    find_outlying_dates,
)
from qaim_cli.audit.evidence import ArticleEvidence
from qaim_cli.audit.figures import find_unsupported_figures
from qaim_cli.audit.finding import AuditFinding
from qaim_cli.audit.names import find_unnamed_entities, find_unsupported_names
from qaim_cli.audit.sentences import (
    find_changed_sentences,
    find_missing_citations,
    find_uncited_sentences,
    find_unused_ignores,
)
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, IgnoredSentence, Timeline
from qaim_cli.text import quote_text


class AuditResult(FrozenRecord):
    """The findings of an audit, and how much it compared."""

    findings: tuple[AuditFinding, ...]
    event_count: int
    dated_sentence_count: int
    """How many sentences of the article have a date."""
    ignored_count: int


class AuditRule(FrozenRecord):
    """One thing that must hold between a timeline and its article."""

    name: str
    description: str
    find: Callable[[Timeline, ArticleEvidence], Iterator[AuditFinding]]


AUDIT_RULES = (
    AuditRule(
        "not-cited", "every dated sentence is cited by an event, or ignored", find_uncited_sentences
    ),
    AuditRule(
        "no-event",
        "every date in a cited sentence belongs to an event that cites it",
        find_unused_dates,
    ),
    AuditRule("no-sentence", "every cited sentence exists", find_missing_citations),
    AuditRule("changed", "no sentence has changed since it was cited", find_changed_sentences),
    AuditRule(
        "no-date",
        "a date begins and ends as the cited sentences say, or as `dated_by` counts",
        find_unsupported_dates,
    ),
    AuditRule(
        "no-figure",
        "the cited sentences give every number of people, with its hedge and who was harmed how",
        find_unsupported_figures,
    ),
    AuditRule(
        "no-name",
        "the cited sentences name every actor and place of the event",
        find_unsupported_names,
    ),
    AuditRule(
        "not-named",
        "every declared actor and place that a cited sentence names is in an event",
        find_unnamed_entities,
    ),
    AuditRule(
        "claimant", "the claimant is the one that the cited sentences name", find_wrong_claimants
    ),
    AuditRule(
        "doubtful-year", "a year that a sentence leaves out is given near it", find_doubtful_years
    ),
    AuditRule(
        "doubtful-title",
        "a title is from the clause with the event's date, not from that of another event",
        find_doubtful_titles,
    ),
    AuditRule(
        "outlier",
        "a counted date is within the years that the article covers",
        find_outlying_dates,
    ),
    AuditRule("copied", "no text repeats more of the article than a title would", find_copied_text),
)
"""What is looked at, in this order; `no-figure`, `no-name` and the like can be allowed."""


def audit_timeline(
    timeline: Timeline,
    articles: Mapping[str, Article],
    ignored: Iterable[IgnoredSentence] = (),
    writing_day: datetime.date | None = None,
) -> AuditResult:
    """Find where a timeline and its articles disagree.

    Args:
        timeline: the timeline.
        articles: the articles, as they read now, by the ids of their sources; see
            `match_articles`.
        ignored: the sentences that are to become no events.
        writing_day: the day that "yesterday" counts from in the articles.
    """
    evidence = ArticleEvidence(timeline, articles, ignored, writing_day)
    found: list[AuditFinding] = []
    used: set[tuple[int, str]] = set()
    for rule in AUDIT_RULES:
        for finding in rule.find(timeline, evidence):
            if finding.event is not None and rule.name in _list_allowed_rules(finding.event):
                used.add((id(finding.event), rule.name))
            else:
                found.append(finding._replace(rule_name=rule.name))
    found += find_unused_ignores(evidence)
    found += _find_unused_allows(timeline, used)
    return AuditResult(
        tuple(found),
        len(timeline.events),
        len(evidence.dates_by_locator),
        len(evidence.ignored_entries),
    )


def _list_allowed_rules(event: Event) -> frozenset[str]:
    return frozenset(name for name, reason in event.allow if reason)


def _find_unused_allows(timeline: Timeline, used: set[tuple[int, str]]) -> Iterator[AuditFinding]:
    names = {rule.name for rule in AUDIT_RULES}
    for event in timeline.events:
        for name in sorted(_list_allowed_rules(event) & names):
            if (id(event), name) not in used:
                what = f"event {event.id!r} allows {quote_text(name)} but has no such finding"
                yield AuditFinding(event, None, what, "take it out", "unused-allow")
