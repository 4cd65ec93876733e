"""Slips of the pen in timelines that agree with their articles, and how many are noticed."""

from __future__ import annotations

from collections import Counter

import pytest

from qaim_cli import articles, store
from tests.support.mutations import count_findings, find_missed_mutations

pytestmark = pytest.mark.no_cover

SEED = 20


@pytest.fixture(scope="module")
def shipped(request):
    path = request.config.rootpath.parent / "shared" / "article.txt"
    if not path.exists():
        pytest.skip("the article is not beside the project")
    article = articles.parse_article(path.read_text("utf-8"), name="article.txt")
    return store.load_timeline(store.find_shipped_timeline(), cache=False).timeline, article


def test_of_60_slips_19_in_20_are_noticed_and_none_where_there_is_none(shipped):
    # `python -m bench extraction` tries 200.
    timeline, article = shipped
    assert count_findings(timeline, article) == 0
    missed = find_missed_mutations(timeline, article, 60, SEED)
    kinds = Counter(each.kind for each in missed)
    assert len(missed) <= 3, (kinds, [each.description for each in missed])
