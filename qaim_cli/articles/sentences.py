"""Sentence splitting, for English prose.

A sentence ends at a full stop, question or exclamation mark, with the quotes and brackets that
close behind it, where a space and no small letter follow. It goes on behind an abbreviation: a
title ("Gen.") always, one that may also be a last word ("U.S.", "B.C.") unless a word follows that
begins sentences and hardly anything else ("U.S. The").
"""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<![.?!…])[.?!…]++[\"'”’»)\]]*+(?=\s)")
_NEXT_START = re.compile(r"\s*+([\"'“‘«(\[]*+)(\S?)")
_YEARS_BEHIND = re.compile(r"\s+\((?:c\. ?)?\d{4}(?:[–—/-]\d{2,4})?(?:, \d{4}[^()]*)?\)(?!\s*\Z)")
"""The years of what a name with a mark at its end names: "Arise! (1950–1954) and"."""
_WORD = re.compile(r"[^\W\d_]*")
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+\Z")

_NEVER_FINAL_ABBREVIATIONS = frozenset(
    (
        "adm", "brig", "capt", "cdr", "cmdr", "col", "cpl", "dr", "fr", "ft", "gen", "gov", "hon",
        "lt", "maj", "messrs", "mr", "mrs", "ms", "mt", "pfc", "pres", "prof", "pvt", "rep", "rev",
        "sen", "sgt", "ssgt", "st", "vs", "cf", "viz", "eg", "ie", "e.g", "i.e",
    )
)  # fmt: skip
"""Abbreviations that nothing ends in."""
_ABBREVIATIONS_BEFORE_NUMBERS = frozenset(
    (
        "no", "nos", "c", "ca", "circa", "fl", "b", "d", "r", "vol", "vols", "ch", "fig", "p", "pp",
        "art", "sec", "op", "approx", "est", "reg", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
        "sep", "sept", "oct", "nov", "dec",
    )
)  # fmt: skip
"""Abbreviations that a number follows."""
_POSSIBLY_FINAL_ABBREVIATIONS = frozenset(
    (
        "jr", "sr", "inc", "ltd", "co", "corp", "bros", "etc", "al", "a.m", "p.m", "ed", "eds",
        "dept", "div", "regt", "inst", "ult", "prox",
    )
)  # fmt: skip
"""Abbreviations that a sentence may end in."""
_SENTENCE_STARTERS = frozenset(
    (
        "the", "in", "on", "it", "he", "she", "they", "we", "this", "that", "these", "those", "a",
        "an", "as", "at", "by", "for", "from", "after", "before", "during", "when", "while",
        "although", "though", "however", "but", "and", "both", "there", "then", "since", "his",
        "her", "its", "their", "to", "with", "following", "under", "one", "some", "many", "most",
        "all", "according", "other", "despite", "until", "if", "because", "only", "not", "no",
        "such", "another", "between", "over", "once",
    )
)  # fmt: skip
"""Words that behind an abbreviation begin a new sentence rather than go on with a name."""


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the start and end offset of each sentence, without surrounding spaces."""
    found: list[tuple[int, int]] = []
    begin = len(text) - len(text.lstrip())
    for match in _SENTENCE_END.finditer(text):
        if match.end() > begin and _is_sentence_end(text, begin, match):
            found.append((begin, match.end()))
            following = _NEXT_START.match(text, match.end())
            begin = following.start(1) if following else match.end()
    end = len(text.rstrip())
    return [*found, (begin, end)] if end > begin else found


def _is_sentence_end(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a sentence ends here, judging by the words before and after."""
    after = _NEXT_START.match(text, match.end())
    if after is None or not after[2] or after[2].islower():
        return False
    last = _LAST_WORD.search(text, max(begin, match.start() - 12), match.start())
    if match[0] in (".)", ".]") and after[2].isdecimal() and last is not None and "." in last[0]:
        return False  # "25 October (7 November N.S.) 1917"
    if text[match.start()] != "." or match.end() - match.start() > 1:
        # A mark inside quotes need not end the sentence, but a new capital says that it does.
        return text[match.start()] not in "!?" or not _YEARS_BEHIND.match(text, match.end())
    if last is None:
        return True
    word = last[0].lower()
    if word in _NEVER_FINAL_ABBREVIATIONS:
        return False
    if word in _ABBREVIATIONS_BEFORE_NUMBERS and (len(word) > 1 or not last[0].isupper()):
        return not (after[2].isdecimal() or text.startswith("AD ", after.start(2)))
    initial = len(word) == 1 and last[0].isupper()
    if initial or "." in word or word in _POSSIBLY_FINAL_ABBREVIATIONS:
        following = _WORD.match(text, after.start(2))
        return following is not None and following[0].lower() in _SENTENCE_STARTERS
    return True
