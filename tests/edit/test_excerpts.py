"""Changes of a large file by an excerpt: to the byte what reading the whole file would make."""

from __future__ import annotations

import datetime
import random
import re
from codecs import BOM_UTF8
from collections import Counter

import pytest

from qaim_cli import store
from qaim_cli.edit import change, local_change, spread_change
from qaim_cli.edit.add import EventInput, SimilarEventError, add_event
from qaim_cli.edit.change import DocumentEdit, LocalEdit, change_file
from qaim_cli.edit.document import TextEdit
from qaim_cli.edit.excerpt import NotLocalError, StoreExcerpt
from qaim_cli.edit.remove import read_event_text, remove_entries, replace_event_text
from qaim_cli.edit.rename import rename_everywhere
from qaim_cli.errors import QaimError, RequestError
from qaim_cli.store import content, records
from qaim_cli.store.index import chunks, label_marks
from tests.support.patching import apply_diff
from tests.support.searching import draw_seeds

TODAY = datetime.date(2026, 1, 1)
HEAD = """\
title: Lamps
actors:
  keeper: {name: The Keeper}
  pilot:
    name: A Pilot   # of boats
    part_of: keeper
places:
  rock: {name: Rock}
"""


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(store, "MIN_MAPPED_BYTES", 0)
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 4)
    monkeypatch.setattr(content, "MIN_PIECEWISE_BYTES", 0)
    monkeypatch.setattr(content, "_BLOCK_BYTES", 100)


@pytest.fixture
def outcomes(monkeypatch):
    """How often changes were made by an excerpt, and how often not."""
    counts = Counter()
    compute = change._ChangeRequest._compute_locally

    def count(*parts):
        try:
            made = compute(*parts)
        except NotLocalError:
            counts["whole"] += 1
            raise
        counts["local"] += 1
        return made

    monkeypatch.setattr(change._ChangeRequest, "_compute_locally", count)
    return counts


def write_store(chance: random.Random, count: int) -> str:
    """A store of many short events: in any order, with comments, parts and a few faults."""
    years = [chance.randint(1800, 1830) for _ in range(count)]
    order = chance.choice(("by time", "backwards", "mixed"))
    if order != "mixed":
        years.sort(reverse=order == "backwards")
    gap = chance.choice(("", "\n"))
    faults = chance.choice((0, 0, 0.03))
    lines = [HEAD, "events:   # all of them\n"]
    for number, year in enumerate(years):
        comment = chance.choice(("", "", "  # above\n", "# far left\n", "    # inside\n"))
        event = [f"  - id: e-{number}", f"    date: {year}", f"    title: Event {number % 7}"]
        if chance.random() < 0.3:
            event.append(
                f"    part_of: [e-{chance.randrange(number + 1, count + 2)}]"
                if chance.random() < 0.8 * (number < count - 1) and not faults
                else "    note: >-\n      Of no\n      importance.  "
            )
        if chance.random() < 0.5:
            event.append(f"    actors: [{chance.choice(('keeper', 'pilot'))}]   # who")
        event.append(f"    tags: [{chance.choice(('a', 'b', 'c d'))}]")
        event.append("    source: {section: S}")
        if chance.random() < faults:
            event[chance.choice((1, 2))] = chance.choice(("    date: 1800-13", "    about: x"))
        lines.append(comment + "\n".join(event) + "\n" + gap)
    return "".join(lines)


