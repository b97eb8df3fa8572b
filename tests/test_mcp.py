"""The tools for assistants: what they take and answer, and the server driven by the SDK's own client."""

import json
import os
import signal
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from foiacalc.answer.contract import schema
from foiacalc.cli import app
from foiacalc.cli import mcp as mcp_command
from foiacalc.cli.tools import MOST_ROWS, TOOLS, call
from foiacalc.request.facts import PARSERS

WHOLE = json.loads(schema())
ANSWER = Draft202012Validator(WHOLE)
ERROR = Draft202012Validator({"$ref": "#/$defs/error", "$defs": WHOLE["$defs"]})
TODAY = date(2026, 11, 25)
SERVER = [sys.executable, "-m", "foiacalc", "mcp"]
ROOT = Path(__file__).parent.parent
installed = pytest.mark.skipif(
    not find_spec("mcp") or not find_spec("mcp_types"), reason="needs the extra: pip install '.[mcp]'"
)

FILED = {"filed": "2026-10-20"}
# a tool, what it is given, where in its answer, what must be there (dates by hand: 20 working days, Veterans Day off)
ANSWERS: list[tuple[str, dict[str, Any], tuple[Any, ...], Any]] = [
    ("status", {**FILED, "as_of": "2026-11-25"}, ("headline", "state"), "late"),
    ("explain", {**FILED, "deadline": "determination"}, ("deadline", "due"), "2026-11-18"),
    ("check", {**FILED, "claimed": "2026-11-18"}, ("verdict",), "right"),
    ("plan", {"by": "2026-11-18"}, ("plans", 0, "filed"), "2026-10-20"),
    ("batch", {"rows": [FILED, {"filed": "2026-13-01"}]}, ("rows", 0, "deadlines", 2, "due"), "2026-11-18"),
    ("batch", {"rows": [FILED, {"filed": "2026-13-01"}]}, ("rows", 1, "error", "code"), "unreadable"),
    ("law", {"limit": "determination"}, ("rules", 0, "limit"), "determination"),
    ("agencies", {"name": "ICE"}, ("agencies", 0, "code"), "DHS"),
    ("workdays", {"from": "2026-10-20", "add": 20}, ("to",), "2026-11-18"),
]
# a tool, what it is given, the code, the fact
ERRORS: list[tuple[str, dict[str, Any], str, str | None]] = [
    ("status", {"filed": "2026-02-31"}, "unreadable", "filed"),
    ("status", {"filed": "3/4/2026"}, "ambiguous", "filed"),
    ("status", {"filled": "2026-10-20"}, "unknown_fact", "filled"),
    ("status", {}, "missing", "filed"),
    ("status", {"filed": "2027-10-20"}, "in_future", "filed"),
    ("status", {**FILED, "outcome": ["denied"], "determined": "2026-11-18"}, "not_a_choice", "outcome"),
    ("status", {**FILED, "agency": "zzzz"}, "unknown_agency", "agency"),
    ("explain", {**FILED, "deadline": "never"}, "not_a_choice", "deadline"),
    ("explain", FILED, "missing", "deadline"),
    ("check", FILED, "missing", "claimed"),
    ("plan", {"by": "2100-12-31"}, "out_of_range", "by"),
    ("batch", {"rows": [FILED] * (MOST_ROWS + 1)}, "too_many", "rows"),
    ("batch", {"rows": "requests.csv"}, "unreadable", "rows"),
    ("law", {"limit": "nothing"}, "not_a_choice", "limit"),
    ("agencies", {"name": "zzzz"}, "unknown_agency", "name"),
    ("agencies", {"agency": "ICE"}, "unknown_fact", "agency"),
    ("workdays", {"from": "2026-10-20"}, "missing", "to"),
    ("workdays", {"from": "2026-10-20", "to": "2026-10-19"}, "out_of_order", "to"),
    ("workdays", {"from": "2026-10-20", "add": 10**30}, "out_of_range", "add"),
    ("workdays", {"from": "2100-12-31", "add": 20}, "outside_calendar", None),
    ("frobnicate", {}, "unknown_command", "frobnicate"),
]


@pytest.mark.parametrize(("tool", "given", "where", "expected"), ANSWERS)
def test_each_tool_for_an_assistant_answers(tool: str, given: dict[str, Any], where: tuple[Any, ...], expected: Any) -> None:
    """Each tool for an assistant answers in the words of the JSON contract, with dates counted by hand."""
    found: Any = call(tool, given, TODAY)
    assert 2 == found["schema"]
    if tool == "status":
        ANSWER.validate(found)
    for step in where:
        found = found[step]
    assert expected == found


