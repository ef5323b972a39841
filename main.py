"""Starts the console."""

import sys

from operator_console.console_process import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
