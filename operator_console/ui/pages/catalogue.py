"""Every page there is, in the order of the navigation: a new page is one line here."""

from typing import Final

from operator_console.ui.page import PageSpec
from operator_console.ui.pages import (
    backups,
    call_desk,
    customers_care,
    evidence,
    figures,
    import_customers,
    log,
    policy,
    review,
    seen_by,
    status,
    users,
)

__all__ = ["PAGES", "PageSpec"]

PAGES: Final[tuple[PageSpec, ...]] = (
    call_desk.SPEC,
    review.SPEC,
    seen_by.SPEC,
    figures.SPEC,
    log.SPEC,
    customers_care.SPEC,
    users.SPEC,
    import_customers.SPEC,
    backups.SPEC,
    policy.SPEC,
    evidence.SPEC,
    status.SPEC,
)
