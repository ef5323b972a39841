"""A vault in the same process: it speaks the real messages about one made-up customer and keeps what it was asked."""

import re
from collections import deque
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from operator_console.domain.calls import Call, Stage
from operator_console.domain.fields import Kind
from operator_console.domain.ids import CallId, CustomerId, MemoId, UserName
from operator_console.domain.policy import (
    HISTORY,
    CallBackRule,
    Phrase,
    PrivacyQuestion,
    Representative,
)
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.views import (
    CallerView,
    CallView,
    ClientView,
    FieldView,
    FindField,
    ItemView,
    MemoFinding,
    MemoProblem,
    MemoView,
    PhraseView,
    PurposeView,
    QuestionView,
    SessionView,
    UnfinishedCall,
)
from operator_console.protocol import messages as m
from operator_console.resource_files import resource
from operator_console.ui.link import _call

VALUES = {
    "number": "C-7316042",
    "name": "竹ノ塚 針太郎",
    "kana": "タケノヅカ ハリタロウ",
    "birth_date": "1971-09-23",
    "phone": "03-5550-7183",
    "phone2": "",
    "email": "nadel-7183@example.jp",
    "postal_code": "999-7316",
    "address": "東京都架空区針山町七丁目31番6号 ニードルハイツ七一六号室",
    "company": "株式会社ニードル七一",
    "contract": "K-5509-7731",
    "note": "次回は七月三十一日の午前に折り返しのお電話をご希望。ご不在のときは留守番電話に残さないこと。",
}
"""One customer; every value is a needle that appears nowhere else on the screen."""

MASKS = {
    "number": "C-•••••••", "name": "竹•• •••", "kana": "タ•••• ••••", "birth_date": "••••-••-••",
    "phone": "••-••••-••••", "email": "n•••@example.jp", "postal_code": "•••-••••", "address": "東京都••••••••",
    "company": "株式会社••••", "contract": "•-••••-••••", "note": "•••••••••",
}  # fmt: skip
SAVED = "前回は折り返し希望、七月三十一日の午後に針山支店から連絡済みとのこと。"
"""The text of the memo that is in the customer's history already: a needle too."""
LEAD = ("kimura", "承認者の合言葉")
"""The name and the password of the only lead who can approve."""
REASONS = ("人の生命・身体・財産の保護のため", "法令に基づく照会への対応のため")


def _policy():
    """The default policy with the parts that these tests need, whatever the file says about them."""
    base = read_policy(resource("policies", "default.toml").read_text(encoding="utf-8"))
    contract = replace(
        base.purposes["contract"],
        reveals=("name", "contract", "company", "note", HISTORY),
        step_up=("company",),
        representatives=("family", "guardian"),
    )
    others = {key: replace(each, representatives=(), step_up=()) for key, each in base.purposes.items()}
    family = Representative(
        "family", "同居のご家族", "ご家族様でいらっしゃいますね。お伝えできる範囲が限られますことをご了承ください。",
        ("name", "address"), 2, ("contract", "company", "note"),
    )  # fmt: skip
    guardian = replace(family, id="guardian", label="法定代理人", at_least=1)
    marked = {"address": {"copy": True, "unspoken": True}, "phone": {"copy": True}}
    return replace(
        base,
        fields={name: replace(spec, **marked.get(name, {})) for name, spec in base.fields.items()},
        purposes={**others, "contract": contract},
        representatives={"family": family, "guardian": guardian},
        call_back=CallBackRule("phone"),
        approval_reasons=REASONS,
        phrases=(
            Phrase("録音のご案内", "この通話は、応対品質向上のため録音しております。"),
            Phrase("お預かりした情報", "伺った内容は、厳重に管理いたします。"),
            Phrase("ひなた電力だけ", "検針日は明細でご案内しております。", ("hinata",)),
        ),
        privacy_questions=(
            PrivacyQuestion("聞いたことは何に使うのですか。", "このお問い合わせへの対応のためにだけ使います。"),
            PrivacyQuestion("登録された情報をすべて教えてください。", "担当者よりご案内いたします。", hand_over=True),
        ),
    )


POLICY = _policy()


