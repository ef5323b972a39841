"""The vault process: one file for each kind of person it answers, and the start that puts them together."""

from operator_console.vault_process.process import main

__all__ = ["main"]
