"""What happens to imported events: added to a timeline, reviewed, shown, or written as a draft."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qaim_cli.cli import loading, terminal
from qaim_cli.memory import pause_cycle_search
from qaim_cli.text import clean_text, format_count

if TYPE_CHECKING:
    from qaim_cli.edit.accept import AcceptResult
    from qaim_cli.errors import RequestError
    from qaim_cli.exchange.assemble import AssembledTimeline


@pause_cycle_search()
def accept_all_events(assembled: AssembledTimeline, path: str, *, dry_run: bool) -> None:
    """Add all events to a timeline, which is created if it does not exist, or show the change.

    Raises:
        QaimError: the timeline cannot be read or written.
    """
    from qaim_cli.cli.output import report_write_errors
    from qaim_cli.cli.writing import show_diff
    from qaim_cli.edit.accept import accept_events, new_timeline
    from qaim_cli.edit.change import change_file, change_text
    from qaim_cli.files import create_file

    draft = assembled.timeline
    results: list[AcceptResult] = []
    refused: list[RequestError] = []
    edit = accept_events(draft.events, draft, results.append, refused.append)
    if os.path.lexists(path):
        change = change_file(path, edit, dry_run=dry_run)
    else:
        change = change_text(path, new_timeline(draft), edit)
        if not dry_run:
            with report_write_errors(path):
                create_file(path, [change.new_text])
    if dry_run:
        show_diff(change)
    for error in refused:
        loading.print_notice(str(error))
    terminal.write_stdout([f"{line}\n" for line in _describe_results(results)])


def _describe_results(results: list[AcceptResult]) -> Iterator[str]:
    """Describe how many events are new, updated, unchanged, or kept as edited."""
    new = sum(each.is_new for each in results)
    updated = [each for each in results if each.is_updated]
    rest = len(results) - new - len(updated)
    counts = [
        f"{format_count(new, 'event')} added",
        f"{len(updated):,} updated",
        f"{rest:,} unchanged",
    ]
    yield ", ".join(counts)
    for each in results:
        if each.kept_keys:
            yield clean_text(each.message)


def review_events(assembled: AssembledTimeline, store_path: str) -> None:
    """Ask about the events one after another, as `qaim review` does."""
    from tempfile import TemporaryDirectory

    from qaim_cli.cli.commands import review

    with TemporaryDirectory(prefix="qaim-") as folder:
        path = os.path.join(folder, "draft.yaml")
        write_draft(assembled, path)
        review.run(review.Options({"draft": path, "into": store_path}))


@pause_cycle_search()
def write_draft(assembled: AssembledTimeline, path: str | None) -> None:
    """Write the events as a draft to a new file, or to stdout.

    Raises:
        QaimError: the file cannot be written.
    """
    from qaim_cli import files
    from qaim_cli.cli.output import STDOUT_PATHS, report_write_errors
    from qaim_cli.exchange.yaml_store import write_store
    from qaim_cli.model import DRAFT_TAG

    draft = assembled.timeline
    heading = "Imported: `qaim review THIS --into STORE` adds the events to a timeline."
    pieces = write_store(draft.events, draft, heading=heading, extra_tags=(DRAFT_TAG,))
    if path in STDOUT_PATHS:
        terminal.write_stdout(pieces, encoding="utf-8")
        return
    with report_write_errors(path or "", "choose another place with -o"):
        files.create_file(path or "", pieces)


def show_events(assembled: AssembledTimeline) -> None:
    """Show the events as a table."""
    from qaim_cli.cli.options import ShowOptions
    from qaim_cli.cli.output import show_table
    from qaim_cli.reports.listing import build_answer, build_listing_table

    answer = build_answer(tuple(assembled.timeline.events), assembled.timeline)
    show_table(build_listing_table(answer), ShowOptions({}))
