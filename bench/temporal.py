"""How well dates are found and read in annotated articles: `python -m bench.temporal FOLDER`.

The folder holds `train.jsonl`, a document a line with its text and the dates marked in it by
people, and the `score.py` that compares. Every `--hold`th document (4 unless told) was kept out of
sight while the rules were written, and is scored apart.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from qaim_cli import articles
from qaim_cli.articles import Sentence
from qaim_cli.dates import SimpleDate
from qaim_cli.dates.calendar import format_edtf_year
from qaim_cli.edit.draft import render_draft
from qaim_cli.extract import ResolvedMention, draft_timeline, resolve_mentions
from qaim_cli.extract.dates.anchor import MentionResolver
from qaim_cli.extract.dates.nearby_years import ParagraphYears

RUN_COUNT = 5


def main() -> None:
    """Print the figures of both groups of documents, and the speed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("folder", type=Path, help="holds train.jsonl and score.py")
    options.add_argument("--hold", type=int, default=4, help="keep one article in this many apart")
    options.add_argument("--errors", type=int, default=0, help="errors of the others to show")
    args = options.parse_args()
    for line in describe_folder(args.folder, args.hold, args.errors):
        print(line)


def describe_folder(folder: Path, hold: int = 4, error_count: int = 0) -> Iterator[str]:
    """The figures of both groups of documents, and the speed, line by line.

    Args:
        folder: holds the documents and the scorer.
        hold: every so manieth document is of the unseen.
        error_count: how many errors of the others are shown.
    """
    documents = read_documents(folder)
    held = documents[hold - 1 :: hold]
    for name, group, errors in (
        ("tuned on", [each for each in documents if each not in held], error_count),
        ("unseen", held, 0),
    ):
        yield f"{name}: {', '.join(each['doc'] for each in group)}"
        yield from run_scorer(folder / "score.py", group, errors).splitlines()
    yield f"speed: {measure_speed([each['text'] for each in documents]):,.0f} KB/s"


def read_documents(folder: Path) -> list[dict[str, str]]:
    """The annotated documents of a folder."""
    lines = (folder / "train.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def run_scorer(scorer: Path, documents: list[dict[str, str]], errors: int) -> str:
    """What the scorer says of the dates found in the documents."""
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")
        gold.write_text("".join(json.dumps(each) + "\n" for each in documents), encoding="utf-8")
        predicted.write_text(
            "".join(json.dumps(each) + "\n" for doc in documents for each in predict_dates(doc)),
            encoding="utf-8",
        )
        command = [
            sys.executable,
            *map(str, (scorer, predicted, "--gold", gold, "--errors", errors)),
        ]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - the scorer that was named


def predict_dates(document: dict[str, str]) -> Iterator[dict[str, object]]:
    """Each date found in a document, as the scorer reads it."""
    text = document["text"]
    article = articles.parse_article(text, kind="plain")
    lines = [(each.text, each.start) for each in article.headings]
    headings = [
        (
            Sentence("", 0, 0, words, (), start),
            MentionResolver().resolve_sentence(Sentence("", 0, 0, words), ParagraphYears()),
        )
        for words, start in [(article.title, text.find(article.title)), *lines]
    ]
    told = resolve_mentions(article.sentences, title=article.title)
    for sentence, dates in (*headings, *told):
        for dated in dates:
            if dated.unit is not None:
                start, end = _locate_mention(text, sentence, dated)
                value = format_timex_value(count_winter_by_end(dated))
                yield {"doc": document["doc"], "start": start, "end": end, "value": value}


def count_winter_by_end(dated: ResolvedMention) -> SimpleDate:
    """The unit of a mention, a winter without a year in the year it ends in, as TIMEX2 has it."""
    unit = dated.unit
    assert unit is not None
    if unit.month != "24" or dated.mention.has_own_year:
        return unit
    return SimpleDate(format_edtf_year(int(unit.year) + 1), unit.month)


def format_timex_value(unit: SimpleDate) -> str:
    """A calendar unit as TIMEX2 writes it, which counts years BC from 1."""
    if not unit.year.startswith("-") and unit.year != "0000":
        half = {"40": "H1", "41": "H2"}.get(unit.month, unit.month)
        return "-".join(filter(None, (unit.year, half, unit.day)))
    digits = unit.year.lstrip("-").rstrip("X")
    year = f"BC{int(digits) + 1:04d}" if "X" not in unit.year else f"BC{digits}"
    season = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}.get(unit.month, unit.month)
    return "-".join(filter(None, (year, season, unit.day)))


def measure_speed(texts: list[str]) -> float:
    """How many thousand bytes a second become drafts, the best of some runs."""
    size = sum(len(text.encode()) for text in texts)
    best = 0.0
    for _ in range(RUN_COUNT):
        start = time.process_time()
        for text in texts:
            "".join(render_draft(draft_timeline(articles.parse_article(text, kind="plain"))))
        best = max(best, size / (time.process_time() - start) / 1000)
    return best


def _locate_mention(text: str, sentence: Sentence, dated: ResolvedMention) -> tuple[int, int]:
    """Where a date stands in the document, which may have more spaces than a sentence."""
    pattern = r"\s+".join(map(re.escape, sentence.text[: dated.mention.start].split()))
    words = r"\s+".join(map(re.escape, dated.mention.text.split()))
    match = re.compile(rf"{pattern}\s*({words})").match(text, sentence.start or 0)
    assert match is not None, (sentence, dated)
    return match.span(1)


if __name__ == "__main__":
    main()