@pytest.mark.parametrize(("tool", "given", "code", "fact"), ERRORS)
def test_an_error_of_a_tool_is_data_with_its_code(tool: str, given: dict[str, Any], code: str, fact: str | None) -> None:
    """An error of a tool is data with the code of the command line and the fact that is wrong."""
    found = call(tool, given, TODAY)
    ERROR.validate(found)
    assert (code, fact) == (found["error"]["code"], found["error"]["fact"])


def test_the_tools_take_every_fact_of_a_request() -> None:
    """The tools take every fact of a request, each described, and check takes the claimed date too."""
    takes = TOOLS["check"].schema["properties"]
    assert {*PARSERS, "as_of", "deadline"} == {*takes}
    assert [] == [name for name, form in takes.items() if name != "id" and not form.get("description")]
    for tool in TOOLS.values():
        Draft202012Validator.check_schema(tool.schema)


def test_without_the_sdk_the_server_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server without its SDK says in one line how to install it, with exit code 2."""
    monkeypatch.setattr(mcp_command, "find_spec", lambda name: None)
    ended = CliRunner().invoke(app, ["mcp"])
    assert (2, "") == (ended.exit_code, ended.stdout)
    assert "Error: mcp: needs version 2 of the mcp package; run pip install 'foiacalc[mcp]'\n" == ended.stderr


@installed
def test_the_server_answers_the_sdks_own_client() -> None:
    """The server answers the SDK's own client over a real process: the list of tools, each tool, and a wrong fact; the tools
    say that they only read.
    """
    import anyio
    from mcp import Client, StdioServerParameters

    async def drive() -> tuple[Any, Any, dict[str, Any], Any]:
        started = StdioServerParameters(command=SERVER[0], args=SERVER[1:], cwd=ROOT, env={"PYTHONPATH": str(ROOT)})
        async with Client(started, read_timeout_seconds=60) as client:
            listed = await client.list_tools()
            found = {tool: await client.call_tool(tool, given) for tool, given, _, _ in ANSWERS}
            return client.instructions, listed.tools, found, await client.call_tool("status", {"filed": "2026-02-31"})

    instructions, listed, found, wrong = anyio.run(drive)
    assert "Never count days yourself" in instructions
    assert [*TOOLS] == [tool.name for tool in listed]
    assert all(tool.annotations.read_only_hint and not tool.annotations.open_world_hint for tool in listed)
    assert not any(one.is_error for one in found.values())
    assert "2026-11-18" == found["explain"].structured_content["deadline"]["due"]
    assert json.loads(found["explain"].content[0].text) == found["explain"].structured_content
    assert wrong.is_error
    assert "unreadable" == wrong.structured_content["error"]["code"]


HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}


@installed
@pytest.mark.parametrize(("number", "code"), [(None, 0), (signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_server_ends_cleanly(number: signal.Signals | None, code: int) -> None:
    """The server ends cleanly when its input closes and at an interruption, and has written the protocol alone."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(
        SERVER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=env
    )
    assert server.stdin and server.stdout
    server.stdin.write(json.dumps(HELLO) + "\n")
    server.stdin.flush()
    assert "foiacalc" == json.loads(server.stdout.readline())["result"]["serverInfo"]["name"]
    if number:
        server.send_signal(number)
        server.wait(timeout=30)
    rest, said = server.communicate(timeout=30)
    assert (code, "", "") == (server.returncode, rest, said)


@installed
@pytest.mark.parametrize(
    ("redirected", "says"),
    [
        ("<&-", "Error: mcp: standard input or output is closed; an assistant opens both\n"),
        (">/dev/full", "Error: standard output: No space left on device\n"),
    ],
)
def test_a_server_without_an_assistant_ends_with_an_error_and_no_traceback(redirected: str, says: str) -> None:
    """A server whose input is closed, or whose answers cannot be written, says so in one line and exits with 2."""
    hello = {"protocolVersion": "2024-11-05", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    asked = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}) + "\n"
    command = f"{' '.join(SERVER)} {redirected}"
    ended = subprocess.run(["sh", "-c", command], input=asked, capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert (2, says) == (ended.returncode, ended.stderr)
