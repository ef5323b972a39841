"""What is seen: the only room with widgets."""

from operator_console.ui.overrides import catch_in_overrides

catch_in_overrides()
