"""Starts the vault process: puts storage and services behind the protocol, and serves until nobody is there."""

import argparse
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from operator_console.domain.refusals import Refusal
from operator_console.process_walls import harden, keep_files_private
from operator_console.protocol.framing import UNASKED, reply_line
from operator_console.protocol.inbox import Lease
from operator_console.protocol.messages import Refused
from operator_console.protocol.server import Handlers, serve
from operator_console.protocol.streams import Streams, claim_standard_streams
from operator_console.services.ports import Clock
from operator_console.storage.machine import SystemClock
from operator_console.vault_process import (
    backups,
    broken_log,
    call,
    gate,
    lead,
    limits,
    log,
    memo,
    office,
    policy,
    review,
    room,
)
from operator_console.vault_process.conversation import Conversation
from operator_console.vault_process.sites import Admits, Site, an_operator, guarded, standalone

FIRST_LEASE_SECONDS: Final = 60.0
"""Before the sign-in; afterwards the policy says."""
NOT_SERVED: Final = 4
"""The exit code where a Guarded vault does not serve whoever is at the other end."""

_log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None, *, admits: Admits = an_operator, clock: Clock | None = None) -> NoReturn:
    """Serve the vault in ``--vault DIR`` on standard input and output until the conversation is over.

    With ``--guarded`` these are a local socket, and ``admits`` says who may be at its other end. ``clock`` is the
    system's unless another one is given.
    """
    harden()
    keep_files_private()
    streams = claim_standard_streams()
    parser = argparse.ArgumentParser(prog="operator-console vault")
    parser.add_argument("--vault", type=Path, required=True)
    parser.add_argument("--guarded", action="store_true")
    wanted = parser.parse_args(argv)
    clock = clock or SystemClock()
    try:
        site = guarded(wanted.vault, clock, streams, admits) if wanted.guarded else standalone(wanted.vault, clock)
    except Refusal as refusal:
        _turn_away(streams, refusal)
    _serve(streams, clock, site)


def _serve(streams: Streams, clock: Clock, site: Site) -> NoReturn:
    lease = Lease(FIRST_LEASE_SECONDS)
    conversation = Conversation(site.keeper, clock, site.place, site.machine, lease, site.files)
    parts = (gate, backups, call, memo, lead, log, office, policy, review, room)
    routes = [route for part in parts for route in part.routes(conversation)]
    serve(
        Handlers(limits.limited(conversation, broken_log.guarded(conversation, routes))),
        streams=streams,
        lease=lease,
        at_rest=conversation.resting,
        on_end=conversation.ending,
        counter=site.counter,
    )


def _turn_away(streams: Streams, refusal: Refusal) -> NoReturn:
    """Tell whoever is there, if anybody, and the service's own log."""
    _log.error("not served: %s", refusal.code)
    try:
        os.write(streams.output, reply_line(UNASKED, Refused(refusal.code, refusal.params)))
    except OSError:
        _log.info("nobody was there to be told")
    os._exit(NOT_SERVED)
