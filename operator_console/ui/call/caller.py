"""What somebody who speaks for the customer (代理人) is called in this call."""

from operator_console.domain.views import CallView


def caller_label(call: CallView) -> str:
    """Return who speaks for the customer; empty for the customer themselves."""
    return next((each.label for each in call.callers if each.id == call.caller), "")
