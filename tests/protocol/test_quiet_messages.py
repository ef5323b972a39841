"""No message shows in a repr, and so in no traceback or log line, what it carries."""

from typing import Any

import msgspec
import pytest

from operator_console.protocol.messages import REPLIES, REQUESTS, NewUser, Revealed, SignIn
from operator_console.services.ports import FieldValue

NEEDLE = "03-5550-7183"


def filled(kind: type[Any]) -> Any:
    """A message whose texts are all the needle; what is no text is left as nothing."""
    values = {}
    for field in msgspec.structs.fields(kind):
        values[field.name] = {"a": NEEDLE} if "dict" in str(field.type) else NEEDLE
    return kind(**values)


@pytest.mark.parametrize("kind", [*REQUESTS, *REPLIES, NewUser], ids=lambda kind: kind.__name__)
def test_a_message_shows_its_name_alone(kind: type[Any]) -> None:
    made = filled(kind)
    for shown in (repr(made), str(made), f"{made!r}", str([made]), str(ValueError(made))):
        assert NEEDLE not in shown
        assert kind.__name__ in shown


def test_it_is_sent_whole_all_the_same() -> None:
    assert NEEDLE in msgspec.json.encode(Revealed("phone", NEEDLE, 30)).decode()
    assert SignIn("sato", NEEDLE) == SignIn("sato", NEEDLE)


def test_a_value_on_its_way_into_the_vault_shows_its_mask() -> None:
    assert repr(FieldValue(NEEDLE, "••", NEEDLE)) == "FieldValue(mask='••')"
