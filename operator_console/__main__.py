"""Starts what the first argument names: the window, the vault, or a command of the terminal."""
