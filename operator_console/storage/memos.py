"""Memos in the history of customers: sealed under the customer's key, listed by masks, destroyed by overwriting."""

from operator_console.domain.ids import CallId, CustomerId, MemoId, UserName
from operator_console.domain.masks import WHOLE
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.ports import Memo
from operator_console.storage.database import Database
from operator_console.storage.envelopes import Envelope, Envelopes
from operator_console.storage.folder import CUSTOMERS
from operator_console.storage.row_seals import RowSeals

_LISTED = "SELECT id, customer, call, author, written, mask FROM memo"


class Memos:
    """Memos in the customers' database; fulfils :class:`operator_console.services.ports.MemoStore`."""

    def __init__(self, database: Database, envelopes: Envelopes, seals: RowSeals) -> None:
        self._database = database
        self._seals = seals
        self._envelopes = envelopes

    def add(self, customer: CustomerId, call: CallId, author: UserName, written: str, text: str) -> MemoId:
        """Seal and keep a memo; its number is bound to the seal, so it is drawn first."""
        with self._database.change():
            drawn = self._database.run(
                "INSERT INTO memo (customer, call, author, written, mask, sealed) VALUES (?, ?, ?, ?, ?, ?)",
                customer,
                call,
                author,
                written,
                WHOLE,
                b"",
            )
            memo = MemoId(drawn.lastrowid)
            sealed = self._envelope(customer).seal_memo(memo, written, text)
            self._database.run("UPDATE memo SET sealed = ? WHERE id = ?", sealed, memo)
        return memo

    def of(self, customer: CustomerId) -> list[Memo]:
        """Return a customer's memos, newest first. Refuses with ``VAULT_DAMAGED`` where they are not as written."""
        with self._database.snapshot():
            self._seals.require_notes(customer)
            rows = self._database.rows(f"{_LISTED} WHERE customer = ? ORDER BY id DESC", customer)
        return [_memo_of(row) for row in rows]

    def get(self, memo: MemoId) -> Memo | None:
        """Return one memo, or None where there is none."""
        with self._database.snapshot():
            row = self._database.row(f"{_LISTED} WHERE id = ?", memo)
            if row is None:
                return None
            self._seals.require_notes(row[1])
        return _memo_of(row)

    def text(self, memo: MemoId) -> str:
        """Decrypt one memo; empty where there is none. Refuses with ``VAULT_DAMAGED`` for changed bytes."""
        with self._database.snapshot():
            row = self._database.row("SELECT customer, written, sealed FROM memo WHERE id = ?", memo)
            if row is None:
                return ""
            customer, written, sealed = row
            self._seals.require_notes(customer)
        return self._envelope(customer).open_memo(memo, written, sealed)

    def dispose(self, memo: MemoId) -> None:
        """Destroy a memo; the database overwrites what it deletes (``secure_delete``)."""
        with self._database.change():
            self._database.run("DELETE FROM memo WHERE id = ?", memo)

    def _envelope(self, customer: CustomerId) -> Envelope:
        row = self._database.row("SELECT ref, key FROM customer WHERE id = ?", customer)
        if row is None:
            raise Refusal(Code.VAULT_DAMAGED, file=CUSTOMERS)
        return self._envelopes.of(*row)


def _memo_of(row: tuple[int, int, str, str, str, str]) -> Memo:
    memo, customer, call, author, written, mask = row
    return Memo(MemoId(memo), CustomerId(customer), CallId(call), UserName(author), written, mask)
