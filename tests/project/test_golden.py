"""What is shown of the shipped timeline, to the byte; `--write-golden` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from qaim_cli.export import EXPORT_FORMATS
from qaim_cli.store import find_shipped_timeline
from tests.support import faulty, ferry, second, trouble

# The day is fixed, so that nothing here changes with the calendar.
TODAY = ("--today", "2026-11-22")
TWO = ("--file", "SHIPPED", "--file", "SECOND")
DATED = ("list", "timeline", "chart", "count")

GOLDEN = {
    "tests/golden/overview.txt": [],
    "tests/golden/list.txt": ["list"],
    "tests/golden/list-40.txt": ["list", "--width", "40", "--in", "2004"],
    "tests/golden/list-160.txt": ["list", "--width", "160", "--in", "2003..2005"],
    "tests/golden/list-ascii.txt": ["list", "--ascii", "--in", "2019"],
    "tests/golden/list-colour.txt": ["list", "--color", "always", "--in", "apr 2004"],
    "tests/golden/list-empty.txt": ["list", "--in", "1800"],
    "tests/golden/list-maybe.txt": ["list", "--in", "jul 2012", "--maybe"],
    "tests/golden/list.json": ["list", "-f", "json"],
    "tests/golden/list.jsonl": ["list", "-f", "jsonl", "--in", "apr 2004"],
    "tests/golden/list.csv": ["list", "-f", "csv"],
    "tests/golden/list.md": ["list", "-f", "md"],
    "tests/golden/timeline.txt": ["timeline"],
    "tests/golden/timeline-40.txt": ["timeline", "--width", "40"],
    "tests/golden/timeline-160.txt": ["timeline", "--width", "160"],
    "tests/golden/timeline-ascii.txt": ["timeline", "--ascii"],
    "tests/golden/timeline-reverse.txt": ["timeline", "--reverse", "--in", "2014..2019"],
    "tests/golden/timeline-colour.txt": ["timeline", "--color", "always", "--in", "2004"],
    "tests/golden/show.txt": ["show", "battle-of-husaybah", "operation-matador", "convoy"],
    "tests/golden/show-40.txt": ["show", "--width", "40", "border-crossing-closed"],
    "tests/golden/infobox.txt": ["infobox"],
    "tests/golden/infobox-40.txt": ["infobox", "--width", "40"],
    "tests/golden/infobox.json": ["infobox", "-f", "json"],
    "tests/golden/actors.txt": ["actors"],
    "tests/golden/actors.csv": ["actors", "-f", "csv"],
    "tests/golden/places.txt": ["places"],
    "tests/golden/tags.txt": ["tags"],
    "tests/golden/list-killed.txt": ["list", "--sort", "killed", "-n", "3", "--ids"],
    "tests/golden/timeline-300.txt": ["timeline", "--width", "300"],
    "tests/golden/timeline-time.txt": ["timeline", "--scale", "time", "--in", "2004..2005"],
    "tests/golden/timeline-section.txt": ["timeline", "--headings", "section"],
    "tests/golden/timeline-one.txt": ["timeline", "id:khan-built"],
    "tests/golden/timeline-none.txt": ["timeline", "--in", "1800"],
    "tests/golden/chart.txt": ["chart"],
    "tests/golden/chart-40.txt": ["chart", "--width", "40"],
    "tests/golden/chart-160.txt": ["chart", "--width", "160", "--by", "actor", "--from", "2003"],
    "tests/golden/chart-300.txt": ["chart", "--width", "300"],
    "tests/golden/chart-ascii.txt": ["chart", "--ascii", "--by", "tag", "--in", "2017..2019"],
    "tests/golden/chart-colour.txt": [
        "chart",
        "--color",
        "always",
        "--by",
        "place",
        "--in",
        "2019",
    ],
    "tests/golden/chart-day.txt": ["chart", "--in", "2004-04-17"],
    "tests/golden/chart-none.txt": ["chart", "--in", "1800"],
    "tests/golden/chart-true.txt": ["chart", "--gaps", "off"],
    "tests/golden/count.txt": ["count"],
    "tests/golden/count-40.txt": ["count", "--by", "place", "--width", "40"],
    "tests/golden/count-sum.txt": ["count", "--by", "tag", "--sum", "killed"],
    "tests/golden/count-ascii.txt": ["count", "--by", "decade", "--ascii"],
    "tests/golden/count.json": ["count", "--by", "month", "--in", "2004", "-f", "json"],
    "tests/golden/trouble-timeline-early.txt": ["timeline", "--file", "TROUBLE", "--to", "3000 BC"],
    "tests/golden/trouble-timeline-late.txt": [
        *("timeline", "--file", "TROUBLE", "not house", "--from", "1000"),
    ],
    "tests/golden/trouble-timeline-lanes.txt": [
        *("timeline", "--file", "TROUBLE", "--in", "300 BC..280 BC"),
    ],
    "tests/golden/trouble-chart.txt": ["chart", "--file", "TROUBLE", "not reign"],
    "tests/golden/trouble-chart-deep.txt": ["chart", "--file", "TROUBLE", "--to", "9000 BC"],
    "tests/golden/trouble-chart-400.txt": ["chart", "--file", "TROUBLE", "--width", "160"],
    "tests/golden/trouble-count.txt": ["count", "--file", "TROUBLE", "--by", "century"],
    "tests/golden/trouble-open.txt": ["timeline", "--file", "TROUBLE", "id:unknown or id:now-on"],
    "tests/golden/several-list.txt": ["list", *TWO, "--from", "2014"],
    "tests/golden/several-list-40.txt": ["list", *TWO, "--in", "2016", "--width", "40"],
    "tests/golden/several-list-160.txt": ["list", *TWO, "2014", "--width", "160", "--ids"],
    "tests/golden/several-list.csv": ["list", *TWO, "--in", "2016", "-f", "csv"],
    "tests/golden/several-actors.txt": ["actors", *TWO, "--with", "Daesh"],
    "tests/golden/several-infobox.txt": ["infobox", *TWO],
    "tests/golden/several-infobox.md": ["infobox", *TWO, "-f", "md"],
    "tests/golden/several-count.txt": ["count", *TWO, "--by", "timeline"],
    "tests/golden/several-chart.txt": ["chart", *TWO, "--from", "2014"],
    "tests/golden/several-timeline-40.txt": ["timeline", *TWO, "--in", "2016", "--width", "40"],
    "tests/golden/several-timeline.txt": [
        "timeline",
        *TWO,
        "--headings",
        "timeline",
        "--in",
        "2014..2017",
    ],
    "docs/timeline.svg": ["timeline", "--width", "84", "--style", "terminal", "-f", "svg"],
    "docs/chart.svg": ["chart", "--width", "110", "--from", "2003", "--by", "place", "-f", "svg"],
}


@pytest.mark.parametrize("path", GOLDEN)
def test_what_is_shown_is_what_was_agreed(qaim, golden, path, store):
    arguments = GOLDEN[path]
    files = {
        "TROUBLE": lambda: store(trouble.store_text()),
        "SECOND": lambda: store(second.STORE, name="mosul.yaml"),
        "SHIPPED": find_shipped_timeline,
    }
    arguments = [files[each]() if each in files else each for each in arguments]
    dated = TODAY if arguments[:1] and arguments[0] in DATED else ()
    result = qaim(*arguments, *dated)
    assert (result.status, result.err) == (0, "")
    golden(path, result.out)


CHECKED = {
    "check.txt": [],
    "check-40.txt": ["--width", "40"],
    "check-80.txt": ["--width", "80"],
    "check-160.txt": ["--width", "160"],
    "check-ascii.txt": ["--width", "80", "--ascii"],
    "check-colour.txt": ["--color", "always", "--skip", "unused-allow"],
    "check.json": ["-f", "json"],
    "check.sarif": ["-f", "sarif"],
    "check-github.txt": ["-f", "github"],
    "check-list.txt": ["--list"],
}


@pytest.mark.parametrize("name", CHECKED)
def test_problems_are_told_as_was_agreed(qaim, golden, name, store, monkeypatch):
    monkeypatch.chdir(Path(store(faulty.STORE)).parent)
    result = qaim("check", "store.yaml", *CHECKED[name])
    assert (result.status, result.err) == (0 if name == "check-list.txt" else 1, "")
    golden(f"tests/golden/{name}", result.out)


AUDITED = {
    "audit-80.txt": ["--width", "80"],
    "audit-40.txt": ["--width", "40"],
    "audit.json": ["-f", "json"],
}


@pytest.mark.parametrize("name", AUDITED)
def test_what_an_audit_finds_is_told_as_was_agreed(qaim, golden, name, store, monkeypatch):
    monkeypatch.chdir(Path(store(ferry.STORE)).parent)
    Path("ferry.txt").write_text(ferry.ARTICLE, "utf-8")
    result = qaim("audit", "store.yaml", "ferry.txt", *AUDITED[name])
    assert (result.status, result.err) == (1, "")
    golden(f"tests/golden/{name}", result.out)


@pytest.mark.parametrize("format", EXPORT_FORMATS)
def test_every_data_format_has_a_golden_file(format):
    shown = [f"{' '.join(words)} " for words in GOLDEN.values()]
    assert any(f"-f {format} " in line for line in shown), (
        f"give {format!r} a golden file by a line in `GOLDEN`"
    )


def test_every_golden_file_is_held_to(project):
    kept = {f"tests/golden/{path.name}" for path in (project / "tests/golden").glob("*.*")}
    told = {f"tests/golden/{name}" for name in (*CHECKED, *AUDITED)}
    assert kept == told | {path for path in GOLDEN if path.startswith("tests/golden/")}
