"""The house rules: who imports whom, who knows which library, who reads the clock, how large things grow."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "foiacalc"

ORDER = [  # from the ground up: a package imports only from those before its own, and two in one line not from each other
    {"zipped"},
    {"tables", "errors"},
    {"law"},
    {"calendar"},
    {"request"},
    {"clock"},
    {"answer"},
    {"doj"},
    {"sheets", "batch"},
    {"render"},
    {"wall_clock"},
    {"cli", "notebook"},
    {"csv_texts"},
    {"__init__", "__main__"},
    {"former"},  # a package asks it for a name of the last release, and it imports where that is now
]
APART = {"sheets": {"render"}, "render": {"sheets", "batch"}}  # who reads does not know who writes, whatever the order
LIBRARIES = {  # who may import what is not ours and not Python's
    "typer": {"cli"},
    "mcp": {"cli/mcp.py"},
    "anyio": {"cli/mcp.py"},  # comes with mcp
    "rich": {"render/terminal.py", "render/months.py"},
    "holidays": {"calendar/make_holidays.py"},
    "dateutil": {"clock/count.py"},
    "icalendar": {"render/ics.py"},
    "python_calamine": {"sheets/calamine.py"},
    "xlsxwriter": {"render/workbook.py"},
    "jinja2": {"render/html.py", "render/letter.py"},
    "markupsafe": {"render/html.py"},  # comes with jinja2
}
FILES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def package_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def floor_of(package: str) -> int:
    return next(i for i, packages in enumerate(ORDER) if package in packages)


def files_imported(path: Path) -> Iterator[Path]:
    """Our own modules that a module imports, also where it does so in a function; a package's face is not followed."""
    for module in imported(path):
        names = module.split(".")
        if names[0] != "foiacalc":
            continue
        for end in (len(names), len(names) - 1):
            file = PACKAGE.joinpath(*names[1:end]).with_suffix(".py")
            if end > 1 and file.exists():
                yield file
                break


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    """Imports go one way: law, calendar, request, clock, answer, then sheets and render, which do not know each other, then the
    command line.
    """
    own = package_of(path)
    for module in imported(path):
        parts = module.split(".")
        if parts[0] == "foiacalc" and parts[1] not in (own, "__version__", "former"):
            assert floor_of(parts[1]) < floor_of(own), f"{name_of(path)} imports {module}"
            assert parts[1] not in APART.get(own, ()), f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_who_reads_sheets_does_not_load_who_writes_answers_nor_the_other_way(path: Path) -> None:
    """No module of sheets leads to one of render by what it imports, nor one of render to one of sheets, however far."""
    reached, waiting = set[Path](), [path]
    while waiting:
        fresh = {*files_imported(waiting.pop())} - reached
        reached |= fresh
        waiting += fresh
    assert {*map(package_of, reached)}.isdisjoint(APART.get(package_of(path), ()))


def in_order() -> list[Path]:
    """Every module after all that it imports: package by package, and by name where nothing decides."""
    placed: list[Path] = []

    def place(path: Path, waiting: tuple[Path, ...]) -> None:
        if path in placed:
            return
        assert path not in waiting, " -> ".join(map(name_of, (*waiting[waiting.index(path) :], path)))
        for other in sorted(files_imported(path)) if path.stem != "__init__" else ():  # a package's face stands first
            if package_of(other) == package_of(path):
                place(other, (*waiting, path))
        placed.append(path)

    for path in sorted(FILES, key=lambda path: (floor_of(package_of(path)), package_of(path), path.stem != "__init__", path)):
        place(path, ())
    return placed


