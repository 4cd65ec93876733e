"""`qaim sources`, and sources in the other commands."""

from __future__ import annotations

import json
import sys

import pytest

from tests.support.stores import MIXED

BOOKS = """\
# A war
title: War
sources:
  # the Greek
  polybius: {title: Histories, author: Polybius, translator: Paton, editor: Walbank, year: 1922,
    publisher: Loeb, url: "https://example.org/p", licence: CC0, isbn: 1-2, key: plb}
  polybius-2: {title: Histories, author: Polybius, doi: 10.1/x}
  livy: {title: History of Rome}
  blank: {}
events:
  - {id: a, date: 2001, title: A, source: [polybius, {of: polybius-2, at: "3"}], x-rank: 5}
  - {id: b, date: 2002, title: B, source: [{of: livy, at: "22.49"}, polybius], url: "https://e.org"}
  - {id: c, date: 2003, title: C, source: {of: livy, section: Book 1, paragraph: 2,
     sentence: [1, 2]}, image: a.png, image_credit: "Me", x-seen: "https://e.org/x"}
"""

BIB = r"""
@string{loeb = "Loeb"}
@book{plb1922, author = {Polybius and {de la} Cruz, Mar{\'i}a and others},
  translator = {W. Paton},
  title = {The {H}istories}, subtitle = {M{\"u}ller \& co}, year = 1922, publisher = loeb,
  address = {London}, url = {https://e.org/~p\_1}, doi = {10.1/a}, isbn = {1},
  urldate = {2026-11-22}}
@article{Smith_2001, title = "On War", date = {2001-03}, journaltitle = {J}, copyright = {CC BY}}
@misc{odd, title = {T}, year = {n.d.}, urldate = {soon}}
"""
CSL = [
    {
        "id": "http://zotero.org/1", "citation-key": "livy_auc", "title": "History <i>of</i> Rome",
        "author": [{"family": "Livy"}, {"literal": "The Editors"}, "junk"],
        "translator": [{"given": "B. O.", "family": "Foster", "suffix": "Jr."}],
        "issued": {"date-parts": [["1919", 3]]}, "publisher": "Loeb", "publisher-place": "London",
        "URL": "https://e.org/l", "DOI": "10.1/b", "ISBN": "3",
        "accessed": {"date-parts": [[2026, 11, 22]]},
    },
    {"id": 4, "title": "T", "issued": {"literal": "n.d."}, "author": "junk", "DOI": True},
    {"id": "x", "issued": {"date-parts": [["then"]]}, "accessed": {"date-parts": [[]]}},
    {"id": "y", "issued": {"date-parts": [[-43]], "raw": "44 BC"}},
    {"id": "z", "issued": 5},
]  # fmt: skip


@pytest.fixture
def books(tmp_path, monkeypatch):
    path = tmp_path / "books.yaml"
    path.write_text(BOOKS, "utf-8")
    monkeypatch.setenv("QAIM_FILE", str(path))
    monkeypatch.chdir(tmp_path)
    return path


def test_it_lists_each_source_with_what_rests_on_it_alone(qaim, books):
    shown = qaim("sources", "--width", "120").out
    assert (
        "Polybius, Histories, translated by Paton, edited by Walbank, Loeb, 1922, ISBN 1-2" in shown
    )
    assert "Polybius, Histories, doi:10.1/x" in shown
    assert (
        "4 sources · 2 events on a single source · `qaim list 'source:polybius sources:1'`" in shown
    )
    rows = json.loads(qaim("sources", "-f", "json").out)
    assert [(row["id"], row["events"], row["alone"]) for row in rows] == [
        ("polybius", 2, ["a"]), ("polybius-2", 1, ["a"]), ("livy", 2, ["c"]), ("blank", 0, []),
    ]  # fmt: skip
    assert [row["link"] for row in rows] == [
        "https://example.org/p", "https://doi.org/10.1/x", None, None,
    ]  # fmt: skip
    assert "line" not in rows[0]


def test_of_one_source_it_counts_no_others(qaim):
    assert qaim("sources").out.endswith("1 source\n")


def test_a_timeline_without_a_source_says_so(qaim, tmp_path):
    path = tmp_path / "bare.yaml"
    path.write_text("events: []\n")
    assert "the timeline names no source" in qaim("sources", "--file", str(path)).out


