"""`qaim extract`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qaim_cli.articles import ARTICLE_KINDS
from qaim_cli.cli import loading, terminal
from qaim_cli.cli.option_specs import CommandOptions as Declared
from qaim_cli.cli.option_specs import declare_argument, declare_option
from qaim_cli.errors import RequestError
from qaim_cli.text import capitalise, format_count, format_list

if TYPE_CHECKING:
    from qaim_cli.extract import DraftTimeline

_KIND_TITLES = format_list((each.title for each in ARTICLE_KINDS.values()), "or")
_EXTRACT_GROUP = "What to extract"

EXAMPLES = (
    "qaim extract town.md -o draft.yaml",
    "qaim extract town.wiki --like town.yaml -o draft.yaml",
    "qaim extract - --kind html < town.html",
    "qaim extract letter.txt --written '7 May 1891' -o draft.yaml",
)


class Options(Declared):
    """Options of `qaim extract`."""

    article: str | None = declare_argument(
        "ARTICLE", help=f"The article: {_KIND_TITLES}; - is stdin."
    )
    output: str | None = declare_option(
        "--output", "-o", metavar="FILE", group=_EXTRACT_GROUP,
        help="Write the draft to FILE, which must not exist yet, instead of stdout.",
    )  # fmt: skip
    kind: str | None = declare_option(
        "--kind",
        metavar="KIND",
        group=_EXTRACT_GROUP,
        choices=tuple(ARTICLE_KINDS),
        plugin_group="qaim.articles",
        help="The article's format, if it is not recognised.",
    )
    like: str | None = declare_option(
        "--like", metavar="STORE", group=_EXTRACT_GROUP,
        help="A timeline whose actors and places to look for in the article.",
    )  # fmt: skip
    title: str | None = declare_option(
        "--title", metavar="TEXT", group=_EXTRACT_GROUP,
        help="The title of the draft, instead of the article's.",
    )  # fmt: skip
    written: str | None = declare_option(
        "--written", metavar="DATE", group=_EXTRACT_GROUP,
        help="The day on which it was written, from which 'yesterday' and 'on Tuesday' count.",
    )  # fmt: skip


def run(options: Options) -> None:
    """Draft the events of an article: one for each dated sentence, for a person to accept.

    A date is as precise as its words; one without a year takes it from the text around it and says
    from where. An event without a date is written as a comment. `qaim review` takes the events
    into a timeline one by one.
    """
    from qaim_cli import files, store
    from qaim_cli.cli.answering import parse_day_option
    from qaim_cli.cli.article_input import read_article
    from qaim_cli.cli.output import STDOUT_PATHS, report_write_errors
    from qaim_cli.edit.draft import render_draft
    from qaim_cli.extract import draft_timeline

    path = options.output
    if path not in STDOUT_PATHS and os.path.lexists(path or ""):
        raise RequestError(
            f"{path!r} already exists, and may contain your work", "name another file, or remove it"
        )
    like = store.load_timeline(options.like).timeline if options.like else None
    writing_day = parse_day_option("--written", options.written) if options.written else None
    read = read_article(options.article or "", options.kind)
    read = read._replace(title=options.title or read.title or _name_from_path(options.article))
    progress = loading.ProgressReporter()
    try:
        drafts = draft_timeline(read, like, lambda done, total: progress(done / total), writing_day)
    finally:
        progress.clear_bar()
    if path in STDOUT_PATHS:
        terminal.write_stdout(render_draft(drafts), encoding="utf-8")
    else:
        with report_write_errors(path or "", "choose another place with -o"):
            files.create_file(path or "", render_draft(drafts))
    loading.print_notice(_describe_drafts(drafts))


def _name_from_path(path: str | None) -> str:
    """Return the title that a file's name gives: "old_town.txt" is "Old town"."""
    stem = os.path.splitext(os.path.basename(path or "-"))[0]
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return capitalise(words)


def _describe_drafts(drafts: DraftTimeline) -> str:
    """Describe how many events were drafted."""
    undated = sum(not each.event.edtf for each in drafts.event_drafts)
    events = format_count(len(drafts.event_drafts) - undated, "event")
    told = [f"{events} drafted from {format_count(len(drafts.article.sentences), 'sentence')}"]
    told += [f"{undated:,} without a date, as comments"] if undated else []
    again = format_count(len(drafts.recurrences), "date")
    told += [f"{again} coming again and again"] if drafts.recurrences else []
    return "; ".join(told)
