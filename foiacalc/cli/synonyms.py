"""This lists what people call options and commands, and what to type: `{v}` is the value given, `{filed}` the line's day."""

_ASKED = "{v}.. if the agency has no answer yet, or {v}..DATE with the day it received your answer"


def _each(template: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), template)


EVENTS = {  # these are for things that happened on a day
    **_each(
        "--filed {v}",
        "sent submitted submit made requested request request-date requested-on date date-filed filed-on filed-date "
        "filing-date date-sent sent-on date-submitted submitted-on date-of-request start mailed emailed file-date",
    ),
    **_each("--received {v}", "receipt received-on date-received received-date arrived got receipt-date logged reception"),
    **_each(
        "--determined {v}",
        "determination decision decided decided-on response responded response-date reply replied final-response answer-date "
        "agency-answered agency-replied completed closed-on date-completed finished adverse disposition letter "
        "determination-date",
    ),
    **_each("--determined {v} --outcome denied", "denied denial refused rejected deny"),
    **_each("--determined {v} --outcome granted", "granted grant approved full-grant granted-in-full"),
    **_each("--determined {v} --outcome partial", "partial partially-granted partial-grant granted-in-part denied-in-part"),
    **_each("--determined {v} --outcome no-records", "no-records norecords no-responsive-records nothing-found"),
    **_each("--acknowledged {v}", "acknowledgment acknowledgement ack acknowledged-on acknowledge acknowledgement-date"),
    **_each("--appealed {v}", "appeal appeal-date appeal-filed appeal-sent appealed-on appeal-made appeal-submitted"),
    **_each("--appealed DATE --appeal-determined {v}", "appeal-decided appeal-decision appeal-response appeal-answered"),
    **_each("--appealed DATE --appeal-determined {v} --appeal-outcome affirmed", "appeal-denied affirmed upheld"),
    **_each("--appealed DATE --appeal-determined {v} --appeal-outcome granted", "appeal-granted reversed"),
    **_each("--appealed DATE --appeal-determined {v} --appeal-outcome remanded", "appeal-remanded remanded remand"),
    **_each(
        "--sued {v}", "lawsuit suit sue suit-filed sued-on litigation complaint complaint-filed court lawsuit-filed case-filed"
    ),
    **_each("--sued DATE --served {v}", "service serve service-date served-on"),
    **_each(
        "--sued DATE --answered {v} if the government answered a complaint in court, or --determined {v} if the agency "
        "answered the request",
        "answer",
    ),
    **_each(
        "--extended {v}, with the date of the agency's notice, or --extended DATE+N with the working days that it adds",
        "extension extend extensions extended-on unusual unusual-circumstances extension-notice",
    ),
    **_each(
        f"--info-asked {_ASKED} (the agency asked for information), or the same with --fee-asked (it asked about fees)",
        "tolled tolling tolled-on paused pause stopped stayed on-hold hold question asked",
    ),
    **_each(f"--info-asked {_ASKED}", "info clarification clarification-asked info-requested information-asked information"),
    **_each(f"--fee-asked {_ASKED}", "fee fees fee-question fee-estimate fees-asked fee-requested"),
    **_each("--perfected {v}", "perfect complete perfected-on"),
    **_each("--withdrawn {v}", "withdraw withdrew canceled cancelled withdrawal"),
    **_each("--interim {v}", "interim-response partial-release rolling interim-release"),
    **_each("--determined DATE --released {v}", "release records-released produced last-release"),
    **_each("--expedite-asked {v}", "expedited-on expedite-requested expedition-asked"),
    **_each("--expedite --expedite-determined {v} --expedite-outcome denied", "expedite-denied expedited-denied"),
    **_each("--expedite --expedite-determined {v} --expedite-outcome granted", "expedite-granted expedited-granted"),
    **_each("--closed {v}..DATE", "closure shutdown closures closed-days closed-from"),
}
_CHECK = "foiacalc check --filed DATE --claimed {v}, to check a due date that someone gave you"
_DUE = f"{_CHECK}; foiacalc computes due dates itself"
OPTIONS = {
    **EVENTS,
    **_each("--as-of {v}", "today now on asof as-of-date at when on-date day today-is current-date"),
    **_each(_DUE, "deadline due due-date duedate due-on claimed claim"),
    **_each(
        "foiacalc plan --by {v}, to find the last day to file; or --as-of {v}, for the answer as of that day", "by until before"
    ),
    **_each("--agency {v}", "component office bureau department dept agency-name to org organization from-agency"),
    **_each("--id {v}", "name number tracking tracking-number case case-number request-id request-number reference subject"),
    **_each("--from {v}", "input load read json-file request-file in facts"),
    **_each("-o {v}", "out save write outfile output-file export"),
    **_each("--expedite", "expedited expedited-processing expedite-request expediting"),
    **_each("--appeal-window {v}cd for calendar days, or {v}wd for working days", "window appeal-days time-to-appeal"),
    **_each(
        "--info-asked A..B with the day of the agency's question and the day it received your answer", "tolled-days days-tolled"
    ),
    **_each("--force", "overwrite replace yes"),
    **_each("--for {v}", "audience perspective side"),
    **_each("--missed", "late overdue missed-only only-missed"),
    **{form: f"--format {form}" for form in ("csv", "markdown", "ics", "svg", "html", "plain", "table", "jsonl", "summary")},
    **{
        word: f"--format {form}" for word, form in (("md", "markdown"), ("text", "plain"), ("calendar", "ics"), ("ical", "ics"))
    },
}
BY_COMMAND = {  # some commands mean something else by the same word
    "plan": _each("--by {v}", "deadline due due-date until before date on filed sent as-of"),
    "check": _each("--claimed {v}", "due due-date claim date deadline-date is"),
    "law": _each("--on {v}", "date as-of day when in-force"),
    "workdays": {
        **_each("foiacalc workdays {filed} {v}", "to until through till end end-date"),
        **_each("foiacalc workdays {v} --add 20, or foiacalc workdays {v} TO", "from start start-date since after filed"),
        **_each("--add {v}", "days plus number count working-days"),
    },
    "batch": {"by-agency": "--by agency", "late": "--only missed", "missed": "--only missed"},
}
COMMANDS = {
    **_each("foiacalc status", "show when answer late overdue report timeline calc calculate count compute stand request"),
    **_each("foiacalc status --filed DATE", "filed file sent submitted"),
    **_each("foiacalc batch FILE", "sheet log csv docket list table all import rows spreadsheet"),
    **_each("foiacalc check --received DATE --claimed DATE", "verify validate claimed claim"),
    **_each("foiacalc plan --by DATE", "by before backwards backward"),
    **_each("foiacalc --help", "help"),
    **_each("foiacalc --version", "version"),
    **_each("foiacalc guide", "manual man docs doc documentation tutorial topics pages readme"),
    **_each("foiacalc agencies", "agency components component"),
    **_each("foiacalc holidays", "holiday calendar"),
    **_each("foiacalc law", "statute rules limits"),
    **_each("foiacalc workdays DATE --add 20", "working-days business-days days add"),
    **_each("foiacalc explain determination --filed DATE", "why explanation due deadline"),
}
