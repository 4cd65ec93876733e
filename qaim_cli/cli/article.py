"""The article that a request is about."""

from __future__ import annotations

import sys

from qaim_cli import articles, store
from qaim_cli.articles import Article


def article(path: str, kind: str | None) -> Article:
    """The article in a file, `-` for stdin.

    Raises:
        StoreError: the file cannot be read.
        RequestError: the kind is unknown, or what reads it is not installed.
    """
    is_stdin = path == "-"
    data = store.decodable(path, sys.stdin.buffer.read()) if is_stdin else store.data(path)
    return articles.read(data.decode(), name=path, kind=kind or "")
