"""How a text is cut into chunks: the same whatever is known of it, and wherever its bytes are."""

from __future__ import annotations

import os
import random

import pytest

from qaim_cli import forked_workers
from qaim_cli import store as store_module
from qaim_cli.errors import StoreError
from qaim_cli.forked_workers import WorkerLostError
from qaim_cli.store import content, index
from qaim_cli.store.content import MemoryContent, open_content
from qaim_cli.store.index import build, chunks
from qaim_cli.store.index.chunks import ChunkedText, KnownChunk, split_into_chunks
from qaim_cli.store.index.writer import UnindexableError
from tests.support.indexes import made, same
from tests.support.searching import draw_seeds


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 4)
    monkeypatch.setattr(chunks, "_BLOCK_BYTES", 700)
    monkeypatch.setattr(content, "MIN_PIECEWISE_BYTES", 1)


def list_known(text: ChunkedText) -> list[KnownChunk]:
    return [KnownChunk(each.size, each.digest, each.first_line) for each in text.chunks]


def list_places(text: ChunkedText | None):
    return text and (text.head, [each[1:] for each in text.chunks])


def edit_lines(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[at : at + chance.randrange(1, 200)]
        case 1:
            lines[at:at] = lines[at : at + chance.randrange(1, 80)]
        case 2:
            lines.append("  - {id: last}")
        case 3:
            lines[2:2] = ["# a comment"]
        case 4:
            lines[at] = "  # another"
        case _:
            lines[at : at + 90] = lines[at + 45 : at + 90] + lines[at : at + 45]


def map_here(function, tasks, _):
    """Do what workers would, and fail as they do."""
    try:
        yield from map(function, tasks)
    except ValueError:
        raise WorkerLostError from None


@pytest.mark.parametrize("worker_count", [2, 5])
@pytest.mark.parametrize("runs_here", [True, False])
@pytest.mark.parametrize("seed", draw_seeds(20))
def test_a_text_is_cut_alike_in_several_processes(monkeypatch, seed, runs_here, worker_count):
    chance = random.Random(seed)
    lines = made(90, seed).split("\n")
    edit_lines(lines, chance)
    lines[1:1] = ["# " + "x" * 2000] * (seed % 2)
    if not seed % 3:
        lines[chance.randrange(len(lines))] += "\x85"
    content = MemoryContent("\n".join(lines).encode())
    expected = list_places(split_into_chunks(content))
    counts = []
    real = forked_workers.map_in_workers

    def count(function, tasks, workers):
        counts.append(len(tasks))
        return (map_here if runs_here else real)(function, tasks, workers)

    monkeypatch.setattr(store_module, "MIN_SHARED_BYTES", 0)
    monkeypatch.setattr(forked_workers, "map_in_workers", count)
    monkeypatch.setattr(forked_workers, "count_workers", lambda: 1)
    assert list_places(split_into_chunks(content)) == expected
    assert not counts
    monkeypatch.setattr(forked_workers, "count_workers", lambda: worker_count)
    assert list_places(split_into_chunks(content)) == expected
    assert expected is None or counts == [worker_count]


def test_a_long_item_is_cut_by_one_process(monkeypatch):
    data = f"events:\n  - {'x' * 9000}\n  - y\n".encode()
    monkeypatch.setattr(store_module, "MIN_SHARED_BYTES", 0)
    monkeypatch.setattr(forked_workers, "count_workers", lambda: 2)
    monkeypatch.setattr(forked_workers, "map_in_workers", None)
    found = split_into_chunks(MemoryContent(data))
    assert sum(each.size for each in found.chunks) == 9011


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_text_is_cut_alike_whatever_is_known_of_an_earlier_version(tmp_path, newline):
    chance = random.Random(7)
    path = tmp_path / "store.yaml"
    lines = made(90).split("\n")
    known: list[KnownChunk] = []
    matched = 0
    for _ in range(120):
        path.write_bytes(newline.join(lines).encode())
        expected = split_into_chunks(MemoryContent(path.read_bytes()))
        with open_content(str(path)) as opened:
            found = split_into_chunks(opened, known)
            assert list_places(found) == list_places(expected)
            if found is not None:
                texts = [each.read_data() for each in found.chunks]
                assert found.head + b"".join(texts) == path.read_bytes()
                matched += len({each.digest for each in found.chunks} & {k.digest for k in known})
                known = list_known(found)
        edit_lines(lines, chance)
        if len(lines) < 300:
            lines = made(90, seed=chance.randrange(9)).split("\n")
    assert matched > 200


def test_items_begin_on_the_lines_on_which_a_chunk_finds_them():
    data = made(60).replace("\n", "\r\n").encode()
    starts = [n for n, line in enumerate(data.split(b"\n"), 1) if line.startswith(b"  - id")]
    text = split_into_chunks(MemoryContent(data))
    assert [n for each in text.chunks for n in each.find_item_lines(each.read_data())] == starts


@pytest.mark.parametrize("piece", ["\r", "\x85", "\u2028", "\n---\n", "\n...\n", "\n%YAML\n"])
@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_a_text_with_what_parts_would_not_tell_is_not_cut(piece, share):
    text = made(60)
    at = int(len(text) * share)
    assert split_into_chunks(MemoryContent(f"{text[:at]}{piece}{text[at:]}".encode())) is None


def test_bytes_that_are_no_text_are_not_cut():
    data = made(60).replace("é", "e").encode()
    assert split_into_chunks(MemoryContent(data + b"  - \xff\n")) is None
    assert split_into_chunks(MemoryContent(b"SQLite format 3\0\nevents:\n  - a\n")) is None


def test_an_event_longer_than_a_block_is_one_piece():
    long = "  - {id: long, title: '" + "x" * 5000 + "'}\n"
    data = made(3).encode() + long.encode() + b"  - {id: after}\n"
    text = split_into_chunks(MemoryContent(data))
    assert text.head + b"".join(each.read_data() for each in text.chunks) == data


def test_a_file_that_changes_after_it_was_cut_is_noticed(tmp_path):
    path = tmp_path / "store.yaml"
    data = made(60).encode()
    path.write_bytes(data)
    with open_content(str(path)) as opened:
        last = split_into_chunks(opened).chunks[-1]
        path.write_bytes(data[:-3] + b"!!!")
        with pytest.raises(OSError, match="was changed"):
            last.read_data()
        path.write_bytes(data[:100])
        with pytest.raises(OSError, match="cut short"):
            last.read_data()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_read_piece_by_piece_says_what_it_says_as_a_whole(store, mark):
    path = store(mark + made(80))
    same(path)
    for edit in (("title: ", "title: X"), ("id: ", "id: x-")):
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        at = text.index(edit[0], len(text) // 2)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text[:at] + edit[1] + text[at + len(edit[0]) :])
        same(path)


def test_a_file_read_piece_by_piece_that_cannot_be_read_is_refused_as_ever(tmp_path):
    path = str(tmp_path / "store.yaml")
    for data in (b"title: T\nevents:\n  - \xff\n", b"\n\n", b"events:\n  - a: 'never closed\n"):
        (tmp_path / "store.yaml").write_bytes(data)
        with pytest.raises(StoreError):
            index.load_from_index(path, path)


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_file_that_cannot_be_read_in_runs_is_read_as_a_whole_unless_it_changed(
    store, monkeypatch, is_changed
):
    path = store(made(40))

    def fail(*_):
        if is_changed:
            with open(path, "r+b") as file:
                file.seek(-4, os.SEEK_END)
                file.write(b"new\n")
        raise UnindexableError

    monkeypatch.setattr(build, "create_index_in_runs", fail)
    found = index.load_from_index(path, path)
    assert (found is None) == is_changed
    if found:
        assert len(found.timeline.events) == 40
