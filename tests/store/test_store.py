"""What a store's YAML becomes, and the problem that each fault in it is."""

from __future__ import annotations

import pytest

from qaim_cli import dates, store
from qaim_cli.errors import StoreError
from qaim_cli.model import Casualties, Figure, Participant, Qualifier, Reference, Source
from qaim_cli.store.shape import EVENT_SHAPE, TIMELINE_SHAPE
from qaim_cli.text import format_list

WHOLE = """\
title: Al-Qa'im
source: {title: A book, url: https://example.org, licence: CC0}
infobox:
  Native name: القائم
  Population: 74,100
  on: yes
actors:
  us: {name: United States, aliases: [US, U.S.]}
  marines: {name: Marines, part_of: us}
  both: {part_of: [us, marines]}
places:
  iraq: {name: Iraq}
  town: {name: Town, within: iraq}
events:
  - id: battle
    date: 2004-04-17
    date_text: one day in
      April
    title: 'The battle'
    summary: >-
      Folded over
      two lines.
    actors: [marines, {actor: us, role: blamed}]
    places: [town]
    tags: [battle, 1907]
    casualties: [{of: us, killed: "~80", wounded: "1,500+"}, {of: marines, captured: 5}]
    according_to: Newsweek
    note: A note
    source: {section: War, paragraph: 2, sentence: [1, 3]}
  - {id: khan, date: 1907, title: Khan, source: [{section: Lead, paragraph: 1, sentence: 1},
     {section: War, paragraph: 1, sentence: 2}]}
"""
GOOD = "{id: good, date: 2004, title: Good, source: {section: S, paragraph: 1, sentence: 1}}"
SOURCE = "source: {section: S, paragraph: 1, sentence: 1}"


def test_every_key_of_a_store_is_read(store_of):
    timeline = store_of(WHOLE).timeline
    assert timeline.title == "Al-Qa'im"
    assert timeline.reference == Reference("A book", "https://example.org", "CC0")
    assert timeline.infobox == (
        ("Native name", "القائم"), ("Population", "74,100"), ("on", "yes"),
    )  # fmt: skip
    assert timeline.actors.get_names("us") == ("us", "United States", "US", "U.S.")
    assert timeline.actors.with_descendants(["us"]) == {"us", "marines", "both"}
    assert timeline.actors.get_name("both") == "both"
    assert timeline.places.with_descendants(["iraq"]) == {"iraq", "town"}
    assert timeline.actors.with_ancestors(["both", "gone"]) == ("both", "gone", "us", "marines")
    khan, battle = timeline.events
    assert khan.id == "khan"
    assert khan.edtf == "1907"
    assert khan.sources == (Source("Lead", 1, 1), Source("War", 1, 2))
    assert battle.span == dates.parse_with_span("2004-04-17")[1]
    assert battle.date_text == "one day in April"
    assert battle.summary == "Folded over two lines."
    assert battle.participants == (Participant("marines"), Participant("us", "blamed"))
    assert battle.places == ("town",)
    assert battle.tags == ("battle", "1907")
    assert battle.casualties == (
        Casualties("us", Figure(80, Qualifier.ABOUT), Figure(1500, Qualifier.AT_LEAST)),
        Casualties("marines", captured=Figure(5)),
    )
    assert (battle.according_to, battle.note) == ("Newsweek", "A note")
    assert battle.sources == (Source("War", 2, 1), Source("War", 2, 3))
    assert battle.line == 15


def test_what_is_whole_has_no_problems(store_of):
    assert store_of(WHOLE).problems == ()
    assert store_of(WHOLE).omitted_count == 0


@pytest.fixture
def store_of(store):
    def parse(text):
        path = store(text)
        return store_module.parse_store(path, store_module.read_bytes(path))

    return parse


store_module = store


