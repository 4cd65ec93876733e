"""Titles: what a sentence says of one of its dates, as a short statement.

`draft_title` asks the other modules in turn, each of which knows one shape of sentence.
"""
