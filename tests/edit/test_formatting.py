"""`qaim format`: one stable layout, no meaning changed, no comment lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli import store
from qaim_cli.edit import store_layout
from qaim_cli.edit.formatting import format_text
from qaim_cli.errors import StoreError
from tests.support.stores import MIXED

FORMATTED_STORE = """\
# The lamp and its keepers.

title: Lamp Rock  # as the keepers wrote it
source:
  title: Logbooks

actors:
  # who kept it
  keepers:
    name: Keepers
    aliases: [Crew, The "men"]
  owner:
    name: Owner
    part_of: keepers

places:
  rock:
    name: Rock

events:
  # The beginning

  - id: lit
    date: 1850-01-02  # a Wednesday
    title: The lamp is lit
    actors: [keepers, {actor: owner, role: paid}]
    tags: [light, first]
    casualties: [{of: keepers, killed: "~2"}]
    source: {section: Log, paragraph: 1, sentence: [1, 2]}

  # Storms
  - id: storm
    date: 1862
    title: Storm
    places: [rock]
    source: {section: Log}

  - id: dark
    date: "[1901..1933]"
    title: Dark at last
    tags: [light]
    note: Nobody says when.
    source: [{section: Log, paragraph: 9, sentence: 1}]

# the end
"""


def test_the_layout_is_canonical():
    assert format_text(MIXED) == FORMATTED_STORE
    assert format_text(FORMATTED_STORE) == FORMATTED_STORE


def test_line_breaks_stay():
    assert format_text(MIXED.replace("\n", "\r\n")) == FORMATTED_STORE.replace("\n", "\r\n")


def test_a_date_is_written_in_normal_edtf():
    text = 'title: T\n\nevents:\n  - id: a\n    date: "[2004, 2005]"\n    title: A\n'
    assert format_text(text) == text.replace("[2004, 2005]", "[2004,2005]")


def test_nothing_is_left_alone():
    with pytest.raises(StoreError, match="cannot be formatted without losing"):
        format_text("{}\n")


def test_a_file_with_returns_alone_keeps_them():
    assert format_text(MIXED.replace("\n", "\r")) == FORMATTED_STORE.replace("\n", "\r")


def test_a_key_too_long_to_be_read_back_is_left_alone():
    with pytest.raises(StoreError, match="cannot be formatted without losing"):
        format_text(f"infobox:\n  ? >-\n    {'k ' * 700}\n  : x\n")


def test_the_shipped_timeline_is_laid_out_so(project):
    text = (project / "data" / "events.yaml").read_text("utf-8")
    assert format_text(text) == text


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        ("events: []\ntitle: T\n", "title: T\n\nevents: []\n"),
        ("events:\ntitle: T\n", "title: T\n\nevents:\n"),
        ("# head\n\nevents:\n- {id: a}\ntitle: T\n", "# head\n\ntitle: T\n\nevents:\n  - id: a\n"),
        ("title: T\nwhat: [x]\nactors: {}\n", "title: T\n\nactors: {}\n\nwhat: [x]\n"),
        ("title: >-  # why\n  a\n  b\n", "title: a b  # why\n"),
        ("events:  # all\n- just a text\n-\n  # above\n  id: a\n",
         "events:  # all\n  - just a text\n\n  # above\n  - id: a\n"),
        ("events:\n- id: a\n  tags: [x, # why x\n    y]  # and y\n",
         "events:\n  - id: a\n    tags:  # and y\n      - x  # why x\n      - y\n"),
        ("events:\n- id: a\n  tags: [x\n   # last\n   ]\n",
         "events:\n  - id: a\n    tags: [x]  # last\n"),
        ("events:\n- id: a\n  source:  # two\n  # first\n  - {section: S}  # one\n",
         "events:\n  - id: a\n    source:  # two\n      # first\n      - {section: S}  # one\n"),
        ("events:\n- # why\n  id: a\n- title: b\n  # about\n  id: b\n",
         "events:\n  # why\n  - id: a\n\n  # about\n  - id: b\n    title: b\n"),
        ("events:\n- id: a\n  casualties:\n  - of: b # who\n    killed: 5\n",
         "events:\n  - id: a\n    casualties:\n      - of: b  # who\n        killed: 5\n"),
        ("events:\n- id: a\n  date: '2004-13'\n", 'events:\n  - id: a\n    date: 2004-13\n'),
        ("title:\n  # why\n  T\n", "# why\ntitle: T\n"),
        ("events:\n- - x\n  - y # why\n", "events:\n  - - x\n    - y  # why\n"),
        ("title: T\n\n# last\n\n# words\n\n", "title: T\n\n# last\n\n# words\n"),
        ("title: T", "title: T\n"),
        ("events:\n- id: a\n  tags:\n  - b\n     # below b\n  - c\n     # below c\n",
         "events:\n  - id: a\n    tags:\n      - b\n      # below b\n      - c\n    # below c\n"),
        ("events:\n- id: a\n  # below a\n\n  # and more\n\n# above b\n- id: b\n  # below b\n",
         "events:\n  - id: a\n    # below a\n\n    # and more\n\n  # above b\n  - id: b\n"
         "    # below b\n"),
        ("places:\n  p: {name: P}\n  # q: {name: Q}\ntitle: T\n",
         "title: T\n\nplaces:\n  p:\n    name: P\n  # q: {name: Q}\n"),
        ("actors:\n  a:\n    name: A\n    # deep\n  b:\n    name: B\n# low\n",
         "actors:\n  a:\n    name: A\n    # deep\n  b:\n    name: B\n\n# low\n"),
        ("events:\n- id: a\n# - id: b\n# of the list\nactors: {}\n",
         "# - id: b\n# of the list\nactors: {}\n\nevents:\n  - id: a\n"),
        ("events:\n  - id: a\n  # - id: b\nactors: {}\n",
         "actors: {}\n\nevents:\n  - id: a\n  # - id: b\n"),
        ("title: ! |  # kept\n  T\n", "title: T  # kept\n"),
        ('infobox:\n  "Height  m": 3\n', "infobox:\n  Height m: 3\n"),
        ("title: Le départ\u00a0! می\u200cرود\n", "title: Le départ\u00a0! می\u200cرود\n"),
        ('title: "a\\u202eb"\n', 'title: "a\\u202eb"\n'),
        ("events:\n- id: a\n  tags:\n  - >- # why\n    " + "long " * 25 + "\n  # z\n  - y\n",
         "events:\n  - id: a\n    tags:\n      - >-  # why\n        " + ("long " * 18).strip()
         + "\n        " + ("long " * 7).strip() + "\n      # z\n      - y\n"),
    ],
)  # fmt: skip
def test_comments_stay_with_what_they_stand_above_or_beside(text, laid_out):
    assert format_text(text) == laid_out
    assert format_text(laid_out) == laid_out


def test_what_would_be_lost_is_left_alone(monkeypatch):
    monkeypatch.setattr(
        store_layout, "_take_header_comments", lambda lines: lines.__delitem__(slice(2)) or []
    )
    with pytest.raises(StoreError, match="cannot be formatted without losing"):
        format_text("# head\n\ntitle: T\n")


WORDS = st.text("ab:#'\"[]{},-?! é\\1", max_size=30)
COMMENT = st.sampled_from(["", "  # beside", "\n# above next"])


@st.composite
def draw_store_text(draw):
    lines = ["# head", "", f"title: {formatting_scalar(draw(WORDS))}{draw(COMMENT)}", "events:"]
    for number in range(draw(st.integers(0, 4))):
        note = draw(WORDS)
        style = draw(st.sampled_from(["plain", "folded", "flow"]))
        lines.append(draw(st.sampled_from(["", "  # an event", "  # one\n\n  # two"])))
        if style == "flow":
            lines.append(f"  - {{id: e{number}, note: {formatting_scalar(note, in_flow=True)}}}")
            continue
        lines.append(f"  - id: e{number}{draw(st.sampled_from(['', '  # id']))}")
        if style == "folded":
            lines += ["    note: >-", f"      x{note.strip()}", f"      y{note.strip()}"]
        else:
            lines.append(f"    note: {formatting_scalar(note)}")
        lines += ["    tags:", "    # a tag", f"    - t{number}"]
    return draw(st.sampled_from(["\n", "\r\n"])).join([*lines, ""])


def formatting_scalar(text, **how):
    from qaim_cli.store.layout import format_scalar

    return format_scalar(text, **how)


@given(draw_store_text())
def test_any_store_keeps_its_meaning_and_a_second_time_changes_nothing(text):
    once = format_text(text)
    assert format_text(once) == once
    before, after = (store.parse_store("x.yaml", each.encode()) for each in (text, once))
    assert [problem.message for problem in before.problems] == [
        problem.message for problem in after.problems
    ]
    assert before.timeline.title == after.timeline.title
