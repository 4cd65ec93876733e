"""Edits of random stores: meaning and comments stay, and formatting twice changes nothing."""

from __future__ import annotations

import datetime

import pytest

from qaim_cli import store
from qaim_cli.edit.add import EventInput, add_event
from qaim_cli.edit.change import change_text
from qaim_cli.edit.document import StoreDocument
from qaim_cli.edit.formatting import format_text
from qaim_cli.edit.remove import remove_entries
from qaim_cli.edit.rename import rename_everywhere
from qaim_cli.edit.store_layout import StoreLayout
from qaim_cli.errors import RequestError
from tests.edit.random_stores import write_store

SEEDS = range(40, 100)
NEW_EVENT = EventInput("1905", "T: # x", actors=("New: one",), sources=("S ¶1",))


def read_events(text: str):
    events = store.parse_store("x.yaml", text.encode()).timeline.events
    return [event._replace(line=0) for event in events]


def read_comments(text: str) -> list[str]:
    document = StoreDocument("x.yaml", text)
    return StoreLayout(text, document.read_parts()).content[2]


@pytest.mark.parametrize("seed", SEEDS)
def test_formatting_keeps_meaning_and_comments_and_is_stable(seed):
    text = write_store(seed)
    formatted = format_text(text)
    assert read_events(formatted) == read_events(text)
    assert read_comments(formatted) == read_comments(text)
    assert format_text(formatted) == formatted


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", SEEDS)
def test_other_edits_change_one_thing_and_keep_comments(seed):
    text = format_text(write_store(seed))
    events, comments = read_events(text), read_comments(text)
    added = change_text("x", text, add_event(NEW_EVENT, datetime.date(2026, 1, 1), declare=True))
    assert [event for event in read_events(added.new_text) if event.id != "t-x"] == events
    assert read_comments(added.new_text) == comments
    removed = change_text("x", text, remove_entries([events[0].id]))
    assert read_events(removed.new_text) == events[1:]
    for kind, old, new in (("actor", "a0", "b-0"), ("event", events[0].id, "null")):
        renamed = change_text("x", text, rename_everywhere(kind, old, new))
        assert read_comments(renamed.new_text) == comments


@pytest.mark.parametrize(
    "quotes", ["'raid'", '"raid"', "raid", "|\n       raid", ">-  # why\n       raid"]
)
def test_a_tag_is_renamed_in_any_quotes(quotes):
    text = (
        "title: T\nevents:\n  - id: a\n    date: 1900\n    title: A\n"
        f"    tags:\n      - {quotes}\n    source: {{section: S}}\n"
    )
    renamed = change_text("x", text, rename_everywhere("tag", "raid", "it's: #")).new_text
    assert read_events(renamed)[0].tags == ("it's: #",)
    assert read_comments(renamed) == read_comments(text)


def test_entries_in_braces_over_several_lines_are_not_edited_one_by_one():
    text = "title: T\nactors: {\n  a0: {name: A},\n  }\nevents: []\n"
    edit = add_event(NEW_EVENT, datetime.date(2026, 1, 1), declare=True)
    with pytest.raises(RequestError, match="the actors share their lines with other YAML"):
        change_text("x", text, edit)


def test_a_quoted_hash_behind_a_value_on_one_line_is_no_comment():
    text = (
        "title: T\nevents: [{id: a, date: 1900, title: A, source: {section: S}},"
        ' {id: b, date: 1901, title: "B # b", source: {section: S}}]  # real\n'
    )
    assert read_comments(text) == ["# real"]
    assert format_text(text).count("#") == 2
