"""The status page: every check in words with its next step, the policy, and an honest word on what is not promised."""

from dataclasses import replace

import shiboken6
from desk_bench import bench, refuse
from PySide6.QtWidgets import QLabel

from operator_console.domain.refusals import Code
from operator_console.domain.review import NoticeLine, NoticeSentence, NoticeView
from operator_console.domain.roles import Role
from operator_console.domain.views import CheckState, MachineCheck
from operator_console.protocol import messages as m
from operator_console.ui.pages.status import SPEC
from operator_console.ui.widgets.label import Paragraph

DISK = MachineCheck("disk", CheckState.BAD, {"free_mb": 120})
IDLE = MachineCheck("idle", CheckState.WEAK, {"because": "no_answer"})


def standing(theme, qtbot, answers, machine=()):
    made = bench(theme, Role.OPERATOR)
    made.link.answers = {m.Diagnose: answers}
    made.context = replace(made.context, machine=lambda: tuple(machine))
    return made, made.enter(SPEC, qtbot)


def words(page):
    shown = [label for label in page.findChildren(QLabel) if label.isVisible()]
    return " ".join(label.sentence if isinstance(label, Paragraph) else label.text() for label in shown)


def test_checks_of_vault_and_desktop_stand_together_with_their_next_step(theme, qtbot):
    made, page = standing(theme, qtbot, lambda _: m.Diagnosis((DISK,)), machine=[IDLE])
    wording = made.context.wording
    for check in (DISK, IDLE):
        expected = wording.check(check)
        qtbot.waitUntil(lambda label=expected.label: label in words(page))
        assert expected.what in words(page)
        assert expected.next
        assert expected.next in words(page)
    assert "Act" in words(page), "the state is a word, not only a colour"


def test_looking_again_replaces_what_stood_there(theme, qtbot):
    answers = iter([m.Diagnosis((DISK,)), m.Diagnosis((replace(DISK, state=CheckState.GOOD),))])
    made, page = standing(theme, qtbot, lambda _: next(answers))
    page._look()
    made.link.settle()
    qtbot.waitUntil(lambda: "Good" in words(page))
    assert "Act" not in words(page)


def test_it_says_what_is_not_promised(theme, qtbot):
    _, page = standing(theme, qtbot, lambda _: m.Diagnosis(()))
    for promise in ("camera", "administrator of this computer", "not a wall"):
        assert promise in words(page)
    assert "標準" in words(page)


def test_everybody_reads_what_is_recorded_of_their_work(theme, qtbot):
    notice = NoticeView(
        (NoticeSentence(NoticeLine.WHY, {}), NoticeSentence(NoticeLine.KEPT, {"months": 36})),
        ("見本 三枝", "監査 太郎"),
    )
    made, page = standing(theme, qtbot, lambda _: m.Diagnosis(()))
    made.link.answers[m.ReadNotice] = lambda _: m.Notice(notice)
    page.entered()
    made.link.settle()
    qtbot.waitUntil(lambda: "36" in words(page))
    for sentence in notice.sentences:
        assert made.context.wording.notice(sentence) in words(page)
    assert "見本 三枝" in words(page)
    assert "監査 太郎" in words(page)


def test_a_refusal_is_said(theme, qtbot):
    made, _ = standing(theme, qtbot, refuse(Code.VAULT_GONE))
    assert made.said[0][1] == "warning"


def test_a_page_that_a_lock_destroyed_is_not_painted_any_more(theme, qtbot):
    made = bench(theme, Role.OPERATOR)
    page = SPEC.make(made.context)
    shiboken6.delete(page)
    theme.changed.emit()


def test_the_page_says_what_holds_in_the_mode_that_is_there(theme, qtbot):
    def mode(state, **params):
        return lambda _: m.Diagnosis((MachineCheck("mode", state, params),))

    _, page = standing(theme, qtbot, mode(CheckState.WEAK, os_user=""))
    assert "In standalone mode" in words(page)
    _, page = standing(theme, qtbot, mode(CheckState.GOOD, os_user="taro(1001)"))
    assert "In guarded mode" in words(page)
    assert "In standalone mode" not in words(page)
    qtbot.waitUntil(lambda: "taro(1001)" in words(page))
