"""Starts the console."""

import sys

from operator_console.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
