"""The parts of the page about who saw a customer: the question, its words, and the paper."""
