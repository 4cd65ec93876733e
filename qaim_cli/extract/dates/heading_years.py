"""The years and the day that the headings of a section give."""

from __future__ import annotations

import datetime

from qaim_cli.extract.dates.nearby_years import read_heading
from qaim_cli.extract.dates.story_anchor import Anchor, make_heading_anchor


class HeadingYears:
    """The years within which the dates of the section being read are kept.

    Where headings have no levels, a section without a year is taken for a part of the last
    whose heading begins with one: "1914: War breaks out", "Eastern front".
    """

    def __init__(self) -> None:
        self.headings: tuple[str, ...] = ()
        self.day: datetime.date | None = None
        """The day that a heading gives, as in a diary."""
        self._years: tuple[int, int] | None = None
        self._has_levels = False
        """Whether a heading has stood under another."""
        self._in_chapter = False
        """Whether the heading that gave the years begins with one."""
        self._is_inherited = False
        """Whether the years are those of an earlier heading, and not of the section's own."""

    def enter_section(self, headings: tuple[str, ...]) -> Anchor | None:
        """Take the years of the headings; return the anchor that the innermost new one gives."""
        self._has_levels |= len(headings) > 1
        if self._has_levels or not self._in_chapter:
            self._years = None
        self.day, anchor, self._is_inherited = None, None, True
        for text in headings:
            said = read_heading(text)
            self.day = said.day or self.day
            if said.years is None:
                continue
            self._years, self._in_chapter = said.years, said.begins_with_year
            self._is_inherited = False
            if text not in self.headings:
                anchor = make_heading_anchor(text)
        self.headings = headings
        return anchor

    def keep_year(self, year: int, anchor: Anchor) -> int:
        """Return the year of the headings nearest to a year.

        It is the year itself where the story, which is at an anchor, has led out of them: step by
        step, or with a year that it says in a section whose own headings say none.
        """
        if self._years is None:
            return year
        first, last = self._years
        is_of_section = anchor.sentence is not None and anchor.sentence.headings == self.headings
        is_led_out = not anchor.has_year or (
            is_of_section
            and (self._is_inherited or (anchor.unit.month and anchor.year == last + 1))
        )
        if is_led_out and anchor.year > last:
            return year
        return min(max(year, first), last)
