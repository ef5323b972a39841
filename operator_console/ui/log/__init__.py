"""The parts of the log page: filters, the words of an entry, the verification."""
