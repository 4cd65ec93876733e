"""Merging: several timelines as one, with each event still knowing its own timeline.

Two declarations of one id mean one actor, or place, where they agree on its name. Where they do not
they stay apart, each under the name of its timeline, so that nobody is given another's events.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from qaim_cli.dates import DateRules
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.merged_events import MergedEvents, MergedPart
from qaim_cli.model import DEFAULT_SOURCE_ID, Catalogue, Entity, Event, Problem, Reference, Timeline
from qaim_cli.text import fold, format_list, quote_text

_MAX_TITLES = 3
"""More titles than this are counted in the title of the whole."""


class MergeResult(FrozenRecord):
    """Several timelines as one, and the problems that only their merger has."""

    timeline: Timeline
    problems: tuple[Problem, ...]


def merge_timelines(timelines: Sequence[Timeline]) -> MergeResult:
    """Merge timelines into one, giving each a distinct name."""
    names = choose_distinct_names([timeline.path for timeline in timelines])
    parts = dict(zip(names, timelines, strict=True))
    mergers = _Mergers(
        _EntityMerger("actor", "part_of", {name: part.actors for name, part in parts.items()}),
        _EntityMerger("place", "within", {name: part.places for name, part in parts.items()}),
        _EntityMerger("source", "", {name: part.source_names for name, part in parts.items()}),
    )
    default_sources = _collect_default_sources(parts, mergers.sources)
    events = MergedEvents(
        [_make_part(name, part, mergers, default_sources[name]) for name, part in parts.items()]
    )
    are_listed = all(part.events.is_listed for part in timelines)
    timeline = Timeline(
        path=", ".join(part.path for part in timelines),
        title=_join_titles(timelines),
        reference=Reference(),
        infobox=(),
        actors=mergers.actors.catalogue,
        places=mergers.places.catalogue,
        events=iter(events) if are_listed else events,
        date_rules=_find_common_rules(timelines),
        periods=_merge_periods(timelines),
        parts=parts,
        declared_sources=_merge_sources(parts, mergers.sources),
    )
    paths = {name: part.path for name, part in parts.items()}
    problems = (
        *(problem for merger in mergers for problem in merger.find_problems(paths)),
        *_find_disagreeing_periods(timelines),
    )
    return MergeResult(timeline, problems)


def choose_distinct_names(paths: Sequence[str]) -> list[str]:
    """Choose a name for each path: its file name, or longer where two would be alike.

    Where two files are called alike their folders stand before, as far up as it takes, and their
    endings behind if that does not help.
    """
    claims = [list(dict.fromkeys(_iter_candidate_names(path))) for path in paths]
    uses = Counter(name for each in claims for name in each)
    return [
        next((name for name in each if uses[name] == 1), f"{number}{each[-1]}")
        for number, each in enumerate(claims, start=1)
    ]


def _iter_candidate_names(path: str) -> Iterator[str]:
    """Iterate over the possible names of a file, shortest first."""
    path = os.path.abspath(path)
    for whole in (os.path.splitext(path)[0], path):
        steps = whole.split(os.sep)
        yield from filter(None, ("/".join(steps[start:]) for start in reversed(range(len(steps)))))


def _find_common_rules(timelines: Sequence[Timeline]) -> DateRules:
    """Return the date rules that all timelines share, or the default ones."""
    rules = {timeline.date_rules for timeline in timelines}
    return rules.pop() if len(rules) == 1 else DateRules()


def _merge_periods(timelines: Sequence[Timeline]) -> Mapping[str, str]:
    """The periods of all timelines; where two name one, the first says what it means."""
    merged: dict[str, tuple[str, str]] = {}
    for timeline in timelines:
        for name, edtf in timeline.periods.items():
            merged.setdefault(fold(name), (name, edtf))
    return dict(merged.values())


def _find_disagreeing_periods(timelines: Sequence[Timeline]) -> Iterator[Problem]:
    """The periods that a later timeline means otherwise than the first that names them."""
    first: dict[str, tuple[str, str]] = {}
    for timeline in timelines:
        for name, edtf in timeline.periods.items():
            known, path = first.setdefault(fold(name), (edtf, timeline.path))
            if known != edtf:
                yield Problem(
                    timeline.path,
                    1,
                    1,
                    "disagreeing-period",
                    f"period {quote_text(name)} is {edtf} here and {known} in {path}",
                    "give both one meaning, or one of them another name",
                )


def _join_titles(timelines: Sequence[Timeline]) -> str:
    titles = list(dict.fromkeys(timeline.title for timeline in timelines))
    if len(titles) > _MAX_TITLES:
        titles[_MAX_TITLES - 1 :] = [f"{len(titles) - _MAX_TITLES + 1:,} more"]
    return format_list(titles)


def _merge_sources(parts: Mapping[str, Timeline], merger: _EntityMerger) -> Iterator[Reference]:
    """The sources of all timelines, each once, as the first that declares it describes it."""
    merged: dict[str, Reference] = {}
    for name, part in parts.items():
        for id, source in part.sources.items():
            merged_id = merger.get_merged_id(name, id)
            merged.setdefault(merged_id, source._replace(id=merged_id))
    return iter(merged.values())


def _collect_default_sources(
    parts: Mapping[str, Timeline], merger: _EntityMerger
) -> dict[str, str]:
    """The id in the whole of what each timeline cites where it names no source; empty for none.

    Where all mean the only source that there is, nothing needs to be said.
    """
    defaults = {
        name: merger.get_merged_id(name, part.default_source) if part.default_source else ""
        for name, part in parts.items()
    }
    is_clear = len(merger.catalogue.entities) == 1 and len(set(defaults.values())) == 1
    return dict.fromkeys(defaults, "") if is_clear else defaults


def _make_part(name: str, timeline: Timeline, mergers: _Mergers, default_source: str) -> MergedPart:
    """Make a part of the whole of a timeline, with the ids of what is merged."""
    actors, places, sources = mergers

    def to_merged_event(event: Event) -> Event:
        moved = event._replace(
            participants=tuple(
                each._replace(actor=actors.get_merged_id(name, each.actor))
                for each in event.participants
            ),
            casualties=tuple(
                each._replace(actor=actors.get_merged_id(name, each.actor))
                for each in event.casualties
            ),
            places=tuple(places.get_merged_id(name, place) for place in event.places),
            sources=tuple(
                each._replace(
                    of=sources.get_merged_id(name, each.of) if each.of else default_source
                )
                for each in event.sources
            ),
            timeline=name,
        )
        return event if moved == event else moved

    def get_merged_value(facet: str, value: str) -> str:
        merger = mergers.by_facet.get(facet)
        if merger is None:
            return value
        if facet == "source" and not value:
            return default_source
        return merger.get_merged_id(name, value)

    def get_names(facet: str, value: str) -> tuple[str, ...]:
        merger = mergers.by_facet[facet]
        return merger.catalogue.get_names(merger.get_merged_id(name, value))

    return MergedPart(name, timeline.events.use_names(get_names), to_merged_event, get_merged_value)


class _Mergers(FrozenRecord):
    """The mergers of each kind of declaration."""

    actors: _EntityMerger
    places: _EntityMerger
    sources: _EntityMerger

    @property
    def by_facet(self) -> Mapping[str, _EntityMerger]:
        """Each by the name of its facet."""
        return {"actor": self.actors, "place": self.places, "source": self.sources}


class _Declaration(FrozenRecord):
    """An actor or place as one timeline declares it."""

    timeline: str
    entity: Entity


class _EntityMerger:
    """Merges the actors, or the places, of several timelines."""

    def __init__(self, kind: str, key: str, catalogues: Mapping[str, Catalogue]) -> None:
        """Take the catalogues by the names of their timelines."""
        self.entity_kind = kind
        self.parent_key = key
        self.catalogues = catalogues
        self._declarations: dict[str, dict[str, list[_Declaration]]] = {}
        """All declarations of an id, those that agree on a name together."""
        for timeline, catalogue in catalogues.items():
            for id, entity in catalogue.entities.items():
                agreeing = self._declarations.setdefault(id, {})
                name = fold(entity.name) or entity.name
                agreeing.setdefault(name, []).append(_Declaration(timeline, entity))
        self._merged_ids = {
            (each.timeline, id): f"{alike[0].timeline}:{id}" if len(named) > 1 else id
            for id, named in self._declarations.items()
            for alike in named.values()
            for each in alike
        }
        united = (
            self._merge_declarations(alike)
            for named in self._declarations.values()
            for alike in named.values()
        )
        self.catalogue = Catalogue({entity.id: entity for entity in united})

    def get_merged_id(self, timeline: str, id: str) -> str:
        """Return the merged id for an id of one timeline.

        One that its timeline does not declare is not what another declares under it.
        """
        # What an event names is any text, so it may look like an id of the whole.
        scoped = f"{timeline}:{id}" if id in self._declarations or ":" in id else id
        return self._merged_ids.get((timeline, id), scoped)

    def find_problems(self, paths: Mapping[str, str]) -> Iterator[Problem]:
        """Find ids on which timelines disagree, and cycles that no timeline has alone."""
        for id, named in self._declarations.items():
            if id == DEFAULT_SOURCE_ID and self.entity_kind == "source":
                continue  # each timeline has its own
            first, *others = (alike[0] for alike in named.values())
            for timeline, entity in others:
                yield Problem(
                    paths[timeline],
                    entity.line,
                    1,
                    f"disagreeing-{self.entity_kind}",
                    f"{self.entity_kind} {quote_text(id)} is {quote_text(entity.name)} here and "
                    f"{quote_text(first.entity.name)} in "
                    f"{paths[first.timeline]}:{first.entity.line}",
                    "give both one name, or one of them another id",
                )
        known = {
            frozenset(self.get_merged_id(timeline, id) for id in circle)
            for timeline, catalogue in self.catalogues.items()
            for circle in _find_cycles(catalogue)
        }
        for circle in sorted(_find_cycles(self.catalogue) - known, key=min):
            yield self._report_cycle(circle, paths)

    def _report_cycle(self, circle: frozenset[str], paths: Mapping[str, str]) -> Problem:
        """The problem of a circle, where its first member by id is first declared."""
        first, *others = sorted(circle)
        return Problem(
            next(paths[timeline] for (timeline, _), id in self._merged_ids.items() if id == first),
            self.catalogue.entities[first].line,
            1,
            "circle",
            f"{self.entity_kind} {first!r} is {self.parent_key} itself through "
            f"{format_list(others)}",
            "take a step out of one of the timelines",
        )

    def _merge_declarations(self, alike: list[_Declaration]) -> Entity:
        """Merge the declarations of one entity; the first one gives its name."""
        timeline, first = alike[0]
        aliases: dict[str, str] = {}
        for _, entity in alike:
            for alias in entity.aliases:
                aliases.setdefault(fold(alias) or alias, alias)
        wholes = (
            self.get_merged_id(timeline, whole)
            for timeline, each in alike
            for whole in each.parents
        )
        return first._replace(
            id=self.get_merged_id(timeline, first.id),
            aliases=tuple(aliases.values()),
            parents=tuple(dict.fromkeys(wholes)),
        )


def _find_cycles(catalogue: Catalogue) -> set[frozenset[str]]:
    """Find the groups of ids that are all part of each other."""
    parts = {id: catalogue.with_descendants([id]) for id in catalogue.entities}
    return {
        frozenset(part for part in parts[id] if id in parts[part])
        for id, entity in catalogue.entities.items()
        if not parts[id].isdisjoint(entity.parents)
    }
