"""Which events have words with a common prefix is kept through edits, or forgotten."""

from __future__ import annotations

import pytest

from qaim_cli.query import FilterInput, build_query, select_hits
from qaim_cli.store import index, load_timeline
from qaim_cli.store.index import chunks, events, label_marks, slots, word_prefixes
from qaim_cli.text import fold
from tests.support.asking import TODAY
from tests.support.indexes import made


@pytest.fixture(autouse=True)
def always_count_by_sets(monkeypatch):
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 6)
    monkeypatch.setattr(events, "LEAST_SET_EVENTS", 0)


def read_sets(timeline) -> dict[int, set[str]]:
    """The ids of the events of each set of a prefix."""
    connection = timeline.events._connection
    ids = dict(connection.execute("SELECT slot, id FROM facts JOIN events USING (key)"))
    reader = slots.SlotReader(connection)
    return {
        number: {ids[slot] for slot in slots.list_members(reader.read_set("beginning", number))}
        for number in reader.list_numbers("beginning")
    }


def find_sets(timeline) -> dict[int, set[str]]:
    """The ids of the events with each prefix."""
    found: dict[int, set[str]] = {}
    for event in timeline.events:
        for word in fold(" ".join((event.title, event.summary, *event.tags))).split():
            for length in (1, 2):
                number = word_prefixes.encode_prefix(word[:length])
                found.setdefault(number, set()).add(event.id)
    return found


@pytest.mark.parametrize("least", [(1, 3), (256, 32)])
def test_sets_of_prefixes_are_right_after_each_edit_or_gone(tmp_path, monkeypatch, least):
    for name, number in zip(("_MIN_EVENTS", "_MIN_SHARE"), least, strict=True):
        monkeypatch.setattr(word_prefixes, name, number)
    path = tmp_path / "store.yaml"
    head, *items = made(80, seed=9).split("\n  - ")
    retitled = [item.replace("title: ", "title: Zyx ", 1) for item in items[:30]]
    known: set[int] = set()
    lost: set[int] = set()
    for left in (items, items[9:] + retitled[:3], retitled + items[40:], items[:1], items[:50]):
        path.write_text("\n  - ".join((head, *left)) + "\n", "utf-8")
        kept = index.load_from_index(str(path), str(path)).timeline
        wanted = find_sets(load_timeline(str(path), cache=False).timeline)
        found = read_sets(kept)
        assert found == {number: wanted[number] for number in found}
        assert found
        lost |= known - found.keys()
        known = {*found}
        for query in (
            "a",
            "al",
            "z",
            "zy",
            "a al",
            "al zyx",
            "not a",
            "title:a",
            "title:al",
            "title:zyx",
            "title:takes title:z",
            '"a al" z',
        ):
            same_events(str(path), kept, query)
    assert lost


def same_events(path: str, kept, query: str, **asked) -> None:
    read = load_timeline(path, cache=False).timeline
    found, wanted = (
        select_hits(build_query(FilterInput(query=query, **asked), each, TODAY), each)
        for each in (kept, read)
    )
    assert len(found) == len(wanted)
    assert tuple(found) == tuple(wanted), query


@pytest.mark.parametrize("most", [0, 128])
def test_words_of_one_search_are_found_however_many_begin_so(tmp_path, monkeypatch, most):
    monkeypatch.setattr(label_marks, "_MAX_PREFIX_WORDS", most)
    path = tmp_path / "store.yaml"
    path.write_text(made(80, seed=9), "utf-8")
    kept = index.load_from_index(str(path), str(path)).timeline
    assert len(read_sets(kept)) > 2
    for query in ("title:t", "title:al", "title:qqq", "tak", "qqq", 'title:"takes"'):
        same_events(str(path), kept, query)
    for keyword in ("al takes", "a al", "a qqq", 'al "takes"'):
        same_events(str(path), kept, "", keywords=(keyword,))


def test_a_prefix_that_few_events_have_is_not_told_of_many():
    words = [["common", "word"]] * 319 + [["rare", "word"]]
    found = word_prefixes.collect_prefixes(words)
    assert set(found.common) == {"c", "co", "w", "wo"}
    assert set(found.rare) == {"r", "ra"}
    assert found.common["co"] == 2**319 - 1
    assert found.common["w"] == 2**320 - 1
    assert word_prefixes.collect_prefixes(words[:2] + words[-1:]).common["r"] == 0b100
    assert not word_prefixes.collect_prefixes(words[:2] + words[-1:]).rare


def test_what_cannot_be_a_prefix_of_a_set_has_a_number_of_its_own():
    numbers = map(word_prefixes.encode_prefix, ("a", "aa", "a\U0010ffff", "ab", "aaa", "b", ""))
    assert len(set(numbers)) == 7
