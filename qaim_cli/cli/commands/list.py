"""`qaim list`."""

from __future__ import annotations

from qaim_cli.cli.answering import answer_question, show_answer
from qaim_cli.cli.options import ExportOptions

EXAMPLES = (
    "qaim list --from 2003 --to 2005",
    "qaim list --in 'apr 2004' --actor marines",
    "qaim list 'actor:us (airstrike or drone) 2016..2021'",
    "qaim list drone -f json",
)


class Options(ExportOptions):
    """What `qaim list` takes."""


def run(options: Options) -> int:
    """List events in a table: when, what and who.

    Events that fall in the range only possibly are marked "?". Those dated too vaguely for the
    question are counted below the table, and --maybe shows them.
    """
    return show_answer(answer_question(options), options)
