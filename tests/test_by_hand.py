"""Events added by hand: a saved answer is read, changed and written back, whole or not at all, with all else that it holds."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import BARE, FOIACALC

HERE = str(Path(__file__).parent.parent)
AS_OF = "--as-of 2026-11-26"
NOTES = {"notes": {"called": ["Ann", "Grüße"], "n": 1.5}, "links": None}
APPEALED = f"status --from case.json --appealed 2026-11-20 {AS_OF}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an answer in which a person has written, around the request and in it."""
    facts = {"agency": "FBI", "filed": "2026-10-20", "fee_asked": ["2026-10-26..2026-10-28"], "lawyer": "Ann Lee"}
    whole = {"schema": 1, "request": facts, "headline": "old", **NOTES}
    (tmp_path / "case.json").write_text(json.dumps(whole), encoding="utf-8")
    return tmp_path


def shell(command: str, folder: Path, before: str = "") -> subprocess.CompletedProcess[str]:
    """What `foiacalc` in a shell does; `before` is what it is run by."""
    program = f'foiacalc() {{ {before} {" ".join(FOIACALC)} "$@"; }}'
    env = {**BARE, "PYTHONPATH": HERE}
    line = ["bash", "-c", f"{program}\n{command}"]
    return subprocess.run(line, capture_output=True, text=True, env=env, cwd=folder, timeout=60)


def held(folder: Path, name: str = "case.json") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return found


def test_the_answer_replaces_the_file_it_was_read_from_and_keeps_your_notes(folder: Path) -> None:
    """The new answer replaces the file that it was read from without --force, keeps what foiacalc does not know, around the
    request and in it, and leaves nothing else in the folder.
    """
    ended = shell(f"foiacalc {APPEALED} -o case.json", folder)
    assert (0, "") == (ended.returncode, ended.stdout)
    found = held(folder)
    assert "2026-11-20" == found["request"]["appealed"]
    assert ("FBI", "Ann Lee") == (found["request"]["agency"], found["request"]["lawyer"])
    assert NOTES.items() <= found.items()
    assert "2026-11-26" == found["as_of"]
    assert ["case.json"] == os.listdir(folder)


def test_a_file_read_from_standard_input_is_replaced_the_same_way(folder: Path) -> None:
    """A file that the shell gives as standard input is read to its end before it is replaced, with its notes kept."""
    ended = shell(f"foiacalc status --from - --appealed 2026-11-20 {AS_OF} -o case.json < case.json", folder)
    assert (0, "") == (ended.returncode, ended.stdout)
    assert {"appealed": "2026-11-20", "lawyer": "Ann Lee"}.items() <= held(folder)["request"].items()
    assert NOTES.items() <= held(folder).items()


def test_events_are_added_one_after_another(folder: Path) -> None:
    """Events added in several runs are all kept, each run with what the one before it added."""
    for event in ("--determined 'Nov 9, 2026' --outcome denied", "--letter-received 11/13/2026", "--appealed 2026-11-20"):
        assert 0 == shell(f"foiacalc status --from case.json {event} {AS_OF} -o case.json", folder).returncode
    dated = {"determined": "2026-11-09", "outcome": "denied", "letter_received": "2026-11-13", "appealed": "2026-11-20"}
    assert dated.items() <= held(folder)["request"].items()
    assert NOTES.items() <= held(folder).items()


def test_a_request_by_itself_is_replaced_by_its_answer(folder: Path) -> None:
    """A file with a request alone is replaced by its answer, and the notes in the request stay there."""
    (folder / "case.json").write_text('{"filed": "2026-10-20", "lawyer": "Ann Lee"}')
    assert 0 == shell(f"foiacalc {APPEALED} -o case.json", folder).returncode
    assert {"filed": "2026-10-20", "appealed": "2026-11-20", "lawyer": "Ann Lee"}.items() <= held(folder)["request"].items()


