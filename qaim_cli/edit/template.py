"""A new timeline: empty, or with three examples, and ready for every command."""

from __future__ import annotations

from qaim_cli import store
from qaim_cli.errors import RequestError
from qaim_cli.store.layout import format_scalar

SCHEMA_FILE_NAME = "timeline.schema.json"
"""What the schema is called that editors check a timeline by."""

_SCHEMA_COMMENT = f"# yaml-language-server: $schema={SCHEMA_FILE_NAME}\n"
_HEAD = """\
# A timeline for Qaim.

title: {title}
source:
  title: {source}
{url}
"""
_NO_EVENTS = "events: []\n"
# The comments stand beside what they explain, so that they leave the file together with it.
_EXAMPLES = """\
actors:
  town-council:  # an id, which never changes; name and aliases find it too
    name: Town council
    aliases: [Council]

places:
  market-square:
    name: Market square

events:
  - id: town-hall-opens
    date: 1907-05-14  # a day
    title: The town hall opens its doors
    actors: [town-council]
    places: [market-square]
    tags: [building]
    source: {section: Early years, paragraph: 1, sentence: 2}

  - id: square-paved
    date: 1911-03/1911-10  # it lasted, from one month to another
    title: The market square is paved
    places: [market-square]
    tags: [building]
    source: {section: Early years, paragraph: 2, sentence: 1}

  - id: first-council-minutes
    date: "[1930..1933]"  # one of these years; `qaim explain 'early 1930s'` shows how it is read
    date_text: early 1930s
    title: The council begins to keep minutes
    actors: [town-council]
    source: {section: Between the wars, paragraph: 1, sentence: 1}
"""


def new_store(
    title: str, source: str = "", url: str = "", *, schema: bool = True, examples: bool = True
) -> str:
    """Write the text of a new store.

    Args:
        title: what the timeline is about.
        source: the title of what the events are taken from; the timeline's own if it has none.
        url: the address of the source.
        schema: whether editors are to find the schema in the same folder.
        examples: whether three events show how.

    Raises:
        RequestError: a store cannot have these words.
    """
    head = _HEAD.format(
        title=format_scalar(title),
        source=format_scalar(source or title),
        url=f"  url: {format_scalar(url)}\n" if url else "",
    )
    text = head + (_EXAMPLES if examples else _NO_EVENTS)
    for problem in store.parse_store("the new timeline", text.encode()).problems:
        raise RequestError(f"the change would introduce a problem: {problem.message}", problem.fix)
    return (_SCHEMA_COMMENT if schema else "") + text
