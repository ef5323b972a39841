"""The parts of the review desk: the queue, a case, and their words."""
