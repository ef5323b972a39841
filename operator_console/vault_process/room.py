"""Answers what is asked about the room and about what leaves the screen."""

from functools import partial

from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.services.approve import Approval
from operator_console.services.copy_field import copy_field
from operator_console.services.room import answer_room
from operator_console.services.sharing import begin_sharing, end_sharing
from operator_console.services.speaking import set_speaking
from operator_console.vault_process.conversation import Conversation


def routes(c: Conversation) -> list[m.Route]:
    """Bind the requests to what answers them."""
    return [
        m.AnswerRoom.answered_by(partial(_answer, c)),
        m.CopyField.answered_by(partial(_copy, c)),
        m.SetSpeaking.answered_by(partial(_speak, c)),
        m.BeginSharing.answered_by(partial(_begin_sharing, c)),
        m.EndSharing.answered_by(partial(_end_sharing, c)),
    ]


def _answer(c: Conversation, request: m.AnswerRoom) -> m.RoomAnswered:
    return m.RoomAnswered(answer_room(c.desk, request.answers))


def _copy(c: Conversation, request: m.CopyField) -> m.Done:
    copy_field(c.desk, request.field)
    return m.Done()


def _speak(c: Conversation, request: m.SetSpeaking) -> m.Done:
    set_speaking(c.desk, on=request.on)
    return m.Done()


def _begin_sharing(c: Conversation, request: m.BeginSharing) -> m.SharingBegun:
    asked = Approval(request.lead, Secret(request.password), request.reason)
    return m.SharingBegun(begin_sharing(c.desk, c.keeper, asked, request.minutes))


def _end_sharing(c: Conversation, request: m.EndSharing) -> m.Done:
    end_sharing(c.desk, request.cause)
    return m.Done()
