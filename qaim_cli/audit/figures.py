"""Figures of people harmed, each held against those of the sentences cited."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.audit.evidence import ArticleEvidence
from qaim_cli.audit.finding import AuditFinding
from qaim_cli.extract import CasualtyMention, find_numbers
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Catalogue, Event, Figure, Timeline
from qaim_cli.text import build_search_text, fold, has_word_prefix, quote_text

_MIN_PREFIX_MATCH_CHARS = 5


class _ClaimedFigure(FrozenRecord):
    actor: str
    harm: str
    figure: Figure


_FIX = "correct it, or cite the sentence that says so"


def find_unsupported_figures(
    timeline: Timeline, evidence: ArticleEvidence
) -> Iterator[AuditFinding]:
    """Events with a number of people, a harm, a hedge or a group that no cited sentence gives."""
    for event in timeline.events:
        if not evidence.has_all_sentences(event):
            continue
        sentences = evidence.find_sentences(event.sources)
        numbers = {number for each in sentences for number in find_numbers(each.text)}
        mentions = [found for each in sentences for found in evidence.find_casualties(each.locator)]
        for casualties in event.casualties:
            for harm, figure in casualties.iter_figures():
                claimed = _ClaimedFigure(casualties.actor, harm, figure)
                what = (
                    _compare_figure(claimed, mentions, timeline.actors)
                    if figure.number in numbers
                    else "its sentences do not"
                )
                if what:
                    message = f"event {event.id!r} has {figure} {harm}, {what}"
                    yield AuditFinding(event, event.sources[0], message, _FIX)


def find_counted_actors(
    event: Event, actors: Catalogue, evidence: ArticleEvidence
) -> frozenset[str]:
    """The actors of an event whom a figure of its sentences counts by a word of their name."""
    mentions = [
        found
        for each in evidence.find_sentences(event.sources)
        for found in evidence.find_casualties(each.locator)
    ]
    return frozenset(
        casualties.actor
        for casualties in event.casualties
        if any(
            mention.group and _names_group(casualties.actor, mention.group, actors)
            for mention in mentions
        )
    )


def _compare_figure(
    claimed: _ClaimedFigure, mentions: list[CasualtyMention], actors: Catalogue
) -> str:
    """Describe what is wrong with a figure; empty where the sentences support it."""
    actor, harm, figure = claimed
    same = [each for each in mentions if each.figure.number == figure.number]
    if not same:  # said in words that tell of no harm by themselves
        return ""
    harmed = [each for each in same if each.harm == harm]
    if not harmed:
        return f"its sentences say {same[0].harm}"
    if not any(each.figure == figure for each in harmed):
        return f"its sentences say {harmed[0].figure}"
    if not any(_names_group(actor, each.group, actors) for each in harmed):
        return f"its sentences count {quote_text(harmed[0].group)}"
    return ""


def _names_group(actor: str, group: str, actors: Catalogue) -> bool:
    """Whether an actor, or one that it is a part of, has a word of those whom a figure counts."""
    if not group:
        return True
    words = build_search_text((group,))
    return any(
        has_word_prefix(words, part[: max(_MIN_PREFIX_MATCH_CHARS, len(part) - 2)])
        for each in actors.with_ancestors((actor,))
        for name in actors.get_names(each)
        for part in fold(name).split()
        if len(part) > 1 and part not in _SMALL_WORDS
    )


_SMALL_WORDS = frozenset(("the", "of", "in", "at", "and", "from"))
