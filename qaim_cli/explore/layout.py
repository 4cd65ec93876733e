"""The layout: which parts a screen of some size has room for, and how much of it each takes."""

from __future__ import annotations

from qaim_cli.explore.view import Pane, View
from qaim_cli.frozen_record import FrozenRecord

MIN_COLUMNS, MIN_LINES = 30, 8
"""On a smaller screen a line says so."""
_WIDE_COLUMNS = 90
"""The columns from which on the event stands beside the list."""
_NAMED_COLUMNS = 60
"""The columns from which on lanes have names."""
TALL_LINES = 20
"""The lines from which on there are lanes, and a rule between the drawing and the list."""
_HEADED_LINES = 15
_MAX_LANES = 16


class FrameLayout(FrozenRecord):
    """How many lines or columns each part takes; 0 where there is no room for it."""

    width: int
    height: int
    head: int
    density: int
    lanes: int
    rule: int
    rows: int
    """The lines of the list, and of the event beside it."""
    gutter: int
    """The columns before the axis, for names and numbers."""
    list_width: int
    event_width: int

    @property
    def columns(self) -> int:
        """The columns of the axis."""
        return self.width - self.gutter

    @property
    def is_too_small(self) -> bool:
        """Whether nothing can be shown."""
        return self.width < MIN_COLUMNS or self.height < MIN_LINES

    @property
    def panes(self) -> tuple[Pane, ...]:
        """The parts that keys can act on."""
        lanes = (Pane.LANES,) if self.lanes else ()
        return (Pane.LIST, Pane.EVENT, Pane.DENSITY, *lanes)


def plan_layout(width: int, height: int, view: View, lane_count: int) -> FrameLayout:
    """Divide a screen among the parts of a view."""
    tall = height >= TALL_LINES
    head = int(height >= _HEADED_LINES)
    density = 1 if height < 11 else 2 if height < 32 else 3
    lanes = min(lane_count, _MAX_LANES, (height - 12) // 2) if tall and view.lanes else 0
    rule = int(tall)
    # Below the drawing and its axis of two lines; above the message and the command.
    rows = max(1, height - head - density - 2 - lanes - rule - 2)
    beside = width >= _WIDE_COLUMNS
    list_width = width * 3 // 5 if beside else width
    if not beside and view.pane is Pane.EVENT:
        list_width = 0
    return FrameLayout(
        width,
        height,
        head,
        density,
        lanes,
        rule,
        rows,
        0 if width < _NAMED_COLUMNS else 14 if width < 110 else 20 if width < 160 else 32,
        list_width,
        width - list_width - (1 if list_width else 0) if list_width < width else 0,
    )
