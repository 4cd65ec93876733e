"""Which article is which source of a timeline."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from qaim_cli.articles import Article
from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.ids import make_slug
from qaim_cli.model import Timeline
from qaim_cli.query import lookup
from qaim_cli.text import fold, format_list, quote_text


class NamedArticle(FrozenRecord):
    """An article, the path that it was read from, and the source that a person says it is."""

    path: str
    article: Article
    source_name: str = ""


def match_articles(articles: Iterable[NamedArticle], timeline: Timeline) -> Mapping[str, Article]:
    """Match articles with the sources of a timeline, by what was said, else by their titles.

    Returns the articles by the ids of their sources; of a timeline that describes no source, the
    id is empty.

    Raises:
        RequestError: it cannot be told which source one is, or two are the same.
    """
    found: dict[str, NamedArticle] = {}
    given = tuple(articles)
    for each in given:
        id = _find_source(each, timeline, is_only=len(given) == 1)
        if id in found:
            paths = f"{found[id].path!r} and {each.path!r}"
            raise RequestError(
                f"{paths} are taken for one source, {id}", "say which is which: --source ID=FILE"
            )
        found[id] = each
    return {id: each.article for id, each in found.items()}


def _find_source(each: NamedArticle, timeline: Timeline, *, is_only: bool) -> str:
    """Find the id of the source that an article is.

    Raises:
        RequestError: it cannot be told.
    """
    if each.source_name:
        named = lookup.find_entity_ids("source", each.source_name, timeline.source_names)
        return lookup.require_single_id("source", each.source_name, named)
    if len(timeline.sources) < 2 and is_only:
        return timeline.default_source
    stem = os.path.splitext(os.path.basename(each.path))[0]
    for name in filter(None, (each.article.title, stem)):
        ids = [
            id
            for id, source in timeline.sources.items()
            if id == make_slug(name) or fold(name) in map(fold, (source.title, source.key))
        ]
        if len(ids) == 1:
            return ids[0]
    title = f", titled {quote_text(each.article.title)}," if each.article.title else ""
    known = format_list(timeline.sources, "or", max_names=5) or "none"
    raise RequestError(
        f"it cannot be told which source {each.path!r}{title} is",
        f"say --source ID={each.path}; the ids are {known}",
    )
