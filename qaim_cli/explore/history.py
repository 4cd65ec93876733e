"""The views that one came by: undo, marks, and the way back out of a zoom."""

from __future__ import annotations

from collections.abc import Mapping

from qaim_cli.explore.view import View
from qaim_cli.frozen_record import FrozenRecord

MAX_UNDO_STEPS = 500
_NO_MARKS: Mapping[str, View] = {}
Bounds = tuple[int | None, int | None]


class History(FrozenRecord):
    """A view with those before it, the latest last, and those that are marked by a letter."""

    view: View
    past: tuple[View, ...] = ()
    marks: Mapping[str, View] = _NO_MARKS
    zooms: tuple[tuple[Bounds, Bounds], ...] = ()
    """The bounds that each step of zooming in led to, and those before it."""

    @property
    def views(self) -> tuple[View, ...]:
        """All views up to this one, the first first."""
        return (*self.past, self.view)

    def show(self, view: View) -> History:
        """Show a view; this is a step to undo unless only the cursor or the pane differs."""
        before = self.view
        if view._replace(cursor="", pane=before.pane) == before._replace(cursor=""):
            return self._replace(view=view)
        return self._replace(view=view, past=(*self.past, before)[-MAX_UNDO_STEPS:])

    def undo(self) -> History:
        """Go back to the view before; the first stays."""
        if not self.past:
            return self
        return self._replace(view=self.past[-1], past=self.past[:-1], zooms=())

    def zoom_in(self, view: View) -> History:
        """Go on to a view of fewer days."""
        step = (_get_bounds(view), _get_bounds(self.view))
        return self.show(view)._replace(zooms=(*self.zooms, step))

    def zoom_out(self, view: View) -> History:
        """Go back to the days before the last zoom, if they are still those; else to the view."""
        if self.zooms and self.zooms[-1][0] == _get_bounds(self.view):
            first, last = self.zooms[-1][1]
            back = self.view._replace(first=first, last=last)
            return self.show(back)._replace(zooms=self.zooms[:-1])
        return self.show(view)._replace(zooms=())

    def mark(self, letter: str) -> History:
        """Remember the view by a letter."""
        return self._replace(marks={**self.marks, letter: self.view})

    def go_to_mark(self, letter: str) -> History:
        """Go to the view of a letter; without one everything stays."""
        return self.show(self.marks[letter]) if letter in self.marks else self


def _get_bounds(view: View) -> Bounds:
    return view.first, view.last
