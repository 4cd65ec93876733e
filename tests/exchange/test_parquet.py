"""Parquet: whole or not at all, and what it says besides its rows."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytest.importorskip("duckdb", reason="DuckDB is not installed")


def read(rows):
    import duckdb

    return duckdb.connect().execute(rows).fetchall()


def test_one_file_has_events_with_their_labels_and_what_the_timeline_says(qaim, tmp_path):
    path = tmp_path / "events.parquet"
    result = qaim("list", "id:battle-of-husaybah", "-o", str(path), "--strict")
    assert (result.status, result.err) == (0, "qaim: 1 event written\n")
    assert read(f"SELECT id, year, len(labels) > 5, len(parts) FROM '{path}'") == [
        ("battle-of-husaybah", 2004, True, 0)
    ]
    said = read(f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{path}')")
    assert dict(said)["qaim_schema"] == "1"
    assert json.loads(dict(said)["qaim_header"])["title"] == "Al-Qa'im"


def test_it_goes_through_a_pipe(clean_environment):
    command = [sys.executable, "-m", "qaim_cli", "list", "-f", "parquet"]
    done = subprocess.run(command, capture_output=True, check=True, env=clean_environment)
    assert done.stdout.startswith(b"PAR1")


def test_a_folder_has_a_file_for_each_table(qaim, tmp_path):
    path = tmp_path / "lake"
    assert qaim("list", "-o", f"{path}/", "-f", "parquet").status == 0
    assert sorted(each.name for each in path.iterdir()) == [
        "event_citations.parquet", "event_labels.parquet", "event_parts.parquet",
        "event_year_days.parquet", "events.parquet",
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == [path]


def test_the_events_of_each_year_have_a_folder(qaim, tmp_path):
    path = tmp_path / "lake"
    assert qaim("list", "-o", str(path), "--partition").status == 0
    assert (path / "events" / "year=2004").is_dir()
    years = f"SELECT count(*), count(year) FROM read_parquet('{path}/events/*/*.parquet')"
    ((events, with_year),) = read(years)
    assert 0 < with_year < events == 35


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", ".", "--partition"], "'.' is there already; name a folder that is not"),
        (["-o", "x.csv", "-f", "csv", "--partition"],
         "--partition does not go with -f csv; leave it out"),
        (["--partition"], "--partition writes a folder; name it: -o FOLDER"),
    ],
)  # fmt: skip
def test_a_folder_that_cannot_be_written_is_an_error(qaim, arguments, message):
    result = qaim("list", *arguments)
    assert (result.status, result.err) == (2, f"qaim: {message}\n")


def test_nothing_is_left_where_writing_fails(qaim, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("qaim_cli.exchange.parquet._copy_rows", fail)
    for target in ("lake/", "events.parquet"):
        result = qaim("list", "-o", f"{tmp_path}/{target}", "-f", "parquet")
        assert result.status == 2
        assert "no space left on device" in result.err
        assert list(tmp_path.iterdir()) == []


def test_what_duckdb_cannot_do_is_said_in_a_line(qaim, tmp_path, monkeypatch):
    monkeypatch.setattr("qaim_cli.exchange.parquet._list_column_types", lambda: {"id": "NONSENSE"})
    result = qaim("list", "-o", str(tmp_path / "events.parquet"))
    assert result.status == 2
    assert result.err.startswith(f"qaim: '{tmp_path}/events.parquet' cannot be written: ")
    assert result.err.count("\n") == 1


def test_without_duckdb_it_says_what_to_install(qaim, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    result = qaim("list", "-o", str(tmp_path / "events.parquet"))
    assert (result.status, result.err) == (
        2,
        "qaim: Parquet needs DuckDB, which is not installed; "
        "install it: pip install 'qaim[parquet]'\n",
    )
