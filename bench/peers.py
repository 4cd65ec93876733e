"""The same question on the same events, of this program and of others, each in its own format.

All of them know days, so every event here is known to the day. The question is for the events of
one year with one word; an answer counts only if it holds the very events that it should.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import generator
from bench.generator import GeneratedEvent
from bench.measure import BenchCommand

SEARCH_YEAR = 1990


def _choose_search_word() -> str:
    """A word that many events have, and that is part of no other word, which some would find."""
    known = [name.lower() for name in generator.generate_names(4_000, generator.SEED + 2)]
    others = " ".join([*known, *generator.generate_actor_ids(), *generator.generate_place_ids()])
    return next(word for word in known[8:] if others.count(word) == 1)


SEARCH_WORD = _choose_search_word()


class PeerProgram(NamedTuple):
    """A program: its name, what writes events for it, its command, and the most it is given."""

    name: str
    program: str
    write_events: Callable[[Sequence[GeneratedEvent], Path], None]
    build_command: Callable[[str, Path], list[str]]
    max_events: int = 10**9


def generate_day_events(count: int) -> list[GeneratedEvent]:
    """The events, each known to the day, with ids that hold no word that is asked for."""
    return [
        each._replace(id=f"event-{number}", date=each.day)
        for number, each in enumerate(generator.generate_events(count))
    ]


def find_expected_ids(events: Iterable[GeneratedEvent]) -> set[str]:
    """The ids of the events that the question is for."""
    has = re.compile(rf"\b{SEARCH_WORD}", re.IGNORECASE)
    return {
        each.id
        for each in events
        if each.day.startswith(f"{SEARCH_YEAR}-")
        and any(map(has.search, (each.title, each.summary, *each.places, *each.actors)))
    }


def extract_ids(out: str) -> set[str]:
    """The ids of events in a program's answer."""
    return set(re.findall(r"\bevent-\d+\b", out))


def prepare_commands(
    events: Sequence[GeneratedEvent], folder: Path, qaim: str, programs: str
) -> tuple[list[BenchCommand], dict[str, str]]:
    """The commands of all programs that are here, their files written; and why others are not."""
    ready, absent = [], dict[str, str]()
    for peer in PEERS:
        program = qaim if peer.program == "qaim" else shutil.which(peer.program, path=programs)
        if program is None:
            absent[peer.name] = f"{peer.program} is not installed"
        elif len(events) > peer.max_events:
            absent[peer.name] = f"not given more than {peer.max_events:,} events"
        else:
            place = folder / peer.name
            place.mkdir()
            peer.write_events(events, place)
            kept = {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_DATA_HOME": str(folder / "data"),
                    "XDG_CONFIG_HOME": str(folder / "config")}  # fmt: skip
            ready.append(BenchCommand(peer.name, peer.build_command(program, place), kept))
    return ready, absent


def _join_text(each: GeneratedEvent) -> str:
    return f"{each.title}. {each.summary} {' '.join((*each.places, *each.actors))}"


def _build_qaim_command(program: str, place: Path) -> list[str]:
    question = ["--in", str(SEARCH_YEAR), "-k", SEARCH_WORD, "-f", "jsonl"]
    return [program, "list", "--file", f"{place}/store.yaml", *question]


def _write_qaim(events: Sequence[GeneratedEvent], place: Path) -> None:
    (place / "store.yaml").write_text("".join(generator.render_store(events)), "utf-8")


def _write_hledger(events: Sequence[GeneratedEvent], place: Path) -> None:
    lines = (f"{each.day} {each.id} {_join_text(each)}\n    (events)  1\n\n" for each in events)
    (place / "book.journal").write_text("".join(lines), "utf-8")


def _write_recutils(events: Sequence[GeneratedEvent], place: Path) -> None:
    records = (f"Id: {each.id}\nDate: {each.day}\nText: {_join_text(each)}\n\n" for each in events)
    head = "%rec: Event\n%type: Date date\n\n"
    (place / "events.rec").write_text(head + "".join(records), "utf-8")


