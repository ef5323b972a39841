"""What a command reads and writes: passwords in, sentences and one JSON object out, progress beside them."""

import getpass
import json
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TextIO

from operator_console.domain.refusals import Refusal
from operator_console.domain.secret import Secret
from operator_console.domain.views import MachineCheck
from operator_console.protocol.messages import Progress
from operator_console.wording import Wording

FINE = 0
FINDING = 1
WRONG_USE = 2
_LABEL_CELLS: Final = 26
_STATE_CELLS: Final = 12


class WrongUse(Exception):  # noqa: N818 - an answer to whoever typed the command
    """The command was given something that it cannot use; carries the key of the sentence."""


@dataclass(frozen=True)
class Terminal:
    """Streams and words; ``ask_hidden`` prompts for a password without showing it."""

    words: Wording
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    ask_hidden: Callable[[str], str] = getpass.getpass

    def say(self, sentence: str) -> None:
        """Write one line for a person."""
        self.stdout.write(sentence + "\n")

    def result(self, found: Mapping[str, Any]) -> None:
        """Write the one JSON object, as the last line of standard output."""
        self.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")

    def complain(self, refusal: Refusal) -> None:
        """Say what was refused and what to do next."""
        said = self.words.refusal(refusal)
        self.stderr.write("\n".join(part for part in (said.what, said.next) if part) + "\n")

    def complain_of_use(self, wrong: WrongUse) -> None:
        """Say how the command was used wrongly."""
        self.stderr.write(self.words.cli(str(wrong)) + "\n")

    def secrets(self, prompts: Sequence[str], *, from_stdin: bool) -> list[Secret[str]]:
        """Return one password for each prompt: lines of standard input, or typed unseen."""
        if from_stdin:
            lines = [self.stdin.readline() for _ in prompts]
            if not all(lines):
                raise WrongUse("passwords_missing")
            return [Secret(line.rstrip("\r\n")) for line in lines]
        if not self.stdin.isatty():
            raise WrongUse("passwords_need_terminal")
        return [Secret(self.ask_hidden(f"{prompt}: ")) for prompt in prompts]

    def answer(self, question: str) -> str:
        """Ask on standard error and return the line that is typed; refuse where nobody is there to type."""
        if not self.stdin.isatty():
            raise WrongUse("answer_needs_terminal")
        self.stderr.write(f"{question} ")
        self.stderr.flush()
        return self.stdin.readline().strip()

    def agrees(self, question: str) -> bool:
        """Ask for a yes; anything else is a no."""
        return self.answer(question).lower() in {"y", "yes", "はい"}

    def progress(self, *, wanted: bool) -> Callable[[Progress], None] | None:
        """Return what shows progress on standard error: one line that moves, or JSON lines where it is wanted so."""
        if wanted:
            return self._progress_line
        return self._moving_progress if self.stderr.isatty() else None

    def end_progress(self) -> None:
        """Leave the line that moves."""
        if self.stderr.isatty():
            self.stderr.write("\r\x1b[K")
            self.stderr.flush()

    def _progress_line(self, step: Progress) -> None:
        self.stderr.write(json.dumps({"stage": step.stage, "done": step.done, "total": step.total}) + "\n")
        self.stderr.flush()

    def _moving_progress(self, step: Progress) -> None:
        of = f" / {step.total:,}" if step.total else ""
        self.stderr.write(f"\r\x1b[K{self.words.progress_stage(step.stage)}  {step.done:,}{of}")
        self.stderr.flush()


def tell_check(check: MachineCheck, terminal: Terminal) -> None:
    """Say a check of the machine in a line, and what to do about it below."""
    said = terminal.words.check(check)
    state = terminal.words.state(check.state)
    terminal.say(f"{aligned(state, _STATE_CELLS)}{aligned(said.label, _LABEL_CELLS)}{said.what}")
    if said.next:
        terminal.say(" " * (_STATE_CELLS + _LABEL_CELLS) + said.next)


def standard_terminal() -> Terminal:
    """Return the terminal of this process; what its encoding cannot show is escaped instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    return Terminal(Wording(), sys.stdin, sys.stdout, sys.stderr)


def aligned(text: str, width: int) -> str:
    """Pad to a width in terminal cells; a wide character takes two (UAX #11)."""
    cells = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    return text + " " * max(0, width - cells)
