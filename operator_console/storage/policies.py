"""Every version of the policy that was ever in force, none of them overwritten."""

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.database import Database
from operator_console.storage.folder import CUSTOMERS


class Policies:
    """Policies in the customers' database; fulfils :class:`operator_console.services.ports.PolicyStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self) -> str:
        """Return the newest version's text."""
        row = self._database.row("SELECT text FROM policy ORDER BY version DESC LIMIT 1")
        if row is None:
            raise Refusal(Code.VAULT_DAMAGED, file=CUSTOMERS)
        return str(row[0])

    def newest(self) -> int:
        """Return the newest version's number."""
        return int(self._database.row("SELECT coalesce(max(version), 0) FROM policy")[0])

    def all(self) -> list[tuple[int, str]]:
        """Return every version with its text, oldest first."""
        rows = self._database.rows("SELECT version, text FROM policy ORDER BY version")
        return [(int(version), str(text)) for version, text in rows]

    def save(self, version: int, text: str) -> None:
        """Write a new version; one that is not newer than every other is a mistake of the caller: ``ValueError``."""
        with self._database.change():
            if version <= self.newest():
                raise ValueError("a policy's version goes up")
            self._database.run("INSERT INTO policy (version, text) VALUES (?, ?)", version, text)
