"""Sources, links, pictures and own fields, in the formats of other programs and back."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

import pytest

from tests.support.importing import Reading

BOOKS = """\
title: War
source: {title: A chronicle, url: "https://e.org/c"}
sources:
  polybius: {title: Histories, author: Polybius, url: "https://e.org/p"}
  livy: {title: History of Rome}
events:
  - id: a
    date: 2001
    title: A
    source:
      - {section: Book 1, paragraph: 2, sentence: 1}
      - {of: polybius, at: "3.117"}
      - {of: livy, section: Book 22, paragraph: 4, url: "https://e.org/22"}
      - livy
    url: https://e.org/a
    image: https://e.org/a.png
    image_credit: By B
    x-rank: 5
    x-seen-by: [Ann, "007"]
  - {id: b, date: 2002, title: B, image: b.png,
     source: {of: polybius, at: "4", url: "https://e.org/4"}}
  - {id: c, date: 2003, title: C, source: livy}
"""


@pytest.fixture
def books(tmp_path, monkeypatch):
    path = tmp_path / "books.yaml"
    path.write_text(BOOKS, "utf-8")
    monkeypatch.setenv("QAIM_FILE", str(path))
    monkeypatch.chdir(tmp_path)
    return path


@pytest.mark.parametrize("format", ["json", "jsonl", "csv"])
def test_what_qaim_writes_it_reads_back(qaim, books, format):
    assert qaim("list", "-o", f"all.{format}").status == 0
    assert qaim("import", f"all.{format}", "--into", "back.yaml", "--accept-all").status == 0
    before, after = (
        json.loads(qaim("list", *more, "-f", "json").out) for more in ((), ("--file", "back.yaml"))
    )
    for one, other in zip(before, after, strict=True):
        for each in (one, other):
            for source in (each["source"], *each["sources"]):
                # A table gives the ids of sources, and no titles.
                source["of"] = source["of"]["id"] if format == "csv" else source["of"]
            del each["timeline"], each["origin"]
        assert one == other


def test_a_timeline_of_some_events_declares_the_sources_that_they_cite(qaim, books):
    assert qaim("list", "source:polybius", "2002", "-o", "some.yaml").status == 0
    text = (books.parent / "some.yaml").read_text("utf-8")
    assert "title: Histories" in text
    assert "History of Rome" not in text
    assert qaim("check", "some.yaml", "--skip", "unused-source").status == 0


def test_several_timelines_are_written_as_one_with_a_source_each(qaim, books):
    (books.parent / "two.yaml").write_text(
        "title: T\nsource: {title: Other}\n"
        "events:\n  - {id: z, date: 2000, title: Z, source: {section: S}}\n"
    )
    both = ("--file", "books.yaml", "--file", "two.yaml")
    assert qaim("list", *both, "-o", "all.yaml").status == 0
    rows = json.loads(qaim("sources", "--file", "all.yaml", "-f", "json").out)
    assert [(row["id"], row["title"]) for row in rows] == [
        ("books-source", "A chronicle"), ("polybius", "Histories"), ("livy", "History of Rome"),
        ("two-source", "Other"),
    ]  # fmt: skip
    (books.parent / "three.yaml").write_text(
        "title: U\nsource: {title: Other}\n"
        "events:\n  - {id: y, date: 1999, title: Y, source: {section: S}}\n"
    )
    assert qaim("list", "--file", "two.yaml", "--file", "three.yaml", "-o", "s.yaml").status == 0
    assert "\nsource:\n  title: Other\n" in (books.parent / "s.yaml").read_text("utf-8")


def test_drafts_bring_their_sources_into_a_timeline(qaim, books):
    (books.parent / "other.yaml").write_text(
        "title: O\nsources:\n  plb:\n    title: Histories\n    author: Polybius\n"
        "  livy:\n    title: Ab urbe\nevents: []\n"
    )
    assert qaim("list", "-o", "all.json").status == 0
    done = qaim("import", "all.json", "--into", "other.yaml", "--accept-all")
    assert done.status == 0
    text = (books.parent / "other.yaml").read_text("utf-8")
    # Another source has the id, and the timeline could not tell which one is usual.
    assert "  livy-2:\n    title: History of Rome\n" in text
    assert "  chronicle:\n    title: A chronicle\n" in text
    assert "of: livy-2" in text
    assert qaim("check", "other.yaml", "--skip", "unused-source").status == 0


def test_feeds_and_calendars_link_and_say_the_rest_in_words(qaim, books):
    feed = ElementTree.fromstring(qaim("list", "-f", "rss").out)
    first = feed.find("channel/item")
    assert first.findtext("link") == "https://e.org/a"
    words = first.findtext("description")
    assert "Polybius, Histories, 3.117; History of Rome, Book 22, paragraph 4" in words
    assert "Image: https://e.org/a.png (By B)" in words
    assert "x-seen-by: Ann, 007" in words
    assert '<link href="https://e.org/a"/>' in qaim("list", "-f", "atom").out
    calendar = qaim("list", "-f", "ics").out
    assert "URL:https://e.org/a\r\n" in calendar
    assert "Link: " not in calendar
    assert Reading("ics", calendar).events[0].url == "https://e.org/a"


def test_slides_have_pictures(qaim, books):
    slides = json.loads(qaim("list", "-f", "timelinejs").out)["events"]
    assert slides[0]["media"] == {"url": "https://e.org/a.png", "credit": "By B"}
    assert "Image: " not in slides[0]["text"]["text"]
    assert "media" not in slides[1]
    assert "Image: b.png" in slides[1]["text"]["text"]


def test_features_link_depict_and_cite(qaim, books):
    first, *_ = json.loads(qaim("list", "-f", "linkedplaces").out)["features"]
    assert first["links"] == [{"type": "seeAlso", "identifier": "https://e.org/a"}]
    assert first["depictions"] == [{"@id": "https://e.org/a.png", "title": "By B"}]
    assert first["names"][0]["citations"] == [
        {"label": "A chronicle", "@id": "https://e.org/c"},
        {"label": "Histories", "@id": "https://e.org/p"},
        {"label": "History of Rome"},
    ]
    properties = json.loads(qaim("list", "-f", "geojson").out)["features"][0]["properties"]
    assert (properties["url"], properties["x-seen-by"]) == ("https://e.org/a", "Ann, 007")


def test_what_a_format_drops_is_told(qaim, books):
    told = qaim("list", "-f", "mermaid").err
    assert "link" in told
    assert "own fields" in told


def test_a_record_with_odd_fields_is_read_as_far_as_it_goes():
    record = {
        "id": "a", "date": "2001", "earliest": None, "latest": None, "title": "A",
        "sources": [{"of": {"id": "Odd Id", "name": "Odd"}, "at": "3"}, {"of": "junk"}, {"at": 3}],
        "x-ok": [1, None, "b"], "x-none": None, "x-Bad Name": "c",
    }  # fmt: skip
    made = Reading("json", json.dumps([record])).events[0]
    assert made.own_fields == (("x-ok", ("1", "b")), ("x-Bad Name", ("c",)))
    assert [(each.of, each.at) for each in made.sources] == [("Odd Id", "3"), ("", ""), ("", "")]


def test_an_import_keeps_what_a_person_changed_of_the_new_keys(qaim, books):
    table = "id,title,date,source,url,image,x-rank\nA1,A,1907,Annals,{url},a.png,{rank}\n"
    path = books.parent / "t.csv"
    path.write_text(table.format(url="https://e.org/1", rank=3))
    assert qaim("import", "t.csv", "--into", "t.yaml", "--accept-all").status == 0
    text = (books.parent / "t.yaml").read_text("utf-8")
    assert "url: https://e.org/1\n" in text
    assert "image: a.png\n" in text
    path.write_text(table.format(url="https://e.org/2", rank=4))
    (books.parent / "t.yaml").write_text(text.replace("image: a.png", "image: mine.png"))
    assert qaim("import", "t.csv", "--into", "t.yaml", "--accept-all").status == 0
    text = (books.parent / "t.yaml").read_text("utf-8")
    assert "url: https://e.org/2\n" in text
    assert "image: mine.png\n" in text
