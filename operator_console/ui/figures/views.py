"""Three looks at the team's numbers, each a picture and the table behind it."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from operator_console.domain.review import DayFigures, FiguresView, OperatorFigures
from operator_console.ui.figures.bars import Bar, Bars
from operator_console.ui.figures.heat import HOURS, HeatMap
from operator_console.ui.models.lines import Lines
from operator_console.ui.models.table import ROW_HEIGHT, Table
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label


def weekdays() -> tuple[str, ...]:
    """Return the short names of the days, Monday first."""
    return tuple(QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8))


def share(part: int, whole: int) -> str:
    """Return a share in per cent with one place; a dash of nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "—"


class OperatorsView(QWidget):
    """Everybody's reveals per hour of work against the median, and the day of whoever is chosen in the table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._figures: FiguresView | None = None
        self.team, self.day = Bars(theme, self.tr("Median")), Bars(theme, self.tr("Median"))
        self.whose = Label(size="small", ink="muted")
        headers = (
            self.tr("Operator"),
            self.tr("Calls"),
            self.tr("Showings"),
            self.tr("Per hour"),
            self.tr("Against the median"),
            self.tr("Per call"),
        )
        self.lines: Lines[OperatorFigures] = Lines(headers)
        self.table = Table(self.lines, (200, 100, 100, 110, 150))
        self.table.setAccessibleName(self.tr("Showings by operator"))
        self.table.row_changed.connect(self._chosen)
        pictures = QHBoxLayout()
        pictures.setSpacing(12)
        for heading, picture in (
            (Label(self.tr("Showings per hour of work"), size="small", ink="muted"), self.team),
            (self.whose, self.day),
        ):
            card = Card(margin=12)
            card.body.setSpacing(4)
            card.body.addWidget(heading)
            card.body.addWidget(picture, 1)
            pictures.addWidget(card, 1)
        _stack(self, pictures, self.table)

    def show_figures(self, figures: FiguresView) -> None:
        """Show these numbers."""
        self._figures = figures
        median = figures.median_per_hour
        bars = tuple(Bar(each.display, each.per_hour, f"{each.per_hour:.1f}", median) for each in figures.operators)
        words = self.tr("Showings per hour of work; the median is {median}").format(median=f"{median:.1f}")
        self.team.show_bars(bars, words)
        self.lines.show([(each, self._cells(each, median)) for each in figures.operators])
        if figures.operators:
            self.table.go_to(0)

    def _cells(self, each: OperatorFigures, median: float) -> tuple[str, ...]:
        against = self.tr("{times} times").format(times=f"{each.per_hour / median:.1f}") if median else "—"
        return (
            each.display,
            f"{each.calls:,}",
            f"{each.reveals:,}",
            f"{each.per_hour:.1f}",
            against,
            f"{each.per_call:.1f}",
        )

    def _chosen(self, row: int) -> None:
        each = self.lines.thing(row)
        if each is None or self._figures is None:
            return
        words = self.tr("Showings of {name} in each hour of the day").format(name=each.display)
        self.whose.setText(words)
        median = self._figures.median_by_hour
        self.day.show_bars(
            tuple(
                Bar(str(hour), each.by_hour[hour], str(each.by_hour[hour]), median[hour] or -1.0)
                for hour in range(HOURS)
            ),
            words,
        )


class WeekView(QWidget):
    """Reveals by weekday and hour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.map = HeatMap(theme, weekdays())
        self.lines: Lines[int] = Lines((self.tr("Day"), *(str(hour) for hour in range(HOURS))))
        self.table = Table(self.lines, (70, *([52] * (HOURS - 1))), 52)
        self.table.setAccessibleName(self.tr("Showings by weekday and hour"))
        card = Card(margin=12)
        card.body.addWidget(self.map)
        _stack(self, card, self.table)

    def show_figures(self, figures: FiguresView) -> None:
        """Show these numbers."""
        self.map.show_rows(figures.week, self.tr("Showings by weekday and hour"))
        rows = zip(weekdays(), figures.week, strict=True)
        self.lines.show([(at, (day, *(f"{number:,}" for number in row))) for at, (day, row) in enumerate(rows)])
        self.table.go_to(0)


class DaysView(QWidget):
    """The share of calls with a call-back or a lead's approval, day by day."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.picture = Bars(theme, self.tr("Whole range"))
        headers = (
            self.tr("Day"),
            self.tr("Calls"),
            self.tr("With a step-up"),
            self.tr("Share"),
            self.tr("Showings"),
        )
        self.lines: Lines[DayFigures] = Lines(headers)
        self.table = Table(self.lines, (140, 110, 190, 110))
        self.table.setAccessibleName(self.tr("Calls with a step-up, day by day"))
        card = Card(margin=12)
        card.body.setSpacing(4)
        heading = self.tr("Share of calls with a call-back or a lead's approval (%)")
        card.body.addWidget(Label(heading, size="small", ink="muted"))
        card.body.addWidget(self.picture, 1)
        _stack(self, card, self.table)

    def show_figures(self, figures: FiguresView) -> None:
        """Show these numbers."""
        whole = 100 * figures.step_ups / figures.calls if figures.calls else -1.0
        self.picture.show_bars(
            tuple(_day_bar(day, whole) for day in figures.days),
            self.tr("Calls with a step-up, day by day; {share} of the whole range").format(
                share=share(figures.step_ups, figures.calls)
            ),
        )
        self.lines.show(
            [
                (
                    day,
                    _day_cells(day),
                )
                for day in figures.days
            ]
        )
        if figures.days:
            self.table.go_to(0)


def _day_cells(day: DayFigures) -> tuple[str, ...]:
    part = share(day.step_ups, day.calls)
    return day.day.replace("-", "/"), f"{day.calls:,}", f"{day.step_ups:,}", part, f"{day.reveals:,}"


def _day_bar(day: DayFigures, whole: float) -> Bar:
    part = 100 * day.step_ups / day.calls if day.calls else 0.0
    _, month, date = day.day.split("-")
    return Bar(f"{int(month)}/{int(date)}", part, f"{part:.0f}", whole)


def _stack(view: QWidget, pictures: QHBoxLayout | QWidget, table: Table) -> None:
    column = QVBoxLayout(view)
    column.setContentsMargins(0, 12, 0, 0)
    column.setSpacing(12)
    if isinstance(pictures, QWidget):
        column.addWidget(pictures, 3)
    else:
        column.addLayout(pictures, 3)
    table.setMinimumHeight(5 * ROW_HEIGHT // 2)
    column.addWidget(table, 2)
