"""How values are written: quoted where they must be, and read back unchanged."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from qaim_cli.store.layout import format_entry, format_scalar
from qaim_cli.store.nodes import MappingEntry, YamlNode
from qaim_cli.store.shape import TIMELINE_SHAPE


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Battle of Husaybah", "Battle of Husaybah"),
        ("Jara'if: a tribe", '"Jara\'if: a tribe"'),
        ('the "enemy"', 'the "enemy"'),
        ('"enemy" first', "'\"enemy\" first'"),
        ('it\'s "both": yes', "'it''s \"both\": yes'"),
        ("~80", '"~80"'),
        ("[1901..1933]", '"[1901..1933]"'),
        ("- dash", '"- dash"'),
        ("-0043-03-15", "-0043-03-15"),
        ("C# is a note", "C# is a note"),
        ("a #comment", '"a #comment"'),
        ("ends:", '"ends:"'),
        ("", '""'),
        ("1907", '"1907"'),
        ("0x1F", '"0x1F"'),
        ("1e3", '"1e3"'),
        ("12:30", '"12:30"'),
        ("2004-04-17", '"2004-04-17"'),
        ("No", '"No"'),
        ("null", '"null"'),
        ("Norway", "Norway"),
        ("two\nlines  of\ttext", "two lines of text"),
        ("bell \a \x85 \u202e \U000e0001", r'"bell \x07 \x85 \u202e \U000e0001"'),
        ('\a"\\', r'"\x07\"\\"'),
        ("القائم", "القائم"),
    ],
)
def test_a_text_is_quoted_only_where_it_must_be(text, written):
    assert format_scalar(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a, b", '"a, b"'),
        ("what?", '"what?"'),
        ("a:b", '"a:b"'),
        ("https://x.org", "https://x.org"),
    ],
)
def test_between_brackets_more_needs_quotes(text, written):
    assert format_scalar(text, in_flow=True) == written


def test_what_is_meant_as_a_number_stays_without_quotes():
    assert format_scalar("1907", allow_plain=True) == "1907"
    assert format_scalar("[1901..1933]", allow_plain=True) == '"[1901..1933]"'


@given(
    st.text(max_size=8)
    | st.from_regex(r"[-+]?[0-9_,.:xobe]{1,8}|(?i:yes|no|on|off|true|false|null)|\d{4}-\d\d-\d\d")
)
def test_no_reader_takes_a_text_for_anything_else(text):
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        assert isinstance(yaml.load(f"- {format_scalar(text)}\n", loader)[0], str)


def test_what_does_not_fit_its_line_stands_on_several():
    words = YamlNode("word " * 20 + "end")
    items = YamlNode([words, YamlNode([])])
    assert format_entry(YamlNode("x"), items, None, 4) == [
        "    x:", "      - >-", f"        {'word ' * 18}".rstrip(), "        word word end",
        "      - []",
    ]  # fmt: skip


def test_a_text_is_folded_at_spaces_alone():
    long_word = "y" * 120
    entry = format_entry(YamlNode("x"), YamlNode(f"a {long_word} b {long_word}"), None)
    assert entry == ["x: >-", "  a", f"  {long_word}", "  b", f"  {long_word}"]
    spaced = YamlNode("two   words  " * 9)
    assert format_entry(YamlNode("x"), spaced, None) == [f"x: {'two words ' * 9}".rstrip()]


def normalise_whitespace(text):
    return " ".join(
        text.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" ")
    ).strip()


@given(st.text(max_size=40), st.booleans(), st.booleans())
def test_any_text_is_read_back_as_it_was(text, flow, plain):
    written = format_scalar(text, in_flow=flow, allow_plain=plain and bool(text.strip()))
    document = f"[{written}, {{k: {written}}}]" if flow else f"- {written}\n- k: {written}\n"
    one, pair = yaml.load(document, yaml.BaseLoader)
    squeezed = " ".join(part for part in text.translate({9: 32, 10: 32, 13: 32}).split(" ") if part)
    assert one == pair["k"] == squeezed


@example("0\xa0", 0)
@given(st.text(max_size=400), st.integers(0, 60))
def test_a_long_text_is_folded_and_read_back(text, indent):
    record = YamlNode({"note": MappingEntry(YamlNode("note"), YamlNode(text))})
    lines = list(format_entry(YamlNode("x"), record, None, indent, is_separate=True))
    read = yaml.load("\n".join(line[indent:] for line in lines), yaml.BaseLoader)
    squeezed = " ".join(part for part in text.translate({9: 32, 10: 32, 13: 32}).split(" ") if part)
    assert read == {"x": {"note": squeezed}}


def test_lines_keep_to_their_width_where_words_allow():
    text = "ab " * 100
    lines = list(
        format_entry(YamlNode("summary"), YamlNode(text), TIMELINE_SHAPE.find_key("title"), 4)
    )
    assert lines[0] == "    summary: >-"
    assert max(map(len, lines)) == 98
