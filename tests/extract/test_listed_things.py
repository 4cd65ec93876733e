"""Titles of things that a sentence lists with their dates in brackets."""

from __future__ import annotations

import pytest

from qaim_cli import articles
from qaim_cli.extract import draft_timeline


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        # one of several of a kind
        ("Her ballets include Oak (1931), La Cour du Monde (1933) and Don Perro (1950).",
         ["Her ballet Oak", "Her ballet La Cour du Monde", "Her ballet Don Perro"]),
        ("His first stories were satires, Oak (1921) and Elm (1925).",
         ["His story Oak", "His story Elm"]),
        ("Their churches were Oak (1921) and Elm (1925).",
         ["Their church Oak", "Their church Elm"]),
        ("Her series include Oak (1921) and Elm (1925).", ["Oak", "Elm"]),
        ("Vale's movies include Oak (1921) and Elm (1925).", ["Oak", "Elm"]),
        ("Her knives are Oak (1921) and Elm (1925).", ["Oak", "Elm"]),
        # what is said of each of them
        ("Between two trips she wrote two books on her voyage, Oak (1897) and Elm Days (1899).",
         ["She wrote Oak", "She wrote Elm Days"]),
        ("Vale won the Grand Prix (1950), the Ash Cup and the Elm Cup (1952).",
         ["Vale won the Grand Prix", "Vale won the Elm Cup"]),
        ("Vale acted in several films, including Oak (1950) and The Elm (1951).",
         ["Vale acted in Oak", "Vale acted in The Elm"]),
        ("He wrote Oak (circa 1921) and War and Elm (1925).",
         ["He wrote Oak", "He wrote War and Elm"]),
        # of a prize for two films neither is the prize
        ("Vale won prizes for roles in two films, Oak (1950) and Elm (1951).", ["Oak", "Elm"]),
        ("In the north with its men fought Oak (1950) and Elm (1951).", ["Oak", "Elm"]),
        ("Its mills burned with old Oak (1921) and Elm (1925).", ["Oak", "Elm"]),
        ("His works include the operas Oak (1921) and Elm (1925).",
         ["The opera Oak", "His work Elm"]),
        ("His works include the long series Oak (1921) and Elm (1925).", ["Oak", "His work Elm"]),
        # a thing is all that stands between two marks
        ("Her tasks included the rebuilding of Birk Hall (1800); a canal, commissioned by the king"
         " of Vendia (1806); the new road; and the church that stood in Ash (1823).",
         ["The rebuilding of Birk Hall", "A canal, commissioned by the king of Vendia",
          "The church that stood in Ash"]),
        ("Her tasks included the old road (1800); and a long study of all roads that went from Birk"
         " to the sea before the canal from Ash to the sea was dug by Vale (1806).",
         ["The old road", "A long study of all roads"]),
        ("Fort Birk fell (6 August 1812), and Fort Ash was sold (15 August 1812).",
         ["Fort Birk fell", "Fort Ash was sold"]),
        # one thing alone is told by its clause
        ("She received praise for Oak and Elm (1940) and sang in other films, like Ash (1944).",
         ["She received praise for Oak and Elm",
          "She received praise for Oak and Elm and sang in other films, like Ash (1944)"]),
        ("They met in the Battle of Birk (3 May 1950) and the Siege of Ash (3 May 1950).",
         ["Battle of Birk"]),
    ],
)  # fmt: skip
def test_each_thing_of_a_list_is_stated(text, titles):
    drafts = draft_timeline(articles.parse_article(text, kind="plain")).event_drafts
    assert [each.event.title for each in drafts] == titles
