"""Exploring: a view of a timeline as plain data, how one leads to another, and what it shows.

A view and the command that opens it are the same thing written twice (`view`, `command`). What a
view shows is an answer (`answer`) and a frame cut from it for a screen of some size (`frame`).
Nothing here knows a terminal; the package `fullscreen` paints frames and turns keys into moves.
"""
