"""Files of other programs read in a test: what they say, in short."""

from __future__ import annotations

from qaim_cli.dates import format_edtf
from qaim_cli.exchange import FORMATS
from qaim_cli.exchange.format import ImportOptions
from qaim_cli.exchange.losses import LossCounter
from qaim_cli.exchange.recognise import recognise
from qaim_cli.exchange.records import ImportedEvent, ImportProblem
from qaim_cli.exchange.source_file import SourceFile


def source(text: str | bytes, name: str = "file") -> SourceFile:
    """A file of that content."""
    return SourceFile(name, text if isinstance(text, bytes) else text.encode())


def recognised(text: str | bytes, name: str = "file") -> str:
    """The name of the format that a file is taken for, empty where it is none."""
    found = recognise(source(text, name))
    return found[0].name if found else ""


class Reading:
    """What the reader of a format makes of a file."""

    def __init__(self, format: str, text: str | bytes, name: str = "file", **options) -> None:
        module = FORMATS[format].load()
        self.losses = LossCounter(module.READ_LOSSES)
        self.records = list(module.read(source(text, name), ImportOptions(**options), self.losses))
        self.events = [each for each in self.records if isinstance(each, ImportedEvent)]
        self.problems = [each for each in self.records if isinstance(each, ImportProblem)]

    @property
    def dates(self) -> list[str]:
        """The dates of the events in EDTF."""
        return [format_edtf(event.date) for event in self.events]

    @property
    def titles(self) -> list[str]:
        """The titles of the events."""
        return [event.title for event in self.events]

    @property
    def lost(self) -> dict[str, int]:
        """How many events lost what."""
        counts: dict[str, int] = {}
        for (loss, _), number in self.losses.count_losses().items():
            counts[str(loss)] = counts.get(str(loss), 0) + number
        return counts
