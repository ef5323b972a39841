"""Starts the vault process: puts storage and services behind the protocol, and serves until nobody is there."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from operator_console.protocol.inbox import Lease
from operator_console.protocol.server import Handlers, serve
from operator_console.protocol.streams import claim_standard_streams
from operator_console.services.files import FilesByPath
from operator_console.storage.diagnosis import diagnose, keyring_name
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.machine import SystemClock, system_secret_places, this_place
from operator_console.vault_process import broken_log, call, gate, lead, log, memo, office, policy, review
from operator_console.vault_process.conversation import Conversation, Machine

STANDALONE: Final = "standalone"
FIRST_LEASE_SECONDS: Final = 60.0
"""Before the sign-in; afterwards the policy says."""


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Serve the vault in ``--vault DIR`` on standard input and output until the conversation is over."""
    streams = claim_standard_streams()
    parser = argparse.ArgumentParser(prog="operator-console vault")
    parser.add_argument("--vault", type=Path, required=True)
    folder: Path = parser.parse_args(argv).vault
    clock = SystemClock()
    keeper = VaultKeeper(folder, system_secret_places(), clock)
    conversation = Conversation(
        keeper=keeper,
        clock=clock,
        place=this_place(STANDALONE),
        machine=Machine(keyring_name, lambda: diagnose(folder, STANDALONE, keeper.state)),
        lease=Lease(FIRST_LEASE_SECONDS),
        files=FilesByPath(),
    )
    parts = (gate, call, memo, lead, log, office, policy, review)
    routes = [route for part in parts for route in part.routes(conversation)]
    serve(
        Handlers(broken_log.guarded(conversation, routes)),
        streams=streams,
        lease=conversation.lease,
        at_rest=conversation.resting,
        on_end=conversation.ending,
    )
