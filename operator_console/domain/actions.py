"""Everything that is worth an entry in the log, as a closed list."""

from enum import StrEnum, auto


class Action(StrEnum):
    """What was done. The words for people are in resources/wording."""

    VAULT_MADE = auto()
    VAULT_OPENED = auto()
    VAULT_SETTLED = auto()  # what an interrupted change left open was found and settled at opening
    SIGN_IN = auto()
    SIGN_IN_FAILED = auto()
    SIGN_OUT = auto()
    LOCK = auto()
    RECOVERY = auto()
    BACKUP_BEGUN = auto()
    BACKUP_ENDED = auto()
    RESTORED = auto()  # the first entry after a backup was put back
    MODE_CHANGE_BEGUN = auto()
    MODE_CHANGED = auto()  # the first entry in the new mode
    PASSWORD_CHANGED = auto()
    USER_ADDED = auto()
    USER_RESET = auto()
    USER_DISABLED = auto()
    CLIENTS_SET = auto()
    OS_USER_SET = auto()
    POLICY_CHANGED = auto()
    MATCHING_TRIED = auto()
    RATE_REACHED = auto()  # from now on something is refused to an OS user, until the span of time is over
    RATE_OVER = auto()  # and how often it was
    CALL_OPENED = auto()
    CALL_RESUMED = auto()
    CALL_HELD = auto()
    CALL_TAKEN_BACK = auto()
    CALL_ENDED = auto()
    PURPOSE_CHANGED = auto()
    CALLER_SET = auto()
    CALL_BACK_BEGUN = auto()
    CALL_BACK_ENDED = auto()
    SEARCH = auto()
    CUSTOMER_PUT_BACK = auto()
    ANSWER = auto()
    REVEAL = auto()
    REVEAL_ENDED = auto()
    REVEAL_REFUSED = auto()
    BREAK_GLASS = auto()
    LIMIT_LIFTED = auto()
    SEALED_OPENED = auto()
    CUSTOMER_SEALED = auto()
    CUSTOMER_UNSEALED = auto()
    MEMO_SAVED = auto()
    MEMO_REFUSED = auto()
    MEMO_DISPOSED = auto()
    IMPORT_BEGUN = auto()
    IMPORT_ENDED = auto()
    REJECTS_SAVED = auto()
    LOG_READ = auto()
    LOG_VERIFIED = auto()
    REVIEW_READ = auto()
    REVIEWED = auto()
    REVIEW_ANSWERED = auto()
    CUSTOMER_LOG_READ = auto()  # who saw a customer
    STATEMENT_MADE = auto()  # whether a customer was shown in a range of time
    CUSTOMER_LOG_EXPORTED = auto()  # who saw a customer, as a file for people
    LOG_EXPORTED = auto()
    CHECKPOINT_DELIVERED = auto()
    AUDITOR_KEY_ADDED = auto()
    ROOM_CHECKED = auto()  # the workplace, before the first call of a day
    FIELD_COPIED = auto()
    SPEAKING_SET = auto()  # whether a screen reader is told what is shown
    SHARING_BEGUN = auto()  # from now on the screen can be captured
    SHARING_ENDED = auto()


class Outcome(StrEnum):
    """How it went. ``DONE`` for what simply happened; the others say more where there is more to say."""

    DONE = auto()
    MET = auto()  # the policy's checklist is met
    NOT_YET_MET = auto()
    FOUND = auto()
    NOTHING = auto()
    TOO_MANY = auto()
    REFUSED = auto()
    CANCELLED = auto()
    FAILED = auto()


class LockCause(StrEnum):
    """Why the console locked."""

    HOTKEY = auto()
    IDLE = auto()
    SESSION = auto()  # the screen of the OS session was locked
    USER_SWITCHED = auto()  # another user of the machine came to the front
    SLEEP = auto()
    LID = auto()
    LEASE = auto()
    HANG = auto()  # the window stood still
    CLOSED = auto()
    FAULT = auto()
    QUIT = auto()
    ACCESS = auto()
