"""Questions about sources: which are cited, and where in them."""

from __future__ import annotations

import datetime

import pytest

from qaim_cli.citations import find_doi_url
from qaim_cli.errors import RequestError
from qaim_cli.model import Reference, Source
from qaim_cli.query import FilterInput, build_query, select_hits
from tests.support.events import event, timeline

BOOKS = (
    Reference("Histories", author="Polybius", key="plb1922", id="polybius"),
    Reference("Histories", author="Polybius", translator="R. Waterfield", id="polybius-2010"),
    Reference("History of Rome", author="Livy", id="livy"),
)
MADE = timeline(
    event("cannae", "-0215")._replace(
        sources=(Source(of="polybius", at="3.117"), Source(of="livy", at="22.49"))
    ),
    event("zama", "-0201")._replace(
        sources=(Source(of="polybius", at="15.14"), Source(of="polybius-2010"))
    ),
    event("canal", "1869")._replace(sources=(Source("The Works", 2, 1), Source("The Works", 2, 2))),
    event("trebia", "-0217")._replace(sources=(Source("Book 21", 3, 1, of="livy"),)),
    sources=BOOKS,
)


def found(query="", made=MADE, **filters):
    asked = build_query(FilterInput(query=query, **filters), made, datetime.date(2026, 1, 1))
    return sorted(hit.event.id for hit in select_hits(asked, made).hits)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("source:livy", ["cannae", "trebia"]),
        ("source:History of Rome", ["cannae", "trebia"]),
        ("source:plb1922", ["cannae", "zama"]),
        ("source:rome", ["cannae", "trebia"]),
        ("source:histories", ["cannae", "zama"]),
        ("source:source", ["canal"]),
        ('source:"a book"', ["canal"]),
        ("not source:livy", ["canal", "zama"]),
        ('source:"livy 22"', ["cannae"]),
        ('source:"livy 2"', []),
        ('source:"livy 22.49"', ["cannae"]),
        ('source:"History of Rome Book 21"', ["trebia"]),
        ('source:"livy Book 21 ¶3.1"', ["trebia"]),
        ('source:"livy Book 21 ¶4"', []),
        ('source:"The Works ¶2.1"', ["canal"]),
        ('source:"the works"', ["canal"]),
        ("sources:>1", ["cannae"]),
        ("sources:1", ["canal", "trebia", "zama"]),
    ],
)
def test_a_source_is_asked_for_by_any_of_its_names_with_a_place_in_it(query, ids):
    assert found(query) == ids


def test_the_option_takes_what_the_field_takes_and_repeated_means_any():
    assert found(sources=("livy 22", "source")) == ["canal", "cannae"]


def test_an_unknown_source_suggests_the_nearest():
    with pytest.raises(RequestError, match="there is no source 'livvy'; did you mean livy"):
        found("source:livvy")


def test_of_a_single_source_the_places_count():
    made = timeline(event("a", "2004")._replace(sources=(Source("S", 1), Source("S", 2))))
    assert found("sources:2", made) == ["a"]
    with pytest.raises(RequestError, match="there is no section 'T'; did you mean S|the sections"):
        found("source:T", made)


def test_a_source_that_is_not_declared_counts_as_one_of_its_own():
    made = timeline(
        event("a", "2004")._replace(sources=(Source(of="x"), Source(of="y"), Source(of="livy"))),
        sources=BOOKS,
    )
    assert found("sources:3", made) == ["a"]


@pytest.mark.parametrize(
    ("doi", "url"),
    [
        ("10.1000/1 82", "https://doi.org/10.1000/1%2082"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("https://doi.org/10.1000/182", "https://doi.org/10.1000/182"),
        ("", ""),
    ],
)
def test_a_doi_is_an_address(doi, url):
    assert find_doi_url(Reference("Histories", doi=doi)) == url
