"""What is different between two policies, in sentences, for whoever is about to put the second one in force."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from operator_console.domain.policy import Policy


class Changes(QObject):
    """Compares part by part. What is changed but has no name of its own is named by its part."""

    def between(self, old: "Policy", new: "Policy") -> list[str]:
        """Return one sentence for each change, the version first."""
        told = [self.tr("Version: {old} → {new}").format(old=old.version, new=new.version)]
        if old.name != new.name:
            told.append(self.tr("Name: “{old}” → “{new}”").format(old=old.name, new=new.name))
        for part, label_of in self._named():
            told += self._part(part, label_of, old, new)
        told += self._limits(old, new)
        told += [self.tr("{part}: changed").format(part=part) for part in self._unnamed(old, new)]
        return told

    def _named(self) -> tuple[tuple[tuple[str, str], Callable[[Any], str]], ...]:
        return (
            (("clients", self.tr("Client company")), lambda client: client.name),
            (("purposes", self.tr("Purpose")), lambda purpose: purpose.label),
            (("fields", self.tr("Field")), lambda field: field.label),
            (("items", self.tr("Question")), lambda item: item.label),
            (("representatives", self.tr("Representative")), lambda each: each.label),
        )

    def _part(
        self, part: tuple[str, str], label_of: Callable[[Any], str], old: "Policy", new: "Policy"
    ) -> Iterable[str]:
        key, name = part
        before: Mapping[Any, Any] = getattr(old, key)
        after: Mapping[Any, Any] = getattr(new, key)
        for words, labels in (
            (self.tr("{part} added: {labels}"), [label_of(after[each]) for each in after if each not in before]),
            (self.tr("{part} removed: {labels}"), [label_of(before[each]) for each in before if each not in after]),
            (
                self.tr("{part} changed: {labels}"),
                [label_of(after[each]) for each in after if each in before and after[each] != before[each]],
            ),
        ):
            if labels:
                yield words.format(part=name, labels="、".join(labels))

    def _limits(self, old: "Policy", new: "Policy") -> Iterable[str]:
        for limit in fields(old.limits):
            before, after = getattr(old.limits, limit.name), getattr(new.limits, limit.name)
            if before != after:
                words = self.tr("Limit {name}: {old} → {new}")
                yield words.format(name=limit.name, old=before, new=after)

    def _unnamed(self, old: "Policy", new: "Policy") -> Iterable[str]:
        parts = {
            "find_by": self.tr("Finding a customer"),
            "asked_with": self.tr("What is masked together"),
            "phrases": self.tr("Phrase cards"),
            "privacy_questions": self.tr("Questions about privacy"),
            "call_back": self.tr("Call-back"),
            "approval_reasons": self.tr("Reasons for a lead's approval"),
            "name_failed_item": self.tr("Whether a wrong answer is named"),
        }
        return [words for key, words in parts.items() if getattr(old, key) != getattr(new, key)]