def problems(load, text: str) -> list[str]:
    """The problems of a text, each as "line: what; cure"."""
    return [str(problem).partition("store.yaml:")[2] for problem in load(text).problems]


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        ("just text", "2: an event is the text 'just text'; give it keys: id: …"),
        ("[a, b]", "2: an event is a list; give it keys: id: …"),
        (f"{{date: 2004, title: T, {SOURCE}}}", "2: an event has no id; add id: …"),
        (f"{{id: '', date: 2004, title: T, {SOURCE}}}", "2: event '' has no id; add id: …"),
        (
            f"{{id: The Battle!, date: 2004, title: T, {SOURCE}}}",
            "2: event 'The Battle!' has an unusable id; write the-battle",
        ),
        (
            f"{{id: 战斗, date: 2004, title: T, {SOURCE}}}",
            "2: event '战斗' has an unusable id; use small letters a-z, digits and hyphens",
        ),
        (f"{{id: e, title: T, {SOURCE}}}", "2: event 'e' has no date; add date: …"),
        (f"{{id: e, date: 2004, {SOURCE}}}", "2: event 'e' has no title; add title: …"),
        ("{id: e, date: 2004, title: T}", "2: event 'e' has no source; add source: …"),
        (
            "{id: e, date: 2004, title: T, source: }",
            "2: event 'e' has no source; say of which source it is, or its section, paragraph and "
            "sentence",
        ),
        (
            "{id: e, date: 2004, title: T, source: {paragraph: 1, sentence: 1}}",
            "2: the source of event 'e' has no section; add section: …",
        ),
        (
            "{id: e, date: 2004, title: T, source: {section: S, sentence: 1}}",
            "2: the source of event 'e' has no paragraph; add paragraph: …",
        ),
        (
            "{id: e, date: 2004, title: T, source: {section: S, paragraph: 0, sentence: 1}}",
            "2: paragraph of the source of event 'e' is '0'; count from 1",
        ),
        (
            f"{{id: e, date: 2004-02-30, title: T, {SOURCE}}}",
            "2: event 'e': '2004-02-30' has no such day: February 2004 had 29 days; "
            "write 2004-02-29, or 2004-02 if the day is not known",
        ),
        (
            f"{{id: e, date: last year, title: T, {SOURCE}}}",
            "2: event 'e': 'last year' is not an EDTF date; write 2004-04-17, 2004-04, 2004, 198X, "
            "2004/2005 or [1901..1933]",
        ),
        (
            f"{{id: e, date: [2004], title: T, {SOURCE}}}",
            "2: date of event 'e' is a list; write plain text",
        ),
    ],
)  # fmt: skip
def test_an_event_that_lacks_what_it_needs_is_left_out_and_the_rest_answers(
    store_of, event, problem
):
    text = f"events:\n  - {event}\n  - {GOOD}\n"
    assert problems(store_of, text) == [problem]
    loaded = store_of(text)
    assert [each.id for each in loaded.timeline.events] == ["good"]
    assert loaded.omitted_count == 1


@pytest.mark.parametrize(
    ("details", "problem"),
    [
        ("tittle: x", "2: event 'e' has an unknown key 'tittle'; did you mean title?"),
        (
            "zzz: x",
            "2: event 'e' has an unknown key 'zzz'; the keys are "
            f"{', '.join(EVENT_SHAPE.key_names)} and your own with x-",
        ),
        ("X-Dig Site: a", "2: event 'e' has an unknown key 'X-Dig Site'; write x-dig-site"),
        (
            "x-: a",
            "2: event 'e' has an unknown key 'x-'; write x- and small letters, digits or hyphens",
        ),
        ("x-site: {a: b}", "2: x-site of event 'e' is a group of keys; write plain text"),
        ("summary: [a]", "2: summary of event 'e' is a list; write plain text"),
        ("tags: {a: b}", "2: tags of event 'e' is a group of keys; write plain text"),
        (
            "actors: [nobody]",
            "2: event 'e' names actor 'nobody', which is not declared; declare it under actors:",
        ),
        (
            f"actors: [{'9' * 5000}]",
            f"2: event 'e' names actor '{'9' * 59}…', which is not "
            "declared; declare it under actors:",
        ),
        (
            "places: [nowhere]",
            "2: event 'e' names place 'nowhere', which is not declared; declare it under places:",
        ),
        ("actors: [{role: blamed}]", "2: an actor of event 'e' has no actor; add actor: …"),
        (
            "casualties: [{of: nobody, killed: 5}]",
            "2: event 'e' names actor 'nobody', which is not declared; declare it under actors:",
        ),
        ("casualties: [{killed: 5}]", "2: casualties of event 'e' has no of; add of: …"),
        ("casualties: [{of: x}]", "2: casualties of event 'e' have no figure; add killed: …"),
        (
            "casualties: [{of: x, killed: many}]",
            "2: killed of casualties of event 'e' is 'many'; "
            'write 80, "~80" for about 80, or "80+" for at least 80',
        ),
        ("note: !!str x", "2: the tag 'tag:yaml.org,2002:str' is refused; write plain text"),
        ("note: ~", "2: note of event 'e' is ~; leave the key out"),
        ("note: !<x%1B[31m> y", "2: the tag 'x\\x1b[31m' is refused; write plain text"),
        (f"{'k' * 300}: v", f"2: the key '{'k' * 59}…' is too long; shorten it"),
        ("note: &a x", "2: the anchor &a is refused; write the value out"),
        ("&a note: x", "2: the anchor &a is refused; write the value out"),
        ("note: *a", "2: the alias *a is refused; write the value out"),
        (
            "note: a, note: b",
            "2: 'note' is repeated; it is first on line 2; keep one of them; the first counts",
        ),
        ("? [a, b] : c", "2: a key is not plain text; write a word before the :"),
        (
            'note: "a\\e[31mb"',
            "2: note of event 'e' contains terminal control characters; remove them",
        ),
    ],
)
def test_a_fault_elsewhere_costs_only_that_value(store_of, details, problem):
    text = f"events:\n  - {{id: e, date: 2004, title: T, {SOURCE}, {details}}}\n"
    assert problem in problems(store_of, text)
    assert [each.id for each in store_of(text).timeline.events] == ["e"]


