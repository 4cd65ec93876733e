"""A question as SQL gives what Qaim gives in every engine: the same events, and as surely.

Dates are of every kind and calendar, with the tolerance of "about"; questions ask for dates, labels
and numbers, with and, or, not. Each of 50 questions or more asks each of 200 events.
"""

from __future__ import annotations

import os
import pwd
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from qaim_cli.exchange import parquet, sqlite
from qaim_cli.exchange.table_rows import RowBuilder
from qaim_cli.store.tables.schema import TABLES, ColumnType
from tests.support.questions_in_sql import EVENT_COUNT, make_questions
from tests.support.random_questions import QuestionWriter

pytestmark = pytest.mark.no_cover

POSTGRES_TYPES = {ColumnType.TEXT: "text", ColumnType.NUMBER: "double precision"}


@pytest.fixture(scope="module")
def asked():
    """A timeline, and questions about it."""
    writer = QuestionWriter(19)
    made = writer.make_timeline(EVENT_COUNT)
    return made, make_questions(writer, made, 200)


def test_sqlite_gives_what_qaim_gives(asked, tmp_path):
    made, questions = asked
    path = tmp_path / "events.sqlite"
    path.write_bytes(b"".join(sqlite.write(made.events, made)))
    with closing(sqlite3.connect(path)) as database:
        for question in questions:
            found = [(id, level) for id, _, _, level in database.execute(question.select)]
            assert found == question.expected, question


@pytest.mark.parametrize("layout", ["file", "folder", "years"])
def test_duckdb_gives_what_qaim_gives(asked, tmp_path, layout):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    made, questions = asked
    path = tmp_path / ("events.parquet" if layout == "file" else "events")
    if layout == "file":
        path.write_bytes(b"".join(parquet.write(made.events, made)))
        sources = {
            "events": f"SELECT * EXCLUDE (labels, parts, citations, year_days) FROM '{path}'",
            **{
                f"event_{name}": f"SELECT id AS event, unnest({name}, recursive := true)"
                f" FROM '{path}'"
                for name in ("labels", "parts", "citations", "year_days")
            },
        }
    else:
        parquet.write_folder(made.events, made, str(path), by_year=layout == "years")
        sources = {table.name: f"FROM '{path}/{table.name}.parquet'" for table in TABLES}
        if layout == "years":
            sources["events"] = f"FROM read_parquet('{path}/events/*/*.parquet')"
    with closing(duckdb.connect()) as database:
        for name, rows in sources.items():
            database.execute(f"CREATE VIEW {name} AS {rows}")
        for question in questions[:60]:
            found = [
                (id, level) for id, _, _, level in database.execute(question.select).fetchall()
            ]
            assert found == question.expected, question


@pytest.fixture
def postgres(tmp_path_factory):
    """Give a script to a PostgreSQL server of its own, and return what it prints."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [Path("/usr/local/bin")]
    programs = {
        name: shutil.which(name) or str(folders[-1] / name) for name in ("initdb", "pg_ctl")
    }
    if not shutil.which("psql") or not all(map(os.path.exists, programs.values())):
        pytest.skip("PostgreSQL is not installed")
    folder = Path("/tmp") / f"qaim-postgres-{os.getpid()}"
    folder.mkdir()
    user = {"user": "postgres"} if os.getuid() == 0 else {}  # it refuses to run as root
    if user:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)

    def run(*command, text=""):
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, cwd="/tmp", check=False, **user
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    data = str(folder / "data")
    server = (programs["pg_ctl"], "-D", data, "-l", str(folder / "log"), "-w")
    run(programs["initdb"], "-D", data, "-A", "trust", "-U", "qaim", "-E", "UTF8", "--no-sync")
    try:
        run(*server, "-o", f"-k {folder} -h '' -F", "start")
        connection = ("-h", str(folder), "-U", "qaim", "-d", "postgres")
        yield lambda text: run("psql", "-qAtX", "-v", "ON_ERROR_STOP=1", *connection, text=text)
    finally:
        subprocess.run(
            [*server, "-m", "immediate", "stop"], check=False, capture_output=True, **user
        )
        shutil.rmtree(folder)


def test_postgresql_gives_what_qaim_gives(asked, postgres):
    made, questions = asked
    builder = RowBuilder(made)
    rows = {table: [] for table in TABLES}
    for event in made.events:
        for table, found in zip(TABLES, builder.build_rows(event), strict=True):
            rows[table] += [found] if table is TABLES[0] else found
    script = []
    for table, found in rows.items():
        columns = ", ".join(
            f"{each.name} {POSTGRES_TYPES.get(each.type, each.type)}" for each in table.columns
        )
        script += [f"CREATE TABLE {table.name} ({columns});", f"COPY {table.name} FROM stdin;"]
        script += ["\t".join(map(copy_value, row)) for row in found]
        script.append("\\.")
    for number, question in enumerate(questions):
        # Ids alike in their dates are ordered as Qaim orders them.
        select = question.select.removesuffix("id") + 'id COLLATE "C"'
        script += [f"\\echo = {number}", f"{select};"]
    answers = postgres("\n".join(script) + "\n").split("= ")[1:]
    assert len(answers) == len(questions)
    for question, answer in zip(questions, answers, strict=True):
        lines = [line.split("|") for line in answer.splitlines()[1:]]
        assert [(line[0], line[-1]) for line in lines] == question.expected, question


def copy_value(value):
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
