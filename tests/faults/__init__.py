"""Harnesses that break things. Each has a planted fault that it must catch, and runs at two sizes."""
