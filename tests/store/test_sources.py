"""Stores of several sources, with links, pictures and fields of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from qaim_cli import store as store_module
from qaim_cli.model import EventDraft, Reference, Source
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.writer import render_store

BOOKS = """\
title: Hannibal

sources:
  polybius:
    title: Histories
    author: Polybius
    translator: W. R. Paton
    editor: F. W. Walbank
    year: 1922
    publisher: Loeb
    url: https://example.org/p
    doi: 10.1000/182
    isbn: 978-0-674-99642-5
    licence: Public domain
    accessed: 2026-11-22
    key: plb1922
  livy: {title: History of Rome, author: Livy}

events:
  - id: cannae
    date: -0215-08-02
    title: Hannibal destroys a Roman army at Cannae
    source: [{of: polybius, at: "3.117"}, {of: livy, at: "22.49", url: https://example.org/22}]
    url: https://example.org/cannae
    image: cannae.png
    image_credit: J. Trumbull
    x-importance: 5
    x-seen-by: [Livy, "007"]

  - id: zama
    date: -0201-10
    title: Scipio beats Hannibal at Zama
    source: livy
    x-empty: ""
"""


def read(text):
    return store_module.parse_store("books.yaml", text.encode())


def test_sources_are_declared_by_id_and_cited_with_any_locator():
    result = read(BOOKS)
    assert result.problems == ()
    made = result.timeline
    assert made.sources["polybius"] == Reference(
        "Histories", "https://example.org/p", "Public domain", "2026-11-22", "Polybius",
        "W. R. Paton", "F. W. Walbank", "1922", "Loeb", "10.1000/182", "978-0-674-99642-5",
        "plb1922", "polybius", 4,
    )  # fmt: skip
    cannae, zama = made.events
    assert cannae.sources == (
        Source(of="polybius", at="3.117"),
        Source(of="livy", at="22.49", url="https://example.org/22"),
    )
    assert zama.sources == (Source(of="livy"),)
    assert [str(each) for each in (*cannae.sources, *zama.sources)] == [
        "polybius 3.117", "livy 22.49", "livy",
    ]  # fmt: skip


def test_an_event_keeps_its_link_picture_and_own_fields():
    cannae, zama = read(BOOKS).timeline.events
    assert cannae.url == "https://example.org/cannae"
    assert (cannae.image, cannae.image_credit) == ("cannae.png", "J. Trumbull")
    assert cannae.own_fields == (("x-importance", ("5",)), ("x-seen-by", ("Livy", "007")))
    assert zama.own_fields == ()
    assert read(BOOKS).timeline.own_field_names == ("x-importance", "x-seen-by")


def test_what_is_written_is_read_back():
    made = read(BOOKS).timeline
    header = StoreHeader(made.title, sources=tuple(made.sources.values()))
    text = "".join(render_store(header, map(EventDraft, made.events)))
    assert text == BOOKS.replace('    x-empty: ""\n', "").replace(
        "  livy: {title: History of Rome, author: Livy}\n",
        "  livy:\n    title: History of Rome\n    author: Livy\n",
    )


@pytest.mark.parametrize(
    ("sources", "default"),
    [
        ("", ""),
        ("source: {title: A}\n", "source"),
        ("sources: {livy: {}}\n", "livy"),
        ("source: {title: A}\nsources: {livy: {}}\n", "source"),
        ("sources: {livy: {}, florus: {}}\n", ""),
    ],
)
def test_an_event_that_names_no_source_cites_the_one_at_the_top_else_the_only_one(sources, default):
    text = f"{sources}events:\n  - {{id: a, date: 2004, title: A, source: {{section: S}}}}\n"
    result = read(text)
    assert result.timeline.default_source == default
    assert bool(result.problems) == ("florus" in sources)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("sources: [livy]", "1: sources has no ids; write id: {title: …} for each source"),
        ("sources: {Livy: {}}", "1: source 'Livy' has an unusable id; write livy"),
        ("sources: {source: {}}",
         "1: source 'source' has the id of the source at the top; give it another id"),
        ("sources: {livy: {titel: x}}",
         "1: source 'livy' has an unknown key 'titel'; did you mean title?"),
        ("sources: {livy: {accessed: soon}}", "1: accessed of source 'livy': "),
    ],
)  # fmt: skip
def test_a_fault_in_a_source_is_told_with_its_line(text, problem):
    problems = [str(each) for each in read(f"{text}\nevents: []\n").problems]
    assert len(problems) == 1
    assert problems[0].startswith(f"books.yaml:{problem}")


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("{of: livy, paragraph: 2}", "the source of event 'a' has no section; add section: …"),
        ("{at: ''}", "the source of event 'a' has no section; add section: …"),
        ("{url: https://example.org}", "the source of event 'a' has no section; add section: …"),
        ("Iraq War", "the source of event 'a' is the text 'Iraq War'; give it keys: of: …"),
    ],
)
def test_a_citation_needs_a_source_a_place_or_a_section(source, problem):
    text = f"events:\n  - {{id: a, date: 2004, title: A, source: {source}}}\n"
    assert f"books.yaml:2: {problem}" in [str(each) for each in read(text).problems]


def test_the_index_keeps_all_of_it(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("QAIM_NO_CACHE", raising=False)
    path = tmp_path / "books.yaml"
    path.write_text(BOOKS)
    read_once = store_module.load_timeline(str(path), cache=False).timeline
    for _ in range(2):
        indexed = store_module.load_timeline(str(path)).timeline
        assert list(indexed.events) == list(read_once.events)
        assert indexed.sources == read_once.sources
        assert indexed.own_field_names == read_once.own_field_names


def test_the_index_tells_of_sources_that_are_not_declared(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("QAIM_NO_CACHE", raising=False)
    path = tmp_path / "books.yaml"
    path.write_text(BOOKS.replace("source: livy", "source: [livi, {section: S}]"))
    read_once = store_module.load_timeline(str(path), cache=False)
    assert len(read_once.problems) == 2
    for _ in range(2):
        assert store_module.load_timeline(str(path)).problems == read_once.problems
