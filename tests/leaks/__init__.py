"""Looks for customers' values from outside the console, as another program or a thief of the disk would."""
