"""Titles drawn from the clause that holds the event's date."""

from __future__ import annotations

import pytest

from qaim_cli import articles
from qaim_cli.extract import draft_timeline


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "The bridge was begun in 1805 by two brothers, and in 1807 it was opened by the king.",
            ["The bridge was begun by two brothers", "It was opened by the king"],
        ),
        ("He was born in 1805 and died in 1850.", ["He was born", "He died"]),
        ("He was wounded in 1914 and captured in 1915.", ["He was wounded", "He was captured"]),
        (
            "In 1915, the town council, in a vote, closed it; moved in 1920 by rail it was sold.",
            ["The town council, in a vote, closed it", "Moved by rail it was sold"],
        ),
        ("It fell in 1915 and Maria died.", ["It fell and Maria died"]),
        ("It did not open until 1990.", ["It did not open until 1990"]),
        ("The War of 1812 began in June 1812.", ["The War of 1812 began"]),
        (
            "She won the 1911 Nobel Prize in December 1911.",
            ["She won the 1911 Nobel Prize"],
        ),
        ("However, in 1999 the council voted.", ["The council voted"]),
        ("In 1999.", ["An event"]),
        (
            "In 1999 the council voted to close every one of the seven schools of the old "
            "district.",
            ["The council voted to close every one of the seven schools…"],
        ),
    ],
)
def test_a_title_is_of_the_clause_that_holds_the_date(text, titles):
    drafts = draft_timeline(articles.parse_article(text, kind="plain"))
    assert [each.event.title for each in drafts.event_drafts] == titles
