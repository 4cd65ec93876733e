"""`qaim rename` and `qaim remove`: everywhere, and nothing else."""

from __future__ import annotations

import pytest

from qaim_cli.edit.change import change_text
from qaim_cli.edit.remove import remove_entries, replace_event_text
from qaim_cli.edit.rename import rename_everywhere
from qaim_cli.errors import RequestError
from tests.support.stores import MIXED


def rename_in_text(*words, text=MIXED):
    return change_text("x.yaml", text, rename_everywhere(*words))


def test_an_actor_is_renamed_wherever_it_is_named():
    made = rename_in_text("actor", "Crew", "wardens")
    expected = (
        MIXED.replace("  keepers:\n", "  wardens:\n")
        .replace("part_of: keepers", "part_of: wardens")
        .replace("[keepers,", "[wardens,")
        .replace("of: keepers", "of: wardens")
    )
    assert made.new_text == expected
    assert made.message == "actor keepers is now wardens (4 mentions)"


def test_a_role_keeps_its_actor():
    made = rename_in_text("actor", "owner", "guild")
    assert made.new_text == MIXED.replace("owner:", "guild:").replace(
        "actor: owner", "actor: guild"
    )


def test_a_place_a_tag_and_an_event_are_renamed():
    assert rename_in_text("place", "Rock", "skerry").new_text == MIXED.replace(
        "{rock:", "{skerry:"
    ).replace("[rock]", "[skerry]")
    assert rename_in_text("tag", "light", "a, b").new_text == MIXED.replace(
        "[light,", '["a, b",'
    ).replace("- light", '- "a, b"')
    assert rename_in_text("event", "Storm", "gale").new_text == MIXED.replace(
        "id: storm", "id: gale"
    )


def test_a_tag_may_join_another():
    assert (
        rename_in_text("tag", "light", "first", text=MIXED.replace(", 'first'", "")).new_text.count(
            "first"
        )
        == 2
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("actor", "owner", "keepers"), "there is already an actor 'keepers'; give another id"),
        (("place", "rock", "rock"), "the place 'rock' already has that name; give another name"),
        (("event", "lit", "storm"), "there is already an event 'storm'; give another id"),
        (("tag", "light", "first"),
         "event 'lit' has both tags, light and first; remove one of them first"),
        (("actor", "owner", "The Owner"), "'The Owner' cannot be an id; write the-owner"),
        (("actor", "ownr", "x"), "there is no actor 'ownr'; did you mean Owner?"),
        (("tag", "dark", "x"), "there is no tag 'dark'; `qaim tags` lists them"),
    ],
)  # fmt: skip
def test_what_cannot_be_renamed_is_told_with_its_cure(words, message):
    with pytest.raises(RequestError) as error:
        rename_in_text(*words)
    assert str(error.value) == message


def test_a_name_that_several_bear_is_refused():
    text = "actors:\n  a: {name: Same}\n  b: {name: Same}\n"
    with pytest.raises(RequestError, match="^'Same' names 2 actors; say a or b$"):
        rename_in_text("actor", "Same", "c", text=text)


def test_unknown_keys_are_left_alone():
    text = MIXED + "more: [keepers]\n"
    assert rename_in_text("actor", "keepers", "wardens", text=text).new_text.endswith(
        "more: [keepers]\n"
    )


def test_an_event_is_taken_out_with_its_lines_and_comments_stay():
    made = change_text("x.yaml", MIXED, remove_entries(["storm"]))
    gone = "  - {id: storm, date: '1862', title: Storm, places: [rock], source: {section: Log}}\n\n"
    assert made.new_text == MIXED.replace(gone, "")
    assert made.message == "removed storm"


def test_all_can_be_taken_out():
    made = change_text("x.yaml", MIXED, remove_entries(["dark", "lit", "storm", "dark"]))
    assert made.message == "removed dark, lit and storm"
    assert made.new_text.endswith("events:\n  # The beginning\n\n  # Storms\n# the end\n")


def test_an_event_is_replaced_unless_someone_changed_it():
    old = next(line for line in MIXED.splitlines() if "id: storm" in line)
    made = change_text(
        "x.yaml", MIXED, replace_event_text("storm", old, old.replace("1862", "1863"))
    )
    assert made.new_text == MIXED.replace("1862", "1863")
    with pytest.raises(RequestError, match="^event 'storm' was changed by someone else meanwhile;"):
        change_text("x.yaml", MIXED.replace("1862", "1864"), replace_event_text("storm", old, "x"))


@pytest.mark.parametrize(
    ("id", "what"), [("same", "several events have"), ("none", "no event has")]
)
def test_an_event_that_cannot_be_told_from_others_is_left_to_the_hand(id, what):
    item = "- {id: same, date: 1900, title: T, source: {section: S}}\n"
    with pytest.raises(RequestError, match=f"^{what} the id '{id}'; fix that by hand first$"):
        change_text("x.yaml", f"events:\n{item}{item}", replace_event_text(id, "", ""))


def test_an_event_that_cannot_be_read_is_found_by_its_id():
    text = "events:\n- {id: alpha, date: someday, title: A, source: {section: S}}\n"
    assert change_text("x.yaml", text, remove_entries(["alpha"])).new_text == "events:\n"


def test_what_was_amiss_before_hinders_nothing():
    one = "{id: a, date: 1900, title: A, tittle: x, actors: [zz], source: {section: S}}"
    text = f"events:\n- {one}\n- {one.replace('id: a', 'id: b')}\n"
    assert change_text("x.yaml", text, remove_entries(["a"])).new_text.count("zz") == 1
    assert (
        change_text("x.yaml", text, rename_everywhere("event", "a", "c")).new_text.count("id: c")
        == 1
    )
    mended = change_text(
        "x.yaml", text, replace_event_text("a", f"- {one}", f"- {one.replace('[zz]', '[]')}")
    )
    assert mended.new_text.count("zz") == 1


def test_json_stays_json():
    text = '{"actors":{"us":{"name":"US"}},"events":[]}'
    assert rename_in_text("actor", "us", "usa", text=text).new_text == text.replace('"us"', '"usa"')


def test_a_tag_is_found_as_it_is_read_and_is_never_empty():
    text = 'events:\n- {id: a, date: 1900, title: A, tags: ["air  strike"], source: {section: S}}\n'
    assert '["raid"]' in rename_in_text("tag", "air strike", "raid", text=text).new_text
    with pytest.raises(RequestError, match="a tag cannot be empty"):
        rename_in_text("tag", "air strike", " ", text=text)


def test_a_comment_below_an_event_goes_with_it():
    text = "events:\n- id: a\n  date: 1900\n  title: A\n  source: {section: S}\n  # of a\n# after\n"
    assert change_text("x.yaml", text, remove_entries(["a"])).new_text == "events:\n# after\n"
    assert change_text("x.yaml", text[:-9], remove_entries(["a"])).new_text == "events:\n"


def test_a_name_in_single_quotes_keeps_them():
    text = MIXED.replace("[light, 'first']", "['light', 'first']")
    assert "['lamp', 'first']" in rename_in_text("tag", "light", "lamp", text=text).new_text
