"""Questions put to a database: each with the answer that Qaim gives."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from qaim_cli.errors import RequestError
from qaim_cli.model import Timeline
from qaim_cli.query import FilterInput, MatchLevel, build_query, select_hits
from qaim_cli.query.sql import SelectOptions, build_select
from tests.support.random_questions import QuestionWriter

TODAY = datetime.date(2026, 11, 22)
LEVELS = {"sure": MatchLevel.CERTAIN, "": MatchLevel.POSSIBLE, "maybe": MatchLevel.VAGUE}
EVENT_COUNT = 200
"""Each question asks each event, so that 50 questions are 10,000 cases."""


class SqlQuestion(NamedTuple):
    """A question, its SELECT, and the ids that Qaim gives, with how surely each matches."""

    text: str
    how: str
    select: str
    expected: list[tuple[str, str]]


def make_questions(writer: QuestionWriter, made: Timeline, count: int) -> list[SqlQuestion]:
    """Questions about a timeline, each of which can be answered."""
    questions: list[SqlQuestion] = []
    while len(questions) < count:
        text = writer.make_question()
        how = writer.random.choice(list(LEVELS))
        try:
            query = build_query(FilterInput(query=text), made, TODAY)
        except RequestError:
            continue
        hits = select_hits(query, made, sure=how == "sure", widely=how == "maybe").hits
        expected = [(hit.event.id, hit.match_level.name.lower()) for hit in hits]
        statement = build_select(query.expression, made, SelectOptions(LEVELS[how]))
        assert statement.inexact_terms == ()
        questions.append(SqlQuestion(text, how, statement.text, expected))
    return questions