def edit_text(text: str, chance: random.Random) -> str:
    """What a hand makes of an event, often amiss."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    match chance.randrange(9):
        case 0:
            lines[at] += "x"
        case 1:
            del lines[at]
        case 2:
            lines.insert(at, "    note: 'open")
        case 3:
            lines.append("---")
        case 4:
            lines.append("places: {}")
        case 5:
            lines[0] = f"  - id: e-{chance.randrange(60)}"
        case 6:
            lines.append("    actors: [keeper, nobody]")
        case 7:
            lines.append(f"    part_of: e-{chance.randrange(70)}")
        case _:
            lines += [
                "  - id: one-more",
                "    date: 1815",
                "    title: T",
                "    source: {section: S}",
            ]
    return "\n".join(lines)


def make_edit(path, chance: random.Random, count: int):
    """A random edit, and what an error is raised with."""
    id = f"e-{chance.randrange(count + 1)}"
    new_id = chance.choice(("e-1", "new", "Not an id", f"e-{count + 5}"))
    match chance.randrange(6):
        case 0 | 1:
            actors = chance.choice(((), ("The Keeper",), ("Nobody",)))
            draft = EventInput(
                str(chance.randint(1790, 1840)), f"Event {chance.randrange(9)}", actors=actors,
                sources=("S ¶1",), id=chance.choice(("", "", id)),
            )  # fmt: skip
            return add_event(draft, TODAY, declare=chance.random() < 0.5)
        case 2:
            names = [f"e-{chance.randrange(count + 1)}" for _ in range(chance.randint(1, 3))]
            return remove_entries([*names, *(["Event 3"] if chance.random() < 0.1 else [])])
        case 3:
            kind, old = chance.choice((("actor", "pilot"), ("tag", "a"), ("place", "rock")))
            return rename_everywhere(kind, old, chance.choice(("new", "b", "keeper")))
        case 4:
            return rename_everywhere("event", id, new_id)
        case _:
            try:
                id, text = read_event_text(path, id, cache=chance.random() < 0.5)
            except QaimError:
                return remove_entries(["e-0"])
            return replace_event_text(id, text, edit_text(text, chance))


def outcome(path: str, edit, *, cache: bool):
    try:
        made = change_file(path, edit, dry_run=True, cache=cache)
    except QaimError as error:
        return type(error), str(error)
    with open(path, encoding="utf-8", newline="") as stream:
        return made.message, apply_diff(stream.read(), made.format_diff()), made.has_changes


@pytest.mark.parametrize("few", [3, 1000])
@pytest.mark.parametrize("seed", draw_seeds(25))
def test_an_excerpt_makes_of_a_file_what_the_whole_makes(
    tmp_path, seed, outcomes, monkeypatch, few
):
    monkeypatch.setattr(spread_change, "_MIN_EVENTS", few)
    monkeypatch.setattr(spread_change, "_BATCH_RUNS", 2)
    monkeypatch.setattr(spread_change, "_MIN_CONTEXT_BYTES", 8)
    chance = random.Random(seed)
    path = tmp_path / "lamps.yaml"
    count = chance.choice((3, 30, 60))
    text = write_store(chance, count)
    for _ in range(12):
        path.write_text(text, "utf-8")
        edit = make_edit(str(path), chance, count)
        expected = outcome(str(path), edit, cache=False)
        assert outcome(str(path), edit, cache=True) == expected
        if len(expected) == 3:
            change_file(str(path), edit, cache=False)
            whole = path.read_bytes()
            assert whole.decode() == expected[1]
            path.write_text(text, "utf-8")
            change_file(str(path), edit)
            assert path.read_bytes() == whole
            if chance.random() < 0.3:
                text = whole.decode()


@pytest.fixture
def lamps(tmp_path):
    """A store of sixty events, by time, with nothing wrong."""
    path = tmp_path / "lamps.yaml"
    events = (
        f"  - id: e-{number}\n    date: {1800 + number}\n    title: Event {number}\n"
        "    source: {section: S}\n"
        for number in range(60)
    )
    path.write_text(f"{HEAD}events:\n{''.join(events)}", "utf-8")
    return path


def make_local_edit(make):
    return LocalEdit(lambda document: DocumentEdit([make(document.read().text)], "done"))


@pytest.mark.parametrize(
    "make",
    [
        lambda text: TextEdit(0, len(text), text.replace("Lamps", "Lights")),
        lambda text: TextEdit(0, 0, "calendar: julian\n"),
        lambda text: TextEdit(text.index("title: Event 0"), text.index("    date: 1800"), ""),
        lambda text: TextEdit(text.index("events:"), text.index("events:") + 7, "x-more:"),
    ],
    ids=["all at once", "other rules of dates", "overlapping nonsense", "no events any more"],
)
def test_what_an_excerpt_cannot_prove_is_left_to_the_whole_file(lamps, outcomes, make):
    edit = make_local_edit(make)
    expected = outcome(str(lamps), edit, cache=False)
    outcomes.clear()
    assert outcome(str(lamps), edit, cache=True)[0] == expected[0]
    assert outcomes["local"] == 0


def test_one_event_of_a_large_file_is_changed_without_reading_the_others(
    lamps, outcomes, monkeypatch
):
    store.map_chunks(str(lamps))
    read, read_event = [], records.read_event
    monkeypatch.setattr(
        records, "read_event", lambda *parts: read.append(parts) or read_event(*parts)
    )
    id, text = read_event_text(str(lamps), "e-30")
    change_file(str(lamps), replace_event_text(id, text, text.replace("1830", "1831")))
    assert outcomes == {"local": 1}
    assert 0 < len(read) < 3 * 60
    assert len({parts[1].find_value("id").text for parts in read}) < 40


def test_a_file_with_a_mark_at_its_beginning_keeps_it(lamps, outcomes):
    lamps.write_bytes(BOM_UTF8 + lamps.read_bytes())
    change_file(str(lamps), remove_entries(["e-30"]))
    assert outcomes == {"local": 1}
    assert lamps.read_bytes().startswith(BOM_UTF8 + b"title: Lamps")


def test_an_event_that_cannot_be_read_and_shares_its_id_is_left_to_the_whole_file(lamps, outcomes):
    text = lamps.read_text("utf-8").replace("e-20\n    date: 1820", "e-40\n    date: 18200-99")
    lamps.write_text(text, "utf-8")
    edit = add_event(EventInput("1815", "New", sources=("S",)), TODAY)
    expected = outcome(str(lamps), edit, cache=False)
    assert outcome(str(lamps), edit, cache=True) == expected
    assert outcomes["whole"] == 1


def test_an_event_with_very_many_parts_is_left_to_the_whole_file(lamps, outcomes, monkeypatch):
    monkeypatch.setattr(local_change, "_MAX_RELATED_EVENTS", 5)
    text = lamps.read_text("utf-8").replace("    source: {", "    part_of: e-30\n    source: {")
    text = text.replace("title: Event 30\n    part_of: e-30", "title: Event 30")
    lamps.write_text(text, "utf-8")
    with pytest.raises(RequestError, match="part_of 'e-30', and there is no such event"):
        change_file(str(lamps), remove_entries(["e-30"]))
    assert outcomes["whole"] == 1


def test_what_the_index_has_no_facet_of_is_left_to_the_whole_file(lamps):
    data = content.MemoryContent(lamps.read_bytes())
    excerpt = StoreExcerpt(str(lamps), data, store.map_chunks(str(lamps)))
    with pytest.raises(NotLocalError):
        excerpt.include_mentions("weather", ("fog",))


@pytest.mark.parametrize("size", [None, 3000])
def test_a_file_that_changed_since_the_index_was_made_is_read_as_a_whole(lamps, monkeypatch, size):
    chunk_map = store.map_chunks(str(lamps))
    text = lamps.read_text("utf-8").replace("Lamps", "Lights")
    lamps.write_text(text[: size and text.rindex("\n", 0, size) + 1], "utf-8")
    monkeypatch.setattr(store, "map_chunks", lambda path: chunk_map)
    change_file(str(lamps), remove_entries(["e-30"]))
    assert "Lights" in lamps.read_text("utf-8")
    assert "e-30" not in lamps.read_text("utf-8")


def test_an_event_of_a_file_that_changed_is_looked_for_in_the_whole_file(lamps, monkeypatch):
    chunk_map = store.map_chunks(str(lamps))
    lamps.write_text(lamps.read_text("utf-8").replace("Lamps", "Lights"), "utf-8")
    monkeypatch.setattr(store, "map_chunks", lambda path: chunk_map)
    id, text = read_event_text(str(lamps), "e-30")
    assert id == "e-30"
    assert "e-30" in text


def test_a_change_reads_no_more_of_a_large_file_at_once_than_a_block_or_a_run(lamps, monkeypatch):
    sizes = []
    read_part = content.FileContent.read_part

    def count(self, start, end):
        sizes.append(end - start)
        return read_part(self, start, end)

    change_file(str(lamps), remove_entries(["e-20"]))  # which makes the index
    monkeypatch.setattr(content.FileContent, "read_part", count)
    monkeypatch.setattr(chunks, "_BLOCK_BYTES", 100)
    size = lamps.stat().st_size
    change_file(str(lamps), remove_entries(["e-30"]))
    assert sum(sizes) > size
    assert max(sizes) < size / 2


@pytest.mark.parametrize("text", [f"{HEAD}events: []\n", f"{HEAD}events: [] # none\n"])
def test_a_file_with_no_events_on_their_own_lines_is_read_as_a_whole(tmp_path, text):
    path = tmp_path / "lamps.yaml"
    path.write_text(text, "utf-8")
    assert store.map_chunks(str(path)) is None
    change_file(str(path), add_event(EventInput("1815", "New", sources=("S",)), TODAY))
    assert "id: new" in path.read_text("utf-8")


def test_without_a_cache_or_for_a_small_file_no_index_is_made(lamps, monkeypatch):
    monkeypatch.setattr(store, "MIN_MAPPED_BYTES", 2**17)
    assert store.map_chunks(str(lamps)) is None
    monkeypatch.setattr(store, "MIN_MAPPED_BYTES", 0)
    monkeypatch.setenv("QAIM_NO_CACHE", "1")
    assert store.map_chunks(str(lamps)) is None


@pytest.mark.parametrize(
    "edit",
    [
        add_event(EventInput("1830", "The Event 30", sources=("S",)), TODAY),
        add_event(EventInput("1830", "New", sources=("S",)), TODAY, allow_similar=False),
        add_event(EventInput("1700", "Long before", sources=("S",)), TODAY),
        remove_entries(["e-30"], {"actor": ["pilot"]}),
        remove_entries([], {"place": ["rock"]}),
    ],
    ids=[
        "like another of its day",
        "unlike others",
        "before all others",
        "an actor too",
        "a place alone",
    ],
)
def test_what_else_an_edit_asks_of_the_file_is_found(lamps, outcomes, edit):
    expected = outcome(str(lamps), edit, cache=False)
    assert outcome(str(lamps), edit, cache=True) == expected
    assert outcomes["local"] == 1


def test_an_event_that_an_edit_would_lose_is_an_error_in_an_excerpt_too(lamps, outcomes):
    id, text = read_event_text(str(lamps), "e-30")
    lost = RequestError("no event is left", "write one")
    for cache in (False, True):
        with pytest.raises(RequestError, match="no event is left"):
            change_file(
                str(lamps), replace_event_text(id, text, "  # gone\n"),
                error_if_fewer=lost, cache=cache,
            )  # fmt: skip


def test_parts_of_more_events_than_full_text_takes_are_looked_for_in_all(lamps, monkeypatch):
    text = lamps.read_text("utf-8")
    text = text.replace("    source: {", "    part_of: e-30\n    source: {", 1)
    lamps.write_text(text, "utf-8")
    chunk_map = store.map_chunks(str(lamps))
    assert not list(chunk_map.read_parts(()))
    assert [each.id for each in chunk_map.read_parts(("e-30",))] == ["e-0"]
    monkeypatch.setattr(label_marks, "_MAX_ALTERNATIVES", 0)
    assert len(list(chunk_map.read_parts(("e-30",)))) == 60


def test_an_event_that_is_there_already_is_found_in_an_excerpt(lamps):
    edit = add_event(EventInput("1830", "Event 30", sources=("S",)), TODAY, allow_similar=False)
    for cache in (False, True):
        with pytest.raises(SimilarEventError, match="e-30"):
            change_file(str(lamps), edit, cache=cache)


@pytest.fixture
def many(tmp_path, monkeypatch):
    """A store of sixty events, of which every third one has an actor."""
    monkeypatch.setattr(spread_change, "_MIN_EVENTS", 10)
    monkeypatch.setattr(spread_change, "_BATCH_RUNS", 4)
    monkeypatch.setattr(spread_change, "_MIN_CONTEXT_BYTES", 16)
    path = tmp_path / "many.yaml"
    events = (
        f"  - id: e-{number}\n    date: {1800 + number}\n    title: Event {number}\n"
        f"{'' if number % 3 else '    actors: [keeper]' + chr(10)}"
        f"    tags: [{'xyz'[number % 3]}]\n    source: {{section: S}}\n"
        for number in range(60)
    )
    path.write_text(f"{HEAD}events:\n{''.join(events)}", "utf-8")
    return path


@pytest.mark.parametrize(
    "change_text",
    [
        str,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("    title: Event 1\n", "    title: \"E\u2028v\"\n"),
        lambda text: text.replace("  - id: e-30\n", "  - # one\n    id: e-30\n"),
        lambda text: text.replace("  - id: e-30\n", "  -\n    id: e-30\n"),
        lambda text: text.replace("  - id: e-", "- id: e-").replace("    ", "  "),
        lambda text: text.rstrip("\n"),
        lambda text: re.sub(r"\n    (title|actors|tags|source)", r", \1", re.sub(
            r"  - (id: .*)\n    (date.*)", r"  - {\1, \2", text)).replace("S}", "S}}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "words", [("actor", "keeper", "guard"), ("actor", "keeper", "pilot"), ("tag", "x", "y")]
)
def test_what_very_many_events_mention_is_renamed_as_in_the_whole_file(
    many, outcomes, change_text, words
):
    text = change_text(many.read_text("utf-8"))
    many.write_text(text, "utf-8", newline="")
    edit = rename_everywhere(*words)
    expected = outcome(str(many), edit, cache=False)
    assert outcome(str(many), edit, cache=True) == expected
    if len(expected) == 3:
        change_file(str(many), edit, cache=False)
        whole = many.read_bytes()
        many.write_text(text, "utf-8", newline="")
        change_file(str(many), edit)
        assert many.read_bytes() == whole


def test_of_very_many_events_only_those_that_change_are_read(many, outcomes, monkeypatch):
    store.map_chunks(str(many))
    read, read_event = [], records.read_event
    monkeypatch.setattr(
        records, "read_event", lambda *parts: read.append(parts) or read_event(*parts)
    )
    assert change_file(str(many), rename_everywhere("actor", "keeper", "guard")).message == (
        "actor keeper is now guard (22 mentions)"
    )
    assert outcomes == {"local": 1}
    assert len(read) == 2 * 20
