"""The conversation between the two processes, spoken by real processes."""
