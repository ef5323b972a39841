"""What the policy asks of the room in which somebody works: who could look at the screen, or overhear the call."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoomQuestion:
    """One question of the check before the first call of a day; ``advice`` is what to do where the answer is no."""

    id: str
    label: str
    """In a word, for the log: it is the policy's, and never anybody's own."""
    ask: str
    advice: str


@dataclass(frozen=True, slots=True)
class RoomRules:
    """The policy's ``[room]`` table and its questions. It carries nothing of a customer."""

    privacy: bool = False
    """Whether privacy mode (のぞき見対策) is on until somebody turns it off."""
    blank: bool = False
    """Whether the window is blank while another one is in front, until somebody turns that off."""
    watermark: bool = True
    """Whether a shown value is painted over the operator's name and the time."""
    stop: bool = False
    """Whether calls can only be taken once every question has been answered with yes."""
    sharing_minutes: int = 15
    """For how long a lead may at most let the screen be captured (remote support)."""
    questions: tuple[RoomQuestion, ...] = ()
