"""One labelled line of a detail, such as who took part, with the link of its text."""

from __future__ import annotations

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.reports.table import Record


class DetailLine(FrozenRecord):
    """One labelled line of a detail; `url` is the link of its text, if any."""

    label: str
    text: str
    url: str = ""
    shows_url: bool = False
    """Whether to write out the address where a text cannot link."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The label and the text, with the address if that is to be written out."""
        return self.label, self.full_text

    @property
    def full_text(self) -> str:
        """The text, with the address behind it if that is to be written out."""
        return f"{self.text}, {self.url}" if self.shows_url and self.url else self.text

    @property
    def record(self) -> Record:
        """The label and the text as a dictionary."""
        return {"label": self.label, "text": self.text}
