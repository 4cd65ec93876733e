"""Questions about sources and own fields, answered with an index and without one."""

from __future__ import annotations

import pytest

STORE = (
    """\
title: War
source: {title: A chronicle, accessed: 2010}
sources:
  polybius: {title: Histories, author: Polybius, accessed: 2020}
  polybius-2: {title: Histories, author: Polybius}
  livy: {title: History of Rome, key: liv}
events:
"""
    + "".join(
        f"  - {{id: e{number}, date: {1900 + number}, title: Event {number}, {fields}}}\n"
        for number, fields in enumerate(
            [
                "source: livy, x-rank: 5",
                'source: [{of: polybius, at: "3.117"}, {of: livy, at: "22.49"}], x-rank: 4.5',
                "source: {section: S, paragraph: 1}, x-status: draft",
                'source: [polybius, polybius-2], x-rank: [1, "007"], x-status: checked draft',
                "source: [{section: S}, livy], url: https://e.org, image: a.png, image_credit: B",
                'source: {of: livy, section: "Book ¤ 3"}, x-note: "¤ odd"',
            ]
        )
    )
    + """\
  - {id: open-a, date: 2005/.., title: Goes on, source: {section: S}}
  - {id: open-b, date: 2005/.., title: Goes on too, source: [polybius, {section: S}]}
  - {id: open-c, date: 2005/.., title: Goes on as well, source: livy}
"""
)
QUESTIONS = [
    ["list", "source:livy"], ["list", "source:liv"], ["list", "not source:livy"],
    ["list", 'source:"livy 22"'], ["list", 'source:"livy Book ¤ 3"'], ["list", "source:source"],
    ["list", "--source", "polybius", "--source", "a chronicle"], ["list", "sources:>1"],
    ["list", "sources:1"], ["list", "x-rank:>4"], ["list", "x-rank:5"],
    ["list", "x-rank:>1", "--sort", "killed", "-n", "3"], ["list", "(x-rank:>1 2015) or 2022"],
    ["list", "x-status:checked"], ["list", "x-rank:any"], ["list", "x-rank:none"],
    ["list", "x-status:draft"], ["list", "x-note:odd"], ["list", "--sort", "x-rank"],
    ["list", "source:livy or x-status:draft"], ["list", "2015"], ["list", "2022"],
    ["list", "x-zzz:1"], ["list", "source:livi"],
    ["count", "--by", "source"], ["count", "--by", "x-rank"], ["count", "--by", "x-status"],
    ["count", "--by", "section"], ["count", "--by", "source", "x-rank:any"],
    ["chart", "--by", "source"], ["chart", "--by", "x-status"],
    ["timeline", "--headings", "source"], ["sources"], ["show", "e1", "e4"],
]  # fmt: skip


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_an_index_answers_as_the_file_does(qaim, tmp_path, monkeypatch, words):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("QAIM_NO_CACHE", raising=False)
    path = tmp_path / "war.yaml"
    path.write_text(STORE, "utf-8")
    command, *rest = words
    asked = (command, *rest, "--today", "2026-11-22", "--file", str(path))
    if command in ("sources", "show"):
        asked = (command, *rest, "--file", str(path))
    for more in ((), ("-f", "json"), ("-f", "csv")):
        plain = qaim(*asked, *more, "--no-cache")
        assert qaim(*asked, *more) == plain
        assert qaim(*asked, *more) == plain  # by the index that there is now
    assert list((tmp_path / "cache").rglob("*.*")), "nothing was indexed"


def test_what_goes_on_is_certain_until_its_own_sources_were_read(qaim, tmp_path):
    path = tmp_path / "war.yaml"
    path.write_text(STORE, "utf-8")
    shown = qaim("list", "2015", "--ids", "--today", "2026-11-22", "--file", str(path)).out
    lines = {line.split()[-1]: line for line in shown.splitlines() if "Goes on" in line}
    assert [id for id, line in lines.items() if line.lstrip().startswith("?")] == ["open-a"]
