"""The parts of the policy page: the policy in words, its text with a check as one types, and rules to try."""
