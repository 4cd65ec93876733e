"""Folding and matching of words: when two names or words count as the same.

Folding is one rule for every comparison: compatibility decomposition (NFKD), combining marks
dropped, case folded, every apostrophe and the letters ʿ and ʾ dropped, all other punctuation
turned into spaces. `Kata'ib`, `Kata’ib` and `kataib` are one word; `Al-Qa'im` is two, so is 洛陽.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛ʼʻ`´ʹ′ʿʾ＇"))


_UNSPACED_SCRIPTS = (range(0x2E80, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x40000))
"""Kana and Han characters: their scripts put no spaces, so each counts as a word of its own."""


class _FoldingTable(dict[int, str | None]):
    """A translation table that adds each character when it first meets it."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        category = unicodedata.category(character)
        folded: str | None
        if unicodedata.combining(character) or category in ("Cf", "Me"):
            folded = None
        elif any(code in block for block in _UNSPACED_SCRIPTS):
            folded = f" {character} "
        elif category[0] in "LNM":
            folded = character
        else:
            folded = " "
        self[code] = folded
        return folded


_FOLDING_TABLE = _FoldingTable()


def fold(text: str) -> str:
    """Fold a text for comparison: plain lower-case words with single spaces between."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
        text = unicodedata.normalize("NFKD", text)
        text = text.translate(_FOLDING_TABLE)
    else:  # of which bytes are turned in a fraction of the time
        text = text.encode().translate(_ASCII_FOLDING, b"'`").decode()
    return " ".join(text.split())


_ASCII_FOLDING = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(0x80)
).ljust(0x100)
"""What each ASCII character becomes; of the others there is none where it is used."""


def capitalise(text: str) -> str:
    """Return a text with its first letter as a capital, the others as they are."""
    return text[:1].upper() + text[1:]


def uncapitalise(text: str) -> str:
    """Return a text with its first letter as a small one, the others as they are."""
    return text[:1].lower() + text[1:]


def build_search_text(texts: Iterable[str]) -> str:
    """Fold texts into one string for `has_word_prefix` and `has_phrase`.

    Each word stands between spaces and each text ends in a bar, so that a phrase is never found
    across two texts.
    """
    return f" {' | '.join(fold(text) for text in texts)} "


def has_word_prefix(words: str, beginning: str) -> bool:
    """Whether a word of the haystack begins with the folded `beginning`."""
    return f" {beginning}" in words


def has_phrase(words: str, phrase: str) -> bool:
    """Whether the folded `build_phrase_term` stands in the haystack, word for word."""
    return f" {phrase} " in words


def is_web_address(text: str) -> bool:
    """Whether a text is an http or https address, which alone is ever linked."""
    scheme, _, rest = text.partition("://")
    has_host = bool(rest) and rest[0] not in "/?#"
    return scheme.lower() in ("http", "https") and has_host and len(text.split()) == 1


MAX_COMPARED_CHARS = 200
"""No name is compared for likeness that is longer than this: the time grows with its square."""


def find_nearest(
    wanted: str, known: Iterable[str], max_names: int = 3, *, likeness: float = 0.6
) -> list[str]:
    """Return the known names most like the wanted one, best first; perhaps none."""
    import difflib

    names_by_fold: dict[str, str] = {}
    for name in known:
        names_by_fold.setdefault(fold(name), name)
    target = fold(wanted)
    if len(target) > MAX_COMPARED_CHARS:
        return []
    close = difflib.get_close_matches(target, names_by_fold, n=max_names, cutoff=likeness)
    inside = [name for name in names_by_fold if target and has_word_prefix(f" {name} ", target)]
    nearest = dict.fromkeys(inside[:max_names] + close)
    return [names_by_fold[name] for name in nearest][:max_names]


def suggest_name(wanted: str, known: Iterable[str]) -> str:
    """Suggest a fix for an unknown name: "did you mean A or B?", or nothing."""
    names = find_nearest(wanted, known)
    return f"did you mean {format_list(names, 'or')}?" if names else ""


def format_list(names: Iterable[str], last: str = "and", *, max_names: int = 0) -> str:
    """Join names into a list in a sentence: "A, B and C"; with a limit, "A, B and 7 more"."""
    chosen = tuple(names)
    if 0 < max_names < len(chosen):
        chosen, last = (*chosen[:max_names], f"{len(chosen) - max_names:,} more"), "and"
    *head, tail = chosen or ("",)
    return f"{', '.join(head)} {last} {tail}" if head else tail


def format_count(number: int, noun: str, plural: str = "") -> str:
    """Format a number with its noun: "1 event", "1,200 events"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def group_digits(number: int) -> str:
    """Format a number of years, whose digits are grouped from five on: "1815", "12,000"."""
    return f"{number:,}" if number > 9999 else str(number)


