"""What is seen: the only room with widgets."""

from operator_console.ui.overrides import keep_exceptions_whole

keep_exceptions_whole()
