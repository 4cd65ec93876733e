"""A question as SQL gives what Qaim gives: the same events, and as surely."""

from __future__ import annotations

import datetime
import sqlite3

import pytest

from qaim_cli.errors import RequestError
from qaim_cli.exchange import sqlite
from qaim_cli.query import FilterInput, MatchLevel, build_query, select_hits
from qaim_cli.query.sql import SelectOptions, build_select
from tests.support.random_questions import QuestionWriter

TODAY = datetime.date(2026, 11, 22)
EVENTS, QUESTIONS = 200, 400
LEVELS = {"sure": MatchLevel.CERTAIN, "": MatchLevel.POSSIBLE, "maybe": MatchLevel.VAGUE}


@pytest.fixture(scope="module")
def writer():
    return QuestionWriter(19)


@pytest.fixture(scope="module")
def made(writer):
    return writer.make_timeline(EVENTS)


@pytest.fixture(scope="module")
def database(made, tmp_path_factory):
    path = tmp_path_factory.mktemp("sql") / "events.sqlite"
    path.write_bytes(b"".join(sqlite.write(made.events, made)))
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def ask(question, made, how=""):
    query = build_query(FilterInput(query=question), made, TODAY)
    hits = select_hits(query, made, sure=how == "sure", widely=how == "maybe")
    return query, [(hit.event.id, hit.match_level.name.lower()) for hit in hits.hits]


def test_sqlite_gives_what_qaim_gives(writer, made, database):
    asked = 0
    while asked < QUESTIONS:
        question = writer.make_question()
        how = writer.random.choice(list(LEVELS))
        try:
            query, expected = ask(question, made, how)
        except RequestError:
            continue
        statement = build_select(query.expression, made, SelectOptions(LEVELS[how]))
        assert statement.inexact_terms == ()
        found = [(id, level) for id, _, _, level in database.execute(statement.text)]
        assert found == expected, (question, how, statement.text)
        asked += 1
