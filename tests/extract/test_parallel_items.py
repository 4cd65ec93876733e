"""Titles of the items of a list of which each has its date."""

from __future__ import annotations

import re

import pytest

from qaim_cli.extract.titles.parallel_items import state_parallel_item


def _state(text: str) -> list[str]:
    spans = [match.span() for match in re.finditer(r"1\d{3}", text)]
    return [state_parallel_item(text, spans, n) for n in range(len(spans))]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("It sold 31 boats in 1875, more than 200 in 1881 and 900 in 1890.",
         ["It sold 31 boats", "It sold more than 200", "It sold 900"]),
        ("Pell painted Ash in 1900, Birk in 1901 and then Low Dorn in 1902.",
         ["Pell painted Ash", "Pell painted Birk", "Pell painted Low Dorn"]),
        ("In Birk, he opened a school in 1900 and a mill in 1905, and left.",
         ["He opened a school", "He opened a mill"]),
        ("Ada Pell was born in 1843 and Bo Pell (Beau) in 1846.",
         ["Ada Pell was born", "Bo Pell was born"]),
        ("The book was printed in 1843 and in English in 1846.",
         ["The book was printed", "The book was printed in English"]),
        # what followed, where the verb has no object
        ("Ada Pell died in 1843, followed by her son in 1846.",
         ["Ada Pell died", "Her son died"]),
        ("The mill was built in 1843, soon followed by a school in 1846.",
         ["The mill was built", "A school was built"]),
        ("The mill was built in 1843, followed by two schools in 1846.", ["", ""]),
        ("Ada joined the guild in 1843, followed by her son in 1846.", ["", ""]),
        # no list, or one whose items are not alike
        ("It sold 31 boats in 1875 and closed in 1881.", ["", ""]),
        ("The price fell from 25 crowns in 1875 to 19 in 1881.", ["", ""]),
        ("It sold boats in 1875 and 200 in 1881.", ["", ""]),
        ("It sold 31 boats in 1875 and boats in 1881.", ["", ""]),
        ("It never sold 31 boats in 1875, or 32 in 1881.", ["", ""]),
        ("Ash in 1875 and Birk in 1881.", ["", ""]),
        ("Sold 31 boats in 1875 and 32 in 1881.", ["", ""]),
        ("It sold 31 boats in 1875, and left in 1876, and sold 32 in 1881.", ["", "", ""]),
        (f"It sold {'very ' * 40}good boats in 1875 and bad in 1881.", ["", ""]),
    ],
)  # fmt: skip
def test_each_item_of_a_list_has_the_clause_that_they_share(text, titles):
    assert _state(text) == titles
