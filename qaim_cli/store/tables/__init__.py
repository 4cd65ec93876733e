"""Tables: a timeline as rows for databases, and back.

`schema` is the one declaration of the tables, from which SQLite, Parquet and the documentation
follow; `rows` makes their rows of events.
"""

from __future__ import annotations
