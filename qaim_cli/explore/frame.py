"""The frame: what one screen shows of a view, as plain data that is painted line by line."""

from __future__ import annotations

from collections.abc import Sequence

from qaim_cli.dates.descriptions import describe_days
from qaim_cli.drawn_days import get_day_range
from qaim_cli.explore.answer import ExplorerAnswer
from qaim_cli.explore.command import format_command
from qaim_cli.explore.density import Density
from qaim_cli.explore.fields import EventFields, list_fields
from qaim_cli.explore.keys import format_hints
from qaim_cli.explore.layout import FrameLayout
from qaim_cli.explore.line_editor import LineEditor
from qaim_cli.explore.moves import find_anchor
from qaim_cli.explore.scene import Scene, SceneLane
from qaim_cli.explore.view import MatchChoice, Pane, View
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event
from qaim_cli.query import Hit
from qaim_cli.reports.axis import TimeAxis
from qaim_cli.reports.listing import actor_cell, date_cell, title_cell
from qaim_cli.text import format_count, truncate_text, wrap_text

_MAX_CELL_CHARS = 1_000
"""How much of a text is measured: no screen has room for more."""
_MAX_EVENT_CHARS = 20_000
_LABEL_WIDTH = 12
_MATCH_NOTES = {MatchChoice.SURE: "only sure", MatchChoice.MAYBE: "also too vague"}


class ScreenState(FrozenRecord):
    """What a screen remembers besides its view: where its panes are scrolled to."""

    rank: int = 0
    """The row of the list that the cursor is on."""
    top: int = 0
    """The first row of the list that is shown."""
    column: int = 0
    """The column of the density that is chosen."""
    lane: int = 0
    lane_top: int = 0
    field: int = 0
    event_top: int = 0
    message: str = ""


class FrameRow(FrozenRecord):
    """An event in the list: when, what, who."""

    date: str
    title: str
    actors: str
    is_cursor: bool = False


class EventLine(FrozenRecord):
    """A line about the event under the cursor; `field` is the field it belongs to, or -1."""

    label: str
    text: str
    field: int = -1
    is_title: bool = False


class PromptLine(FrozenRecord):
    """A line being typed, what it is for, and what is wrong with it in lines below and above."""

    label: str
    line: LineEditor
    fault: tuple[str, ...] = ()
    examples: str = ""
    """What may be typed, shown while nothing is."""


class Frame(FrozenRecord):
    """Everything on a screen."""

    layout: FrameLayout
    pane: Pane
    title: str
    question: tuple[str, ...]
    counts: tuple[str, ...]
    density: Density
    axis: TimeAxis
    event_columns: tuple[int, int, int] | None
    """The first and last column of the event under the cursor, and the one it begins in."""
    column: int | None
    """The column that is chosen, while the density has the keys."""
    lanes: tuple[SceneLane, ...]
    lane: int | None
    """The lane that is chosen, while the lanes have the keys."""
    rows: tuple[FrameRow, ...]
    position: str
    event_lines: tuple[EventLine, ...]
    field: int | None
    message: str
    """What there is to say; empty for nothing."""
    hints: str
    command: str
    empty_message: str
    prompt: PromptLine | None = None
    """What is typed, in the place of the message."""


def build_frame(
    scene: Scene, view: View, state: ScreenState, layout: FrameLayout, *, is_waiting: bool = False
) -> Frame:
    """Cut what one screen shows of a scene; while one waits for that of the view, it says so."""
    answer = scene.answer
    hits = answer.hits
    hit = hits[state.rank] if state.rank < len(hits) else None
    lines = _build_event_lines(hit, scene, layout.event_width) if hit and layout.event_width else ()
    return Frame(
        layout,
        view.pane,
        answer.timeline.title,
        answer.query.term_descriptions,
        _describe_counts(scene, view, is_waiting=is_waiting),
        scene.density,
        scene.axis,
        _find_event_columns(hit.event, scene) if hit else None,
        state.column if view.pane is Pane.DENSITY else None,
        scene.lanes[state.lane_top : state.lane_top + layout.lanes],
        state.lane - state.lane_top if view.pane is Pane.LANES else None,
        _build_rows(hits, scene, state, layout),
        _describe_position(answer, state.rank),
        tuple(lines[state.event_top : state.event_top + layout.rows]),
        state.field if view.pane is Pane.EVENT else None,
        state.message,
        _build_hints(scene, view.pane, state, layout),
        format_command(view, answer.extent.calendar),
        _describe_emptiness(scene) if not (hits or answer.is_preview) else "",
    )


