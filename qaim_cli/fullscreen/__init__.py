"""The full screen: a session painted with Textual, and keys handed to it.

The only package that knows Textual, and all that it takes of it is keys, the layout of a few
widgets, and lines painted one by one. What is shown and what keys do stands in `explore`.
"""
