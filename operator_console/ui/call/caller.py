"""What somebody who speaks for the customer (代理人) is called in this call."""

from operator_console.domain.views import CallView


def caller_label(call: CallView) -> str:
    """Return who speaks for the customer; empty for the customer themselves."""
    return next((each.label for each in call.callers if each.id == call.caller), "")


def caller_greeting(call: CallView) -> str:
    """Return what is said to them before the first question; empty for the customer themselves."""
    return next((each.say for each in call.callers if each.id == call.caller), "")
