"""The scene: an answer laid out on columns of time, density above lanes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from qaim_cli.drawn_days import get_day_range
from qaim_cli.explore.answer import ExplorerAnswer, IsStale
from qaim_cli.explore.density import Density, measure_density
from qaim_cli.explore.lane_columns import LaneColumns
from qaim_cli.explore.moves import make_term
from qaim_cli.explore.view import DayWindow, View
from qaim_cli.facets import FACETS
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.query import Hit
from qaim_cli.reports.axis import TimeAxis, build_axis
from qaim_cli.reports.chart import ChartMark, make_mark
from qaim_cli.reports.lanes import group_by_lane

MAX_LANES = 16
"""A screen has room for no more lanes at once."""
_MIN_AMOUNT = 0.05
"""A column with fewer events than this is left blank."""


class SceneLane(FrozenRecord):
    """The events of one value of a facet: marks, and numbers where many meet."""

    name: str
    term: str
    """What asks for these events alone; empty where nothing does."""
    event_count: int
    marks: tuple[ChartMark, ...]
    crowds: Mapping[int, float]
    """The columns in which several events begin, and how many do."""


class Scene(FrozenRecord):
    """An answer with its density, its axis and its lanes."""

    answer: ExplorerAnswer
    columns: int
    density: Density
    axis: TimeAxis
    lanes: tuple[SceneLane, ...]
    is_partial: bool = False
    """Whether there are lanes to come, or to be filled."""

    @property
    def is_unfinished(self) -> bool:
        """Whether a scene that tells more comes after this one."""
        return self.is_partial or self.answer.is_preview

    def get_column_days(self, column: int) -> DayWindow:
        """The days that a column stands for, one at least."""
        window = self.answer.extent.window
        first = window.first + column * window.length // self.columns
        last = window.first + (column + 1) * window.length // self.columns - 1
        return DayWindow(first, max(first, last))

    def find_column(self, day: int) -> int:
        """The column of a day."""
        return min(max(int(self.axis.locate_day(day)), 0), self.columns - 1)


class SceneRequest(FrozenRecord):
    """What has to be answered before a view can be shown."""

    view: View
    columns: int
    cursor_day: int | None = None
    """The first day of the event that the cursor has been put on, if it has been."""

    @property
    def key(self) -> tuple[object, ...]:
        """All that the answer depends on."""
        return (*self.view.question, self.view.lanes, self.columns)

    def has_answer(self, scene: Scene) -> bool:
        """Whether a scene differs in nothing but its lanes."""
        return (scene.answer.view.question, scene.columns) == (self.view.question, self.columns)


def build_scene(answer: ExplorerAnswer, columns: int) -> Scene:
    """Lay an answer out on columns of time; the lanes of a paged one come by `iter_lanes`."""
    window = answer.extent.window
    axis = build_axis([window], columns, gaps=False, calendar=answer.extent.calendar)
    density = measure_density(answer.starts, window, columns)
    return _add_lanes(Scene(answer, columns, density, axis, ()))


def show_lanes(scene: Scene, view: View) -> Scene:
    """Lay the same answer out with the lanes of another view."""
    return _add_lanes(scene._replace(answer=scene.answer._replace(view=view), lanes=()))


def build_preview_scene(answer: ExplorerAnswer, request: SceneRequest, shown: Scene) -> Scene:
    """Lay a preview out with nothing drawn yet, and room for the lanes on screen."""
    scene = build_scene(answer, request.columns)
    if shown.answer.view.lanes != answer.view.lanes:
        return scene
    lanes = (each._replace(event_count=0, marks=(), crowds={}) for each in shown.lanes)
    return scene._replace(lanes=tuple(lanes))


def _add_lanes(scene: Scene) -> Scene:
    answer = scene.answer
    if not answer.view.lanes or answer.ranked is not None or answer.is_preview:
        return scene._replace(is_partial=bool(answer.view.lanes))
    return scene._replace(lanes=tuple(_build_lanes(answer, scene.axis)), is_partial=False)


def iter_lanes(scene: Scene, is_stale: IsStale = lambda: False) -> Iterator[Scene]:
    """The scene of a paged answer with its lanes, of which one more is filled each time.

    They are those of the values used most. They are named from the first scene on, so that they
    stay where they are; at the end only those are left that have events.
    """
    answer, facet = scene.answer, FACETS.get(scene.answer.view.lanes)
    if facet is None or answer.ranked is None:
        return
    groups = {value: frozenset((value,)) for value in facet.list_known(answer.timeline)}
    sums = answer.timeline.events.sum_values(facet.name, groups) or {}
    most = sorted(sums, key=lambda value: -sums[value].event_count)[:MAX_LANES]
    in_order = sorted(most, key=lambda value: sums[value].first.sort_key)
    lanes = {
        value: SceneLane(
            facet.get_name(value, answer.timeline), make_term(facet.name, value), 0, (), {}
        )
        for value in in_order
    }
    yield scene._replace(lanes=tuple(lanes.values()))
    of_lanes = {value: groups[value] for value in in_order}
    columns = LaneColumns(answer.ranked, answer.extent.window, scene.columns)
    found = answer.ranked.iter_value_counts(facet.name, of_lanes, columns.date_groups, is_stale)
    for value, counts in found:
        event_count, amounts = columns.measure(counts)
        if not event_count:
            continue
        crowds = {column: each for column, each in enumerate(amounts) if each >= _MIN_AMOUNT}
        lanes[value] = lanes[value]._replace(event_count=event_count, crowds=crowds)
        yield scene._replace(lanes=tuple(lanes.values()))
    counted = tuple(lane for lane in lanes.values() if lane.event_count)
    yield scene._replace(lanes=counted, is_partial=False)


def _build_lanes(answer: ExplorerAnswer, axis: TimeAxis) -> list[SceneLane]:
    """The lanes in the order of a chart."""
    facet = answer.view.lanes
    terms = _list_terms(answer, facet)
    lanes = []
    for name, hits in group_by_lane(list(answer.hits), facet, answer.timeline):
        marks = tuple(make_mark(hit, axis) for hit in hits if _is_placeable(hit))
        begun = Counter(mark.columns[0] for mark in marks)
        crowds = {column: float(count) for column, count in begun.items() if count > 1}
        lanes.append(SceneLane(name, terms.get(name, ""), len(hits), marks, crowds))
    return lanes


def _list_terms(answer: ExplorerAnswer, name: str) -> dict[str, str]:
    """What asks for the events of each lane, by the lane's name."""
    facet = FACETS[name]
    return {
        facet.get_name(value, answer.timeline): make_term(name, value)
        for hit in answer.hits
        for value in facet.list_values(hit.event, answer.timeline)
    }


def _is_placeable(hit: Hit) -> bool:
    return get_day_range(hit.event) is not None
