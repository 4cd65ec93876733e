"""Reading the article that a command works on."""

from __future__ import annotations

from qaim_cli import articles, store
from qaim_cli.articles import Article
from qaim_cli.errors import RequestError, StoreError


def read_article(path: str, kind: str | None) -> Article:
    """Read the article in a file; `-` reads stdin.

    Raises:
        StoreError: the file cannot be read.
        RequestError: the kind is unknown, or what reads it is not installed.
    """
    try:
        data = store.read_stdin_bytes() if path == "-" else store.read_bytes(path)
    except StoreError as error:
        # What would mend a timeline is no cure for an article.
        raise StoreError(error.message, "give an article's text, in UTF-8") from None
    if not kind:
        _refuse_other_formats(path, data)
    return articles.parse_article(data.decode(), name=path, kind=kind or "")


def _refuse_other_formats(path: str, data: bytes) -> None:
    """Refuse a file that is clearly not prose.

    Raises:
        RequestError: it is a timeline of another program, or data of any kind.
    """
    from qaim_cli.exchange.format import Confidence
    from qaim_cli.exchange.recognise import PROSE, describe_content, recognise
    from qaim_cli.exchange.source_file import SourceFile

    source = SourceFile(path, data)
    found = recognise(source)
    if found is not None and found[1] is Confidence.CERTAIN:
        looks, fix = found[0].title, "`qaim import` reads it"
    else:
        looks = describe_content(source)
        fix = "give an article's text, or say what it is with --kind"
    if looks not in PROSE:
        raise RequestError(f"{source.display_path} is no article: it looks like {looks}", fix)
