"""Writing an answer's events in another program's format, and reporting what is lost."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from qaim_cli.cli import loading, terminal
from qaim_cli.cli.loss_report import describe_losses, list_losses
from qaim_cli.cli.options import ExportOptions
from qaim_cli.cli.output import STDOUT_PATHS, report_write_errors, write_output_file
from qaim_cli.errors import RequestError
from qaim_cli.exchange import Format
from qaim_cli.exchange.losses import LossCounter
from qaim_cli.exchange.select import select_writable
from qaim_cli.text import format_count

if TYPE_CHECKING:
    from qaim_cli.model import Event
    from qaim_cli.query import QueryAnswer


def export_answer(answered: QueryAnswer, options: ExportOptions, format: Format) -> int:
    """Write the events of an answer, report losses, and return the exit status.

    Raises:
        RequestError: the file cannot be written, or would make a mess of a terminal.
    """
    module = format.load()
    losses = LossCounter(module.WRITE_LOSSES)
    events = select_writable(
        (hit.event for hit in answered.hits), answered.timeline, module.KEPT_UNITS, losses
    )
    chosen = cast("Sequence[Event]", events) if format.writes_lazily else tuple(events)
    if format.name == "parquet" and _is_folder(options):
        from qaim_cli.exchange.parquet import write_folder

        path, by_year = options.output or "", getattr(options, "partition", False)
        with report_write_errors(path):
            write_folder(chosen, answered.timeline, path, by_year=by_year)
    else:
        _write(module.write(chosen, answered.timeline), options, format.title)
    if options.losses:
        for line in list_losses([losses]):
            loading.print_notice(line)
    said = [f"{format_count(losses.handled_count, 'event')} written"]
    said += describe_losses([losses], is_listed=options.losses)
    if len(said) > 1 or options.output not in STDOUT_PATHS:
        loading.print_notice("; ".join(said))
    return 1 if options.strict and losses.has_drops else 0


def _is_folder(options: ExportOptions) -> bool:
    """Whether the answer goes into a folder of several files."""
    output = options.output or ""
    return getattr(options, "partition", False) or output.endswith(("/", os.sep))


def _write(pieces: Iterable[str | bytes], options: ExportOptions, title: str) -> None:
    if options.output not in STDOUT_PATHS:
        write_output_file(options.output or "", pieces, loading.get_requested_paths(options))
        return
    pieces = iter(pieces)
    first = next(pieces, "")
    if isinstance(first, bytes):
        if terminal.is_terminal():
            raise RequestError(f"{title} is no text to show", "give -o FILE")
        terminal.write_stdout_bytes(first)
        return
    terminal.write_stdout([first, *(str(piece) for piece in pieces)], encoding="utf-8")
