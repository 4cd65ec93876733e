"""Fingerprints written beside what each source cites."""

from __future__ import annotations

import pytest

from qaim_cli import articles
from qaim_cli.articles import compute_fingerprint
from qaim_cli.edit.change import change_text
from qaim_cli.edit.fingerprints import stamp_fingerprints

ARTICLE = articles.parse_article("It began. It ended.\n\n== Late years ==\nIt lay.", kind="plain")
ONE, TWO, BOTH, LATE = map(
    compute_fingerprint, ("It began.", "It ended.", "It began. It ended.", "It lay.")
)


def stamp_source(source: str) -> str:
    text = f"title: T\nevents:\n  - id: a\n    date: 1900\n    title: A\n    source: {source}\n"
    return change_text("t.yaml", text, stamp_fingerprints({"": ARTICLE})).new_text.partition(
        "source: "
    )[2][:-1]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{section: lead, paragraph: 1, sentence: 1}",
         f"{{section: lead, paragraph: 1, sentence: 1, fingerprint: {ONE}}}"),
        ("{section: lead, paragraph: 1, sentence: [1, 2]}",
         f"{{section: lead, paragraph: 1, sentence: [1, 2], fingerprint: [{ONE}, {TWO}]}}"),
        ("{section: lead, paragraph: [1], sentence: []}",
         f"{{section: lead, paragraph: [1], sentence: [], fingerprint: {BOTH}}}"),
        ("[{section: lead}, {section: 'Late  years'}]",
         f"[{{section: lead, fingerprint: {BOTH}}}, "
         f"{{section: 'Late  years', fingerprint: {LATE}}}]"),
        ("\n      section: lead\n      paragraph: 1\n      fingerprint: abcdef",
         f"\n      section: lead\n      paragraph: 1\n      fingerprint: {BOTH}"),
        ("\n    - section: lead\n      paragraph: 1",
         f"\n    - fingerprint: {BOTH}\n      section: lead\n      paragraph: 1"),
        ("{section: lead, paragraph: 9}", "{section: lead, paragraph: 9}"),
        ("{paragraph: 1}", "{paragraph: 1}"),
        (f"{{section: lead, fingerprint: {BOTH}}}", f"{{section: lead, fingerprint: {BOTH}}}"),
    ],
)  # fmt: skip
def test_a_source_is_stamped_where_it_stands(source, written):
    quoted = {each: f'"{each}"' for each in (ONE, TWO, BOTH, LATE) if each.isdigit()}
    for bare, safe in quoted.items():
        written = written.replace(bare, safe)
    assert stamp_source(source) == written


def test_an_event_without_a_source_and_an_empty_list_are_left_alone():
    text = "title: T\nevents:\n  - {id: a, date: 1900, title: A, section: lead}\n"
    assert change_text("t.yaml", text, stamp_fingerprints({"": ARTICLE})).new_text == text
    assert (
        change_text("t.yaml", "title: T\nevents: []\n", stamp_fingerprints({"": ARTICLE})).message
        == "0 sources stamped"
    )
