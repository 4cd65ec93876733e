"""`qaim extract`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qaim_cli.cli import session, terminal
from qaim_cli.cli.options import Options as Declared
from qaim_cli.cli.options import argument, option
from qaim_cli.errors import RequestError
from qaim_cli.text import counted

if TYPE_CHECKING:
    from qaim_cli.extract import Drafts

_GROUP = "What to extract"

EXAMPLES = (
    "qaim extract town.md -o draft.yaml",
    "qaim extract town.wiki --like town.yaml -o draft.yaml",
    "qaim extract - --kind html < town.html",
)


class Options(Declared):
    """What `qaim extract` takes."""

    article: str | None = argument(
        "ARTICLE", help="The article: plain text, Markdown, HTML or wikitext; - is stdin."
    )
    output: str | None = option(
        "--output", "-o", metavar="FILE", group=_GROUP,
        help="Write the draft to FILE, which must not be there yet, instead of stdout.",
    )  # fmt: skip
    kind: str | None = option(
        "--kind", metavar="KIND", group=_GROUP, choices=("plain", "markdown", "html", "wikitext"),
        help="What the article is written in, where it cannot be guessed.",
    )  # fmt: skip
    like: str | None = option(
        "--like", metavar="STORE", group=_GROUP,
        help="A timeline whose actors and places are to be found in the article.",
    )  # fmt: skip


def run(options: Options) -> None:
    """Draft the events of an article: one for each dated sentence, for a person to accept.

    A date is as precise as its words; one without a year takes it from the text around it and says
    from where. What stays without a date is written as a comment. `qaim review` takes the events
    into a timeline one by one.
    """
    from qaim_cli import files, store
    from qaim_cli.cli.article import article
    from qaim_cli.cli.output import STDOUT, writing
    from qaim_cli.extract import draft, written

    path = options.output
    if path not in STDOUT and os.path.lexists(path or ""):
        raise RequestError(
            f"{path!r} is there already, and may hold work", "name another file, or remove it"
        )
    like = store.load(options.like).timeline if options.like else None
    read = article(options.article or "", options.kind)
    progress = session.Progress()
    try:
        drafts = draft(read, like, lambda done, total: progress(done / total))
    finally:
        progress.end()
    if path in STDOUT:
        terminal.put(written(drafts), encoding="utf-8")
    else:
        with writing(path or "", "choose another place with -o"):
            files.create(path or "", "".join(written(drafts)))
    session.tell(_told(drafts))


def _told(drafts: Drafts) -> str:
    """What was drafted, in words."""
    undated = sum(each.date is None for each in drafts.drafts)
    events = counted(len(drafts.drafts) - undated, "event")
    told = [f"{events} drafted from {counted(len(drafts.article.sentences), 'sentence')}"]
    told += [f"{undated:,} without a date, as comments"] if undated else []
    again = counted(len(drafts.habits), "date")
    told += [f"{again} coming again and again"] if drafts.habits else []
    return "; ".join(told)
