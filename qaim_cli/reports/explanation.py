"""Explanation report: each term of a query with the number of events it matches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Timeline
from qaim_cli.query import MatchLevel, Query, count_matches
from qaim_cli.query.expression import And, Expression, Not, Or
from qaim_cli.reports.table import Record, TableColumn, TableReport


class ExplainedTerm(FrozenRecord):
    """One term of a query, with its number of certain, possible and too vague events."""

    depth: int
    description: str
    match_counts: Counter[MatchLevel]

    @property
    def cells(self) -> tuple[str, ...]:
        """The term, indented, and its numbers of certain, possible and too vague events."""
        numbers = (
            self.match_counts[match]
            for match in (MatchLevel.CERTAIN, MatchLevel.POSSIBLE, MatchLevel.VAGUE)
        )
        return (". " * self.depth + self.description, *(f"{number:,}" for number in numbers))

    @property
    def record(self) -> Record:
        """The term and its numbers as a dictionary."""
        return {
            "depth": self.depth,
            "term": self.description,
            "certain": self.match_counts[MatchLevel.CERTAIN],
            "possible": self.match_counts[MatchLevel.POSSIBLE],
            "vague": self.match_counts[MatchLevel.VAGUE],
        }


def build_explanation_table(query: Query, timeline: Timeline) -> TableReport:
    """Build the table of a query's terms, each followed by the terms inside it."""
    return TableReport(
        title=timeline.title,
        heading=("how the query was understood",),
        columns=(
            TableColumn("Term", weight=5),
            *(
                TableColumn(title, is_numeric=True)
                for title in ("Certain", "Possible", "Too vague")
            ),
        ),
        rows=tuple(_explain_terms(query.expression, timeline, 0)),
        footer=(f"{len(timeline.events):,} events",),
    )


def _explain_terms(
    expression: Expression, timeline: Timeline, depth: int
) -> Iterator[ExplainedTerm]:
    counts = count_matches(expression, timeline)
    match expression:
        case And(parts) if not parts:
            yield ExplainedTerm(depth, "everything", counts)
        case And(parts) | Or(parts):
            word = "all of" if isinstance(expression, And) else "any of"
            yield ExplainedTerm(depth, word, counts)
            for part in parts:
                yield from _explain_terms(part, timeline, depth + 1)
        case Not(part):
            yield ExplainedTerm(depth, "not", counts)
            yield from _explain_terms(part, timeline, depth + 1)
        case _:
            yield ExplainedTerm(depth, str(expression), counts)
