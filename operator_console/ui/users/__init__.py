"""The parts of the users page: the form of an account, and what is asked before one is disabled."""
