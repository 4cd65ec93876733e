"""Several timelines asked at once, through the command line."""

from __future__ import annotations

import json
import os

import pytest

from qaim_cli import store
from qaim_cli.cli import commands, complete
from qaim_cli.cli.option_specs import list_options
from qaim_cli.cli.options import StoreOptions
from qaim_cli.store import find_shipped_timeline
from tests.support import second

SOURCE = "source: {section: S, paragraph: 1, sentence: 1}"
SEA = f"""\
title: Sea
source: {{title: Log, url: "https://example.org/log", licence: CC0}}
actors:
  ada: {{name: Ada Holm}}
events:
  - {{id: storm, date: 1911, title: A storm at sea, actors: [ada], {SOURCE}}}
  - {{id: quay, date: 1880, title: A quay is built, {SOURCE}}}
"""
LAND = f"""\
title: Land
source: {{title: Diary, url: "https://example.org/diary"}}
actors:
  ada: {{name: Ada Lund}}
events:
  - {{id: storm, date: 1912, title: A storm on land, actors: [ada], {SOURCE}}}
"""
TOLD = (
    "qaim: the timelines together have 1 problem:\n"
    "  {land}:4: actor 'ada' is 'Ada Lund' here and 'Ada Holm' in {sea}:4; "
    "give both one name, or one of them another id\n"
)


@pytest.fixture
def sea(store):
    return store(SEA, name="sea.yaml")


@pytest.fixture
def land(store):
    return store(LAND, name="land.yaml")


@pytest.fixture
def both(store, sea):
    """The options that name two timelines without a problem."""
    agreeing = LAND.replace("Ada Lund", "Ada Holm")
    return "--file", sea, "--file", store(agreeing, name="land.yaml")


def test_a_disagreement_is_told_on_stderr_and_the_answer_given(qaim, sea, land):
    result = qaim("list", "--file", sea, "--file", land, "-f", "jsonl")
    assert (result.status, result.err) == (0, TOLD.format(sea=sea, land=land))
    found = [json.loads(line) for line in result.out.splitlines()]
    assert [(each["timeline"], each["id"]) for each in found] == [
        ("sea", "quay"), ("sea", "storm"), ("land", "storm"),
    ]  # fmt: skip
    assert [each["actors"] for each in found[1:]] == [
        [{"id": "sea:ada", "name": "Ada Holm", "role": None}],
        [{"id": "land:ada", "name": "Ada Lund", "role": None}],
    ]


def test_problems_of_each_file_are_told_under_its_name(qaim, sea, store):
    bad = store("zzz: y\ntitle: Bad", name="bad.yaml")
    worse = store("zzz: y\nxyz: y\ntitle: Worse", name="worse.yaml")
    result = qaim("list", "--file", bad, "--file", sea, "--file", worse)
    assert result.status == 0
    assert [line for line in result.err.splitlines() if line.startswith("qaim: ")] == [
        f"qaim: {bad} has 1 problem:",
        f"qaim: {worse} has 2 problems:",
    ]


@pytest.mark.parametrize("order", [0, 1])
def test_one_unreadable_file_of_several_is_an_error_that_names_it(qaim, sea, tmp_path, order):
    files = ["--file", sea, "--file", str(tmp_path / "none.yaml")]
    result = qaim("list", *(files if order else files[2:] + files[:2]))
    assert (result.status, result.out) == (3, "")
    assert result.err == f"qaim: there is no file '{tmp_path}/none.yaml'; name one with --file\n"


def test_a_file_given_twice_by_whatever_path_is_read_once(qaim, sea, tmp_path):
    link = tmp_path / "link.yaml"
    link.symlink_to(sea)
    alone = qaim("list", "--file", sea).out
    assert alone.endswith("\n2 events\n")
    for again in (sea, str(link), f"{tmp_path}/./sea.yaml"):
        assert qaim("list", "--file", sea, "--file", again).out == alone


def test_a_variable_names_several_files_as_the_path_names_folders(qaim, both, monkeypatch):
    monkeypatch.setenv("QAIM_FILE", f"{both[1]}{os.pathsep}{os.pathsep}{both[3]}")
    assert qaim("list").out == qaim("list", *both).out
    assert qaim("list", "--file", both[1]).out.startswith("Sea\n")
    monkeypatch.setenv("QAIM_FILE", os.pathsep)
    assert qaim("list").out.startswith("Al-Qa'im\n")


