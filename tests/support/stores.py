"""Stores written by hand in several styles, for tests that change them."""

MIXED = """\
# The lamp and its keepers.

title: "Lamp Rock"   # as the keepers wrote it
source: {title: Logbooks}

actors:
  # who kept it
  keepers:
    name: Keepers
    aliases: [Crew, 'The "men"']
  owner: {name: Owner, part_of: keepers}

places: {rock: {name: Rock}}

events:
  # The beginning

  - id: lit
    date: 1850-01-02  # a Wednesday
    title: >-
      The lamp
      is lit
    actors: [keepers, {actor: owner, role: paid}]
    tags: [light, 'first']
    casualties: [{of: keepers, killed: "~2"}]
    source: {section: Log, paragraph: 1, sentence: [1, 2]}

  # Storms
  - {id: storm, date: '1862', title: Storm, places: [rock], source: {section: Log}}

  - title: Dark at last
    id: dark
    date: "[1901..1933]"
    note: |
      Nobody says when.
    tags:
    - light
    source:
    - section: Log
      paragraph: 9
      sentence: 1
# the end
"""
