"""A vault with the two customers and the memo that are looked for, made through the protocol like any other."""

import csv
from pathlib import Path

from operator_console.domain.ids import ClientId, FieldName, ItemId, PurposeId
from operator_console.domain.policy_file import read_policy
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient, vault_command
from operator_console.resource_files import resource
from tests.journeys.conftest import Site, make_site
from tests.leaks.needles import CALLER, MEMO, STRANGER


def make_haunted(folder: Path, aside: Path) -> Site:
    """Make it; ``aside`` is a folder for the file that is imported, which is deleted again."""
    text = resource("policies", "default.toml").read_text(encoding="utf-8")
    site = make_site(folder, text)
    with VaultClient(vault_command(folder)) as client:
        client.ask(m.Hello())
        client.ask(m.SignIn(*site.of(Role.ADMINISTRATOR)))
        _import(client, aside / "needles.csv", text)
    with VaultClient(vault_command(folder)) as client:
        client.ask(m.Hello())
        client.ask(m.SignIn(*site.of(Role.OPERATOR)))
        _save_memo(client)
    return Site(folder, CALLER)


def _import(client: VaultClient, file: Path, policy_text: str) -> None:
    fields = read_policy(policy_text).fields
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([spec.label for spec in fields.values()])
        writer.writerows([[person.get(name, "") for name in fields] for person in (CALLER, STRANGER)])
    try:
        done = client.ask(m.ImportFile(str(file)))
        assert done.imported == 2, done
    finally:
        file.unlink()


def _save_memo(client: VaultClient) -> None:
    client.ask(m.OpenCall(ClientId("aozora"), PurposeId("callback")))
    client.ask(m.FindCustomer({FieldName("number"): CALLER["number"]}))
    for item in ("name", "birth_date"):
        client.ask(m.AnswerItem(ItemId(item), CALLER[item]))
    client.ask(m.SaveMemo(MEMO))
    client.ask(m.EndCall())
    client.ask(m.SignOut())
