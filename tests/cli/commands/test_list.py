"""What `qaim list` gives to databases."""

from __future__ import annotations

import json
import sqlite3
import sys

import pytest

DIALECTS = (
    "bigquery",
    "clickhouse",
    "duckdb",
    "postgres",
    "snowflake",
    "spark",
    "sqlite",
    "trino",
    "tsql",
)


@pytest.fixture
def database(qaim, tmp_path):
    path = tmp_path / "events.sqlite"
    assert qaim("list", "-o", str(path)).status == 0
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "arguments",
    [
        ["2004"],
        ["2004", "--sure"],
        ["2004", "--maybe"],
        ["--reverse", "-n", "7"],
        ["--sort", "killed", "-n", "5"],
        ["--sort", "killed", "--reverse"],
        ["--actor", "us", "--from", "2010"],
        ["actor:us (airstrike or drone) not tag:drone 2016..2021"],
        ["killed:>10"],
    ],
)
def test_the_select_gives_the_events_of_the_answer_in_its_order(qaim, database, arguments):
    answer = qaim("list", *arguments, "-f", "jsonl").out
    expected = [(each["id"], each["match"]) for each in map(json.loads, answer.splitlines())]
    result = qaim("list", *arguments, "--sql")
    assert (result.status, result.err) == (0, "")
    found = [(id, level) for id, _, _, level in database.execute(result.out)]
    assert found == expected


def test_the_select_is_written_into_a_file(qaim, tmp_path):
    path = tmp_path / "question.sql"
    assert qaim("list", "2004", "--sql", "-o", str(path)).status == 0
    assert path.read_text() == qaim("list", "2004", "--sql").out


def test_what_gives_more_than_the_answer_is_said_on_stderr_and_in_a_comment(qaim):
    result = qaim("list", "title:dam", "--sql")
    assert result.err == "qaim: SQL cannot say all of 'title dam': it gives more than `qaim list`\n"
    assert '-- SQL cannot say all of "title dam": every event that matches' in result.out


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_dialect_can_be_read_by_its_engine(qaim, dialect):
    sqlglot = pytest.importorskip("sqlglot")
    portable = qaim("list", "actor:us drone killed:>10 not 2004", "--sql").out
    assert sqlglot.parse_one(portable, read=dialect)
    worded = qaim("list", "actor:us drone killed:>10 not 2004", "--dialect", dialect).out
    assert sqlglot.parse_one(worded, read=dialect)


def test_the_wording_of_a_dialect_gives_the_same(qaim, database):
    pytest.importorskip("sqlglot")
    portable, worded = (
        qaim("list", "2004", *how).out for how in (["--sql"], ["--dialect", "sqlite"])
    )
    assert portable != worded
    assert database.execute(worded).fetchall() == database.execute(portable).fetchall()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        *(
            (["--sql", *given], f"--sql and {name} ask for two answers; leave out one")
            for given, name in (
                (("-f", "json"), "--format"),
                (("--explain",), "--explain"),
                (("--losses",), "--losses"),
                (("--strict",), "--strict"),
                (("--bounds",), "--bounds"),
                (("--partition",), "--partition"),
            )
        ),
        (
            ["--sql", "-o", "events.parquet"],
            "--sql writes a question, for which '.parquet' is no extension; give -o FILE.sql",
        ),
        (["--dialect", ""], "there is no dialect ''; choose athena, bigquery"),
        (
            ["--sql", "--sort", "title"],
            "--sql cannot order by title: engines do not agree on letters; leave out --sort",
        ),
        (["--dialect", "duckbd"], "there is no dialect 'duckbd'; did you mean duckdb?"),
        (
            ["--bounds"],
            "--bounds adds numbers to data, not to what people read; "
            "add -f json, -f jsonl or -f csv",
        ),
    ],
)
def test_what_cannot_be_given_to_a_database_is_an_error(qaim, arguments, message):
    if "--dialect" in arguments:
        pytest.importorskip("sqlglot")
    result = qaim("list", *arguments)
    assert (result.status, result.err[: len(message) + 6]) == (2, f"qaim: {message}")
    assert result.err.count("\n") == 1


def test_a_dialect_without_sqlglot_says_what_to_install(qaim, monkeypatch):
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    result = qaim("list", "--dialect", "spark")
    assert (result.status, result.err) == (
        2,
        "qaim: --dialect needs sqlglot, which is not installed; "
        "install it: pip install 'qaim[sql]'\n",
    )


def test_bounds_are_day_numbers_beside_the_other_keys(qaim):
    plain, bounded = (
        json.loads(qaim("list", "id:battle-of-husaybah", "-f", "jsonl", *more).out)
        for more in ([], ["--bounds"])
    )
    assert bounded.items() >= plain.items()
    assert bounded["earliest_start"] == bounded["surely_by"] == bounded["day_last"] == 731_688
    assert (bounded["vagueness"], bounded["parts"]) == (0, [])


def test_bounds_are_columns_of_csv(qaim):
    header, row = qaim("list", "id:battle-of-husaybah", "-f", "csv", "--bounds").out.splitlines()
    assert header.endswith(
        ",earliest_start,latest_start,earliest_end,latest_end,possible_from,possible_to,"
        "surely_by,surely_from,vagueness,day_first,day_last,parts"
    )
    assert row.endswith(",731688,731688,0,731688,731688,")


def test_the_parts_of_a_set_are_numbers_in_one_column_of_csv(qaim, store):
    path = store(
        events="  - {id: a, date: '{2003,2005}', title: T, source: {section: S, paragraph: 1}}\n"
    )
    (record,) = json.loads(qaim("list", "--file", path, "-f", "json", "--bounds").out)
    _, row = qaim("list", "--file", path, "-f", "csv", "--bounds").out.splitlines()
    parts = "; ".join(" ".join(map(str, part.values())) for part in record["parts"])
    assert len(record["parts"]) == 2
    assert row.endswith(f",{parts}")


def test_a_backslash_in_sql_is_said_to_need_a_dialect(qaim, tmp_path):
    path = tmp_path / "slash.yaml"
    path.write_text(
        "title: Slash\nsource: {title: Book, licence: none}\nevents:\n"
        "  - {id: a, date: 2004, title: A, tags: ['b\\c'], source: {at: p. 1}}\n"
    )
    command = ("list", "tag:b\\c", "--file", str(path), "--sql")
    plain = qaim(*command)
    assert "label IN ('b\\c')" in plain.out
    warning = "read a backslash as a sign of their own: for these, give --dialect"
    assert warning in plain.err
    assert warning in plain.out.splitlines()[1]
    spark = qaim(*command, "--dialect", "spark")
    assert "'b\\\\c'" in spark.out
    assert spark.err == ""
