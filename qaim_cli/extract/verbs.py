"""Verbs of past events, by their form: regular ones and the irregular ones of English prose."""

from __future__ import annotations

import re

from qaim_cli.extract.word_patterns import build_alternation

_IRREGULAR_VERBS = (
    "was", "were", "is", "are", "had", "has", "have", "did", "could", "would", "should", "became",
    "began", "took", "made", "won", "lost", "fell", "fought", "led", "left", "held", "built",
    "gave", "got", "came", "went", "ran", "saw", "said", "told", "wrote", "rose", "grew", "sent",
    "set", "put", "kept", "met", "paid", "sold", "bought", "brought", "taught", "caught", "found",
    "stood", "understood", "sank", "drove", "rode", "broke", "chose", "froze", "stole", "swore",
    "tore", "wore", "bore", "drew", "flew", "knew", "threw", "blew", "showed", "forbade", "rang",
    "sang", "swam", "shot", "struck", "stuck", "swept", "slept", "crept", "dealt", "felt", "meant",
    "dwelt", "hit", "cut", "shut", "split", "spread", "burst", "cast", "beat", "overthrew",
    "withdrew", "overran", "overcame", "underwent", "undertook", "arose", "awoke", "fled", "fed",
    "bred", "sped", "hid", "slid", "laid", "lay", "slew", "spent", "lent", "bent", "rebuilt",
    "upheld", "dug", "hung", "swung", "clung", "sought", "thought", "spoke", "shook", "sprang",
    "wove", "wound", "ate", "drank", "forgot", "forgave", "mistook", "foresaw", "retook", "remade",
    "bound", "heard", "sat", "lit", "hurt", "quit",
)  # fmt: skip
VERB = re.compile(
    rf"\b(?:{build_alternation(*_IRREGULAR_VERBS)}"
    r"|(?!need|seed|speed|hundred|indeed|breed|sacred|naked|wicked|red\b|bed\b)[a-z]{2,20}ed)\b"
)
PASSIVE_VERB = re.compile(r"(?:was|were) [a-z]+(?:ed|en|ilt|ought|ade|old|ost)\b")
PARTICIPLE = re.compile(
    r"(?!died|moved|returned|arrived|retired|lived|served|worked|joined|married|appeared|remained"
    r"|resigned|emigrated|settled|ended|opened|closed|started|failed|collapsed)"
    r"[a-z]+ed(?: (?:by|in|at|from|to|again|as|for|on|with|near)\b|\W*\Z)"
)
