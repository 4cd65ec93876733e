"""The problems of files: each with the line of the file that it is about, and the count of all."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qaim_cli.checks import CHECKS, Check
from qaim_cli.model import Level, Problem
from qaim_cli.reports.sheet import Column, Record, Sheet
from qaim_cli.store import Checked
from qaim_cli.text import counted, listed


class Told(NamedTuple):
    """A problem with the line of the file where it stands, as it is written there."""

    problem: Problem
    source: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Where it is, how grave, by which check, what is wrong and its cure."""
        path, line, column, code, what, cure, level = self.problem
        return f"{path}:{line}:{column}", str(level), code, what, cure

    @property
    def record(self) -> Record:
        """The problem as data; keys are only ever added."""
        path, line, column, code, what, cure, level = self.problem
        return {
            "file": path,
            "line": line,
            "column": column,
            "level": str(level),
            "check": code,
            "message": self.problem.told,
            "what": what,
            "cure": cure or None,
        }


class Problems(NamedTuple):
    """All problems of the files checked, file by file, and what is said below them."""

    told: tuple[Told, ...]
    summary: str

    def has(self, level: Level) -> bool:
        """Whether there is a problem of that level."""
        return any(each.problem.level is level for each in self.told)

    @property
    def unreadable(self) -> bool:
        """Whether a file could not be read at all."""
        return any(each.problem.code == "unreadable" for each in self.told)

    def lines(self) -> Iterator[str]:
        """A line a problem, and the summary."""
        yield from (each.problem.line_of_check for each in self.told)
        yield self.summary

    @property
    def sheet(self) -> Sheet:
        """The problems as a table."""
        titles = ("Where", "Level", "Check", "What", "Cure")
        return Sheet(
            title="Problems",
            question=(),
            columns=tuple(Column(title) for title in titles),
            rows=self.told,
            footer=(self.summary,) if self.told else (),
            empty=self.summary,
        )


def problems(files: Sequence[Checked]) -> Problems:
    """The report of what checking files found."""
    found = tuple(told for file in files for told in _told(file))
    return Problems(found, _summary(files))


def catalogue() -> Sheet:
    """The sheet of all checks there are."""
    return Sheet(
        title="Checks",
        question=(),
        columns=(
            Column("Check", unbroken=True),
            Column("Level"),
            Column("What must hold", weight=3),
        ),
        rows=tuple(Rule(check) for check in CHECKS.values()),
        footer=(counted(len(CHECKS), "check"),),
    )


class Rule(NamedTuple):
    """A check as a row of the list of checks."""

    check: Check

    @property
    def cells(self) -> tuple[str, ...]:
        """Its name, the level of what it finds, and what must hold."""
        unusual = "" if self.check.usual else " (only where chosen)"
        return self.check.name, str(self.check.level), self.check.about + unusual

    @property
    def record(self) -> Record:
        """The check as data."""
        return {
            "check": self.check.name,
            "level": str(self.check.level),
            "about": self.check.about,
            "usual": self.check.usual,
        }


def _told(file: Checked) -> Iterator[Told]:
    lines = file.lines() if file.problems else []
    for problem in file.problems:
        source = lines[problem.line - 1] if problem.line <= len(lines) else ""
        yield Told(problem, source)


def _summary(files: Sequence[Checked]) -> str:
    """How many problems there are in what: "2 errors and 1 warning in events.yaml"."""
    levels = Counter(problem.level for file in files for problem in file.problems)
    name = os.path.basename(files[0].path)
    where = name if len(files) == 1 else counted(len(files), "file")
    if levels:
        counts = [counted(levels[level], str(level)) for level in Level if levels[level]]
        return f"{listed(counts)} in {where}"
    events = sum(len(file.timeline.events) + file.left_out for file in files if file.timeline)
    return f"{where}: no problems in {counted(events, 'event')}"
