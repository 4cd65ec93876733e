"""Laws of exchange: nothing gets more exact, losses are declared, any text is read or refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, compute_span
from qaim_cli.dates.year_digits import compute_year_bounds
from qaim_cli.errors import DateError, QaimError
from qaim_cli.exchange import FORMATS, WRITABLE_FORMATS
from qaim_cli.exchange.date_units import cover_date
from qaim_cli.exchange.format import ImportOptions
from qaim_cli.exchange.losses import LossCounter, iter_moments
from qaim_cli.exchange.recognise import describe_content, recognise
from qaim_cli.exchange.records import ImportedEvent, ImportedFile, ImportNote, ImportProblem
from qaim_cli.exchange.select import select_writable
from qaim_cli.exchange.source_file import SourceFile
from tests.dates.test_date_laws import DATES
from tests.support.events import event, timeline

pytestmark = pytest.mark.no_cover

READABLE = [name for name, each in FORMATS.items() if each.can_read and name != "xlsx"]
BOTH_WAYS = [name for name in READABLE if name in WRITABLE_FORMATS]
TEXTS = st.text(max_size=40).map(lambda text: " ".join(text.split()))


@st.composite
def dated_events(draw):
    from qaim_cli.dates import format_edtf

    date = draw(DATES)
    try:
        compute_span(date)
    except DateError:
        assume(False)
    return event("an-event", format_edtf(date), "It happens", summary=draw(TEXTS))


def write(format: str, events) -> tuple[bytes, LossCounter, tuple]:
    module = FORMATS[format].load()
    losses = LossCounter(module.WRITE_LOSSES)
    chosen = timeline(*events)
    kept = tuple(select_writable(events, chosen, module.KEPT_UNITS, losses))
    pieces = module.write(kept, chosen)
    data = b"".join(each if isinstance(each, bytes) else each.encode() for each in pieces)
    return data, losses, kept


def read(format: str, data: bytes):
    module = FORMATS[format].load()
    losses = LossCounter(module.READ_LOSSES)
    records = list(module.read(SourceFile("x", data), ImportOptions(), losses))
    return [each for each in records if isinstance(each, ImportedEvent)]


@pytest.mark.parametrize("format", BOTH_WAYS)
@given(dated_events())
def test_what_is_written_and_read_back_is_never_more_exact(format, one):
    data, _, kept = write(format, [one])
    found = read(format, data)
    assert len(found) == len(kept)
    for each in found:
        after = compute_span(each.date)
        assert after.earliest_start <= one.span.earliest_start
        assert after.latest_end >= one.span.latest_end


@pytest.mark.parametrize("format", BOTH_WAYS)
@given(dated_events())
def test_writing_again_what_was_read_changes_no_date(format, one):
    data, _, kept = write(format, [one])
    if not kept:
        return
    (again,) = read(format, data)
    second = one._replace(date=again.date)
    assert write(format, [second])[0] == data


@pytest.mark.parametrize("format", WRITABLE_FORMATS)
@given(dated_events())
def test_every_loss_is_declared_and_nothing_refused_is_written(format, one):
    _, losses, kept = write(format, [one])
    assert {record.loss for record in losses.records} <= set(losses.fates)
    assert len(kept) + any(str(each.fate) == "refused" for each in losses.records) == 1


@given(dated_events())
def test_the_cover_of_a_date_contains_it(one):
    start, end = cover_date(one.date)
    if start is not None:
        known_start = max(one.span.earliest_start, one.span.first_day)
        assert compute_span(start).earliest_start <= known_start
    else:
        assert one.span.earliest_start == INFINITE_PAST
    if end is not None:
        known_end = min(one.span.latest_end, one.span.last_day)
        assert compute_span(end).latest_end >= known_end
    else:
        assert one.span.latest_end == INFINITE_FUTURE


SNIPPETS = st.sampled_from(
    [
        "0 HEAD\n", "0 @I1@ INDI\n", "1 BIRT\n", "2 DATE ", "ABT 1700\n", "@#DHEBREW@ ",
        "<TEI>", "</TEI>", "<correspDesc>", '<date when="', '"/>', "BEGIN:VEVENT\n",
        "DTSTART:", "20040417\n", "END:VEVENT\n", '{"events": [', '{"start_date": {"year": "',
        '"}}', "]}", "title,date\n", "A,1907\n", '"', ",", "\n", "title: x\n", "2004: A\n",
        "07/04\tA, 1776\n", "---\ndate: ", "\n---\n", "<data>", "<event start='", "'/>",
        "</data>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "\x00", "\ufeff", "[" * 50,
        "9" * 30,
    ]
)  # fmt: skip


@given(st.lists(SNIPPETS | st.text(max_size=20), max_size=25).map("".join))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_text_ends_in_drafts_or_problems(text):
    source = SourceFile("x", text.encode(errors="replace"))
    recognise(source)
    assert describe_content(source)
    for name in READABLE:
        module = FORMATS[name].load()
        if not module.recognise(source):
            continue
        with suppress(QaimError):  # an error of ours has words; any other fails the test
            for record in module.read(source, ImportOptions(), LossCounter(module.READ_LOSSES)):
                assert isinstance(record, (ImportedEvent, ImportProblem, ImportedFile, ImportNote))


@pytest.mark.parametrize("format", BOTH_WAYS)
def test_the_ides_of_march_stay_in_44_bc(format):
    data, _, kept = write(format, [event("ides", "-0043-03-15", "Caesar falls")])
    for each in read(format, data):
        assert compute_span(each.date).earliest_start <= kept[0].span.earliest_start
        assert compute_year_bounds(next(iter_moments(each.date)).year)[0] == -43


def test_a_bomb_of_entities_is_refused():
    bomb = '<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><TEI>&b;</TEI>'
    source = SourceFile("x", bomb.encode())
    assert source.xml is None
    assert "document type of its own" in source.xml_error.message
    deep = SourceFile("x", b"<TEI>" + b"<a>" * 1000)
    assert "nested more than" in deep.xml_error.message
    assert "no XML" in SourceFile("x", b"<TEI><a></TEI>").xml_error.message
