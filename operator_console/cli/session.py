"""A command's conversation with a vault: signed in, out again whatever happens, and stopped by Ctrl-C."""

import argparse
import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from operator_console.cli.terminal import WrongUse
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.secret import Secret
from operator_console.protocol.client import VaultClient, VaultPlace, command_for
from operator_console.protocol.guarded import guarded_place
from operator_console.protocol.messages import Hello, SignIn, SignOut, Welcome


def place_of(arguments: argparse.Namespace) -> VaultPlace:
    """Return the vault that is meant: the folder that was named, or the guarded vault of this machine."""
    folder: Path | None = arguments.vault
    place = folder or guarded_place(arguments.machine_file)
    if place is None:
        raise WrongUse("vault_missing")
    return place


@contextlib.contextmanager
def opened(vault: VaultPlace) -> Iterator[tuple[VaultClient, Welcome]]:
    """Start a process that speaks for the vault and greet it; it has ended when this is left."""
    with VaultClient(command_for(vault)) as client:
        yield client, client.ask(Hello())


@contextlib.contextmanager
def signed_in(
    vault: VaultPlace, user: str, password: Secret[str], *, first_password: bool = False
) -> Iterator[VaultClient]:
    """Sign in for a command; refuse ``PASSWORD_MUST_CHANGE`` unless a first password is all right."""
    with opened(vault) as (client, welcome):
        if not welcome.present:
            raise Refusal(Code.VAULT_ABSENT)
        session = client.ask(SignIn(user, password.reveal())).session
        try:
            if session.must_change_password and not first_password:
                raise Refusal(Code.PASSWORD_MUST_CHANGE)
            yield client
        finally:
            with contextlib.suppress(Refusal):
                client.ask(SignOut())


@contextlib.contextmanager
def interruptible(client: VaultClient) -> Iterator[None]:
    """Ctrl-C asks the vault to stop the work; its answer, with what was done until then, still comes."""

    def interrupt(_: int, __: FrameType | None) -> None:
        client.cancel()

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
