"""Events asked for by their numbers in the last listing of this terminal."""

from __future__ import annotations

import json
import os
import time

import pytest

from qaim_cli.cli import last_listing, terminal
from qaim_cli.store import kept_files
from qaim_cli.store.index import cache_folder

TOWN = "title: Town\nevents:\n" + "".join(
    f"  - {{id: {id}, date: {year}, title: {title}, source: {{section: S}}}}\n"
    for id, year, title in [
        ("fair", 1900, "A fair"), ("flood", 1901, "A flood"), ("1902-vote", 1902, "A vote"),
    ]
)  # fmt: skip


@pytest.fixture
def town(tmp_path, monkeypatch):
    """A timeline in a folder, with an empty cache in which listings are kept."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "town.yaml"
    path.write_text(TOWN, "utf-8")
    return path


def kept_paths():
    return [each.path for each in cache_folder.iter_cache_files() if each.path.endswith(".kept")]


def test_rows_are_numbered_and_shown_by_their_numbers(qaim, town):
    listed = qaim("list", "--numbers", "--reverse")
    assert [line.split() for line in listed.out.splitlines()[2:7]] == [
        ["#", "When", "What", "Who"], [listed.out.splitlines()[3].strip()],
        ["1", "1902", "A", "vote"], ["2", "1901", "A", "flood"], ["3", "1900", "A", "fair"],
    ]  # fmt: skip
    assert qaim("show", "3").out.startswith("A fair\n")
    both = qaim("show", "2", "1902-vote")
    assert both.out.index("A flood") < both.out.index("A vote")


def test_the_last_listing_counts_whatever_file_it_is_of(qaim, town, tmp_path):
    other = tmp_path / "other"
    other.write_text(TOWN.replace("A fair", "A duel").replace("Town", "Other"), "utf-8")
    qaim("list", "--numbers", "--file", "other")
    assert qaim("show", "1").out.startswith("A duel\n")
    refused = qaim("show", "1", "--file", "town.yaml")
    assert (refused.status, refused.err) == (
        2, f"qaim: the last listing in this terminal is of '{other}'; list this timeline first\n",
    )  # fmt: skip
    qaim("list", "--numbers", "flood")
    assert qaim("show", "1").out.startswith("A flood\n")


def test_an_id_that_is_the_number_goes_before(qaim, town, tmp_path):
    qaim("list", "--numbers", "--reverse")
    text = TOWN.replace("id: flood", "id: 3")
    town.write_text(text, "utf-8")
    assert qaim("show", "3").out.startswith("A flood\n")
    (tmp_path / "other").write_text(text, "utf-8")
    assert qaim("show", "3", "--file", "other").out.startswith("A flood\n")


def test_a_listing_seen_on_a_terminal_is_kept_without_numbers_too(qaim, town, monkeypatch):
    qaim("list", "--numbers", "--reverse")
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    assert "#" not in qaim("list", "--color", "never").out
    assert "A fair" in qaim("show", "1").out
    qaim("list", "-f", "json", "--reverse")
    qaim("list", "-o", "x.txt", "--reverse")
    assert "A fair" in qaim("show", "1").out


def test_a_listing_in_a_pipe_leaves_the_last_one(qaim, town):
    qaim("list", "--numbers", "--reverse")
    qaim("list")
    assert qaim("show", "3").out.startswith("A fair\n")


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("4", "there is no event '4'; the last listing in this terminal has 3 events"),
        ("2", "event 2 of the last listing, 'flood', is no longer in the timeline; "
         "list again with --numbers"),
    ],
)  # fmt: skip
def test_a_number_that_no_longer_helps_is_told(qaim, town, number, message):
    qaim("list", "--numbers")
    town.write_text(TOWN.replace("id: flood", "id: deluge"), "utf-8")
    refused = qaim("show", number)
    assert (refused.status, refused.err) == (2, f"qaim: {message}\n")


def test_without_a_listing_a_number_begins_an_id_as_ever(qaim, town):
    assert qaim("show", "1902").out.startswith("A vote\n")
    refused = qaim("show", "3")
    assert refused.err == (
        "qaim: there is no event '3'; number the events of a listing with `qaim list --numbers`\n"
    )
    qaim("list", "--numbers")
    assert qaim("show", "1902").out.startswith("A vote\n")


@pytest.mark.parametrize("how", [("--no-cache",), ()])
def test_where_nothing_is_kept_that_is_said(qaim, town, monkeypatch, how):
    qaim("list", "--numbers", "--reverse")
    if not how:
        monkeypatch.setenv("QAIM_NO_CACHE", "1")
    listed = qaim("list", "--numbers", *how)
    assert (listed.status, listed.err) == (
        0, "qaim: `qaim show` will not know these numbers: --no-cache or QAIM_NO_CACHE is set\n",
    )  # fmt: skip
    assert kept_paths() == []
    assert qaim("show", "3").status == 2


def test_a_cache_that_cannot_be_written_is_said(qaim, town, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "x")

    monkeypatch.setattr(kept_files.os, "replace", refuse)
    listed = qaim("list", "--numbers", "--no-pager")
    assert "qaim: `qaim show` will not know these numbers: permission denied\n" in listed.err


def test_a_listing_is_its_owners_alone(qaim, town):
    qaim("list", "--numbers")
    (path,) = kept_paths()
    assert os.stat(path).st_mode & 0o777 == 0o600
    os.chmod(path, 0o644)
    assert qaim("show", "3").status == 2


def test_a_link_is_not_followed(qaim, town, tmp_path):
    qaim("list", "--numbers")
    (path,) = kept_paths()
    os.rename(path, tmp_path / "elsewhere")
    os.symlink(tmp_path / "elsewhere", path)
    assert qaim("show", "3").status == 2


@pytest.mark.parametrize(
    "data", [b"{", b"null", b"[[], []]", b'[["a", 1], []]', b"[1, 2]", b"\xff", b" " * 300_000]
)
def test_what_is_no_listing_is_none(qaim, town, data):
    qaim("list", "--numbers")
    (path,) = kept_paths()
    with open(path, "wb") as stream:
        stream.write(data)
    assert last_listing.read_listing() is None
    assert qaim("show", "3").status == 2


def test_an_old_listing_is_none_and_is_removed(qaim, town, monkeypatch):
    qaim("list", "--numbers")
    (old,) = kept_paths()
    long_ago = time.time() - 2 * kept_files.MAX_KEPT_SECONDS
    os.utime(old, (long_ago, long_ago))
    assert qaim("show", "3").status == 2
    monkeypatch.setattr(last_listing, "_name_terminal", lambda: "another")
    qaim("list", "--numbers")
    assert [os.path.basename(each) for each in kept_paths()] == ["another.kept"]
    assert qaim("cache", "--clear").status == 0
    assert kept_paths() == []


def test_so_many_listings_are_kept_at_most(town, monkeypatch):
    monkeypatch.setattr(kept_files, "MAX_KEPT_FILES", 3)
    for number in range(5):
        kept_files.write_kept_file(str(number), b"x")
        os.utime(kept_files._find_path(str(number)), (time.time() - 100 + number,) * 2)
    assert sorted(os.path.basename(each) for each in kept_paths()) == ["2.kept", "3.kept", "4.kept"]


def test_so_many_events_are_kept_at_most(town, monkeypatch):
    assert last_listing.keep_listing(["x"], (str(n) * 300 for n in range(9_999))) == ""
    listing = last_listing.read_listing()
    assert len(listing.ids) == last_listing.MAX_LISTED_EVENTS
    (path,) = kept_paths()
    with open(path, encoding="utf-8") as stream:
        assert len(json.load(stream)[1][-1]) == 200


def test_a_terminal_is_known_by_its_session(monkeypatch):
    here = last_listing._name_terminal()
    assert here == last_listing._name_terminal()
    monkeypatch.delattr(os, "getsid")
    assert last_listing._name_terminal().startswith(f"listing-{os.getppid()}-")
    monkeypatch.setattr(os, "getppid", lambda: 999_999_999)
    assert last_listing._name_terminal() == "listing-999999999-0"


def test_a_database_streams_numbered_rows(qaim, town, settled):
    assert qaim("list", "--numbers").out == qaim("list", "--numbers").out


def test_numbers_stand_in_markdown_and_not_in_data(qaim, town):
    assert "| 2 | 1901 | A flood |" in qaim("list", "--numbers", "-f", "md").out.replace("  ", " ")
    assert '"number"' not in qaim("list", "--numbers", "-f", "json").out
