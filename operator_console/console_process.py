"""The console process: puts the window in front of the protocol."""
