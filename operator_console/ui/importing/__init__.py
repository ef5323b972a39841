"""The parts of the import page: the file and how it is read, the work under way, what came of it."""
