"""Keyed sums over every row of the customers' database: a row, a page or a part of it that is older is noticed.

Every page of the file is authentic by itself (SQLCipher), but an older one put back is authentic, too. So each row has
a place in a sum that is kept elsewhere: fields, memos, attempts and terms in their customer's row, terms also in a
bucket of those whose tags begin alike, and customers, buckets and the office's rows in the one row of ``state``. That
row counts the durable changes, and the log's key file tells how far that count had come
(:class:`operator_console.storage.log_key_file.KeyState`).

Temporary triggers see every change of a row, whoever makes it. A sum is a sum of keyed BLAKE2b values modulo 2^128, so
a change takes the old row's value away and adds the new one's, and no other row is read (Bellare and Micciancio,
"A New Paradigm for Collision-Free Hashing: Incrementality at Reduced Cost", 1997).
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

from msgspec import msgpack

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.sqlcipher import Connection, count_of_others, refusing

SUM_BYTES: Final = 16
OFFICE: Final = ("policy", "account", "outside", "saved_call")
_TABLES: Final = ("customer", "field", "memo", "attempt", "term", *OFFICE)
_INDEXED: Final = ("customer", "account")
_PARTS: Final = ("fields", "notes", "terms")
_PART: Final = {"field": ("fields", 0), "memo": ("notes", 1), "attempt": ("notes", 0), "term": ("terms", 1)}
"""In which column of the customer's row a row counts, and where in that row the customer is named."""
_MODULUS: Final = 1 << (8 * SUM_BYTES)
_CHANGES: Final = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}
_FIELDS: Final = (
    "SELECT customer.fields, customer.ref, customer.key, field.name, field.mask, field.version, field.sealed"
    " FROM customer LEFT JOIN field ON field.customer = customer.id WHERE customer.id = ?"
)
_TERMS: Final = "SELECT tag, customer, field FROM term WHERE tag >= ? AND tag < ?"


class FieldRow(NamedTuple):
    """A field as it is kept, with its customer's reference and wrapped key."""

    ref: bytes
    key: bytes
    name: str
    mask: str
    version: int
    sealed: bytes


class State(NamedTuple):
    """The row that everything adds up to."""

    form: int
    generation: int
    customers: bytes
    buckets: bytes
    office: bytes


