"""The article that a request is about."""

from __future__ import annotations

from qaim_cli import articles, store
from qaim_cli.articles import Article
from qaim_cli.errors import StoreError


def read_article(path: str, kind: str | None) -> Article:
    """The article in a file, `-` for stdin.

    Raises:
        StoreError: the file cannot be read.
        RequestError: the kind is unknown, or what reads it is not installed.
    """
    try:
        data = store.read_stdin_bytes() if path == "-" else store.read_bytes(path)
    except StoreError as error:
        # What would mend a timeline is no cure for an article.
        raise StoreError(error.message, "give an article's text, in UTF-8") from None
    return articles.parse_article(data.decode(), name=path, kind=kind or "")
