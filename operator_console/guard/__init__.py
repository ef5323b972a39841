"""Guarded mode on this machine: what is installed, how it is taken away again, and how a vault moves there and back."""
