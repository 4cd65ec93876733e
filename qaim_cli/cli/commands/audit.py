"""`qaim audit`."""

from __future__ import annotations

from qaim_cli.cli import loading
from qaim_cli.cli.options import ShowOptions, declare_argument, declare_option
from qaim_cli.cli.output import show_table
from qaim_cli.errors import EXIT_PROBLEMS

_CHECK_GROUP = "What to check"

EXAMPLES = (
    "qaim audit town.yaml town.md",
    "qaim audit town.yaml town.md --stamp",
)


class Options(ShowOptions):
    """What `qaim audit` takes."""

    store: str | None = declare_argument("STORE", help="The timeline.")
    article: str | None = declare_argument(
        "ARTICLE", help="The article that it was taken from; - reads stdin."
    )
    kind: str | None = declare_option(
        "--kind",
        metavar="KIND",
        group=_CHECK_GROUP,
        choices=("plain", "markdown", "html", "wikitext"),
        plugin_group="qaim.articles",
        help="The article's format, if it is not recognised.",
    )
    stamp: bool = declare_option(
        "--stamp", group=_CHECK_GROUP,
        help="Write fingerprints of the cited sentences into STORE, to notice when one changes.",
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
    from qaim_cli.audit import audit_timeline
    from qaim_cli.cli.article_input import read_article
    from qaim_cli.edit.change import change_file
    from qaim_cli.edit.fingerprints import stamp_fingerprints
    from qaim_cli.reports.audit import build_audit_table

    path = options.store or ""
    text = read_article(options.article or "", options.kind)
    if options.stamp:
        loading.print_notice(change_file(path, stamp_fingerprints(text)).message)
    loaded = store.load_timeline(path, cache=False)
    loading.print_load_problems(loaded)
    timeline = loaded.timeline
    found = audit_timeline(timeline, text, store.load_ignored_sentences(path))
    show_table(build_audit_table(found, timeline.title), options)
    return EXIT_PROBLEMS if found.findings else 0
