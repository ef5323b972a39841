"""The pages before and between: set-up, signing in, a first password, recovery, the lock, and what cannot go on."""
