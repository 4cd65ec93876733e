"""A new timeline: small, with a comment where one helps, and ready for every command."""

from __future__ import annotations

from qaim_cli import store
from qaim_cli.errors import RequestError
from qaim_cli.store.layout import format_scalar

SCHEMA_FILE_NAME = "timeline.schema.json"
"""What the schema is called that editors check a timeline by."""

_SCHEMA_COMMENT = f"# yaml-language-server: $schema={SCHEMA_FILE_NAME}\n"
_TEMPLATE = """\
# A timeline for Qaim. Take the example out as you put your own in.

title: {title}
source:
  title: {source}
{url}
infobox:
  Subject: {title}

actors:
  # An id, which never changes, and a name to show. Aliases find it too.
  town-council:
    name: Town council
    aliases: [Council]

places:
  market-square:
    name: Market square

events:
  # A day.
  - id: town-hall-opens
    date: 1907-05-14
    title: The town hall opens its doors
    actors: [town-council]
    places: [market-square]
    tags: [building]
    source: {{section: Early years, paragraph: 1, sentence: 2}}

  # Something that lasted, from one month to another.
  - id: square-paved
    date: 1911-03/1911-10
    title: The market square is paved
    places: [market-square]
    tags: [building]
    source: {{section: Early years, paragraph: 2, sentence: 1}}

  # One of these days, nobody says which. Dates are EDTF: `qaim explain 'early 1930s'` shows how.
  - id: first-council-minutes
    date: "[1930..1933]"
    date_text: early 1930s
    title: The council begins to keep minutes
    actors: [town-council]
    source: {{section: Between the wars, paragraph: 1, sentence: 1}}
"""


def new_example_store(title: str, source: str = "", url: str = "", *, schema: bool = True) -> str:
    """The text of a new store with three events to show how.

    Args:
        title: what the timeline is about.
        source: the title of what the events are taken from; the timeline's own if it has none.
        url: the address of the source.
        schema: whether editors are to find the schema in the same folder.

    Raises:
        RequestError: a store cannot have these words.
    """
    text = _TEMPLATE.format(
        title=format_scalar(title),
        source=format_scalar(source or title),
        url=f"  url: {format_scalar(url)}\n" if url else "",
    )
    for problem in store.parse_store("the new timeline", text.encode()).problems:
        raise RequestError(f"the change would introduce a problem: {problem.message}", problem.fix)
    return (_SCHEMA_COMMENT if schema else "") + text
