"""How good drafts are, measured on articles of our own: `python -m bench.drafts`.

Beside each article lie the events that a person would keep of it: a date in EDTF, who acts in it
(or "-"), and the titles that would do. A drafted title is

- usable, where it has the words of one of these titles, articles aside, and at most three more;
- readable, where it is usable, or has a verb and something behind or before it, begins with no
  pronoun or connector, and ends neither on a preposition nor in the middle of a phrase;
- false, where it has more words of another event of its sentence than of its own, and does not say
  when.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from qaim_cli import articles
from qaim_cli.extract import DraftTimeline, draft_timeline, find_verbs
from qaim_cli.model import Event
from qaim_cli.text import fold

FOLDER = Path(__file__).parents[1] / "tests" / "articles" / "drafted"
_MAX_EXTRA_WORDS = 3
_ARTICLES = frozenset(("a", "an", "the"))
_BAD_START = re.compile(
    r"(?:He|She|It|They|His|Her|Its|Their|And|But|Then|However|Which|Who|When|While|Although)\b"
)
_BAD_END = re.compile(
    r"(?:…|[,;:–-]|\b(?:a|an|the|of|in|on|at|by|for|to|from|with|and|or|but|as|into|who|which|that"
    r"|was|were|had))\Z"
)


class KeptEvent(NamedTuple):
    """What a person would keep: a date, who acts, and the titles that would do."""

    edtf: str
    actor: str
    titles: tuple[str, ...]


class DraftScore(NamedTuple):
    """How many events of an article are drafted how well."""

    drafted: int = 0
    right_dates: int = 0
    kept: int = 0
    found: int = 0
    usable: int = 0
    readable: int = 0
    false: int = 0
    acting: int = 0
    actor_named: int = 0

    def __add__(self, other: object) -> DraftScore:
        """The sum of two scores."""
        assert isinstance(other, DraftScore)
        return DraftScore(*(a + b for a, b in zip(self, other, strict=True)))


class _ScoredEvent(NamedTuple):
    event: Event | None
    kept: KeptEvent | None
    judgement: str


def main() -> None:
    """Print the figures of all articles, or the titles of one kind."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--show", action="store_true", help="show every title with its judgement")
    args = options.parse_args()
    for line in describe_score(score_folder(FOLDER)):
        print(line)
    if args.show:
        for path in sorted(FOLDER.glob("*.md")):
            for event, kept, judgement in _judge_events(*_load_drafts(path)):
                title = event.title if event else "(not drafted)"
                edtf = event.edtf if event else kept.edtf if kept else ""
                print(f"{path.stem:12} {judgement:9} {edtf:12} {title}")


def score_folder(folder: Path) -> DraftScore:
    """The score of all articles of a folder."""
    total = DraftScore()
    for path in sorted(folder.glob("*.md")):
        total += _score_article(path)
    return total


def describe_score(score: DraftScore) -> Iterator[str]:
    """The score in lines of per cent."""
    yield f"drafted dates right       {score.right_dates / score.drafted:6.1%} of {score.drafted}"
    yield f"events found              {score.found / score.kept:6.1%} of {score.kept}"
    yield f"titles usable as they are {score.usable / score.found:6.1%} of {score.found}"
    yield f"titles readable           {score.readable / score.found:6.1%}"
    yield f"titles of another date    {score.false / score.found:6.1%}"
    yield f"main actor named          {score.actor_named / score.acting:6.1%} of {score.acting}"


def _score_article(path: Path) -> DraftScore:
    drafts, kept = _load_drafts(path)
    judged = list(_judge_events(drafts, kept))
    found = [each for each in judged if each.event and each.kept]
    acting = [each for each in found if each.kept and each.kept.actor != "-"]
    return DraftScore(
        drafted=len(drafts.event_drafts),
        right_dates=len(found),
        kept=len(kept),
        found=len(found),
        usable=sum(each.judgement == "usable" for each in found),
        readable=sum(each.judgement in ("usable", "readable") for each in found),
        false=sum(each.judgement == "false" for each in found),
        acting=len(acting),
        actor_named=sum(_names_actor(each, drafts) for each in acting),
    )


def _load_drafts(path: Path) -> tuple[DraftTimeline, list[KeptEvent]]:
    lines = path.with_suffix(".tsv").read_text("utf-8").splitlines()
    kept = [
        KeptEvent(edtf, actor, tuple(titles.split("|")))
        for edtf, actor, titles in (line.split("\t") for line in lines)
    ]
    article = articles.parse_article(path.read_text("utf-8"), kind="markdown")
    return draft_timeline(article), kept


def _judge_events(drafts: DraftTimeline, kept: list[KeptEvent]) -> Iterator[_ScoredEvent]:
    """Each drafted event beside the one that a person keeps of its date, in order."""
    waiting = list(kept)
    pairs: list[tuple[Event, KeptEvent | None]] = []
    for event in (each.event for each in drafts.event_drafts):
        same_date = [each for each in waiting if each.edtf == event.edtf]
        best = max(same_date, key=lambda each: _count_shared(event.title, each), default=None)
        if best is not None:
            waiting.remove(best)
        pairs.append((event, best))
    for event, own in pairs:
        beside = [
            other
            for each, other in pairs
            if other and each is not event and each.sources == event.sources
        ]
        if event.date_text in event.title:
            beside = []
        yield _ScoredEvent(event, own, _judge_title(event.title, own, beside) if own else "no date")
    for each in waiting:
        yield _ScoredEvent(None, each, "missed")


def _judge_title(title: str, own: KeptEvent, beside: list[KeptEvent]) -> str:
    words = _split_words(title)
    for wanted in map(_split_words, own.titles):
        if wanted <= words and len(words - wanted) <= _MAX_EXTRA_WORDS and "…" not in title:
            return "usable"
    shared = _count_shared(title, own)
    if any(_count_shared(title, other) > shared for other in beside):
        return "false"
    is_whole = len(words) > 2 and not _BAD_START.match(title) and not _BAD_END.search(title)
    return "readable" if is_whole and find_verbs(title) else "poor"


def _count_shared(title: str, kept: KeptEvent) -> int:
    words = _split_words(title)
    return max(len(words & _split_words(each)) for each in kept.titles)


def _split_words(title: str) -> frozenset[str]:
    return frozenset(fold(title).split()) - _ARTICLES


def _names_actor(scored: _ScoredEvent, drafts: DraftTimeline) -> bool:
    """Whether the one who acts is among the actors or places of an event."""
    assert scored.event
    assert scored.kept
    ids = {*scored.event.actor_ids, *scored.event.places}
    known = {**drafts.actors, **drafts.places}
    names = [name for id in ids if id in known for name in known[id].names]
    wanted = set(fold(scored.kept.actor).split())
    return any(
        wanted <= set(words) or set(words) <= wanted for words in (fold(n).split() for n in names)
    )


if __name__ == "__main__":
    main()
