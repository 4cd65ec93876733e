"""Reports: what to show, as plain frozen data that knows no terminal.

Every view of a timeline, in a table, a drawing or a data format, is made from one of these.
"""
