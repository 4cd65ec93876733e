"""The index answers as the file does, and after any edits as one built afresh."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

from qaim_cli import store as store_module
from qaim_cli.errors import StoreError
from qaim_cli.facets import INDEXED_FACETS
from qaim_cli.library import load
from qaim_cli.prefilter import IdPrefixCondition, build_words_condition
from qaim_cli.store import index, run_reading
from qaim_cli.store.index import build, chunks
from tests.support import trouble
from tests.support.indexes import made, same
from tests.support.searching import examples

pytestmark = pytest.mark.no_cover

QUESTIONS = [
    [], ["--from", "2004"], ["--to", "1900", "--maybe"], ["--in", "apr 2004"],
    ["--sure", "--in", "2004"],
    ["--in", "1950", "--in", "1960"], ["--in", "1 jan 2000", "--maybe"], ["-k", "battle"],
    ["-k", "al"],
    ["-k", '"the end"'], ["-k", "K-1"], ["-k", "周公"], ["-t", "battle", "-n", "3"],
    ["--sort", "title"], ["--sort", "killed", "-n", "5"], ["--reverse", "-n", "4"],
    ["title:battle"], ["id:b or id:c"], ["text:a not claim:any"], ["claim:none sources:1"],
    ["killed:>3"],
    ["battle or title:house"], ["(battle or 2004..2005) not text:the"], ["on:04-17"], ["id:b"],
    ["-k", "house", "--from", "-0400", "--to", "2000"], ["2004..2006 or -k"], ["sure:2004"],
    ["before:1950 after:1940"], ["--explain", "2004 or battle"], ["from:1900 to:1950 not battle"],
]  # fmt: skip


OTHERS = [
    ["actors"], ["places"], ["tags"], ["infobox"], ["count", "--by", "actor"],
    ["count", "--by", "section"], ["explain", "2004", "1950s"], ["timeline", "--in", "2004"],
]  # fmt: skip


STORES = ("shipped", "trouble", "made", "flow")


@pytest.fixture(params=STORES)
def any_store(request, store):
    return {
        "shipped": lambda: None,
        "trouble": lambda: store(trouble.store_text()),
        "made": lambda: store(made(120)),
        "flow": lambda: store(
            "events: [{id: a, date: 2004, title: T, source:"
            " {section: S, paragraph: 1, sentence: 1}}]\n"
        ),
    }[request.param]() or store_of_the_package()


def store_of_the_package():
    return store_module.find_shipped_timeline()


def test_every_question_has_the_same_answer_with_and_without(qaim, any_store, request):
    first = STORES.index(request.node.callspec.params["any_store"])
    for number, question in enumerate(QUESTIONS, start=first):
        # Each in turn; Markdown has the footer, with all its counts.
        format = ("json", "md")[number % 2]
        asked = ["list", "-f", format, "--file", any_store, *question]
        assert qaim(*asked) == qaim(*asked, "--no-cache"), question
    for question in OTHERS:
        asked = [*question, "-f", "json", "--file", any_store]
        assert qaim(*asked) == qaim(*asked, "--no-cache"), question


@pytest.mark.parametrize("of", ["actor", "place", "tag", "section"])
def test_every_label_has_the_same_answer_with_and_without(qaim, store, of):
    path = store(made(120))
    timeline = index.load_from_index(path, path).timeline
    for label in sorted(
        {each for event in timeline.events for each in INDEXED_FACETS[of].get_raw_values(event)}
    )[:4]:
        request = ["list", "-f", "md", "--file", path, f"--{of}", label, "--in", "1950..1980"]
        assert qaim(*request) == qaim(*request, "--no-cache")
        request = ["list", "-f", "md", "--file", path, f'not {of}:"{label}" or 1960']
        assert qaim(*request) == qaim(*request, "--no-cache")


def test_an_event_is_shown_by_id_beginning_and_title_with_and_without(qaim, store):
    path = store(made(50))
    for event in index.load_from_index(path, path).timeline.events[:3]:
        for name in (event.id, event.id[:-1], event.title, event.id[:2], "nothing-like-it"):
            request = ["show", "--file", path, name]
            assert qaim(*request) == qaim(*request, "--no-cache")
        for field in ("before", "after", "during", "around"):
            request = ["list", "-f", "json", "--file", path, f"{field}:{event.id}"]
            assert qaim(*request) == qaim(*request, "--no-cache")


def test_problems_are_told_from_the_index_as_from_the_file(store):
    path = store(
        "title: T\nnonsense: 1\nactors: {a: {name: A, part_of: zz}}\nevents:\n"
        "  - {id: x, date: 2004, title: T, actors: [a, nobody], odd: 1,"
        " source: {section: S, paragraph: 1, sentence: 1}}\n"
        "  - {id: x, date: 2005, title: T, actors: [nobody], places: [nowhere],"
        " source: {section: S, paragraph: 1, sentence: 1}}\n"
        "  - {id: y, date: 2005-02-30, title: T,"
        " source: {section: S, paragraph: 1, sentence: 1}}\n"
    )
    found = same(path)
    assert found.omitted_count == 1
    assert [problem.code for problem in found.problems] == [
        "unknown-key", "undeclared-actor", "undeclared-actor", "unknown-key", "duplicate-id",
        "undeclared-place", "date",
    ]  # fmt: skip


def test_a_name_that_hundreds_of_labels_share_narrows_nothing_and_loses_nothing(store, qaim):
    events = "".join(
        f"  - {{id: e{n}, date: 2004, title: T, actors: [nobody-{n}],"
        " source: {section: S, paragraph: 1, sentence: 1}}\n"
        for n in range(600)
    )
    path = store(events=events)
    assert len(same(path).problems) == 600
    request = ["list", "-f", "md", "--file", path, "-k", "nobody"]
    assert qaim(*request).out == qaim(*request, "--no-cache").out
    assert "600 events" in qaim(*request).out


LINES = [
    "  - {id: new-1, date: 2001, title: New, source: {section: S, paragraph: 1, sentence: 1}}",
    "  - {id: new-1, date: 2002-02-30, title: N, source: {section: S, paragraph: 1, sentence: 1}}",
    "# a comment", "", "    note: said twice", "    note: >-", "      folded", "---", "...",
    "other: key", '    summary: "never closed', "events:", "      - odd", "   - odder", "tags: [a]",
    "    actors: [nobody]", "- at the margin", "\t", "%YAML 1.1", "    date: 1999", "a: &b c", "'",
]  # fmt: skip


@examples(20, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["insert", "delete", "double", "swap"]),
            st.integers(0, 10_000),
            st.sampled_from(LINES),
        ),
        min_size=1,
        max_size=4,
    )
)
@example([("insert", 66, "events:")])
def test_after_any_edits_the_index_is_the_one_built_afresh(tmp_path_factory, monkeypatch, edits):
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 6)
    monkeypatch.delenv("QAIM_NO_CACHE", raising=False)
    path = str(tmp_path_factory.mktemp("edits") / "store.yaml")
    lines = made(120, seed=3).split("\n")
    Path(path).write_text("\n".join(lines), "utf-8")
    same(path)
    for how, where, line in edits:
        at = where % len(lines)
        match how:
            case "insert":
                lines.insert(at, line)
            case "delete":
                del lines[at]
            case "double":
                lines[at:at] = lines[at : at + 9]
            case _:
                lines[at : at + 18] = lines[at + 9 : at + 18] + lines[at : at + 9]
        Path(path).write_text("\n".join(lines), "utf-8")
        if (error := fault(path)) is None:
            same(path)
        else:
            with pytest.raises(StoreError, match=f"^{re.escape(error)}$"):
                store_module.load_timeline(path)


def fault(path: str) -> str | None:
    """Why a file cannot be read at all, if so."""
    try:
        store_module.load_timeline(path, cache=False)
    except StoreError as error:
        return str(error)
    return None


def test_after_an_edit_only_what_changed_is_read_again(store, monkeypatch):
    path = store(made(1000))
    same(path)
    read = []
    real = build.StoreParser
    for module in (build, run_reading):
        monkeypatch.setattr(
            module,
            "StoreParser",
            lambda path, data, *rest: read.append(len(data)) or real(path, data, *rest),
        )
    read_chunk = run_reading._RunReader.read_chunk
    monkeypatch.setattr(
        run_reading._RunReader,
        "read_chunk",
        lambda reader, chunk: read.append(chunk.size) or read_chunk(reader, chunk),
    )
    text = Path(path).read_text("utf-8")
    changed = text.replace('date: "19', 'date: "18', 1)
    Path(path).write_text(changed, "utf-8")
    same(path)
    assert len(read) == 1
    assert sum(read) < len(text) / 4
    read.clear()
    Path(path).write_text(changed.replace("title: Made up", "title: Renamed"), "utf-8")
    assert same(path).timeline.title == "Renamed"
    assert sum(read) < 40_000  # the head alone
    read.clear()
    Path(path).write_text(
        changed.replace("title: Made up", "title: Renamed") + "more: keys\n", "utf-8"
    )
    same(path)
    assert sum(read) > len(text)  # what is not made of events alone is read as a whole


@pytest.mark.parametrize("line_break", ["\x85", "\u2028", "\u2029"])
def test_lines_are_those_of_the_file_whatever_ends_a_line(store, monkeypatch, line_break):
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 2)
    head, *events = made(12).split("\n  - ")
    events[-1] += "    wrong: key\n"
    for at in range(11):
        noted = [*events]
        noted[at] += f'\n    note: "a{line_break}b"'
        path = store("\n  - ".join((head, *events)))
        same(path)
        Path(path).write_text("\n  - ".join((head, *noted)), "utf-8")
        assert same(path).problems


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_hyphen_that_begins_a_line_of_a_quoted_text_begins_no_event(store, quote):
    text = made(12)
    begun = text.index("    title:")
    rest = text[text.index("\n", begun) :]
    path = store(f"{text[:begun]}    title: {quote}a\n  - b{quote}{rest}")
    assert "a - b" in [event.title for event in same(path).timeline.events]


def test_a_database_that_fails_while_it_is_asked_is_replaced_by_the_file(store):
    path = store(made(60))
    same(path)
    indexed = store_module.load_timeline(path).timeline
    read = store_module.load_timeline(path, cache=False).timeline
    indexed.events._connection.close()
    for condition in (IdPrefixCondition("e"), build_words_condition(("a",))):
        assert [*indexed.candidates(condition)] == [*read.events]
    assert (indexed.tags, indexed.sections) == (read.tags, read.sections)


GOES_ON = """title: T
sources:
  early: {title: Early, accessed: 2020-01-01}
  late: {title: Late, accessed: 2026-01-01}
events:
  - {id: a, date: 2004/.., title: A, source: {of: early, section: S}}
  - {id: b, date: 2005/.., title: B, source: [{of: early, section: S}, {of: late, section: S}]}
  - {id: c, date: 2006/2030, title: C, source: {of: early, section: S}}
"""


@pytest.mark.parametrize("asked", ["2019", "2022", "2027"])
@pytest.mark.parametrize("head", [GOES_ON, GOES_ON.replace("2020-01-01", "2026-01-01")])
def test_what_goes_on_is_as_sure_from_the_index_as_from_the_file(store, head, asked):
    path = store(head)
    load(path)
    answers = [
        {(hit.event.id, hit.match_level.name) for hit in load(path, cache=cache).query(asked)}
        for cache in (True, False)
    ]
    assert answers[0] == answers[1]
    both = head == GOES_ON
    sure = {"2019": {"a", "b"}, "2022": {"b"} if both else {"a", "b"}, "2027": set()}[asked]
    assert {id for id, level in answers[0] if level == "CERTAIN"} == {*sure, "c"}
