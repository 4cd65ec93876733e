"""What is shown of the shipped timeline, to the byte; `--write-golden` writes it anew."""

from __future__ import annotations

import pytest

# The day is fixed, so that nothing here changes with the calendar.
TODAY = ("--today", "2026-11-22")

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
    "docs/timeline.svg": ["timeline", "--width", "84", "-f", "svg"],
}


@pytest.mark.parametrize("path", GOLDEN)
def test_what_is_shown_is_what_was_agreed(qaim, project, path, request):
    arguments = GOLDEN[path]
    dated = TODAY if arguments[:1] in (["list"], ["timeline"]) else ()
    result = qaim(*arguments, *dated)
    assert (result.status, result.err) == (0, "")
    golden = project / path
    if request.config.getoption("--write-golden"):
        golden.write_bytes(result.out.encode())
    assert result.out.encode() == golden.read_bytes()


def test_every_golden_file_is_held_to(project):
    kept = {f"tests/golden/{path.name}" for path in (project / "tests/golden").iterdir()}
    assert kept == {path for path in GOLDEN if path.startswith("tests/golden/")}
