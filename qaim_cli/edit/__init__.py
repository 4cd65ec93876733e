"""Changes to a store's file: one place at a time, everything else left as it is to the byte."""
