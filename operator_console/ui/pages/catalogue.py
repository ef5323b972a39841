"""Every page there is, in the order of the navigation: a new page is one line here."""

from typing import Final

from operator_console.ui.page import PageSpec

__all__ = ["PAGES", "PageSpec"]

PAGES: Final[tuple[PageSpec, ...]] = ()
