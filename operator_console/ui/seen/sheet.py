"""What stands on the paper about a customer: who saw them, and the statement where one was asked for."""

from PySide6.QtCore import QObject

from operator_console.domain.review import SeenView, Statement
from operator_console.ui.seen import paper
from operator_console.ui.seen.words import SeenWords


class Sheet(QObject):
    """Puts the page about a customer into HTML for the PDF, in the words of the screen."""

    def __init__(self, words: SeenWords, made_by: str) -> None:
        super().__init__()
        self._words, self._made_by = words, made_by

    def body(self, seen: SeenView, statement: Statement | None) -> str:
        """Return everything that was read, with the statement behind it."""
        words = self._words
        made = self.tr("Made {time} ({zone}) by {name}").format(
            time=f"{words.time.now():%Y/%m/%d %H:%M}", zone=words.time.name, name=self._made_by
        )
        reference = self.tr("Customer reference: {reference}").format(reference=seen.customer)
        parts = [paper.section(reference, words.range(seen.since, seen.until), words.summary(seen), made)]
        parts.append(paper.table(words.headers(), [words.cells(row) for row in seen.rows]))
        if statement is not None:
            parts.append(self._statement(statement))
        return "".join(parts)

    def _statement(self, statement: Statement) -> str:
        words = self._words
        said = (words.range(statement.since, statement.until), words.verdict(statement), *words.gaps(statement))
        proof = f"{statement.text}key: {statement.key}\nsignature: {statement.signature}\n"
        heading = self.tr("Statement about showings")
        return paper.section(heading, *said, words.signed(statement)) + paper.verbatim(proof)
