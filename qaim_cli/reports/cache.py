"""Cache report: the timelines that have an index in the cache folder."""

from __future__ import annotations

from collections.abc import Sequence

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.reports.table import Record, TableColumn, TableReport
from qaim_cli.store import CacheEntry
from qaim_cli.text import format_count


class CacheRow(FrozenRecord):
    """One cached timeline as a table row."""

    entry: CacheEntry

    @property
    def cells(self) -> tuple[str, ...]:
        """The timeline's path, its number of events and the size of its cache file."""
        kept = self.entry
        events = f"{kept.events:,}" if kept.store else ""
        return kept.store or "from another version", events, _format_size(kept.size)

    @property
    def record(self) -> Record:
        """The same as a dictionary, with the path of the cache file."""
        kept = self.entry
        events = kept.events if kept.store else None
        return {"file": kept.store or None, "events": events, "path": kept.path, "bytes": kept.size}


def build_cache_table(
    folder: str | None, kept: Sequence[CacheEntry], *, cleared: bool = False
) -> TableReport:
    """Build the table of cached timelines, or of those just removed."""
    total = (
        f"{format_count(len(kept), 'timeline')}, {_format_size(sum(each.size for each in kept))}"
    )
    return TableReport(
        title=f"Cache folder: {folder}" if folder else "Cache disabled: there is no cache folder",
        heading=(),
        columns=(
            TableColumn("Timeline"),
            TableColumn("Events", is_numeric=True),
            TableColumn("Size", is_numeric=True),
        ),
        rows=() if cleared else tuple(map(CacheRow, kept)),
        footer=() if cleared else (total,),
        empty_message=f"removed: {total}" if cleared else "the cache is empty",
    )


def _format_size(size: float) -> str:
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:,.0f} {unit}"
        size /= 1000
    return f"{size:,.1f} GB"
