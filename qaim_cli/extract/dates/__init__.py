"""Dates in prose: where a sentence says a time, and which date that is.

`expressions` finds what looks like a date, by the tables in `patterns` and `date_patterns`;
`anchor` gives it the year and month that it leaves unsaid; `event_dates` joins several into the
date of an event.
"""
