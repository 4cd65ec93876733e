"""What the data of the timeline page says of facets."""

from __future__ import annotations

from qaim_cli.facets import Facet
from qaim_cli.reports import timeline_page
from qaim_cli.reports.timeline_page import PageForm, build_timeline_page
from tests.support.asking import TODAY, asked
from tests.support.events import event, timeline

CLAIMANT = Facet("claimant", lambda event: (event.according_to,), lambda _: ())


def test_a_facet_that_the_page_does_not_know_goes_beside_own_fields(monkeypatch):
    facets = {**timeline_page.FACETS, "claimant": CLAIMANT}
    monkeypatch.setattr(timeline_page, "FACETS", facets)
    made = timeline(
        event("a", "2004", according_to="Varro", own_fields=(("x-mood", ("grim",)),)),
        event("b", "2005"),
    )
    page = build_timeline_page(asked(made), form=PageForm.ACROSS, today=TODAY)
    assert page.own_fields == ("x-mood", "claimant")
    assert [each.own for each in page.events] == [
        (("x-mood", ("grim",)), ("claimant", ("Varro",))), (),
    ]  # fmt: skip
