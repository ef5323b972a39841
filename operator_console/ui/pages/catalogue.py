"""Every page there is, in the order of the navigation: a new page is one line here."""

from typing import Final

from operator_console.ui.page import PageSpec
from operator_console.ui.pages import call_desk, import_customers, log, status, users

__all__ = ["PAGES", "PageSpec"]

PAGES: Final[tuple[PageSpec, ...]] = (call_desk.SPEC, log.SPEC, users.SPEC, import_customers.SPEC, status.SPEC)
