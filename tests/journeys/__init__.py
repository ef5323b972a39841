"""Whole days, played with the keyboard through the real window, the real vault process and real SQLCipher."""