def test_an_empty_name_alone_is_none_and_beside_another_an_error(qaim, sea):
    assert qaim("list", "--file", "").out.startswith("Al-Qa'im\n")
    result = qaim("list", "--file", sea, "--file", "")
    assert (result.status, result.err) == (3, "qaim: there is no file ''; name one with --file\n")
    result = qaim("list", "--file", sea, "--file", "a\0b")
    assert result.status == 3


def test_timelines_are_told_apart_by_an_option_and_by_a_term(qaim, both):
    asked = ("list", *both, "-f", "jsonl")
    for filter in (["--timeline", "land"], ["--timeline=LAND"], ["timeline:land"]):
        found = qaim(*asked, *filter).out.splitlines()
        assert [json.loads(line)["title"] for line in found] == ["A storm on land"]
    two = qaim(*asked, "--timeline", "land", "--timeline", "sea").out
    assert two == qaim(*asked).out
    assert "Sea and Land · timeline land\n" in qaim("list", *both, "timeline:land").out


def test_an_unknown_timeline_suggests_the_nearest(qaim, both):
    result = qaim("list", *both, "--timeline", "lond")
    assert (result.status, result.err) == (
        2, "qaim: there is no timeline 'lond'; did you mean land?\n",
    )  # fmt: skip
    result = qaim("list", *both, "--timeline", "qq")
    assert result.err == "qaim: there is no timeline 'qq'; the timelines are sea and land\n"


def test_a_table_of_one_timeline_has_no_column_for_it(qaim, both):
    assert "Timeline" not in qaim("list", "--file", both[1]).out
    header = qaim("list", *both, "--ids", "--sort", "killed").out.splitlines()[2]
    assert header.split() == ["When", "What", "Who", "Timeline", "Killed", "Id"]
    for command in ("actors", "places", "tags"):
        assert "Timeline" not in qaim(command).out
    assert qaim("actors", *both).out.splitlines()[4].split() == (
        ["Ada", "Holm", "2", "1911", "–", "1912", "sea,", "land"]
    )


def test_ids_are_shown_as_they_can_be_asked_for(qaim, both):
    table = qaim("list", *both, "--ids").out
    for id in ("quay", "sea:storm", "land:storm"):
        assert table.count(f"   {id}\n") == 1
        shown = qaim("show", id, *both)
        assert (shown.status, shown.err) == (0, "")
        assert f"Id         {id}\n" in shown.out
    assert "\nTimeline   land\n" in qaim("show", "land:storm", *both).out
    assert "Timeline" not in qaim("show", "quay", "--file", both[1]).out


