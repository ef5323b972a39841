"""Keeps a session over a broken log to what needs no entry: reading, verifying, taking it away, and leaving."""

from collections.abc import Callable
from typing import Any, Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.vault_process.conversation import Conversation

SERVED: Final = frozenset(
    {
        m.Hello,
        m.Diagnose,
        m.ReadLog,
        m.ReadLogChoices,
        m.VerifyLog,
        m.ReadEvidence,
        m.ExportLog,
        m.SignIn,
        m.Lock,
        m.SignOut,
    }
)
"""What is answered although no entry can be written."""


def guarded(c: Conversation, routes: list[m.Route]) -> list[m.Route]:
    """Return the routes with every other one refusing ``LOG_BROKEN`` while the log of whoever signed in is broken."""
    return [route if route.request in SERVED else m.Route(route.request, _guard(c, route.handler)) for route in routes]


def _guard(c: Conversation, handler: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def answer(request: Any) -> Any:
        if c.at_desk is not None and not c.at_desk.vault.log.writable:
            raise Refusal(Code.LOG_BROKEN)
        return handler(request)

    return answer
