"""How events follow each other in a file: forwards in time, or backwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from qaim_cli.frozen_record import FrozenRecord

SortKey = tuple[int, int, str]
"""Where an event stands in time: see `Event.sort_key`."""


class FileOrder(FrozenRecord):
    """How a run of events follow each other in time."""

    backward_steps: int
    """How many more of them stand before an earlier event than before a later one."""
    ends: tuple[SortKey, ...] = ()
    """Where its first and last event stand in time."""


def compute_file_order(sort_keys: Sequence[SortKey]) -> FileOrder:
    """The order of events, given where each stands in time, in the order of the file."""
    return FileOrder(_count_backward_steps(sort_keys), (*sort_keys[:1], *sort_keys[-1:]))


def is_descending(runs: Iterable[FileOrder]) -> bool:
    """Whether the events of a file, given its runs in order, stand backwards in time."""
    known = [run for run in runs if run.ends]
    within = sum(run.backward_steps for run in known)
    between = list(chain.from_iterable(run.ends for run in known))[1:-1]
    steps = zip(between[::2], between[1::2], strict=True)
    return within + sum((a > b) - (a < b) for a, b in steps) > 0


def _count_backward_steps(sort_keys: Iterable[SortKey]) -> int:
    return sum((a > b) - (a < b) for a, b in pairwise(sort_keys))
