"""The vault process as a command starts it, except that passwords are cheap to try."""

import sys
from functools import partial

from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keys import Argon2Cost
from operator_console.vault_process import sites
from operator_console.vault_process.process import main

if __name__ == "__main__":
    sites.VaultKeeper = partial(VaultKeeper, cost=Argon2Cost(memory_kib=64, passes=1, lanes=1))
    main(sys.argv[1:])
