"""Atom feeds of events."""

from __future__ import annotations

from qaim_cli.exchange.feed import KEPT_UNITS, WRITE_LOSSES
from qaim_cli.exchange.feed import write_atom as write

__all__ = ["KEPT_UNITS", "WRITE_LOSSES", "write"]
