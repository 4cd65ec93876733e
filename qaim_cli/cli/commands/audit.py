"""`qaim audit`."""

from __future__ import annotations

from qaim_cli.cli import session
from qaim_cli.cli.options import ShowOptions, argument, option
from qaim_cli.cli.output import show_table
from qaim_cli.errors import PROBLEMS

_GROUP = "What to check"

EXAMPLES = (
    "qaim audit town.yaml town.md",
    "qaim audit town.yaml town.md --stamp",
)


class Options(ShowOptions):
    """What `qaim audit` takes."""

    store: str | None = argument("STORE", help="The timeline.")
    article: str | None = argument("ARTICLE", help="The article it is taken from; - is stdin.")
    kind: str | None = option(
        "--kind", metavar="KIND", group=_GROUP, choices=("plain", "markdown", "html", "wikitext"),
        help="What the article is written in, where it cannot be guessed.",
    )  # fmt: skip
    stamp: bool = option(
        "--stamp", group=_GROUP,
        help="Write fingerprints of the sentences cited into STORE, to find when one changes.",
    )  # fmt: skip

    @property
    def files(self) -> tuple[str, ...]:
        """The files that an answer must not overwrite."""
        return tuple(filter(None, (self.store, self.article)))


def run(options: Options) -> int:
    """Hold a timeline against its article: every dated sentence, every event.

    Found are dated sentences that no event cites; events whose sentence is not there, has changed,
    or does not bear the date, a figure or a name; and texts that copy the article. The status is 1
    where anything is found.
    """
    from qaim_cli import store
    from qaim_cli.audit import audit
    from qaim_cli.cli.article import article
    from qaim_cli.edit.change import change
    from qaim_cli.edit.stamping import stamped
    from qaim_cli.reports.audit import audited

    path = options.store or ""
    text = article(options.article or "", options.kind)
    if options.stamp:
        session.tell(change(path, stamped(text)).told)
    loaded = store.load(path, cache=False)
    session.tell_problems(loaded)
    timeline = loaded.timeline
    found = audit(timeline, text, store.ignored(path))
    show_table(audited(found, timeline.title), options)
    return PROBLEMS if found.findings else 0
