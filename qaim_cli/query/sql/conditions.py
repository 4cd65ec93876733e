"""Conditions of SQL: their text, joined with and, or, not, and put in brackets where needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

from qaim_cli.frozen_record import FrozenRecord

_EXACT_WHOLE_NUMBERS = 2**53
_INDENT = "  "
_MAX_LINE_CHARS = 96


class _Binding(IntEnum):
    """How tightly the outermost operator of a condition binds."""

    OR = 0
    AND = 1
    SINGLE = 2


class SqlCondition(FrozenRecord):
    """A condition, the operands that it joins, and how tightly it joins them."""

    text: str
    binding: int = _Binding.SINGLE
    operands: tuple[SqlCondition, ...] = ()

    def format_lines(self, opening: str = "") -> Iterator[str]:
        """Format it behind an opening word, with its operands on lines of their own if long."""
        if len(opening + self.text) <= _MAX_LINE_CHARS or not self.operands:
            yield opening + self.text
            return
        for number, operand in enumerate(self.operands):
            start = f"{_INDENT}{_Binding(self.binding).name} " if number else opening
            lines = list(operand.format_lines())
            if operand.binding == _Binding.SINGLE:
                yield from (f"{start}{line}" for line in lines)
            elif len(lines) == 1:
                yield f"{start}({lines[0]})"
            else:
                yield f"{start}("
                yield from indent_lines(lines, 2 * _INDENT)
                yield f"{_INDENT})"

    def __str__(self) -> str:
        return self.text


TRUE = SqlCondition("1 = 1")
FALSE = SqlCondition("1 = 0")
"""Standard SQL has words for these that not every engine takes where a condition stands."""


def indent_lines(lines: Iterable[str], indent: str) -> Iterator[str]:
    """Indent lines of a statement."""
    return (f"{indent}{line}" for line in lines)


def join_all(conditions: Iterable[SqlCondition]) -> SqlCondition:
    """Join conditions that must all hold."""
    return _join(conditions, _Binding.AND, neutral=TRUE, decisive=FALSE)


def join_any(conditions: Iterable[SqlCondition]) -> SqlCondition:
    """Join conditions of which one must hold."""
    return _join(conditions, _Binding.OR, neutral=FALSE, decisive=TRUE)


def negate(condition: SqlCondition) -> SqlCondition:
    """Negate a condition."""
    if condition in (TRUE, FALSE):
        return FALSE if condition == TRUE else TRUE
    return SqlCondition(f"NOT ({condition})")


def compare(column: str, operator: str, value: float | str) -> SqlCondition:
    """Compare a column, or an expression that needs no brackets, with a value."""
    return SqlCondition(f"{column} {operator} {format_literal(value)}")


def is_one_of(column: str, values: Iterable[str]) -> SqlCondition:
    """Compare a column with several texts, of which it is to be one."""
    listed = ", ".join(format_literal(value) for value in sorted(values))
    return SqlCondition(f"{column} IN ({listed})")


def is_in_table(table: str, condition: SqlCondition) -> SqlCondition:
    """Require that a row of another table that belongs to the event meets a condition."""
    rows = f"SELECT event FROM {table} WHERE {condition}"  # noqa: S608 - texts in it are quoted
    return SqlCondition(f"id IN ({rows})")


def format_literal(value: float | str) -> str:
    """Format a number or a text as standard SQL writes it."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, int) or (value.is_integer() and abs(value) < _EXACT_WHOLE_NUMBERS):
        return str(int(value))
    text = repr(value)
    # With an exponent it is a DOUBLE; without, some engines take it for a decimal.
    return text if "e" in text else f"{text}e0"


def _join(
    conditions: Iterable[SqlCondition],
    binding: _Binding,
    *,
    neutral: SqlCondition,
    decisive: SqlCondition,
) -> SqlCondition:
    operands: dict[SqlCondition, None] = {}
    for condition in conditions:
        joined = condition.operands if condition.binding == binding else (condition,)
        operands.update(dict.fromkeys(joined))
    operands.pop(neutral, None)
    if decisive in operands:
        return decisive
    if len(operands) < 2:
        return next(iter(operands), neutral)
    texts = (f"({each})" if each.binding < _Binding.SINGLE else str(each) for each in operands)
    return SqlCondition(f" {binding.name} ".join(texts), binding, tuple(operands))
