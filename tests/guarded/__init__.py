"""Guarded mode against real OS users: what the operator's own programs try, and that it fails."""
