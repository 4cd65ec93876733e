"""Citations in words: a source in full, and the place in it that an event cites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import DEFAULT_SOURCE_ID, Event, Reference, Source, Timeline
from qaim_cli.text import format_list, is_web_address


class Citation(FrozenRecord):
    """A place in a source, in words, and its address."""

    text: str
    url: str
    """Where it can be read; empty where no address is known."""
    names_source: bool
    """Whether the words say which source it is, rather than only where in it."""


def build_citations(event: Event, timeline: Timeline) -> Iterator[Citation]:
    """Build what an event cites: one citation for the sentences of a paragraph.

    Of a timeline with a single source at its top, the words say only the place.
    """
    by_place = groupby(event.sources, lambda each: each._replace(sentence=0, fingerprint=""))
    for place, group in by_place:
        numbers = [str(source.sentence) for source in group if source.sentence]
        id = place.of or timeline.default_source
        source = timeline.sources.get(id, Reference(id=id))
        names_source = bool(id) and set(timeline.sources) != {DEFAULT_SOURCE_ID}
        words = (format_reference(source) if names_source else "", *_describe_place(place, numbers))
        yield Citation(", ".join(filter(None, words)), find_url(place, source), names_source)


def format_reference(source: Reference) -> str:
    """Format a source: author, title, translator, editor, publisher, year, and its numbers."""
    return ", ".join(
        (
            *filter(None, (source.author, source.name)),
            *([f"translated by {source.translator}"] if source.translator else []),
            *([f"edited by {source.editor}"] if source.editor else []),
            *filter(None, (source.publisher, source.year)),
            *([f"doi:{source.doi}"] if source.doi else []),
            *([f"ISBN {source.isbn}"] if source.isbn else []),
        )
    )


def find_url(place: Source, source: Reference) -> str:
    """Find the address of a cited place: its own, its section's, or that of the whole source."""
    if is_web_address(place.url):
        return place.url
    if is_web_address(source.url):
        return (
            f"{source.url}#{quote(place.section.replace(' ', '_'))}"
            if place.section
            else source.url
        )
    return find_doi_url(source)


def find_doi_url(source: Reference) -> str:
    """Find the address that a source's DOI stands for; empty where it has none."""
    doi = source.doi.removeprefix("doi:").strip()
    if is_web_address(doi):
        return doi
    return f"https://doi.org/{quote(doi, safe='/')}" if doi else ""


def _describe_place(place: Source, sentences: list[str]) -> Iterator[str]:
    yield place.section
    if place.paragraph:
        yield f"paragraph {place.paragraph}"
    if sentences:
        yield f"{'sentence' if len(sentences) == 1 else 'sentences'} {format_list(sentences)}"
    yield place.at
