"""A store with a fault for most checks, in scripts of every width, to see how problems are told."""

from __future__ import annotations

STORE = """\
title: Test [b]bold[/b]
tittle: x
infobox:
  Height: <b>31</b> m
actors:
  us: {name: United States, aliases: [US]}
  usa: {name: America, aliases: [U.S., US]}
  nobody: {name: Nobody}
places:
  town: {name: Town, within: nowhere}
events:
  - id: war
    date: 2003/2005
    title: The war of the town
    actors: [us, usa]
    source: {section: A, paragraph: 1, sentence: 1}
  - id: battle
    date: 2006-04-17
    date_text: 17 April 2004
    title: The reportedly decisive battle of the مدينة القائم and 洛陽, told at a length no line has
    summary: "A\ttab, and he is [[said]] to 100%,\\r\\nor so"
    part_of: [war, peace]
    places: [town]
    actors:
      - us
      - marins
    source: {section: A, paragraph: 1, sentence: 1}
    allow:
      long-title: it is the official name
      markup:
      date: no
      outsidewhole: x
      season: y
  - {id: spring, date: 2004-21, date_text: March to May 2004, \
title: 洛陽 e\u0301te\u0301 القائم, tagz: [a, b], \
source: {section: A, paragraph: 1, sentence: 1}}
  - id: war-again
    date: 2003/2005
    title: War of the town
    summary: "a\\e[31mb"
    tags: \t[a,\t!!str b]  # \u202e no end
    source: {section: A, paragraph: 1, sentence: 1}
"""
