"""Events written for other programs: what each format says, and what is counted as lost."""

from __future__ import annotations

import json
import re
import sqlite3
from xml.etree import ElementTree

import pytest

from qaim_cli.exchange import FORMATS, WRITABLE_FORMATS
from qaim_cli.exchange.losses import Fate, Loss

STORE = """\
title: Mills & more
source: {title: Annals, url: https://annals.example/}
actors:
  ann: {name: Ann}
  bob: {name: Bob, aliases: [Bobby], part_of: millers}
  millers: {name: Millers}
places:
  ham: {name: Ham, at: [51.43, -0.31], within: surrey}
  surrey: {name: Surrey}
events:
  - id: day
    date: 2004-04-17
    title: A day, exactly
    source: {section: S}
  - id: caesar
    date: -0043-03-15
    title: Caesar dies
    source: {section: S}
  - id: set
    date: "[1901..1933]"
    date_text: early 20th century
    title: "Some # day: <b>bold</b>; {x} 100%"
    summary: More & more.
    actors: [ann, {actor: bob, role: blamed}]
    places: [ham]
    tags: [old mill]
    casualties: [{of: bob, killed: "~80", wounded: 4+}]
    according_to: Varro
    note: A note
    part_of: lasting
    source: [{section: S, paragraph: 4, sentence: 2}, {section: T}]
    origin: {file: mills.csv, record: 7}
  - id: lasting
    date: 1900/..
    title: It goes on
    places: [ham, surrey]
    source: {section: S}
  - id: bounded
    date: "[..1650]"
    title: By then
    places: [surrey]
    source: {section: S}
  - id: decade
    date: 198X~
    title: In the eighties
    source: {section: S}
  - id: deep
    date: Y-66000000
    title: A rock falls
    source: {section: S}
  - id: until
    date: /1700
    title: Ended then
    source: {section: S}
"""


@pytest.fixture
def mills(store):
    return store(STORE)


def written(qaim, path: str, format: str, *more: str) -> str:
    result = qaim("list", "--file", path, "-f", format, *more)
    assert result.status == 0, result.err
    return result.out


def test_timelinejs_has_dates_in_units_and_all_else_in_words(qaim, mills):
    data = json.loads(written(qaim, mills, "timelinejs"))
    slides = {each["unique_id"]: each for each in data["events"]}
    assert data["title"] == {"text": {"headline": "Mills &amp; more"}}
    assert slides["day"]["start_date"] == {"year": "2004", "month": "4", "day": "17"}
    assert "display_date" not in slides["day"]
    assert slides["caesar"]["start_date"] == {"year": "-44", "month": "3", "day": "15"}
    assert slides["set"]["start_date"], slides["set"]["end_date"] == (
        {"year": "1901"},
        {"year": "1933"},
    )
    assert slides["set"]["display_date"] == "early 20th century"
    assert slides["set"]["text"]["headline"] == "Some # day: &lt;b&gt;bold&lt;/b&gt;; {x} 100%"
    assert "<p>Who: Ann; Bob (blamed)</p>" in slides["set"]["text"]["text"]
    assert (
        "<p>Casualties: Bob: about 80 killed and at least 4 wounded</p>"
        in slides["set"]["text"]["text"]
    )
    assert slides["lasting"]["display_date"] == "since 1900"
    assert slides["bounded"]["start_date"] == {"year": "1650"}
    assert slides["decade"]["end_date"] == {"year": "1989"}


def test_ics_has_whole_days_and_leaves_out_what_has_none(qaim, mills):
    result = qaim("list", "--file", mills, "-f", "ics")
    lines = result.out.replace("\r\n ", "").split("\r\n")
    assert "DTSTART;VALUE=DATE:19010101" in lines
    assert "DTEND;VALUE=DATE:19340101" in lines
    assert "X-QAIM-EDTF:[1901..1933]" in lines
    assert "SUMMARY:A day\\, exactly" in lines
    assert all(len(line.encode()) <= 75 for line in result.out.split("\r\n"))
    assert lines.count("BEGIN:VEVENT") == 6
    assert "left out for BC (2)" in result.err
    assert qaim("list", "--file", mills, "-f", "ics", "--strict").status == 1


def test_the_last_day_there_can_be_has_no_end(qaim, store):
    path = store(events="  - {id: z, date: 9999-12-31, title: The end, source: {section: S}}\n")
    assert "DTEND" not in written(qaim, path, "ics")


def test_markwhen_keeps_dates_as_a_property(qaim, mills):
    text = written(qaim, mills, "markwhen", "-n", "3", "--in", "1901..2004")
    assert (
        '1901/1933: Some # day: <b>bold</b>; {x} 100% #old-mill\nid: set\ndate_edtf: "[1901..1933]"'
        in text
    )
    assert "-0043: Caesar dies" in written(qaim, mills, "markwhen")


