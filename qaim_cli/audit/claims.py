"""Claimants of events, each held against whom the sentences cited name."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.audit.evidence import ArticleEvidence
from qaim_cli.audit.finding import AuditFinding
from qaim_cli.extract import find_claimant
from qaim_cli.model import Timeline
from qaim_cli.text import fold, has_word_prefix, quote_text


def find_wrong_claimants(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Events that name another claimant than their sentences, or none where these name one."""
    for event in timeline.events:
        sentences = evidence.find_sentences(event.sources)
        found = dict.fromkeys(filter(None, (find_claimant(each.text) for each in sentences)))
        claimant = fold(event.according_to)
        if not evidence.has_all_sentences(event) or (not claimant and not found):
            continue
        words = evidence.fold_cited_text(event)
        named = claimant in {fold(each) for each in found} or (
            bool(claimant) and all(has_word_prefix(words, part) for part in claimant.split())
        )
        if named:
            continue
        says = quote_text(next(iter(found))) if found else "nobody"
        has = (
            f"is according to {quote_text(event.according_to)}" if claimant else "names no claimant"
        )
        yield AuditFinding(
            event, event.sources[0],
            f"event {event.id!r} {has}, its sentences name {says}",
            "correct according_to:, or allow it with a reason",
        )  # fmt: skip
