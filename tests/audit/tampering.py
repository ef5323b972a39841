"""What somebody with the database in hand could do to a log: each script takes rows and gives other rows."""

from collections.abc import Callable

from honest_logs import Row

from operator_console.audit.chain import GENESIS, head
from operator_console.audit.record import decode, encode

Script = Callable[[list[Row], int], list[Row]]


def edit(rows: list[Row], at: int) -> list[Row]:
    sequence, record, seal = rows[at]
    return [*rows[:at], (sequence, encode(decode(record)._replace(user="somebody")), seal), *rows[at + 1 :]]


def flip(rows: list[Row], at: int) -> list[Row]:
    sequence, record, seal = rows[at]
    place = len(record) // 2
    return [
        *rows[:at],
        (sequence, record[:place] + bytes([record[place] ^ 1]) + record[place + 1 :], seal),
        *rows[at + 1 :],
    ]


def delete(rows: list[Row], at: int) -> list[Row]:
    return rows[:at] + rows[at + 1 :]


def delete_and_close_up(rows: list[Row], at: int) -> list[Row]:
    return numbered(delete(rows, at))


def insert(rows: list[Row], at: int) -> list[Row]:
    sequence, record, seal = rows[at]
    made = encode(decode(record)._replace(reason="made up"))
    return numbered([*rows[:at], (sequence, made, seal), *rows[at:]])


def duplicate(rows: list[Row], at: int) -> list[Row]:
    return numbered(rows[: at + 1] + rows[at:])


def swap(rows: list[Row], at: int) -> list[Row]:
    return numbered([*rows[:at], rows[at + 1], rows[at], *rows[at + 2 :]])


def splice(rows: list[Row], at: int) -> list[Row]:
    """Another part of the same log takes the place of this one."""
    return numbered([*rows[:at], *rows[at - 3 : at], *rows[at + 3 :]])


def cut_end(rows: list[Row], at: int) -> list[Row]:
    return rows[: at + 1]


def cut_and_continue(rows: list[Row], at: int) -> list[Row]:
    """Entries are dropped and as many made up in their place."""
    sequence, record, seal = rows[at]
    made = encode(decode(record)._replace(reason="made up"))
    return numbered([*rows[:at], *[(sequence, made, seal)] * (len(rows) - at)])


def cut_beginning(rows: list[Row], at: int) -> list[Row]:
    return numbered(rows[at:])


SCRIPTS: tuple[Script, ...] = (
    edit,
    flip,
    delete,
    delete_and_close_up,
    insert,
    duplicate,
    swap,
    splice,
    cut_end,
    cut_and_continue,
    cut_beginning,
)


def numbered(rows: list[Row]) -> list[Row]:
    """The rows in this order under the numbers of the database, records and seals as they were."""
    return [(number, record, seal) for number, (_, record, seal) in enumerate(rows, start=1)]


def rehashed(rows: list[Row]) -> list[Row]:
    """Every record that can be read gets the number of its row and names the one before it as that one reads now."""
    previous, found = GENESIS, []
    for sequence, record, seal in rows:
        try:
            fitting = encode(decode(record)._replace(sequence=sequence, previous=previous))
        except ValueError:
            fitting = record
        found.append((sequence, fitting, seal))
        previous = head(fitting)
    return found
