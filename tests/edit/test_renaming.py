"""`qaim rename` and `qaim remove`: everywhere, and nothing else."""

from __future__ import annotations

import pytest

from qaim_cli.edit.change import applied
from qaim_cli.edit.removing import removed, replaced
from qaim_cli.edit.renaming import KINDS, renamed
from qaim_cli.errors import RequestError
from tests.edit.stores import MIXED


def rename(*words, text=MIXED):
    return applied("x.yaml", text, renamed(*words))


def test_an_actor_is_renamed_wherever_it_is_named():
    made = rename("actor", "Crew", "wardens")
    expected = (
        MIXED.replace("  keepers:\n", "  wardens:\n")
        .replace("part_of: keepers", "part_of: wardens")
        .replace("[keepers,", "[wardens,")
        .replace("of: keepers", "of: wardens")
    )
    assert made.new == expected
    assert made.told == "actor keepers is now wardens (4 mentions)"


def test_a_role_keeps_its_actor():
    made = rename("actor", "owner", "guild")
    assert made.new == MIXED.replace("owner:", "guild:").replace("actor: owner", "actor: guild")


def test_a_place_a_tag_and_an_event_are_renamed():
    assert rename("place", "Rock", "skerry").new == MIXED.replace("{rock:", "{skerry:").replace(
        "[rock]", "[skerry]"
    )
    assert rename("tag", "light", "a, b").new == MIXED.replace("[light,", '["a, b",').replace(
        "- light", '- "a, b"'
    )
    assert rename("event", "Storm", "gale").new == MIXED.replace("id: storm", "id: gale")


def test_a_tag_may_join_another():
    assert (
        rename("tag", "light", "first", text=MIXED.replace(", 'first'", "")).new.count("first") == 2
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("actor", "owner", "keepers"), "there is an actor 'keepers' already; give another id"),
        (("place", "rock", "rock"), "the place 'rock' is called so already; give another name"),
        (("event", "lit", "storm"), "there is an event 'storm' already; give another id"),
        (("tag", "light", "first"),
         "event 'lit' has both tags, light and first; take one of them out first"),
        (("actor", "owner", "The Owner"), "'The Owner' cannot be an id; write the-owner"),
        (("actor", "ownr", "x"), "there is no actor 'ownr'; did you mean Owner?"),
        (("tag", "dark", "x"), "there is no tag 'dark'; `qaim tags` lists them"),
    ],
)  # fmt: skip
def test_what_cannot_be_renamed_is_told_with_its_cure(words, message):
    with pytest.raises(RequestError) as error:
        rename(*words)
    assert str(error.value) == message


def test_a_name_that_several_bear_is_refused():
    text = "actors:\n  a: {name: Same}\n  b: {name: Same}\n"
    with pytest.raises(RequestError, match="^'Same' names 2 actors; say a or b$"):
        rename("actor", "Same", "c", text=text)


def test_unknown_keys_are_left_alone():
    text = MIXED + "more: [keepers]\n"
    assert rename("actor", "keepers", "wardens", text=text).new.endswith("more: [keepers]\n")


def test_every_kind_has_its_word():
    assert KINDS == ("actor", "place", "tag", "event")


def test_an_event_is_taken_out_with_its_lines_and_comments_stay():
    made = applied("x.yaml", MIXED, removed(["storm"]))
    gone = "  - {id: storm, date: '1862', title: Storm, places: [rock], source: {section: Log}}\n\n"
    assert made.new == MIXED.replace(gone, "")
    assert made.told == "removed storm"


def test_all_can_be_taken_out():
    made = applied("x.yaml", MIXED, removed(["dark", "lit", "storm", "dark"]))
    assert made.told == "removed dark, lit and storm"
    assert made.new.endswith("events:\n  # The beginning\n\n  # Storms\n# the end\n")


def test_an_event_is_replaced_unless_someone_changed_it():
    old = next(line for line in MIXED.splitlines() if "id: storm" in line)
    made = applied("x.yaml", MIXED, replaced("storm", old, old.replace("1862", "1863")))
    assert made.new == MIXED.replace("1862", "1863")
    with pytest.raises(RequestError, match="^event 'storm' was changed by someone else meanwhile;"):
        applied("x.yaml", MIXED.replace("1862", "1864"), replaced("storm", old, "x"))


@pytest.mark.parametrize(
    ("id", "what"), [("same", "several events have"), ("none", "no event has")]
)
def test_an_event_that_cannot_be_told_from_others_is_left_to_the_hand(id, what):
    item = "- {id: same, date: 1900, title: T, source: {section: S}}\n"
    with pytest.raises(RequestError, match=f"^{what} the id '{id}'; mend that by hand first$"):
        applied("x.yaml", f"events:\n{item}{item}", replaced(id, "", ""))


def test_an_event_that_cannot_be_read_is_found_by_its_id():
    text = "events:\n- {id: alpha, date: someday, title: A, source: {section: S}}\n"
    assert applied("x.yaml", text, removed(["alpha"])).new == "events:\n"


def test_what_was_amiss_before_hinders_nothing():
    one = "{id: a, date: 1900, title: A, tittle: x, actors: [zz], source: {section: S}}"
    text = f"events:\n- {one}\n- {one.replace('id: a', 'id: b')}\n"
    assert applied("x.yaml", text, removed(["a"])).new.count("zz") == 1
    assert applied("x.yaml", text, renamed("event", "a", "c")).new.count("id: c") == 1
    mended = applied("x.yaml", text, replaced("a", f"- {one}", f"- {one.replace('[zz]', '[]')}"))
    assert mended.new.count("zz") == 1


def test_json_stays_json():
    text = '{"actors":{"us":{"name":"US"}},"events":[]}'
    assert rename("actor", "us", "usa", text=text).new == text.replace('"us"', '"usa"')


def test_a_tag_is_found_as_it_is_read_and_is_never_empty():
    text = 'events:\n- {id: a, date: 1900, title: A, tags: ["air  strike"], source: {section: S}}\n'
    assert '["raid"]' in rename("tag", "air strike", "raid", text=text).new
    with pytest.raises(RequestError, match="a tag cannot be empty"):
        rename("tag", "air strike", " ", text=text)


def test_a_comment_below_an_event_goes_with_it():
    text = "events:\n- id: a\n  date: 1900\n  title: A\n  source: {section: S}\n  # of a\n# after\n"
    assert applied("x.yaml", text, removed(["a"])).new == "events:\n# after\n"
    assert applied("x.yaml", text[:-9], removed(["a"])).new == "events:\n"
