"""Entry point of `python -m qaim_cli` and the `qaim` script.

Ctrl-C ends the process silently with status 130, from the first line of this module on. While a
request runs it raises KeyboardInterrupt, so that unfinished files are removed; before that, and
when it comes a second time, the process ends at once.
"""

EXIT_INTERRUPTED = 130
"""Exit status after Ctrl-C; also in `cli`, which is imported only once Ctrl-C is handled."""

try:
    import os
    import signal
    import sys

    def _exit_interrupted(*_: object) -> None:
        os._exit(EXIT_INTERRUPTED)

    # Where whoever started the process has Ctrl-C ignored, it stays ignored.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _exit_interrupted)
except BaseException:  # noqa: BLE001 - Python wraps an interrupt that comes while it makes a class
    raise SystemExit(EXIT_INTERRUPTED) from None


def main() -> None:
    """Run a request and end the process with its exit status."""
    from qaim_cli import cli

    try:
        if signal.getsignal(signal.SIGINT) is _exit_interrupted:
            signal.signal(signal.SIGINT, _raise_interrupt)
        status = cli.main()
        if _is_interrupted():
            status = EXIT_INTERRUPTED
        # The answer is written: nothing is left to be interrupted.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except BaseException:
        if not _is_interrupted():
            raise
        status = EXIT_INTERRUPTED
    sys.exit(status)


def _raise_interrupt(*_: object) -> None:
    signal.signal(signal.SIGINT, _exit_interrupted)
    sys.unraisablehook = _handle_unraisable
    raise KeyboardInterrupt


def _is_interrupted() -> bool:
    return signal.getsignal(signal.SIGINT) is _exit_interrupted


def _handle_unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """End the process if Python drops the interrupt, as it does inside a finaliser."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        _exit_interrupted()
    sys.__unraisablehook__(unraisable)


if __name__ == "__main__":
    main()
