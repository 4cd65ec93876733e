"""Render: a report → Rich renderables, and these → text for a screen. Nothing here prints.

Text from a store reaches Rich only as `Text`, never as markup.
"""
