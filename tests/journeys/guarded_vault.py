"""The vault as a service starts it, except that the OS user who runs the tests is operator and service in one."""

import sys

from operator_console.vault_process.process import main

if __name__ == "__main__":
    main(sys.argv[1:], admits=lambda _: True)
