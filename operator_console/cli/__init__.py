"""The console in a terminal: a client of the same protocol."""
