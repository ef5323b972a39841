"""Everything the console can refuse, as a closed list of codes; the words are made where a person reads them."""

from enum import StrEnum, auto


class Code(StrEnum):
    """Why something was refused. Each has its sentence and next step in resources/wording."""

    # the vault and its files
    VAULT_ABSENT = auto()
    VAULT_EXISTS = auto()
    VAULT_DAMAGED = auto()  # file
    CUSTOMERS_OLDER = auto()  # missing: how many changes the log has seen that customers.db lacks
    VAULT_NEWER = auto()  # found, known
    VAULT_IN_USE = auto()
    VAULT_READ_ONLY = auto()  # path
    MODE_WRONG = auto()  # mode: the one to which the vault belongs
    DISK_FULL = auto()
    SQLITE_TOO_OLD = auto()  # found, needed
    LOG_BROKEN = auto()  # found at opening: the log and its key file do not fit together
    DEVICE_SECRET_MISSING = auto()
    DEVICE_SECRET_WRONG = auto()
    KEYRING_UNAVAILABLE = auto()  # backend
    CREDENTIAL_SEALED = auto()  # only the administrator's guard command makes or changes it
    CREDENTIAL_BAD = auto()  # name
    # the administrator's guard command
    GUARD_NAME_BAD = auto()  # name
    GUARD_STATE_BAD = auto()  # path
    GUARD_NEEDS_ROOT = auto()
    GUARD_NO_SYSTEMD = auto()
    GUARD_PROGRAM_WEAK = auto()  # path
    GUARD_PROGRAM_HIDDEN = auto()  # path
    GUARD_COMMAND_FAILED = auto()  # command
    GUARD_CANNOT_SEAL = auto()
    GUARD_ACCOUNT_ABSENT = auto()  # name
    GUARD_NOT_CONFIRMED = auto()
    MOVE_SOURCE_BAD = auto()  # file
    MOVE_LOG_BAD = auto()
    MOVE_DEMO = auto()
    MOVE_INTERRUPTED = auto()
    RECOVERY_WRONG = auto()
    BACKUP_FOREIGN = auto()  # the file is no backup of a vault
    BACKUP_DAMAGED = auto()  # or is one no more: cut off, or changed
    # the evidence of the log
    CHECKPOINT_OLD = auto()  # nothing is shown until a checkpoint has been delivered
    CHECKPOINT_UNKNOWN = auto()  # entries
    CHECKPOINT_KEY_LOST = auto()
    KEPT_CODE_WRONG = auto()  # kept
    AUDITOR_KEY_WRONG = auto()
    # signing in
    SIGN_IN_WRONG = auto()
    SIGN_IN_HELD = auto()  # seconds
    NOT_SIGNED_IN = auto()
    ALREADY_SIGNED_IN = auto()
    SIGNED_IN_ELSEWHERE = auto()  # the same account at another console, which has not been locked
    ACCESS_CHANGED = auto()  # the account was disabled, or given another password, while its owner worked
    PASSWORD_WEAK = auto()  # minimum
    PASSWORD_SAME = auto()
    PASSWORD_MUST_CHANGE = auto()
    USER_EXISTS = auto()  # user
    USER_UNKNOWN = auto()  # user
    USER_NAME_BAD = auto()
    LAST_ADMINISTRATOR = auto()
    NOT_YOUR_DUTY = auto()  # duty
    # the call
    CALL_OPEN = auto()
    CALL_ABSENT = auto()
    CALL_ON_HOLD = auto()
    CALL_CALLING_BACK = auto()
    CLIENT_UNKNOWN = auto()
    PURPOSE_UNKNOWN = auto()
    CUSTOMER_ABSENT = auto()
    CUSTOMER_CHOSEN = auto()
    FIND_TOO_LITTLE = auto()
    FIND_NOTHING = auto()
    FIND_TOO_MANY = auto()
    FIND_BAD_VALUE = auto()  # field, reason
    ITEM_UNKNOWN = auto()
    ANSWER_EMPTY = auto()
    ATTEMPTS_ITEM = auto()
    ATTEMPTS_CALL = auto()
    ATTEMPTS_DAY = auto()
    NOT_VERIFIED = auto()
    FIELD_OUTSIDE_PURPOSE = auto()
    FIELD_EMPTY = auto()
    FIELD_UNKNOWN = auto()
    REPRESENTATIVE_UNKNOWN = auto()
    STEP_UP_NEEDED = auto()
    NOT_CALLING_BACK = auto()
    CALL_BACK_UNKNOWN = auto()  # the policy has no call-back, or the customer no number to call
    DIAL_UNAVAILABLE = auto()
    DIAL_FAILED = auto()
    # a lead's approval at the operator's console
    APPROVAL_WRONG = auto()
    APPROVER_SAME = auto()
    REASON_EMPTY = auto()
    REASON_UNKNOWN = auto()
    # the room, and what leaves the screen
    ROOM_UNANSWERED = auto()
    COPY_FORBIDDEN = auto()
    NOT_SHOWN = auto()
    SCREEN_SHARED = auto()
    SHARING_MINUTES = auto()  # limit
    # memos
    MEMO_EMPTY = auto()
    MEMO_TOO_LONG = auto()  # limit
    MEMO_FORBIDDEN = auto()  # memo_kind
    MEMO_UNKNOWN = auto()
    MEMO_NOT_YOURS = auto()
    # the review
    REVIEW_ASKED = auto()  # count: questions to be answered before the first call
    CASE_UNKNOWN = auto()
    CASE_OWN = auto()
    CASE_OWN_ALONE = auto()  # and there is nobody else who could review it
    CASE_DECIDED = auto()
    CASE_HAS_MANY = auto()  # several people worked on it: one of its calls is asked about
    CASE_NOT_ASKED = auto()
    COMMENT_EMPTY = auto()
    COMMENT_TOO_LONG = auto()  # limit
    COMMENT_FORBIDDEN = auto()  # memo_kind
    RANGE_BAD = auto()
    # files that people bring
    FILE_UNREADABLE = auto()  # path
    FILE_TOO_LARGE = auto()  # limit_mb
    FILE_NOT_TEXT = auto()
    FILE_NO_HEADER = auto()  # missing
    FILE_BAD_QUOTES = auto()  # line: a quotation mark that is never closed, or text behind a closed one
    FILE_COLUMN_TWICE = auto()  # column
    FILE_EXISTS = auto()  # path
    FILE_UNWRITABLE = auto()  # path
    FILE_NAME_TAKEN = auto()  # path, kept: somebody else's file has come to be at the path; ours is there, whole
    NOTHING_TO_SAVE = auto()
    POLICY_INVALID = auto()  # line, problem
    # guarded mode: a service account serves, and knows the OS user at the other end
    MACHINE_FILE_UNSAFE = auto()  # path: somebody else than root could have written it
    MACHINE_FILE_BAD = auto()  # path
    SERVICE_ABSENT = auto()  # there is no such socket
    SERVICE_STOPPED = auto()  # nobody takes connections there
    SERVICE_FORBIDDEN = auto()  # this OS user may not connect
    SERVICE_ENDED = auto()  # it let nobody speak
    SERVER_UNTRUSTED = auto()  # path: neither root nor the service account listens there
    SERVER_REPLACEABLE = auto()  # path: somebody else could put another socket there
    PEER_UNKNOWN = auto()  # the other end of the socket cannot be named
    PEER_REFUSED = auto()  # os_user: root and the service account itself do not work at a console
    CONSOLES_MANY = auto()  # limit: of one OS user at once
    OS_USER_WRONG = auto()  # os_user: the account belongs to another OS user
    OS_USER_BAD = auto()
    RATE_REACHED = auto()  # rate, limit, span, until
    FILE_NOT_HANDED = auto()  # a request named a file without handing it over, or handed over more than one
    FOLDER_OPEN = auto()  # path: others than the service account may look into the vault's folder
    # the conversation between the two processes
    REQUEST_MALFORMED = auto()
    REQUEST_TOO_LARGE = auto()
    REQUEST_UNKNOWN = auto()
    PROTOCOL_VERSION = auto()  # found, known
    CANCELLED = auto()
    BUSY = auto()  # other long work is still running
    VAULT_GONE = auto()
    INTERNAL = auto()  # our bug: masked, locked, reported


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of ours
    """What the user's world did: a code, and the parameters for its sentence. Never carries a customer's value."""

    def __init__(self, code: Code, **params: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.params: dict[str, str | int] = dict(params)


class Cancelled(Refusal):
    """Thrown into long work where it stands; it may catch this and answer with what was done until then."""

    def __init__(self) -> None:
        super().__init__(Code.CANCELLED)
