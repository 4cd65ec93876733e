"""`qaim today`."""

from __future__ import annotations

from qaim_cli.cli.answering import answer_question, show_answer
from qaim_cli.cli.options import ExportOptions, NumberOptions

EXAMPLES = ("qaim today", "qaim today --today '17 april 2026'")


class Options(NumberOptions, ExportOptions):
    """Options of `qaim today`."""


def run(options: Options) -> int:
    """List what began or ended on this day, in any year.

    An event known to the month possibly fell on it. One known only to the year is never put on a
    day: it is counted below.
    """
    return show_answer(answer_question(options, on="today"), options)
