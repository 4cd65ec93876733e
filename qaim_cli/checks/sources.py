"""Checks of an event's support: who claims it, and how many sentences say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qaim_cli.checks.finding import CheckFinding, FindingSubject
from qaim_cli.model import DEFAULT_SOURCE_ID, Timeline
from qaim_cli.text import is_web_address, quote_text


def no_claimant(timeline: Timeline) -> Iterator[CheckFinding]:
    """Events reported as a claim without saying whose."""
    for event in timeline.events:
        if event.according_to:
            continue
        for key, text in (("title", event.title), ("summary", event.summary)):
            if claim := _CLAIM_WORDING.search(text):
                yield CheckFinding(
                    event,
                    f"{key} of event {event.id!r} tells a claim ({quote_text(claim[0])}) and not "
                    f"whose",
                    "add according_to: …",
                    (key,),
                )
                break


_CLAIM_WORDING = re.compile(
    r"\b(?:(?:reported|alleged|supposed|purported)ly|alleged|purported|claimed|rumou?red"
    r"|(?:is|are|was|were) (?:said|reported|believed) to)\b",
    re.IGNORECASE,
)
"""What marks a statement as somebody's claim rather than a fact."""


def single_source(timeline: Timeline) -> Iterator[CheckFinding]:
    """Find events that rest on one source; of the only one, figures and claims on one sentence."""
    if len(timeline.sources) > 1:
        yield from _find_resting_on_one(timeline)
        return
    for event in timeline.events:
        if len(event.sources) == 1 and (event.casualties or event.according_to):
            content = "casualties" if event.casualties else "a claim"
            yield CheckFinding(
                event,
                f"event {event.id!r} has {content} but rests on a single sentence",
                "cite another sentence that supports it",
                ("source",),
            )


def _find_resting_on_one(timeline: Timeline) -> Iterator[CheckFinding]:
    for event in timeline.events:
        if timeline.count_sources(event) == 1:
            source = timeline.sources.get(timeline.list_sources(event)[0])
            name = quote_text(source.name) if source else "one that is not declared"
            yield CheckFinding(
                event,
                f"event {event.id!r} rests on a single source, {name}",
                "cite another that says so",
                ("source",),
            )


def link(timeline: Timeline) -> Iterator[CheckFinding]:
    """Links that are no http or https addresses; only such are ever linked."""
    top = timeline.sources.get(DEFAULT_SOURCE_ID)
    for source in timeline.sources.values():
        owner = "the source" if source is top else f"source {source.id!r}"
        if source.url and not is_web_address(source.url):
            subject, keys = (None, ("source",)) if source is top else (source, ("url",))
            yield _make_link_finding(subject, f"url of {owner}", source.url, keys)
    for event in timeline.events:
        owner = f"event {event.id!r}"
        for key, text in (("url", event.url), ("image", event.image)):
            is_path = key == "image" and not _SCHEME_PATTERN.match(text)
            if text and not is_path and not is_web_address(text):
                yield _make_link_finding(event, f"{key} of {owner}", text, (key,))
        for url in dict.fromkeys(source.url for source in event.sources):
            if url and not is_web_address(url):
                yield _make_link_finding(event, f"url of the source of {owner}", url, ("source",))


def _make_link_finding(
    subject: FindingSubject, owner: str, text: str, keys: tuple[str, ...]
) -> CheckFinding:
    what = f"{owner} is {quote_text(text)}, which is no http or https address"
    return CheckFinding(subject, what, "write it whole: https://…", keys, text)


_SCHEME_PATTERN = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
"""What an address begins with; one letter and a colon are a drive."""
