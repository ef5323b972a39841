"""Counts every request that can write an entry, before it is served: in Guarded mode nobody gets more than by hand."""

from collections.abc import Callable
from typing import Any, Final

from operator_console.domain.rates import Rate
from operator_console.protocol import messages as m
from operator_console.services.rates import count
from operator_console.vault_process.conversation import Conversation

UNCOUNTED: Final = frozenset(
    {
        *(m.Hello, m.Diagnose, m.PrepareVault, m.ConfirmVault, m.Recover),
        *(m.LookIntoBackup, m.RestoreBackup, m.ReadBackups),
        *(m.Lock, m.SignOut, m.EndCall, m.EndShowing, m.EndSharing),
        *(m.ReadPolicy, m.CheckPolicy, m.CheckMemo, m.ListUsers, m.ReadEvidence, m.ReadNotice, m.ReadLogChoices),
        m.SignIn,
    }
)
"""What writes no entry, what must always be possible, and what counts by itself."""
COUNTED: Final[dict[type[m.Request[Any]], Rate]] = {
    m.RevealField: Rate.REVEALS,
    m.RevealMemo: Rate.REVEALS,
    m.FindCustomer: Rate.SEARCHES,
    m.OpenSealed: Rate.SEARCHES,
    m.AnswerItem: Rate.ANSWERS,
}
"""As what a request counts; every other one is a step."""


def limited(c: Conversation, routes: list[m.Route]) -> list[m.Route]:
    """Return the routes with each request counted for the OS user at the other end; beyond the policy's numbers it is
    refused with ``RATE_REACHED`` and never reaches what would serve it.
    """
    return [route if route.request in UNCOUNTED else _counted(c, route) for route in routes]


def _counted(c: Conversation, route: m.Route) -> m.Route:
    rate = COUNTED.get(route.request, Rate.STEPS)
    handler: Callable[[Any], Any] = route.handler

    def answer(request: Any) -> Any:
        if c.at_desk is not None:
            count(c.at_desk, rate)
        return handler(request)

    return m.Route(route.request, answer)
