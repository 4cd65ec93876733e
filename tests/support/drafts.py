"""Drafts of the ferry article, written and read back."""

from __future__ import annotations

from qaim_cli import store

IDS = (
    "it-was-founded-by-the", "chain-boat-ran", "steamer-alma-replaced-it",
    "second-pier-was-built", "keepers-of-both-piers", "alma-struck-the-grey",
    "birk-harbour-board-closed", "it-reopened", "motor-ferry-berta-followed",
    "it-carried-refugees-to-birk", "bridge-was-planned", "bridge-was-given-up",
    "line-was-sold",
)  # fmt: skip


def written(text: str = "", *, events: str = "", name: str = "store.yaml") -> str:
    with open(name, "w", encoding="utf-8") as stream:
        stream.write(text or f"title: Test\nevents:\n{events}")
    return name


def events(path) -> list[str]:
    return [event.id for event in store.load_timeline(str(path), cache=False).timeline.events]
