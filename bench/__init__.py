"""Benchmarks: ratios measured side by side, for people to read. No test depends on them."""
