"""Dates in words written as EDTF: by `qaim check --fix`, and by an event that is edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from qaim_cli.edit.change import change_text
from qaim_cli.edit.remove import replace_event_text
from qaim_cli.edit.write_dates import write_dates_in_edtf

SOURCE = "source: {section: S}"


def write_dates(text):
    return change_text("x.yaml", text, write_dates_in_edtf()).new_text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "- id: a\n  date: early 1086   # in the book\n  title: T\n",
            '- id: a\n  date: "[1086-01..1086-04]"   # in the book\n  date_text: early 1086\n'
            "  title: T\n",
        ),
        (
            "- {id: a, date: 'Easter, 1066', title: T, " + SOURCE + "}\n",
            "- {id: a, date: 1066-04-16, title: T, " + SOURCE + "}\n",
        ),
        (
            "- {id: a, date: early 1086, title: T, " + SOURCE + "}\n",
            '- {id: a, date: "[1086-01..1086-04]", date_text: early 1086, title: T, '
            + SOURCE
            + "}\n",
        ),
        (
            "- id: a\n  title: T\n  date: >-\n    17 April\n    2004\n",
            "- id: a\n  title: T\n  date: 2004-04-17\n",
        ),
        (
            "- id: a\n  date: early 1086\n  date_text: early in the year\n  title: T\n",
            '- id: a\n  date: "[1086-01..1086-04]"\n  date_text: early in the year\n  title: T\n',
        ),
        (
            "- id: a\n  date: early summer 1431\n  title: T\n",
            "- id: a\n  date: 1431-06\n  date_text: early summer 1431\n  title: T\n",
        ),
        (
            "- id: a\n  date: 1 Ramadan 583 AH\n  title: T\n",
            "- id: a\n  date: 1187-11-04\n  date_text: 1 Ramadan 583 AH\n  title: T\n",
        ),
        ("- id: a\n  date: 1086~\n  title: T\n", "- id: a\n  date: 1086~\n  title: T\n"),
        ("- id: a\n  date: someday\n  title: T\n", "- id: a\n  date: someday\n  title: T\n"),
        ("- id: a\n  title: T\n", "- id: a\n  title: T\n"),
        ("- id: a\r\n  date: early 1086\r\n  title: T\r\n",
         '- id: a\r\n  date: "[1086-01..1086-04]"\r\n  date_text: early 1086\r\n  title: T\r\n'),
    ],
)  # fmt: skip
def test_a_date_in_words_is_written_as_edtf_and_keeps_words_that_say_more(before, after):
    newline = "\r\n" if "\r" in before else "\n"
    end = "" if before.startswith("- {") else f"  {SOURCE}{newline}"
    head = f"title: T{newline}events:{newline}"
    assert write_dates(head + before + end) == head + after + end


def test_the_days_are_those_of_the_calendar_and_the_periods_of_the_timeline():
    text = (
        "calendar: gregorian\nperiods: {Rule: between 1534 and 1917, Now: 1990}\nevents:\n"
        f"- {{id: a, date: Easter 1066, title: T, {SOURCE}}}\n"
        f"- {{id: b, date: the rule, title: T, {SOURCE}}}\n"
    )
    assert write_dates(text) == (
        'calendar: gregorian\nperiods: {Rule: "[1534..1917]", Now: 1990}\nevents:\n'
        f"- {{id: a, date: 1066-04-22, title: T, {SOURCE}}}\n"
        f'- {{id: b, date: "[1534..1917]", date_text: the rule, title: T, {SOURCE}}}\n'
    )


def test_an_edited_event_has_its_date_in_edtf_and_no_other_event_changes():
    head = "title: T\nevents:\n"
    old = f"- {{id: a, date: 1914, title: T, {SOURCE}}}"
    other = f"- {{id: b, date: early 1086, title: T, {SOURCE}}}\n"
    new = f"- {{id: a, date: late summer 1914, title: T, {SOURCE}}}"
    change = change_text("x.yaml", f"{head}{old}\n{other}", replace_event_text("a", old, new))
    written = f"- {{id: a, date: 1914-08, date_text: late summer 1914, title: T, {SOURCE}}}"
    assert change.new_text == f"{head}{written}\n{other}"


def test_check_writes_the_dates_that_it_would_propose(qaim, store):
    path = store(f"title: T\nevents:\n- {{id: a, date: May 1914, title: T, {SOURCE}}}\n")
    result = qaim("check", path, "--fix")
    assert result.status == 0
    assert result.err == f"qaim: {path}: 1 date written in EDTF\n"
    assert "date: 1914-05," in Path(path).read_text("utf-8")
    assert qaim("check", path, "--fix").err == ""


def test_check_fixes_what_it_can_and_reports_the_rest(qaim, store, tmp_path):
    path = store(f"title: T\nevents:\n- {{id: a, date: someday, title: T, {SOURCE}}}\n")
    result = qaim("check", str(tmp_path / "none.yaml"), path, "--fix")
    assert result.status == 3
    assert "none.yaml" in result.err
    assert "'someday' is not an EDTF date" in result.out


def test_the_date_of_an_event_that_lacks_something_is_written_too():
    text = f"title: T\nevents:\n- {{id: a, date: 2 June 1874, {SOURCE}}}\n"
    assert write_dates(text) == text.replace("2 June 1874", "1874-06-02")


def test_a_path_that_is_none_is_told_and_not_fixed(qaim):
    result = qaim("check", "a\0b", "--fix")
    assert result.status == 3
    assert "null byte" in result.err


def test_check_does_not_fix_the_timeline_that_comes_with_the_program(qaim):
    result = qaim("check", "--fix")
    assert result.status == 2
    assert "no timeline is named" in result.err