def _write_jrnl(events: Sequence[GeneratedEvent], place: Path) -> None:
    entries = (f"[{each.day} 09:00:00 AM] {each.id}.\n{_join_text(each)}\n\n" for each in events)
    (place / "journal.txt").write_text("".join(entries), "utf-8")
    config = {
        "version": "4.2", "journals": {"default": {"journal": str(place / "journal.txt")}},
        "encrypt": False, "editor": "", "template": False, "highlight": False, "linewrap": 79,
        "default_hour": 9, "default_minute": 0, "timeformat": "%Y-%m-%d %I:%M:%S %p",
        "tagsymbols": "@", "indent_character": "|", "display_format": None,
        "colors": dict.fromkeys(("body", "date", "tags", "title"), "none"),
    }  # fmt: skip
    lines = (f"{key}: {json.dumps(value)}\n" for key, value in config.items())
    (place / "jrnl.yaml").write_text("".join(lines), "utf-8")


def _write_beancount(events: Sequence[GeneratedEvent], place: Path) -> None:
    head = "1800-01-01 open Equity:Out EVT\n1800-01-01 open Equity:In EVT\n\n"
    entries = (
        f'{each.day} * "{each.id}" "{_join_text(each)}"\n  Equity:Out  1 EVT\n  Equity:In\n\n'
        for each in events
    )
    (place / "book.beancount").write_text(head + "".join(entries), "utf-8")


def _write_sqlite(events: Sequence[GeneratedEvent], place: Path) -> None:
    import sqlite3

    with sqlite3.connect(place / "events.db") as connection:
        connection.execute("CREATE TABLE events (id TEXT, day TEXT, text TEXT)")
        rows = ((each.id, each.day, _join_text(each)) for each in events)
        connection.executemany("INSERT INTO events VALUES (?, ?, ?)", rows)
        connection.execute("CREATE INDEX by_day ON events (day)")
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5(text, content='events')")
        connection.execute("INSERT INTO texts (texts) VALUES ('rebuild')")
    connection.close()


