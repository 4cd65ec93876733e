"""`qaim explain`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qaim_cli.cli import loading
from qaim_cli.cli.answering import resolve_today
from qaim_cli.cli.option_specs import declare_argument
from qaim_cli.cli.options import ReadOptions, TodayOptions
from qaim_cli.cli.output import show_report
from qaim_cli.errors import RequestError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qaim_cli.render.screen import ScreenSettings

MAX_STDIN_BYTES = 2**20
"""So much is read from stdin: about a hundred thousand dates."""

EXAMPLES = (
    "qaim explain 'early 1990s' '44 BC' 04/05/2004",
    "qaim explain 2003-05 -f json",
)


class Options(TodayOptions, ReadOptions):
    """Options of `qaim explain`."""

    texts: tuple[str, ...] = declare_argument(
        "TEXT...", help="Dates as you would write them; - reads them from stdin, one a line."
    )


def run(options: Options) -> None:
    """Explain how dates are read: in words, in EDTF, to the day, and what they would match.

    A text that can be read in two ways is shown with both. For each, the events of the timeline are
    counted that a question about it would find: certainly, possibly, or only with --maybe.
    """
    from qaim_cli import periods
    from qaim_cli.errors import DateError
    from qaim_cli.reports.date_readings import build_reading, build_reading_table

    timeline = loading.load_requested_timeline(options)
    day = resolve_today(options)
    readings = []
    for text in _iter_texts(options.texts):
        try:
            period: periods.Period | DateError = periods.parse_period(
                text, day, timeline.date_rules.calendar, timeline.periods
            )
        except DateError as error:
            period = error
        readings.append(build_reading(text, period, periods.find_other_reading(text), timeline))

    def draw_report(screen: ScreenSettings) -> RenderableType:
        from qaim_cli.render.detail import render_details

        return render_details([each.detail for each in readings], screen)

    show_report(build_reading_table(tuple(readings), timeline), options, draw_report)


def _iter_texts(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        if text == "-":
            yield from filter(None, map(str.strip, _read_stdin_lines()))
        else:
            yield text


def _read_stdin_lines() -> list[str]:
    """Return the lines of stdin.

    Raises:
        RequestError: they are too many, or not UTF-8.
    """
    from qaim_cli import inputs

    try:
        return inputs.read_stdin(MAX_STDIN_BYTES).decode("utf-8-sig").splitlines()
    except inputs.NotReadableError as error:
        raise RequestError(f"stdin {error.message}", error.fix) from None
    except UnicodeDecodeError:
        raise RequestError("stdin is not UTF-8 text", "save it as UTF-8") from None
