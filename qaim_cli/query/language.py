"""The query language: a text → an expression.

    query  = both { "or" both }
    both   = one { ["and"] one }
    one    = ("not" | "-") one | "(" query ")" | term
    term   = FIELD ":" value | '"' phrase '"' | date | word
    value  = '"' text '"' | characters up to a space or a bracket

Words side by side mean all of them; "or" binds looser than "and". A word is looked for as
`--keyword` does. Words with a number among them that read as a date are one, the most that do:
`2016..2019`, `17 April 2004`, `since 2019`. `around:ID` takes a `within:30d` beside it. The fields
are those of `FIELDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from qaim_cli.errors import DateError, RequestError
from qaim_cli.query.expression import Expression, Not, both, either
from qaim_cli.query.scope import NUMBERS, Scope
from qaim_cli.text import cells, listed, shown, suggestion

_LONGEST = 2_000
_DEEPEST = 50
_LONGEST_DATE = 6
"""The most words that a bare date is looked for in."""
_TOKEN = re.compile(
    r"""
      (?P<bracket>[()])
    | (?P<minus>-)(?=[^\s-])
    | (?P<field>[A-Za-z_]+):(?P<value>"[^"]*"|[^\s()"]*)
    | "(?P<phrase>[^"]*)"
    | (?P<word>[^\s()"]+)
    """,
    re.VERBOSE,
)

FIELDS: dict[str, Callable[[Scope, str], Expression]] = {
    "actor": Scope.actor,
    "place": Scope.place,
    "tag": Scope.tag,
    "section": Scope.section,
    "timeline": Scope.part,
    "source": Scope.source,
    "text": lambda scope, text: scope.words(text, "text"),
    "title": lambda scope, text: scope.words(text, "title"),
    "id": Scope.id,
    "claim": Scope.claim,
    **{of: lambda scope, text, of=of: scope.number(of, text) for of in NUMBERS},  # type: ignore[misc]
    "date": Scope.within,
    "in": Scope.within,
    "from": lambda scope, text: scope.between(text, None),
    "to": lambda scope, text: scope.between(None, text),
    "before": Scope.before,
    "after": Scope.after,
    "during": Scope.during,
    "around": Scope.around,
    "on": Scope.on,
    "sure": Scope.surely,
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
        fault = cells(self.text[self.start : self.end].ljust(self.end - self.start))
        carets = " " * cells(self.text[: self.start]) + "^" * fault
        return f"{super().__str__()}\n  {self.text}\n  {carets}"


def parse(text: str, scope: Scope) -> Expression:
    """The expression that a query means.

    Raises:
        QueryError: the text is no query, a field is unknown, or a value means nothing.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        raise RequestError(f"the query has {len(text):,} characters", f"the most is {_LONGEST:,}")
    return _Parser(text, scope).query()


class _Token(NamedTuple):
    """A token: what it is, its text, and where it stands."""

    kind: str
    text: str
    start: int
    end: int
    value: str = ""


class _Parser:
    """One query being read, token by token."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope
        self.tokens = self._scan()
        self.at = 0
        self.depth = 0

    def query(self) -> Expression:
        """The whole text as one expression."""
        expression = self._either()
        if (token := self._peek()) is not None:
            raise self._wrong("there is a closing bracket too many", "take it out", token)
        return expression

    def _either(self) -> Expression:
        parts = [self._both()]
        while self._take("word", "or"):
            parts.append(self._both())
        return either(tuple(parts))

    def _both(self) -> Expression:
        parts = [self._one()]
        while (token := self._peek()) is not None and not self._ends(token):
            self._take("word", "and")
            parts.append(self._one())
        return both(tuple(parts))

    def _ends(self, token: _Token) -> bool:
        return token.text == ")" or (token.kind == "word" and token.text.lower() == "or")

    def _one(self) -> Expression:
        token = self._peek()
        if token is None:
            raise self._wrong("the query ends where something should follow", "say what to find")
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._wrong("the query is nested too deeply", "use fewer brackets", token)
        try:
            return self._negated_or_term(token)
        finally:
            self.depth -= 1

    def _negated_or_term(self, token: _Token) -> Expression:
        if token.kind == "minus":
            self._refuse_year_bc(token)
        if self._take("word", "not") or self._take("minus", "-"):
            return Not(self._one())
        if token.kind == "word" and token.text.lower() in ("and", "or"):
            raise self._wrong(f"{token.text!r} has nothing before it", "say what to find", token)
        self.at += 1
        if token.text == "(":
            inside = self._either()
            if not self._take("bracket", ")"):
                raise self._wrong("the bracket is never closed", "add )", token)
            return inside
        if token.text == ")":
            raise self._wrong("there is nothing to close here", "take it out", token)
        try:
            return self._term(token)
        except RequestError as error:
            raise self._wrong(error.what, error.cure, token) from None

    def _term(self, token: _Token) -> Expression:
        match token.kind:
            case "phrase":
                return self.scope.phrase(token.value)
            case "word":
                return self._date(token) or self.scope.words(token.text)
        field = token.text.lower()
        if field == "within":
            raise RequestError("'within' has no 'around' before it", "write around:ID within:30d")
        if field not in FIELDS:
            cure = suggestion(field, FIELDS) or f"the fields are {listed(FIELDS)}"
            raise RequestError(f"there is no field {token.text!r}", cure)
        if not token.value:
            raise RequestError(f"{field!r} has no value", f'write {field}:… or {field}:"two words"')
        if field == "around" and (distance := self._distance()) is not None:
            return self.scope.around(token.value, distance)
        return FIELDS[field](self.scope, token.value)

    def _distance(self) -> str | None:
        token = self._peek()
        if token is None or token.kind != "field" or token.text.lower() != "within":
            return None
        self.at += 1
        return token.value

    def _refuse_year_bc(self, minus: _Token) -> None:
        """Refuses -2004, which leaves a year out or is one before Christ."""
        behind = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        if behind and behind.start == minus.end and re.match(r"\d{3,}", behind.text):
            word = minus.text + behind.text
            raise QueryError(
                f"{shown(word)} can be read two ways: not {behind.text}, or a year BC",
                f"write 'not {behind.text}' or date:{word}",
                self.text,
                minus.start,
                behind.end,
            )

    def _date(self, token: _Token) -> Expression | None:
        """The term for the words from this one on that read as a date, the most that do."""
        words = [token.text]
        for behind in self.tokens[self.at :][: _LONGEST_DATE - 1]:
            if behind.kind != "word" or behind.text.lower() in ("and", "or", "not"):
                break
            words.append(behind.text)
        for count in range(len(words), 0, -1):
            text = " ".join(words[:count])
            if "," in words[count - 1] or not re.search(r"\d", text):
                continue
            try:
                term = self.scope.within(text)
            except DateError:
                # 3/7 is a battalion's name; 04/05/2004 and 2004-02-30 can only be meant as dates.
                if count == 1 and re.match(r"\d{4}-|\d+/\d+/\d+|.*\.\.", text):
                    raise
            else:
                self.at += count - 1
                return term
        return None

    def _scan(self) -> list[_Token]:
        tokens = []
        at = 0
        while at < len(self.text):
            if self.text[at] == " ":
                at += 1
                continue
            match = _TOKEN.match(self.text, at)
            if match is None:
                raise QueryError("the quote is never closed", 'add "', self.text, at, at + 1)
            tokens.append(_token(match))
            at = match.end()
        return tokens

    def _peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _take(self, kind: str, text: str) -> bool:
        """Whether the next token is of a kind and reads so, in capitals or not; it is passed."""
        token = self._peek()
        taken = token is not None and (token.kind, token.text.lower()) == (kind, text)
        self.at += taken
        return taken

    def _wrong(self, what: str, cure: str, token: _Token | None = None) -> QueryError:
        start, end = (token.start, token.end) if token else (len(self.text), len(self.text) + 1)
        return QueryError(what, cure, self.text, start, end)


def _token(match: re.Match[str]) -> _Token:
    kind = match.lastgroup or ""
    if match["field"] is not None:
        value = match["value"]
        quoted = value.startswith('"')
        return _Token("field", match["field"], *match.span(), value[1:-1] if quoted else value)
    if match["phrase"] is not None:
        return _Token("phrase", match[0], *match.span(), match["phrase"])
    return _Token(kind, match[0], *match.span())