def test_a_name_in_the_request_that_is_no_fact_is_warned_of(folder: Path) -> None:
    """A name in the request that is no fact is ignored with a warning, because it might be a fact under a name that foiacalc
    does not know.
    """
    told = shell(f"foiacalc status --from case.json {AS_OF}", folder).stderr
    assert "warning: case.json: 'lawyer' in the request is not a fact that foiacalc knows; it is ignored\n" == told


@pytest.mark.parametrize("name", ["file", "determind", "response", "date_sent", "as_of", "appeal"])
def test_a_name_that_may_be_meant_for_a_fact_is_an_error(name: str, folder: Path) -> None:
    """A name in the request that may be meant for a fact, misspelled or another word for one, is an error and the file stays as
    it was, because without that fact the answer would be wrong.
    """
    (folder / "case.json").write_text(json.dumps({"filed": "2026-10-20", name: "2026-11-09"}))
    before = (folder / "case.json").read_bytes()
    ended = shell("foiacalc status --from case.json -o case.json", folder)
    assert 2 == ended.returncode
    assert f"Error: case.json, {name}: no such fact" in ended.stderr
    assert before == (folder / "case.json").read_bytes()


def test_a_question_that_an_option_replaces_is_named(folder: Path) -> None:
    """An option takes the place of all questions of its kind in the file, and a question that is lost by it is named; closing
    an open question is the same question and loses nothing.
    """
    fees = "foiacalc status --from case.json --fee-asked {} " + AS_OF + " -o case.json"
    ended = shell(fees.format("2026-11-05.."), folder)
    assert "fee_asked no longer has 2026-10-26..2026-10-28; use --fee-asked once for each to keep them all" in ended.stderr
    assert "no longer has" not in shell(fees.format("2026-11-05..2026-11-10"), folder).stderr
    assert ["2026-11-05..2026-11-10"] == held(folder)["request"]["fee_asked"]


# The command in a folder with case.json, what is said; nothing may be changed
REFUSED: list[tuple[str, str]] = [
    (
        f"foiacalc {APPEALED} --json >> case.json",
        "case.json is also where standard output goes; nothing was written. Leave out",
    ),
    (f"foiacalc {APPEALED} --json 1<> case.json", "run foiacalc status --from case.json ... -o case.json"),
    (
        f"foiacalc {APPEALED.replace('case.json', '-')} < case.json >> case.json",
        "run foiacalc status --from FILE ... -o FILE",
    ),
    (f"foiacalc explain suit --from case.json {AS_OF} >> case.json", "case.json is also where standard output goes"),
    (f"foiacalc {APPEALED} --format markdown -o case.json", "markdown would overwrite them"),
    (f"foiacalc {APPEALED} --format csv --force -o ./case.json", "csv would overwrite them"),
    (f"foiacalc explain suit --from case.json {AS_OF} -o case.json --force", "an explanation would overwrite them"),
    (f"foiacalc {APPEALED.replace('2026-11-20', '3/4/2027')} -o case.json", "is ambiguous"),
    (f"foiacalc {APPEALED.replace('2026-11-20', '2026-10-01')} -o case.json", "is before"),
    (
        f"ln case.json twin.json; foiacalc {APPEALED} -o case.json; code=$?; rm twin.json; exit $code",
        "a second name (a hard link)",
    ),
    (
        f"ln case.json twin.json; foiacalc {APPEALED} -o twin.json; code=$?; rm twin.json; exit $code",
        "a second name (a hard link)",
    ),
    (
        f"cp case.json other.json; foiacalc {APPEALED} -o other.json; code=$?; rm other.json; exit $code",
        "already exists; use --force",
    ),
    (f"foiacalc {APPEALED.replace('case', 'gone')} -o gone.json", "gone.json: No such file or directory"),
    (f"foiacalc {APPEALED} -o gone/case.json", "-o: gone/case.json: No such file or directory"),
    ("foiacalc status --from - -o case.json < /dev/null", "standard input is empty"),
]


