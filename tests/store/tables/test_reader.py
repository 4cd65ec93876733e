"""A timeline read back from SQLite and Parquet says what it said."""

from __future__ import annotations

import importlib.util
import json
import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from qaim_cli.exchange import parquet, sqlite
from tests.support.random_questions import QuestionWriter
from tests.support.second import STORE as SECOND

HAS_DUCKDB = importlib.util.find_spec("duckdb") is not None
FORMATS = [
    "sqlite",
    pytest.param(
        "parquet", marks=pytest.mark.skipif(not HAS_DUCKDB, reason="DuckDB is not installed")
    ),
]


@pytest.fixture
def written(qaim, tmp_path):
    """The path of the shipped timeline, or another, in a format."""

    def write(format: str, *files: str) -> str:
        path = tmp_path / f"events.{format}"
        named = [word for file in files for word in ("--file", file)]
        assert qaim("list", *named, "-o", str(path)).status == 0
        return str(path)

    return write


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "-f", "jsonl"],
        ["list", "actor:us 2004..2006 not tag:battle", "--maybe"],
        ["count", "--by", "decade"],
        ["chart", "--by", "actor"],
        ["show", "battle-of-husaybah"],
        ["infobox"],
        ["actors", "-f", "json"],
        ["sources", "-f", "json"],
        ["today", "--today", "2026-04-17"],
    ],
)
def test_it_answers_as_the_timeline_that_it_was_written_from(qaim, written, format, arguments):
    path = written(format)
    expected = qaim(*arguments)
    for how in ([], ["--no-cache"]):
        result = qaim(*arguments, "--file", path, *how)
        assert (result.status, result.err) == (expected.status, "")
        assert result.out == expected.out


@pytest.mark.parametrize("format", FORMATS)
def test_every_kind_of_event_comes_back(qaim, tmp_path, format):
    made = QuestionWriter(7).make_timeline(100)
    path = tmp_path / f"test.{format}"
    module = {"sqlite": sqlite, "parquet": parquet}[format]
    path.write_bytes(b"".join(module.write(made.events, made)))
    again = tmp_path / "again" / f"test.{format}"
    again.parent.mkdir()
    assert qaim("list", "--file", str(path), "-o", str(again)).status == 0
    one, other = (qaim("list", "--file", str(each), "-f", "jsonl").out for each in (path, again))
    assert one == other
    assert one.count("\n") == 100
    assert [json.loads(line)["date"] for line in one.splitlines()] == [
        event.edtf for event in made.events
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_several_timelines_come_back_as_one(qaim, written, tmp_path, format):
    texts = {"first": SECOND, "second": SECOND.replace("name: Peshmerga", "name: Kurds")}
    files = [tmp_path / f"{name}.yaml" for name in texts]
    for file, text in zip(files, texts.values(), strict=True):
        file.write_text(text)
    path = written(format, *map(str, files))
    result = qaim("list", "--file", path, "--ids", "-f", "jsonl")
    assert result.err == ""
    ids = [json.loads(line)["id"] for line in result.out.splitlines()]
    assert "first-battle-begins" in ids
    assert "Kurds" in result.out


@pytest.mark.parametrize("format", FORMATS)
def test_a_damaged_file_is_an_error_of_one_line(qaim, written, tmp_path, format):
    whole = Path(written(format)).read_bytes()
    chance = random.Random(3)
    path = tmp_path / f"damaged.{format}"
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 20))):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.choice((len(data), chance.randrange(20, len(data))))])
        result = qaim("list", "--file", str(path), "--no-cache")
        assert result.status in (0, 3)
        assert "Traceback" not in result.err
        if result.status == 3:
            assert result.err.count("\n") == 1, result.err


def test_a_database_of_something_else_is_an_error(qaim, tmp_path):
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE events (id, name)")
        database.commit()
    result = qaim("list", "--file", str(path))
    assert (result.status, result.err) == (
        3,
        f"qaim: {path} is a SQLite database without the tables of a timeline; "
        "write one with: qaim list -o events.sqlite\n",
    )


def change(path: str, statement: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(statement)
        database.commit()


def test_tables_of_another_version_are_not_guessed_at(qaim, written):
    path = written("sqlite")
    change(path, "UPDATE qaim_metadata SET value = '9' WHERE name = 'qaim_schema'")
    result = qaim("list", "--file", path)
    assert (result.status, result.err) == (
        3,
        f"qaim: {path} has tables of version '9', not 1; "
        "read it with the version of Qaim that wrote it\n",
    )


def test_a_database_without_metadata_is_that_of_something_else(qaim, written):
    path = written("sqlite")
    change(path, "DROP TABLE qaim_metadata")
    assert "without the tables of a timeline" in qaim("list", "--file", path).err


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ("'[1, 2]'", "give it keys"),
        ('\'{"date": null, "title": 5, "source": {"section": true}}\'', "date"),
    ],
)
def test_a_record_that_is_none_is_a_problem_with_its_row(qaim, written, record, problem):
    path = written("sqlite")
    change(path, f"UPDATE events SET record = {record} WHERE rowid = 5")
    result = qaim("list", "--file", path)
    assert result.status == 0
    assert "1 problem, 1 event left out" in result.err
    assert f"{path}:5:" in result.err
    assert problem in result.err


@pytest.mark.parametrize("record", ["'no json'", "x'ff'", "17", "NULL || ''"])
def test_a_record_that_is_not_json_is_an_error(qaim, written, record):
    path = written("sqlite")
    change(path, f"CREATE TABLE other AS SELECT id, {record} AS record FROM events")
    change(path, "DROP TABLE events")
    change(path, "ALTER TABLE other RENAME TO events")
    result = qaim("list", "--file", path)
    assert (result.status, result.err.count("\n")) == (3, 1)
    assert "Traceback" not in result.err


def test_what_is_only_read_says_so_to_who_would_change_it(qaim, written):
    path = written("sqlite")
    for arguments in (["edit", "battle-of-husaybah"], ["remove", "battle-of-husaybah", "--yes"]):
        result = qaim(*arguments, "--file", path)
        assert result.status in (2, 3)
    result = qaim("format", path)
    assert "is made of tables, which are only read" in result.err


def test_it_can_be_checked(qaim, written):
    assert qaim("check", written("sqlite")).status == 0


def test_parquet_without_duckdb_says_what_to_install(qaim, tmp_path, monkeypatch):
    path = tmp_path / "events.parquet"
    path.write_bytes(b"PAR1 and so on")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    result = qaim("list", "--file", str(path))
    assert (result.status, result.err) == (
        3,
        "qaim: Parquet needs DuckDB, which is not installed; "
        "install it: pip install 'qaim[parquet]'\n",
    )


@pytest.mark.parametrize("signature", [b"SQLite format 3\0", b"PAR1"])
def test_tables_that_are_too_large_are_for_a_database(qaim, tmp_path, monkeypatch, signature):
    monkeypatch.setattr("qaim_cli.inputs.MAX_INPUT_BYTES", 2**20)
    path = tmp_path / "large"
    path.write_bytes(signature + bytes(2**20))
    for command in (["list"], ["count"], ["chart"], ["show", "siege"], ["explore"]):
        result = qaim(*command, "--file", str(path))
        assert (result.status, result.err) == (
            3,
            f"qaim: '{path}' is larger than 1 MiB; "
            "write fewer events into it, or ask a database: see 'qaim list --sql'\n",
        )
