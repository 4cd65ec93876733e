"""Drafts → the text of a store: every scalar quoted, what a person must know beside it in comments.

An event without a date is written as a comment, so that what is written is a store whatever
the article was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from qaim_cli.articles import fingerprint
from qaim_cli.dates import write
from qaim_cli.extract.drafting import Draft, Drafts
from qaim_cli.model import Casualties, Entity, Figure, Qualifier
from qaim_cli.text import fitted

DRAFT = "draft"
"""The tag of an event that no person has accepted yet."""
_LONGEST = 300
_MARKS = {Qualifier.EXACT: "{}", Qualifier.ABOUT: "~{}", Qualifier.AT_LEAST: "{}+"}


def written(drafts: Drafts) -> Iterator[str]:
    """The text of a store that holds the drafts, in pieces."""
    article = drafts.article
    title = article.title or "A draft"
    yield f"# Drafted from {_comment(title)}: to be read against it and put in one's own words.\n\n"
    yield f"title: {_quoted(title)}\nsource:\n  title: {_quoted(title)}\n"
    if article.url:
        yield f"  url: {_quoted(article.url)}\n"
    if pairs := [(_cut(label, 100), _cut(value)) for label, value in article.infobox]:
        yield "\ninfobox:\n"
        for label, value in dict(pairs).items():
            yield f"  {_quoted(label)}: {_quoted(value)}\n"
    yield from _entities("actors", "part_of", drafts.actors)
    yield from _entities("places", "within", drafts.places)
    for habit in drafts.habits:
        yield f"\n# comes again and again, no event: {_comment(habit.words)}\n"
        yield f"#   {_place(habit.sentence.place)}: {_comment(habit.sentence.text)}\n"
    yield "\nevents:\n"
    for draft in drafts.drafts:
        yield from _event(draft)


def _entities(key: str, whole: str, entities: dict[str, Entity]) -> Iterator[str]:
    if not entities:
        return
    yield f"\n{key}:\n"
    for id, entity in entities.items():
        yield f"  {_quoted(id)}:\n    name: {_quoted(entity.name)}\n"
        if entity.aliases:
            yield f"    aliases: {_list(entity.aliases)}\n"
        if wholes := [each for each in entity.wholes if each in entities]:
            yield f"    {whole}: {_list(wholes)}\n"


def _event(draft: Draft) -> Iterator[str]:
    """One event with its comments; as a comment itself where it has no date."""
    yield f"\n  # {_place(draft.sentence.place)}: {_comment(draft.sentence.text)}\n"
    if draft.of > 1:
        yield f"  # date {draft.nth} of {draft.of} in this sentence, each an event of its own\n"
    if draft.candidates:
        yield f"  # names to declare: {_comment(', '.join(draft.candidates))}\n"
    if draft.date is None:
        yield f"  # no date: {_comment(draft.found)}; put one in and take the signs away\n"
    margin = "  " if draft.date is not None else "  # "
    for number, (key, value) in enumerate(_fields(draft)):
        yield f"{margin}{'  ' if number else '- '}{key}: {value}\n"


def _fields(draft: Draft) -> Iterator[tuple[str, str]]:
    """The keys of an event in the order of the store, with their values as YAML."""
    yield "id", draft.id
    yield "date", _quoted(write(draft.date) if draft.date is not None else "")
    yield "date_text", _quoted(draft.date_text)
    yield "title", _quoted(draft.title)
    if draft.actors:
        yield "actors", _list(draft.actors)
    if draft.places:
        yield "places", _list(draft.places)
    yield "tags", f"[{DRAFT}]"
    if draft.casualties:
        yield "casualties", f"[{', '.join(map(_casualties, draft.casualties))}]"
    if draft.according_to:
        yield "according_to", _quoted(draft.according_to)
    if draft.found and draft.date is not None:
        yield "note", _quoted(_cut(draft.found[:1].upper() + draft.found[1:] + "."))
    section, paragraph, number = draft.sentence.place
    place = f"section: {_quoted(section)}, paragraph: {paragraph}, sentence: {number}"
    yield "source", f"{{{place}, fingerprint: {_quoted(fingerprint(draft.sentence.text))}}}"


def _casualties(casualties: Casualties) -> str:
    harms = (f"{harm}: {_quoted(_figure(figure))}" for harm, figure in casualties.figures())
    return f"{{of: {_quoted(casualties.of)}, {', '.join(harms)}}}"


def _figure(figure: Figure) -> str:
    return _MARKS[figure.qualifier].format(figure.number)


def _place(place: tuple[str, int, int]) -> str:
    section, paragraph, number = place
    return f"{_comment(section)}, paragraph {paragraph}, sentence {number}"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """The text between double quotes; JSON's escapes are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def _cut(text: str, most: int = _LONGEST) -> str:
    return fitted(text[: most + 1], most)


def _comment(text: str) -> str:
    """The text as a comment shows it: cut where it is long."""
    return _cut(text)