def list_event_fields(scene: Scene, rank: int) -> EventFields | None:
    """The fields of an event in the list; None where there is no such event."""
    hits = scene.answer.hits
    return list_fields(hits[rank].event, scene.answer.timeline) if rank < len(hits) else None


def list_event_line_fields(scene: Scene, rank: int, width: int) -> list[int]:
    """The field that each line about an event belongs to, to scroll by."""
    hits = scene.answer.hits
    if rank >= len(hits) or not width:
        return []
    return [line.field for line in _build_event_lines(hits[rank], scene, width)]


def _build_rows(
    hits: Sequence[Hit], scene: Scene, state: ScreenState, layout: FrameLayout
) -> tuple[FrameRow, ...]:
    timeline = scene.answer.timeline
    shown = hits[state.top : state.top + layout.rows] if layout.list_width else ()
    return tuple(
        FrameRow(
            date_cell(hit.event, hit.match_level)[:_MAX_CELL_CHARS],
            title_cell(hit.event)[:_MAX_CELL_CHARS],
            actor_cell(hit.event, timeline)[:_MAX_CELL_CHARS],
            rank == state.rank,
        )
        for rank, hit in enumerate(shown, start=state.top)
    )


def _build_event_lines(hit: Hit, scene: Scene, width: int) -> tuple[EventLine, ...]:
    """The event wrapped to a width: title, summary, then each field under its label."""
    width -= 2  # a blank on either side
    told = list_fields(hit.event, scene.answer.timeline)
    lines = [EventLine("", text, is_title=True) for text in _wrap(told.title, width)]
    if told.summary:
        lines += [EventLine("", ""), *(EventLine("", text) for text in _wrap(told.summary, width))]
    lines.append(EventLine("", ""))
    beside = width - _LABEL_WIDTH if width >= 3 * _LABEL_WIDTH else width - 1
    for index, field in enumerate(told.fields):
        for number, text in enumerate(_wrap(field.text, beside)):
            label = "" if number else truncate_text(field.label, _LABEL_WIDTH - 1)
            lines.append(EventLine(label, text, index))
    return tuple(lines)


def _wrap(text: str, width: int) -> list[str]:
    return wrap_text(" ".join(text[:_MAX_EVENT_CHARS].split()), max(width, 1))


def _find_event_columns(event: Event, scene: Scene) -> tuple[int, int, int] | None:
    days = get_day_range(event)
    if days is None:
        return None
    window = scene.answer.extent.window
    anchor = scene.find_column(find_anchor(event.span, window))
    return scene.find_column(days[0]), scene.find_column(days[1]), anchor


def _describe_counts(scene: Scene, view: View, *, is_waiting: bool) -> tuple[str, ...]:
    """How many events are listed, of how many, why others are not, and what is not counted yet."""
    answer = scene.answer
    if answer.is_preview or (is_waiting and answer.view.question != view.question):
        return ("counting …",)
    first = "first " if answer.is_cut else ""
    notes = [f"{first}{len(answer.hits):,} of {len(answer.timeline.events):,}"]
    if possible := answer.possible_count:
        notes.append(f"? {possible:,} possibly")
    if vague := answer.hidden_vague_count:
        notes.append(f"{vague:,} too vague")
    if hidden := answer.hidden_possible_count:
        notes.append(f"{hidden:,} only possible")
    if view.match in _MATCH_NOTES:
        notes.append(_MATCH_NOTES[view.match])
    if view.lanes and (is_waiting or scene.is_partial):
        notes.append(f"counting by {view.lanes} …")
    return tuple(notes)


def _build_hints(scene: Scene, pane: Pane, state: ScreenState, layout: FrameLayout) -> str:
    """The keys that one needs most, after what the chosen column holds."""
    hints = format_hints(pane, is_narrow=not layout.gutter)
    return f"{_describe_column(scene, state.column)} · {hints}" if pane is Pane.DENSITY else hints


def _describe_column(scene: Scene, column: int) -> str:
    """Describe the days of a column, and how many events begin there."""
    density = scene.density
    vague = density.vague[column]
    amount = round(density.placed[column] + vague)
    less_than_one = "part of one event" if vague else "no event"
    number = format_count(amount, "event") if amount else less_than_one
    days = describe_days(*scene.get_column_days(column), scene.answer.extent.calendar)
    return f"{days}: {'about ' if vague and amount else ''}{number}"


def _describe_position(answer: ExplorerAnswer, rank: int) -> str:
    """Describe which row the cursor is on, of how many."""
    if answer.is_preview:
        return "…"
    return f"{rank + 1:,}/{len(answer.hits):,}" if answer.hits else "0/0"


def _describe_emptiness(scene: Scene) -> str:
    from qaim_cli.reports.listing import empty_message

    return empty_message(scene.answer.question)
