"""The timeline in the folder, taken where none is named."""

from __future__ import annotations

import os

import pytest

from qaim_cli.cli import nearby

TOWN = "title: Town\nevents:\n  - {id: a, date: 1900, title: A fair, source: {section: S}}\n"
OTHERS = {
    "compose.yaml": "services:\n  web:\n    image: x\n",
    "list.yaml": "- title: x\n- events: y\n",
    "nested.yaml": "site:\n  title: x\n  events: []\n",
    "untitled.yaml": "events: []\n",
    ".hidden.yaml": TOWN,
    "notes.txt": TOWN,
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in OTHERS.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "folder.yaml").mkdir()
    return tmp_path


def test_the_only_timeline_of_a_folder_is_read(qaim, folder):
    (folder / "town.yaml").write_text(TOWN, "utf-8")
    assert qaim("list").out.startswith("Town\n")
    assert "\nTimeline read: town.yaml, in this folder; " in qaim().out
    assert "qaim show battle" not in qaim().out


def test_timeline_yaml_goes_before_all_others(qaim, folder):
    (folder / "town.yaml").write_text(TOWN, "utf-8")
    (folder / "timeline.yaml").write_text(TOWN.replace("Town", "Usual"), "utf-8")
    assert qaim("list").out.startswith("Usual\n")


def test_of_several_timelines_none_is_taken(qaim, folder, monkeypatch):
    for name in ("town.yaml", "village.yml"):
        (folder / name).write_text(TOWN, "utf-8")
    monkeypatch.setenv("COLUMNS", "160")
    assert qaim("list").out.startswith("Al-Qa'im\n")
    assert "; this folder has town.yaml and village.yml\n" in qaim().out
    refused = qaim("add", "1901", "T", "-s", "S")
    assert (refused.status, refused.err) == (
        2,
        "qaim: no timeline is named, and this folder has town.yaml and village.yml; "
        "name one with --file\n",
    )


def test_what_is_no_timeline_is_not_taken(qaim, folder):
    (folder / "timeline.yaml").write_text(OTHERS["compose.yaml"], "utf-8")
    assert qaim("list").out.startswith("Al-Qa'im\n")
    assert "Timeline read: the one that comes with the program; " in qaim().out
    refused = qaim("add", "1901", "T", "-s", "S")
    assert "the one that comes with the program cannot be changed" in refused.err


def test_a_named_timeline_goes_before_that_of_the_folder(qaim, folder, monkeypatch):
    (folder / "town.yaml").write_text(TOWN, "utf-8")
    (folder / "other").write_text(TOWN.replace("Town", "Other"), "utf-8")
    assert qaim("list", "--file", "other").out.startswith("Other\n")
    monkeypatch.setenv("QAIM_FILE", "other")
    assert qaim("list").out.startswith("Other\n")
    assert "Timeline read: other (QAIM_FILE)\n" in qaim().out
    assert qaim("add", "1901", "T", "-s", "S").err == ""


@pytest.mark.parametrize(
    "command", [("add", "1901", "A walk", "-s", "S"), ("remove", "a"), ("format",)]
)
@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_command_that_writes_says_which_file(qaim, folder, command, dry):
    (folder / "town.yaml").write_text(TOWN, "utf-8")
    changed = qaim(*command, *dry)
    assert (changed.status, changed.err) == (0, "qaim: town.yaml is the timeline in this folder\n")
    assert ((folder / "town.yaml").read_text("utf-8") == TOWN) is bool(dry)


def test_a_long_timeline_is_known_by_what_stands_before_its_events(folder):
    actors = "".join(f"  a{n}: {{name: Actor {n}}}\n" for n in range(5_000))
    (folder / "long.yaml").write_text(f"title: T\nactors:\n{actors}events: []\n", "utf-8")
    assert nearby.find_nearby_timelines().only == "long.yaml"


def test_a_folder_of_many_files_is_not_searched(folder):
    (folder / "town.yaml").write_text(TOWN, "utf-8")
    for number in range(nearby._MAX_CANDIDATES):
        (folder / f"{number}.yaml").write_text("x: 1\n", "utf-8")
    assert nearby.find_nearby_timelines().paths == ()


def test_a_file_or_folder_that_cannot_be_read_is_passed_over(folder, monkeypatch):
    (folder / "town.yaml").write_text(TOWN, "utf-8")

    def refuse(*arguments, **options):
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr("builtins.open", refuse)
        assert nearby.find_nearby_timelines().paths == ()
    monkeypatch.setattr(os, "scandir", refuse)
    assert nearby.find_nearby_timelines().paths == ()
