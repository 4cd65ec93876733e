"""`qaim add`: an event in words, written where the order of the file wants it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli import store
from qaim_cli.edit.add import EventInput, add_event
from qaim_cli.edit.change import change_text
from qaim_cli.edit.typed_dates import parse_typed_date
from qaim_cli.errors import QaimError
from tests.support.asking import TODAY
from tests.support.events import timeline
from tests.support.stores import MIXED

PLAIN_INPUT = EventInput("1899", "A title", sources=("Log",))


def add_to_text(text, draft=PLAIN_INPUT, **how):
    return change_text("x.yaml", text, add_event(draft, TODAY, **how))


@pytest.mark.parametrize(
    ("typed", "edtf", "words"),
    [
        ("17 April 2004", "2004-04-17", ""),
        ("apr 2004", "2004-04", ""),
        ("spring 2004", "2004-21", ""),
        ("c. 1860", "1860~", ""),
        ("2003..2005", "2003/2005", ""),
        ("44 BC", "-0043", ""),
        ("early September 2005", "[2005-09-01..2005-09-10]", "early September 2005"),
        ("Early  1930s", "[1930..1933]", "Early 1930s"),
        ("by November 2017", "[..2017-11]", ""),
        ("[1901..1933]", "[1901..1933]", ""),
        ("yesterday", "2026-11-21", ""),
    ],
)
def test_a_date_in_words_is_stored_as_edtf_with_the_words_that_say_more(typed, edtf, words):
    read = parse_typed_date(typed, TODAY, timeline())
    assert (read.edtf, read.words) == (edtf, words)


def test_everything_said_is_written():
    made = add_to_text(
        MIXED,
        EventInput(
            "early 1890s",
            'The keeper\'s "strike"',
            summary="They would not climb.",
            actors=("Crew", "owner (blamed)"),
            places=("Rock",),
            tags=("strike", "2"),
            casualties=(("killed", "keepers=~2"), ("wounded", "Crew=3"), ("killed", "Owner=1+")),
            according_to="A newspaper",
            note="Dated by the paper.",
            sources=("Log ¶3.1,2", "Letters, paragraph 2, sentence 4", "Album"),
            id="strike",
            date_text="in the early nineties",
        ),
    )
    written = made.new_text[len(MIXED[: MIXED.index("\n  - title: Dark")]) :]
    assert written.startswith("""
  - id: strike
    date: "[1890..1893]"
    date_text: in the early nineties
    title: The keeper's "strike"
    summary: They would not climb.
    actors: [keepers, {actor: owner, role: blamed}]
    places: [rock]
    tags: [strike, "2"]
    casualties: [{of: keepers, killed: "~2", wounded: 3}, {of: owner, killed: 1+}]
    according_to: A newspaper
    note: Dated by the paper.
    source:
      - {section: Log, paragraph: 3, sentence: [1, 2]}
      - {section: Letters, paragraph: 2, sentence: 4}
      - {section: Album}

  - title: Dark at last
