"""SQLite: events, actors, places, tags and sources as tables, the bounds of dates as columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, DatePrecision, describe_date
from qaim_cli.dates.calendar import format_iso_day
from qaim_cli.exchange.losses import Fates
from qaim_cli.model import Event, Timeline

WRITE_LOSSES: Fates = {}
KEPT_UNITS = tuple(DatePrecision)

_SCHEMA = """
create table timeline (title text, source_title text, source_url text, source_licence text);
create table actors (id text primary key, name text not null, aliases text);
create table places (id text primary key, name text not null, aliases text,
    latitude real, longitude real);
create table tags (tag text primary key);
create table events (
    id text primary key, title text not null, date text not null, date_in_words text not null,
    earliest text, latest text,
    earliest_start integer, latest_start integer, earliest_end integer, latest_end integer,
    precision text not null, approximate integer not null, uncertain integer not null,
    summary text, according_to text, note text, timeline text);
create table event_actors (event_id text not null references events(id),
    actor_id text not null references actors(id), role text, number integer not null,
    primary key (event_id, number));
create table event_places (event_id text not null references events(id),
    place_id text not null references places(id), primary key (event_id, place_id));
create table event_tags (event_id text not null references events(id),
    tag text not null references tags(tag), primary key (event_id, tag));
create table event_parts (event_id text not null references events(id), part_of text not null,
    primary key (event_id, part_of));
create table casualties (event_id text not null references events(id),
    actor_id text not null references actors(id), kind text not null, number integer not null,
    qualifier text not null);
create table sources (event_id text not null references events(id), number integer not null,
    section text not null, paragraph integer, sentence integer,
    primary key (event_id, number));
create table actor_parts (actor_id text not null references actors(id), part_of text not null,
    primary key (actor_id, part_of));
create table place_parts (place_id text not null references places(id), within text not null,
    primary key (place_id, within));
create index events_by_start on events (earliest_start);
create index events_by_end on events (latest_end);
create index actors_in_events on event_actors (actor_id);
create index places_in_events on event_places (place_id);
create index tags_in_events on event_tags (tag);
"""


def write(events: Sequence[Event], timeline: Timeline) -> Iterator[bytes]:
    """The database as its file would be."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_SCHEMA)
        with database:
            _insert_head(database, timeline)
            _insert_entities(database, events, timeline)
            for event in events:
                _insert_event(database, event, timeline)
        yield database.serialize()


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        database.execute(f"insert or ignore into {table} values ({marks})", row)  # noqa: S608


def _insert_head(database: sqlite3.Connection, timeline: Timeline) -> None:
    reference = timeline.reference
    head = (timeline.title, reference.title, reference.url, reference.licence)
    _insert(database, "timeline", [head])


def _insert_entities(
    database: sqlite3.Connection, events: Sequence[Event], timeline: Timeline
) -> None:
    """Everyone and everywhere that is declared, and those that an event names besides."""
    actors, places = timeline.actors, timeline.places
    named = dict.fromkeys((*actors.entities, *(id for event in events for id in event.actor_ids)))
    _insert(database, "actors", (
        (id, actors.get_name(id), "; ".join(entity.aliases if entity else ()) or None)
        for id in named
        for entity in (actors.entities.get(id),)
    ))  # fmt: skip
    sited = dict.fromkeys((*places.entities, *(id for event in events for id in event.places)))
    _insert(database, "places", (
        (id, places.get_name(id), "; ".join(entity.aliases if entity else ()) or None,
         *((entity.at if entity else None) or (None, None)))
        for id in sited
        for entity in (places.entities.get(id),)
    ))  # fmt: skip
    for table, catalogue in (("actor_parts", actors), ("place_parts", places)):
        _insert(
            database,
            table,
            (
                (entity.id, parent)
                for entity in catalogue.entities.values()
                for parent in entity.parents
            ),
        )


def _insert_event(database: sqlite3.Connection, event: Event, timeline: Timeline) -> None:
    id, span = timeline.format_id(event), event.span
    bounds = (span.earliest_start, span.latest_start, span.earliest_end, span.latest_end)
    days = [None if each in (INFINITE_PAST, INFINITE_FUTURE) else each for each in bounds]
    first, last = (
        None if day is None else format_iso_day(day, event.date_rules.calendar)
        for day in (days[0], days[3])
    )
    _insert(database, "events", [(
        id, event.title, event.edtf, event.date_text or describe_date(event.date), first, last,
        *days, str(span.precision), span.is_approximate, span.is_uncertain, event.summary or None,
        event.according_to or None, event.note or None, event.timeline or None,
    )])  # fmt: skip
    _insert(database, "event_actors", (
        (id, each.actor, each.role or None, number)
        for number, each in enumerate(event.participants, start=1)
    ))  # fmt: skip
    _insert(database, "event_places", ((id, place) for place in event.places))
    _insert(database, "tags", ((tag,) for tag in event.tags))
    _insert(database, "event_tags", ((id, tag) for tag in event.tags))
    _insert(database, "event_parts", ((id, whole) for whole in event.part_of))
    _insert(database, "casualties", (
        (id, each.actor, kind, figure.number, str(figure.qualifier))
        for each in event.casualties
        for kind, figure in each.iter_figures()
    ))  # fmt: skip
    _insert(database, "sources", (
        (id, number, source.section, source.paragraph or None, source.sentence or None)
        for number, source in enumerate(event.sources, start=1)
    ))  # fmt: skip
