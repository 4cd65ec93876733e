"""SQL: a question as one SELECT on the tables of a timeline, the same in every engine.

It holds only comparisons, IN, LIKE and CASE, so that an engine needs to know nothing of vague
dates. `conditions` joins texts of SQL, `levels` knows how surely something matches, and `terms` has
a function for each kind of term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Timeline
from qaim_cli.query.expression import And, Expression, MatchLevel
from qaim_cli.query.sql.conditions import TRUE, SqlCondition, indent_lines, join_all
from qaim_cli.query.sql.terms import TermCompiler
from qaim_cli.text import clean_text, format_list

_INDENT = "  "


class SelectOptions(FrozenRecord):
    """Which of the events that match a SELECT gives, and in what order."""

    lowest_level: MatchLevel = MatchLevel.POSSIBLE
    """How surely an event must match to be given."""
    order: tuple[str, ...] = ("day_first", "day_last DESC", "id")
    limit: int | None = None


DEFAULT_OPTIONS = SelectOptions()


class SelectStatement(FrozenRecord):
    """A question as a statement of SQL."""

    comments: tuple[str, ...]
    text: str
    inexact_terms: tuple[str, ...]
    """The terms that SQL cannot say, for which it gives all events that may match."""

    @property
    def lines(self) -> Iterator[str]:
        """The lines of the statement with its comments and the sign at its end."""
        yield from (f"-- {' '.join(clean_text(comment).split())}" for comment in self.comments)
        yield from f"{self.text};".split("\n")


def build_select(
    expression: Expression, timeline: Timeline, options: SelectOptions = DEFAULT_OPTIONS
) -> SelectStatement:
    """Build the SELECT of the events that match an expression, and how surely they do."""
    compiler = TermCompiler(timeline)
    operands = expression.operands if isinstance(expression, And) else (expression,)
    terms = [compiler.compile(operand) for operand in operands]
    shown = [term.widest.at_least(options.lowest_level) for term in terms]
    # What decides whether an event is given at all is certain of all that are given.
    certain = [
        term.widest.certain
        for term, condition in zip(terms, shown, strict=True)
        if term.widest.certain != condition
    ]
    where = join_all(shown)
    lines = [
        "SELECT id, edtf, title,",
        *_format_match_level(join_all(certain)),
        "FROM events",
        *([] if where == TRUE else where.format_lines("WHERE ")),
        f"ORDER BY {', '.join(options.order)}",
        *([f"LIMIT {options.limit}"] if options.limit is not None else []),
    ]
    inexact = [str(part) for part, term in zip(operands, terms, strict=True) if not term.is_exact]
    return SelectStatement(
        (f"{timeline.title}: {expression}", *_describe_inexact_terms(inexact)),
        "\n".join(lines),
        tuple(inexact),
    )


def _format_match_level(certain: SqlCondition) -> Iterator[str]:
    if certain == TRUE:
        yield f"{_INDENT}'certain' AS match_level"
        return
    yield f"{_INDENT}CASE"
    yield from indent_lines(certain.format_lines("WHEN "), 2 * _INDENT)
    yield f"{_INDENT}THEN 'certain' ELSE 'possible' END AS match_level"


def _describe_inexact_terms(terms: Iterable[str]) -> Iterator[str]:
    named = [f'"{term}"' for term in terms]
    if named:
        yield (
            f"SQL cannot say all of {format_list(named)}: every event that matches is given, "
            "and some that do not"
        )
