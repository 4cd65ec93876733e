"""`qaim audit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.articles import ARTICLE_KINDS
from qaim_cli.cli import loading
from qaim_cli.cli.option_specs import declare_argument, declare_option
from qaim_cli.cli.options import ShowOptions
from qaim_cli.cli.output import show_table
from qaim_cli.errors import EXIT_PROBLEMS, RequestError
from qaim_cli.text import quote_text

if TYPE_CHECKING:
    from qaim_cli.audit.matching import NamedArticle

_CHECK_GROUP = "What to check"

EXAMPLES = (
    "qaim audit town.yaml town.md",
    "qaim audit town.yaml town.md --stamp",
    "qaim audit rome.yaml livy.html --source polybius=histories.txt",
)


class Options(ShowOptions):
    """Options of `qaim audit`."""

    store: str | None = declare_argument("STORE", help="The timeline.")
    articles: tuple[str, ...] = declare_argument(
        "[ARTICLE]...",
        help="The articles that it was taken from, recognised by their titles; - reads stdin.",
    )
    sources: tuple[str, ...] = declare_option(
        "--source", metavar="ID=FILE", group=_CHECK_GROUP,
        help="The article of one source, by its id, title or key; may be repeated.",
    )  # fmt: skip
    kind: str | None = declare_option(
        "--kind",
        metavar="KIND",
        group=_CHECK_GROUP,
        choices=tuple(ARTICLE_KINDS),
        plugin_group="qaim.articles",
        help="The article's format, if it is not recognised.",
    )
    written: str | None = declare_option(
        "--written", metavar="DATE", group=_CHECK_GROUP,
        help="The day on which it was written, as for `qaim extract --written`.",
    )  # fmt: skip
    stamp: bool = declare_option(
        "--stamp", group=_CHECK_GROUP,
        help="Write fingerprints of the cited sentences into STORE, to notice when one changes.",
    )  # fmt: skip

    @property
    def files(self) -> tuple[str, ...]:
        """The files that an answer must not overwrite."""
        paths = (path.partition("=")[2] for path in self.sources)
        return tuple(filter(None, (self.store, *self.articles, *paths)))


def run(options: Options) -> int:
    """Compare a timeline with its articles: every dated sentence, every event.

    In a timeline of several sources each event is compared with its own. The audit finds dated
    sentences that no event cites; events whose sentence is missing, has changed, or does not
    support the date, a figure or a name; and texts copied from an article. The status is 1 if
    anything is found.
    """
    from qaim_cli import store
    from qaim_cli.audit import audit_timeline
    from qaim_cli.audit.matching import match_articles
    from qaim_cli.cli.answering import parse_day_option
    from qaim_cli.edit.change import change_file
    from qaim_cli.edit.fingerprints import stamp_fingerprints
    from qaim_cli.reports.audit import build_audit_table

    path = options.store or ""
    named = _read_articles(options)
    loaded = store.load_timeline(path, cache=False)
    articles = match_articles(named, loaded.timeline)
    if options.stamp:
        stamp = stamp_fingerprints(articles, loaded.timeline.default_source)
        loading.print_notice(change_file(path, stamp).message)
        loaded = store.load_timeline(path, cache=False)
    loading.print_load_problems(loaded)
    timeline = loaded.timeline
    writing_day = parse_day_option("--written", options.written) if options.written else None
    ignored = store.load_ignored_sentences(path)
    found = audit_timeline(timeline, articles, ignored, writing_day)
    show_table(build_audit_table(found, timeline.title), options)
    return EXIT_PROBLEMS if found.findings else 0


def _read_articles(options: Options) -> list[NamedArticle]:
    """Read all articles, each with the source that it is said to be.

    Raises:
        QaimError: none is named, or one cannot be read.
    """
    from qaim_cli.audit.matching import NamedArticle
    from qaim_cli.cli.article_input import read_article

    named = [("", path) for path in options.articles]
    for text in options.sources:
        id, equals, path = text.partition("=")
        if not (id and equals and path):
            raise RequestError(f"--source cannot be {quote_text(text)}", "write ID=FILE")
        named.append((id, path))
    if not named:
        raise RequestError("no article is named", "name its file behind the timeline's")
    return [NamedArticle(path, read_article(path, options.kind), id) for id, path in named]
