"""A second timeline, which shares an id, an actor and a place with the one that is shipped."""

from __future__ import annotations

STORE = """\
title: The war for Mosul
source: {title: Notes on Mosul, url: "https://example.org/mosul", licence: CC0}
infobox:
  Country: Iraq
  River: Tigris
actors:
  islamic-state: {name: Islamic State, aliases: [Daesh]}
  peshmerga: {name: Peshmerga}
places:
  iraq: {name: Iraq}
  mosul: {name: Mosul, within: iraq}
events:
  - id: islamic-state-control
    date: 2014-06-10/2017-07
    title: Mosul is held by the Islamic State
    actors: [islamic-state]
    places: [mosul]
    tags: [control]
    source: {section: Fall, paragraph: 1, sentence: 1}
  - id: battle-begins
    date: 2016-10-16
    title: The battle for Mosul begins
    actors: [islamic-state, peshmerga]
    places: [mosul]
    tags: [battle]
    source: {section: Battle, paragraph: 1, sentence: 2}
"""
