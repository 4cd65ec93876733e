"""The stages of an answer: some events at once, then all of them, then lane by lane."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.explore.answer import ExploredTimeline, IsStale, build_answer, build_preview
from qaim_cli.explore.scene import (
    Scene,
    SceneRequest,
    build_preview_scene,
    build_scene,
    iter_lanes,
    show_lanes,
)


def iter_scenes(
    request: SceneRequest, explored: ExploredTimeline, shown: Scene, is_stale: IsStale
) -> Iterator[Scene]:
    """Iterate over the scenes of a request, each of which tells more than the one before.

    Args:
        request: what is to be shown.
        explored: the timeline that it is asked of.
        shown: what is on screen, of which all that still holds is kept.
        is_stale: tells whether the request is no longer wanted.

    Raises:
        RequestError: see `build_answer`.
        StaleError: it is no longer wanted.
    """
    has_same_events = (
        shown.answer.timeline is explored.timeline
        and request.has_answer(shown)
        and not shown.answer.is_preview
    )
    if has_same_events:
        scene = show_lanes(shown, request.view)
    else:
        preview = build_preview(request.view, explored, request.cursor_day)
        if preview is not None:
            yield build_preview_scene(preview, request, shown)
        del shown  # once it is off screen nobody needs the keys of its events
        scene = build_scene(build_answer(request.view, explored, is_stale), request.columns)
    if not scene.is_partial:
        yield scene
    yield from iter_lanes(scene, is_stale)
