"""A format, a kind of article and a check for Qaim, as another package adds them."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.articles.article import Paragraph
from qaim_cli.checks.finding import CheckFinding
from qaim_cli.model import Timeline
from qaim_cli.reports.table import TableReport


def write_titles(table: TableReport) -> Iterator[str]:
    """One title a line."""
    for record in table.iter_records():
        yield f"{record['title']}\n"


def read_subtitles(text: str) -> Iterator[Paragraph]:
    """The text of subtitles, without their numbers and times."""
    for block in text.split("\n\n"):
        _number, _time, *lines = block.splitlines()
        yield Paragraph(" ".join(lines))


def find_shouted_titles(timeline: Timeline) -> Iterator[CheckFinding]:
    """No title is in capital letters."""
    for event in timeline.events:
        if event.title.isupper():
            message = f"the title of event {event.id!r} is in capital letters"
            yield CheckFinding(event, message, f"write {event.title.capitalize()!r}", ("title",))
