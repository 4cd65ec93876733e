"""The command that removes events, actors, places and tags."""

from __future__ import annotations

import pytest

from tests.support.stores import MIXED

TOWN = """\
title: Town
actors:
  council: {name: Town council, aliases: [Council]}
  clerk: {name: Clerk, part_of: council}
  mayor:
    name: Mayor
    part_of: [council, guild]
  guild: {name: Guild}
places:
  square: {name: Square}
events:
  - id: fair
    date: 1900
    title: A fair
    actors: [council, {actor: guild, role: host}]  # who came
    places: square
    tags:
      # the first
      - market
      - summer
    source: {section: S}
  - {id: flood, date: 1901, title: A flood,
     actors: [council], places: [square], tags: [water, market], source: {section: S}}
  - actors:
      - council
    id: vote
    date: 1902
    title: A vote
    casualties: [{of: council, killed: 1}]
    source: {section: S}
"""


@pytest.fixture
def town(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QAIM_FILE", "town.yaml")
    path = tmp_path / "town.yaml"
    path.write_text(TOWN, "utf-8")
    return path


def test_examples_leave_nothing_behind(qaim, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    qaim("new", "full.yaml", "--title", "T")
    qaim("new", "empty.yaml", "--title", "T", "--empty")
    removed = qaim(
        "remove", "town-hall-opens", "square-paved", "first-council-minutes",
        "--actor", "Council", "--place", "market square", "--file", "full.yaml",
    )  # fmt: skip
    assert (removed.status, removed.err, removed.out) == (
        0, "", "removed town-hall-opens, square-paved, first-council-minutes, actor town-council "
        "and place market-square\n",
    )  # fmt: skip
    full, empty = ((tmp_path / name).read_text("utf-8") for name in ("full.yaml", "empty.yaml"))
    assert full == empty.replace("events: []", "events:")
    assert qaim("check", "--strict", "full.yaml", "empty.yaml").status == 0


def test_what_is_named_is_refused_in_a_script(qaim, town):
    refused = qaim("remove", "--actor", "Council")
    assert (refused.status, refused.err) == (
        2,
        "qaim: the actor 'council' is named by clerk, mayor, fair and 2 more; "
        "--yes takes it out of there too\n",
    )
    assert qaim("remove", "--tag", "summer").err == (
        "qaim: the tag 'summer' is named by fair; --yes takes it out of there too\n"
    )
    assert town.read_text("utf-8") == TOWN


def test_with_yes_it_is_taken_out_of_all_that_names_it(qaim, town):
    removed = qaim("remove", "--yes", "--actor", "Council", "--tag", "market", "-p", "square")
    assert (removed.status, removed.out) == (
        0, "removed actor council, place square and tag market (named in 5 places)\n",
    )  # fmt: skip
    assert (
        town.read_text("utf-8")
        == """\
title: Town
actors:
  clerk: {name: Clerk}
  mayor:
    name: Mayor
    part_of: [guild]
  guild: {name: Guild}
events:
  - id: fair
    date: 1900
    title: A fair
    actors: [{actor: guild, role: host}]  # who came
    tags:
      # the first
      - summer
    source: {section: S}
  - {id: flood, date: 1901, title: A flood,
     tags: [water], source: {section: S}}
  - id: vote
    date: 1902
    title: A vote
    source: {section: S}
"""
    )


def test_an_event_that_goes_too_does_not_count_as_a_use(qaim, town):
    removed = qaim("remove", "fair", "flood", "--place", "square", "--tag", "water")
    assert removed.out == "removed fair, flood, place square and tag water\n"
    assert "square" not in town.read_text("utf-8")


def test_at_a_terminal_it_is_asked(qaim, town, answers):
    asked = answers("n", "y")
    kept = qaim("remove", "--place", "Square")
    assert (kept.status, town.read_text("utf-8")) == (2, TOWN)
    assert qaim("remove", "--place", "Square").status == 0
    assert asked[0] == (
        "The place 'square' is named by fair and flood. Take it out of there too? [y/N] "
    )
    assert "square" not in town.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "nothing is named to remove; name an event, or give --actor or the like"),
        (("--actor", "Counsel"), "there is no actor 'Counsel'; did you mean Council?"),
        (("--tag", "summr"), "there is no tag 'summr'; did you mean summer?"),
    ],
)
def test_what_cannot_be_removed_is_told(qaim, town, words, message):
    refused = qaim("remove", *words)
    assert (refused.status, refused.err) == (2, f"qaim: {message}\n")


@pytest.mark.parametrize(
    ("event", "left"),
    [
        ("{id: a, tags: [x, y, x], date: 1900, title: A, source: {section: S}}",
         "{id: a, tags: [y], date: 1900, title: A, source: {section: S}}"),
        ("{id: a, date: 1900, title: A, source: {section: S}, tags: [x, x]}",
         "{id: a, date: 1900, title: A, source: {section: S}}"),
        ("{tags: x, id: a, date: 1900, title: A, source: {section: S}}",
         "{id: a, date: 1900, title: A, source: {section: S}}"),
        ("{id: a, date: 1900, title: A, source: {section: S}, tags: [x, 'y', \"x\"]}",
         "{id: a, date: 1900, title: A, source: {section: S}, tags: ['y']}"),
    ],
)  # fmt: skip
def test_commas_and_keys_go_along(qaim, town, event, left):
    text = f"title: T\nevents:\n  - {event}\n"
    town.write_text(text, "utf-8")
    assert qaim("remove", "-y", "--tag", "x").status == 0
    assert town.read_text("utf-8") == text.replace(event, left)


