"""A view and the command that opens it say the same."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.cli import fast_args
from qaim_cli.cli.commands import load_command
from qaim_cli.cli.option_specs import ValueKind, list_options
from qaim_cli.dates import GREGORIAN, HISTORICAL
from qaim_cli.errors import RequestError
from qaim_cli.explore.command import (
    FILTER_FLAGS,
    ViewScope,
    format_command,
    format_words,
    make_view,
    parse_words,
)
from qaim_cli.explore.view import DayWindow, MatchChoice, Pane, View, round_window
from qaim_cli.query import FilterInput

TODAY = datetime.date(2026, 11, 22)
TEXTS = st.text(min_size=1, max_size=12)
NAMES = st.lists(TEXTS, max_size=2).map(tuple)
QUERIES = st.text(max_size=20).map(lambda text: " ".join(text.split()))
DAYS = st.integers(-5 * 10**12, 5 * 10**12) | st.integers(-900_000, 1_000_000)
CALENDARS = st.sampled_from([HISTORICAL, GREGORIAN])


@st.composite
def views(draw, calendar):
    first, last = sorted((draw(DAYS), draw(DAYS)))
    window = round_window(DayWindow(first, last), calendar)
    bounds = draw(st.sampled_from([(0, 0), (0, 1), (1, 0), (1, 1)]))
    return View(
        FilterInput(
            query=draw(QUERIES), **{field: draw(NAMES) for field in FILTER_FLAGS}
        ),
        window.first if bounds[0] else None,
        window.last if bounds[1] else None,
        draw(st.sampled_from(MatchChoice)),
        draw(st.sampled_from(["", "actor", "place", "tag", "section", "timeline"])),
        draw(st.text(max_size=9)),
        draw(st.sampled_from(Pane)),
        draw(NAMES),
        draw(st.sampled_from(["", "2026-11-22"])),
    )  # fmt: skip


@given(st.data(), CALENDARS)
def test_a_command_opens_the_view_that_it_was_made_of(data, calendar):
    view = data.draw(views(calendar))
    assert parse_words(format_words(view, calendar), ViewScope(calendar, TODAY)) == view


@given(st.data(), CALENDARS)
def test_the_program_reads_the_command_as_the_view(data, calendar):
    view = data.draw(views(calendar))
    words = format_words(view, calendar)
    options = load_command("explore").options_class
    if "--" in words:
        return  # left to the slower reader, which a test of the program itself reaches
    values = fast_args.parse_arguments(options, words)
    assert make_view(values or {}, ViewScope(calendar, TODAY)) == view


def test_the_flags_of_a_view_are_those_of_the_program():
    options = {each.field: each for each in list_options(load_command("explore").options_class)}
    for field, flag in FILTER_FLAGS.items():
        assert options[field].flags[0] == flag
        assert options[field].value_kind is ValueKind.TEXTS
    asked = set(FilterInput._fields) - {"query", "since", "until", "on"}
    assert asked == set(FILTER_FLAGS)


VIEW = View(FilterInput(query="actor:marines not tag:battle"), lanes="actor", cursor="convoy")


@pytest.mark.parametrize(
    ("view", "command", "line"),
    [
        (View(), "list", "qaim list"),
        (VIEW, "list", "qaim list 'actor:marines not tag:battle'"),
        (VIEW, "chart", "qaim chart 'actor:marines not tag:battle' --by actor"),
        (VIEW, "explore",
         "qaim explore 'actor:marines not tag:battle' --by actor --at convoy"),
        (View(FilterInput(query="-khan")), "list", "qaim list -- -khan"),
        (View(FilterInput(actors=("us", "a b"))), "list", "qaim list --actor us --actor 'a b'"),
        (View(first=731_216, last=733_041), "list", "qaim list --from 2003 --to 2007"),
        (View(first=731_672, last=731_701), "list", "qaim list --from 2004-04 --to 2004-04"),
        (View(first=731_673), "list", "qaim list --from 2004-04-02"),
        (View(last=-16_073), "list", "qaim list --to=-0044"),
        (View(match=MatchChoice.SURE, files=("x.yaml",)), "list",
         "qaim list --sure --file x.yaml"),
        (View(pane=Pane.EVENT, today="2026-11-22"), "explore",
         "qaim explore --pane event --today 2026-11-22"),
    ],
)  # fmt: skip
def test_a_view_as_a_command_for_the_shell(view, command, line):
    assert format_command(view, HISTORICAL, command) == line


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--wrong"], "no option is called '--wrong'; see `qaim explore -h`"),
        (["--from"], "--from has no value; write --from=…"),
        (["--from", "2004", "--to", "2003"], "'2004' comes after '2003'; swap the two"),
        (["--from", "04/05/2004"], "04/05/2004"),
    ],
)
def test_arguments_that_give_no_view(words, message):
    with pytest.raises(RequestError) as caught:
        parse_words(words, ViewScope(HISTORICAL, TODAY))
    assert message in str(caught.value)


def test_days_may_be_written_in_words_and_without_a_bound():
    scope = ViewScope(HISTORICAL, TODAY)
    assert parse_words(["--from", "apr 2004", "--to=2004"], scope)[1:3] == (731_672, 731_946)
    assert parse_words(["--from", "../2004", "--to", "2004/.."], scope)[1:3] == (None, None)
    assert parse_words(["us", "--", "-khan"], scope).filters.query == "us -khan"
    assert parse_words(["--from="], scope)[1:3] == (None, None)
