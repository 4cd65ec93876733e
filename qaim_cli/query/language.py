"""The query language: a text → an expression.

    query  = both { "or" both }
    both   = one { ["and"] one }
    one    = ("not" | "-") one | "(" query ")" | term
    term   = FIELD ":" value | '"' phrase '"' | date | word
    value  = '"' text '"' | characters up to a space or a bracket

Words side by side mean all of them; "or" binds looser than "and". A word is looked for as
`--keyword` does. Words with a number among them that read as a date are one, the most that do:
`2016..2019`, `17 April 2004`, `since 2019`. `around:ID` takes a `within:30d` beside it. The fields
are those of `QUERY_FIELDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from qaim_cli.errors import DateError, RequestError
from qaim_cli.query.expression import Expression, Not, build_and, build_or
from qaim_cli.query.term_builder import QUANTITIES, TermBuilder
from qaim_cli.text import format_list, measure_width, quote_text, suggest_name

_MAX_QUERY_CHARS = 2_000
_MAX_NESTING = 50
_MAX_DATE_WORDS = 6
"""The most words that a bare date is looked for in."""
_TOKEN_PATTERN = re.compile(
    r"""
      (?P<bracket>[()])
    | (?P<minus>-)(?=[^\s-])
    | (?P<field>[A-Za-z_]+):(?P<value>"[^"]*"|[^\s()"]*)
    | "(?P<phrase>[^"]*)"
    | (?P<word>[^\s()"]+)
    """,
    re.VERBOSE,
)

QUERY_FIELDS: dict[str, Callable[[TermBuilder, str], Expression]] = {
    "actor": TermBuilder.build_actor_term,
    "place": TermBuilder.build_place_term,
    "tag": TermBuilder.build_tag_term,
    "section": TermBuilder.build_section_term,
    "timeline": TermBuilder.build_timeline_term,
    "source": TermBuilder.build_source_term,
    "text": lambda scope, text: scope.build_words_term(text, "text"),
    "title": lambda scope, text: scope.build_words_term(text, "title"),
    "id": TermBuilder.build_id_term,
    "claim": TermBuilder.build_claim_term,
    **{of: lambda scope, text, of=of: scope.build_number_term(of, text) for of in QUANTITIES},  # type: ignore[misc]
    "date": TermBuilder.build_period_term,
    "in": TermBuilder.build_period_term,
    "from": lambda scope, text: scope.build_from_to_term(text, None),
    "to": lambda scope, text: scope.build_from_to_term(None, text),
    "before": TermBuilder.build_before_term,
    "after": TermBuilder.build_after_term,
    "during": TermBuilder.build_during_term,
    "around": TermBuilder.build_around_term,
    "on": TermBuilder.build_day_of_year_term,
    "sure": TermBuilder.build_certain_period_term,
}
"""Each field and the term that its value becomes."""


class QueryError(RequestError):
    """A query is wrong, at a place in its text."""

    def __init__(self, what: str, cure: str, text: str, start: int, end: int) -> None:
        """Takes what is wrong, the cure, the query, and from where to where the fault stands."""
        super().__init__(what, cure)
        self.text = text
        self.start = start
        self.end = max(end, start + 1)

    def __str__(self) -> str:
        """The error, with the query below and carets under the fault."""
        fault = measure_width(self.text[self.start : self.end].ljust(self.end - self.start))
        carets = " " * measure_width(self.text[: self.start]) + "^" * fault
        return f"{super().__str__()}\n  {self.text}\n  {carets}"


def parse_query(text: str, scope: TermBuilder) -> Expression:
    """The expression that a query means.

    Raises:
        QueryError: the text is no query, a field is unknown, or a value means nothing.
    """
    text = " ".join(text.split())
    if len(text) > _MAX_QUERY_CHARS:
        raise RequestError(
            f"the query has {len(text):,} characters", f"the most is {_MAX_QUERY_CHARS:,}"
        )
    return _QueryParser(text, scope).parse_tokens()


class _Token(NamedTuple):
    """A token: what it is, its text, and where it stands."""

    kind: str
    text: str
    start: int
    end: int
    value: str = ""


class _QueryParser:
    """One query being read, token by token."""

    def __init__(self, text: str, scope: TermBuilder) -> None:
        self.text = text
        self.term_builder = scope
        self.tokens = self._scan_tokens()
        self.position = 0
        self.depth = 0

    def parse_tokens(self) -> Expression:
        """The whole text as one expression."""
        expression = self._parse_or()
        if (token := self._peek_token()) is not None:
            raise self._make_error("there is a closing bracket too many", "take it out", token)
        return expression

    def _parse_or(self) -> Expression:
        parts = [self._parse_and()]
        while self._take_token("word", "or"):
            parts.append(self._parse_and())
        return build_or(tuple(parts))

    def _parse_and(self) -> Expression:
        parts = [self._parse_operand()]
        while (token := self._peek_token()) is not None and not self._is_operand_end(token):
            self._take_token("word", "and")
            parts.append(self._parse_operand())
        return build_and(tuple(parts))

    def _is_operand_end(self, token: _Token) -> bool:
        return token.text == ")" or (token.kind == "word" and token.text.lower() == "or")

    def _parse_operand(self) -> Expression:
        token = self._peek_token()
        if token is None:
            raise self._make_error(
                "the query ends where something should follow", "say what to find"
            )
        self.depth += 1
        if self.depth > _MAX_NESTING:
            raise self._make_error("the query is nested too deeply", "use fewer brackets", token)
        try:
            return self._parse_negation_or_term(token)
        finally:
            self.depth -= 1

    def _parse_negation_or_term(self, token: _Token) -> Expression:
        if token.kind == "minus":
            self._reject_year_bc(token)
        if self._take_token("word", "not") or self._take_token("minus", "-"):
            return Not(self._parse_operand())
        if token.kind == "word" and token.text.lower() in ("and", "or"):
            raise self._make_error(
                f"{token.text!r} has nothing before it", "say what to find", token
            )
        self.position += 1
        if token.text == "(":
            inside = self._parse_or()
            if not self._take_token("bracket", ")"):
                raise self._make_error("the bracket is never closed", "add )", token)
            return inside
        if token.text == ")":
            raise self._make_error("there is nothing to close here", "take it out", token)
        try:
            return self._parse_term(token)
        except RequestError as error:
            raise self._make_error(error.message, error.fix, token) from None

    def _parse_term(self, token: _Token) -> Expression:
        match token.kind:
            case "phrase":
                return self.term_builder.build_phrase_term(token.value)
            case "word":
                return self._parse_date(token) or self.term_builder.build_words_term(token.text)
        field = token.text.lower()
        if field == "within":
            raise RequestError("'within' has no 'around' before it", "write around:ID within:30d")
        if field not in QUERY_FIELDS:
            cure = (
                suggest_name(field, QUERY_FIELDS) or f"the fields are {format_list(QUERY_FIELDS)}"
            )
            raise RequestError(f"there is no field {token.text!r}", cure)
        if not token.value:
            raise RequestError(f"{field!r} has no value", f'write {field}:… or {field}:"two words"')
        if field == "around" and (distance := self._take_distance()) is not None:
            return self.term_builder.build_around_term(token.value, distance)
        return QUERY_FIELDS[field](self.term_builder, token.value)

    def _take_distance(self) -> str | None:
        token = self._peek_token()
        if token is None or token.kind != "field" or token.text.lower() != "within":
            return None
        self.position += 1
        return token.value

    def _reject_year_bc(self, minus: _Token) -> None:
        """Refuses -2004, which leaves a year out or is one before Christ."""
        behind = self.tokens[self.position + 1] if self.position + 1 < len(self.tokens) else None
        if behind and behind.start == minus.end and re.match(r"\d{3,}", behind.text):
            word = minus.text + behind.text
            raise QueryError(
                f"{quote_text(word)} can be read two ways: not {behind.text}, or a year BC",
                f"write 'not {behind.text}' or date:{word}",
                self.text,
                minus.start,
                behind.end,
            )

    def _parse_date(self, token: _Token) -> Expression | None:
        """The term for the words from this one on that read as a date, the most that do."""
        words = [token.text]
        for behind in self.tokens[self.position :][: _MAX_DATE_WORDS - 1]:
            if behind.kind != "word" or behind.text.lower() in ("and", "or", "not"):
                break
            words.append(behind.text)
        for count in range(len(words), 0, -1):
            text = " ".join(words[:count])
            if "," in words[count - 1] or not re.search(r"\d", text):
                continue
            try:
                term = self.term_builder.build_period_term(text)
            except DateError:
                # 3/7 is a battalion's name; 04/05/2004 and 2004-02-30 can only be meant as dates.
                if count == 1 and re.match(r"\d{4}-|\d+/\d+/\d+|.*\.\.", text):
                    raise
            else:
                self.position += count - 1
                return term
        return None

    def _scan_tokens(self) -> list[_Token]:
        tokens = []
        at = 0
        while at < len(self.text):
            if self.text[at] == " ":
                at += 1
                continue
            match = _TOKEN_PATTERN.match(self.text, at)
            if match is None:
                raise QueryError("the quote is never closed", 'add "', self.text, at, at + 1)
            tokens.append(_make_token(match))
            at = match.end()
        return tokens

    def _peek_token(self) -> _Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def _take_token(self, kind: str, text: str) -> bool:
        """Whether the next token is of a kind and reads so, in capitals or not; it is passed."""
        token = self._peek_token()
        taken = token is not None and (token.kind, token.text.lower()) == (kind, text)
        self.position += taken
        return taken

    def _make_error(self, what: str, cure: str, token: _Token | None = None) -> QueryError:
        start, end = (token.start, token.end) if token else (len(self.text), len(self.text) + 1)
        return QueryError(what, cure, self.text, start, end)


def _make_token(match: re.Match[str]) -> _Token:
    kind = match.lastgroup or ""
    if match["field"] is not None:
        value = match["value"]
        quoted = value.startswith('"')
        return _Token("field", match["field"], *match.span(), value[1:-1] if quoted else value)
    if match["phrase"] is not None:
        return _Token("phrase", match[0], *match.span(), match["phrase"])
    return _Token(kind, match[0], *match.span())
