"""Days as tests write them."""

from __future__ import annotations

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.dates.calendar import format_iso_day


def as_day(number: int) -> str:
    """A day as ISO 8601 writes it, or that there is no bound."""
    return {INFINITE_PAST: "-∞", INFINITE_FUTURE: "∞"}.get(number) or format_iso_day(number)
