"""Checks of texts: short enough for a line, and free of markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qaim_cli.checks.finding import CheckFinding, FindingSubject
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Timeline
from qaim_cli.text import measure_width, quote_text

_MAX_TITLE_COLUMNS = 80


def long_title(timeline: Timeline) -> Iterator[CheckFinding]:
    """Titles too long for a line of 80 columns."""
    for text in _iter_texts(timeline):
        columns = measure_width(text.text)
        if text.key == "title" and columns > _MAX_TITLE_COLUMNS:
            what = f"title of {text.owner} takes {columns} columns"
            yield CheckFinding(
                text.subject,
                what,
                f"shorten it to {_MAX_TITLE_COLUMNS}, and put the rest in the summary",
                ("title",),
            )


def markup(timeline: Timeline) -> Iterator[CheckFinding]:
    """Texts with what looks like HTML, wiki, Markdown or BBCode, which is not interpreted."""
    for text in _iter_texts(timeline):
        if found := _MARKUP.search(text.text):
            yield CheckFinding(
                text.subject,
                f"{text.key} of {text.owner} holds {quote_text(found[0])}, which looks like markup",
                "write plain text; markup is not interpreted",
                text.keys or (text.key,),
                text.text,
            )


_MARKUP = re.compile(
    r"""
      </?[a-z][a-z0-9]*(?:\s[^<>]*)?/?> | <!--             # <b>, <br/>, a comment
    | &(?:[a-z]{2,8}|\#\d+|\#x[0-9a-f]+);                  # &amp;
    | \[\[[^\[\]]+\]\] | \{\{[^{}]+\}\} | '''              # wiki link, template, bold
    | \[[^\[\]]+\]\([^()\s]+\) | \*\*[^*\s][^*]*\*\*       # Markdown link, bold
    | \[/[a-z]*\]                                          # whatever closes
    | \[(?:b|i|u|s|bold|italic|underline|strike|dim|red|green|blue|yellow|cyan|magenta|quote|code
          |(?:url|img|link|color|size)(?:=[^\[\]]*)?)(?:\s[^\[\]]*)?\]
    """,
    re.VERBOSE | re.IGNORECASE,
)


class _CheckedText(FrozenRecord):
    """A text to check, with its owner and the key it stands under."""

    subject: FindingSubject
    key: str
    text: str
    owner: str
    keys: tuple[str, ...] = ()


_EVENT_TEXT_KEYS = ("title", "summary", "date_text", "according_to", "note")


def _iter_texts(timeline: Timeline) -> Iterator[_CheckedText]:
    """Iterate over every text of a timeline that people are shown."""
    yield _CheckedText(None, "title", timeline.title, "the file")
    for label, value in timeline.infobox:
        yield _CheckedText(None, label, value, "the infobox", ("infobox",))
    for kind, catalogue in (("actor", timeline.actors), ("place", timeline.places)):
        for entity in catalogue.entities.values():
            owner = f"{kind} {entity.id!r}"
            yield _CheckedText(entity, "name", entity.name, owner)
            yield from (_CheckedText(entity, "aliases", alias, owner) for alias in entity.aliases)
    for event in timeline.events:
        for key in _EVENT_TEXT_KEYS:
            text: str = getattr(event, key)
            if text:
                yield _CheckedText(event, key, text, f"event {event.id!r}")
        yield from _iter_label_texts(event)


def _iter_label_texts(event: Event) -> Iterator[_CheckedText]:
    """Iterate over the texts that an event can have several of."""
    owner = f"event {event.id!r}"
    for each in event.participants:
        yield _CheckedText(event, "role", each.role, owner, ("actors",))
    for tag in event.tags:
        yield _CheckedText(event, "tags", tag, owner)
    for section in dict.fromkeys(source.section for source in event.sources):
        yield _CheckedText(event, "section", section, owner, ("source",))
