"""Comments of a draft: where in the article an event is found, and what a person has to settle."""

from __future__ import annotations

from qaim_cli.articles import Sentence
from qaim_cli.extract.dates.date_bounds import EventDate
from qaim_cli.model import NAMES_COMMENT
from qaim_cli.text import truncate_text

_MAX_SHORT_TEXT_CHARS = 300


def list_comments(
    sentence: Sentence,
    when: EventDate,
    candidate_names: tuple[str, ...],
    position: tuple[int, int],
) -> tuple[str, ...]:
    """List what to write above an event; `position` counts it among those of its sentence."""
    number, count = position
    comments = [describe_sentence(sentence)]
    if count > 1:
        comments.append(f"date {number} of {count} in this sentence, each an event of its own")
    if candidate_names:
        names = shorten_text(", ".join(candidate_names))
        comments.append(f"{NAMES_COMMENT}{names}")
    if when.date is None:
        explanation = shorten_text(when.explanation)
        comments.append(f"no date: {explanation}; fill it in and remove the # signs")
    return tuple(comments)


def shorten_text(text: str, max_chars: int = _MAX_SHORT_TEXT_CHARS) -> str:
    """Cut a text of any length to what a comment or a note has room for."""
    return truncate_text(text[: max_chars + 1], max_chars)


def describe_sentence(sentence: Sentence) -> str:
    """Describe a sentence in one line: where in the article it is, and what it says."""
    section, paragraph, number = sentence.locator
    place = f"{shorten_text(section)}, paragraph {paragraph}, sentence {number}"
    return f"{place}: {shorten_text(sentence.text)}"
