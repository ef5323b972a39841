"""A vault that exists in memory only, and comes to disk whole or not at all."""

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from operator_console.audit.checkpoints import pin_code, public_of
from operator_console.domain.modes import Mode
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Refusal
from operator_console.domain.secret import Secret
from operator_console.services.ports import Clock, FirstAccount
from operator_console.storage.attempts import AttemptsFile
from operator_console.storage.device_secret import SecretPlace
from operator_console.storage.folder import ATTEMPTS, FolderLock, make_beside, put_in_place
from operator_console.storage.header import ID_LENGTH, Header, device_check, read_header
from operator_console.storage.keys import KEY_LENGTH, Argon2Cost, joined
from operator_console.storage.log_anchor import AUDITOR, RECOVERY, write_anchor
from operator_console.storage.recovery import public_half, seal_to
from operator_console.storage.slots import SlotMaker, Slots
from operator_console.storage.vault import Content, Opening, Vault, fill_vault


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a vault is to be and of what kind."""

    folder: Path
    device_secret: str
    demo: bool
    cost: Argon2Cost
    mode: Mode = Mode.STANDALONE


def recovery_context(vault_id: bytes) -> bytes:
    """Return what the master key's seal for recovery is bound to."""
    return joined("recovery/1", vault_id)


def prepare_opening(wish: Wish, seed: bytes, place_of: Callable[[bytes], SecretPlace]) -> Opening:
    """Draw a new vault's ids and secrets. ``place_of`` says where the device secret of this vault id will be kept."""
    vault_id, log_id = os.urandom(ID_LENGTH), os.urandom(ID_LENGTH)
    place = place_of(vault_id)
    place.load()  # refuses a place that does not answer
    master, secret = os.urandom(KEY_LENGTH), place.fresh()
    public = public_half(seed)
    header = Header(
        vault_id=vault_id,
        log_id=log_id,
        demo=wish.demo,
        device_secret=wish.device_secret,
        device_check=device_check(secret),
        recovery_public=public,
        recovery_sealed=seal_to(public, master, recovery_context(vault_id)),
        mode=wish.mode,
    )
    return Opening(wish.folder, header, secret, master, wish.cost)


def prepare_content(opening: Opening, accounts: Sequence[FirstAccount], policy: str) -> Content:
    """Make the slots, so that no password is needed when the vault is written."""
    maker = SlotMaker(opening.header.vault_id, opening.device_secret, opening.master, opening.cost)
    slots = [maker.make(each.account.user, each.account.role, each.password, 1) for each in accounts]
    return Content(
        accounts=tuple(each.account for each in accounts),
        slots=Slots(1, {slot.user: slot for slot in slots}),
        policy_version=read_policy(policy).version,
        policy=policy,
        first_log_key=os.urandom(KEY_LENGTH),
        first_signer=os.urandom(KEY_LENGTH),
    )


class Prepared:
    """Fulfils :class:`operator_console.services.ports.PreparedVault`."""

    def __init__(
        self,
        opening: Opening,
        content: Content,
        recovery_code: Secret[str],
        *,
        place_in: Callable[[Path], SecretPlace],
        clock: Clock,
        opened: Callable[[Opening], Vault],
        auditors: Sequence[bytes] = (),
    ) -> None:
        self.recovery_code = recovery_code
        self.pin = pin_code(opening.header.log_id, public_of(content.first_signer))
        self._auditors = tuple(auditors)
        self._opening = opening
        self._content = content
        self._place_in = place_in
        self._clock = clock
        self._opened = opened
        self._there = False

    def write(self) -> Vault:
        """Write it to disk, wholly or not at all, and return it open.

        Asked again after it was written and could not be opened, it opens what is there.
        """
        if not self._there:
            self._make()
            self._there = True
        return self._opened(self._opening)

    def _make(self) -> None:
        folder = self._opening.folder
        making = make_beside(folder)
        try:
            self._write_into(making)
            self._appear(making, folder)
        except BaseException:
            with suppress(OSError):
                shutil.rmtree(making)
            raise

    def _appear(self, making: Path, folder: Path) -> None:
        """Keep the device secret, then give the folder its name: a vault that is there can always be opened."""
        place = self._place_in(making)
        place.save(self._opening.device_secret)
        try:
            put_in_place(making, folder)
        except BaseException:
            if not self._appeared(folder):
                with suppress(Refusal):
                    place.forget()
            raise

    def _appeared(self, folder: Path) -> bool:
        """Whether this very vault has got its name, although the disk said otherwise."""
        with suppress(Refusal):
            return read_header(folder).vault_id == self._opening.header.vault_id
        return False

    def _write_into(self, making: Path) -> None:
        lock = FolderLock(making, wait=0)
        try:
            opening = replace(self._opening, folder=making)
            header, seal_key = opening.header, opening.keys.seal_of_files
            fill_vault(opening, self._content)
            recipients = [(RECOVERY, header.recovery_public), *((AUDITOR, each) for each in self._auditors)]
            write_anchor(making, header.log_id, self._content.first_log_key, recipients, seal_key)
            AttemptsFile(making / ATTEMPTS, header.vault_id, opening.device_secret, self._clock).create()
            header.write(making, seal_key)
        finally:
            lock.release()
