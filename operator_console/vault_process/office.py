"""Answers an administrator: accounts and imports."""

from collections.abc import Generator
from functools import partial
from pathlib import Path

from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.protocol.replies import MOST_REJECTED
from operator_console.services import import_customers, manage_users
from operator_console.services.set_up import Person
from operator_console.vault_process.conversation import Conversation, told


def routes(c: Conversation) -> list[m.Route]:
    """Bind the requests to what answers them."""
    return [
        m.ListUsers.answered_by(partial(_users, c)),
        m.AddUser.answered_by(partial(_add_user, c)),
        m.ResetPassword.answered_by(partial(_reset_password, c)),
        m.DisableUser.answered_by(partial(_disable_user, c)),
        m.SetClients.answered_by(partial(_set_clients, c)),
        m.SetOsUser.answered_by(partial(_set_os_user, c)),
        m.PreviewImport.answered_by(partial(_preview_import, c)),
        m.ImportFile.answered_by(partial(_import_file, c)),
        m.SaveRejects.answered_by(partial(_save_rejects, c)),
    ]


def _users(c: Conversation, _: m.ListUsers) -> m.Users:
    return m.Users(manage_users.list_users(c.desk))


def _add_user(c: Conversation, request: m.AddUser) -> m.Users:
    person = Person(request.user, request.display, request.role, Secret(request.password), clients=request.clients)
    manage_users.add_user(c.desk, person)
    return _users(c, m.ListUsers())


def _reset_password(c: Conversation, request: m.ResetPassword) -> m.Users:
    manage_users.reset_password(c.desk, request.user, Secret(request.password))
    return _users(c, m.ListUsers())


def _disable_user(c: Conversation, request: m.DisableUser) -> m.Users:
    manage_users.disable_user(c.desk, request.user)
    return _users(c, m.ListUsers())


def _set_clients(c: Conversation, request: m.SetClients) -> m.Users:
    manage_users.set_clients(c.desk, request.user, request.clients)
    return _users(c, m.ListUsers())


def _set_os_user(c: Conversation, request: m.SetOsUser) -> m.Users:
    manage_users.set_os_user(c.desk, request.user, request.os_user)
    return _users(c, m.ListUsers())


def _preview_import(c: Conversation, request: m.PreviewImport) -> m.FilePreview:
    outline = import_customers.preview(c.desk, c.files, Path(request.path), request.encoding)
    return m.FilePreview(outline.encoding, outline.rows, outline.columns)


def _import_file(c: Conversation, request: m.ImportFile) -> Generator[m.Progress, None, m.Imported]:
    c.imported = None
    work = import_customers.import_file(
        c.desk,
        c.files,
        Path(request.path),
        client=request.client,
        existing=request.existing,
        encoding=request.encoding,
    )
    result = yield from told(work)
    c.imported = result
    return m.Imported(result.imported, result.rejected[:MOST_REJECTED], result.cancelled, len(result.rejected))


def _save_rejects(c: Conversation, request: m.SaveRejects) -> m.Done:
    if c.imported is None:
        raise Refusal(Code.NOTHING_TO_SAVE)
    import_customers.save_rejects(c.desk, c.files, c.imported, Path(request.path))
    return m.Done()
