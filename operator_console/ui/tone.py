"""How a sentence is meant: colour and icon follow from it, and the words never depend on the colour alone."""

from enum import StrEnum, auto


class Tone(StrEnum):
    """From calm to alarming."""

    INFO = auto()
    GOOD = auto()
    WARNING = auto()
    DANGER = auto()