@pytest.mark.parametrize(("command", "says"), REFUSED, ids=[says for _, says in REFUSED])
def test_a_refused_run_leaves_the_file_and_the_folder_as_they_were(command: str, says: str, folder: Path) -> None:
    """A run that is refused ends with exit code 2 and leaves the file and its folder as they were."""
    before = (folder / "case.json").read_bytes()
    ended = shell(command, folder)
    assert 2 == ended.returncode
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr
    assert before == (folder / "case.json").read_bytes()
    assert ["case.json"] == os.listdir(folder)


@pytest.mark.parametrize(
    "command",
    [
        f"foiacalc {APPEALED} > case.json",
        f"foiacalc {APPEALED} --json > ./case.json",
        "foiacalc status --from - < case.json > case.json",
        f"foiacalc explain suit --from case.json {AS_OF} > case.json",
        "ln -s case.json link.json; foiacalc status --from link.json > case.json",
    ],
)
def test_a_file_that_the_shell_emptied_is_told_of(command: str, folder: Path) -> None:
    """A file that the shell emptied before foiacalc began is named as such, with the option that does it right, and nothing is
    written into it.
    """
    ended = shell(command, folder)
    assert 2 == ended.returncode
    assert "the shell emptied it before foiacalc started" in ended.stderr
    assert "-o " in ended.stderr
    assert 0 == (folder / "case.json").stat().st_size


def test_an_empty_file_is_told_of(folder: Path) -> None:
    """An empty file, or one emptied in a pipe that reads what it writes, is named as empty with what would be right."""
    (folder / "case.json").write_text("\n")
    assert (
        "Error: --from: case.json is empty; give the `request` part of a saved JSON answer\n"
        == shell(f"foiacalc {APPEALED}", folder).stderr
    )
    assert "use -o FILE instead" in shell("foiacalc status --from - < case.json", folder).stderr


def test_a_file_reached_by_a_link_or_another_path_is_replaced_where_it_lies(folder: Path) -> None:
    """A file reached by a link or another path is replaced where it lies: the link stays a link, and the file keeps
    its rights.
    """
    (folder / "case.json").chmod(0o640)
    (folder / "link.json").symlink_to("case.json")
    for place in ("link.json", "./case.json", str(folder / "case.json"), f"../{folder.name}/link.json"):
        ended = shell(f"foiacalc {APPEALED} -o {place}", folder)
        assert 0 == ended.returncode, ended.stderr
    assert (folder / "link.json").is_symlink()
    assert 0o640 == (folder / "case.json").stat().st_mode & 0o777
    assert "2026-11-20" == held(folder)["request"]["appealed"]


def test_with_force_a_second_name_of_the_file_keeps_the_old_facts(folder: Path) -> None:
    """With --force the name that was given gets the answer, and a second name of the same file keeps the old facts."""
    os.link(folder / "case.json", folder / "twin.json")
    assert 0 == shell(f"foiacalc {APPEALED} -o case.json --force", folder).returncode
    assert "appealed" in held(folder)["request"]
    assert "appealed" not in held(folder, "twin.json")["request"]


UNPRIVILEGED = "setpriv --bounding-set=-dac_override,-dac_read_search,-fowner" if os.geteuid() == 0 else ""


@pytest.mark.skipif(bool(UNPRIVILEGED) and not shutil.which("setpriv"), reason="root may write everywhere, and no setpriv here")
@pytest.mark.parametrize(("file", "of_folder", "says"), [(0o444, 0o755, "is read-only"), (0o644, 0o555, "Permission denied")])
def test_a_protected_file_stays_as_it_was(file: int, of_folder: int, says: str, folder: Path) -> None:
    """A file that its owner protected, or one in a folder where no file may be made, stays as it was, and the error
    names it.
    """
    before = (folder / "case.json").read_bytes()
    (folder / "case.json").chmod(file)
    folder.chmod(of_folder)
    ended = shell(f"foiacalc {APPEALED} -o case.json", folder, UNPRIVILEGED)
    folder.chmod(0o755)
    assert (2, before) == (ended.returncode, (folder / "case.json").read_bytes())
    assert f"Error: -o: case.json{':' if 'denied' in says else ''} {says}" in ended.stderr
    assert ["case.json"] == os.listdir(folder)
