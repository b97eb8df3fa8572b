"""The program's start: `foiacalc`, or `python -m foiacalc`."""

import gc
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line, with the garbage collector out of the way.

    A command ends before there is garbage worth collecting; without this, looking for it while importing and once more
    at the exit costs a fifth of a short run.
    """
    gc.disable()
    try:
        from foiacalc import cli

        cli.main()
    except KeyboardInterrupt:  # before the command line itself takes care of it
        sys.exit(_INTERRUPTED)
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
