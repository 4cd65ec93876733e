"""Parser of the query language: turns a text into an expression.

    query  = both { "or" both }
    both   = one { ["and"] one }
    one    = ("not" | "-") one | "(" query ")" | term
    term   = FIELD ":" value | '"' phrase '"' | date | word
    value  = '"' text '"' | characters up to a space or a bracket

Words side by side mean all of them; "or" binds looser than "and". A word is looked for as
`--keyword` does. A run of words that reads as a date is one term, the longest that does:
`2016..2019`, `17 April 2004`, `between 1290 and 1310`, `fifteenth century`. A value without quotes
goes on over the words behind it as long as they are part of a known name or date: `actor:Mark
Antony`, `before:44 BC`. `around:ID` takes a `within:30d` beside it. The fields are those of
`QUERY_FIELDS`, and the timeline's own, which begin with `x-`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from qaim_cli.errors import DateError, RequestError
from qaim_cli.facets import FACETS, OWN_FIELD_PREFIX
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.query.expression import Expression, Not, build_and, build_or
from qaim_cli.query.term_builder import QUANTITIES, TermBuilder
from qaim_cli.text import fold, format_list, measure_width, quote_text, suggest_name

_MAX_QUERY_CHARS = 2_000
_MAX_NESTING = 50
_MAX_RUN_WORDS = 9
"""The most words that a date or a name without quotes is looked for in."""
_MAX_DATE_ATTEMPTS = 300
"""How often a query may try to read words as a date, which bounds the time that it takes."""
_PAIRED_WORDS = {"between", "bet", "from"}
"""Words behind which "and" joins two dates."""
_TOKEN_PATTERN = re.compile(
    r"""
      (?P<bracket>[()])
    | (?P<minus>-)(?=[^\s-])
    | (?P<field>[xX]-[A-Za-z0-9_-]+|[A-Za-z_]+):(?P<value>"[^"]*"|[^\s()"]*)
    | "(?P<phrase>[^"]*)"
    | (?P<word>[^\s()"]+)
    """,
    re.VERBOSE,
)

_CUE_PATTERN = re.compile(
    r"\d|\b(?:centur|millenni|decade|year|month|week|day|cent\b|c\b|era\b|period|ages?\b|dynasty)",
    re.IGNORECASE,
)
"""What a run of words needs to be tried as a date, found without loading the reader of dates."""

QUERY_FIELDS: dict[str, Callable[[TermBuilder, str], Expression]] = {
    **{
        name: lambda scope, text, facet=facet: scope.build_facet_term(facet, text)  # type: ignore[misc]
        for name, facet in FACETS.items()
    },
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
    "began": TermBuilder.build_began_term,
    "ended": TermBuilder.build_ended_term,
    "lasted": TermBuilder.build_lasted_term,
    "kind": TermBuilder.build_kind_term,
    "about": TermBuilder.build_about_term,
}
"""Each field and the term that its value becomes."""


class QueryError(RequestError):
    """An error in a query, with its position in the text."""

    def __init__(self, what: str, fix: str, text: str, start: int, end: int) -> None:
        """Take the message, the fix, the query, and the position of the error."""
        super().__init__(what, fix)
        self.text = text
        self.start = start
        self.end = max(end, start + 1)

    def __str__(self) -> str:
        """The message, and the query with carets under the error."""
        fault = measure_width(self.text[self.start : self.end].ljust(self.end - self.start))
        carets = " " * measure_width(self.text[: self.start]) + "^" * fault
        return f"{super().__str__()}\n  {self.text}\n  {carets}"


def parse_query(text: str, scope: TermBuilder) -> Expression:
    """Parse a query into an expression.

    Raises:
        QueryError: the text is no query, a field is unknown, or a value means nothing.
    """
    text = " ".join(text.split())
    if len(text) > _MAX_QUERY_CHARS:
        raise RequestError(
            f"the query has {len(text):,} characters", f"the most is {_MAX_QUERY_CHARS:,}"
        )
    return _QueryParser(text, scope).parse_tokens()


class _Token(FrozenRecord):
    """A token: its kind, its text, and its position."""

    kind: str
    text: str
    start: int
    end: int
    value: str = ""


class _QueryParser:
    """Parses one query, token by token."""

    def __init__(self, text: str, scope: TermBuilder) -> None:
        self.text = text
        self.term_builder = scope
        self.tokens = self._scan_tokens()
        self.position = 0
        self.depth = 0
        self.date_attempts = 0
        self.period_names = [fold(name) for name in scope.timeline.periods]
        self.period_words = {word for name in self.period_names for word in name.split()}

    def parse_tokens(self) -> Expression:
        """Parse the whole text as one expression."""
        expression = self._parse_or()
        if (token := self._peek_token()) is not None:
            raise self._make_error("there is one closing bracket too many", "take it out", token)
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
                "the query ends where something should follow", "write what to find"
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
                f"{token.text!r} has nothing before it", "write what to find", token
            )
        self.position += 1
        if token.text == "(":
            inside = self._parse_or()
            if not self._take_token("bracket", ")"):
                raise self._make_error("the bracket is never closed", "add )", token)
            return inside
        if token.text == ")":
            raise self._make_error("no bracket is open here", "take it out", token)
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
        is_own = field.startswith(OWN_FIELD_PREFIX)
        if field not in QUERY_FIELDS and not is_own:
            fix = suggest_name(field, QUERY_FIELDS) or f"the fields are {format_list(QUERY_FIELDS)}"
            raise RequestError(f"there is no field {token.text!r}", fix)
        if not token.value:
            raise RequestError(f"{field!r} has no value", f'write {field}:… or {field}:"two words"')
        if is_own:
            return self.term_builder.build_own_field_term(field, token.value)
        token = self._extend_value(field, token)
        if field == "around" and (distance := self._take_distance()) is not None:
            return self.term_builder.build_around_term(token.value, distance)
        return QUERY_FIELDS[field](self.term_builder, token.value)

    def _extend_value(self, field: str, token: _Token) -> _Token:
        """The field with the words behind it that belong to its value, the most that do."""
        if self.text[token.end - 1] == '"':
            return token
        words = [token.value, *self._list_run(_MAX_RUN_WORDS - 1, paired=token.value)]
        for count in range(len(words), 1, -1):
            value = " ".join(words[:count])
            if self.term_builder.knows_value(field, value):
                self.position += count - 1
                return token._replace(value=value, end=self.tokens[self.position - 1].end)
        return token

    def _list_run(self, most: int, *, paired: str) -> list[str]:
        """The plain words from the position on, up to an "or", "not", "and", field or bracket."""
        words: list[str] = []
        stops = {"or", "not"} if paired.lower() in _PAIRED_WORDS else {"and", "or", "not"}
        for token in self.tokens[self.position :][:most]:
            if token.kind != "word" or token.text.lower() in stops:
                break
            words.append(token.text)
        return words

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
        words = self._list_date_words(token)
        for count in range(len(words), 0, -1):
            text = " ".join(words[:count])
            if "," in words[count - 1] or not self._may_be_date(words[:count]):
                continue
            self.date_attempts += 1
            if self.date_attempts > _MAX_DATE_ATTEMPTS:
                raise RequestError("the query has too many words that may be dates", "quote them")
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

    def _list_date_words(self, token: _Token) -> list[str]:
        """The word and those behind it that may be a date; none without a number or unit."""
        run = [token.text, *self._list_run(_MAX_RUN_WORDS - 1, paired=token.text)]
        if not _CUE_PATTERN.search(" ".join(run)) and not self._has_own_period(run):
            return []
        from qaim_cli.periods.date_words import is_date_word

        return list(
            takewhile(lambda word: is_date_word(word) or fold(word) in self.period_words, run)
        )

    def _has_own_period(self, words: list[str]) -> bool:
        """Whether the words hold the name, of two words or more, of a period of the timeline."""
        text = f" {fold(' '.join(words))} "
        return any(" " in name and f" {name} " in text for name in self.period_names)

    def _may_be_date(self, words: list[str]) -> bool:
        """Whether words have what a date has; 101 alone is as likely a number of something."""
        from qaim_cli.periods.date_words import has_date_cue, is_plain_number

        may_be = has_date_cue(words) or self._has_own_period(words)
        return may_be and not is_plain_number(words)

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

    def _make_error(self, what: str, fix: str, token: _Token | None = None) -> QueryError:
        start, end = (token.start, token.end) if token else (len(self.text), len(self.text) + 1)
        return QueryError(what, fix, self.text, start, end)


def _make_token(match: re.Match[str]) -> _Token:
    kind = match.lastgroup or ""
    if match["field"] is not None:
        value = match["value"]
        quoted = value.startswith('"')
        return _Token("field", match["field"], *match.span(), value[1:-1] if quoted else value)
    if match["phrase"] is not None:
        return _Token("phrase", match[0], *match.span(), match["phrase"])
    return _Token(kind, match[0], *match.span())
