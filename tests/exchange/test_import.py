"""`qaim import`: drafts, timelines, importing again, and what is said on the way."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys

import pytest

from qaim_cli import store as stores
from qaim_cli.cli import terminal
from qaim_cli.exchange import FORMATS

TABLE = (
    "title,date,people\nThe mill opens,1907-05-14,Ann\nThe mill burns,c. 1911,Ann; Bob (blamed)\n"
)


@pytest.fixture
def written(tmp_path):
    """A file with that text."""

    def write(text: str | bytes, name: str = "mills.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def test_the_events_are_drafts_on_stdout(qaim, written):
    result = qaim("import", written(TABLE))
    assert result.status == 0
    assert "tags: [draft]" in result.out
    assert "columns read as date=date,title=title,actors=people" in result.err
    assert result.err.endswith("qaim: 2 events read\n")
    loaded = stores.parse_store("x", result.out.encode())
    assert not loaded.problems
    assert [event.edtf for event in loaded.timeline.events] == ["1907-05-14", "1911~"]
    assert str(loaded.timeline.events[0].origins[0]) == "mills.csv#1"


def test_a_draft_is_reviewed_into_a_timeline(qaim, written, tmp_path):
    draft, into = tmp_path / "draft.yaml", tmp_path / "town.yaml"
    assert qaim("import", written(TABLE), "-o", str(draft)).status == 0
    assert qaim("import", written(TABLE), "-o", str(draft)).status == 2
    assert qaim("review", str(draft), "--into", str(into), "--accept-all").status == 0
    listed = json.loads(qaim("list", "--file", str(into), "-f", "json").out)
    assert [each["title"] for each in listed] == ["The mill opens", "The mill burns"]
    assert listed[1]["actors"][1] == {"id": "bob", "name": "Bob", "role": "blamed"}


def test_importing_again_updates_and_never_doubles(qaim, written, tmp_path):
    into = str(tmp_path / "town.yaml")
    accept = ("--into", into, "--accept-all")
    assert qaim("import", written(TABLE), *accept).out == "2 events added, 0 updated, 0 unchanged\n"
    before = stores.read_bytes(into)
    assert qaim("import", written(TABLE), *accept).out == "0 events added, 0 updated, 2 unchanged\n"
    assert stores.read_bytes(into) == before
    text = before.decode().replace("title: The mill burns", "title: The mill is burnt down")
    with open(into, "w", encoding="utf-8") as stream:
        stream.write(text.replace("date: 1907-05-14", "date: 1907-05"))
    changed = "title,date,people\nAt first,1900,\n" + TABLE.partition("\n")[2].replace(
        "c. 1911", "1912"
    )
    result = qaim("import", written(changed), *accept)
    assert result.out == (
        "1 event added, 2 updated, 0 unchanged\n"
        "updated mill-opens: source; kept as you changed it: date\n"
        "updated mill-burns: date, date_text and source; kept as you changed it: title\n"
    )
    listed = json.loads(qaim("list", "--file", into, "-f", "json").out)
    assert [(each["date"], each["title"]) for each in listed] == [
        ("1900", "At first"), ("1907-05", "The mill opens"), ("1912", "The mill is burnt down")
    ]  # fmt: skip


def test_a_record_with_a_key_of_its_own_is_found_wherever_it_stands(qaim, written, tmp_path):
    into = str(tmp_path / "town.yaml")
    accept = ("--into", into, "--accept-all")
    qaim("import", written("id,title,date\nx1,A,1900\nx2,B,1901\n"), *accept)
    result = qaim("import", written("id,title,date\nx2,B,1902\nx1,C,1903\nx1,D,1904\n"), *accept)
    assert result.out.startswith("1 event added, 2 updated, 0 unchanged\n")


def test_a_draft_that_was_changed_before_it_was_accepted_keeps_that(qaim, written, tmp_path):
    draft, into = tmp_path / "draft.yaml", str(tmp_path / "town.yaml")
    qaim("import", written(TABLE), "-o", str(draft))
    draft.write_text(draft.read_text().replace("title: The mill opens", "title: It opens"))
    qaim("review", str(draft), "--into", into, "--accept-all")
    result = qaim("import", written(TABLE), "--into", into, "--accept-all")
    assert "mill-opens is up to date; kept as you changed it: title" in result.out


def test_a_dry_run_writes_nothing(qaim, written, tmp_path):
    into = tmp_path / "town.yaml"
    assert "+    title: The mill opens" in qaim(
        "import", written(TABLE), "--into", str(into), "--dry-run"
    ).out  # fmt: skip
    assert not into.exists()
    assert "The mill burns" in qaim("import", written(TABLE), "--dry-run").out


def test_a_person_is_asked_about_each_event_where_one_can_be(qaim, written, tmp_path, monkeypatch):
    into = str(tmp_path / "town.yaml")
    assert "give --accept-all" in qaim("import", written(TABLE), "--into", into).err
    monkeypatch.setattr("qaim_cli.cli.prompt.is_interactive", lambda: True)
    answers = iter(["a", "s"])
    monkeypatch.setattr("qaim_cli.cli.prompt.ask_text", lambda *_, **__: next(answers))
    result = qaim("import", written(TABLE), "--into", into)
    assert "1 event accepted, 1 left in the draft" in result.out


def test_a_folder_of_notes_is_a_timeline(qaim, tmp_path):
    notes = tmp_path / "vault"
    (notes / "sub").mkdir(parents=True)
    (notes / ".hidden").mkdir()
    (notes / "a.md").write_text("---\ndate: 1907\n---\n# A\n")
    (notes / "sub" / "b.md").write_text("---\ndate: 1908\n---\n# B\n")
    (notes / "c.md").write_text("No date here.\n")
    result = qaim("import", str(notes))
    events = stores.parse_store("x", result.out.encode()).timeline.events
    assert [str(event.origins[0]) for event in events] == ["vault#a.md", "vault#sub/b.md"]
    assert "1 note without a date left out" in result.err


def test_a_folder_without_notes_or_with_too_many_is_refused(qaim, tmp_path, monkeypatch):
    assert "has no notes in Markdown" in qaim("import", str(tmp_path)).err
    (tmp_path / "a.md").write_text("x")
    monkeypatch.setattr(
        __import__("importlib").import_module("qaim_cli.cli.commands.import_files"), "_MAX_FILES", 0
    )
    assert "has more than 0 notes" in qaim("import", str(tmp_path)).err


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (b"%PDF-1.4", "a PDF"),
        (b"\x89PNG\r\n", "a picture (PNG)"),
        (b"PK\x03\x04word/document.xml", "a Word document"),
        (b"PK\x03\x04other", "a zip archive"),
        (b"a\0b\0c d e f", "no text"),
        (b"<kml><Placemark/></kml>", "XML (kml)"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "HTML"),
        (b'{"a": 1}', "JSON"),
        (b"@book{key, title = {A}}", "BibTeX"),
        (b"title: T\nevents:\n  - {id: a}\n", "a timeline of Qaim's"),
        (b"Once there was a mill.\n", "prose"),
    ],
)
def test_what_is_no_timeline_is_refused_with_what_it_looks_like(qaim, written, content, looks):
    result = qaim("import", written(content, "some.file"))
    assert result.status == 2
    assert f"cannot be imported: it looks like {looks}; " in result.err


@pytest.mark.parametrize(
    ("content", "name", "looks"),
    [
        ("0 HEAD\n1 GEDC\n", "a.txt", "GEDCOM"),
        ("BEGIN:VCALENDAR\n", "a.txt", "iCalendar"),
        ('{"events": [{"start_date": {}}]}', "a.txt", "TimelineJS"),
        ("<TEI><p/></TEI>", "a.txt", "TEI and CMIF"),
        ("id,title,date\n1,A,1900\n2,B,1901\n", "a.txt", "a table (CSV or TSV)"),
        ('{"a": 1}', "a.txt", "JSON"),
        ("title: T\nevents:\n  - {id: a}\n", "a.yaml", "a timeline of Qaim's"),
    ],
)
def test_extract_refuses_what_is_no_prose(qaim, written, content, name, looks):
    result = qaim("extract", written(content, name))
    assert result.status == 2
    assert f"is no article: it looks like {looks}; " in result.err


def test_extract_reads_prose_that_resembles_a_table_or_a_note(qaim, written):
    for text in (
        "---\ndate: 1907\n---\nIn 1907, in May, the mill opened, and so on.\n",
        "1907: The mill opened.\n1908: It burnt down.\n",
        "In May 1907, the mill, by the river, opened.\nIn 1908, at last, it, too, burnt.\n",
    ):
        assert qaim("extract", written(text, "a.txt")).status == 0


def test_what_contradicts_itself_is_refused(qaim, written):
    path = written(TABLE)
    for arguments, message in (
        ((), "no file is named to import"),
        ((path, "-o", "x", "--into", "y"), "-o and --into are both given"),
        ((path, "--accept-all"), "no timeline is named"),
        ((path, "--delimiter", "ab"), "--delimiter cannot be"),
        ((path, "--as", "gedcon"), "--as cannot be 'gedcon'; did you mean gedcom?"),
        ((path, "--as", "yaml"), "--as cannot be 'yaml'"),
        ((path, "--encoding", "nonsense"), "there is no encoding 'nonsense'"),
        ((path, "--profile", path), "is no profile"),
    ):  # fmt: skip
        result = qaim("import", *arguments)
        assert (result.status, message in result.err) == (2, True), result.err


@pytest.mark.parametrize("format", [each.name for each in FORMATS.values() if each.can_read])
@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1,\n "b": }', '{"a": 1}', '{"events": 1, "results": 2}', "[1, 2]", '"x',
        "<a><b></a>", "<a/>", "In 1914 war began.\n", "a,b\n1,2\n", "\x7f\0\1",
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_read_or_refused_with_a_message(qaim, written, format, text):
    result = qaim("import", "--as", format, written(text))
    assert (result.status, result.err.startswith("qaim: ")) in ((0, True), (1, True), (2, True))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "a.json", '{"a": 1,\n "b": }',
            "a.json cannot be imported: it looks like JSON with a mistake on line 2 (expecting",
        ),
        ("a.xml", "<TEI>\n<a></TEI>", "a.xml:2: the file cannot be read: it is no XML: mismatched"),
        ("a.xml", "<data>\n<event></data>", "a.xml:2: the file cannot be read: it is no XML"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_the_line(qaim, written, name, text, message):
    result = qaim("import", written(text, name))
    assert result.status == 2
    assert message in result.err


def test_json_of_the_other_shape_is_refused(qaim, written):
    path = written("[1, 2]", "a.json")
    result = qaim("import", "--as", "timelinejs", path)
    assert result.err.endswith(
        "a.json:1: the file cannot be read: it is JSON, but no object; "
        "correct it, or name another format with --as\n"
    )


def test_a_file_that_cannot_be_read_is_an_error(qaim, written, tmp_path):
    assert qaim("import", str(tmp_path / "none")).status == 3
    assert qaim("import", written("")).status == 3
    assert qaim("import", "/dev/full").status == 3
    assert qaim("import", "a\0b").status == 3


def test_a_file_may_come_from_stdin(qaim, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode())))
    result = qaim("import", "-", "--as", "table", "--losses")
    assert "origin:" in result.out


def test_a_profile_is_kept_and_read_by(qaim, written, tmp_path):
    path, profile = written(TABLE), str(tmp_path / "p.toml")
    assert qaim("import", path, "--map", "title=people", "--save-profile", profile).status == 0
    assert 'title = "people"' in (tmp_path / "p.toml").read_text()
    assert "title: Ann" in qaim("import", path, "--profile", profile).out


def test_losses_are_listed_and_can_be_refused(qaim, written):
    path = written("title,date\n<i>A</i>,1907-01-01 10:30\nB,\n")
    result = qaim("import", path, "--losses", "--strict")
    assert result.status == 1
    assert "qaim: 1: markup dropped\n" in result.err
    assert "mills.csv:3: the row has no date; give it one, or take the row out" in result.err
    assert qaim("import", path).status == 0
    assert qaim("import", written("title,date\nA,\n")).status == 1


def test_an_encoding_that_was_guessed_is_said(qaim, written):
    path = written("title,date\nZoë,1907\n".encode("cp1252"))
    result = qaim("import", path)
    assert "was read as Windows-1252" in result.err
    assert "Zoë" in result.out
    assert "was read as" not in qaim("import", path, "--encoding", "latin-1").err


def test_the_query_for_wikidata_is_shipped(qaim):
    assert "wikibase:timePrecision" in qaim("import", "--query").out


@pytest.mark.parametrize("format", ["json", "jsonl", "csv"])
def test_what_qaim_writes_it_reads_back(qaim, tmp_path, format):
    path, into = str(tmp_path / f"all.{format}"), str(tmp_path / "back.yaml")
    assert qaim("list", "-o", path).status == 0
    assert qaim("import", path, "--into", into, "--accept-all").status == 0
    before, after = (
        json.loads(qaim("list", *more, "-f", "json").out) for more in ((), ("--file", into))
    )
    differs = {"timeline", "origin", "origins"}
    assert len(after) == 35
    for one, other in zip(before, after, strict=True):
        for each in (one, other):  # the file that it came by is its source now
            for source in (each["source"], *each["sources"]):
                source["of"].pop("name", "")
        for key in one.keys() - differs:
            if format == "csv":  # which has names alone
                named = key in ("actors", "places", "casualties")
                one[key], other[key] = (
                    [str(one[key]).count("name")] * 2 if named else (one[key], other[key])
                )
            assert other[key] == one[key], (one["id"], key)


@pytest.mark.parametrize("format", ["json", "jsonl", "csv"])
def test_what_qaim_writes_of_an_import_updates_it_and_never_doubles(
    qaim, written, tmp_path, format
):
    path, into = tmp_path / f"all.{format}", str(tmp_path / "town.yaml")
    accept = ("--into", into, "--accept-all")
    qaim("import", written(TABLE), *accept)
    text = stores.read_bytes(into).decode().replace("The mill opens", "It opens")
    with open(into, "w", encoding="utf-8") as stream:
        stream.write(text)
    assert qaim("list", "--file", into, "-o", str(path)).status == 0
    assert qaim("import", str(path), *accept).out == "0 events added, 0 updated, 2 unchanged\n"
    path.write_text(path.read_text().replace("The mill burns", "The mill burns down"))
    assert qaim("import", str(path), *accept).out == "0 events added, 1 updated, 1 unchanged\n"
    # What either person changed since the first import is still theirs.
    assert qaim("import", written(TABLE), *accept).out == (
        "0 events added, 0 updated, 2 unchanged\n"
        "mill-opens is up to date; kept as you changed it: title\n"
        "mill-burns is up to date; kept as you changed it: title\n"
    )


def test_an_origin_goes_on_to_the_next_timeline(qaim, written, tmp_path):
    first, next_one = (str(tmp_path / name) for name in ("first.yaml", "next.yaml"))
    path = str(tmp_path / "all.json")
    qaim("import", written(TABLE), "--into", first, "--accept-all")
    qaim("list", "--file", first, "-o", path)
    qaim("import", path, "--into", next_one, "--accept-all")
    result = qaim("import", written(TABLE), "--into", next_one, "--accept-all")
    assert result.out.startswith("0 events added, ")


@pytest.mark.parametrize("format", ["json", "csv"])
def test_what_was_written_by_hand_is_kept_and_never_doubled(qaim, tmp_path, format):
    path, into = tmp_path / f"all.{format}", tmp_path / "hand.yaml"
    into.write_text(
        "title: T\nevents:\n  - {id: a, date: 1900, title: A, source: {section: S}}\n", "utf-8"
    )
    before = into.read_bytes()
    qaim("list", "--file", str(into), "-o", str(path))
    path.write_text(path.read_text().replace("1900", "1901"))
    assert qaim("import", str(path), "--into", str(into), "--accept-all").out == (
        "0 events added, 0 updated, 1 unchanged\na is up to date; kept as you changed it: date\n"
    )
    assert into.read_bytes() == before


def test_another_event_under_an_id_in_use_is_added_under_a_new_one(qaim, written, tmp_path):
    into = tmp_path / "hand.yaml"
    into.write_text(
        "title: T\nevents:\n  - {id: a, date: 1900, title: A, source: {section: S}}\n", "utf-8"
    )
    other = {"id": "a", "date": "1907", "earliest": None, "latest": None, "title": "B",
             "origin": [{"file": "", "record": "1"}, "junk"]}  # fmt: skip
    result = qaim(
        "import", written(json.dumps([other]), "x.json"), "--into", str(into), "--accept-all"
    )
    assert result.out == "1 event added, 0 updated, 0 unchanged\n"
    assert "id: a-2" in into.read_text()


def test_an_origin_in_a_table_names_a_file_and_a_record(qaim, written, tmp_path):
    path = tmp_path / "all.csv"
    qaim("import", written(TABLE), "--into", str(tmp_path / "town.yaml"), "--accept-all")
    qaim("list", "--file", str(tmp_path / "town.yaml"), "-o", str(path))
    changed = written(path.read_bytes().replace(b"mills.csv#1", b"mills.csv"), "new.csv")
    assert "record: mill-opens" in qaim("import", changed).out
    assert "file: mills.csv, record: " in qaim("import", changed).out


def test_records_of_qaims_that_were_broken_are_problems(qaim, written):
    good = {"id": "a", "date": "1907", "earliest": None, "latest": None, "title": "A"}
    broken = [good, {**good, "title": ""}, {**good, "date": "x"}, "junk",
              {**good, "casualties": [{"of": {"id": "b"}, "killed": {"count": "x"}}]},
              {**good, "sources": [{"section": "S", "paragraph": "x"}]}]  # fmt: skip
    result = qaim("import", written(json.dumps(broken), "a.json"))
    assert "2 events read" in result.err
    lines = "\n".join([json.dumps(good), "", "{", "[" * 100_000, "1" * 5000 + "x", "9" * 5000])
    result = qaim("import", written(lines, "a.jsonl"))
    assert "1 event read" in result.err
    head = "id,date,earliest,latest,precision,title,source_section,sources\n"
    rows = f"{head}a,1907,,,year,A,S,S 1; T 2 3\nb,x,,,,B,S,\nc,1907,,,,,S,\nd,1908,,,,D,,\n"
    result = qaim("import", written(rows, "a.csv"))
    assert "2 events read" in result.err


def test_data_that_is_no_text_goes_through_a_pipe(clean_environment):
    command = [sys.executable, "-m", "qaim_cli", "list", "-f", "sqlite"]
    done = subprocess.run(command, capture_output=True, check=True, env=clean_environment)
    assert done.stdout.startswith(b"SQLite format 3\0")


def test_dates_of_unknown_precision_are_noted(qaim, written):
    text = "item,itemLabel,date\nhttp://www.wikidata.org/entity/Q1,A battle,1066-01-01T00:00:00Z\n"
    result = qaim("import", written(text, "battles.csv"))
    assert "qaim: the results do not say how precise their dates are" in result.err
    assert "date: 1066\n" in result.out


def test_an_event_that_contradicts_the_timeline_is_refused_and_the_rest_is_taken(
    qaim, written, tmp_path
):
    into = tmp_path / "town.yaml"
    assert qaim("import", written(TABLE), "--into", str(into), "--accept-all").status == 0
    text = re.sub(r"\n    origin:.*(?:\n      .*)*", "", into.read_text())
    into.write_text(text)
    table = "title,date,people\nThe mill opens,1907-05-14,Zoe; Max\nIt shuts,1950,Ann\n"
    result = qaim("import", written(table), "--into", str(into), "--accept-all")
    assert "mill-opens is already in the timeline with different content" in result.err
    listed = json.loads(qaim("list", "--file", str(into), "-f", "json").out)
    assert [each["title"] for each in listed] == ["The mill opens", "The mill burns", "It shuts"]
    assert listed[0]["actors"][0]["name"] == "Ann"


def test_data_that_is_no_text_is_not_put_on_a_terminal(qaim, monkeypatch):
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    result = qaim("list", "-f", "sqlite")
    assert (result.status, result.err) == (2, "qaim: SQLite is no text to show; give -o FILE\n")