def test_mermaid_has_words_and_titles(qaim, mills):
    text = written(qaim, mills, "mermaid")
    assert text.startswith("timeline\n    title Mills & more\n")
    assert "    early 20th century : Some № day – <b>bold</b>, (x) 100٪\n" in text


@pytest.mark.parametrize("format", ["linkedplaces", "geojson"])
def test_features_have_four_bounds_and_points(qaim, mills, format):
    features = json.loads(written(qaim, mills, format))["features"]
    by_id = {(each.get("@id") or each["id"]).removeprefix("qaim:"): each for each in features}
    span = by_id["set"]["when"]["timespans"][0]
    assert span == {
        "start": {"earliest": "1901-01-01", "latest": "1933-12-31"},
        "end": {"earliest": "1901-01-01", "latest": "1933-12-31"},
    }
    assert by_id["lasting"]["when"]["timespans"][0].keys() == {"start"}
    assert by_id["set"]["geometry"] == {"type": "Point", "coordinates": [-0.31, 51.43]}
    assert by_id["bounded"]["geometry"]["geometries"] == []


def test_linked_places_are_valid(qaim, mills, project):
    jsonschema = pytest.importorskip("jsonschema")
    path = project.parent / "shared/exchange/samples/lpf/lpf_v2.0.schema.json"
    if not path.exists():
        path = project.parents[1] / "shared/exchange/samples/lpf/lpf_v2.0.schema.json"
    if not path.exists():
        pytest.skip("the schema of Linked Places is not here")
    schema = json.loads(path.read_text())
    del schema["properties"]["citation"]
    # What is no pattern to Python; the others judge.
    text = re.sub(r'"pattern": "[^"]*\\\\p\{[^"]*"', '"pattern": ""', json.dumps(schema))
    jsonschema.Draft7Validator(json.loads(text)).validate(
        json.loads(written(qaim, mills, "linkedplaces"))
    )


def test_linked_art_keeps_all_bounds(qaim, mills):
    parts = {each["id"]: each for each in json.loads(written(qaim, mills, "linkedart"))["part"]}
    span = parts["urn:qaim:set"]["timespan"]
    assert span["begin_of_the_begin"] == "1901-01-01T00:00:00Z"
    assert span["end_of_the_end"] == "1933-12-31T23:59:59Z"
    assert "end_of_the_end" not in parts["urn:qaim:lasting"]["timespan"]
    assert parts["urn:qaim:set"]["took_place_at"][0]["defined_by"] == "POINT (-0.31 51.43)"
    assert parts["urn:qaim:set"]["part_of"][0]["_label"] == "lasting"


def test_sqlite_has_tables_and_bounds(qaim, mills, tmp_path):
    path = tmp_path / "mills.sqlite"
    assert qaim("list", "--file", mills, "-o", str(path), "--strict").status == 0
    database = sqlite3.connect(path)
    try:
        years = dict(database.execute("select id, year_first || ' ' || year_last from events"))
        assert years["set"] == "1901 1933"
        assert years["lasting"] is None
        places = "select label, name, is_own, latitude from event_labels"
        of_set = f"{places} where event = 'set' and kind = 'place'"
        assert database.execute(of_set).fetchall() == [
            ("ham", "Ham", 1, 51.43),
            ("surrey", "Surrey", 0, None),
        ]
        assert database.execute("pragma foreign_key_check").fetchall() == []
        figures = "select killed_least, killed_most, wounded_most, captured_most from events"
        assert (75.0, 85.0, 1e18, None) in database.execute(figures).fetchall()
        said = dict(database.execute("select name, value from qaim_metadata"))
        assert said["qaim_schema"] == "1"
        assert json.loads(said["qaim_header"])["actors"]["bob"] == {
            "name": "Bob", "aliases": ["Bobby"], "part_of": ["millers"],
        }  # fmt: skip
    finally:
        database.close()


def test_sqlite_is_never_written_on_a_terminal(qaim, mills, monkeypatch):
    monkeypatch.setattr("qaim_cli.cli.terminal.is_terminal", lambda: True)
    assert "SQLite is no text to show" in qaim("list", "--file", mills, "-f", "sqlite").err


def test_yaml_is_a_timeline_of_just_these_events(qaim, mills, tmp_path):
    path = tmp_path / "some.yaml"
    assert qaim("list", "--file", mills, "--tag", "old mill", "-o", str(path)).status == 0
    assert qaim("check", str(path)).status == 0
    text = path.read_text()
    assert "  millers:" in text
    assert 'at: [51.43, "-0.31"]' in text
    assert "part_of: [lasting]" not in text
    assert 'origin: {file: mills.csv, record: "7"}' in text
    every = tmp_path / "all.yaml"
    qaim("list", "--file", mills, "-o", str(every))
    one, other = (qaim("list", "--file", each, "-f", "jsonl").out for each in (mills, str(every)))
    assert one.replace('"timeline":"store"', "") == other.replace('"timeline":"all"', "")
    assert qaim("list", "--file", mills, "no such thing", "-f", "yaml").out.endswith("events: []\n")


