"""Write what was drafted from an article as a store, for a person to accept event by event."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.extract import DraftTimeline, describe_sentence, shorten_text
from qaim_cli.model import Entity, Reference
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.writer import render_store

_MAX_LABEL_CHARS = 100


def render_draft(draft: DraftTimeline) -> Iterator[str]:
    """Render a draft as the text of a store, in pieces."""
    article = draft.article
    title = shorten_text(article.title) or "A draft"
    header = StoreHeader(
        title=title,
        reference=Reference(title, article.url),
        infobox=tuple(
            {
                shorten_text(label, _MAX_LABEL_CHARS): shorten_text(value)
                for label, value in article.infobox
            }.items()
        ),
        actors=_list_entities(draft.actors),
        places=_list_entities(draft.places),
    )
    yield from render_store(
        header,
        draft.event_drafts,
        comments=[f"Drafted from {title}: compare with it, and put each event in your own words."],
        event_list_comments=[
            line
            for each in draft.recurrences
            for line in (
                f"recurs, so no event: {shorten_text(each.text)}",
                f"  {describe_sentence(each.sentence)}",
            )
        ],
    )


def _list_entities(entities: dict[str, Entity]) -> tuple[Entity, ...]:
    """List the entities, without parents that are not among them."""
    return tuple(
        entity._replace(parents=tuple(each for each in entity.parents if each in entities))
        for entity in entities.values()
    )
