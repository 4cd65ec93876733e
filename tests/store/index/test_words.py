"""Words of texts are listed from the index as from the events, to say what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from qaim_cli import store as store_module
from qaim_cli.prefilter import AllOf
from qaim_cli.query import FilterInput, build_query
from qaim_cli.query.empty_answer import explain_empty_answer
from qaim_cli.store import index
from qaim_cli.store.index import events as events_module
from qaim_cli.store.index import label_marks
from tests.support.asking import TODAY

STORE = """title: T
source: {title: S}
actors: {ann: {name: Ann Ōtomo}}
events:
  - {id: e1, date: 2004, title: Troops reach Abu-Kamal, source: {section: S}}
  - id: e2
    date: 2005
    title: A caravan of Étienne's
    summary: The Étienne caravan
    actors: [ann]
    tags: [election-result]
    source: {section: S}
"""
TYPOS = {
    "carovan": ("'carovan': did you mean caravan?",),
    "etiene": ("'etiene': did you mean Étienne or Étienne's?",),
    "kamel": ("'kamel': did you mean Abu-Kamal?",),
    "otono": ("'otono': did you mean Ōtomo?",),
    "resulx": ("'resulx': did you mean result?",),
    "qqqq": (),
}


@pytest.fixture
def path(tmp_path) -> Path:
    found = tmp_path / "store.yaml"
    found.write_text(STORE, "utf-8")
    return found


def load_kept(path: Path):
    return index.load_from_index(str(path), str(path)).timeline


def explain(query: str, timeline) -> tuple[str, ...]:
    expression = build_query(FilterInput(query=query), timeline, TODAY).expression
    return explain_empty_answer(expression, timeline)


@pytest.mark.parametrize("query", TYPOS)
def test_what_may_be_meant_is_the_same_with_an_index_and_without(path, query):
    read = store_module.load_timeline(str(path), cache=False).timeline
    assert explain(query, load_kept(path)) == explain(query, read) == TYPOS[query]


def test_words_are_listed_without_reading_events(path, monkeypatch):
    kept = load_kept(path)
    monkeypatch.setattr(events_module.IndexedEvents, "__iter__", lambda _: pytest.fail("read"))
    assert explain("carovan", kept) == TYPOS["carovan"]


def test_very_many_words_are_not_listed(path, monkeypatch):
    kept = load_kept(path)
    assert {"caravan", "etiennes", "kamal"} <= set(kept.events.list_words())
    monkeypatch.setattr(events_module, "_MAX_LISTED_WORDS", 3)
    assert kept.events.list_words() is None
    assert explain("carovan", kept) == TYPOS["carovan"]
    kept.events._connection.close()
    assert kept.events.list_words() is None


def test_full_text_answers_nothing_of_a_question_about_dates_alone(path):
    kept = load_kept(path)
    condition = build_query(FilterInput(query="2004 2005"), kept, TODAY).expression.index_condition
    queries = label_marks.TextQueries(kept.events._connection, lambda *_: ())
    assert isinstance(condition, AllOf)
    assert queries.build(condition) is None
