"""The parts of the page about the log's evidence: a checkpoint taken away, its picture, exports."""
