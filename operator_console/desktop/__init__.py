"""What the operating system tells: idle time, locks, sleep, the lid, Caps Lock, screen captures; behind one face."""
