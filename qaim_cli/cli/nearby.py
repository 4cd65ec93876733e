"""Timelines in the current folder, which commands take when none is named."""

from __future__ import annotations

import os
import re

from qaim_cli.frozen_record import FrozenRecord

USUAL_NAME = "timeline.yaml"
"""The file that is taken whatever else the folder holds."""
_EXTENSIONS = (".yaml", ".yml")
_MAX_CANDIDATES = 50
"""In a folder with more YAML files than this, none is looked into."""
_HEAD_BYTES = 64 * 1024
_TOP_LEVEL_KEY = rb"""^(?:\xef\xbb\xbf)?["']?([a-z_]+)["']?[ \t]*:(?=\s|$)"""
"""Compiled when it is first needed: most folders have no such file."""
_KEYS_BEFORE_EVENTS = (b"actors", b"places", b"sources")
"""The keys of which one stands in the head of a timeline too long for its events to begin there."""


class NearbyTimelines(FrozenRecord):
    """The timelines in a folder."""

    paths: tuple[str, ...]

    @property
    def only(self) -> str:
        """The one with the usual name, or the only one; empty if there are several or none."""
        if USUAL_NAME in self.paths:
            return USUAL_NAME
        return self.paths[0] if len(self.paths) == 1 else ""


def find_nearby_timelines() -> NearbyTimelines:
    """Find the timelines in the current folder, by what stands at the top of each file."""
    if _is_timeline(USUAL_NAME):
        return NearbyTimelines((USUAL_NAME,))
    try:
        with os.scandir() as entries:
            names = sorted(
                entry.name
                for entry in entries
                if entry.name.endswith(_EXTENSIONS) and entry.name[0] != "." and entry.is_file()
            )
    except OSError:
        return NearbyTimelines(())
    if len(names) > _MAX_CANDIDATES:
        return NearbyTimelines(())
    return NearbyTimelines(tuple(filter(_is_timeline, names)))


def _is_timeline(path: str) -> bool:
    """Whether a file has the keys of a timeline: a title, and events or what comes before them."""
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as stream:
            head = stream.read(_HEAD_BYTES + 1)
    except OSError:
        return False
    keys = set(re.findall(_TOP_LEVEL_KEY, head, re.MULTILINE))
    is_cut = len(head) > _HEAD_BYTES
    return b"title" in keys and (
        b"events" in keys or (is_cut and not keys.isdisjoint(_KEYS_BEFORE_EVENTS))
    )
