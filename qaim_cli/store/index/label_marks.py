"""The marks of labels, and what the full-text table of an index is asked for labels and words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable

from qaim_cli.facets import INDEXED_FACETS
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.prefilter import (
    AllOf,
    AnyOf,
    FacetCondition,
    IndexCondition,
    Narrowing,
    WordsCondition,
)
from qaim_cli.store.index import rows
from qaim_cli.text import fold, has_word_prefix

_MAX_PREFIX_WORDS = 128
"""More words than this that begin alike, in titles or not, are not asked for one by one."""
_MAX_ALTERNATIVES = 500
"""More labels than this in one question narrow nothing down."""
_NO_MARK = f'"{rows.RESERVED_SIGN}0"'
"""Matches no event."""


class TextQuery(FrozenRecord):
    """A full-text query, and whether all that it finds matches for certain."""

    match: str
    is_exact: bool


class TextQueries:
    """Makes queries of the full-text table from conditions."""

    def __init__(
        self, connection: sqlite3.Connection, get_names: Callable[[str, str], tuple[str, ...]]
    ) -> None:
        """Take the index, and what tells the names of an actor or place by kind and id."""
        self._connection = connection
        self._get_names = get_names
        self._folded_names_cache: list[tuple[str, int, list[str]]] | None = None

    def build(self, condition: IndexCondition) -> TextQuery | None:
        """Build the full-text query for a condition; None where full text cannot answer it."""
        match condition:
            case Narrowing(inner):
                query = self.build(inner)
                return query and query._replace(is_exact=False)
            case FacetCondition(of, wanted) if of in INDEXED_FACETS:
                ids = self.find_label_ids(of, wanted)
                marks = (f'"{rows.make_mark(id)}"' for id in ids)
                return self._join_with_or(marks, exact=True)
            case WordsCondition(whole, prefixes, True):
                words = [TextQuery(f'"{rows.mark_title_word(word)}"', True) for word in whole]
                return _join_with_and([*words, *map(self._build_title_query, prefixes)])
            case WordsCondition(whole, prefixes):
                found = [(word, _match_in_any_text(word)) for word in whole]
                found += [(word, self.match_prefix(word)) for word in prefixes]
                return _join_with_and([self._build_word_query(*each) for each in found])
            case AllOf(parts) if parts:
                return _join_with_and([self.build(part) for part in parts])
            case AnyOf(parts) if parts:
                queries = [self.build(part) for part in parts]
                known = [each for each in queries if each]
                if len(known) < len(queries):
                    return None
                exact = all(each.is_exact for each in known)
                return self._join_with_or((each.match for each in known), exact=exact)
        return None

    def find_label_ids(self, of: str, labels: Iterable[str]) -> list[int]:
        """Find the numbers of those labels that events have."""
        sql = "SELECT id FROM labels WHERE of = ? AND label IN (SELECT value FROM json_each(?))"
        asked = (of, json.dumps(sorted(labels)))
        return [id for (id,) in self._connection.execute(sql, asked)]

    def _join_with_or(self, parts: Iterable[str], *, exact: bool) -> TextQuery | None:
        parts = [f"({part})" for part in parts]
        if len(parts) > _MAX_ALTERNATIVES:
            return None
        return TextQuery(" OR ".join(parts) or _NO_MARK, exact)

    def _build_word_query(self, word: str, written: str) -> TextQuery | None:
        """A word of an event's own texts, or of a name of whom or what it names."""
        marks = (
            f'"{rows.make_mark(id)}" NOT "{rows.make_harmed_mark(id)}"'
            if of == "actor"
            else f'"{rows.make_mark(id)}"'
            for of, id in self.find_labels_by_name_word(word)
        )
        return self._join_with_or((written, *marks), exact=True)

    def find_labels_by_name_word(self, word: str) -> list[tuple[str, int]]:
        """Find the actors and places with a prefix of a word in a name, by kind and number."""
        return [
            (of, id)
            for of, id, names in self._folded_names
            if any(has_word_prefix(name, word) for name in names)
        ]

    def match_prefix(self, prefix: str) -> str:
        """Match the words that have a prefix, each by itself while they are few.

        Of single words the full-text table skips what others leave out; all that begin alike it
        would first gather as a whole, but for those that share one letter, which it has together.
        """
        if len(prefix) == 1:
            return f'"{prefix}"*'
        found = self._list_words(prefix, "*")
        if found is None:
            return f'"{prefix}"*'
        return " OR ".join(f'"{word}"' for word in found) or f'"{prefix}"'

    def _build_title_query(self, prefix: str) -> TextQuery:
        """The words of titles that have a prefix; inexact if they are many."""
        found = self._list_words(prefix, f"*{rows.RESERVED_SIGN}")
        if found is None:
            return TextQuery(f'"{prefix}"*', False)
        return TextQuery(" OR ".join(f'"{word}"' for word in found) or _NO_MARK, True)

    def _list_words(self, prefix: str, pattern: str) -> list[str] | None:
        """List the words with a prefix that are like a pattern; None where they are many."""
        sql = "SELECT word FROM terms WHERE word >= ? AND word < ? AND word GLOB ? LIMIT ?"
        asked = (prefix, prefix + rows.LAST_CHARACTER, pattern, _MAX_PREFIX_WORDS + 1)
        found = [word for (word,) in self._connection.execute(sql, asked)]
        return None if len(found) > _MAX_PREFIX_WORDS else found

    @property
    def _folded_names(self) -> list[tuple[str, int, list[str]]]:
        """Each actor and place that events name, with its folded names."""
        if self._folded_names_cache is None:
            sql = "SELECT of, id, label FROM labels WHERE of IN ('actor', 'place')"
            self._folded_names_cache = [
                (of, id, [f" {fold(name)}" for name in self._get_names(of, label)])
                for of, id, label in self._connection.execute(sql)
            ]
        return self._folded_names_cache


def _match_in_any_text(word: str) -> str:
    """Match a word in a title, or in any other text of an event."""
    return f'"{word}" OR "{rows.mark_title_word(word)}"'


def _join_with_and(parts: list[TextQuery | None]) -> TextQuery | None:
    known = [part for part in parts if part]
    if not known:
        return None
    exact = len(known) == len(parts) and all(part.is_exact for part in known)
    return TextQuery(" AND ".join(f"({part.match})" for part in known), exact)
