"""The views that one came by."""

from __future__ import annotations

from qaim_cli.explore.history import History
from qaim_cli.explore.view import Pane, View

WHOLE, YEARS, MONTHS = View(), View(first=0, last=999), View(first=300, last=699)


def test_undo_goes_back_view_by_view_and_stays_at_the_first():
    history = History(WHOLE).show(YEARS).show(MONTHS)
    assert history.undo().view == YEARS
    assert history.undo().undo().undo().view == WHOLE


def test_a_move_of_the_cursor_is_not_undone():
    history = History(WHOLE).show(YEARS).show(YEARS._replace(cursor="a", pane=Pane.EVENT))
    assert history.undo().view == WHOLE


def test_zooming_out_goes_back_the_way_in():
    history = History(WHOLE).zoom_in(YEARS).zoom_in(MONTHS)
    once = history.zoom_out(View(first=1, last=998))
    assert once.view == YEARS
    assert once.zoom_out(View(first=1, last=998)).view == WHOLE


def test_zooming_out_from_elsewhere_goes_to_the_view_given():
    elsewhere = View(first=500, last=599)
    history = History(WHOLE).zoom_in(YEARS).show(elsewhere).zoom_out(MONTHS)
    assert history.view == MONTHS
    assert history.zooms == ()


def test_zooming_out_keeps_what_else_has_changed():
    history = History(WHOLE).zoom_in(YEARS).show(YEARS._replace(lanes="actor"))
    assert history.zoom_out(MONTHS).view == View(lanes="actor")


def test_a_mark_leads_back():
    history = History(YEARS).mark("a").show(MONTHS).go_to_mark("a")
    assert history.view == YEARS
    assert history.undo().view == MONTHS
    assert history.go_to_mark("b") is history
