"""The review: reads entries once and in order, and says what should be looked at, by whom, and with which numbers."""