def test_no_modules_import_each_other() -> None:
    """No modules import each other within a package either, not even in a function."""
    assert sorted(FILES) == sorted(in_order())


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_each_library_is_known_in_one_place(path: Path) -> None:
    """Each library is imported in its one place, and click, which typer carries inside, nowhere."""
    for module in imported(path):
        root = module.split(".")[0]
        if root not in sys.stdlib_module_names and root != "foiacalc":
            known_by = LIBRARIES[root]
            assert name_of(path) in known_by or name_of(path).split("/")[0] in known_by, f"{name_of(path)} imports {root}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_the_command_line_reads_clock_and_environment(path: Path) -> None:
    """Only the command line reads the environment and prints, and one module reads the clock for it and for Python; 'today' is
    passed in.
    """
    if name_of(path).startswith("cli/"):
        return
    found = re.findall(
        r"date\.today\(|datetime\.now\(|os\.environ|getenv|import locale|(?<!\.)\bprint\(", path.read_text(encoding="utf-8")
    )
    assert (["datetime.now("] if name_of(path) == "wall_clock.py" else []) == found


ASKS_FOR_THE_STATUTES_CALENDAR = {  # where there is no case that would carry it
    *("clock/readings.py", "clock/deadline.py", "clock/window.py", "clock/suit.py", "doj/days.py", "doj/row.py"),
    *("answer/reference.py", "cli/reference.py", "cli/tools.py"),
}


def functions_with(path: Path, *arguments: str) -> Iterator[ast.FunctionDef]:
    """The functions of a module that take one of these arguments."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and {a.arg for a in node.args.args}.intersection(arguments):
            yield node


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_where_there_is_a_case_it_carries_the_law(path: Path) -> None:
    """A function that has a case, or a report, asks that for the statute's rows and calendar, and not the table itself; a few
    modules that count for all cases at once ask for the statute's calendar.
    """
    for function in functions_with(path, "case", "report"):
        asked = {ast.unparse(node) for node in ast.walk(function) if isinstance(node, (ast.Attribute, ast.Call))}
        assert asked.isdisjoint(("law.in_force", "law.rule_for", "law.first_day", "legal()")), f"{function.name}"
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)}
    assert "legal" not in calls or name_of(path) in ASKS_FOR_THE_STATUTES_CALENDAR | {"calendar/workdays.py"}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    """No module is over 300 lines and no function over 40."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


HEAVY = {"holidays", "rich", "dateutil.parser", "importlib.metadata", "importlib.resources"}
HEAVY |= {"jinja2", "icalendar", "python_calamine", "xlsxwriter"}


