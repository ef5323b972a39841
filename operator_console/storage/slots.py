"""One key slot per user, in a file kept twice: a torn copy is mended, a changed or older one is refused."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from operator_console.domain.ids import UserName
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.storage.keys import SALT_LENGTH, Argon2Cost, derive, joined, seal, unseal, user_key
from operator_console.storage.private_files import refusing_files, replace_private
from operator_console.storage.sealed_json import code_fits, code_of, packed, unpacked

FORMAT: Final = 1
FILES: Final = ("slots.json", "slots.copy.json")


@dataclass(frozen=True, slots=True)
class Slot:
    """The vault's master key, sealed for one user; everything else in it is authenticated with the seal."""

    user: UserName
    role: Role
    salt: bytes
    cost: Argon2Cost
    version: int
    sealed: bytes

    def header(self, vault_id: bytes) -> bytes:
        """Return all of the slot but the seal, as the bytes that the seal authenticates."""
        cost = self.cost
        return joined(
            "slot/1",
            vault_id,
            self.user,
            self.role.value,
            self.salt,
            cost.memory_kib,
            cost.passes,
            cost.lanes,
            self.version,
        )

    def opened(self, vault_id: bytes, password: Secret[str], device_secret: bytes) -> bytes | None:
        """Return the master key, or None when it is not this password."""
        key = user_key(password.reveal(), device_secret, self.salt, self.cost)
        return unseal(key, self.sealed, self.header(vault_id))


@dataclass(frozen=True, slots=True, repr=False)
class SlotMaker:
    """What it takes to make a slot: only an open vault, or one being made, has it."""

    vault_id: bytes
    device_secret: bytes
    master: bytes
    cost: Argon2Cost

    def make(self, user: UserName, role: Role, password: Secret[str], version: int) -> Slot:
        """Seal the master key for a user; ``version`` is that of the slots' file it is going into."""
        empty = Slot(user, role, os.urandom(SALT_LENGTH), self.cost, version, b"")
        key = user_key(password.reveal(), self.device_secret, empty.salt, self.cost)
        return replace(empty, sealed=seal(key, self.master, empty.header(self.vault_id)))


@dataclass(frozen=True, slots=True)
class Slots:
    """Every slot of a vault, and how often the file has been written."""

    version: int
    by_user: Mapping[UserName, Slot]

    def with_slot(self, slot: Slot) -> "Slots":
        """Return the next version with this slot added or replaced."""
        return Slots(self.version + 1, {**self.by_user, slot.user: slot})

    def without(self, user: UserName) -> "Slots":
        """Return the next version without this user's slot."""
        return Slots(self.version + 1, {name: slot for name, slot in self.by_user.items() if name != user})


class SlotsFile:
    """The two copies in a vault's folder. They are authenticated with the device secret and with the master key."""

    def __init__(self, folder: Path, vault_id: bytes) -> None:
        self._paths = [folder / name for name in FILES]
        self._vault_id = vault_id

    def read(self, device_secret: bytes) -> Slots:
        """Return the newest copy that is whole; refuses with ``VAULT_DAMAGED`` when there is none."""
        body, _ = self._newest(derive(device_secret, "slots/1"))
        return _slots_of(body)

    def check(self, device_secret: bytes, seal_key: bytes) -> None:
        """Refuse what was not written by an open vault, and mend a copy that is torn or behind."""
        body, codes = self._newest(derive(device_secret, "slots/1"))
        if not code_fits(seal_key, body, codes.get("vault", "")):
            raise Refusal(Code.VAULT_DAMAGED, file=FILES[0])
        content = packed(body, **codes)
        for path in self._paths:
            with refusing_files(path):
                same = path.is_file() and path.read_bytes() == content
            if not same:
                replace_private(path, content)

    def write(self, slots: Slots, device_secret: bytes, seal_key: bytes) -> None:
        """Write both copies, one after the other, each durably."""
        body = {
            "format": FORMAT,
            "vault": self._vault_id.hex(),
            "version": slots.version,
            "slots": [_body_of(slot) for slot in slots.by_user.values()],
        }
        device = code_of(derive(device_secret, "slots/1"), body)
        content = packed(body, device=device, vault=code_of(seal_key, body))
        for path in self._paths:
            replace_private(path, content)

    def readable(self) -> None:
        """Refuse when no copy is whole as far as can be told without a key."""
        self._newest(None)

    def _newest(self, device_key: bytes | None) -> tuple[dict[str, Any], dict[str, str]]:
        whole = []
        refusal = Refusal(Code.VAULT_DAMAGED, file=FILES[0])
        for path in self._paths:
            try:
                body, codes = unpacked(path, FORMAT)
            except Refusal as found:
                if found.code is not Code.VAULT_DAMAGED:
                    refusal = found
                continue
            ours = body.get("vault") == self._vault_id.hex() and isinstance(body.get("version"), int)
            if ours and (device_key is None or code_fits(device_key, body, codes.get("device", ""))):
                whole.append((body, codes))
        if not whole or refusal.code is not Code.VAULT_DAMAGED:
            raise refusal
        return max(whole, key=lambda pair: pair[0]["version"])


def _body_of(slot: Slot) -> dict[str, Any]:
    return {
        "user": slot.user,
        "role": slot.role.value,
        "salt": slot.salt.hex(),
        "memory_kib": slot.cost.memory_kib,
        "passes": slot.cost.passes,
        "lanes": slot.cost.lanes,
        "version": slot.version,
        "sealed": slot.sealed.hex(),
    }


def _slots_of(body: dict[str, Any]) -> Slots:
    slots = [
        Slot(
            user=UserName(each["user"]),
            role=Role(each["role"]),
            salt=bytes.fromhex(each["salt"]),
            cost=Argon2Cost(each["memory_kib"], each["passes"], each["lanes"]),
            version=each["version"],
            sealed=bytes.fromhex(each["sealed"]),
        )
        for each in body["slots"]
    ]
    return Slots(body["version"], {slot.user: slot for slot in slots})
