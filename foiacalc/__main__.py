"""This module starts the program: `foiacalc`, or `python -m foiacalc`."""

import atexit
import gc
import os
import signal
import sys

from foiacalc import zipped

_INTERRUPTED = 130
_BAD = 2
_SIGNALLED = 128  # a process that a signal ends exits with 128 plus the signal's number, as in a shell


def start() -> None:
    """Run the command line and leave: this is where the command `foiacalc` begins.

    What was to be done at exit is done and what was written is flushed; then the process ends, without freeing one by one all
    the objects of a run that is over, which takes a twentieth of a short one.
    """
    code: str | int | None = None
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    try:
        atexit._run_exitfuncs()
        if _flushed() and not isinstance(code, str):
            os._exit(code or 0)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    sys.exit(code)


def main() -> None:
    """Run the command line up to its SystemExit, with the garbage collector out of the way.

    A command ends before there is garbage worth collecting; without this, looking for it while importing and once more at the
    exit costs a fifth of a short run.
    """
    if zipped.HERE:  # checked first, because the command line needs libraries that a zip file may lack
        sys.stderr.write(f"Error: {zipped.SAYS}\n")
        sys.exit(_BAD)
    gc.disable()
    _heed()
    try:
        from foiacalc import cli

        cli.main()
    except KeyboardInterrupt:  # interrupted before the command line could handle it
        sys.exit(_INTERRUPTED)
    finally:
        gc.freeze()


def _flushed() -> bool:
    """Return whether all that was written has left; where it has not, Python itself says so at its end."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):  # a stream that is closed, or none
        return False
    return True


def _heed() -> None:
    """Let a signal to end, or the loss of the terminal, end the program as an interruption does, with half-written files put
    away.

    A program that ignores such signals for us, such as nohup, is respected.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # not every system has both
        if number and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, frame: object) -> None:
    sys.exit(_SIGNALLED + number)


if __name__ == "__main__":  # a profiler or runpy may have started this process, and still needs it
    main()
