"""Answers what needs a lead: their approval at an operator's console, and sealed customers."""

from functools import partial

from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.services.approve import Approval
from operator_console.services.break_glass import break_glass
from operator_console.services.call_view import view
from operator_console.services.lift_limit import lift_limit
from operator_console.services.seal_customer import open_sealed, seal_customer
from operator_console.vault_process.conversation import Conversation


def routes(c: Conversation) -> list[m.Route]:
    """Bind the requests to what answers them."""
    return [
        m.BreakGlass.answered_by(partial(_break_glass, c)),
        m.LiftLimit.answered_by(partial(_lift_limit, c)),
        m.OpenSealed.answered_by(partial(_open_sealed, c)),
        m.SealCustomer.answered_by(partial(_seal, c)),
    ]


def _break_glass(c: Conversation, request: m.BreakGlass) -> m.CallState:
    return m.CallState(view(c.desk, break_glass(c.desk, c.keeper, _approval(request), request.fields)))


def _lift_limit(c: Conversation, request: m.LiftLimit) -> m.CallState:
    return m.CallState(view(c.desk, lift_limit(c.desk, c.keeper, _approval(request))))


def _open_sealed(c: Conversation, request: m.OpenSealed) -> m.CallState:
    return m.CallState(view(c.desk, open_sealed(c.desk, c.keeper, _approval(request), request.by)))


def _seal(c: Conversation, request: m.SealCustomer) -> m.Done:
    seal_customer(c.desk, request.client, request.number, request.reason, sealed=request.sealed)
    return m.Done()


def _approval(request: m.BreakGlass | m.LiftLimit | m.OpenSealed) -> Approval:
    return Approval(request.lead, Secret(request.password), request.reason)
