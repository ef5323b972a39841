"""Every attack of the operator's uid on a guarded vault, really tried, as a table.

    python -m tests.guarded.attacks

Ends with 1 when one of them succeeds. The vault is serving an operator's call at that moment, with a value shown.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from operator_console.domain.ids import FieldName, ItemId, PurposeId
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient
from tests.guarded.house import House, Known, guarded_house
from tests.guarded.people import OsUser, why_not

BURGLAR = Path(__file__).with_name("burglar.py")
NUMBER, ADDRESS, PURPOSE = FieldName("number"), FieldName("address"), PurposeId("contact_change")
ITEMS = ("name", "birth_date", "phone", "address", "contract")


def take_call(client: VaultClient, known: Known) -> m.CallState:
    """Take a call, find the customer and answer whatever can be answered from the list."""
    client.ask(m.OpenCall(known.client, PURPOSE))
    state = client.ask(m.FindCustomer({NUMBER: known.values[NUMBER]}))
    for item in ITEMS:
        if FieldName(item) in known.values:
            state = client.ask(m.AnswerItem(ItemId(item), known.values[FieldName(item)]))
    return state


def show_address(client: VaultClient, known: Known) -> str:
    """Take a call as an operator does, and return the address that is shown in it."""
    take_call(client, known)
    return client.ask(m.RevealField(ADDRESS)).value


def try_everything(
    house: House, burglar: OsUser, pid: int, *, door: Path | None = None, tools: Sequence[str] = ("strace",)
) -> dict[str, str]:
    """Return what became of each attack of one OS user on a vault process: ``DONE`` or the error's name."""
    with tempfile.TemporaryDirectory(prefix="operator-console-", dir="/var/tmp") as cast:
        os.chown(cast, burglar.uid, burglar.gid)
        told = {
            "state": str(house.state),
            "files": [str(path.relative_to(house.state)) for path in sorted(house.state.rglob("*")) if path.is_file()],
            "socket": str(door or house.place.socket),
            "pid": pid,
            "address": int(Path(f"/proc/{pid}/maps").read_text().split("-", 1)[0], 16),
            "cast": cast,
            "tools": list(tools),
        }
        command = burglar.as_them(house.python, "-P", "-W", "ignore", str(BURGLAR), json.dumps(told))
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", start_new_session=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def main() -> int:
    if why := why_not():
        print(why)
        return 2
    with guarded_house() as house:
        house.listen()
        client = house.console("operator", "hana")
        show_address(client, house.list[0])
        (pid,) = house.vaults()
        tools = ("strace", "gdb")
        results = {who: try_everything(house, house.who[who], pid, tools=tools) for who in ("operator", "stranger")}
        alive = client.ask(m.KeepAlive()) == m.Done()
        print(f"{'':52}{'operator':14}{'another uid'}")
        for attack, result in results["operator"].items():
            print(f"{attack:52}{result:14}{results['stranger'][attack]}")
        succeeded = [f"{who}: {name}" for who, each in results.items() for name, got in each.items() if got == "DONE"]
        print(f"{len(results['operator'])} attacks each, {len(succeeded)} succeeded; the vault still serves: {alive}")
    return 1 if succeeded or not alive else 0


if __name__ == "__main__":
    sys.exit(main())