def session(unfinished: UnfinishedCall | None = None) -> SessionView:
    """An operator who may take calls by the default policy."""
    return SessionView(
        user=UserName("sato"),
        display="佐藤",
        role=Role.OPERATOR,
        must_change_password=False,
        password_length=10,
        policy_name=POLICY.name,
        policy_version=POLICY.version,
        idle_seconds=300,
        idle_in_call_seconds=900,
        warning_seconds=30,
        lease_seconds=60,
        clients=tuple(
            ClientView(c.id, c.name, c.greeting, tuple(PurposeView(p, POLICY.purposes[p].label) for p in c.purposes))
            for c in POLICY.clients.values()
        ),
        find_fields=tuple(FindField(f.name, f.label, f.kind) for f in POLICY.fields.values() if f.find),
        find_by=POLICY.find_by,
        field_labels=tuple((f.name, f.label) for f in POLICY.fields.values()),
        unfinished=unfinished,
        approval_reasons=POLICY.approval_reasons,
    )


class FakeLink(QObject):
    """Answers as the vault does, in a later turn of the event loop; ``pause`` keeps the answers back."""

    refused = Signal(object)

    def __init__(self):
        super().__init__()
        self.asked = []
        self.call = None
        self.showing = set()
        self.refuse_next = {}
        self.memos = [(MemoId(1), SAVED, False)]
        self.day_over = False
        self.speaking = False
        self._paused = False
        self._held = deque()
        self._count = 0

    def ask(self, request, on_reply, *, on_refused=None, on_progress=None):
        self.asked.append(request)
        self._count += 1
        self._held.append((request, on_reply, on_refused))
        if not self._paused:
            QTimer.singleShot(0, self, self._deliver)
        return self._count

    @property
    def idle(self):
        """Whether every answer that is not kept back has been given."""
        return self._paused or not self._held

    def pause(self):
        self._paused = True

    def resume(self):
        self._paused = False
        while self._held:
            self._deliver()

    def kinds(self):
        return [type(request).__name__ for request in self.asked]

    def ends(self):
        return [(r.field, r.cause) for r in self.asked if isinstance(r, m.EndShowing)]

    def _deliver(self):
        if self._paused or not self._held:
            return
        request, on_reply, on_refused = self._held.popleft()
        try:
            reply = self._answer(request)
        except Refusal as refusal:
            if on_refused is None:
                self.refused.emit(refusal)
            else:
                _call(on_refused, refusal)
        else:
            _call(on_reply, reply)

    def _answer(self, request):
        if type(request) in self.refuse_next:
            raise self.refuse_next.pop(type(request))
        return getattr(self, re.sub("([A-Z])", r"_\1", type(request).__name__).lower())(request)

    def _state(self, call):
        self.call = call
        return m.CallState(call=view(call, self.memos, day_over=self.day_over))

    def _open_call(self, request):
        purpose = POLICY.purposes[request.purpose]
        return self._state(Call(CallId("0" * 32), request.client, purpose, UserName("sato")))

    def _resume_call(self, request):
        purpose = POLICY.purposes["delivery"]
        call = Call(request.call, "aozora", purpose, UserName("sato")).with_customer(CustomerId(1))
        return self._state(call.answered("name", correct=True).answered("phone", correct=True))

    def _change_purpose(self, request):
        return self._state(self.call.with_purpose(POLICY.purposes[request.purpose]))

    def _find_customer(self, request):
        if not any(request.by.keys() >= set(way) for way in POLICY.find_by):
            raise Refusal(Code.FIND_TOO_LITTLE)
        if any(VALUES[name] != heard for name, heard in request.by.items()):
            raise Refusal(Code.FIND_NOTHING)
        return self._state(self.call.with_customer(CustomerId(1)))

    def _put_back(self, request):
        return self._state(self.call.without_customer())

    def _answer_item(self, request):
        self.call.admit_answer(request.item, POLICY.limits)
        correct = VALUES[POLICY.items[request.item].field] == request.answer
        return self._state(self.call.answered(request.item, correct=correct))

    def _reveal_field(self, request):
        self.call.admit_reveal(request.field)
        if not VALUES[request.field]:
            raise Refusal(Code.FIELD_EMPTY)
        self.showing.add(request.field)
        return m.Revealed(field=request.field, value=VALUES[request.field], seconds=30, spoken=self.speaking)

    def _copy_field(self, request):
        if not POLICY.fields[request.field].copy:
            raise Refusal(Code.COPY_FORBIDDEN)
        if request.field not in self.showing:
            raise Refusal(Code.NOT_SHOWN)
        return m.Done()

    def _end_showing(self, request):
        self.showing.discard(request.field)
        return m.Done()

    def _set_caller(self, request):
        return self._state(self.call.with_caller(POLICY.representatives.get(request.representative)))

    def _begin_call_back(self, request):
        return self._state(self.call.calling_back())

    def _end_call_back(self, request):
        return self._state(self.call.called_back(reached=request.reached))

    def _approve(self, request):
        if (request.lead, request.password) != LEAD:
            raise Refusal(Code.APPROVAL_WRONG)
        assert request.reason in REASONS

    def _break_glass(self, request):
        self._approve(request)
        return self._state(self.call.approved(request.fields, request.lead, request.reason))

    def _lift_limit(self, request):
        self._approve(request)
        self.day_over = False
        return self._state(self.call)

    def _open_sealed(self, request):
        self._approve(request)
        return self._find_customer(request)

    def _check_memo(self, request):
        return m.MemoChecked(findings=tuple(findings(request.text)))

    def _save_memo(self, request):
        if any(found.forbidden for found in findings(request.text)):
            raise Refusal(Code.MEMO_FORBIDDEN, memo_kind="card_number")
        self.memos.insert(0, (MemoId(len(self.memos) + 1), request.text, True))
        return self._state(self.call)

    def _reveal_memo(self, request):
        self.call.admit_reveal(HISTORY)
        self.showing.add(HISTORY)
        text = next(text for memo, text, _ in self.memos if memo == request.memo)
        return m.Revealed(field=HISTORY, value=text, seconds=30)

    def _dispose_memo(self, request):
        assert request.reason
        self.memos = [each for each in self.memos if each[0] != request.memo]
        return m.MemoDisposed(call=self._state(self.call).call)

    def _hold_call(self, request):
        return self._state(self.call.held())

    def _take_back_call(self, request):
        return self._state(self.call.taken_back())

    def _end_call(self, request):
        if self.call is None:
            raise Refusal(Code.CALL_ABSENT)
        self.call = None
        return m.Done()


