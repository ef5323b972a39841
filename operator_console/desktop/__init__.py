"""What the operating system tells: idle time, session lock, sleep."""
