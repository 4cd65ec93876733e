"""The sources of a timeline: how many events cite each, and which rest on it alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from qaim_cli.citations import find_doi_url, format_reference
from qaim_cli.facets import FACETS
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Reference, Timeline
from qaim_cli.prefilter import NO_CONDITION
from qaim_cli.query import And, MatchLevel, count_matches
from qaim_cli.query.expression import Not
from qaim_cli.query.terms import FacetTerm
from qaim_cli.reports.table import Record, TableColumn, TableReport
from qaim_cli.text import format_count, is_web_address

_Work = tuple[str, str]
"""What editions and translations share: see `Reference.work`."""


class SourceRow(FrozenRecord):
    """A source, and how many events cite it."""

    source: Reference
    event_count: int
    alone_count: int
    """How many events rest on it and on no other work."""
    timeline: Timeline

    @property
    def cells(self) -> tuple[str, ...]:
        """The id, the source in full, how many events cite it, and how many cite only it."""
        return (
            self.source.id,
            format_reference(self.source) or "not described",
            f"{self.event_count:,}",
            f"{self.alone_count:,}",
        )

    @property
    def record(self) -> Record:
        """Every declared detail, and the ids of the events that cite no other source."""
        described = {key: value or None for key, value in self.source._asdict().items()}
        del described["line"]
        address = self.source.url if is_web_address(self.source.url) else ""
        return {
            "id": described.pop("id"),
            **described,
            "link": address or find_doi_url(self.source) or None,
            "events": self.event_count,
            "alone": [self.timeline.format_id(event) for event in self._iter_alone()],
        }

    def _iter_alone(self) -> Iterator[Event]:
        """Iterate over the events that rest on it and on no other work."""
        if not self.alone_count:
            return
        cited = _build_term(frozenset((self.source.id,)), self.timeline)
        for event in self.timeline.candidates(cited.index_condition):
            ids = self.timeline.list_sources(event)
            if self.source.id in ids and len(_list_works(self.timeline, ids)) == 1:
                yield event


def build_sources_table(timeline: Timeline) -> TableReport:
    """Build the table of all sources, in the order in which they are declared."""
    citations = _count_in_index(timeline) or _count_events(timeline)
    rows = tuple(
        SourceRow(source, citations.by_source[id], citations.alone[id], timeline)
        for id, source in timeline.sources.items()
    )
    return TableReport(
        title=timeline.title,
        heading=("sources",),
        columns=(
            TableColumn("Id", is_unbroken=True),
            TableColumn("Source", weight=4),
            TableColumn("Events", is_numeric=True),
            TableColumn("Alone", is_numeric=True),
        ),
        rows=rows,
        footer=_build_footer(rows, citations.single_count),
        empty_message="the timeline names no source",
    )


def _build_footer(rows: tuple[SourceRow, ...], single_count: int) -> tuple[str, ...]:
    counted = format_count(len(rows), "source")
    if len(rows) < 2:
        return (counted,)
    id = next((row.source.id for row in rows if row.alone_count), "")
    shown = f"`qaim list 'source:{id} sources:1'` lists those of one" if id else ""
    rest = f"{format_count(single_count, 'event')} on a single source"
    return tuple(filter(None, (counted, rest, shown)))


class _CitationCounts(FrozenRecord):
    """How many events cite sources."""

    by_source: Mapping[str, int]
    alone: Mapping[str, int]
    """By source, how many rest on it and on no other work."""
    single_count: int
    """How many rest on a single work."""


def _count_events(timeline: Timeline) -> _CitationCounts:
    """Count by going through the events."""
    by_source, alone = Counter[str](), Counter[str]()
    single_count = 0
    for event in timeline.events:
        ids = timeline.list_sources(event)
        by_source.update(ids)
        if len(_list_works(timeline, ids)) == 1:
            alone.update(ids)
            single_count += 1
    return _CitationCounts(by_source, alone, single_count)


def _count_in_index(timeline: Timeline) -> _CitationCounts | None:
    """Count without going through the events; None where only they can tell."""
    events, default = timeline.events, timeline.default_source
    by_source = events.count_values(NO_CONDITION, 1, "source", default)
    if by_source is None:
        return None
    ids_by_work: dict[_Work, list[str]] = {}
    for id in filter(None, dict.fromkeys((*timeline.sources, *by_source))):
        (work,) = _list_works(timeline, (id,))
        ids_by_work.setdefault(work, []).append(id)
    all_ids = frozenset(id for ids in ids_by_work.values() for id in ids)

    def count(ids: frozenset[str], others: frozenset[str]) -> int:
        cited = _build_term(ids, timeline)
        alone = And((cited, Not(_build_term(others, timeline)))) if others else cited
        return count_matches(alone, timeline)[MatchLevel.CERTAIN]

    alone: dict[str, int] = {}
    single_count = 0
    for ids in ids_by_work.values():
        others = all_ids.difference(ids)
        alone |= {id: count(frozenset((id,)), others) for id in ids}
        single_count += alone[ids[0]] if len(ids) == 1 else count(frozenset(ids), others)
    return _CitationCounts(Counter(by_source), alone, single_count)


def _build_term(ids: frozenset[str], timeline: Timeline) -> FacetTerm:
    """Build the term of events that cite any of some sources."""
    return FacetTerm("source", "source", FACETS["source"].expand_default(ids, timeline))


def _list_works(timeline: Timeline, ids: Iterable[str]) -> set[_Work]:
    """List the works that sources are editions of."""
    return {(timeline.sources.get(id) or Reference(id=id)).work for id in ids}