def loaded(*args: str) -> set[str]:
    """The modules that a run of the program loads."""
    code = (
        "import sys, json; sys.argv = ['foiacalc', *sys.argv[1:]]\n"
        "from foiacalc.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "sys.stdout = sys.stderr; print(json.dumps(sorted(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(ended.stderr.splitlines()[-1]))


@pytest.mark.parametrize("args", [("--json",), ()])
def test_nothing_heavy_is_loaded_for_json_or_piped_text(args: tuple[str, ...]) -> None:
    """Nothing heavy is loaded for JSON or text in a pipe, so that a script waits for no library it does not use."""
    modules = loaded("status", "--filed", "2010-02-01", *args)
    assert set() == HEAVY & modules
    assert "foiacalc.law.agencies" not in modules
    assert "foiacalc.cli.reference" not in modules


def test_the_package_itself_imports_nothing_heavy() -> None:
    """Importing foiacalc loads none of its modules until they are used."""
    code = "import sys, foiacalc; print([name for name in sys.modules if name.startswith('foiacalc')])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "['foiacalc']" == ended.stdout.strip()


def test_the_package_says_that_it_is_typed() -> None:
    """The package says that it is typed."""
    assert (PACKAGE / "py.typed").exists()


# What names mean


def defined(path: Path) -> Iterator[str]:
    """The classes of a module and the names it gives to types, for others to use. An option's type has the option's name."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and "Annotated[" not in ast.unparse(node.value)
        ):
            yield node.targets[0].id


def test_a_name_has_one_meaning() -> None:
    """No two modules give one name to a class or a type of their own, so that a reader knows what it means anywhere."""
    named: dict[str, list[str]] = {}
    for path in FILES:
        for name in defined(path):
            if re.fullmatch(r"[A-Z]\w*[a-z]\w*", name):
                named.setdefault(name, []).append(name_of(path))
    assert {} == {name: places for name, places in named.items() if len(places) > 1}


EACH_ITS_OWN = {  # what each module of a package has of its own, in one meaning
    "clock": {"agency_limit", "remarks", "KEY", "KIND"},
    "answer": {"plans", "headline"},  # a value, and the same in JSON
    "render": {"status", "explain", "docket", "escaped", "months", "bar", "wrapped", "claimed", "page", "whose"},
    "cli": {"FORMATS"},
}


def test_neighbors_do_not_share_a_name_for_different_things() -> None:
    """No two modules of one package give one name to functions, or to constants, that mean different things; what all forms,
    deadlines or commands have is apart.
    """
    named: dict[tuple[str, str], list[str]] = {}
    for path in FILES:
        if package_of(path) == "former":
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
            names = [target.id for target in targets if isinstance(target, ast.Name) and target.id.isupper()]
            for name in [node.name] if isinstance(node, ast.FunctionDef) else names:
                if not name.startswith("_"):
                    named.setdefault((package_of(path), name), []).append(path.name)
    shared = {key for key, places in named.items() if len(places) > 1}
    assert set() == {(package, name) for package, name in shared if name not in EACH_ITS_OWN.get(package, ())}


# How docstrings read

ORDERS = re.compile(  # a function's docstring tells what it does, as an order: `Return the last day.`
    r"(Add|Answer|Begin|Check|Compare|Compute|Count|Discard|Draw|End|Explain|Fail|Find|Give|Have|Keep|Lay|Learn|Leave|Let|List|Look|"
    r"Make|Name|Open|Order|Plan|Print|Put|Raise|Read|Refuse|Remember|Return|Run|Say|Serve|Show|Start|Take|Try|Write|Yield)"
    r"\b(?! of\b)|Warn\b"
)
VERBS = re.compile(  # a class and a module are told of: `This counts one row.`, `A window is the time to appeal.`
    r"^This( module| package| table| form)? \w+s\b|\b(is|are|be|has|says|begins|comes|must|appealed)\b"
)
CLAUSES = re.compile(r"\b(that|which|who|whose|what|when|where|why|how|whether|if|as|until|while|since)\b", re.IGNORECASE)


def documented(path: Path) -> Iterator[tuple[str, ast.AST, str]]:
    """The module, its classes and its functions that have a docstring, by name, each with the first sentence of it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (says := ast.get_docstring(node)):
            yield getattr(node, "name", "the module"), node, " ".join(says.partition("\n\n")[0].split())


def has_verb(sentence: str, kind: type[ast.AST]) -> bool:
    """Whether a sentence has a verb of its own: a function's comes first, another's before any clause within the sentence."""
    if kind is ast.FunctionDef:
        return bool(ORDERS.match(sentence))
    return bool(VERBS.search(CLAUSES.split(sentence, maxsplit=1)[0]))


@pytest.mark.parametrize(
    ("sentence", "kind", "has"),
    [
        ("Return the last day under a reading.", ast.FunctionDef, True),
        ("The last day under a reading.", ast.FunctionDef, False),
        ("Whether the last day is known.", ast.FunctionDef, False),
        ("Count of the days.", ast.FunctionDef, False),
        ("A window is the time to appeal.", ast.ClassDef, True),
        ("This counts a limit.", ast.ClassDef, True),
        ("The counts of a limit.", ast.ClassDef, False),
        ("The day that is due.", ast.ClassDef, False),
        ("How a last day is counted.", ast.Module, False),
    ],
)
def test_what_a_verb_of_its_own_is(sentence: str, kind: type[ast.AST], has: bool) -> None:
    """A verb within a clause does not make a sentence, nor does a noun that could be a verb."""
    assert has is has_verb(sentence, kind)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_docstrings_are_sentences_with_a_verb(path: Path) -> None:
    """Docstrings are sentences with a verb: what a function does, what a class or a module is."""
    assert [] == [(name, says) for name, node, says in documented(path) if not has_verb(says, type(node))]
