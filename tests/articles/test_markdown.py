"""Markdown."""

from __future__ import annotations

from qaim_cli import articles

PAGE = r"""---
title: "The bridge"
author: N. N.
---

It was **begun** in [1805](https://example.org/a_(b)) by *two*
brothers.[^1] ![a picture of 1806](x.png)

History of _it_
---------------

> It opened in 1807,
> they say.

- In 1810 a toll was set\*.
- In 1811
  it fell.

```
In 1999 there was code.
~~~
```

### Later ###

| Year | Toll |
| 1820 | 2 |

***

It was closed <b>in</b> `1850`. See <https://example.org>.

[^1]: A note of 1900.
[x]: https://example.org
"""


def test_a_page_becomes_numbered_sentences():
    article = articles.parse_article(PAGE)
    assert article.title == "The bridge"
    assert [(*each.locator, each.text) for each in article.sentences] == [
        ("lead", 1, 1, "It was begun in 1805 by two brothers."),
        ("History of it", 1, 1, "It opened in 1807, they say."),
        ("History of it", 2, 1, "In 1810 a toll was set*."),
        ("History of it", 3, 1, "In 1811 it fell."),
        ("Later", 1, 1, "It was closed in 1850."),
        ("Later", 1, 2, "See ."),
    ]
    assert article.sentences[-1].headings == ("History of it", "Later")


def test_the_first_heading_of_the_first_level_is_the_title():
    article = articles.parse_article(
        "# The bridge\n\nOne.\n\n# Second\n\nTwo.\n\nOld\n===\n\nThree.\n"
    )
    assert article.title == "The bridge"
    assert [each.section for each in article.sentences] == ["lead", "Second", "Old"]


def test_a_header_that_never_ends_is_text():
    article = articles.parse_article("---\ntitle: No end\n\nIt fell in 1850.\n", kind="markdown")
    assert article.title == ""
    assert [each.text for each in article.sentences] == ["title: No end", "It fell in 1850."]


def test_a_header_without_a_title_is_left_out():
    article = articles.parse_article(
        "---\nauthor: N. N.\n---\n# The bridge\n\nOne.\n", kind="markdown"
    )
    assert article.title == "The bridge"
    assert [each.text for each in article.sentences] == ["One."]


def test_an_empty_text_is_an_article_without_sentences():
    assert articles.parse_article("", kind="markdown").sentences == ()


def test_blocks_of_html_lose_their_tags_and_comments():
    text = "# A\n\n<div>\nIt fell in 1850.<!-- in 1851 -->\n</div>\n"
    article = articles.parse_article(text, kind="markdown")
    assert [each.text for each in article.sentences] == ["It fell in 1850."]


def test_links_by_reference_keep_their_words():
    text = "It fell\\\nin [1850][y].\n\n[y]: https://example.org/1851\n"
    article = articles.parse_article(text, kind="markdown")
    assert [each.text for each in article.sentences] == ["It fell in 1850."]


def test_a_table_has_no_prose():
    text = "| Year | Toll |\n|------|------|\n| 1820 | 2 |\n\nYear | Toll\n---|---\n1821 | 2\n"
    assert articles.parse_article(text, kind="markdown").sentences == ()


def test_a_paragraph_of_great_length_keeps_its_marks():
    article = articles.parse_article("*a* " * 6000, kind="markdown")
    assert article.sentences[0].text.startswith("*a* *a*")


def test_a_copied_reference_mark_ends_no_link_and_hides_no_end_of_a_sentence():
    text = (
        "The mill was sold in 1996.[1] Ann Holm led it.[2][3] See [the *list*][1] of it.\n\n[1]: x"
    )
    sentences = articles.parse_article(text, kind="markdown").sentences
    assert [each.text for each in sentences] == [
        "The mill was sold in 1996.",
        "Ann Holm led it.",
        "See the list of it.",
    ]
