"""Steps that must all be done: one that fails keeps none of the others from being done, nor from being asked about."""

from collections.abc import Callable


def do_all(*steps: Callable[[], object]) -> None:
    """Call each in turn, whatever became of those before; raise the first fault when all have been called."""
    first: Exception | None = None
    for step in steps:
        try:
            step()
        except Exception as fault:  # noqa: BLE001 - raised below
            first = first or fault
    if first is not None:
        raise first


def surely(question: Callable[[], bool]) -> bool:
    """Return the answer to a question; no where asking it fails."""
    try:
        return question()
    except Exception:  # noqa: BLE001 - what is asked about has failed, and that has been reported
        return False
