"""The article that a request is about."""

from __future__ import annotations

from qaim_cli import articles, store
from qaim_cli.articles import Article
from qaim_cli.errors import StoreError


def article(path: str, kind: str | None) -> Article:
    """The article in a file, `-` for stdin.

    Raises:
        StoreError: the file cannot be read.
        RequestError: the kind is unknown, or what reads it is not installed.
    """
    try:
        data = store.stdin() if path == "-" else store.data(path)
    except StoreError as error:
        # What would mend a timeline is no cure for an article.
        raise StoreError(error.what, "give an article's text, in UTF-8") from None
    return articles.read(data.decode(), name=path, kind=kind or "")
