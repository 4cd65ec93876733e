"""Checks for likely mistakes of extraction: a far year, a leap in time, a wrong title."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.audit.evidence import ArticleEvidence, Locator
from qaim_cli.audit.finding import AuditFinding
from qaim_cli.dates.calendar import to_civil_date
from qaim_cli.extract import ResolvedMention, find_event_clause, find_verbs
from qaim_cli.extract.dates.nearby_years import get_astronomical_year
from qaim_cli.model import Event, Timeline
from qaim_cli.text import fold

_MAX_YEAR_PARAGRAPHS = 3
_MAX_JUMP_YEARS = 30


def find_doubtful_years(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Events whose year is taken from far before their sentence, or leaps from what is around."""
    doubts = _collect_year_doubts(evidence)
    for event in timeline.events:
        for sentence in evidence.find_sentences(event.sources)[:1]:
            if sentence.locator in doubts and not event.note:
                yield AuditFinding(
                    event, event.sources[0],
                    f"event {event.id!r} has a year that its sentence does not say:"
                    f" {doubts[sentence.locator]}",
                    "read it in the article, and say in note: where the year stands",
                )  # fmt: skip


def _collect_year_doubts(evidence: ArticleEvidence) -> dict[Locator, str]:
    """Why the year of a sentence is doubtful, by its place."""
    doubts: dict[Locator, str] = {}
    paragraph_count = last_count = 0
    paragraph: tuple[str, str, int] = ("", "", 0)
    said: list[int] = []
    for sentence, mentions in evidence.resolved_mentions:
        if sentence.locator[:3] != paragraph:
            paragraph = sentence.locator[:3]
            paragraph_count += 1
        own = [year for each in mentions if (year := _get_own_year(each)) is not None]
        inherits = any(each.date is not None and not each.mention.has_own_year for each in mentions)
        if inherits and not own and said:
            if paragraph_count - last_count > _MAX_YEAR_PARAGRAPHS:
                doubts[sentence.locator] = (
                    f"it is said {paragraph_count - last_count} paragraphs before"
                )
            elif len(said) > 1 and abs(said[-1] - said[-2]) > _MAX_JUMP_YEARS:
                doubts[sentence.locator] = (
                    f"it leaps {abs(said[-1] - said[-2])} years from the one before"
                )
        if own:
            said += own
            last_count = paragraph_count
    return doubts


def _get_own_year(dated: ResolvedMention) -> int | None:
    return get_astronomical_year(dated.mention.partial_date) if dated.mention.has_own_year else None


def find_doubtful_titles(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Events with the title of another, or whose title's verb is that of another date's clause."""
    seen: dict[str, Event] = {}
    for event in timeline.events:
        title = fold(event.title)
        before = seen.setdefault(title, event)
        if before is not event:
            yield AuditFinding(
                event, event.sources[0],
                f"event {event.id!r} has the title of event {before.id!r}",
                "say in the title what sets them apart",
            )  # fmt: skip
        if _has_verb_of_other_date(event, evidence):
            yield AuditFinding(
                event, event.sources[0],
                f"event {event.id!r} has a title from a clause with another date",
                "say what happened on this date",
            )  # fmt: skip


def _has_verb_of_other_date(event: Event, evidence: ArticleEvidence) -> bool:
    """Whether the verb of a title stands in its sentence, but with another date."""
    verbs = find_verbs(event.title)
    sentences = evidence.find_sentences(event.sources)
    if not verbs or len(sentences) != 1:
        return False
    dates = evidence.dates_by_locator.get(sentences[0].locator, [])
    own = next((n for n, each in enumerate(dates) if each.date == event.date), None)
    if own is None or len(dates) < 2:
        return False
    text = sentences[0].text
    spans = [(each.start, each.end) for each in dates]
    here = set(find_verbs(find_event_clause(text, spans, own)))
    elsewhere = {
        verb
        for n in range(len(dates))
        if n != own
        for verb in find_verbs(find_event_clause(text, spans, n))
    }
    return not here & set(verbs) and bool(elsewhere & set(verbs))


def find_outlying_dates(timeline: Timeline, evidence: ArticleEvidence) -> Iterator[AuditFinding]:
    """Events dated by counting to a year before or after all that the article says."""
    years = [
        year
        for _, mentions in evidence.resolved_mentions
        for each in mentions
        if (year := _get_own_year(each)) is not None
    ]
    if not years:
        return
    for event in timeline.events:
        places = [each.locator for each in evidence.find_sentences(event.sources)]
        year = to_civil_date(event.span.first_day, event.date_rules.calendar)[0]
        is_counted = (
            evidence.has_all_sentences(event)
            and not event.dated_by
            and abs(event.span.first_day) < 10**9
        )
        if (
            is_counted
            and not min(years) - 1 <= year <= max(years) + 1
            and not _says_long_unit(evidence, places)
        ):
            yield AuditFinding(
                event, event.sources[0],
                f"event {event.id!r} is dated outside the years that the article tells of",
                "read it in the article",
            )  # fmt: skip


def _says_long_unit(evidence: ArticleEvidence, places: list[Locator]) -> bool:
    """Whether a sentence says a century, a decade or deep time, which have no single year."""
    wanted = set(places)
    return any(
        each.mention.has_own_year and _get_own_year(each) is None
        for sentence, mentions in evidence.resolved_mentions
        if sentence.locator in wanted
        for each in mentions
    )
