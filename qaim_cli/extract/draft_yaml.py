"""Drafts → the text of a store: every scalar quoted, what a person must know beside it in comments.

An event without a date is written as a comment, so that what is written is a store whatever
the article was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from qaim_cli.articles import compute_fingerprint
from qaim_cli.dates import format_edtf
from qaim_cli.extract.drafter import DraftTimeline, EventDraft
from qaim_cli.model import Casualties, Entity, Figure, Qualifier
from qaim_cli.text import truncate_text

DRAFT_TAG = "draft"
"""The tag of an event that no person has accepted yet."""
_MAX_TEXT_CHARS = 300
_QUALIFIER_FORMATS = {Qualifier.EXACT: "{}", Qualifier.ABOUT: "~{}", Qualifier.AT_LEAST: "{}+"}


def render_draft_yaml(drafts: DraftTimeline) -> Iterator[str]:
    """The text of a store that holds the drafts, in pieces."""
    article = drafts.article
    title = article.title or "A draft"
    yield f"# Drafted from {_format_comment(title)}: to be read against it and put in one's own words.\n\n"
    yield f"title: {_quote_scalar(title)}\nsource:\n  title: {_quote_scalar(title)}\n"
    if article.url:
        yield f"  url: {_quote_scalar(article.url)}\n"
    if pairs := [
        (_truncate_text(label, 100), _truncate_text(value)) for label, value in article.infobox
    ]:
        yield "\ninfobox:\n"
        for label, value in dict(pairs).items():
            yield f"  {_quote_scalar(label)}: {_quote_scalar(value)}\n"
    yield from _render_entities("actors", "part_of", drafts.actors)
    yield from _render_entities("places", "within", drafts.places)
    for habit in drafts.recurrences:
        yield f"\n# comes again and again, no event: {_format_comment(habit.text)}\n"
        yield f"#   {_format_locator(habit.sentence.locator)}: {_format_comment(habit.sentence.text)}\n"
    yield "\nevents:\n"
    for draft in drafts.event_drafts:
        yield from _render_event(draft)


def _render_entities(key: str, whole: str, entities: dict[str, Entity]) -> Iterator[str]:
    if not entities:
        return
    yield f"\n{key}:\n"
    for id, entity in entities.items():
        yield f"  {_quote_scalar(id)}:\n    name: {_quote_scalar(entity.name)}\n"
        if entity.aliases:
            yield f"    aliases: {_format_list(entity.aliases)}\n"
        if wholes := [each for each in entity.parents if each in entities]:
            yield f"    {whole}: {_format_list(wholes)}\n"


def _render_event(draft: EventDraft) -> Iterator[str]:
    """One event with its comments; as a comment itself where it has no date."""
    yield f"\n  # {_format_locator(draft.sentence.locator)}: {_format_comment(draft.sentence.text)}\n"
    if draft.date_count > 1:
        yield f"  # date {draft.date_number} of {draft.date_count} in this sentence, each an event of its own\n"
    if draft.candidate_names:
        yield f"  # names to declare: {_format_comment(', '.join(draft.candidate_names))}\n"
    if draft.date is None:
        yield f"  # no date: {_format_comment(draft.date_explanation)}; put one in and take the signs away\n"
    margin = "  " if draft.date is not None else "  # "
    for number, (key, value) in enumerate(_list_event_fields(draft)):
        yield f"{margin}{'  ' if number else '- '}{key}: {value}\n"


def _list_event_fields(draft: EventDraft) -> Iterator[tuple[str, str]]:
    """The keys of an event in the order of the store, with their values as YAML."""
    yield "id", draft.id
    yield "date", _quote_scalar(format_edtf(draft.date) if draft.date is not None else "")
    yield "date_text", _quote_scalar(draft.date_text)
    yield "title", _quote_scalar(draft.title)
    if draft.actors:
        yield "actors", _format_list(draft.actors)
    if draft.places:
        yield "places", _format_list(draft.places)
    yield "tags", f"[{DRAFT_TAG}]"
    if draft.casualties:
        yield "casualties", f"[{', '.join(map(_format_casualties, draft.casualties))}]"
    if draft.according_to:
        yield "according_to", _quote_scalar(draft.according_to)
    if draft.date_explanation and draft.date is not None:
        yield (
            "note",
            _quote_scalar(
                _truncate_text(
                    draft.date_explanation[:1].upper() + draft.date_explanation[1:] + "."
                )
            ),
        )
    section, paragraph, number = draft.sentence.locator
    place = f"section: {_quote_scalar(section)}, paragraph: {paragraph}, sentence: {number}"
    yield (
        "source",
        f"{{{place}, fingerprint: {_quote_scalar(compute_fingerprint(draft.sentence.text))}}}",
    )


def _format_casualties(casualties: Casualties) -> str:
    harms = (
        f"{harm}: {_quote_scalar(_format_figure(figure))}"
        for harm, figure in casualties.iter_figures()
    )
    return f"{{of: {_quote_scalar(casualties.actor)}, {', '.join(harms)}}}"


def _format_figure(figure: Figure) -> str:
    return _QUALIFIER_FORMATS[figure.qualifier].format(figure.number)


def _format_locator(place: tuple[str, int, int]) -> str:
    section, paragraph, number = place
    return f"{_format_comment(section)}, paragraph {paragraph}, sentence {number}"


def _format_list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quote_scalar, texts))}]"


def _quote_scalar(text: str) -> str:
    """The text between double quotes; JSON's escapes are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def _truncate_text(text: str, most: int = _MAX_TEXT_CHARS) -> str:
    return truncate_text(text[: most + 1], most)


def _format_comment(text: str) -> str:
    """The text as a comment shows it: cut where it is long."""
    return _truncate_text(text)
