"""A program that speaks the protocol as the operator gets no value by nonsense, and no more than a hand by sense."""

from collections.abc import Iterator

import pytest

from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient
from operator_console.protocol.framing import request_line
from tests.guarded import frames, harvest
from tests.guarded.attacks import show_address
from tests.guarded.house import House, guarded_house, lifted_policy
from tests.guarded.people import why_not

pytestmark = [pytest.mark.skipif(bool(why_not()), reason=why_not()), pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def unlimited() -> Iterator[House]:
    """A house whose limits do not hide what lies behind them."""
    with guarded_house(policy=lifted_policy()) as made:
        made.listen()
        yield made


def test_hostile_frames_bring_no_value_and_end_nothing(unlimited: House, full: bool) -> None:
    heard = frames.attack(unlimited, 100_000 if full else 1_500, seed=1)
    assert (heard.values, heard.no_replies, heard.ended) == (0, 0, 0)
    assert heard.replies.total() >= (99_000 if full else 1_400)
    assert len(heard.replies) > 15, heard.replies
    assert frames.whole(unlimited)


def test_a_value_that_is_said_is_heard(unlimited: House) -> None:
    """The harness hears one: here the check is met, and the address may be shown."""
    heard = frames.Heard()
    with VaultClient(unlimited.relay("operator")) as client:
        client.ask(m.SignIn("hana", "hana no aikotoba"))
        show_address(client, unlimited.list[0])
        client._input.write(request_line(frames.LAST, m.RevealField(frames.FieldName("address"))))
        frames.listen(client, frames.needles_of(unlimited.list), heard)
    assert heard.values > 0


@pytest.mark.parametrize("patient", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_harvest_is_stopped_and_stands_on_the_leads_queue(patient: bool, full: bool) -> None:
    with guarded_house(1000 if full else 60) as house:
        loot, time = harvest.rob(house, patient=patient)
        queue = harvest.reviewed(house, time)
    assert 0 < loot.customers <= (600 if patient else 20), loot
    assert loot.refused["rate_reached"] > 0
    assert queue.calls > 0
    assert queue.day["refused"] == loot.refused["rate_reached"], loot
