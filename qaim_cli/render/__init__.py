"""Render: turn a report into Rich renderables, and these into text; nothing here prints.

Text from a store reaches Rich only as `Text`, never as markup.
"""
