"""Steps that must all be done: one that fails keeps none of the others from being done."""

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
