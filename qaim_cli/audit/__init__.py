"""The audit: whether a timeline and the article it is taken from still say the same.

Every dated sentence is held against every event. What is found has a name; a person who knows
better silences it with a reason, in the event's `allow` or, for a sentence, under `ignore`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from qaim_cli.articles import Article
from qaim_cli.audit.evidence import Evidence
from qaim_cli.audit.finding import Finding
from qaim_cli.audit.sentences import changed, ignored_in_vain, lost, not_cited
from qaim_cli.audit.statements import copied, date_not_there, figure_not_there, name_not_there
from qaim_cli.model import Event, Ignored, Timeline
from qaim_cli.text import shown


class Audit(NamedTuple):
    """What an audit found, and what it went through."""

    findings: tuple[Finding, ...]
    events: int
    dated: int
    """How many sentences of the article have a date."""
    ignored: int


class Rule(NamedTuple):
    """One thing that must hold between a timeline and its article."""

    name: str
    about: str
    find: Callable[[Timeline, Evidence], Iterator[Finding]]


RULES = (
    Rule("not-cited", "every dated sentence is cited by an event, or ignored", not_cited),
    Rule("no-sentence", "every sentence cited is there", lost),
    Rule("changed", "no sentence has changed since it was cited", changed),
    Rule("no-date", "the sentences cited bear the date, or a note says how it was found",
         date_not_there),
    Rule("no-figure", "the sentences cited bear every number of people", figure_not_there),
    Rule("no-name", "the sentences cited bear the name of everyone and everywhere named",
         name_not_there),
    Rule("copied", "no text repeats more of the article than a title would", copied),
)  # fmt: skip
"""What is looked at, in this order; `no-figure`, `no-name` and the like can be allowed."""


def audit(timeline: Timeline, article: Article, ignored: Iterable[Ignored] = ()) -> Audit:
    """What does not agree between a timeline and its article.

    Args:
        timeline: the timeline.
        article: the article, as it reads now.
        ignored: the sentences that are to become no events.
    """
    evidence = Evidence(timeline, article, tuple(ignored))
    found: list[Finding] = []
    used: set[tuple[int, str]] = set()
    for rule in RULES:
        for finding in rule.find(timeline, evidence):
            if finding.event is not None and rule.name in _allowed(finding.event):
                used.add((id(finding.event), rule.name))
            else:
                found.append(finding._replace(name=rule.name))
    found += ignored_in_vain(evidence)
    found += _allowed_in_vain(timeline, used)
    return Audit(tuple(found), len(timeline.events), len(evidence.dated), len(evidence.ignored))


def _allowed(event: Event) -> frozenset[str]:
    return frozenset(name for name, reason in event.allow if reason)


def _allowed_in_vain(timeline: Timeline, used: set[tuple[int, str]]) -> Iterator[Finding]:
    names = {rule.name for rule in RULES}
    for event in timeline.events:
        for name in sorted(_allowed(event) & names):
            if (id(event), name) not in used:
                what = f"event {event.id!r} allows {shown(name)} and has nothing of the kind"
                yield Finding(event, None, what, "take it out", "unused-allow")