def parse_whole_number(text: str) -> int | None:
    """Parse up to nine digits as a number; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None


def is_encodable(text: str) -> bool:
    """Whether the text can be written down: bytes that were none when it was read cannot."""
    return text.isascii() or text.isprintable() or not any("\ud800" <= c <= "\udfff" for c in text)


def quote_text(text: str, most: int = 60) -> str:
    """Quote a text for an error message: on one line, shortened if it is long."""
    return repr(text if len(text) <= most else f"{text[: most - 1]}…")


def clean_text(text: str) -> str:
    """Remove the characters that could control a terminal.

    Control characters become U+FFFD, one for one, so that it shows that something was there;
    bidirectional embeddings, overrides and isolates are dropped. Line breaks and tabs stay.
    """
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return text.translate(_CONTROL_REPLACEMENTS)


_CONTROL_REPLACEMENTS: dict[int, str | None] = {
    **{code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"},
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    0x2028: "\n",
    0x2029: "\n",
}


def measure_width(text: str) -> int:
    """Return the columns that a text takes on a terminal; never too few."""
    return len(text) if text.isascii() else sum(map(_measure_character, text))


@lru_cache(maxsize=4096)
def _measure_character(character: str) -> int:
    if unicodedata.combining(character) or character in _ZERO_WIDTH:
        return 0
    wide = unicodedata.east_asian_width(character) in "WF"
    return 2 if wide or any(ord(character) in block for block in _NEWLY_WIDE) else 1


_ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_NEWLY_WIDE = (
    range(0x2630, 0x2638),
    range(0x268A, 0x2690),
    range(0x4DC0, 0x4E00),
    range(0x1D300, 0x1D380),
)
"""Trigrams, hexagrams and counting rods: wide since Unicode 16, which a Python may not know."""


def truncate_text(text: str, width: int) -> str:
    """Truncate a text to a number of columns, with an ellipsis."""
    if measure_width(text) <= width:
        return text
    reached = accumulate(map(measure_width, text))
    kept = "".join(each for each, upto in zip(text, reached, strict=True) if upto < width)
    return kept.rstrip() + "…"


def wrap_text(
    text: str, width: float, measure: Callable[[str], float] = measure_width
) -> list[str]:
    """Wrap a text into pieces of limited width, at spaces where possible.

    The width is in columns of a terminal, or in what `measure` gives.
    """
    if measure(text) <= width:
        return [text]
    space = measure(" ")
    pieces, line, filled = list[str](), "", 0.0
    for word in text.split(" "):
        gap, wide = space if line else 0, measure(word)
        if filled + gap + wide <= width:
            filled += gap + wide
            line = f"{line} {word}" if line else word
            continue
        pieces += [line] if line else []
        line, filled = word, wide
        if wide > width:
            *full, line = _split_word(word, width, measure)
            pieces += full
            filled = measure(line)
    return [*pieces, line]


def _split_word(word: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Split a word into pieces as long as the width allows."""
    pieces: list[str] = []
    start, filled = 0, 0.0
    for index, character in enumerate(word):
        wide = measure(character)
        if index > start and filled + wide > width:
            pieces.append(word[start:index])
            start, filled = index, 0.0
        filled += wide
    return [*pieces, word[start:]]
