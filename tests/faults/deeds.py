"""What people do with a vault, as requests: every use case that writes, what leads up to it, what clears it away."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from operator_console.demo.people import customers
from operator_console.domain.ids import FieldName, ItemId, PurposeId, UserName
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.resource_files import resource
from tests.faults.workshop import CLIENT, LEAD, NUMBER, OPERATOR, PASSWORD, PURPOSE, Workshop

ADMIN = "admin"
ADDRESS = FieldName("address")
MEMO = "午後にかけ直しを希望"
Requests = Callable[[int], list[m.Request[Any]]]


def nothing(_: int) -> list[m.Request[Any]]:
    return []


@dataclass(frozen=True)
class Deed:
    """One use case. ``done`` are the refusals that a second attempt may meet because the first one was done."""

    name: str
    user: str
    request: Callable[[int], m.Request[Any]]
    before: Requests = nothing
    after: Requests = nothing
    done: frozenset[Code] = field(default_factory=frozenset)


def policy_text(version: int) -> str:
    """The policy of the workshop, in another version and with a mask that is made anew each time."""
    text = resource("policies", "default.toml").read_text(encoding="utf-8")
    text = text.replace("attempts_per_customer_day = 10", "attempts_per_customer_day = 86400")
    return text.replace("version = 1", f"version = {version}", 1)


def write_csv(path: Path, count: int, seed: int) -> Path:
    """Write a file of customers who are nobody yet."""
    policy = read_policy(policy_text(1))
    people = [{**person, NUMBER: f"{seed}{place:04d}"} for place, person in enumerate(customers(count, seed, policy))]
    names = [name for name in policy.fields if any(name in person for person in people)]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([policy.fields[name].label for name in names])
        rows.writerows([[person.get(name, "") for name in names] for person in people])
    return path


def opened(_: int = 0) -> list[m.Request[Any]]:
    return [m.OpenCall(CLIENT, PurposeId(PURPOSE))]


def deeds(workshop: Workshop, files: Path) -> list[Deed]:
    """Return the use cases of people who have signed in; ``files`` is a folder on a disk without faults."""
    return [*_calls(workshop), *_office(workshop, files), *_evidence(files)]


def verified(workshop: Workshop) -> list[m.Request[Any]]:
    """The requests that lead to a call whose check is met."""
    person = workshop.person
    return [
        *opened(),
        m.FindCustomer({NUMBER: person[NUMBER]}),
        m.AnswerItem(ItemId("name"), person[FieldName("name")]),
        m.AnswerItem(ItemId("birth_date"), person[FieldName("birth_date")]),
    ]


def _calls(workshop: Workshop) -> list[Deed]:
    person, met = workshop.person, verified(workshop)
    found = met[:2]
    shown = m.RevealField(ADDRESS)
    name = m.AnswerItem(ItemId("name"), person[FieldName("name")])

    def deed(what: str, request: m.Request[Any], before: list[m.Request[Any]], *more: Code) -> Deed:
        ended: list[m.Request[Any]] = [] if isinstance(request, m.EndCall) else [m.EndCall()]
        return Deed(what, OPERATOR, lambda _: request, lambda _: before, lambda _: ended, frozenset(more))

    return [
        deed("open a call", opened()[0], [], Code.CALL_OPEN),
        deed("find a customer", found[1], opened(), Code.CUSTOMER_CHOSEN),
        deed("answer an item", name, found),
        deed("a wrong answer", m.AnswerItem(ItemId("birth_date"), "1900-01-01"), found),
        deed("reveal", shown, met),
        deed("reveal what the check does not allow", shown, found, Code.NOT_VERIFIED),
        deed("end a showing", m.EndShowing(ADDRESS, "key"), [*met, shown]),
        deed("hold", m.HoldCall(), [*met, shown], Code.CALL_ON_HOLD),
        deed("take back", m.TakeBackCall(), [*met, m.HoldCall()]),
        deed("put back", m.PutBack(), met, Code.CUSTOMER_ABSENT),
        deed("another purpose", m.ChangePurpose(PurposeId("contract")), met),
        deed("save a memo", m.SaveMemo(MEMO), found),
        deed("end a call", m.EndCall(), [*met, shown], Code.CALL_ABSENT),
    ]


def _office(workshop: Workshop, files: Path) -> list[Deed]:
    def user(turn: int) -> m.Request[Any]:
        return m.AddUser(f"user{turn}", "", Role.OPERATOR, PASSWORD, (CLIENT,))

    def made(turn: int) -> list[m.Request[Any]]:
        return [user(turn)]

    def imported(turn: int) -> m.Request[Any]:
        return m.ImportFile(str(write_csv(files / "new.csv", 12, 100 + turn)), CLIENT, "update")

    def a_policy(turn: int) -> m.Request[Any]:
        return m.SavePolicy(policy_text(2 + turn))

    def backup(_: int) -> m.Request[Any]:
        (files / "vault.ocbackup").unlink(missing_ok=True)
        return m.MakeBackup(str(files / "vault.ocbackup"))

    number = workshop.person[NUMBER]
    return [
        Deed("make a backup", ADMIN, backup),
        Deed("add a user", ADMIN, user, done=frozenset({Code.USER_EXISTS})),
        Deed("disable a user", ADMIN, lambda turn: m.DisableUser(UserName(f"user{turn}")), made),
        Deed("a new password for a user", ADMIN, lambda turn: m.ResetPassword(UserName(f"user{turn}"), PASSWORD), made),
        Deed("grant clients", ADMIN, lambda _: m.SetClients(UserName(OPERATOR), (CLIENT,))),
        Deed("import", ADMIN, imported),
        Deed("change the policy", ADMIN, a_policy, done=frozenset({Code.POLICY_INVALID})),
        Deed(
            "open a customer to everybody",
            LEAD,
            lambda _: m.SealCustomer(CLIENT, number, sealed=False, reason="reason"),
        ),
    ]


def _evidence(files: Path) -> list[Deed]:
    def export(turn: int) -> m.Request[Any]:
        (files / "log.zip").unlink(missing_ok=True)
        return m.ExportLog(str(files / "log.zip"))

    return [
        Deed("take a checkpoint", LEAD, lambda _: m.TakeCheckpoint()),
        Deed("export the log", LEAD, export),
        Deed("read the log", LEAD, lambda _: m.ReadLog(user=OPERATOR)),
        Deed("verify the log", LEAD, lambda _: m.VerifyLog()),
        Deed("read the review", LEAD, lambda _: m.ReadEvidence()),
    ]
