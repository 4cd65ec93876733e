"""Hits that come one after another from an index."""

from __future__ import annotations

import pytest

from qaim_cli.export import export_table
from qaim_cli.model import timeline
from qaim_cli.query import lazy_hits
from qaim_cli.reports.listing import build_listing_table
from qaim_cli.store.index import rows
from tests.support.indexes import answer_to, made


def decoded(monkeypatch) -> list[str]:
    """The texts of events read from an index from now on."""
    read = []
    real = rows.decode_event
    monkeypatch.setattr(
        rows,
        "decode_event",
        lambda text, line, timeline: read.append(text) or real(text, line, timeline),
    )
    return read


@pytest.mark.no_cover
@pytest.mark.parametrize("format", ["json", "jsonl", "csv"])
def test_the_first_row_is_out_before_the_last_is_read(store, monkeypatch, format):
    answer = answer_to(store(made(400)))
    read = decoded(monkeypatch)
    pieces = export_table(build_listing_table(answer), format)
    next(pieces)
    assert len(read) < 100
    assert sum(1 for _ in pieces) >= 399
    assert len(read) == 400


def test_of_a_few_no_more_are_looked_for(qaim, store, settled, monkeypatch):
    path = store(made(400))
    qaim("infobox", "--file", path)
    read = decoded(monkeypatch)
    request = ["list", "--file", path, "-n", "3", "-f", "jsonl"]
    found = qaim(*request).out
    assert len(read) < 100
    assert found == qaim(*request, "--no-cache").out


def test_more_hits_than_are_kept_are_found_again(qaim, store, monkeypatch):
    monkeypatch.setattr(lazy_hits, "MAX_CACHED_HITS", 5)
    monkeypatch.setattr(timeline, "_MAX_CACHED_TEXTS", 2)
    path = store(made(60))
    for format in ("table", "md", "json"):
        for question in (
            [],
            ["--maybe", "--in", "1950s"],
            ["--sort", "title"],
            ["-n", "50"],
            ["-k", "elqa"],
        ):
            request = ["list", "--file", path, "-f", format, *question]
            assert qaim(*request) == qaim(*request, "--no-cache")


def test_a_stream_is_a_sequence_of_its_hits(store):
    hits = answer_to(store(made(30)), within=("1900..1999",)).hits
    told = list(hits)
    assert isinstance(hits, lazy_hits.LazyHits)
    assert len(hits) == len(told)
    assert hits[1] == told[1]
    assert hits[:] is hits
    assert hits[:4] == tuple(told[:4])
    assert hits[-4:] == tuple(told[-4:])
    assert hits[2:9:2] == tuple(told[2:9:2])
    sheet = build_listing_table(answer_to(store(made(30)), within=("1900..1999",)))
    assert sheet.rows[0].hit.event.id == told[0].event.id
    assert [row.hit.event.id for row in sheet.rows[:2]] == [hit.event.id for hit in told[:2]]
    assert len(sheet.rows) == len(told)
    assert sheet.footer[0] == f"{len(told)} of 30 events"
    assert list(sheet.footer[:1]) == [f"{len(told)} of 30 events"]


def test_the_last_come_first_where_they_are_asked_for_backwards(store):
    found = answer_to(store(made(60))).selection
    backwards = [hit.event.id for hit in found.iter_reversed()]
    assert backwards == [hit.event.id for hit in found][::-1]


def test_no_more_folded_texts_are_kept_than_there_is_room_for(store, monkeypatch):
    monkeypatch.setattr(timeline, "_MAX_CACHED_TEXTS", 2)
    answer = answer_to(store(made(9)))
    events = [hit.event for hit in answer.hits]
    texts = [answer.timeline.get_search_text(event) for event in events]
    assert len(answer.timeline._search_texts) <= 2
    assert [answer.timeline.get_search_text(event) for event in events] == texts
