"""Customers, their masks and their sealed values: lists and cards never decrypt anything, only :meth:`value` does."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

from operator_console.domain.ids import ClientId, CustomerId, CustomerRef, FieldName
from operator_console.services.ports import FieldValue
from operator_console.storage.customer_index import CustomerIndex, written
from operator_console.storage.database import Database
from operator_console.storage.envelopes import Envelope, Envelopes
from operator_console.storage.row_seals import FieldRow, RowSeals

_PUT_FIELD = (
    "INSERT INTO field (customer, name, mask, version, sealed) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET mask = excluded.mask, version = excluded.version, sealed = excluded.sealed"
)
_PUT_TERM = "INSERT INTO term (tag, customer, field) VALUES (?, ?, ?)"


class Customers:
    """The customers of an open vault; fulfils :class:`operator_console.services.ports.CustomerStore`."""

    def __init__(self, database: Database, envelopes: Envelopes, index: CustomerIndex, seals: RowSeals) -> None:
        self._database = database
        self._seals = seals
        self._envelopes = envelopes
        self._index = index

    def change(self) -> AbstractContextManager[None]:
        """One transaction: everything inside it or nothing; durable when it ends."""
        return self._database.change()

    def insert(self, client: ClientId, number: str, fields: Mapping[FieldName, FieldValue]) -> CustomerId:
        """Add a customer. A number that this client has already is a mistake of the caller: ``ValueError``."""
        self._database.require_room()
        reference = self._index.reference(client, number)
        envelope, wrapped = self._envelopes.new(reference)
        with self.change():
            if self._database.row("SELECT 1 FROM customer WHERE ref = ?", reference):
                raise ValueError("there is a customer with this number")
            added = self._database.run(
                "INSERT INTO customer (client, ref, key, version) VALUES (?, ?, ?, 1)", client, reference, wrapped
            )
            customer = CustomerId(added.lastrowid)
            self._put(customer, client, envelope, 1, fields)
        return customer

    def update(self, customer: CustomerId, fields: Mapping[FieldName, FieldValue]) -> None:
        """Replace the fields given; a field with an empty value is removed."""
        self._database.require_room()
        with self.change():
            client, reference, wrapped, before = self._row(customer)
            version = before + 1
            self._database.run("UPDATE customer SET version = ? WHERE id = ?", version, customer)
            self._seals.require_terms_of(customer)
            gone = [(customer, name) for name in fields]
            self._database.run_each("DELETE FROM term WHERE customer = ? AND field = ?", gone)
            empty = [(customer, name) for name, field in fields.items() if not field.value]
            self._database.run_each("DELETE FROM field WHERE customer = ? AND name = ?", empty)
            self._put(customer, client, self._envelopes.of(reference, wrapped), version, fields)

    def find(
        self, client: ClientId, terms: Mapping[FieldName, str], limit: int, *, sealed: bool | None = None
    ) -> list[CustomerId]:
        """Return at most ``limit`` customers of this client that have every one of these canonical terms.

        ``sealed``: only those that are (True) or are not (False); None for all. Refuses with ``VAULT_DAMAGED`` terms
        that are not as they were written; within a change, :meth:`insert` and :meth:`update` look at what they change.
        """
        if not terms or not all(terms.values()):
            return []
        tags = [self._index.tag(client, name, term) for name, term in terms.items()]
        also = "".join(" AND EXISTS (SELECT 1 FROM term WHERE tag = ? AND customer = first.customer)" for _ in tags[1:])
        only = "" if sealed is None else " AND (SELECT sealed FROM customer WHERE id = first.customer) = ?"
        wanted = () if sealed is None else (int(sealed),)
        sql = f"SELECT customer FROM term AS first WHERE tag = ?{also}{only} ORDER BY customer LIMIT ?"  # noqa: S608
        within_change = self._database.changing
        with self._database.snapshot():
            for tag in () if within_change else tags:
                self._seals.require_terms(tag)
            return [CustomerId(row[0]) for row in self._database.rows(sql, *tags, *wanted, limit)]

    def sealed(self, customer: CustomerId) -> bool:
        """Return whether this customer's existence is not to be confirmed."""
        row = self._database.row("SELECT sealed FROM customer WHERE id = ?", customer)
        return bool(row and row[0])

    def seal(self, customer: CustomerId, *, sealed: bool) -> None:
        """Seal a customer, or open them again."""
        with self.change():
            self._database.run("UPDATE customer SET sealed = ? WHERE id = ?", int(sealed), customer)

    def remake(self, name: FieldName, make: Callable[[str], FieldValue]) -> None:
        """Make the mask and the term of a field anew for every customer who has it; the values stay."""
        with self.change():
            having = self._database.rows("SELECT customer FROM field WHERE name = ?", name)
            for (customer,) in having:
                self._seals.require_terms_of(customer)
            self._database.run("DELETE FROM term WHERE field = ?", name)
            for (customer,) in having:
                made = make(self.value(customer, name))
                change = "UPDATE field SET mask = ? WHERE customer = ? AND name = ?"
                self._database.run(change, made.mask, customer, name)
                if made.term:
                    tag = self._index.tag(self._row(customer)[0], name, made.term)
                    self._database.run(_PUT_TERM, tag, customer, name)

    def masks(self, customer: CustomerId) -> dict[FieldName, str]:
        """Return the stored mask of every field that has a value."""
        return {FieldName(row.name): row.mask for row in self._seals.fields(customer)}

    def sealed_value(self, customer: CustomerId, name: FieldName) -> Callable[[], str] | None:
        """Read one field as it is kept; calling what is returned decrypts it. None where the field is empty.

        Refuses with ``VAULT_DAMAGED`` where the customer's fields are not those of one moment; so does that call for
        changed bytes.
        """
        for row in self._seals.fields(customer):
            if row.name == name:
                return partial(self._open, row)
        return None

    def _open(self, row: FieldRow) -> str:
        return self._envelopes.of(row.ref, row.key).open(row.name, row.version, row.sealed)

    def value(self, customer: CustomerId, name: FieldName) -> str:
        """Decrypt one field; empty where there is none. Refuses with ``VAULT_DAMAGED`` for changed bytes."""
        opened = self.sealed_value(customer, name)
        return "" if opened is None else opened()

    def ref(self, customer: CustomerId) -> CustomerRef:
        """Return the reference by which the log names this customer."""
        return written(self._row(customer)[1])

    def ref_of_number(self, client: ClientId, number: str) -> CustomerRef:
        """Return the reference that a customer with this canonical number has, whether or not there is one."""
        return written(self._index.reference(client, number))

    def count(self) -> int:
        """Return the number of customers in the vault."""
        return int(self._database.row("SELECT count(*) FROM customer")[0])

    def attempts(self, customer: CustomerId, day: str) -> int:
        """Return the answers given for this customer on a day (ISO date), by all operators.

        Refuses with ``VAULT_DAMAGED`` what is not as it was written.
        """
        with self._database.snapshot():
            self._seals.require_notes(customer)
            row = self._database.row("SELECT count FROM attempt WHERE customer = ? AND day = ?", customer, day)
        return int(row[0]) if row else 0

    def count_attempt(self, customer: CustomerId, day: str) -> None:
        """Add one to that number, durably."""
        with self.change():
            self._database.run(
                "INSERT INTO attempt (customer, day, count) VALUES (?, ?, 1)"
                " ON CONFLICT DO UPDATE SET count = count + 1",
                customer,
                day,
            )

    def forget_attempts(self, customer: CustomerId, day: str) -> None:
        """Set the answers given on a day to 0."""
        with self.change():
            self._database.run("DELETE FROM attempt WHERE customer = ? AND day = ?", customer, day)

    def _put(
        self,
        customer: CustomerId,
        client: ClientId,
        envelope: Envelope,
        version: int,
        fields: Mapping[FieldName, FieldValue],
    ) -> None:
        kept = [(name, field) for name, field in fields.items() if field.value]
        self._database.run_each(
            _PUT_FIELD,
            [(customer, name, each.mask, version, envelope.seal(name, version, each.value)) for name, each in kept],
        )
        self._database.run_each(
            _PUT_TERM,
            [(self._index.tag(client, name, each.term), customer, name) for name, each in kept if each.term],
        )

    def _row(self, customer: CustomerId) -> Any:
        row = self._database.row("SELECT client, ref, key, version FROM customer WHERE id = ?", customer)
        if row is None:
            raise KeyError("no customer has this id")
        return row
