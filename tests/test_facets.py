"""The table of facets."""

from __future__ import annotations

from collections import Counter

from qaim_cli.cli.options import FilterOptions
from qaim_cli.facets import FACETS, INDEXED_FACETS
from qaim_cli.query import FilterInput


def test_no_two_facets_share_a_mark_of_the_index():
    marks = Counter(facet.index_mark for facet in INDEXED_FACETS.values())
    assert [mark for mark, uses in marks.items() if uses > 1 or len(mark) > 1] == []


def test_every_facet_has_its_filter():
    for facet in FACETS.values():
        for owner in (FilterOptions, FilterInput):
            assert facet.filter_field in dir(owner), (
                f"give {owner.__name__} an attribute {facet.filter_field!r}"
            )
