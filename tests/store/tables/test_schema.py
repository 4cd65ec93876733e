"""The page on databases says what the tables are, in SQL that engines read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qaim_cli.store.tables.schema import TABLES

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "hand-over.md"
DIALECTS = ("duckdb", "duckdb", "spark", "trino", "duckdb")
"""The dialect of each block of SQL, in the order of the page."""


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_page_has_every_column(table):
    nullable = {True: ", may be NULL", False: ""}
    rows = "".join(
        f"| `{each.name}` | {each.type}{nullable[each.is_nullable]} | {each.description} |\n"
        for each in table.columns
    )
    heading = f"### {table.name}\n\n{table.description}\n\n| column | type | holds |\n"
    assert f"{heading}| --- | --- | --- |\n{rows}" in PAGE.read_text("utf-8")


def test_the_sql_of_the_page_can_be_read_by_its_engine():
    sqlglot = pytest.importorskip("sqlglot")
    blocks = re.findall(r"^```sql\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) == len(DIALECTS)
    for dialect, block in zip(DIALECTS, blocks, strict=True):
        assert all(sqlglot.parse(block, read=dialect))
    for dialect in ("bigquery", "clickhouse", "postgres", "snowflake", "spark", "sqlite", "trino"):
        assert sqlglot.parse_one(blocks[0], read=dialect)
