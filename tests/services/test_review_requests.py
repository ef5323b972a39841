"""Every request of the review desk is served, and its reply crosses the protocol whole."""

from collections.abc import Iterator
from types import GeneratorType
from typing import Any

import pytest
from call_centre import CUSTOMER, CallCentre
from review_desk import glass_call, opened

from operator_console.domain.review import CaseId, Decision
from operator_console.protocol import messages as m
from operator_console.protocol.framing import read_reply, reply_line
from operator_console.protocol.inbox import Lease
from operator_console.protocol.server import Handlers
from operator_console.services.files import FilesByPath
from operator_console.storage.machine import this_place
from operator_console.vault_process import review
from operator_console.vault_process.conversation import Conversation, Machine


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallCentre]:
    with opened(tmp_path_factory.mktemp("requests")) as centre:
        yield centre


def asked(centre: CallCentre, request: Any) -> Any:
    """The reply after it has crossed, and the progress before it."""
    machine = Machine(lambda: "", lambda: ())
    talk = Conversation(
        centre.keeper, centre.clock, this_place("standalone"), machine, Lease(60), FilesByPath(), at_desk=centre.desk
    )
    reply: Any = Handlers(review.routes(talk)).answer(request)
    while isinstance(reply, GeneratorType):
        try:
            assert isinstance(next(reply), m.Progress)
        except StopIteration as end:
            reply = end.value
    assert isinstance(reply, request.reply)
    crossed = read_reply(reply_line(1, reply)).body
    assert crossed == reply
    return crossed


def test_each_request_is_answered_with_what_it_names(centre: CallCentre) -> None:
    call = glass_call(centre)
    centre.clock.wait(60)
    now = centre.clock.now().isoformat()
    centre.sit("auditor")
    (case,) = asked(centre, m.ReviewQueue()).cases
    assert case.id == f"call:{call}"
    assert asked(centre, m.ReviewCase(case=case.id)).detail.case == case
    assert asked(centre, m.WhoSaw(customer=CUSTOMER["number"], client="aozora")).seen.customer == case.customer
    paper = m.ExportReadings(customer=case.customer, sha256="ab" * 32, rows=1, names=True)
    assert asked(centre, paper).entry == centre.entries()[0].sequence
    unseen = m.ProveUnseen(customer=case.customer, since="2026-04-01T00:00:00+09:00", until=now)
    assert asked(centre, unseen).statement.exposures == 1
    figures = asked(centre, m.ReviewFigures(since=case.day, until=case.day)).figures
    assert (figures.calls, figures.step_ups) == (1, 1)
    assert asked(centre, m.ReadNotice()).notice.reviewers == ("lead", "auditor")
    decision = m.DecideCase(case=case.id, decision=Decision.ASK, comment="理由を教えてください")
    assert asked(centre, decision).detail.said[0].decision is Decision.ASK
    centre.sit("hana")
    answer = m.AnswerReview(case=CaseId(case.id), answer="病院に伝えるためでした")
    assert asked(centre, answer).asked == ()
