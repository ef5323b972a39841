"""A vault process that decrypts everything about a caller as soon as they are found: what the walker must notice."""

import sys
from typing import Any

from operator_console.services import find_customer as finding
from operator_console.vault_process import call
from operator_console.vault_process.process import main

_found = finding.find_customer
_kept: list[Any] = []


def _careless(desk: Any, by: Any) -> Any:
    now = _found(desk, by)
    customer = now.customer
    _kept.append([desk.vault.customers.value(customer, name) for name in desk.policy.fields])
    return now


if __name__ == "__main__":
    call.find_customer = _careless
    main(sys.argv[1:])