def test_a_source_that_is_not_declared_is_not_listed(qaim, books):
    books.write_text(BOOKS.replace("source: [polybius,", "source: [polibius,"))
    assert [row["events"] for row in json.loads(qaim("sources", "-f", "json").out)] == [1, 1, 2, 0]


def test_show_cites_in_full_with_links(qaim, books):
    shown = " ".join(qaim("show", "c", "b").out.split())
    assert "Source History of Rome, Book 1, paragraph 2, sentences 1 and 2" in shown
    assert "Image a.png Credit Me x-seen https://e.org/x" in shown
    assert "History of Rome, 22.49 Polybius" in shown
    assert "Loeb, 1922, ISBN 1-2, https://example.org/p" in shown
    linked = qaim("show", "b", "--color", "always").out
    assert "https://example.org/p\x1b\\" in linked
    page = qaim("show", "b", "-f", "html").out
    assert '<a href="https://e.org">https://e.org</a>' in page
    assert "Polybius, Histories, translated by Paton, edited by Walbank" in page


def test_own_fields_are_sorted_counted_and_drawn_by(qaim, books):
    assert "x-rank" in qaim("list", "--sort", "x-rank").out
    assert "without x-rank" in qaim("count", "--by", "X-Rank").out
    assert "without x-rank" in qaim("chart", "--by", "x-rank").out
    assert '"lanes":"x-rank"' in qaim("chart", "--by", "X-Rank", "-f", "html").out
    refused = qaim("count", "--by", "x-rnak")
    assert (refused.status, "did you mean x-rank" in refused.err) == (2, True)
    refused = qaim("list", "--sort", "x-rank", "--sql")
    assert refused.err == "qaim: --sql cannot order by 'x-rank'; leave out --sort\n"


def test_headings_are_sources(qaim, books):
    assert "History of Rome" in qaim("timeline", "--headings", "source").out


def test_bibtex_is_taken_in_and_all_else_stays(qaim, books, tmp_path):
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    before = books.read_text("utf-8")
    shown = qaim("sources", "--from", "refs.bib", "--dry-run")
    assert (shown.status, books.read_text("utf-8")) == (0, before)
    assert "+  plb1922:\n" in shown.out
    made = qaim("sources", "--from", "refs.bib")
    assert made.out == "added 3 sources: plb1922, smith-2001 and odd\n"
    after = books.read_text("utf-8")
    added = """\
  plb1922:
    title: "The Histories: Müller & co"
    author: Polybius, María de la Cruz and others
    translator: W. Paton
    year: 1922
    publisher: Loeb, London
    url: https://e.org/~p_1
    doi: 10.1/a
    isbn: "1"
    accessed: 2026-11-22
    key: plb1922
  smith-2001:
    title: On War
    year: 2001
    publisher: J
    licence: CC BY
    key: Smith_2001
  odd:
    title: T
    year: n.d.
    key: odd
"""
    assert after == before.replace("  blank: {}\n", f"  blank: {{}}\n{added}")
    assert qaim("sources", "--from", "refs.bib").out == (
        "added no source, as all are declared already\n"
    )


def test_csl_json_is_taken_in(qaim, books, tmp_path):
    (tmp_path / "refs.json").write_text(json.dumps({"items": CSL}), "utf-8")
    made = qaim("sources", "--from", "refs.json")
    assert made.out == "added 5 sources: livy-auc, 4, x, y and z\n"
    assert """\
  livy-auc:
    title: History of Rome
    author: Livy and The Editors
    translator: B. O. Foster Jr.
    year: 1919
    publisher: Loeb, London
    url: https://e.org/l
    doi: 10.1/b
    isbn: "3"
    accessed: 2026-11-22
    key: livy_auc
  "4":
    title: T
    year: n.d.
    key: "4"
  x:
    key: x
  "y":
    year: 44 BC
    key: "y"
""" in books.read_text("utf-8")
    assert qaim("check", "--skip", "unused-source").status == 0


def test_a_reference_known_by_its_doi_isbn_or_key_stays_as_it_is(qaim, books, tmp_path):
    known = [
        {"id": "plb"},
        {"id": "n1", "DOI": "10.1/X"},
        {"id": "n2", "ISBN": "1 2"},
        {"id": "new"},
    ]
    (tmp_path / "refs.json").write_text(json.dumps(known))
    assert qaim("sources", "--from", "refs.json").out == (
        "added 1 source (3 declared already): new\n"
    )