def test_an_undeclared_name_is_told_once_with_how_many_use_it(store_of):
    def event(n: int, actor: int) -> str:
        return f"  - {{id: e{n}, date: 2004, title: T, {SOURCE}, actors: [actor-{actor}]}}\n"

    twice = "events:\n" + "".join(event(n, 0) for n in range(3))
    assert problems(store_of, twice) == [
        "2: event 'e0' and 2 others names actor 'actor-0', which is not declared; "
        "declare it under actors:"
    ]
    many = "actors: {actor-x: {}}\nevents:\n" + "".join(event(n, n) for n in range(30))
    cures = [problem.rpartition("; ")[2] for problem in problems(store_of, many)]
    assert cures == ["did you mean actor-x?"] * 20 + ["declare it under actors:"] * 10


def test_a_list_as_an_id_is_not_quoted(store_of):
    text = f"events:\n  - {{id: [a], date: 2004, title: T, {SOURCE}}}\n"
    assert problems(store_of, text) == ["2: id of an event is a list; write plain text"]


def test_a_paths_odd_characters_never_reach_the_terminal(store):
    with pytest.raises(StoreError) as caught:
        store_module.load_timeline(store("- a", name="a\x1b[31m\nb.yaml"))
    assert str(caught.value).isprintable()
    assert (
        store_module.load_timeline(store("events: []", name="a\x1b b.yaml")).timeline.title
        == "a\ufffd b"
    )


def test_a_repeated_key_keeps_its_first_value(store_of):
    text = f"events:\n  - {{id: e, date: 2004, title: First, title: Second, {SOURCE}}}\n"
    assert store_of(text).timeline.events[0].title == "First"


def test_a_control_character_is_replaced(store_of):
    text = f'events:\n  - {{id: e, date: 2004, title: "a\\e[31m\\u202eb\\tc", {SOURCE}}}\n'
    assert store_of(text).timeline.events[0].title == "a\ufffd[31mb c"


