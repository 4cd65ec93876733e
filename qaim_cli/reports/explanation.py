"""The explanation of a question: its expression term by term, with what each keeps by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from qaim_cli.model import Timeline
from qaim_cli.query import Match, Query
from qaim_cli.query.expression import All, Any, Expression, Not
from qaim_cli.reports.sheet import Column, Record, Sheet


class Step(NamedTuple):
    """One part of an expression and how many events match it, by how surely."""

    depth: int
    words: str
    counts: Counter[Match]

    @property
    def cells(self) -> tuple[str, ...]:
        """The part, indented, and its numbers of certain, possible and too vague events."""
        numbers = (self.counts[match] for match in (Match.CERTAIN, Match.POSSIBLE, Match.VAGUE))
        return (". " * self.depth + self.words, *(f"{number:,}" for number in numbers))

    @property
    def record(self) -> Record:
        """The part and its numbers as data."""
        return {
            "depth": self.depth,
            "term": self.words,
            "certain": self.counts[Match.CERTAIN],
            "possible": self.counts[Match.POSSIBLE],
            "vague": self.counts[Match.VAGUE],
        }


def explanation(query: Query, timeline: Timeline) -> Sheet:
    """The sheet of a query's parts, each above the parts it is made of."""
    return Sheet(
        title=timeline.title,
        question=("how the question was understood",),
        columns=(
            Column("Term", weight=5),
            *(Column(title, numeric=True) for title in ("Certain", "Possible", "Too vague")),
        ),
        rows=tuple(_steps(query.expression, timeline, 0)),
        footer=(f"{len(timeline.events):,} events",),
    )


def _steps(expression: Expression, timeline: Timeline, depth: int) -> Iterator[Step]:
    near = timeline.pointed_at(expression.hint)
    counts = Counter(expression.match(event) for event in near)
    match expression:
        case All(parts) if not parts:
            yield Step(depth, "everything", counts)
        case All(parts) | Any(parts):
            word = "all of" if isinstance(expression, All) else "any of"
            yield Step(depth, word, counts)
            for part in parts:
                yield from _steps(part, timeline, depth + 1)
        case Not(part):
            yield Step(depth, "not", counts)
            yield from _steps(part, timeline, depth + 1)
        case _:
            yield Step(depth, str(expression), counts)
