"""Checks of an event's support: who claims it, and how many sentences say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qaim_cli.checks.finding import CheckFinding
from qaim_cli.model import Timeline
from qaim_cli.text import quote_text


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
    """Events about casualties or claims that rest on a single sentence."""
    for event in timeline.events:
        if len(event.sources) == 1 and (event.casualties or event.according_to):
            told = "harm" if event.casualties else "a claim"
            yield CheckFinding(
                event,
                f"event {event.id!r} tells of {told} but rests on a single sentence",
                "cite another sentence that supports it",
                ("source",),
            )