@pytest.mark.parametrize(
    ("sub", "left"), [("{part_of: top}", "{}"), ("\n    part_of: top", "\n    {}")]
)
def test_a_record_of_nothing_else_is_left_empty(qaim, town, sub, left):
    text = f"actors:\n  top: {{name: Top}}\n  sub: {sub}\nevents: []\n"
    town.write_text(text, "utf-8")
    assert qaim("remove", "-y", "--actor", "top").status == 0
    assert town.read_text("utf-8") == f"actors:\n  sub: {left}\nevents: []\n"


def test_a_comment_above_the_last_actor_stays(qaim, town):
    town.write_text("actors:\n  # who was there\n  a: {name: A}\nevents: []\n", "utf-8")
    assert qaim("remove", "--actor", "a").status == 0
    assert town.read_text("utf-8") == "actors: {}\n  # who was there\nevents: []\n"


def test_an_item_over_several_lines_goes_whole(qaim, town):
    text = (
        "title: T\nevents:\n  - id: a\n    date: 1900\n    title: A\n"
        "    tags: ['z',\n      x]\n    source: {section: S}\n"
    )
    town.write_text(text, "utf-8")
    assert qaim("remove", "-y", "--tag", "x").status == 0
    assert "tags: ['z']\n" in town.read_text("utf-8")


def test_keys_of_every_style_go_along(qaim, lamp):
    assert qaim("remove", "-y", "--tag", "light", "--tag", "first", "--actor", "crew").status == 0
    text = lamp.read_text("utf-8")
    assert text != MIXED
    assert "tags" not in text
    assert "keepers" not in text.replace("its keepers", "").replace("as the keepers", "")


def test_a_name_behind_something_else_on_its_line_is_refused(qaim, town):
    text = (
        "title: T\nevents:\n  - id: a\n    date: 1900\n    title: A\n"
        "    ? tags\n    : - x\n      - y\n    source: {section: S}\n"
    )
    town.write_text(text, "utf-8")
    refused = qaim("remove", "-y", "--tag", "x")
    assert (refused.status, refused.err) == (
        2,
        "qaim: a name to remove shares its line with another list; `qaim format FILE` gives each "
        "its own lines\n",
    )
    assert town.read_text("utf-8") == text


def test_what_the_store_does_not_know_is_left_alone(qaim, town):
    text = (
        "title: T\nevents:\n  - id: a\n    date: 1900\n    title: A\n"
        "    other: [x]\n    places: [[x]]\n    actors: []\n    tags: [x]\n"
        "    source: {section: S}\n"
    )
    town.write_text(text, "utf-8")
    assert qaim("remove", "-y", "--tag", "x").status == 0
    assert town.read_text("utf-8") == text.replace("    tags: [x]\n", "")


BOOKS = """\
title: T
source: {title: A chronicle}
sources:
  livy: {title: History of Rome}
  polybius:
    title: Histories
ignore:
  - {of: livy, section: S, reason: no event}
events:
  - id: a
    date: 1900
    title: A
    source: [livy, {of: polybius, at: "3.117"}]
  - {id: b, date: 1901, title: B, source: {of: polybius}}
"""


def test_a_source_goes_with_what_cites_it(qaim, town):
    town.write_text(BOOKS, "utf-8")
    refused = qaim("remove", "--source", "History of Rome")
    assert refused.err == (
        "qaim: the source 'livy' is named by ignore and a; --yes takes it out of there too\n"
    )
    assert qaim("remove", "--source", "livy", "--yes").status == 0
    left = BOOKS.replace("ignore:\n  - {of: livy, section: S, reason: no event}\n", "")
    left = left.replace("  livy: {title: History of Rome}\n", "")
    assert town.read_text("utf-8") == left.replace("[livy, {of", "[{of")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("polybius", "the change would introduce a problem: event 'b' has no source"),
        ("A chronicle", "'A chronicle' is the source at the top of the file; change it in a text"),
        ("caesar", "there is no source 'caesar'; "),
    ],
)
def test_a_source_that_must_stay_is_told(qaim, town, name, message):
    town.write_text(BOOKS, "utf-8")
    refused = qaim("remove", "--yes", "--source", name)
    assert refused.status == 2
    assert message in refused.err
    assert town.read_text("utf-8") == BOOKS


@pytest.mark.parametrize(("cited", "status"), [("{section: S}", 2), ("{of: c, at: x}", 0)])
def test_the_only_source_stays_while_events_cite_it_without_its_name(qaim, town, cited, status):
    town.write_text(
        "title: T\nsources:\n  b: {title: B}\nevents:\n"
        f"  - {{id: e, date: 1900, title: E, source: {cited}}}\n",
        "utf-8",
    )
    removed = qaim("remove", "--source", "b")
    assert removed.status == status
    assert ("'b' is the usual source, which events cite without naming it" in removed.err) is bool(
        status
    )
