"""The parts of the call page, from picking up to goodbye."""
