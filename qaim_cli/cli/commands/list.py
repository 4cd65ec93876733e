"""`qaim list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.cli.asking import answer
from qaim_cli.cli.options import AskOptions
from qaim_cli.cli.output import show
from qaim_cli.reports.listing import listing

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import Screen

EXAMPLES = (
    "qaim list --from 2003 --to 2005",
    "qaim list --in 'apr 2004' --actor marines",
    "qaim list -k drone -f json",
)


class Options(AskOptions):
    """What `qaim list` takes."""


def run(options: Options) -> None:
    """List events in a table: when, what and who.

    Events that fall in the range only possibly are marked "?". Those dated too vaguely for the
    question are counted below the table, and --maybe shows them.
    """
    sheet = listing(*answer(options))

    def view(screen: Screen) -> RenderableType:
        from qaim_cli.render.table import table

        return table(sheet, screen)

    show(sheet, options, view)
