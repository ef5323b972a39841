"""The two modes in which a vault is served: by the operator's own OS user, or by a service account."""

from enum import StrEnum, auto


class Mode(StrEnum):
    """Kept in the vault's header and written into every entry. The words for people are in resources/wording."""

    STANDALONE = auto()
    GUARDED = auto()