def _write_csv(events: Sequence[GeneratedEvent], place: Path) -> None:
    with (place / "events.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("id", "day", "text"))
        writer.writerows((each.id, each.day, _join_text(each)) for each in events)


def _write_parquet(events: Sequence[GeneratedEvent], place: Path) -> None:
    import duckdb

    _write_csv(events, place)
    rows = f"read_csv('{place}/events.csv', all_varchar = true)"
    duckdb.sql(f"COPY (SELECT * FROM {rows} ORDER BY day) TO '{place}/events.parquet'")


def _write_visidata(events: Sequence[GeneratedEvent], place: Path) -> None:
    """The table, and the keys pressed in it: choose rows by an expression, and open these alone."""
    _write_csv(events, place)
    chosen = f"day[:4] == '{SEARCH_YEAR}' and re.search(r'\\b{SEARCH_WORD}', text, re.I)"
    steps = (
        {"longname": "open-file", "input": f"{place}/events.csv"},
        {"sheet": "events", "longname": "select-expr", "input": chosen},
        {"sheet": "events", "longname": "dup-selected"},
    )
    (place / "keys.vdj").write_text("".join(f"{json.dumps(step)}\n" for step in steps), "utf-8")
    (place / "visidatarc").write_text("import re\n", "utf-8")


def _write_khal(events: Sequence[GeneratedEvent], place: Path) -> None:
    (place / "calendar").mkdir()
    for each in events:
        day = each.day.replace("-", "")
        text = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:bench\r\nBEGIN:VEVENT\r\n"
            f"UID:{each.id}\r\nDTSTAMP:20200101T000000Z\r\nDTSTART;VALUE=DATE:{day}\r\n"
            f"SUMMARY:{each.id} {_join_text(each)}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        (place / "calendar" / f"{each.id}.ics").write_text(text, "utf-8", newline="")
    (place / "khal.conf").write_text(
        f"[calendars]\n[[events]]\npath = {place / 'calendar'}\n[locale]\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        f"longdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = {place / 'khal.db'}\n",
        "utf-8",
    )


_FIRST_DAY, _LAST_DAY = f"{SEARCH_YEAR}-01-01", f"{SEARCH_YEAR}-12-31"
_QUERY = (
    f"SELECT id, day, text FROM events WHERE day BETWEEN '{_FIRST_DAY}' AND '{_LAST_DAY}'"
    f" AND rowid IN (SELECT rowid FROM texts WHERE texts MATCH '{SEARCH_WORD}*')"
)
"""For the tables that `_write_sqlite` makes."""
PEERS = (
    PeerProgram(
        "qaim",
        "qaim",
        _write_qaim,
        _build_qaim_command,
    ),
    PeerProgram(
        "qaim, no index",
        "qaim",
        _write_qaim,
        lambda program, at: [*_build_qaim_command(program, at), "--no-cache"],
    ),
    PeerProgram(
        "sqlite-utils",
        "sqlite-utils",
        _write_sqlite,
        lambda program, at: [program, "query", f"{at}/events.db", _QUERY],
    ),
    PeerProgram(
        "sqlite3, FTS",
        "sqlite3",
        _write_sqlite,
        lambda program, at: [program, f"{at}/events.db", _QUERY],
    ),
    PeerProgram(
        "DuckDB, Parquet",
        "duckdb",
        _write_parquet,
        lambda program, at: [
            program,
            "-csv",
            "-c",
            f"SELECT * FROM '{at}/events.parquet'"
            f" WHERE day BETWEEN '{_FIRST_DAY}' AND '{_LAST_DAY}'"
            f" AND regexp_matches(text, '\\b{SEARCH_WORD}', 'i')",
        ],
    ),
    PeerProgram(
        "Miller, CSV",
        "mlr",
        _write_csv,
        lambda program, at: [
            program,
            "--icsv",
            "--ojson",
            "filter",
            f'$day >= "{_FIRST_DAY}" && $day <= "{_LAST_DAY}" && $text =~ "\\b{SEARCH_WORD}"i',
            f"{at}/events.csv",
        ],
    ),
    PeerProgram(
        "VisiData, CSV",
        "vd",
        _write_visidata,
        lambda program, at: [
            program,
            "--batch",
            "--config",
            f"{at}/visidatarc",
            "--play",
            f"{at}/keys.vdj",
            "--output",
            "-",
            "--save-filetype",
            "tsv",
        ],
    ),
    PeerProgram(
        "recutils",
        "recsel",
        _write_recutils,
        lambda program, at: [
            program,
            "-i",
            "-e",
            f"Date >> '{SEARCH_YEAR - 1}-12-31' && Date << '{SEARCH_YEAR + 1}-01-01' && Text ~ "
            f"'(^| ){SEARCH_WORD}'",
            f"{at}/events.rec",
        ],
    ),
    PeerProgram(
        "hledger",
        "hledger",
        _write_hledger,
        lambda program, at: [
            program,
            "-f",
            f"{at}/book.journal",
            "print",
            "-p",
            str(SEARCH_YEAR),
            f"desc:(^| ){SEARCH_WORD}",
        ],
    ),
    PeerProgram(
        "jrnl",
        "jrnl",
        _write_jrnl,
        lambda program, at: [
            program,
            "--config-file",
            f"{at}/jrnl.yaml",
            "-from",
            _FIRST_DAY,
            "-to",
            _LAST_DAY,
            "-contains",
            SEARCH_WORD,
            "--format",
            "json",
        ],
    ),
    PeerProgram(
        "beanquery",
        "bean-query",
        _write_beancount,
        lambda program, at: [
            program,
            f"{at}/book.beancount",
            f"SELECT payee, narration WHERE year = {SEARCH_YEAR} AND account = 'Equity:Out'"
            f" AND narration ~ '{SEARCH_WORD}'",
        ],
    ),
    PeerProgram(
        "khal",
        "khal",
        _write_khal,
        lambda program, at: [
            "sh",
            "-c",
            f"{program} -c {at}/khal.conf list --format '{{title}}' {_FIRST_DAY} "
            f"{SEARCH_YEAR + 1}-01-01"
            f" | grep -i ' {SEARCH_WORD}' || true",
        ],
        10_000,
    ),
)


def build_search_path(folder: str | None) -> str:
    """Where programs are looked for: in a folder first, then where the shell looks."""
    usual = os.environ.get("PATH", os.defpath)
    return os.pathsep.join(filter(None, (folder, usual)))
