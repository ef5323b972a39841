"""Answers before anyone has signed in, and what everybody may do afterwards."""

from functools import partial

from operator_console.domain.policy import Limits
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.resource_files import resource
from operator_console.services import unlock
from operator_console.services.set_up import Person, confirm, prepare, recover
from operator_console.vault_process.conversation import Conversation


def routes(c: Conversation) -> list[m.Route]:
    """Bind the requests to what answers them."""
    return [
        m.Hello.answered_by(partial(_hello, c)),
        m.PrepareVault.answered_by(partial(_prepare, c)),
        m.ConfirmVault.answered_by(partial(_confirm, c)),
        m.Recover.answered_by(partial(_recover, c)),
        m.SignIn.answered_by(partial(_sign_in, c)),
        m.KeepAlive.answered_by(partial(_keep_alive, c)),
        m.Diagnose.answered_by(partial(_diagnose, c)),
        m.ChangePassword.answered_by(partial(_change_password, c)),
        m.Lock.answered_by(partial(_lock, c)),
        m.SignOut.answered_by(partial(_sign_out, c)),
    ]


def _hello(c: Conversation, _: m.Hello) -> m.Welcome:
    state = c.keeper.state()
    return m.Welcome(
        build=c.place.build,
        mode=c.place.mode,
        present=state.present,
        demo=state.demo,
        device_secret=state.device_secret,
        keyring=c.machine.keyring(),
        password_length=Limits().password_length,
        os_user=c.place.os_user,
    )


def _prepare(c: Conversation, request: m.PrepareVault) -> m.RecoveryCode:
    people = [
        _person(request.administrator, Role.ADMINISTRATOR),
        _person(request.operator, Role.OPERATOR),
        _person(request.lead, Role.LEAD),
    ]
    policy = request.policy or resource("policies", "default.toml").read_text(encoding="utf-8")
    c.prepared = prepare(c.keeper, people, policy, device_secret=request.device_secret, auditor_key=request.auditor_key)
    return m.RecoveryCode(c.prepared.recovery_code.reveal(), c.prepared.pin)


def _confirm(c: Conversation, request: m.ConfirmVault) -> m.Done:
    if c.prepared is None:
        raise Refusal(Code.VAULT_ABSENT)
    confirm(c.prepared, request.code, c.clock, c.place).close()
    c.prepared = None
    return m.Done()


def _recover(c: Conversation, request: m.Recover) -> m.Done:
    c.refuse_signed_in()
    person = Person(request.user, "", Role.ADMINISTRATOR, Secret(request.password))
    recover(c.keeper, c.clock, c.place, request.code, person, device_secret=request.device_secret)
    return m.Done()


def _sign_in(c: Conversation, request: m.SignIn) -> m.SignedIn:
    c.refuse_signed_in()
    password = Secret(request.password)
    c.at_desk, session = unlock.sign_in(c.keeper, c.clock, c.place, request.user, password)
    c.lease.seconds = session.lease_seconds
    return m.SignedIn(session)


def _keep_alive(c: Conversation, request: m.KeepAlive) -> m.Done:
    c.lease.promised = request.within
    return m.Done()


def _diagnose(c: Conversation, _: m.Diagnose) -> m.Diagnosis:
    return m.Diagnosis(c.machine.checks())


def _change_password(c: Conversation, request: m.ChangePassword) -> m.Done:
    unlock.change_password(c.desk, Secret(request.old), Secret(request.new))
    return m.Done()


def _lock(c: Conversation, _: m.Lock) -> m.Done:
    """The server ends the process after the answer, and :meth:`ending` writes why."""
    return m.Done()


def _sign_out(c: Conversation, _: m.SignOut) -> m.Done:
    if c.at_desk is not None:
        unlock.sign_out(c.at_desk)
        c.at_desk = None
    return m.Done()


def _person(new: m.NewUser, role: Role) -> Person:
    """Whoever sets up is the administrator and has chosen that password; the others get theirs from somebody else."""
    return Person(new.user, new.display, role, Secret(new.password), must_change=role is not Role.ADMINISTRATOR)
