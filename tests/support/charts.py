"""Charts of events made for one test, and what is drawn of them."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from qaim_cli.render.chart import render_chart as painted
from qaim_cli.render.screen import ScreenSettings, render_text
from qaim_cli.reports.chart import build_chart
from qaim_cli.text import clean_text
from tests.support.asking import asked_of
from tests.support.events import event


def drawn(answer, width=40, by="", *, ascii=False, gaps=True):
    screen = ScreenSettings(width, False, ascii)
    return render_text(painted(build_chart(answer, width=width, by=by, gaps=gaps), screen), screen)


def lines(answer, width=40, **options):
    """The lines of the drawing alone, from the density to the axis."""
    return drawn(answer, width, **options).split("\n\n")[1].split("\n")


DATES = st.sampled_from(
    ["2004-04-17", "2004-04", "2004", "200X", "1984~", "1984?", "[2001,2015]", "2004/..", "../2004",
     "/2004", "2004/", "{1066-09,1066-10}", "Y-66000000", "Y-138E8S3", "[..1215]", "[1215..]",
     "{..1900}", "{1900..}", "1990/2010", "2003-12-31~/2004-02-02?", "2004-04-16/2004-04-18"]
) | st.integers(1, 3650).map(lambda day: datetime.date.fromordinal(731_000 + day).isoformat()
)  # fmt: skip


TITLES = st.text(max_size=40).map(lambda text: " ".join(clean_text(text).split()) or "-")


EVENTS = st.lists(
    st.tuples(DATES, TITLES, st.lists(st.sampled_from("xyz") | TITLES, max_size=2)), max_size=25
) | st.lists(st.tuples(DATES, TITLES, st.just(["x"])), min_size=50, max_size=90)


WIDTHS = st.integers(20, 300)


LANES = st.sampled_from(["", "tag", "section"])


def made_of(drafts, **filters):
    return asked_of(
        *(
            event(f"e{n}", date, title, tags=tuple(tags))
            for n, (date, title, tags) in enumerate(drafts)
        ),
        **filters,
    )
