"""A timeline made for trouble: 400 events of every awkward date, name and duration."""

from __future__ import annotations

HEAD = """\
title: "Trouble: [a] timeline"
source: {title: Nowhere, url: "https://example.org/a b", licence: CC0}
infobox:
  "Native name": العربية
  中文: 麻煩
actors:
  king-a: {name: "King [A]", aliases: ["Α", "القائم"], part_of: house}
  house: {name: The House}
  zhou: {name: 周公, aliases: [Duke of Zhou]}
  emoji: {name: "👩‍👩‍👧‍👦 Family"}
places:
  luoyang: {name: 洛陽, within: china}
  china: {name: China}
events:
"""

AWKWARD = [
    ("big-bang", "Y-138E8S3", "The beginning of everything"),
    ("dinosaurs-end", "Y-66000000~", "A rock falls"),
    ("ice-age", "Y-115000~/Y-11700~", "Ice covers the north"),
    ("year-zero", "0000", "There is a year zero, and it is 1 BC"),
    ("one-bc", "0000-12-31", "The last day before the year one"),
    ("one-ad", "0001-01-01", "The first day of the year one"),
    ("ides", "-0043-03-15", "Ides of March"),
    ("leap-bc", "-0004-02-29", "A leap day before the count"),
    ("leap", "2000-02-29", "A leap day"),
    ("masked-leap", "XXXX-02-29", "A leap day of some year"),
    ("zhou-rules", "-1042/-1035", "周公攝政"),
    ("reign-a", "-0304~/-0281?", "The first reign"),
    ("reign-b", "-0300/-0290", "A rival reign"),
    ("reign-c", "-0295/..", "A reign that never ended"),
    ("before-count", "../-0500", "Since always"),
    ("unknown-start", "/0476", "The end of an age"),
    ("unknown-end", "0476/", "The beginning of another"),
    ("one-of", "[0900,0910..0912,0999-12]", "One of several years"),
    ("all-of", "{1066-09-25,1066-09-28,1066-10-14}", "Three battles of one year"),
    ("earlier", "[..1215]", "By 1215"),
    ("later", "[1215-06-15..]", "Magna Carta or later"),
    ("spring", "1848-21", "A spring of nations"),
    ("southern", "1902-32", "A southern winter"),
    ("quarter", "1929-36", "A quarter of losses"),
    ("half", "1945-41", "A half year"),
    ("christmas", "156X-12-25", "A Christmas of the 1560s"),
    ("decade", "187X?", "Perhaps the 1870s"),
    ("century", "15XX%", "The 1500s or so"),
    ("timed", "1969-07-20T20:17:40Z", "A landing, to the second"),
    ("part", "?2004-06-~11", "A day half known"),
    ("now-on", "2020-01-01/..", "Still going on"),
    ("arabic", "1258-02-10", "سقوط بغداد"),
    ("emoji-title", "2015-05-01", "👩‍👩‍👧‍👦 🇮🇶 e\u0301 a\u0308"),
    ("markup", "2016-05-01", "[bold]not bold[/] :smile: `x` <b>"),
    ("long-title", "2017-05-01", "A title that is longer than any line should be, " * 4),
]


def store_text() -> str:
    """The store as YAML: the awkward events, then reigns of a house until there are 400."""
    lines = [HEAD]
    for number, (id, date, title) in enumerate(AWKWARD):
        actor = ("king-a", "zhou", "emoji")[number % 3]
        lines.append(_event(id, date, title, actor, "luoyang" if number % 2 else "china"))
    for number in range(400 - len(AWKWARD)):
        start = -2000 + 11 * number
        end = start + 5 + number % 17
        lines.append(
            _event(f"reign-{number}", f"{_year(start)}/{_year(end)}", f"Reign {number}", "house")
        )
    return "".join(lines)


def _event(id: str, date: str, title: str, actor: str, place: str = "china") -> str:
    quoted = title.replace('"', '\\"')
    return (
        f'  - id: {id}\n    date: "{date}"\n    title: "{quoted}"\n    actors: [{actor}]\n'
        f"    places: [{place}]\n    source: {{section: S, paragraph: 1, sentence: 1}}\n"
    )


def _year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}"