def test_an_id_of_two_timelines_is_refused_with_both(qaim, both):
    message = "'storm' is the id of 2 events; choose one of sea:storm and land:storm\n"
    assert qaim("show", "storm", *both).err == f"qaim: {message}"
    for relation in ("before", "after", "during", "around"):
        result = qaim("list", f"{relation}:storm", *both)
        assert (result.status, result.err.splitlines()[0]) == (2, f"qaim: {message[:-1]}")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("before:land:storm", ["quay", "storm"]),
        ("after:sea:storm", ["storm"]),
        ("during:land:st", ["storm"]),
        ("around:sea:quay within:1y", ["quay"]),
        ("id:land:st", ["storm"]),
        ("id:st", ["storm", "storm"]),
    ],
)
def test_a_query_takes_the_id_of_an_event_behind_its_timeline(qaim, both, query, found):
    lines = qaim("list", query, *both, "-f", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == found


def test_a_chart_has_a_lane_for_each_timeline_unless_another_is_asked_for(qaim, both):
    chart = qaim("chart", *both).out
    assert chart == qaim("chart", *both, "--by", "timeline").out
    assert [line for line in chart.splitlines() if line.startswith(("sea  ", "land "))]
    alone = qaim("chart", *both, "--by", "none").out
    assert not [line for line in alone.splitlines() if line.startswith(("sea  ", "land "))]


def test_a_drawing_down_a_line_names_the_timeline_beside_the_title_or_above(qaim, both):
    drawn = qaim("timeline", *both).out
    assert "1911  ● A storm at sea · sea\n" in drawn
    assert "1912  ● A storm on land · land\n" in drawn
    under = qaim("timeline", *both, "--headings", "timeline").out
    assert "sea\n1880  ● A quay is built\n1911  ● A storm at sea\nland\n1912" in under
    assert " · sea" not in qaim("timeline", "--file", both[1]).out


def test_events_are_counted_by_timeline(qaim, both):
    bars = json.loads(qaim("count", "--by", "timeline", *both, "-f", "json").out)
    assert [(bar["name"], bar["least"]) for bar in bars] == [("sea", 2), ("land", 1)]


def test_a_source_leads_to_the_address_of_its_own_timeline(qaim, both):
    shown = qaim("show", "sea:storm", "land:storm", *both, "--color", "always").out
    assert shown.count("https://example.org/log#S") == 1
    assert shown.count("https://example.org/diary#S") == 1


def test_a_page_names_every_source_with_its_licence(qaim, both):
    for command in (["list"], ["infobox"], ["actors"]):
        page = qaim(*command, *both, "-f", "html").out
        assert '<a href="https://example.org/log">Log</a> · CC0' in page
        assert '<a href="https://example.org/diary">Diary</a>' in page
        assert page.count("Source: ") == 2


def test_completion_offers_timelines_and_ids_as_they_can_be_asked_for(sea, land, capsys):
    asked = StoreOptions({"file": (sea, land)})
    fields = {
        option.field: option
        for command in ("list", "show")
        for option in list_options(commands.load_command(command).options_class)
    }
    assert complete.offers(fields["timelines"], asked) == [("sea", "Sea"), ("land", "Land")]
    assert complete.offers(fields["ids"], asked) == [
        ("quay", "A quay is built"),
        ("sea:storm", "A storm at sea"),
        ("land:storm", "A storm on land"),
    ]
    assert ("land:ada", "Ada Lund") in complete.offers(fields["actors"], asked)
    assert capsys.readouterr() == ("", "")


def test_none_of_the_timelines_is_overwritten(qaim, both):
    for path in (both[1], both[3]):
        result = qaim("list", *both, "-o", path, "-f", "json")
        assert (
            result.err == f"qaim: {path!r} is a timeline that is being read; write somewhere else\n"
        )


def test_a_change_is_made_to_one_timeline_alone(qaim, both):
    result = qaim("remove", "quay", *both)
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        "qaim: 2 timelines are named, but only one can be changed at a time; "
        "name it with --timeline: sea or land\n"
    )


def test_every_command_answers_over_several_in_every_format(qaim, store):
    other = store(second.STORE, name="mosul.yaml")
    for command in ("list", "timeline", "chart", "count", "today", "infobox", "actors", "tags"):
        for format in ("table", "json", "jsonl", "csv", "md", "svg", "html"):
            result = qaim(command, "--file", find_shipped_timeline(), "--file", other, "-f", format)
            assert (result.status, result.err) == (0, "")
            assert result.out


@pytest.mark.parametrize("width", [20, 40, 80, 160])
def test_what_is_shown_of_several_fits_the_width(qaim, store, width):
    other = store(second.STORE, name="mosul.yaml")
    for command in (
        "list --ids", "chart", "count --by timeline", "infobox", "actors", "timeline",
        "timeline --headings timeline", "show mosul:islamic-state-con",
    ):  # fmt: skip
        asked = [
            *command.split(),
            "--file",
            find_shipped_timeline(),
            "--file",
            other,
            "--width",
            str(width),
        ]
        for line in qaim(*asked).out.splitlines():
            assert len(line) <= width, command


@pytest.fixture
def two(tmp_path, monkeypatch):
    """Two timelines in the folder and in QAIM_FILE."""
    monkeypatch.chdir(tmp_path)
    for name in ("harbour", "town"):
        (tmp_path / f"{name}.yaml").write_text(
            f"title: {name.title()}\nevents:\n"
            f"  - {{id: {name}-fair, date: 1900, title: A fair, source: {{section: S}}}}\n",
            "utf-8",
        )
    monkeypatch.setenv("QAIM_FILE", os.pathsep.join(("harbour.yaml", "town.yaml")))
    return tmp_path


