"""Nothing of a customer leaves the console on any channel but the painted field, and each channel is really watched."""

import pytest

from operator_console.domain.ids import ClientId, FieldName, PurposeId
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient, vault_command
from tests.leaks import machine
from tests.leaks.needles import CALLER, never_revealed
from tests.leaks.stage import missing
from tests.leaks.walk import CARELESS, PLANTS, careless_command, run

SIGN = "植えた漏れ"
SEEN_ON = {
    **dict.fromkeys(("widgets", "models", "drag", "input_method"), "inside"),
    **dict.fromkeys(("clipboard", "primary"), "clipboards"),
    "settings": "files",
    "memory": "memory_console",
}
"""Where a planted leak must be found, if not on the channel of its own name."""
NAMED = {"elsewhere": "elsewhere.txt", "rights": "open.txt", "written": "gone.txt"}

walks = [pytest.mark.skipif(bool(missing()), reason=missing()), pytest.mark.timeout(3600)]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.long)])
class TestWalk:
    pytestmark = walks

    def test_what_is_planted_is_found_on_every_channel_and_nothing_else(self, whole) -> None:
        """One walk for all of it: to start a console on a screen and a bus of its own takes seconds."""
        plants = {} if whole else {channel: f"{SIGN} {number}-{channel}" for number, channel in enumerate(PLANTS)}
        for report in run(plants, full=whole):
            strays = [
                (channel, where)
                for channel, those in report["found"].items()
                for where in those
                if SIGN not in where and not where.endswith(tuple(NAMED.values()) if plants else ())
            ]
            assert strays == []
            unseen = [
                channel
                for channel, needle in plants.items()
                if not any(
                    NAMED.get(channel, needle) in where
                    for where in report["found"].get(SEEN_ON.get(channel, channel), [])
                )
            ]
            assert unseen == []
            assert report["still_in_memory"]["locked, vault"] == {}, "the vault that had it is gone; this is a new one"
            for looked in ("inside", "at_spi", "announced", "windows", "files", "memory of the vault process"):
                assert report["looked_at"][looked] > 0, looked


@pytest.mark.parametrize("careless", [False, True])
@pytest.mark.skipif(bool(missing()), reason=missing())
def test_the_vault_has_in_its_memory_only_what_it_was_asked_for(haunted, careless) -> None:
    command = careless_command(haunted.vault) if careless else vault_command(haunted.vault)
    with VaultClient(command) as client:
        client.ask(m.Hello())
        client.ask(m.SignIn(*haunted.of(Role.OPERATOR)))
        client.ask(m.OpenCall(ClientId("aozora"), PurposeId("delivery")))
        client.ask(m.FindCustomer({FieldName("number"): CALLER["number"]}))
        found = machine.memory(client.process.pid, never_revealed())
    assert bool(found) == careless, CARELESS.name
