"""This module has several processes answer the rows of a file, in order: the output is the same for any number of them.

A process gets a block of rows at a time and answers it as one process alone would. The process that reads answers whatever
depends on the rows before (a heading such as `Request Type : Consultation`, a row that ends the run) and all rows after it.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain, islice, repeat
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, NamedTuple

from foiacalc.cli.inputs import STANDARD
from foiacalc.cli.output import fail
from foiacalc.errors import Code
from foiacalc.sheets import sections
from foiacalc.sheets.batch import Aside, RowResult
from foiacalc.sheets.file import Row, Unreadable
from foiacalc.sheets.records import Sheet

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

STREAMED = ("csv", "jsonl", "summary")  # the other forms hold every answer until the last row is read
_MOST = 32  # processes, each taking about 80 MiB
_ALONE = 10_000  # below this many rows, one process is faster than starting others
_BLOCK = 500  # rows

Answering = Callable[[Sheet], Iterator[RowResult[Any]]]
Results = Generator[RowResult[Any], None, None]
# The answers to the rows, and what was found in keys that are not facts.
Block = tuple[list[tuple[Any, ...]], dict[int | str, Any]]


class Jobs(NamedTuple):
    """This says how many processes may answer, and how many rows the reading process answers before it starts others."""

    number: int = 1
    alone: int = 0


ONE = Jobs()


def jobs(asked: int | None) -> Jobs:
    """Return how many processes were asked for; by default one for each core, once a file is long."""
    if asked is None:
        return Jobs(min(_cores(), _MOST), _ALONE)
    if not 1 <= asked <= _MOST:
        fail("--jobs", f"{asked} is out of range; give a number of processes from 1 to {_MOST}", Code.OUT_OF_RANGE)
    return Jobs(asked)


def _cores() -> int:
    """Count the cores that this process may use."""
    with suppress(AttributeError):  # not every system tells
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(sheet: Sheet, asked: Jobs, here: Answering, there: Answering) -> Results:
    """Yield each row with its answer, made `here` or by other processes, to which `there` is sent.

    Only a file that is not a pipe gets other processes, because what its dates show together is known before it is read.
    """
    found = here(sheet)
    if asked.number == 1 or not _is_file(sheet.file):
        yield from found
        return
    for one in islice(found, asked.alone):
        yield one
        row, _, result, _ = one
        if _heads(row, result):
            yield from found
            return
    rest = yield from _by_processes(sheet, asked.number, there)
    yield from here(sheet._replace(rows=rest))


def _is_file(name: str) -> bool:
    if name == STANDARD:
        return False
    with suppress(OSError):
        return S_ISREG(os.stat(name).st_mode)
    return False


def _heads(row: Row, result: object) -> bool:
    """Return whether a row says what kind the rows below it are."""
    return isinstance(result, Aside) and bool(sections.section_of(row.cells))


def _by_processes(sheet: Sheet, number: int, there: Answering) -> Generator[RowResult[Any], None, Iterator[Row]]:
    """Yield the rows answered elsewhere, in order; return the rest, to be answered here.

    Each process has one block at most. It answers that before it gets another, so neither side waits for the other to read.
    """
    broken: list[Unreadable] = []
    blocks = _blocks(sheet.rows, broken)
    asked: deque[tuple[Connection, list[Row]]] = deque()
    with ExitStack() as started:
        for block in chain(blocks, repeat([], number)):  # an empty block only collects what a process still has to send
            connection, done, found = None, list[Row](), list[tuple[Any, ...]]()
            if len(asked) == number or (asked and not block):
                connection, done = asked.popleft()
                answered = _received(connection)
                if not answered or any(map(_heads, done, (result for _, result, _ in answered[0]))):
                    left = chain(done, *(rows for _, rows in asked), block, chain.from_iterable(blocks))
                    return chain(left, _raising(broken))
                found, told = answered
                sheet.unread.add(told)
            if block:
                connection = connection or started.enter_context(_process(sheet, there))
                with suppress(OSError):  # a process that has died is noticed when its answers are read
                    connection.send([*map(tuple, block)])  # sending a plain tuple takes half as long as sending a named one
                asked.append((connection, block))
            yield from ((row, *what) for row, what in zip(done, found, strict=True))
    return _raising(broken)


def _blocks(rows: Iterator[Row], broken: list[Unreadable]) -> Iterator[list[Row]]:
    """Yield the rows some hundreds at a time, up to a row that cannot be parsed."""
    while not broken:
        block: list[Row] = []
        try:
            block.extend(islice(rows, _BLOCK))
        except Unreadable as error:
            broken.append(error)
        if not block:
            return
        yield block


def _raising(broken: Iterable[Unreadable]) -> Iterator[Row]:
    for error in broken:
        raise error
    yield from ()


def _received(connection: "Connection") -> Block | None:
    """Return what a process found; return None if it could not answer, or has died."""
    with suppress(EOFError, OSError):
        answered: Block | None = connection.recv()
        return answered
    return None


@contextmanager
def _process(sheet: Sheet, there: Answering) -> Iterator["Connection"]:
    """Start a process that answers rows of this sheet, and give the connection to it; it ends with the `with` block."""
    from multiprocessing import get_context

    spawning = get_context("spawn")  # this works on every system, whatever threads are running
    ours, theirs = spawning.Pipe()
    bare = sheet._replace(rows=iter(()), unread=sheet.unread.anew())
    process = spawning.Process(target=_work, args=(theirs, bare, there), daemon=True)
    try:
        with _unheard():
            process.start()
        theirs.close()
        yield ours
    finally:
        ours.close()
        if process.pid:
            process.kill()
            process.join()


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep signals to end from a process that is being started; this one gets them once it has started, and ends it."""
    if not hasattr(signal, "pthread_sigmask"):  # not every system has it
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # started later, it would unblock the signals
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, _ends())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def _ends() -> set[signal.Signals]:
    """Return the signals that tell a program to end."""
    return {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


def _work(connection: "Connection", sheet: Sheet, there: Answering) -> None:
    """Answer blocks until no more come, or the sender has gone; this is what a process does."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal interrupts every process; the one that reads ends the others
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ends())
    blocks: deque[list[Row]] = deque()
    rows = (row for block in iter(blocks.popleft, None) for row in block)
    found = there(sheet._replace(rows=rows))
    with suppress(EOFError, OSError):
        while True:
            blocks.append([*map(Row._make, connection.recv())])
            connection.send(_answers(islice(found, len(blocks[0])), sheet))


def _answers(found: Iterable[RowResult[Any]], sheet: Sheet) -> Block | None:
    """Return the answers to a block; return None if one fails, so that the sender meets the error in its turn."""
    try:
        return [one[1:] for one in found], sheet.unread.taken()
    except Exception:
        return None