def findings(text):
    """What the fake finds: sixteen digits in a row are a card, ten or eleven a phone."""
    for found in re.finditer(r"\d{10,16}", text):
        card = len(found[0]) == 16
        yield MemoFinding(MemoProblem.CARD_NUMBER if card else MemoProblem.PHONE, *found.span(), forbidden=card)


def view(call: Call, memos=(), *, day_over=False) -> CallView:
    """The call as the vault draws it for a screen."""
    found = call.customer is not None
    client = POLICY.clients[call.client]
    hidden = POLICY.hidden_by(call.purpose)
    limits = POLICY.limits
    here = [each for each in POLICY.phrases if not each.clients or call.client in each.clients]
    return CallView(
        id=call.id,
        client=client.id,
        client_name=client.name,
        greeting=client.greeting,
        purpose=call.purpose.id,
        purpose_label=call.purpose.label,
        stage=Stage(call.stage),
        on_hold=call.on_hold,
        card=tuple(_field(spec, hidden, call) for spec in POLICY.fields.values()) if found and not call.resting else (),
        checklist=tuple(_item(POLICY.items[i], call, limits) for i in call.check.items) if found else (),
        others_needed=call.check.at_least,
        attempts_left=limits.attempts_per_call - call.checklist.tried_in_all,
        reveal_seconds=call.purpose.reveal_seconds,
        caller=call.caller_id,
        callers=tuple(_caller(name) for name in call.purpose.representatives),
        call_back=call.call_back,
        call_back_label=POLICY.fields[POLICY.call_back.field].label,
        day_limit_reached=day_over and found,
        approved_by=call.approval.lead,
        phrases=tuple(PhraseView(each.title, each.text) for each in here),
        questions=tuple(QuestionView(q.question, q.answer, q.hand_over) for q in POLICY.privacy_questions),
        history=tuple(_memo(*memo) for memo in memos) if found and not call.resting else (),
        history_revealable=HISTORY in call.reveals,
    )


def _memo(memo, text, own):
    return MemoView(memo, "2026-11-02T05:31:00+00:00", UserName("sato"), "•" * min(len(text), 12), own)


def _caller(name):
    who = POLICY.representatives[name]
    return CallerView(who.id, who.label, who.say)


def _field(spec, hidden, call):
    whole = spec.name in hidden
    mask = "••••••••" if whole else MASKS.get(spec.name, "")
    return FieldView(
        spec.name,
        spec.label,
        Kind(spec.kind),
        mask,
        spec.name in call.reveals,
        not mask and not whole,
        step_up=spec.name in call.purpose.step_up,
        approved=spec.name in call.approval.fields,
        copy=spec.copy,
        unspoken=spec.unspoken,
    )


def _item(item, call, limits):
    tried = call.checklist.tried(item.id)
    required = item.id in call.check.required
    return ItemView(item.id, item.label, item.say, required, tried > 0, limits.attempts_per_item - tried)


class FakeWording:
    """Names a refusal by its code."""

    def refusal(self, refusal):
        return f"<{refusal.code.value}>"

    def fact_value(self, name, value):
        return f"<{value}>"