def read_titles(folder, name):
    timeline = store.load_timeline(str(folder / f"{name}.yaml"), cache=False).timeline
    return [event.title for event in timeline.events]


@pytest.mark.parametrize("name", ["town", "TOWN"])
def test_a_change_is_made_to_the_timeline_named(qaim, two, name):
    added = qaim("add", "1901", "A flood", "-s", "S", "--timeline", name)
    assert (added.status, added.err) == (0, "")
    assert (read_titles(two, "town"), read_titles(two, "harbour")) == (
        ["A fair", "A flood"], ["A fair"],
    )  # fmt: skip
    assert qaim("remove", "flood", "--timeline", name).status == 0
    assert read_titles(two, "town") == ["A fair"]


def test_one_of_the_folder_is_named_so_too(qaim, two, monkeypatch):
    monkeypatch.delenv("QAIM_FILE")
    assert qaim("add", "1901", "A flood", "-s", "S", "--timeline", "town").status == 0
    assert read_titles(two, "town") == ["A fair", "A flood"]


def test_at_a_terminal_it_is_asked_once_which(qaim, two, answers):
    asked = answers("twon", "town")
    added = qaim("add", "1901", "A flood", "-s", "S")
    assert added.status == 0
    assert asked == ["Which timeline, harbour or town (required): "] * 2
    assert "  no timeline is called 'twon'; did you mean town?\n" in added.out
    assert read_titles(two, "town") == ["A fair", "A flood"]


def test_at_a_terminal_it_is_asked_which_of_the_folder(qaim, two, answers, monkeypatch):
    monkeypatch.delenv("QAIM_FILE")
    answers("town")
    assert qaim("add", "1901", "A flood", "-s", "S").status == 0
    assert read_titles(two, "town") == ["A fair", "A flood"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "2 timelines are named, but only one can be changed at a time; "
         "name it with --timeline: harbour or town"),
        (("--timeline", "village"), "no timeline is called 'village'; write harbour or town"),
        (("--timeline", "town", "--file", "harbour.yaml"),
         "no timeline is called 'town'; write harbour"),
    ],
)  # fmt: skip
def test_which_timeline_is_meant_must_be_clear(qaim, two, words, message):
    refused = qaim("add", "1901", "A flood", "-s", "S", *words)
    assert (refused.status, refused.err) == (2, f"qaim: {message}\n")


def test_a_draft_goes_into_the_timeline_named(qaim, two, monkeypatch):
    draft = "title: D\nevents:\n  - {id: a, date: 1899, title: A, source: {section: S}}\n"
    (two / "draft.yaml").write_text(draft, "utf-8")
    reviewed = qaim("review", "draft.yaml", "--accept-all", "--timeline", "town")
    assert (reviewed.status, reviewed.err) == (0, "qaim: the events go into town.yaml\n")
    assert read_titles(two, "town") == ["A", "A fair"]
    monkeypatch.delenv("QAIM_FILE")
    (two / "town.yaml").unlink()
    (two / "draft.yaml").write_text(draft, "utf-8")
    assert qaim("review", "draft.yaml", "--accept-all").status == 0
    assert read_titles(two, "harbour") == ["A", "A fair"]


@pytest.mark.parametrize("command", ["list", "timeline", "chart", "count", "actors"])
def test_a_title_can_be_given(qaim, two, command):
    assert qaim(command).out.startswith("Harbour and Town")
    assert qaim(command, "--title", "Our  coast").out.startswith("Our coast")
    assert qaim(command, "--file", "town.yaml", "--title", "Mine").out.startswith("Mine")


def test_a_page_has_the_title_given(qaim, two):
    for command in ("list", "timeline", "chart", "show town-fair"):
        page = qaim(*command.split(), "--title", "Our <coast>", "-f", "html").out
        assert "<title>Our &lt;coast&gt;" in page
    assert "title: Our coast\n" in qaim("list", "--title", "Our coast", "-f", "yaml").out


@pytest.mark.parametrize("title", ["", " ", "\udcff"])
def test_a_title_is_some_words(qaim, two, title):
    refused = qaim("list", "--title", title)
    assert refused.status == 2
    assert refused.err.startswith("qaim: --title cannot be ")