@pytest.mark.parametrize("format", ["rss", "atom"])
def test_a_feed_is_well_formed_and_says_the_date(qaim, mills, format):
    root = ElementTree.fromstring(written(qaim, mills, format))
    titles = [each.text for each in root.iter() if each.tag.endswith("title")]
    assert "17 April 2004: A day, exactly" in titles
    today = qaim("today", "--file", mills, "--today", "17 april 2026", "-f", format).out
    assert "A day, exactly" in today
    assert "Caesar" not in today


def test_losses_are_listed_one_by_one(qaim, mills):
    result = qaim("list", "--file", mills, "-f", "mermaid", "--losses", "--tag", "old mill")
    assert "qaim: set: summary dropped\n" in result.err
    assert "qaim: set: set in words\n" in result.err
    assert "--losses lists them" not in result.err


def test_what_cannot_say_that_a_day_is_julian_counts_that(qaim, store, tmp_path):
    path = store(
        events="  - {id: a, date: 1066-10-14, title: A, source: {section: S}}\n"
        "  - {id: b, date: 1066-10, title: B, source: {section: S}}\n"
        "  - {id: c, date: 1066-10-20, calendar: gregorian, title: C, source: {section: S}}\n"
        "  - {id: d, date: 1707-10-14, title: D, source: {section: S}}\n"
        "  - {id: e, date: 1917-10-25, calendar: julian, title: E, source: {section: S}}\n"
    )
    for name in WRITABLE_FORMATS:
        lost = re.findall(
            r"(\w+): calendar dropped",
            qaim("list", "--file", path, "-f", name, "-o", str(tmp_path / name), "--losses").err,
        )
        keeps_it = Loss.CALENDAR not in FORMATS[name].load().WRITE_LOSSES
        assert lost == ([] if keeps_it else ["a", "e"]), name


def test_every_format_declares_what_it_loses():
    for name in WRITABLE_FORMATS:
        module = FORMATS[name].load()
        assert set(module.WRITE_LOSSES) <= set(Loss)
        assert set(module.WRITE_LOSSES.values()) <= set(Fate)
        assert module.KEPT_UNITS


def test_what_is_counted_is_not_explained_in_another_format(qaim, mills):
    assert qaim("count", "--file", mills, "--by", "year", "-f", "ics").status == 2
    assert (
        "--explain shows no events" in qaim("list", "--file", mills, "--explain", "-f", "ics").err
    )


TOLD = """\
title: Mills
source: {title: Annals}
actors: {ann: {name: Annabel}, bob: {name: Bobwith}}
places: {ham: {name: Hamwick}}
events:
  - id: told
    date: 1917-10-25
    calendar: julian
    date_text: words of the date
    title: A mill burns
    summary: words of the summary
    actors: [{actor: ann, role: bystander}, bob]
    places: [ham]
    tags: [windmill]
    casualties: [{of: bob, killed: 471}]
    according_to: Varro
    note: words of the note
    source: {section: Sectionwise, paragraph: 8151, sentence: 6237}
    url: https://e.org/told
    image: https://e.org/mill.png
    x-rank: words of a field
"""
WORDS_OF_LOSSES = {
    Loss.DATE_TEXT: "words of the date",
    Loss.SUMMARY: "words of the summary",
    Loss.ROLE: "bystander",
    Loss.ACTORS: "Annabel",
    Loss.FURTHER_ACTORS: "Bobwith",
    Loss.PLACES: "Hamwick",
    Loss.TAGS: "windmill",
    Loss.CASUALTIES: "471",
    Loss.CLAIM: "Varro",
    Loss.NOTE: "words of the note",
    Loss.SOURCE: "Sectionwise",
    Loss.SENTENCE: "8151",
    Loss.MEDIA: "mill.png",
    Loss.LINK: "e.org/told",
    Loss.OWN_FIELDS: "words of a field",
    Loss.CALENDAR: "julian",
}
COMPRESSED = {"parquet"}


@pytest.mark.parametrize("format", [name for name in WRITABLE_FORMATS if name not in COMPRESSED])
def test_what_a_format_does_not_declare_as_dropped_is_written(qaim, store, tmp_path, format):
    path = tmp_path / "told"
    qaim("list", "--file", store(TOLD), "-f", format, "-o", str(path))
    text = re.sub(r"\r\n ", "", path.read_bytes().decode(errors="replace"))
    fates = FORMATS[format].load().WRITE_LOSSES
    written = {loss for loss in WORDS_OF_LOSSES if fates.get(loss) is not Fate.DROPPED}
    missing = [str(loss) for loss in written if WORDS_OF_LOSSES[loss] not in text]
    assert missing == [], f"write them in {format!r}, or declare them in `WRITE_LOSSES`"
