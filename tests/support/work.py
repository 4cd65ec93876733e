"""Work counted rather than timed, so that a busy machine fails no test."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable


def count_calls(action: Callable[[], object]) -> int:
    """How many functions are called while the action runs, those written in C included."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(before)
    return calls


def explain_statements(connection: sqlite3.Connection, action: Callable[[], object]) -> list[str]:
    """How a database finds what it is asked while the action runs: the steps of each statement."""
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    action()
    connection.set_trace_callback(None)
    return [
        "\n".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"))
        for statement in statements
    ]
