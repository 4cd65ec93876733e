"""Tables: a timeline as rows for databases, and back.

`schema` is the one declaration of the tables, from which SQLite, Parquet and the documentation
follow; `rows` makes their rows of events.
"""

from __future__ import annotations

SQLITE_SIGNATURE, PARQUET_SIGNATURE = b"SQLite format 3\0", b"PAR1"
"""The first bytes of a file of each format."""


def is_table_file(data: bytes) -> bool:
    """Whether the content of a file is tables, in SQLite or Parquet."""
    return data.startswith((SQLITE_SIGNATURE, PARQUET_SIGNATURE))
