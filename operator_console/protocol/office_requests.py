"""What an administrator asks: accounts, imports and the policy."""

from operator_console.domain.fields import Kind
from operator_console.domain.ids import ClientId, UserName
from operator_console.domain.roles import Role
from operator_console.protocol.replies import (
    Done,
    FilePreview,
    Imported,
    MatchingTried,
    PolicyChecked,
    PolicySaved,
    PolicyText,
    Users,
)
from operator_console.protocol.request import FileToRead, NewFile, Request


class ListUsers(Request[Users], frozen=True):
    """Everyone who has an account."""

    reply = Users


class AddUser(Request[Users], frozen=True):
    """A new account; its first password must be changed at the first sign-in."""

    user: str
    display: str
    role: Role
    password: str
    clients: tuple[ClientId, ...] = ()
    """The client companies granted to an operator."""
    reply = Users


class ResetPassword(Request[Users], frozen=True):
    """A new first password for somebody; enables a disabled account again."""

    user: UserName
    password: str
    reply = Users


class DisableUser(Request[Users], frozen=True):
    """Take somebody's key away. Their entries in the log stay."""

    user: UserName
    reply = Users


class PreviewImport(Request[FilePreview], frozen=True):
    """Read a file's header. An empty ``encoding`` finds out by itself."""

    path: FileToRead
    encoding: str = ""
    reply = FilePreview


class ImportFile(Request[Imported], frozen=True):
    """Import a CSV file for a client company; sends progress and can be cancelled between rows.

    An empty ``client`` is the policy's first. ``existing`` is ``reject`` or ``update``: what happens to a row whose
    customer number is in the vault already.
    """

    path: FileToRead
    client: str = ""
    existing: str = "reject"
    encoding: str = ""
    reply = Imported


class SaveRejects(Request[Done], frozen=True):
    """Write the rows that the last import rejected, as they stood, to a new file that can be mended and imported."""

    path: NewFile
    reply = Done


class SetClients(Request[Users], frozen=True):
    """The client companies that an operator may answer for, from their next request; empty for none."""

    user: UserName
    clients: tuple[ClientId, ...]
    reply = Users


class SetOsUser(Request[Users], frozen=True):
    """The OS user, by name or number, from whom alone somebody signs in where the policy ties accounts; empty for none.

    It holds from their next sign-in, in Guarded mode.
    """

    user: UserName
    os_user: str
    reply = Users


class ReadPolicy(Request[PolicyText], frozen=True):
    """The policy in force."""

    reply = PolicyText


class CheckPolicy(Request[PolicyChecked], frozen=True):
    """Look for what is wrong with a policy's text without saving it."""

    text: str
    reply = PolicyChecked


class SavePolicy(Request[PolicySaved], frozen=True):
    """Put a policy in force. Its ``version`` must be higher than the present one's."""

    text: str
    reply = PolicySaved


class TryMatching(Request[MatchingTried], frozen=True):
    """Try a rule of matching on made-up values; ``reading`` is the kana beside a stored name."""

    kind: Kind
    stored: str
    answer: str
    reading: str = ""
    reply = MatchingTried
