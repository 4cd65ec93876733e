"""Articles of any kind: the kind guessed, and any text answered at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import hostile
from qaim_cli import articles, store
from qaim_cli.errors import RequestError
from qaim_cli.text import format_list
from tests.support.searching import examples


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.md", "x", "markdown"),
        ("a.HTML", "x", "html"),
        ("a.wiki", "x", "wikitext"),
        ("", "<!doctype html><p>x", "html"),
        ("a.txt", "text <p class='x'>more</p>", "html"),
        ("", "'''A''' is a [[town]].", "wikitext"),
        ("", "{{Infobox town\n| name = A\n}}", "wikitext"),
        ("", "# A\n\nText.", "markdown"),
        ("", "See [this](https://example.org).", "markdown"),
        ("", "==History==\nIt fell in 1850 (a < b, c # d).", "plain"),
        ("", "", "plain"),
    ],
)
def test_the_kind_is_guessed(name, text, kind):
    assert articles.guess_kind(text, name) == kind


def test_the_kind_can_be_named():
    assert articles.parse_article("# A", kind="plain").sentences[0].text == "# A"


def test_an_unknown_kind_is_an_error_with_the_known_ones():
    with pytest.raises(RequestError) as raised:
        articles.parse_article("x", kind="pdf")
    known = format_list(articles.ARTICLE_KINDS, "or")
    assert str(raised.value) == f"there is no kind of article 'pdf'; use {known}"


@pytest.mark.parametrize("kind", articles.ARTICLE_KINDS)
def test_every_kind_in_the_table_can_be_named_and_read(kind, qaim, tmp_path):
    article = tmp_path / "mill"
    article.write_text("The mill burned on 4 May 1871.\n", "utf-8")
    assert "date: 1871-05-04" in qaim("extract", str(article), "--kind", kind).out
    for extension in articles.ARTICLE_KINDS[kind].extensions:
        assert articles.guess_kind("", f"mill.{extension}") == kind


def test_every_citation_of_the_shipped_timeline_finds_its_sentence(request):
    path = request.config.rootpath.parent / "shared" / "article.txt"
    if not path.exists():
        pytest.skip("the article is not beside the project")
    known = articles.parse_article(path.read_text("utf-8"), name=path.name).group_by_citation()
    timeline = store.load_timeline(store.find_shipped_timeline()).timeline
    for event in timeline.events:
        for source in event.sources:
            assert source.citation in known, (event.id, source)
    # Sentences that begin with an abbreviation, a number in words, or a number with a stroke.
    assert known["Iraq War", 5, 2][0].text.startswith("U.S.")
    assert known["Control by Kata'ib Hezbollah", 4, 5][0].text.startswith("Twenty-five")
    assert known["Iraq War", 3, 2][0].text.startswith("3/7")


@pytest.mark.parametrize("kind", articles.ARTICLE_KINDS)
@pytest.mark.parametrize("bit", hostile.ARTICLES)
def test_a_text_made_for_trouble_is_an_article(kind, bit):
    articles.parse_article(hostile.repeated(bit, 60_000), kind=kind)


@examples(150)
@given(
    st.text(
        st.sampled_from("ab .\n=[]{}|<>/!-#*`'\"&;1\r\x00\u202e") | st.characters(), max_size=80
    ),
    st.sampled_from(list(articles.ARTICLE_KINDS)),
)
def test_any_text_is_an_article_with_orderly_sentences(text, kind):
    article = articles.parse_article(text, kind=kind)
    counted: dict[tuple[str, int], int] = {}
    for each in article.sentences:
        assert each.text == " ".join(each.text.split())
        assert each.text.isprintable() or any(ord(sign) > 127 for sign in each.text)
        counted[each.locator[:2]] = counted.get(each.locator[:2], 0) + 1
        assert each.number == counted[each.locator[:2]]
        if each.start is not None:
            assert text[each.start] == each.text[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "<div>\n\u0027\u0027\u0027Ash\u0027\u0027\u0027 is a [[town]].\n</div>\nIt fell in "
            "1850.",
            "wikitext",
        ),
        ("It fell in 1850. {{sic}} It was mended.", "plain"),
        ("{{Infobox town\n| name = Ash\n}}\nIt fell in 1850.", "wikitext"),
        ("It fell {{sic}} in 1850 {{circa}}.", "wikitext"),
        ("It fell.<div> In 1850.", "plain"),
        ("<p>It fell.</p>", "html"),
    ],
)
def test_one_tag_or_brace_does_not_decide_the_format(text, kind):
    assert articles.guess_kind(text) == kind