def test_a_text_beyond_all_measure_is_a_problem(store_of):
    text = f"events:\n  - {{id: e, date: 2004, title: T, summary: {'x' * 20_001}, {SOURCE}}}\n"
    assert problems(store_of, text) == [
        "2: summary of event 'e' has 20,001 characters; shorten it to at most 20,000"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tittle: x", "1: the file has an unknown key 'tittle'; did you mean title?"),
        (
            "zzz: x",
            "1: the file has an unknown key 'zzz'; the keys are "
            f"{format_list(TIMELINE_SHAPE.key_names)}",
        ),
        ("title: [x]", "1: title of the file is a list; write plain text"),
        ("title: {a: b}", "1: title of the file is a group of keys; write plain text"),
        (
            'infobox: {"\\e[1m": {a: b}}',
            "1: \ufffd[1m of the infobox is a group of keys; write plain text",
        ),
        ("infobox: x", "1: the infobox has no labels; write label: value lines"),
        ("actors: x", "1: actors has no ids; write id: {name: …} for each actor"),
        ("places: [x]", "1: places has no ids; write id: {name: …} for each place"),
        ("actors: {A B: {name: x}}", "1: actor 'A B' has an unusable id; write a-b"),
        ("actors: {a: {nam: x}}", "1: actor 'a' has an unknown key 'nam'; did you mean name?"),
        ("actors: {a: x}", "1: actor 'a' is the text 'x'; give it keys: name: …"),
        ("actors: {a: }", "1: actor 'a' is empty; give it keys: name: …"),
        ("source: x", "1: the source is the text 'x'; give it keys: title: …"),
        ("source: [x]", "1: the source is a list; give it keys: title: …"),
        ("events: x", "1: events is not a list; begin each of them with a hyphen"),
        ("events: {id: x}", "1: events is not a list; begin each of them with a hyphen"),
        (
            "title: a\ntitle: b",
            "2: 'title' is repeated; it is first on line 1; keep one of them; the first counts",
        ),
        (
            "events:\n  - a\nevents:\n  - b",
            "3: 'events' is repeated; it is first on line 1; keep one of them; the first counts",
        ),
        (
            "title: a\n---\ntitle: b",
            "2: a second YAML document begins here; put everything in one document",
        ),
        (
            "actors: {a: {part_of: b}}",
            "1: actor 'a' is part_of 'b', which is not declared; declare it under actors:",
        ),
        (
            "actors: {ab: {}, a: {part_of: aab}}",
            "1: actor 'a' is part_of 'aab', which is not declared; did you mean ab?",
        ),
        (
            "actors: {a: {part_of: a}}",
            "1: actor 'a' is part_of itself: a → a; remove one of these steps",
        ),
        (
            "places: {b: {within: a}, a: {within: b}, c: {within: a}}",
            "1: place 'a' is within itself: a → b → a; remove one of these steps",
        ),
        (
            f"events:\n  - {GOOD}\n  - {GOOD}",
            "3: the id 'good' is repeated; it is first on line 2; give one of them another id",
        ),
    ],
)
def test_a_fault_of_the_file_is_told_with_its_line(store_of, text, problem):
    assert problem in problems(store_of, text)


def test_a_circle_is_told_once(store_of):
    circle = "actors: {a: {part_of: b}, b: {part_of: c}, c: {part_of: a}}"
    assert len(store_of(circle).problems) == 1


