"""What is asked about the room: the check of the workplace, copying, spoken reveal, and captures of the screen."""

from operator_console.domain.ids import FieldName
from operator_console.protocol.replies import Done, RoomAnswered, SharingBegun
from operator_console.protocol.request import Request


class AnswerRoom(Request[RoomAnswered], frozen=True):
    """The answers to the policy's questions about the room, all of them: question to yes or no."""

    answers: dict[str, bool]
    reply = RoomAnswered


class CopyField(Request[Done], frozen=True):
    """A field that is being shown is about to be copied; only after the answer may it be."""

    field: FieldName
    reply = Done


class SetSpeaking(Request[Done], frozen=True):
    """Whether a screen reader is told from now on what is shown, until the session ends."""

    on: bool
    reply = Done


class BeginSharing(Request[SharingBegun], frozen=True):
    """A lead signs for letting the screen be captured for so many minutes; nothing is shown meanwhile."""

    lead: str
    password: str
    reason: str
    minutes: int
    reply = SharingBegun


class EndSharing(Request[Done], frozen=True):
    """The screen is kept from captures again; ``cause`` is ``timer`` or ``key``."""

    cause: str
    reply = Done
