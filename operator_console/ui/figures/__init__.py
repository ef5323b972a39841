"""The parts of the page of figures: pictures that are painted, and the same numbers as tables."""
