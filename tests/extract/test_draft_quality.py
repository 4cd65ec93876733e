"""Drafts of whole articles, compared with the events that a person would keep of them."""

from __future__ import annotations

from bench import drafts


def test_most_drafts_can_be_kept():
    score = drafts.score_folder(drafts.FOLDER)
    assert score.kept > 150
    assert score.right_dates >= 0.96 * score.drafted
    assert score.found >= 0.96 * score.kept
    assert score.usable >= 0.5 * score.found
    assert score.readable >= 0.8 * score.found
    assert score.false <= 0.02 * score.found
    assert score.actor_named >= 0.7 * score.acting
