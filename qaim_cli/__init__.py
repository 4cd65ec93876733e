"""Qaim: a timeline explorer for the terminal, and a library for Python.

    from qaim_cli import load, parse_date

The names below are imported when they are first used, so that the program starts without them.
This module itself imports nothing: before `__main__` handles Ctrl-C, an interrupt is a traceback.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from qaim_cli.errors import DateError, QaimError, RequestError, StoreError
    from qaim_cli.library import ParsedDate, QueryResult, TimelineReader, load, parse_date
    from qaim_cli.model import Event, Problem
    from qaim_cli.query import Hit, MatchLevel
    from qaim_cli.version import __version__

_MODULES = {
    **dict.fromkeys(
        ("ParsedDate", "QueryResult", "TimelineReader", "load", "parse_date"), "library"
    ),
    **dict.fromkeys(("DateError", "QaimError", "RequestError", "StoreError"), "errors"),
    **dict.fromkeys(("Event", "Problem"), "model"),
    **dict.fromkeys(("Hit", "MatchLevel"), "query"),
    "__version__": "version",
}
"""The module that each public name comes from."""

__all__ = [
    "DateError",
    "Event",
    "Hit",
    "MatchLevel",
    "ParsedDate",
    "Problem",
    "QaimError",
    "QueryResult",
    "RequestError",
    "StoreError",
    "TimelineReader",
    "__version__",
    "load",
    "parse_date",
]


def __getattr__(name: str) -> "Any":
    """Import a public name from its module on first use."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"qaim_cli.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted((*globals(), *__all__))
