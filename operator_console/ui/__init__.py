"""What is seen: the only room with widgets."""