""")


def drop_added_lines(made, lines):
    """The text that a change left, without the lines that it put in."""
    old, new = made.old_text.splitlines(), made.new_text.splitlines()
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    return [*new[:at], *new[at + lines :]]


@pytest.mark.parametrize(
    ("date", "before"),
    [
        ("1700", "  - id: lit"),
        ("1855", "  # Storms"),
        ("1900", "  - title: Dark"),
        ("1999", "# the"),
    ],
)
def test_an_event_is_put_where_the_order_of_the_file_wants_it(date, before):
    made = add_to_text(MIXED, PLAIN_INPUT._replace(date=date))
    after = made.new_text.split("source: {section: Log}\n")[1 if date == "1700" else -1]
    assert drop_added_lines(made, 5) == MIXED.splitlines()
    following = made.new_text[made.new_text.index("id: title") :].split("\n")[4:6]
    assert next(line for line in following if line).startswith(before), after


def format_store(*dates):
    source = "source: {section: S}"
    lines = (f"- {{id: e{n}, date: {date}, title: T, {source}}}\n" for n, date in enumerate(dates))
    return "title: T\nevents:\n" + "".join(lines)


@pytest.mark.parametrize(
    ("dates", "new", "place"),
    [
        ((1900, 1910, 1920), "1915", 2),
        ((1920, 1910, 1900), "1915", 1),
        ((1920, 1910, 1900), "1890", 3),
        ((1900, 1900, 1900), "1900", 3),
        ((1900, 1910, 1800, 1810), "1805", 3),
        ((1900,), "1800", 0),
        ((1900, "2004-13", 1910), "1905", 1),
    ],
)
def test_a_file_may_run_forwards_backwards_or_in_groups(dates, new, place):
    made = add_to_text(format_store(*dates), PLAIN_INPUT._replace(date=new))
    ids = [line for line in made.new_text.splitlines() if line.startswith("- ")]
    assert ids.index("- id: title") == place


@given(st.lists(st.integers(1000, 1999), max_size=6), st.integers(1000, 1999))
def test_a_file_in_order_stays_in_order_and_loses_nothing(years, year):
    text = format_store(*sorted(years)) if years else "title: T\n"
    made = add_to_text(text, PLAIN_INPUT._replace(date=str(year)))
    read = store.parse_store("x.yaml", made.new_text.encode()).timeline.events
    written = sorted(read, key=lambda event: event.line)
    assert [event.span.first_day for event in written] == sorted(
        event.span.first_day for event in read
    )
    assert len(read) == len(years) + 1


ONE = "{id: a, date: 1700, title: A, source: {section: S}}"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("title: T\nevents: []  # none yet\n", "title: T\nevents:  # none yet\n  - id: title\n"),
        ("title: T\nevents:\n", "title: T\nevents:\n  - id: title\n"),
        ("title: T", "title: T\n\nevents:\n  - id: title\n"),
        ("events:\n", "events:\n  - id: title\n"),
        (f"title: T\nevents:\n- {ONE}", f"title: T\nevents:\n- {ONE}\n\n- id: title\n"),
        (f"events:\n    -   {ONE}\n", f"events:\n    -   {ONE}\n\n    - id: title\n"),
    ],
)  # fmt: skip
def test_a_list_that_is_empty_or_missing_is_begun(text, result):
    assert add_to_text(text).new_text.startswith(result)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("title: T\nplaces:\n  p: {name: P}\n",
         "title: T\n\nactors:\n  new:\n    name: New\nplaces:\n  p: {name: P}\n  far:\n"),
        ("events: [\n  # none yet\n]\n", "events:  # none yet\n  - id: title\n"),
        ("events:  # a\n  # b\n  []\n", "events:\n  # a\n  # b\n  - id: title\n"),
        ('title: T\nevents:\n  ""\n', "events:\n  - id: title\n"),
        ("actors:\n  {}\nevents: []\n", "actors:\n  new:\n    name: New\n"),
        ("---\nevents:\n- {id: a, date: 1999, title: A, source: {section: S}}\n",
         "---\nactors:\n  new:\n    name: New\n"),
        ("  title: T\n  events: []\n", "  title: T\n\n  actors:\n    new:\n      name: New\n"),
    ],
)  # fmt: skip
def test_lists_are_begun_wherever_a_file_leaves_room(text, result):
    made = add_to_text(text, PLAIN_INPUT._replace(actors=("New",), places=("Far",)), declare=True)
    assert "".join(line for line in result.splitlines(keepends=True)[:3]) in made.new_text
    read = store.parse_store("x.yaml", made.new_text.encode())
    assert (len(read.timeline.events), read.problems) == (text.count("id: a") + 1, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"title": "T", "events": []}', "the events share their lines with other YAML"),
        ("{title: T}", "the events share their lines with other YAML"),
        ("{}", "the events share their lines with other YAML"),
        ("? title\n: T\n? events\n", "the events share their lines with other YAML"),
        ("actors:\n  ? a\n  : {name: A}\n", "the actors share their lines with other YAML"),
        ("title: T\u2028events:\u2028- {id: a, date: 1900, title: A, source: {section: S}}\u2028",
         "the file uses unusual line breaks"),
    ],
)  # fmt: skip
def test_what_has_no_lines_of_its_own_is_refused_for_what_it_is(text, message):
    with pytest.raises(QaimError) as error:
        add_to_text(text, PLAIN_INPUT._replace(actors=("New",)), declare=True)
    assert str(error.value).startswith(message)


def test_a_comment_stays_with_the_event_that_it_follows_or_heads():
    text = format_store(1900, 1910).replace("\n- {id: e1", "\n  # about e0\n# heads e1\n- {id: e1")
    between = add_to_text(text, PLAIN_INPUT._replace(date="1905")).new_text
    assert "  # about e0\n- id: title\n" in between
    assert between.index("# heads e1") > between.index("- id: title")
    first = add_to_text("events:\n# heads\n- {id: a, date: 1900, title: A, source: {section: S}}\n",
                PLAIN_INPUT._replace(date="1800")).new_text  # fmt: skip
    assert first.index("- id: title") < first.index("# heads")


def test_an_event_that_cannot_be_read_keeps_its_id():
    text = format_store("someday", 1900)
    assert "- id: e0-2\n" in add_to_text(text, PLAIN_INPUT._replace(title="e0")).new_text
    with pytest.raises(QaimError, match="there is already an event 'e0'; give it another --id"):
        add_to_text(text, PLAIN_INPUT._replace(id="e0"))


def test_line_breaks_are_those_of_the_file():
    made = add_to_text(MIXED.replace("\n", "\r\n"))
    assert made.new_text.replace("\r\n", "").count("\n") == 0


def test_new_actors_and_places_are_declared_on_request():
    draft = PLAIN_INPUT._replace(
        actors=("The Inspector: (stern)", "Crew", "the inspector:"), places=("Rock", "Far Shore")
    )
    text = MIXED.replace("places: {rock: {name: Rock}}", "places:\n  rock:\n    name: Rock")
    made = add_to_text(text, draft, declare=True)
    assert made.message == "added title: 1899 (1899), and declared inspector and far-shore"


def test_declared_entities_stand_at_the_end_of_their_list():
    text = MIXED.replace("places: {rock: {name: Rock}}", "places:\n  rock:\n    name: Rock")
    made = add_to_text(
        text, PLAIN_INPUT._replace(actors=("The Inspector",), places=("Far: Shore",)), declare=True
    )
    assert (
        "  owner: {name: Owner, part_of: keepers}\n  inspector:\n    name: The Inspector\n"
        in made.new_text
    )
    assert '    name: Rock\n  far-shore:\n    name: "Far: Shore"\n' in made.new_text


def test_a_list_of_actors_is_begun_behind_what_comes_before_it():
    text = "title: T\nsource:\n  title: S\n# why\nevents: []\n"
    made = add_to_text(text, PLAIN_INPUT._replace(actors=("A B",)), declare=True)
    assert made.new_text.startswith(
        "title: T\nsource:\n  title: S\n\nactors:\n  b:\n    name: A B\n# why\nevents:\n"
    )


def test_a_list_is_begun_at_the_top_where_nothing_comes_before_it():
    made = add_to_text(
        "events: []\n", PLAIN_INPUT._replace(actors=("X Y", "Z", "x y")), declare=True
    )
    assert made.new_text.startswith(
        "actors:\n  x-y:\n    name: X Y\n  z:\n    name: Z\n\nevents:\n  - id: title\n"
    ), made.new_text


def test_an_id_is_made_of_the_title_and_is_free():
    made = add_to_text(
        format_store(1900), PLAIN_INPUT._replace(title="The Café of " + "long words " * 9)
    )
    assert "- id: cafe-of-long-words-long-words-long-words\n" in made.new_text
    again = add_to_text(
        made.new_text, PLAIN_INPUT._replace(title="The Café of " + "long words " * 9)
    )
    assert "- id: cafe-of-long-words-long-words-long-words-2\n" in again.new_text
    assert (
        "- id: event\n"
        in add_to_text(format_store(1900), PLAIN_INPUT._replace(title="القائم")).new_text
    )


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (PLAIN_INPUT._replace(date="04/05/2004"), "'04/05/2004' can be read two ways"),
        (
            PLAIN_INPUT._replace(actors=("Nobody",)),
            "there is no actor 'Nobody'; `qaim actors` lists them; --declare declares it",
        ),
        (
            PLAIN_INPUT._replace(places=("Rok",)),
            "there is no place 'Rok'; did you mean Rock?; --declare declares it",
        ),
        (PLAIN_INPUT._replace(sources=()), "the event has no source; give --source 'Section ¶4.1'"),
        (PLAIN_INPUT._replace(sources=("Log ¶4.3-1",)), "--source cannot be 'Log ¶4.3-1'; write "),
        (
            PLAIN_INPUT._replace(sources=("Log ¶4.1-900",)),
            "--source cannot be 'Log ¶4.1-900'; write ",
        ),
        (PLAIN_INPUT._replace(sources=("Log ¶4.1;5",)), "--source cannot be 'Log ¶4.1;5'; write "),
        (PLAIN_INPUT._replace(sources=("Log ¶ 4,1",)), "--source cannot be 'Log ¶ 4,1'; write "),
        (PLAIN_INPUT._replace(sources=("¶4",)), "--source cannot be '¶4'; write "),
        (PLAIN_INPUT._replace(sources=("Log ¶",)), "--source cannot be 'Log ¶'; write "),
        (
            PLAIN_INPUT._replace(sources=("Log ¶4.0",)),
            "--source cannot be 'Log ¶4.0'; count from 1",
        ),
        (
            PLAIN_INPUT._replace(sources=("Log para 4;1",)),
            "--source cannot be 'Log para 4;1'; write ",
        ),
        (
            PLAIN_INPUT._replace(actors=("",)),
            "--actor cannot be ''; name the actor, or leave it out",
        ),
        (
            PLAIN_INPUT._replace(places=(" ",)),
            "--place cannot be ' '; name the place, or leave it out",
        ),
        (PLAIN_INPUT._replace(tags=("",)), "--tag cannot be ''; name the tag, or leave it out"),
        (
            PLAIN_INPUT._replace(casualties=(("killed", "Crew=5"), ("killed", "keepers=6"))),
            "--killed is given twice for 'keepers'; 5 and 6: keep one of them",
        ),
        (
            PLAIN_INPUT._replace(id="x" * 101),
            f"'{'x' * 59}…' has 101 characters; an id has at most",
        ),
        (
            PLAIN_INPUT._replace(sources=(" ",)),
            "--source cannot be ' '; write 'Section ¶4', 'Section ",
        ),
        (PLAIN_INPUT._replace(id="Not An Id"), "'Not An Id' cannot be an id; write not-an-id"),
        (PLAIN_INPUT._replace(id="lit"), "there is already an event 'lit'; give it another --id"),
        (
            PLAIN_INPUT._replace(casualties=(("killed", "5"),)),
            "--killed cannot be '5'; write WHO=5, or \"WHO=~80\"",
        ),
        (
            PLAIN_INPUT._replace(casualties=(("killed", "Crew=many"),)),
            "--killed cannot be 'Crew=many'; write 80, \"~80\" for about 80",
        ),
    ],
)
def test_what_cannot_be_added_is_told_with_its_cure(draft, message):
    with pytest.raises(QaimError) as error:
        add_to_text(MIXED, draft)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("Log ¶4.1-3", "{section: Log, paragraph: 4, sentence: [1, 2, 3]}"),
        ("Log ¶4.1–2, 5 and 7", "{section: Log, paragraph: 4, sentence: [1, 2, 5, 7]}"),
        ("Log, para. 4, sentence 2", "{section: Log, paragraph: 4, sentence: 2}"),
        ("Book p. 4", "{section: Book p. 4}"),
        ("Par avion", "{section: Par avion}"),
        ("Article 5 par 3 of the law", "{section: Article 5 par 3 of the law}"),
    ],
)
def test_a_source_is_a_section_and_perhaps_a_paragraph_and_sentences(source, written):
    assert (
        f"    source: {written}\n"
        in add_to_text(MIXED, PLAIN_INPUT._replace(sources=(source,))).new_text
    )


def test_names_made_of_signs_alone_are_not_all_the_same():
    made = add_to_text("events: []\n", PLAIN_INPUT._replace(actors=("☺", "☻", "☺")), declare=True)
    assert made.new_text.startswith("actors:\n  actor:\n    name: ☺\n  actor-2:\n    name: ☻\n")
    assert "actors: [actor, actor-2, actor]" in made.new_text


def test_empty_brackets_are_no_role():
    made = add_to_text("events: []\n", PLAIN_INPUT._replace(actors=("Crew ( )",)), declare=True)
    assert "actors:\n  crew:\n    name: Crew ( )\n" in made.new_text


def test_a_name_that_several_bear_is_refused():
    text = "actors:\n  a: {name: Same}\n  b: {name: Same}\n"
    with pytest.raises(QaimError, match="^'Same' names 2 actors; say a or b$"):
        add_to_text(text, PLAIN_INPUT._replace(actors=("Same",)))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("events: [{id: a, date: 1900, title: A, source: {section: S}}]\n", "events"),
        ("actors: {a: {name: A}}\nevents: []\n", "actors"),
    ],
)
def test_a_list_between_brackets_is_refused_with_its_cure(text, what):
    with pytest.raises(QaimError, match=f"^the {what} share their lines with other YAML"):
        add_to_text(text, PLAIN_INPUT._replace(actors=("New",)), declare=True)


@pytest.mark.parametrize(
    "date", ["17 April 2004 at 10:30", "2004-04-17T10:30:00", "17 April 2004 at 5 pm"]
)
def test_a_time_of_day_is_kept_in_words_and_said(date):
    made = add_to_text(format_store(1900), PLAIN_INPUT._replace(date=date))
    assert made.message.endswith("; its time of day is kept in date_text only")
    assert "date: 2004-04-17\n" in made.new_text
    assert "date_text: " in made.new_text
    own_words = PLAIN_INPUT._replace(date=date, date_text="that morning")
    assert add_to_text(format_store(1900), own_words).message.endswith(
        "; its time of day is left out"
    )
