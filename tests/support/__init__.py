"""What several test modules use: stores to ask, events built in a line, the program run."""
