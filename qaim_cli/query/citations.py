"""Citations in a request: which source, and which place in it."""

from __future__ import annotations

import re
from collections.abc import Collection

from qaim_cli.facets import FACETS
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Source, Timeline
from qaim_cli.prefilter import FacetCondition, Narrowing
from qaim_cli.query import lookup
from qaim_cli.query.terms import ColumnTest, FacetTerm, PredicateTerm, RowTest
from qaim_cli.text import fold, format_list

_PLACE_PATTERN = r"(?P<section>.*?)\s*(?:¶\s*(?P<paragraph>\d{1,9})(?:[.:](?P<sentence>\d{1,9}))?)?"


def build_source_term(text: str, timeline: Timeline) -> FacetTerm | PredicateTerm:
    """Build the term of a citation: a source, a place in one, or a place in a section.

    Raises:
        RequestError: no source and no section is called so.
    """
    catalogue = timeline.source_names
    if ids := catalogue.find(text):
        return _build_whole_source_term(ids, timeline)
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        ids = catalogue.find(" ".join(words[:count]))
        if ids:
            return _build_place_term(text, ids, " ".join(words[count:]), timeline)
    section = fold(_SectionPlace.parse(text).section)
    if len(timeline.sources) < 2 or section in map(fold, timeline.sections):
        return _build_section_term(text, timeline)
    return _build_whole_source_term(lookup.find_entity_ids("source", text, catalogue), timeline)


def _build_whole_source_term(ids: frozenset[str], timeline: Timeline) -> FacetTerm:
    names = [source.name for id, source in timeline.sources.items() if id in ids]
    values = FACETS["source"].expand_default(ids, timeline)
    return FacetTerm(f"source {format_list(names, 'or')}", "source", values)


def _build_place_term(
    text: str, ids: frozenset[str], place: str, timeline: Timeline
) -> PredicateTerm:
    """Build the term of a place in one of the sources: "22" finds "22.49" as well."""
    values = FACETS["source"].expand_default(ids, timeline)
    wanted = _SectionPlace.parse(place)
    sections = {name for name in timeline.sections if fold(name) == fold(wanted.section)}
    start = re.compile(rf"{re.escape(place)}(?!\w)", re.IGNORECASE)

    def cites(event: Event) -> bool:
        return any(
            source.of in values
            and (start.match(source.at) is not None or wanted.contains(source, sections))
            for source in event.sources
        )

    return PredicateTerm(f"source {text}", cites, Narrowing(FacetCondition("source", values)))


def _build_section_term(text: str, timeline: Timeline) -> PredicateTerm:
    """Build the term of a place in a section, whichever source has it.

    Raises:
        RequestError: no event cites a section of that name.
    """
    wanted = _SectionPlace.parse(text)
    sections = lookup.find_facet_values("section", wanted.section, timeline.sections)

    def cites(event: Event) -> bool:
        return any(wanted.contains(source, sections) for source in event.sources)

    return PredicateTerm(
        f"source {text}",
        cites,
        Narrowing(FacetCondition("section", sections)),
        wanted.make_table_test(sections),
    )


class _SectionPlace(FrozenRecord):
    """A section, or a paragraph or sentence in it; 0 is any."""

    section: str
    paragraph: int
    sentence: int

    @classmethod
    def parse(cls, text: str) -> _SectionPlace:
        """Read a place such as "Iraq War ¶4.2"; every part of the pattern may be empty."""
        match = re.fullmatch(_PLACE_PATTERN, text)
        assert match is not None
        return cls(match["section"], int(match["paragraph"] or 0), int(match["sentence"] or 0))

    def make_table_test(self, sections: Collection[str]) -> RowTest:
        """Make the same test for a database."""
        numbers = {"paragraph": self.paragraph, "sentence": self.sentence}
        return RowTest(
            "event_citations",
            (
                ColumnTest("section", "in", tuple(sections)),
                *(ColumnTest(name, "=", number) for name, number in numbers.items() if number),
            ),
        )

    def contains(self, source: Source, sections: Collection[str]) -> bool:
        """Whether a citation lies in it; `sections` are the names that its section goes by."""
        return (
            source.section in sections
            and self.paragraph in (0, source.paragraph)
            and self.sentence in (0, source.sentence)
        )
