"""Problem report: the problems of files, each with its line, and their total."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence

from qaim_cli.checks import CHECKS, Check
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Problem, ProblemLevel
from qaim_cli.reports.table import Record, TableColumn, TableReport
from qaim_cli.store import CheckResult
from qaim_cli.text import format_count, format_list


class LocatedProblem(FrozenRecord):
    """A problem with the source line at which it stands."""

    problem: Problem
    source_line: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The position, the level, the check, what is wrong and how to fix it."""
        problem = self.problem
        place = f"{problem.path}:{problem.line}:{problem.column}"
        return place, str(problem.level), problem.code, problem.message, problem.fix

    @property
    def record(self) -> Record:
        """The problem as a dictionary; keys are only ever added."""
        problem = self.problem
        return {
            "file": problem.path,
            "line": problem.line,
            "column": problem.column,
            "level": str(problem.level),
            "check": problem.code,
            "message": problem.full_message,
            "what": problem.message,
            "cure": problem.fix or None,  # the former name of `fix`
            "fix": problem.fix or None,
        }


class ProblemReport(FrozenRecord):
    """The problems of the checked files, file by file, and the summary below."""

    problems: tuple[LocatedProblem, ...]
    summary: str

    def has_level(self, level: ProblemLevel) -> bool:
        """Whether any problem has this level."""
        return any(each.problem.level is level for each in self.problems)

    @property
    def has_unreadable_file(self) -> bool:
        """Whether some file could not be read at all."""
        return any(each.problem.code == "unreadable" for each in self.problems)

    def format_lines(self) -> Iterator[str]:
        """Format one line for each problem, then the summary."""
        yield from (each.problem.check_output_line for each in self.problems)
        yield self.summary

    @property
    def table(self) -> TableReport:
        """The problems as a table."""
        titles = ("Where", "Level", "Check", "What", "Fix")
        return TableReport(
            title="Problems",
            heading=(),
            columns=tuple(TableColumn(title) for title in titles),
            rows=self.problems,
            footer=(self.summary,) if self.problems else (),
            empty_message=self.summary,
        )


def build_problem_report(files: Sequence[CheckResult]) -> ProblemReport:
    """Build the report of the problems found in files."""
    found = tuple(told for file in files for told in _locate_problems(file))
    return ProblemReport(found, _summarise_problems(files))


def build_check_table() -> TableReport:
    """Build the table of all checks."""
    return TableReport(
        title="Checks",
        heading=(),
        columns=(
            TableColumn("Check", is_unbroken=True),
            TableColumn("Level"),
            TableColumn("Rule", weight=3),
        ),
        rows=tuple(CheckRow(check) for check in CHECKS.values()),
        footer=(format_count(len(CHECKS), "check"),),
    )


class CheckRow(FrozenRecord):
    """One check in the list of checks."""

    check: Check

    @property
    def cells(self) -> tuple[str, ...]:
        """The check's name, the level of its findings, and what must hold."""
        unusual = "" if self.check.is_default else " (only with --only)"
        return self.check.name, str(self.check.level), self.check.description + unusual

    @property
    def record(self) -> Record:
        """The check as a dictionary."""
        return {
            "check": self.check.name,
            "level": str(self.check.level),
            "about": self.check.description,
            "usual": self.check.is_default,
        }


def _locate_problems(file: CheckResult) -> Iterator[LocatedProblem]:
    lines = file.read_lines({problem.line for problem in file.problems})
    for problem in file.problems:
        yield LocatedProblem(problem, lines.get(problem.line, ""))


def _summarise_problems(files: Sequence[CheckResult]) -> str:
    """Summarise the number of problems: "2 errors and 1 warning in events.yaml"."""
    levels = Counter(problem.level for file in files for problem in file.problems)
    name = os.path.basename(files[0].path)
    where = name if len(files) == 1 else format_count(len(files), "file")
    if levels:
        counts = [
            format_count(levels[level], str(level)) for level in ProblemLevel if levels[level]
        ]
        return f"{format_list(counts)} in {where}"
    events = sum(len(file.timeline.events) + file.omitted_count for file in files if file.timeline)
    return f"{where}: no problems in {format_count(events, 'event')}"
