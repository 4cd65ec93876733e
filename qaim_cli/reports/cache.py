"""The cache: what is kept of timelines so that questions are answered at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qaim_cli.reports.sheet import Column, Record, Sheet
from qaim_cli.store import Kept
from qaim_cli.text import counted


class KeptRow(NamedTuple):
    """What is kept of one timeline."""

    kept: Kept

    @property
    def cells(self) -> tuple[str, ...]:
        """The timeline's path, its events and how much room they take."""
        kept = self.kept
        events = f"{kept.events:,}" if kept.store else ""
        return kept.store or "of another version", events, _size(kept.size)

    @property
    def record(self) -> Record:
        """The same as data, with the path of the file that keeps it."""
        kept = self.kept
        events = kept.events if kept.store else None
        return {"file": kept.store or None, "events": events, "path": kept.path, "bytes": kept.size}


def cache(folder: str | None, kept: Sequence[Kept], *, cleared: bool = False) -> Sheet:
    """The sheet of what is kept, or was until it was cleared."""
    total = f"{counted(len(kept), 'timeline')}, {_size(sum(each.size for each in kept))}"
    return Sheet(
        title=f"Kept in {folder}" if folder else "Nothing can be kept: there is no cache folder",
        question=(),
        columns=(Column("Timeline"), Column("Events", numeric=True), Column("Size", numeric=True)),
        rows=() if cleared else tuple(map(KeptRow, kept)),
        footer=() if cleared else (total,),
        empty=f"removed: {total}" if cleared else "nothing is kept",
    )


def _size(size: float) -> str:
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:,.0f} {unit}"
        size /= 1000
    return f"{size:,.1f} GB"
