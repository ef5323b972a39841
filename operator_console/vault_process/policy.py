"""Answers an administrator who reads, tries or changes the policy."""

from functools import partial

from operator_console.protocol import messages as m
from operator_console.services import manage_policy
from operator_console.services.unlock import session_view
from operator_console.vault_process.conversation import Conversation


def routes(c: Conversation) -> list[m.Route]:
    """Bind the requests to what answers them."""
    return [
        m.ReadPolicy.answered_by(partial(_read, c)),
        m.CheckPolicy.answered_by(partial(_check, c)),
        m.SavePolicy.answered_by(partial(_save, c)),
        m.TryMatching.answered_by(partial(_try, c)),
    ]


def _read(c: Conversation, _: m.ReadPolicy) -> m.PolicyText:
    return m.PolicyText(*manage_policy.policy_text(c.desk))


def _check(c: Conversation, request: m.CheckPolicy) -> m.PolicyChecked:
    return m.PolicyChecked(manage_policy.policy_faults(c.desk, request.text))


def _save(c: Conversation, request: m.SavePolicy) -> m.PolicySaved:
    manage_policy.save_policy(c.desk, request.text)
    return m.PolicySaved(session_view(c.desk))


def _try(c: Conversation, request: m.TryMatching) -> m.MatchingTried:
    tried = manage_policy.try_matching(c.desk, request.kind, request.stored, request.answer, request.reading)
    return m.MatchingTried(*tried)
