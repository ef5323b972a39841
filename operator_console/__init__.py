"""Operator Console: masked customer records, blind identity checks, and a log that holds."""

__version__ = "0.1.0"
