"""Drafts of the ferry article, written and read back."""

from __future__ import annotations

from qaim_cli import store

IDS = (
    "it-was-founded-by-the", "a-chain-boat-ran", "the-steamer-alma-replaced-it",
    "a-second-pier-was-built", "according-to-the-birk-post", "the-alma-struck-the-grey",
    "the-birk-harbour-board-closed", "it-reopened", "the-motor-ferry-berta-followed",
    "it-carried-refugees-to-birk", "a-bridge-was-planned", "a-bridge-was-planned-2",
    "the-line-was-sold",
)  # fmt: skip


def written(text: str = "", *, events: str = "", name: str = "store.yaml") -> str:
    with open(name, "w", encoding="utf-8") as stream:
        stream.write(text or f"title: Test\nevents:\n{events}")
    return name


def events(path) -> list[str]:
    return [event.id for event in store.load_timeline(str(path), cache=False).timeline.events]
