"""Patterns with a prefilter: it never rules out a match."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from pathlib import Path

import pytest

from qaim_cli import extract
from qaim_cli.articles import parse_article
from qaim_cli.extract.words.prefiltered_patterns import (
    PrefilteredPattern,
    find_required_texts,
    measure_length_at_end,
)

_ARTICLES = sorted((Path(__file__).parents[1] / "articles").rglob("*.md"))


@pytest.mark.parametrize(
    ("pattern", "required"),
    [
        (r"\b(?:died|was born) in\b", ("died", "was born")),
        (r"plann?(?:ed|ing)? to (?:be|have)", ("plan",)),
        (r"(?<!as )(?=from)[Ss]et (?!up)at", ("et ",)),
        (r"(?:in|at) [^,]{0,9}", ("in", "at")),
        (r"(?:in|at)? [^,]*", (" ",)),
        (r"(?:in|)\w+", ("",)),
        (r"(?i:war) of", (" of",)),
        (r"reign(?:ed|s)|ruled|reigning", ("ruled", "reign")),
        (r"killed|overkilled", ("killed",)),
        (r"a+b\x01\.c", (".c",)),
        (r"\x01\d", ("",)),
    ],
)
def test_required_texts(pattern: str, required: tuple[str, ...]) -> None:
    assert sorted(find_required_texts(pattern)) == sorted(required)


@pytest.mark.parametrize(
    ("pattern", "length"),
    [
        (r"\b(?:the|an?) \Z", 4),
        (r"(?:in|from(?: the)?)? \Z|\bby\Z", 9),
        (r"[a-z]{2,20}ly(?<!family)\Z", 22),
        (r"(?:ab){3}\w{4}(?:c\Z|d\Z)", 11),
        (r"(?:by\Z|in) ?", sys.maxsize),
        (r"by|in\Z", sys.maxsize),
        (r"the \w+\Z", sys.maxsize),
        (r"the \w{2,}\Z", sys.maxsize),
    ],
)
def test_length_at_end(pattern: str, length: int) -> None:
    assert min(measure_length_at_end(pattern), sys.maxsize) == length


def test_prefilters_rule_out_no_match() -> None:
    found = 0
    texts = _list_texts()
    for module in pkgutil.walk_packages(extract.__path__, f"{extract.__name__}."):
        for prefiltered in vars(importlib.import_module(module.name)).values():
            if isinstance(prefiltered, PrefilteredPattern):
                plain = prefiltered._pattern
                for text in texts:
                    match = plain.search(text)
                    assert _get_span(prefiltered.search(text)) == _get_span(match), plain.pattern
                    found += match is not None
    assert found > 100


def test_search_between_two_offsets_of_a_text() -> None:
    pattern = PrefilteredPattern(r"\bthe \Z")
    assert _get_span(pattern.search("By the day of the fall", 0, 7)) == (3, 7)
    assert pattern.search("By the day of the fall", 4, 7) is None
    assert pattern.search("By the day") is None


def _list_texts() -> list[str]:
    """List the sentences of the articles, and what stands before each of their words."""
    sentences = [
        sentence.text
        for path in _ARTICLES[::4]
        for sentence in parse_article(path.read_text("utf-8"), name=path.name).sentences
    ]
    starts = [
        text[: match.start()] for text in sentences[::3] for match in re.finditer(r"\b\w", text)
    ]
    return sentences + starts


def _get_span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None