def test_only_the_keys_asked_for_are_taken(qaim, books, tmp_path):
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    assert qaim("sources", "--from", "refs.bib", "--key", "odd", "--key", "smith-2001").out == (
        "added 2 sources: smith-2001 and odd\n"
    )
    refused = qaim("sources", "--from", "refs.bib", "--key", "od")
    assert refused.err == "qaim: there is no reference 'od'; did you mean odd?\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@book{a, title = {A}}\n@book{a, title = {B}}",
         "refs:2: is not BibTeX: Duplicate entry key 'a'; put the entry right, or take it out"),
        ("@book{a, title = ", "refs:1: is not BibTeX: "),
        ("a: b\n", "refs lists no source; export the references as BibTeX or CSL-JSON"),
        ("\n", "refs lists no source; export the references as BibTeX or CSL-JSON"),
        ("[]", "refs lists no source; export the references as BibTeX or CSL-JSON"),
        ("[1]", "refs is JSON, but no list of references; export the references as CSL-JSON"),
        ('{"a": 1}', "refs is JSON, but no list of references; export the references as CSL-JSON"),
        ('[\n{"a" 1}]', "refs:2: is not JSON: Expecting ':' delimiter; export it again"),
        ("[" * 100_000, "refs:1: is not JSON: "),
    ],
)  # fmt: skip
def test_a_faulty_bibliography_changes_nothing(qaim, books, tmp_path, text, message):
    (tmp_path / "refs").write_text(text)
    refused = qaim("sources", "--from", "refs")
    assert refused.status == 3
    assert refused.err.startswith(f"qaim: {message}")
    assert books.read_text("utf-8") == BOOKS


def test_bibtex_without_its_reader_says_what_to_install(qaim, books, tmp_path, monkeypatch):
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    monkeypatch.setitem(sys.modules, "bibtexparser.entrypoint", None)
    assert qaim("sources", "--from", "refs.bib").err == (
        "qaim: BibTeX needs bibtexparser, which is not installed; install it: pip install "
        "'qaim[bibtex]', or export the references as CSL-JSON\n"
    )


@pytest.mark.parametrize("options", [("--key", "a"), ("--dry-run",)])
def test_what_is_for_taking_in_needs_a_file(qaim, books, options):
    refused = qaim("sources", *options)
    assert refused.err == f"qaim: {options[0]} is for --from alone; name the file with --from\n"


def test_a_list_in_braces_is_not_torn_apart(qaim, tmp_path):
    path = tmp_path / "flow.yaml"
    path.write_text("sources: {a: {}}\nevents: []\n")
    (tmp_path / "r.json").write_text('[{"id": "b"}]')
    refused = qaim("sources", "--from", str(tmp_path / "r.json"), "--file", str(path))
    assert "share their lines" in refused.err


def test_a_source_is_renamed_and_removed_wherever_it_is_cited(qaim, books):
    assert qaim("rename", "source", "Histories", "x").status == 2
    assert qaim("rename", "source", "livy", "titus").out == (
        "source livy is now titus (3 mentions)\n"
    )
    assert "{of: titus, at:" in books.read_text("utf-8")
    assert qaim("rename", "source", "polybius", "greek").status == 0
    assert "source: [greek, {of" in books.read_text("utf-8")
    assert qaim("remove", "--source", "blank").out == "removed source blank\n"
    refused = qaim("remove", "--source", "greek")
    assert "the source 'greek' is named by a and b" in refused.err


def test_an_event_is_added_with_a_place_in_a_declared_source(qaim, books):
    cited = ("livy 25.1", "polybius", "livy Book 2 ¶3.1-2")
    options = [word for each in cited for word in ("--source", each)]
    assert qaim("add", "2004", "D", *options).status == 0
    text = books.read_text("utf-8")
    assert '{of: livy, at: "25.1"}' in text
    assert "{of: livy, section: Book 2, paragraph: 3, sentence: [1, 2]}" in text


def test_a_timeline_in_one_file_has_its_sources_written_below_its_own(qaim, tmp_path):
    path = tmp_path / "mixed.yaml"
    path.write_text(MIXED, "utf-8")
    (tmp_path / "r.json").write_text('[{"id": "b"}]')
    assert qaim("sources", "--from", str(tmp_path / "r.json"), "--file", str(path)).status == 0
    assert "\nsources:\n  b:\n    key: b\n" in path.read_text("utf-8")
