"""One conversation with one console: before the sign-in a folder, after it a desk."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

from operator_console.domain.actions import LockCause
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import MachineCheck
from operator_console.protocol.inbox import Lease
from operator_console.protocol.messages import Progress
from operator_console.services import unlock
from operator_console.services.call_back import Dial
from operator_console.services.desk import Desk
from operator_console.services.follow_changes import follow_changes
from operator_console.services.import_customers import ImportResult
from operator_console.services.ports import Clock, Files, Keeper, Place, PreparedVault
from operator_console.vault_process.dialling import start_dialling

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Machine:
    """What the conversation asks of the machine under it."""

    keyring: Callable[[], str]
    checks: Callable[[], tuple[MachineCheck, ...]]
    dial: Dial = start_dialling


@dataclass(slots=True)
class Conversation:
    """Everything that is remembered from one request to the next; it ends with the process."""

    keeper: Keeper
    clock: Clock
    place: Place
    machine: Machine
    lease: Lease
    files: Files
    prepared: PreparedVault | None = None
    at_desk: Desk | None = None
    imported: ImportResult | None = None

    @property
    def desk(self) -> Desk:
        """The desk of whoever has signed in, as far as the policy and the accounts let them now."""
        if self.at_desk is None:
            raise Refusal(Code.NOT_SIGNED_IN)
        try:
            follow_changes(self.at_desk)
        except Refusal as refused:
            if refused.code is Code.ACCESS_CHANGED:  # the desk has been left: nothing is served any more
                self.at_desk = None
                self.lease.end(LockCause.ACCESS)
            raise
        return self.at_desk

    def refuse_signed_in(self) -> None:
        """Refuse what is only for a vault that nobody has opened."""
        if self.at_desk is not None:
            raise Refusal(Code.ALREADY_SIGNED_IN)

    def resting(self) -> None:
        """Nobody waits for an answer now: do what the last one has left to be done."""
        if self.at_desk is not None:
            self.at_desk.vault.log.rest()

    def ending(self, cause: LockCause) -> None:
        """The process is about to end: write what is still open. Called once, whatever ends it.

        The desk is not let go of: closing its databases would only delay the end, and what was written is durable.
        """
        if self.at_desk is not None:
            unlock.leave(self.at_desk, cause)


def told(work: Generator[tuple[str, int, int], None, T]) -> Generator[Progress, None, T]:
    """Pass a service's steps on as progress messages, and what is thrown in on to the service."""
    thrown: Refusal | None = None
    while True:
        try:
            step = next(work) if thrown is None else work.throw(thrown)
        except StopIteration as end:
            result: T = end.value
            return result
        thrown = None
        try:
            yield Progress(*step)
        except Refusal as refusal:
            thrown = refusal
        except GeneratorExit:
            work.close()
            raise
