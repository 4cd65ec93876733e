"""A short article of an invented ferry, for tests that make a timeline of it."""

from __future__ import annotations

ARTICLE = """\
= Sandholm ferry =

The Sandholm ferry crosses the strait between Sandholm and Birk. It was founded in 1871 by the
Birk Harbour Board. A chain boat ran from May 1872 to October 1889, and carried four carts at a
time.

== Steam ==
The steamer Alma replaced it on 3 April 1890. In the early 1900s a second pier was built at Birk.
In June, according to the Birk Post, the keepers of both piers went on strike.
The ferry sails every first Monday in March. About 900 people live in Sandholm.

== The wreck ==
On 12 November 1911 the Alma struck the Grey Rocks, and 14 passengers were killed. Two days later
the Birk Harbour Board closed the line. It reopened in spring 1913.

== Later ==
The motor ferry Berta followed in 1934. From 9 to 11 June 1940 it carried refugees to Birk.
In 1962 a bridge was planned, and in March 1965 it was given up. The line was sold before 1980.
"""

STORE = """\
title: Sandholm ferry
actors:
  board: {name: Birk Harbour Board}
ignore:
  - {section: Later, reason: Another timeline tells of the motor ferry.}
  - {section: Steam, paragraph: 9, reason: It is not there.}
events:
  - id: founded
    date: 1871
    title: The line is founded
    actors: [board]
    source: {section: lead, paragraph: 1, sentence: 2}
  - id: chain
    date: 1872-05/1889-10
    title: A chain boat ran from May 1872 to October 1889, and carried four carts
    source: {section: lead, paragraph: 1, sentence: 3, fingerprint: abcdef}
  - id: steam
    date: 1890-04-03
    title: The first steamer
    actors: [board]
    source: {section: Steam, paragraph: 1, sentence: 1}
  - id: wreck
    date: 1911-11-13
    title: The Alma is wrecked
    casualties: [{of: board, killed: 15}]
    source: {section: The wreck, paragraph: 1, sentence: 1}
  - id: bridge
    date: 1965
    title: No bridge
    source: {section: Bridges}
    allow: {no-name: It was known by another name.}
"""
