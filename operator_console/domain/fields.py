"""What a customer's field is: its kind decides how it is checked, matched and masked."""

from dataclasses import dataclass
from enum import StrEnum, auto

from operator_console.domain.ids import FieldName


class Kind(StrEnum):
    """The kinds of values that the console knows how to compare as heard."""

    NAME = auto()
    KANA = auto()
    PHONE = auto()
    BIRTH_DATE = auto()
    ADDRESS = auto()
    EMAIL = auto()
    IDENTIFIER = auto()
    POSTAL_CODE = auto()
    COMPANY = auto()
    TEXT = auto()


class Sensitivity(StrEnum):
    """How much harm a field can do. A ``high`` one is masked whole on every card, whatever its mask style."""

    LOW = auto()
    NORMAL = auto()
    HIGH = auto()


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field as the policy describes it; ``label`` is what people read, ``headers`` what files call it."""

    name: FieldName
    kind: Kind
    label: str
    headers: tuple[str, ...] = ()
    required: bool = False
    find: bool = False
    mask: str = "default"
    sensitivity: Sensitivity = Sensitivity.NORMAL
    copy: bool = False
    """Whether a shown value may be put into the clipboard; each time is an entry."""
    unspoken: bool = False
    """Whether the operator is told not to say it aloud (復唱禁止): somebody may overhear."""
