"""The characters with which what fits a template of dates can begin."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from qaim_cli.articles import parse_article
from qaim_cli.extract.dates import expressions
from qaim_cli.extract.dates.first_characters import find_first_characters

_DIGITS = string.digits
_ARTICLES = sorted((Path(__file__).parents[1] / "articles").rglob("*.md"))


@pytest.mark.parametrize(
    ("template", "characters"),
    [
        (r"(?<!\w)[Tt]he \d", "Tt"),
        (r"(?:[Tt]he )?(?P<day>\d{1,2})", f"Tt{_DIGITS}"),
        (r"(?:a|bc+|)d", "abd"),
        (r"(?=\d)(?!x)^\bday", "d"),
        (r"a{0,2}b*c?d+e", "abcd"),
        (r"a{1,2}b", "a"),
        (r"x*+y", "xy"),
        (r"\.|\$ ?\d", ".$"),
        (r"[\]\d]", f"]{_DIGITS}"),
        (r"[^\w -.:-@\[-^`{-~]", "/"),
        (r"{week_of}{day}", "Tflst"),
        (r"(?:{day}|x)? ", f"x {_DIGITS}"),
    ],
)
def test_first_characters(template: str, characters: str) -> None:
    assert find_first_characters(template) == frozenset(characters)


def test_patterns_left_out_by_first_character_fit_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [
        sentence.text
        for path in _ARTICLES
        for sentence in parse_article(path.read_text("utf-8"), name=path.name).sentences
    ]
    found = [list(expressions.find_mentions(text)) for text in sentences]
    assert sum(map(len, found)) > 100
    monkeypatch.setattr(expressions, "_PATTERNS_BY_CHARACTER", {})
    assert [list(expressions.find_mentions(text)) for text in sentences] == found
