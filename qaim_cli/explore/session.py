"""The session: what keys do to a view, and what is left for a screen to carry out.

It knows no screen: it takes actions by name, keeps the view, its history and where panes are
scrolled to, and says what else is to be done as an effect.
"""

from __future__ import annotations

from collections.abc import Callable

from qaim_cli.dates import INFINITE_FUTURE
from qaim_cli.errors import RequestError
from qaim_cli.explore import moves
from qaim_cli.explore.answer import find_days
from qaim_cli.explore.command import ViewScope, format_command
from qaim_cli.explore.fields import EventFields
from qaim_cli.explore.frame import (
    Frame,
    ScreenState,
    build_frame,
    list_event_fields,
    list_event_line_fields,
)
from qaim_cli.explore.history import History
from qaim_cli.explore.keys import KEY_BINDINGS
from qaim_cli.explore.layout import TALL_LINES, FrameLayout, plan_layout
from qaim_cli.explore.moves import Extent
from qaim_cli.explore.scene import Scene, SceneLane, SceneRequest
from qaim_cli.explore.view import DayWindow, Pane, View
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event

_ZOOM_FACTOR = 2.0


class Effect(FrozenRecord):
    """Something that only a screen, or the program around it, can do."""

    kind: str
    text: str = ""


class Session:
    """A view being explored."""

    def __init__(self, view: View, scene: Scene, size: tuple[int, int]) -> None:
        """Take the view to begin with, its scene, and the columns and lines of the screen."""
        self.history = History(view)
        self.state = ScreenState()
        self.scene = scene
        self.size = size
        self.receive_scene(scene)

    @property
    def view(self) -> View:
        """The view as it is."""
        return self.history.view

    @property
    def layout(self) -> FrameLayout:
        """The parts of the screen."""
        return plan_layout(*self.size, self.view, len(self.scene.lanes))

    @property
    def request(self) -> SceneRequest:
        """What the screen has to show."""
        event = self.event if self.view.cursor else None
        day = event.span.first_day if event else None
        return SceneRequest(self.view, max(self.layout.columns, 1), day)

    @property
    def is_settled(self) -> bool:
        """Whether the scene is that of the view."""
        return SceneRequest(self.scene.answer.view, self.scene.columns).key == self.request.key

    @property
    def extent(self) -> Extent:
        """The days of the view, whether or not it is answered yet."""
        answered = self.scene.answer.extent
        first = answered.whole.first if self.view.first is None else self.view.first
        last = answered.whole.last if self.view.last is None else self.view.last
        return answered._replace(window=DayWindow(first, max(first, last)))

    @property
    def event(self) -> Event | None:
        """The event under the cursor, if there is any."""
        hits = self.scene.answer.hits
        return hits[self.state.rank].event if self.state.rank < len(hits) else None

    @property
    def fields(self) -> EventFields | None:
        """What is known of the event under the cursor."""
        return list_event_fields(self.scene, self.state.rank)

    def build_frame(self, *, is_waiting: bool = False) -> Frame:
        """What the screen shows; while an answer is waited for, it says so."""
        return build_frame(
            self.scene,
            self.view,
            self.state,
            self.layout,
            is_waiting=is_waiting and not self.is_settled,
        )

    def receive_scene(self, scene: Scene) -> None:
        """Show an answer; the cursor stays on its event, or goes to the next in time."""
        if scene.answer is self.scene.answer and scene is not self.scene:
            self.scene = scene  # with more lanes
            self._scroll_list()
            return
        before, line = self.event, self.state.rank - self.state.top
        self.scene = scene
        rank = known_rank = scene.answer.find_rank(self.view.cursor)
        if rank is None and before is not None and self.view.cursor:
            rank = scene.answer.find_next_rank(before.sort_key)
        self.state = self.state._replace(
            column=min(self.state.column, scene.columns - 1),
            lane=min(self.state.lane, max(len(scene.lanes) - 1, 0)),
        )
        self.state = self.state._replace(top=max((rank or 0) - line, 0))
        self._put_cursor(rank or 0, keep_id=scene.answer.is_preview or known_rank is not None)

    def resize(self, width: int, height: int) -> None:
        """Fit a screen of another size."""
        self.size = width, height
        if self.view.pane not in self.layout.panes and self.is_settled:
            self._show(self.view._replace(pane=Pane.LIST))
        self._scroll_list()

    def perform(self, action: str, argument: str = "") -> Effect | None:
        """Do what a key asks for; what only a screen can do is given back.

        Raises:
            RequestError: it cannot be done; the error says why.
        """
        self.state = self.state._replace(message="")
        method = _ACTIONS.get(action)
        if method is None:
            return Effect(action, argument)
        return method(self, argument)

    def show_query(self, before: History, query: str) -> None:
        """Show what a query finds while it is typed; "back" returns to the view before it."""
        self.history = before.show(moves.set_query(before.view, query))

    def restore(self, before: History) -> None:
        """Go back to where a query was begun."""
        self.history = before

    def go_to_date(self, text: str, scope: ViewScope) -> None:
        """Show the days that words mean, with the cursor on the first event of them.

        Raises:
            RequestError: the words are no date, or have no beginning or no end.
        """
        from qaim_cli.periods import parse_period

        period = parse_period(text, scope.today, scope.calendar, scope.periods)
        days = moves.bound_days(period.first_day, period.last_day, self.extent.whole)
        view = moves.go_to(self.view, self.extent, days)
        self._show(view._replace(pane=Pane.LIST))
        self._wanted_day = days.first
        if self.is_settled:
            self.settle_cursor()

    _wanted_day: int | None = None
    """The day whose first event the cursor goes to once its days are answered."""

    def settle_cursor(self) -> None:
        """Put the cursor on the first event of the day gone to, if there is one waiting."""
        if self._wanted_day is None or self.scene.answer.is_preview:
            return
        wanted, self._wanted_day = self._wanted_day, None
        self._put_cursor(self.scene.answer.find_next_rank((wanted, -INFINITE_FUTURE, "")))

    def click_row(self, number: int) -> None:
        """Put the cursor on a line of the list."""
        if self.state.top + number < len(self.scene.answer.hits):
            self._show(self.view._replace(pane=Pane.LIST))
            self._put_cursor(self.state.top + number)

    def click_column(self, column: int) -> None:
        """Choose a column of the density."""
        self._show(self.view._replace(pane=Pane.DENSITY))
        self.state = self.state._replace(column=min(max(column, 0), self.scene.columns - 1))

    def click_lane(self, number: int) -> None:
        """Choose a lane."""
        self._show(self.view._replace(pane=Pane.LANES))
        self.state = self.state._replace(lane=self.state.lane_top + number)

    def say(self, message: str) -> None:
        """Show a message until the next key."""
        self.state = self.state._replace(message=message)

    # What keys do: a method for each action in their table, named after it.

    def _move(self, argument: str) -> None:
        step = int(argument)
        match self.view.pane:
            case Pane.EVENT:
                self._choose_field(self.state.field + step)
            case Pane.LANES:
                self._choose_lane(self.state.lane + step)
            case _:
                self._put_cursor(self.state.rank + step)

    def _page(self, argument: str) -> None:
        rows = max(self.layout.rows - 1, 1) * int(argument)
        if self.view.pane is Pane.EVENT:
            self._choose_field(self.state.field + int(argument) * 5)
        elif self.view.pane is Pane.LANES:
            self._choose_lane(self.state.lane + int(argument) * self.layout.lanes)
        else:
            self._put_cursor(self.state.rank + rows)

    def _go_to_end(self, argument: str) -> None:
        far = -(10**9) if argument == "first" else 10**9
        match self.view.pane:
            case Pane.EVENT:
                self._choose_field(far)
            case Pane.LANES:
                self._choose_lane(far)
            case Pane.DENSITY:
                self._choose_column(str(far))
            case _:
                self._require_whole()
                self._put_cursor(far)

    def _next_pane(self, argument: str) -> None:
        self._show(moves.cycle_pane(self.view, self.layout.panes, int(argument)))
        if self.view.pane is Pane.DENSITY and self.event:
            day = moves.find_anchor(self.event.span, self.extent.window)
            self.state = self.state._replace(column=self.scene.find_column(day))

    def _enter(self, _: str) -> None:
        match self.view.pane:
            case Pane.LIST if self.event:
                self._show(self.view._replace(pane=Pane.EVENT))
            case Pane.DENSITY:
                days = self.scene.get_column_days(self.state.column)
                view = self.view._replace(pane=Pane.LIST)
                self.history = self.history.zoom_in(moves.set_window(view, days, self.extent))
            case Pane.LANES:
                self._add_term(self._lane.term if self._lane else "")
            case _:
                self._show_alike("")

    def _leave(self, _: str) -> None:
        self._show(self.view._replace(pane=Pane.LIST))

    def _zoom(self, argument: str) -> None:
        event, extent = self.event, self.extent
        middle = (extent.window.first + extent.window.last) // 2
        anchor = moves.find_anchor(event.span, extent.window) if event else middle
        if argument == "in":
            self.history = self.history.zoom_in(
                moves.zoom(self.view, extent, 1 / _ZOOM_FACTOR, anchor)
            )
        else:
            self.history = self.history.zoom_out(
                moves.zoom(self.view, extent, _ZOOM_FACTOR, anchor)
            )

    def _pan(self, argument: str) -> None:
        self._show(moves.pan(self.view, self.extent, float(argument)))

    def _choose_column(self, argument: str) -> None:
        column = min(max(self.state.column + int(argument), 0), self.scene.columns - 1)
        self.state = self.state._replace(column=column)

    def _show_whole(self, _: str) -> None:
        self._show(moves.show_whole(self.view))

    def _fit(self, _: str) -> None:
        self._require_whole()
        days = find_days(self.scene.answer)
        if days is not None:
            self._show(moves.set_window(self.view, days, self.extent))

    def _show_around(self, _: str) -> None:
        event = self._require_event()
        self._show(moves.show_around(self.view, self.scene.answer.get_id(event)))

    def _show_alike(self, _: str) -> None:
        fields = self.fields
        if self.view.pane is Pane.LANES:
            self._add_term(self._lane.term if self._lane else "")
        elif fields is None:
            self._require_event()
        elif self.view.pane is Pane.EVENT:
            self._add_term(fields.fields[self.state.field].term)
        else:
            self._add_term(fields.likeness)

    def _cycle_match(self, _: str) -> None:
        self._show(moves.cycle_match(self.view))

    def _undo(self, _: str) -> None:
        if not self.history.past:
            raise RequestError("this is the first view")
        self.history = self.history.undo()

    def _show_lanes(self, argument: str) -> None:
        self._show(moves.toggle_lanes(self.view, argument))
        self.state = self.state._replace(lane=0, lane_top=0)
        if self.view.lanes and not plan_layout(*self.size, self.view, 1).lanes:
            self.say(f"lanes by {argument} need a screen of {TALL_LINES} lines")

    def _mark(self, letter: str) -> None:
        self.history = self.history.mark(letter)
        self.say(f"this view is marked {letter}")

    def _go_to_mark(self, letter: str) -> None:
        if letter not in self.history.marks:
            raise RequestError(f"no view is marked {letter!r}", f"m {letter} marks one")
        self.history = self.history.go_to_mark(letter)

    def _copy(self, argument: str) -> Effect:
        if argument == "id":
            return Effect("copy_text", self.scene.answer.get_id(self._require_event()))
        return Effect("copy_text", format_command(self.view, self.extent.calendar, argument))

    def _open_link(self, _: str) -> Effect:
        self._require_event()
        fields = self.fields
        in_event = self.view.pane is Pane.EVENT
        chosen = fields.fields[self.state.field].url if fields and in_event else ""
        url = chosen or (fields.url if fields else "")
        if not url:
            raise RequestError("the source of this event has no link")
        return Effect("open_url", url)

    def _edit(self, _: str) -> Effect:
        return Effect("edit_event", self._require_event().id)

    @property
    def _lane(self) -> SceneLane | None:
        lanes = self.scene.lanes
        return lanes[self.state.lane] if self.state.lane < len(lanes) else None

    def _require_event(self) -> Event:
        if self.event is None:
            raise RequestError("no event is listed")
        return self.event

    def _require_whole(self) -> None:
        if self.scene.answer.is_preview:
            raise RequestError("the events are still being counted")

    def _add_term(self, term: str) -> None:
        if not term:
            raise RequestError("nothing asks for more like this")
        self._show(moves.add_term(self.view, term))

    def _show(self, view: View) -> None:
        self.history = self.history.show(view)

    def _put_cursor(self, rank: int, *, keep_id: bool = False) -> None:
        """Put the cursor on a row, the nearest that there is, and scroll to it."""
        hits = self.scene.answer.hits
        rank = min(max(rank, 0), max(len(hits) - 1, 0))
        moved = rank != self.state.rank
        self.state = self.state._replace(rank=rank)
        if moved:
            self.state = self.state._replace(field=0, event_top=0)
        if hits and not keep_id and (rank or self.view.cursor):
            id = self.scene.answer.get_id(hits[rank].event)
            self._show(self.view._replace(cursor=id))
        self._scroll_list()

    def _scroll_list(self) -> None:
        """Scroll as little as brings the cursor on screen, and leaves no room unused."""
        rows, rank, many = self.layout.rows, self.state.rank, len(self.scene.answer.hits)
        top = min(max(self.state.top, rank - rows + 1, 0), rank, max(many - rows, 0))
        self.state = self.state._replace(top=max(top, 0))

    def _choose_field(self, field: int) -> None:
        fields = self.fields
        many = len(fields.fields) if fields else 0
        field = min(max(field, 0), max(many - 1, 0))
        belongs = list_event_line_fields(self.scene, self.state.rank, self.layout.event_width)
        own = [number for number, of in enumerate(belongs) if of == field] or [0]
        rows, top = self.layout.rows, self.state.event_top
        top = 0 if field == 0 else min(max(top, own[-1] - rows + 1), own[0])
        self.state = self.state._replace(field=field, event_top=top)

    def _choose_lane(self, lane: int) -> None:
        lane = min(max(lane, 0), max(len(self.scene.lanes) - 1, 0))
        top = min(max(self.state.lane_top, lane - self.layout.lanes + 1), lane)
        self.state = self.state._replace(lane=lane, lane_top=top)


_ACTIONS: dict[str, Callable[[Session, str], Effect | None]] = {
    name: getattr(Session, f"_{name}")
    for each in KEY_BINDINGS
    for name in (each.action, each.argument)  # the argument where a letter is awaited for it
    if hasattr(Session, f"_{name}")
}
"""What a session does by itself: the method `_move` for `move`. The rest are effects."""
