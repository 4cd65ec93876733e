"""Find events that may be the one about to be added, written in other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaim_cli.checks.similar_titles import SIMILAR_TITLE_RATIO, are_titles_similar
from qaim_cli.ids import ARTICLES
from qaim_cli.model import Event
from qaim_cli.text import fold


def find_similar_events(event: Event, events: Iterable[Event]) -> Iterator[Event]:
    """Yield the events of the same days whose title is like that of an event."""
    title = _fold_title(event)
    for each in events:
        if _get_days(each) == _get_days(event) and _are_alike(title, _fold_title(each)):
            yield each


def _get_days(event: Event) -> tuple[int, int]:
    return event.span.first_day, event.span.last_day


def _fold_title(event: Event) -> str:
    """The words of a title folded, without an article before them."""
    words = fold(event.title).split()
    return " ".join(words[len(words) > 1 and words[0] in ARTICLES :]) or event.title


def _are_alike(first: str, second: str) -> bool:
    """Whether two folded titles are alike, or one has all the words of the other."""
    return (
        first == second
        or _has_words(first, second)
        or _has_words(second, first)
        or are_titles_similar(first, second, SIMILAR_TITLE_RATIO)
    )


def _has_words(title: str, other: str) -> bool:
    """Whether a title has all words of another, which must be more than one."""
    words = set(other.split())
    return len(words) > 1 and words <= set(title.split())
