"""Other names of one actor."""

from __future__ import annotations

import pytest

from qaim_cli import articles, extract
from qaim_cli.extract.names.name_types import classify_names


@pytest.mark.parametrize(
    ("texts", "aliases"),
    [
        (["Ann Moss sang.", "Moss left.", "Moss died."], {"Ann Moss": ("Moss",)}),
        (["Ann Moss was old.", "Moss left.", "Moss died."], {"Ann Moss": ("Moss",)}),
        (["Ann Moss was old.", "A. Moss was ill.", "Moss left.", "Moss died."],
         {"Ann Moss": ("Moss",)}),
        (["Ann Moss sang.", "Then Ann left.", "Then Ann died."], {"Ann Moss": ("Ann",)}),
        (["Ann Moss was old.", "Then Ann left.", "Then Ann died."], {"Ann": ()}),
        (["Then Ann left.", "Then Ann died.", "Ann Moss sang."], {"Ann": (), "Ann Moss": ()}),
        (["Ann Moss sang.", "Ann Hart sang.", "Then Ann left.", "Then Ann died."],
         {"Ann": (), "Ann Hart": (), "Ann Moss": ()}),
        (["Ann Moss sang.", "Bo Moss was old.", "Then Moss left.", "Then Moss died."],
         {"Ann Moss": (), "Moss": ()}),
        (["Ann, child of Bo Moss, sang.", "Then Moss left.", "Then Moss died."], {"Moss": ()}),
        (["Ann Low Moss sang.", "Then Ann Moss left."], {"Ann Low Moss": ("Ann Moss",)}),
        (["Ann L. Moss sang.", "Then Ann Moss left."], {"Ann L. Moss": (), "Ann Moss": ()}),
        (["Then Moss grew, and Moss left.", "Ann Moss sang."], {"Ann Moss": (), "Moss": ()}),
        (["Then Sir Bo Moss left.", "Bo Moss sang."], {"Bo Moss": ("Sir Bo Moss",)}),
        (["In Moss, Vendish Moss was dear.", "Moss left.", "Moss died."], {"Moss": ()}),
        (["Bo Moss sang.", "Then Ann left.", "Then Ann died.", "Ann Moss sang."],
         {"Ann Moss": ("Ann",), "Bo Moss": ()}),
        (["Six Republicans sang.", "Then Republicans left.", "Then Republicans died."],
         {"Republicans": (), "Six Republicans": ()}),
    ],
)  # fmt: skip
def test_names_of_one_actor_are_one(texts, aliases):
    found = classify_names("", texts, frozenset()).actors.values()
    assert {entity.name: entity.aliases for entity in found} == aliases


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rolf II was a king. He sang. He left. In 1250 Rolf died.", ("Rolf II", "Rolf")),
        ("Rolf II of Birk was a king. He sang. He left. In 1250 Rolf died.",
         ("Rolf II of Birk", "Rolf", "Rolf II")),
        ("Rolf I Lind was a king. He sang. He left. In 1250 Rolf died.",
         ("Rolf I Lind", "Rolf", "Rolf I")),
    ],
)  # fmt: skip
def test_a_king_is_told_of_by_his_first_name(text, names):
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    (king,) = drafts.actors.values()
    assert (king.name, *king.aliases) == names


def test_a_title_tells_of_a_king_by_his_number():
    text = "Rolf II was a king. He sang. He left. In 1250 he died."
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    assert drafts.event_drafts[0].event.title == "Rolf II died"
