"""This module has the command that answers assistants over the Model Context Protocol: `mcp`."""

import gc
import json
import os
import signal
import sys
from importlib.util import find_spec
from typing import Any

from foiacalc import __version__
from foiacalc.cli.output import discard, fail
from foiacalc.errors import Code
from foiacalc.wall_clock import in_washington

_SIGNALLED = 128  # a process that a signal ends exits with 128 plus the signal's number, as in a shell


def mcp() -> None:
    """Let an AI assistant query foiacalc through read-only tools (MCP).

    Speaks the Model Context Protocol on standard input and output, reads and writes no files, and uses no network. It needs an
    extra: pip install 'foiacalc[mcp]'.

    Example: foiacalc mcp
    """
    if not find_spec("mcp") or not find_spec("mcp_types"):  # version 1 has no mcp_types
        fail("mcp", "needs version 2 of the mcp package; run pip install 'foiacalc[mcp]'", Code.NOT_INSTALLED)
    if not sys.stdin or not sys.stdout:
        fail("mcp", "standard input or output is closed; an assistant opens both", Code.FILE_UNREADABLE)
    gc.enable()  # turned off at the start, for commands that end soon
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    import anyio

    failed = ""
    try:
        anyio.run(_serve)
    except* BrokenPipeError:  # the assistant has gone
        discard()
    except* OSError as errors:
        discard()
        failed = _first(errors).strerror or str(errors)
    if failed:
        fail("standard output", failed, Code.UNWRITABLE)


def _first(errors: BaseExceptionGroup[OSError]) -> OSError:
    """Return the first of these errors, in whichever group it is."""
    first = errors.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first


def _end(number: int, frame: object) -> None:
    """End at once: the thread that waits for standard input cannot be woken, and nothing is half written."""
    os._exit(_SIGNALLED + number)


async def _serve() -> None:
    from mcp.server import Server
    from mcp.server.stdio import stdio_server

    from foiacalc.cli.tools import INSTRUCTIONS

    server: Any = Server("foiacalc", version=__version__, instructions=INSTRUCTIONS, on_list_tools=_list, on_call_tool=_call)
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


async def _list(context: Any, params: Any) -> Any:
    from mcp import types

    from foiacalc.cli.tools import TOOLS

    hints = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    tools = [
        types.Tool(name=name, title=tool.title, description=tool.says, input_schema=tool.schema, annotations=hints)
        for name, tool in TOOLS.items()
    ]
    return types.ListToolsResult(tools=tools)


async def _call(context: Any, params: Any) -> Any:
    from mcp import types

    from foiacalc.cli.tools import call

    found = call(params.name, params.arguments or {}, in_washington())
    text = types.TextContent(type="text", text=json.dumps(found))
    return types.CallToolResult(content=[text], structured_content=found, is_error="error" in found)
