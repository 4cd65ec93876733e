"""A question shown as a statement of SQL, in the portable wording or in an engine's own."""

from __future__ import annotations

import os

from qaim_cli.cli.answering import answer_question
from qaim_cli.cli.loading import print_notice
from qaim_cli.cli.options import ExportOptions
from qaim_cli.cli.output import show_lines
from qaim_cli.errors import RequestError
from qaim_cli.query import MatchLevel, SortOrder
from qaim_cli.query.sql import SelectOptions, build_select
from qaim_cli.text import format_list, quote_text, suggest_name

_KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    SortOrder.DATE: (("day_first", ""), ("day_last", "DESC"), ("id", "")),
    SortOrder.KILLED: (
        ("COALESCE(killed_least, 0)", "DESC"), ("day_first", ""), ("day_last", "DESC"), ("id", ""),
    ),
}  # fmt: skip
"""What each order is by, and which way."""
_EXTENSIONS = ("", ".sql", ".txt")
_BACKSLASH_WARNING = (
    "BigQuery, ClickHouse, MySQL, Snowflake and Spark read a backslash as a sign of their own: "
    "for these, give --dialect"
)


def show_select_statement(options: ExportOptions, dialect: str | None) -> int:
    """Show the question that the options ask as a SELECT; the exit status.

    It is in the portable wording, or that of an engine.

    Raises:
        QaimError: the question cannot be asked, or there is no such dialect.
    """
    _reject_other_outputs(options)
    answered = answer_question(options)
    level = (
        MatchLevel.CERTAIN
        if options.sure
        else MatchLevel.VAGUE
        if options.maybe
        else MatchLevel.POSSIBLE
    )
    select = SelectOptions(
        level, _list_order(answered.sort, reverse=answered.reverse), options.limit
    )
    statement = build_select(answered.query.expression, answered.timeline, select)
    if dialect is not None:
        statement = statement._replace(text=_translate(statement.text, dialect))
    elif "\\" in statement.text:
        print_notice(_BACKSLASH_WARNING)
        statement = statement._replace(comments=(*statement.comments, _BACKSLASH_WARNING))
    show_lines(statement.lines, options)
    for term in statement.inexact_terms:
        print_notice(f"SQL cannot say all of {quote_text(term)}: it gives more than `qaim list`")
    return 0


def _reject_other_outputs(options: ExportOptions) -> None:
    """Refuse what would show events, or order them as no engine does.

    Raises:
        RequestError: the options ask for that.
    """
    for name in ("format", "explain", "losses", "strict"):
        if getattr(options, name):
            raise RequestError(f"--sql and --{name} ask for two answers", "leave out one")
    extension = os.path.splitext(options.output or "")[1].lower()
    if extension not in _EXTENSIONS:
        raise RequestError(
            f"--sql writes a question, for which {quote_text(extension)} is no extension",
            "give -o FILE.sql",
        )
    if options.sort == SortOrder.TITLE:
        raise RequestError(
            "--sql cannot order by title: engines do not agree on letters", "leave out --sort"
        )
    if options.sort is not None and options.sort not in _KEYS:
        raise RequestError(f"--sql cannot order by {quote_text(options.sort)}", "leave out --sort")


def _list_order(sort: str, *, reverse: bool) -> tuple[str, ...]:
    """List what to order by, as SQL has it."""
    directions = {"": "DESC", "DESC": ""} if reverse else {"": "", "DESC": "DESC"}
    return tuple(f"{key} {directions[way]}".strip() for key, way in _KEYS[sort])


def _translate(text: str, dialect: str) -> str:
    """Translate a statement into the wording of an engine.

    Raises:
        RequestError: there is no such engine, or sqlglot is not installed.
    """
    try:
        # Here, so that only who asks for a dialect pays for it.
        import sqlglot
        from sqlglot.dialects import Dialects
    except ImportError:
        raise RequestError(
            "--dialect needs sqlglot, which is not installed", "install it: pip install 'qaim[sql]'"
        ) from None
    names = [each.value for each in Dialects if each.value]
    if dialect.lower() not in names:
        fix = suggest_name(dialect, names) or f"choose {format_list(names, 'or')}"
        raise RequestError(f"there is no dialect {quote_text(dialect)}", fix)
    (translated,) = sqlglot.transpile(text, write=dialect.lower(), pretty=True)
    return translated
