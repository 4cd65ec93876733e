"""The first events by their titles are those that sorting all of them finds."""

from __future__ import annotations

import random

import pytest

from qaim_cli import store as store_module
from qaim_cli.query import FilterInput, SortOrder, build_query, select_hits, sort_hits
from qaim_cli.store import index
from qaim_cli.store.index import chunks, first_titles
from qaim_cli.text import fold
from tests.support.asking import TODAY

TITLES = ["Émile", "emile", "'Anbar", "Anbar", "½ a mile", "...", "Zoo", "zoo", "ßen", "北京", "Ẽ"]


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> str:
    choose = random.Random(3)
    rows = (
        f"  - {{id: e{number:03}, date: {choose.randint(1900, 1904)}, source: {{section: S}},"
        f' title: "{choose.choice(TITLES)}{choose.choice(["", "", " b", " a"])}",'
        f" tags: [{choose.choice('tuv')}]}}\n"
        for number in range(150)
    )
    path = tmp_path_factory.mktemp("orders") / "store.yaml"
    path.write_text("title: T\nsource: {title: S}\nevents:\n" + "".join(rows), "utf-8")
    return str(path)


@pytest.mark.parametrize("kept_count", [30, 100, 1_000])
@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize(
    "question", ["", "tag:t", "1901", "from:1902 not tag:u", "anbar", "nobody"]
)
def test_the_first_titles_are_found_without_sorting_all(
    path, monkeypatch, question, reverse, kept_count
):
    monkeypatch.setattr(first_titles, "_LEAST_BUFFER", 2)
    monkeypatch.setattr(first_titles, "_KEPT_COUNT", kept_count)
    monkeypatch.setenv("XDG_CACHE_HOME", f"{path}-{kept_count}")
    kept = index.load_from_index(path, path).timeline
    kept.events._read_store = None  # which only a damaged index needs
    read = store_module.load_timeline(path, cache=False).timeline
    found, wanted = (
        select_hits(build_query(FilterInput(query=question), each, TODAY), each)
        for each in (kept, read)
    )
    for limit in (0, 1, 2, 7, 40, 200):
        first = sort_hits(found, SortOrder.TITLE, reverse=reverse, limit=limit)
        in_order = sort_hits(tuple(wanted), SortOrder.TITLE, reverse=reverse)
        assert [hit.event.id for hit in first] == [hit.event.id for hit in in_order[:limit]]
        assert tuple(first) == tuple(in_order)[:limit]


def test_the_first_by_a_field_of_ones_own_are_found_by_sorting_all(tmp_path):
    path = tmp_path / "store.yaml"
    rows = (
        f"  - {{id: e{number}, date: 190{number}, title: T, x-rank: {(number * 3) % 5},"
        " source: {section: S}}\n"
        for number in range(5)
    )
    path.write_text("title: T\nsource: {title: S}\nevents:\n" + "".join(rows), "utf-8")
    kept = index.load_from_index(str(path), str(path)).timeline
    found = select_hits(build_query(FilterInput(), kept, TODAY), kept)
    first = sort_hits(found, "x-rank", limit=3)
    assert [hit.event.id for hit in first] == ["e3", "e1", "e4"]  # the most first


def test_both_ends_of_the_titles_are_kept_through_edits(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 6)
    monkeypatch.setattr(first_titles, "_KEPT_COUNT", 20)
    choose = random.Random(5)
    path = tmp_path / "store.yaml"
    items = [
        f"  - {{id: e{number}, date: 19{number:02}, source: {{section: S}},"
        f' title: "{choose.choice(TITLES)}{number % 4}"}}\n'
        for number in range(90)
    ]
    for left in (items[:60], items, items[30:], items[:5] + items[30:], items):
        path.write_text("title: T\nsource: {title: S}\nevents:\n" + "".join(left), "utf-8")
        kept = index.load_from_index(str(path), str(path)).timeline
        execute = kept.events._connection.execute
        (low,), (high,) = execute("SELECT title FROM title_bounds ORDER BY is_last").fetchall()
        titles = {event.id: fold(event.title) for event in kept.events}
        for is_last, wanted in (
            (0, {id for id, title in titles.items() if title < low}),
            (1, {id for id, title in titles.items() if title > high}),
        ):
            sql = "SELECT id FROM title_ends JOIN events USING (key) WHERE is_last = ?"
            assert {id for (id,) in execute(sql, (is_last,))} == wanted != set()
