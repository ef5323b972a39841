"""Answers a lead or an auditor at the review desk, and everybody about being reviewed."""

from collections.abc import Generator
from functools import partial

from operator_console.domain.ids import CustomerRef
from operator_console.protocol import messages as m
from operator_console.services.read_log import LogQuestion, customer_reference
from operator_console.services.review_answer import answer_review
from operator_console.services.review_case import decide, review_case
from operator_console.services.review_figures import review_figures
from operator_console.services.review_notice import read_notice
from operator_console.services.review_paper import export_readings
from operator_console.services.review_queue import review_queue
from operator_console.services.review_seen import SeenQuestion, who_saw
from operator_console.services.review_unseen import state_unseen
from operator_console.vault_process.conversation import Conversation, told


def routes(c: Conversation) -> list[m.Route]:
    """Bind the requests to what answers them."""
    return [
        m.ReviewQueue.answered_by(partial(_queue, c)),
        m.ReviewCase.answered_by(partial(_case, c)),
        m.DecideCase.answered_by(partial(_decide, c)),
        m.AnswerReview.answered_by(partial(_answer, c)),
        m.WhoSaw.answered_by(partial(_who_saw, c)),
        m.ExportReadings.answered_by(partial(_export, c)),
        m.ProveUnseen.answered_by(partial(_unseen, c)),
        m.ReviewFigures.answered_by(partial(_figures, c)),
        m.ReadNotice.answered_by(partial(_notice, c)),
    ]


def _queue(c: Conversation, request: m.ReviewQueue) -> Generator[m.Progress, None, m.ReviewCases]:
    work = review_queue(c.desk, request.day, request.limit, decided=request.decided, after=request.after)
    queue = yield from told(work)
    return m.ReviewCases(queue.cases, queue.left_out, queue.calls, queue.day, queue.today)


def _case(c: Conversation, request: m.ReviewCase) -> Generator[m.Progress, None, m.ReviewedCase]:
    return m.ReviewedCase((yield from told(review_case(c.desk, request.case))))


def _decide(c: Conversation, request: m.DecideCase) -> Generator[m.Progress, None, m.ReviewedCase]:
    work = decide(c.desk, request.case, request.decision, request.comment)
    return m.ReviewedCase((yield from told(work)))


def _answer(c: Conversation, request: m.AnswerReview) -> m.ReviewAnswered:
    return m.ReviewAnswered(answer_review(c.desk, request.case, request.answer))


def _who_saw(c: Conversation, request: m.WhoSaw) -> Generator[m.Progress, None, m.CustomerSeen]:
    customer = _customer(c, request.customer, request.client)
    asked = SeenQuestion(customer, request.since, request.until, request.names)
    return m.CustomerSeen((yield from told(who_saw(c.desk, asked, request.before, request.limit))))


def _export(c: Conversation, request: m.ExportReadings) -> m.ReadingsExported:
    about = (
        ("showings", str(request.rows)),
        ("names", "yes" if request.names else "no"),
        ("since", request.since),
        ("until", request.until),
        ("statement", str(request.statement or "")),
    )
    customer = _customer(c, request.customer, "")
    return m.ReadingsExported(export_readings(c.desk, customer, request.sha256, about, failed=request.failed))


def _unseen(c: Conversation, request: m.ProveUnseen) -> Generator[m.Progress, None, m.UnseenStatement]:
    customer = _customer(c, request.customer, request.client)
    statement = yield from told(state_unseen(c.desk, customer, request.since, request.until))
    return m.UnseenStatement(statement)


def _figures(c: Conversation, request: m.ReviewFigures) -> Generator[m.Progress, None, m.Figures]:
    return m.Figures((yield from told(review_figures(c.desk, request.since, request.until))))


def _notice(c: Conversation, _: m.ReadNotice) -> m.Notice:
    return m.Notice(read_notice(c.desk))


def _customer(c: Conversation, customer: str, client: str) -> CustomerRef:
    return CustomerRef(customer_reference(c.desk, LogQuestion(customer=customer, client=client)))
