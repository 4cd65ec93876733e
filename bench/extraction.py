"""What extraction is worth and costs: dates, drafts, speed and memory, and slips noticed.

Dates are held against annotated articles, and slips against the article of the shipped timeline.
Both are other people's texts: where they are not at hand, it is said and the rest is measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import drafts, temporal
from bench.measure import BenchCommand, CommandFailedError, run_command
from qaim_cli import articles, store
from tests.support.mutations import find_missed_mutations

FOLDER = Path(__file__).parents[2] / "shared"
"""Where other people's texts are looked for unless told otherwise."""
_ARTICLE_BYTES = 10_000_000
_MAX_SECONDS = 900
_MUTATION_COUNT = 200
_SEED = 20


def measure_extraction(texts: Path, folder: Path, qaim: str) -> dict[str, Any]:
    """Measure and print all that is known of extraction.

    Args:
        texts: the folder of other people's texts.
        folder: where a long article is written.
        qaim: the program.
    """
    print("\nExtraction\n")
    parts = {
        "dates": _describe_dates(texts / "temporal"),
        "drafts": drafts.describe_score(drafts.score_folder(drafts.FOLDER)),
        "cost": _describe_long_article(texts / "temporal", folder, qaim),
        "slips": _describe_mutations(texts / "article.txt"),
    }
    told: dict[str, Any] = {}
    for name, lines in parts.items():
        told[name] = []
        for line in lines:
            told[name].append(line)
            print(f"  {line}")
    return told


def _describe_long_article(annotated: Path, folder: Path, qaim: str) -> Iterator[str]:
    """What it takes to draft an article of 10 MB, which repeats the annotated ones or our own.

    Ours tell an event in nearly every sentence, and take twice as long.
    """
    is_annotated = (annotated / "train.jsonl").exists()
    texts = (
        [each["text"] for each in temporal.read_documents(annotated)]
        if is_annotated
        else [path.read_text("utf-8") for path in sorted(drafts.FOLDER.glob("*.md"))]
    )
    whole = "\n\n".join(texts).encode() + b"\n\n"
    path = folder / "long.txt"
    path.write_bytes(whole * (_ARTICLE_BYTES // len(whole)))
    command = BenchCommand("extract", [qaim, "extract", str(path), "-o", str(folder / "long.yaml")])
    try:
        done = run_command(command, _MAX_SECONDS)
    except (CommandFailedError, OSError) as error:
        yield f"10 MB: {error}"
        return
    rate = path.stat().st_size / 1000 / done.cpu_seconds
    which = "annotated articles" if is_annotated else "our own articles, dense with dates"
    yield f"10 MB of {which}: {rate:,.0f} KB/s of CPU time, {done.memory:,.0f} MB at most"


def _describe_dates(folder: Path) -> Iterator[str]:
    if not (folder / "train.jsonl").exists():
        yield f"dates: no annotated articles in {folder}"
        return
    yield from temporal.describe_folder(folder)


def _describe_mutations(path: Path) -> Iterator[str]:
    if not path.exists():
        yield f"slips: no article at {path}"
        return
    article = articles.parse_article(path.read_text("utf-8"), name=path.name)
    timeline = store.load_timeline(store.find_shipped_timeline(), cache=False).timeline
    missed = find_missed_mutations(timeline, article, _MUTATION_COUNT, _SEED)
    yield f"slips noticed: {_MUTATION_COUNT - len(missed)} of {_MUTATION_COUNT}"
    yield from (f"missed: {each.description}" for each in missed)
