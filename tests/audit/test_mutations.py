"""Slips of the pen in timelines that agree with their articles, and how many are noticed."""

from __future__ import annotations

from collections import Counter

import pytest

from qaim_cli import articles, store
from qaim_cli.audit import audit_timeline
from qaim_cli.checks import run_checks, select_checks
from qaim_cli.model import Timeline
from tests.support.mutations import mutate

SEED = 20


def count_findings(timeline: Timeline, article: articles.Article) -> int:
    found = len(audit_timeline(timeline, {timeline.default_source: article}).findings)
    return found + len(list(run_checks(timeline, select_checks((), ()))))


@pytest.fixture(scope="module")
def shipped(request):
    path = request.config.rootpath.parent / "shared" / "article.txt"
    if not path.exists():
        pytest.skip("the article is not beside the project")
    article = articles.parse_article(path.read_text("utf-8"), name="article.txt")
    return store.load_timeline(store.find_shipped_timeline(), cache=False).timeline, article


def test_of_200_slips_19_in_20_are_noticed_and_none_where_there_is_none(shipped):
    timeline, article = shipped
    assert count_findings(timeline, article) == 0
    missed = [
        mutation
        for mutation in mutate(timeline, 200, SEED)
        if not count_findings(mutation.timeline, article)
    ]
    kinds = Counter(each.kind for each in missed)
    assert len(missed) <= 10, (kinds, [each.description for each in missed])