def test_problems_come_in_the_order_of_the_file(store_of):
    text = "zzz: 1\nactors: {a: {part_of: a}}\nyyy: 2\n"
    assert [problem.line for problem in store_of(text).problems] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "{path} is empty; write at least title: and events:"),
        ("  \n\n", "{path} is empty; write at least title: and events:"),
        ("# nothing", "{path} is empty; write at least title: and events:"),
        (
            "- a\n- b",
            "{path}:1: the top level has no keys; "
            "write title:, actors:, places: and events: in the first column",
        ),
        (
            "words",
            "{path}:1: the top level has no keys; "
            "write title:, actors:, places: and events: in the first column",
        ),
        ("a:\n\tb: 1\n", "{path}:2: indented with a tab; use spaces"),
        (
            "title: x\nnote: 'x\n\n\n",
            "{path}:2: not YAML: found unexpected end of stream while "
            "scanning a quoted scalar; fix this syntax error; the rest of the file cannot "
            "be read until then",
        ),
        (
            "{k: " * 400 + "}" * 400,
            "{path}:1: nested deeper than 20 levels; a timeline needs five levels",
        ),
        (
            "a: " + "{[" * 400,
            "{path}:1: nested deeper than 20 levels; a timeline needs five levels",
        ),
        (
            "title: 'x",
            "{path}:1: not YAML: found unexpected end of stream while scanning a "
            "quoted scalar; fix this syntax error; the rest of the file cannot be read until then",
        ),
        (
            "a: 1\n b: 2\n",
            "{path}:2: not YAML: mapping values are not allowed in this context; "
            "fix this syntax error; the rest of the file cannot be read until then",
        ),
        (
            "title: x\nnote: a\x07b",
            "{path}:2: holds a control character (U+0007); "
            'a store is plain text; inside "double quotes" such a character can be escaped',
        ),
        (
            "a: " + "[" * 30 + "]" * 30,
            "{path}:1: nested deeper than 20 levels; a timeline needs five levels",
        ),
        (
            "? " + "[" * 30 + "]" * 30,
            "{path}:1: nested deeper than 20 levels; a timeline needs five levels",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_one_error(store, text, message):
    path = store(text)
    with pytest.raises(StoreError) as caught:
        store_module.load_timeline(path)
    assert str(caught.value) == message.format(path=path)


def test_a_file_that_is_not_utf_8_says_where(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"title: x\nnote: K\xf6ppen\n")
    with pytest.raises(StoreError, match=r"latin.yaml:2: is not UTF-8 text; save the file as"):
        store_module.load_timeline(str(path))


def test_a_byte_order_mark_and_windows_line_ends_are_welcome(tmp_path):
    path = tmp_path / "windows.yaml"
    path.write_bytes(
        b"\xef\xbb\xbf" + f"title: x\nevents:\n  - {GOOD}\n".replace("\n", "\r\n").encode()
    )
    loaded = store_module.load_timeline(str(path))
    assert loaded.problems == ()
    assert loaded.timeline.title == "x"


def test_what_is_no_file_is_one_error(tmp_path):
    with pytest.raises(StoreError, match="there is no file .*nowhere.yaml'; name one with --file"):
        store_module.load_timeline(str(tmp_path / "nowhere.yaml"))
    with pytest.raises(StoreError, match="is a folder; name a file in it"):
        store_module.load_timeline(str(tmp_path))
    with pytest.raises(StoreError, match="cannot be read"):
        store_module.load_timeline(str(tmp_path / "a\0b"))


def test_a_store_without_a_title_has_its_files_name(store):
    assert (
        store_module.load_timeline(store("events: []", name="iraq.yaml")).timeline.title == "iraq"
    )


def test_without_libyaml_the_answer_is_the_same(store, monkeypatch):
    import yaml

    from qaim_cli.store import nodes

    with_c = store_module.load_timeline(store(WHOLE), cache=False)
    monkeypatch.setattr(nodes, "YAML_LOADER", yaml.Loader)
    without = store_module.load_timeline(store(WHOLE), cache=False)
    assert without.timeline.events == with_c.timeline.events
    assert without.problems == with_c.problems
    with pytest.raises(StoreError, match="store.yaml:2: indented with a tab; use spaces"):
        store_module.load_timeline(store("a:\n\tb: 1\n"))
    with pytest.raises(StoreError, match=r"control character \(U\+0007\)"):
        store_module.load_timeline(store("a: \x07\n"))


def test_the_shipped_store_is_found_in_a_checkout_and_in_an_installed_package(
    tmp_path, monkeypatch
):
    assert store_module.load_timeline(store_module.find_shipped_timeline()).problems == ()
    package = tmp_path / "qaim_cli"
    (package / "data").mkdir(parents=True)
    monkeypatch.setattr(store_module, "__file__", str(package / "store" / "__init__.py"))
    assert store_module.find_shipped_timeline() == str(tmp_path / "data" / "events.yaml")
    (package / "data" / "events.yaml").write_text("title: x")
    assert store_module.find_shipped_timeline() == str(package / "data" / "events.yaml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("foo: bar\n", "the file has an unknown key 'foo'"),
        ("actors: x\n", "actors has no ids"),
        ("title: T\nevents: *b\n", "the alias *b is refused"),
        ("title: T\nevents: !x\n", "the tag '!x' is refused"),
        ("title: T\nevents: {id: a}\n", "events is not a list"),
    ],
)
def test_a_file_of_which_nothing_could_be_read_is_an_error(store, text, message):
    with pytest.raises(StoreError, match="store.yaml:") as error:
        store_module.load_timeline(store(text), cache=False)
    assert message in error.value.message


@pytest.mark.parametrize("text", ["title: T\nfoo: bar\n", "title: T\nevents: []\n", "events:\n"])
def test_an_empty_timeline_is_no_error(store, text):
    assert not store_module.load_timeline(store(text), cache=False).timeline.events


@pytest.mark.parametrize("at", ["[34.37]", "[north, south]", "[91, 0]", "[0, -181]"])
def test_a_place_that_is_nowhere_on_earth_is_a_problem(store_of, at):
    loaded = store_of(f"title: T\nplaces: {{a: {{name: A, at: {at}}}}}\n")
    assert loaded.timeline.places.entities["a"].at == ()
    assert [problem.fix for problem in loaded.problems] == [
        "write its latitude and longitude: [34.37, 41.09]"
    ]


def test_what_many_events_name_is_held_once(store_of):
    event = (
        "  - {id: %s, date: 1907, title: T, actors: [us, {actor: marines, role: blamed}],\n"
        "     places: town, tags: [battle], source: {section: War, paragraph: 2}}\n"
    )
    head = WHOLE.partition("events:\n")[0]
    one, other = store_of(f"{head}events:\n{event % 'a'}{event % 'b'}").timeline.events
    for name in ("participants", "places", "tags"):
        pairs = zip(getattr(one, name), getattr(other, name), strict=True)
        assert all(left is right for left, right in pairs), name
    assert one.sources[0].section is other.sources[0].section