class RowSeals:
    """The sums of one open database. Whatever does not add up is refused with ``VAULT_DAMAGED``.

    ``key``: 32 bytes. What triggers see is only taken down between :meth:`begin` and :meth:`end`: a change that is
    made in any other way does not add up.
    """

    def __init__(self, connection: Connection, path: Path, key: bytes) -> None:
        self._connection = connection
        self._path = path
        self._key = key
        self._changing = False
        self._read: tuple[tuple[int, int, int] | None, list[FieldRow]] = (None, [])
        self._columns = {table: self._columns_of(table) for table in (*_TABLES, "bucket")}
        self._forget()
        self._watch()
        self.generation = 0
        """How many durable changes this process knows of."""
        self.shared = True
        """Whether other processes may change the rows, too."""

    # ---- changes

    def begin(self) -> None:
        """A transaction has begun."""
        self._forget()
        self._changing = True

    def settle(self, *, durable: bool) -> None:
        """The transaction is about to be committed: write the sums. One that is not durable is not counted."""
        if not (self._weights or self._parts or self._terms):
            return
        for customer in tuple(self._parts):
            self._settle_customer(customer)
        buckets = self._settle_buckets()
        before = self._state()
        after = State(
            before.form,
            before.generation + durable,
            _added(before.customers, self._weights["customer"]),
            _added(before.buckets, buckets),
            _added(before.office, self._weights["office"]),
        )
        self._write(after)
        self._due = after.generation

    def end(self, *, committed: bool) -> None:
        """The transaction is over."""
        if committed:
            self.generation = max(self.generation, self._due)
        self._forget()
        self._changing = False

    def count_beyond(self, generation: int) -> None:
        """Go on counting after this number; to be called in a transaction."""
        before = self._state()
        self._write(before._replace(generation=max(before.generation, generation)))
        self._weights["office"] += 0

    def seal_anew(self) -> None:
        """Make every sum from the rows as they are, for the tables' present form; to be called in a transaction."""
        (form,) = self._one("PRAGMA user_version")
        before = self._one("SELECT generation FROM state")
        self._run("UPDATE customer SET fields = x'', notes = x'', terms = x''")
        self._run("DELETE FROM bucket")
        self._forget()
        for table in _PART:
            for row in self._each(table):
                self._weigh(table, 1, *row)
        for customer in tuple(self._parts):
            self._settle_customer(customer)
        self._settle_buckets()
        self._forget()
        self._write(State(form, before[0] if before else 0, *self._found()))
        self._weights["office"] += 0

    # ---- checks

    def is_sealed(self) -> bool:
        """Return whether the sums are of the tables' present form."""
        row = self._one("SELECT form FROM state")
        return bool(row) and row[0] == self._one("PRAGMA user_version")[0]

    def require_whole(self) -> None:
        """Refuse customers, buckets or office rows that do not add up; to be called in a transaction."""
        for table in _INDEXED:  # an older page of an index hides rows that add up
            if self._one(f"PRAGMA integrity_check({table})") != ("ok",):
                raise self._damaged()
        state = self._state()
        if (state.customers, state.buckets, state.office) != self._found():
            raise self._damaged()
        self.generation = max(self.generation, state.generation)

    def counted(self) -> int:
        """Return how many durable changes the file has had, by whatever process."""
        return self._state().generation

    def fields(self, customer: int) -> list[FieldRow]:
        """Return every field of a customer once they add up; none for nobody.

        What was read last is not read again while no connection has changed anything.
        """
        read = self._moment(customer)
        if read is None or read != self._read[0]:
            self._read = (read, self._added_up(customer))
        return self._read[1]

    def _moment(self, customer: int) -> tuple[int, int, int] | None:
        """Return whose rows and of which moment they are; None in a transaction, which may be taken back."""
        if self._connection.in_transaction:
            return None
        others = count_of_others(self._connection, self._path) if self.shared else 0
        return customer, others, self._connection.total_changes

    def _added_up(self, customer: int) -> list[FieldRow]:
        rows = self._rows(_FIELDS, customer)
        if not rows:
            return []
        kept = [FieldRow._make(row[1:]) for row in rows if row[3] is not None]
        found = sum(self._weight("field", customer, *row[2:]) for row in kept)
        if self._expected(customer, "fields", rows[0][0]) != _added(b"", found):
            raise self._damaged()
        return kept

    def require_notes(self, customer: int) -> None:
        """Refuse memos or attempts of a customer that do not add up; to be called in a transaction."""
        self._require_part(customer, "notes")

    def require_terms_of(self, customer: int) -> None:
        """Refuse terms of a customer that do not add up; to be called in a transaction."""
        self._require_part(customer, "terms")

    def require_terms(self, tag: bytes) -> None:
        """Refuse terms that do not add up, among those that begin as this tag; to be called in a transaction."""
        place = _bucket(tag)
        kept = self._one("SELECT sum FROM bucket WHERE place = ?", place)
        low = place.to_bytes(2, "big")
        high = low + b"\xff" * 64
        found = sum(self._weight("term", *row) for row in self._rows(_TERMS, low, high))
        if _added(kept[0] if kept else b"", self._terms.get(place, 0)) != _added(b"", found):
            raise self._damaged()

    # ---- inside

    def _forget(self) -> None:
        self._weights: defaultdict[str, int] = defaultdict(int)
        self._parts: defaultdict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(_PARTS, 0))
        self._terms: defaultdict[int, int] = defaultdict(int)
        self._due = 0

    def _watch(self) -> None:
        for table in _TABLES:
            self._connection.create_function(f"oc_add_{table}", -1, partial(self._weigh, table, 1))
            self._connection.create_function(f"oc_take_{table}", -1, partial(self._weigh, table, -1))
            for change, rows in _CHANGES.items():
                body = ""
                for row in rows:
                    listed = ", ".join(f"{row}.{column}" for column in self._columns[table])
                    body += f" SELECT oc_{'add' if row == 'NEW' else 'take'}_{table}({listed});"
                self._run(f"CREATE TEMP TRIGGER seal_{table}_{change} AFTER {change} ON main.{table} BEGIN{body} END")

    def _weigh(self, table: str, sign: int, *row: Any) -> None:
        if not self._changing:
            return
        weight = sign * self._weight(table, *row)
        if table in _PART:
            part, place = _PART[table]
            self._parts[row[place]][part] += weight
            if table == "term":
                self._terms[_bucket(row[0])] += weight
        else:
            self._weights["customer" if table == "customer" else "office"] += weight

    def _require_part(self, customer: int, part: str) -> None:
        row = self._one(f"SELECT {part} FROM customer WHERE id = ?", customer)  # noqa: S608 - our own words
        if row is None:
            return
        found = 0
        for table in (table for table, (column, _) in _PART.items() if column == part):
            listed = self._rows(f"{_all(table, self._columns[table])} WHERE customer = ?", customer)
            found += sum(self._weight(table, *each) for each in listed)
        if self._expected(customer, part, row[0]) != _added(b"", found):
            raise self._damaged()

    def _expected(self, customer: int, part: str, kept: bytes) -> bytes:
        return _added(kept, self._parts[customer][part] if customer in self._parts else 0)

    def _settle_customer(self, customer: int) -> None:
        row = self._one("SELECT fields, notes, terms FROM customer WHERE id = ?", customer)
        if row:
            sums = [self._expected(customer, part, kept) for part, kept in zip(_PARTS, row, strict=True)]
            self._run("UPDATE customer SET fields = ?, notes = ?, terms = ? WHERE id = ?", *sums, customer)
        del self._parts[customer]

    def _settle_buckets(self) -> int:
        """Write the buckets that have changed; return what that adds to the sum of all buckets."""
        if not self._terms:
            return 0
        listed = ", ".join(map(str, self._terms))
        before = dict(self._rows(f"SELECT place, sum FROM bucket WHERE place IN ({listed})"))  # noqa: S608 - numbers
        after = {place: _added(before.get(place, b""), weight) for place, weight in self._terms.items()}
        with refusing(self._path):
            self._connection.executemany("INSERT OR REPLACE INTO bucket (place, sum) VALUES (?, ?)", after.items())
        return sum(self._terms.values())

    def _found(self) -> tuple[bytes, bytes, bytes]:
        """Return what customers, buckets and office rows add up to now."""
        buckets = sum(int.from_bytes(kept, "big") for _, kept in self._each("bucket"))
        return self._total("customer"), _added(b"", buckets), self._total(*OFFICE)

    def _total(self, *tables: str) -> bytes:
        rows = ((table, *row) for table in tables for row in self._each(table))
        return _added(b"", sum(self._weight(*row) for row in rows))

    def _weight(self, *row: Any) -> int:
        return int.from_bytes(blake2b(msgpack.encode(row), digest_size=SUM_BYTES, key=self._key).digest(), "big")

    def _state(self) -> State:
        row = self._one("SELECT form, generation, customers, buckets, office FROM state")
        if row is None:
            raise self._damaged()
        return State._make(row)

    def _write(self, state: State) -> None:
        self._run(
            "INSERT OR REPLACE INTO state (one, form, generation, customers, buckets, office)"
            " VALUES (1, ?, ?, ?, ?, ?)",
            *state,
        )

    def _columns_of(self, table: str) -> list[str]:
        return [row[1] for row in self._rows(f"PRAGMA table_info({table})")]

    def _damaged(self) -> Refusal:
        return Refusal(Code.VAULT_DAMAGED, file=self._path.name)

    def _rows(self, sql: str, *parameters: object) -> list[Any]:
        with refusing(self._path):
            return self._connection.execute(sql, parameters).fetchall()

    def _each(self, table: str) -> Iterator[Any]:
        with refusing(self._path):
            yield from self._connection.execute(_all(table, self._columns[table]))

    def _one(self, sql: str, *parameters: object) -> Any:
        with refusing(self._path):
            return self._connection.execute(sql, parameters).fetchone()

    def _run(self, sql: str, *parameters: object) -> None:
        with refusing(self._path):
            self._connection.execute(sql, parameters)


def _all(table: str, columns: list[str]) -> str:
    return f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - our own words


def _bucket(tag: bytes) -> int:
    """One of 65,536, by the tag's first two bytes: of 100,000 customers with five terms each, it has about eight."""
    return int.from_bytes(tag[:2], "big")


def _added(kept: bytes, weight: int) -> bytes:
    return ((int.from_bytes(kept, "big") + weight) % _MODULUS).to_bytes(SUM_BYTES, "big")
