"""The configuration: what the shipped file holds, what the environment changes, and what every mistake is told."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.settings import DEFAULT_PATH, Settings, UpdateMode, configuration_path, load_settings
from bot.settings_environment import CONFIG_VARIABLE
from bot.settings_errors import ConfigurationError, Problem
from domain.case_clocks import Period
from domain.durations import DAY_MS, HOUR_MS, MINUTE_MS
from domain.words import CaseKind, Language, Level, Recipient, UnitKind

SHIPPED = Path(__file__).parents[2] / "config.toml"
TOKEN = "123456789:invented-invented-invented-invent"

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def shipped() -> Settings:
    """The settings of the file that ships."""
    return load_settings(SHIPPED, {})


@pytest.fixture
def mistakes(tmp_path: Path) -> Callable[[Change], tuple[Problem, ...]]:
    """Change the shipped configuration, load it, and answer the problems that are found."""

    def load(change: Change) -> tuple[Problem, ...]:
        data = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
        change(data)
        path = tmp_path / "config.toml"
        path.write_text(toml(data), encoding="utf-8")
        with pytest.raises(ConfigurationError) as raised:
            load_settings(path, {})
        assert all(problem.place == str(path) for problem in raised.value.problems)
        return raised.value.problems

    return load


def toml(data: dict[str, Any]) -> str:
    """Plain TOML, every value inline."""
    return "\n".join(f"{key} = {inline(value)}" for key, value in data.items())


def inline(value: object) -> str:
    """One TOML value."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {inline(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


# ------------------------------------------------------------------------------------------- the shipped file


def test_the_shipped_township_is_complete(shipped: Settings) -> None:
    """It has 21 villages with aliases and a team each, five mediation committees, 11 schools and one centre."""
    township = shipped.township
    villages = township.units_of(UnitKind.VILLAGE)

    assert len(villages) == 21
    assert all(village.aliases and village.team for village in villages)
    assert len({village.team for village in villages}) == 21
    assert sum(unit.has_mediation_committee for unit in township.units) == 5
    assert len(township.units_of(UnitKind.SCHOOL)) == 11
    assert township.centre.kind is UnitKind.CENTRE
    assert township.units_of(UnitKind.DEPARTMENT)


def test_every_category_has_keywords_and_every_label_of_the_replay_is_covered(shipped: Settings) -> None:
    """The suggestion has something to go by in each category, and each label of a replayed file means something."""
    assert all(category.keywords for category in shipped.township.categories)
    labels = {label for category in shipped.township.categories for label in category.labels}
    assert labels == {"城乡建设", "环境保护", "交通运输", "教育文体", "劳动和社会保障", "商贸旅游", "卫生计生"}


def test_the_shipped_clocks_are_the_promised_ones(shipped: Settings) -> None:
    """The defaults are those that villagers and cadres are told."""
    clocks = shipped.township.clocks

    assert clocks.accept == Period(after_ms=24 * HOUR_MS)
    assert clocks.first_action[CaseKind.DISPUTE] == Period(after_ms=3 * DAY_MS, ends_on_working_day=True)
    assert clocks.first_action[CaseKind.HAZARD] == Period(after_ms=24 * HOUR_MS)
    assert clocks.first_action[CaseKind.TIP] == Period(after_ms=24 * HOUR_MS)
    assert clocks.settle_village == Period(after_ms=15 * DAY_MS, ends_on_working_day=True)
    assert clocks.settle == Period(after_ms=30 * DAY_MS, ends_on_working_day=True)
    assert clocks.extension == Period(after_ms=30 * DAY_MS, ends_on_working_day=True)
    assert clocks.close == Period(after_ms=7 * DAY_MS, ends_on_working_day=True)
    assert clocks.follow_up_ms == (7 * DAY_MS, 30 * DAY_MS)
    assert (clocks.draft_offer_ms, clocks.draft_expiry_ms, clocks.draft_warning_ms) == (DAY_MS, 7 * DAY_MS, DAY_MS)


def test_the_shipped_escalation_goes_from_the_handler_to_the_director(shipped: Settings) -> None:
    """Reminder, deadline, to the centre after a day, to the director after three."""
    steps = shipped.township.escalation.steps

    assert [(step.name, step.offset_ms) for step in steps] == [
        ("remind", -4 * HOUR_MS),
        ("due", 0),
        ("to_centre", 24 * HOUR_MS),
        ("to_director", 72 * HOUR_MS),
    ]
    assert steps[0].tell == (Recipient.HANDLER,)
    assert steps[1].tell == (Recipient.HANDLER, Recipient.VILLAGE_HEAD)
    assert steps[2].moves_to is Level.TOWN
    assert set(steps[2].tell) == {Recipient.CENTRE_STAFF, Recipient.HANDLER, Recipient.VILLAGE_HEAD}
    assert steps[3].tell == (Recipient.DIRECTOR,)
    assert [step.proposes_supervision for step in steps] == [False, False, False, True]


@pytest.mark.parametrize(
    ("deadline", "before"),
    [
        ("accept", 4 * HOUR_MS),
        ("first_action", 4 * HOUR_MS),
        ("settle_village", 2 * DAY_MS),
        ("settle", 3 * DAY_MS),
        ("close", DAY_MS),
    ],
)
def test_a_reminder_has_its_own_time_before_each_deadline(shipped: Settings, deadline: str, before: int) -> None:
    """A long period is reminded of days before its end, a short one hours before; other steps do not differ."""
    policy = shipped.township.escalation

    assert policy.offset_of(policy.steps[0], deadline) == -before
    assert policy.offset_of(policy.steps[2], deadline) == 24 * HOUR_MS


def test_a_reminder_without_a_time_of_its_own_uses_the_steps_offset(shipped: Settings) -> None:
    """What `remind_before` does not name is reminded of by the step's own offset."""
    policy = shipped.township.escalation
    bare = policy.changed(remind_before=policy.remind_before.changed(settle_ms=None))

    assert bare.offset_of(bare.steps[0], "settle") == -4 * HOUR_MS


def test_the_shipped_ladder_for_urgent_cases(shipped: Settings) -> None:
    """Duty officer first, then the village, then the centre, then the director, a quarter of an hour each."""
    urgent = shipped.township.urgent

    assert urgent.acknowledge_within_ms == 15 * MINUTE_MS
    assert urgent.ladder[0] == (Recipient.DUTY_OFFICER,)
    assert set(urgent.ladder[1]) == {Recipient.VILLAGE_HEAD, Recipient.HANDLER}
    assert urgent.ladder[2:] == ((Recipient.CENTRE_STAFF,), (Recipient.DIRECTOR,))


def test_names_are_there_in_every_language(shipped: Settings) -> None:
    """A village is called by its name in simplified characters, traditional characters and Latin letters."""
    name = shipped.township.unit("fenglin").name

    assert name.in_language(Language.ZH_HANS) == "枫林村"
    assert name.in_language(Language.ZH_HANT) == "楓林村"
    assert name.in_language(Language.EN) == "Fenglin"


def test_a_configuration_cannot_be_changed_after_it_was_read(shipped: Settings) -> None:
    """Settings are values: whoever holds them may rely on them."""
    with pytest.raises(ValueError, match="frozen"):
        shipped.township.time_zone = "UTC"  # type: ignore[misc]


# ------------------------------------------------------------------------------------------- the environment


@pytest.mark.parametrize(
    ("variable", "value", "read"),
    [
        ("SHOUWANG_TIME_ZONE", "Asia/Urumqi", lambda s: s.township.time_zone == "Asia/Urumqi"),
        ("SHOUWANG_TELEGRAM__BASE_URL", "http://127.0.0.1:8081", lambda s: s.telegram.base_url[-4:] == "8081"),
        ("SHOUWANG_STORAGE__PATH", "/var/lib/a.sqlite", lambda s: s.storage.path == Path("/var/lib/a.sqlite")),
        ("SHOUWANG_HEALTH__PORT", "0", lambda s: s.health.port == 0),
        ("SHOUWANG_DELIVERY__PER_CHAT_PER_SECOND", "2.5", lambda s: s.delivery.per_chat_per_second == 2.5),
        ("SHOUWANG_CLOCKS__ACCEPT__AFTER", "2h", lambda s: s.township.clocks.accept.after_ms == 2 * HOUR_MS),
        (
            "SHOUWANG_CLOCKS__FIRST_ACTION__TIP__ENDS_ON_WORKING_DAY",
            "true",
            lambda s: s.township.clocks.first_action.tip.ends_on_working_day,
        ),
        ("SHOUWANG_CLOCKS__FOLLOW_UP", '["1d"]', lambda s: s.township.clocks.follow_up_ms == (DAY_MS,)),
        ("SHOUWANG_DANGER_WORDS", '["着火"]', lambda s: s.township.danger_words == ("着火",)),
        ("SHOUWANG_URGENT__LADDER", '[["director"]]', lambda s: s.township.urgent.ladder == ((Recipient.DIRECTOR,),)),
        ("SHOUWANG_NAME__ZH_HANS", "白石镇", lambda s: s.township.name.zh_hans == "白石镇"),
        ("SHOUWANG_NAME__EN", "Baishi", lambda s: s.township.name.en == "Baishi"),
        ("SHOUWANG_QUIET_HOURS", '{"start": "21:30"}', lambda s: s.township.quiet_hours.start.minute == 30),
        ("SHOUWANG_OVERSIGHT__TELEGRAM_ID", "77", lambda s: s.township.oversight.telegram_id == 77),
        ("shouwang_log__level", "debug", lambda s: s.log.level == "debug"),
    ],
)
def test_a_variable_overrides_its_key(variable: str, value: str, read: Callable[[Settings], bool]) -> None:
    """Texts, numbers, lengths of time, lists and tables can all be set from the environment."""
    assert not read(load_settings(SHIPPED, {}))
    assert read(load_settings(SHIPPED, {variable: value}))


def test_a_variable_leaves_the_rest_of_its_table_as_it_was(shipped: Settings) -> None:
    """One key set from the environment changes that key only."""
    changed = load_settings(SHIPPED, {"SHOUWANG_QUIET_HOURS__START": "21:00"})

    assert changed.township.quiet_hours.end == shipped.township.quiet_hours.end
    assert changed.township.changed(quiet_hours=shipped.township.quiet_hours) == shipped.township


def test_the_token_comes_from_the_environment_and_is_never_shown() -> None:
    """The token is read, and neither the settings nor a mistake beside it print it."""
    loaded = load_settings(SHIPPED, {"SHOUWANG_TELEGRAM__TOKEN": TOKEN})

    assert loaded.telegram.token is not None
    assert loaded.telegram.token.get_secret_value() == TOKEN
    assert TOKEN not in repr(loaded)


@pytest.mark.parametrize(
    "environment",
    [
        {"SHOUWANG_TELEGRAM__TOKN": TOKEN},
        {"SHOUWANG_TELEGRAM__TOKEN": TOKEN, "SHOUWANG_TELEGRAM__MODE": "pigeon"},
        {"SHOUWANG_TELEGRAM": json.dumps({"token": [TOKEN]})},
        {"SHOUWANG_TELEGRAM": json.dumps({"token": {"value": TOKEN}})},
    ],
)
def test_a_mistake_shows_no_secret(environment: dict[str, str]) -> None:
    """Not even a misspelt key that holds a token, or a token of the wrong shape, is repeated in the report."""
    with pytest.raises(ConfigurationError) as raised:
        load_settings(SHIPPED, environment)

    assert "invented" not in str(raised.value)
    assert raised.value.__context__ is None


def test_an_empty_variable_counts_as_not_set(shipped: Settings) -> None:
    """An empty value, as process managers leave it, changes nothing."""
    assert load_settings(SHIPPED, {"SHOUWANG_TIME_ZONE": "", "SHOUWANG_NOTHING": ""}) == shipped


def test_variables_of_others_are_left_alone(shipped: Settings) -> None:
    """Only variables with the program's own prefix are looked at."""
    assert load_settings(SHIPPED, {"TELEGRAM__TOKEN": "x", "PATH": "/bin", "NAME": "x"}) == shipped


def test_the_process_environment_is_not_read_behind_ones_back(
    shipped: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the mapping that is handed over counts."""
    monkeypatch.setenv("SHOUWANG_TIME_ZONE", "Asia/Urumqi")

    assert load_settings(SHIPPED, {}) == shipped


@pytest.mark.parametrize(
    ("given_path", "environment", "expected"),
    [
        (Path("a.toml"), {CONFIG_VARIABLE: "b.toml"}, Path("a.toml")),
        (None, {CONFIG_VARIABLE: "b.toml"}, Path("b.toml")),
        (None, {CONFIG_VARIABLE: ""}, DEFAULT_PATH),
        (None, {}, DEFAULT_PATH),
    ],
)
def test_which_file_is_read(given_path: Path | None, environment: dict[str, str], expected: Path) -> None:
    """The command line comes before the environment, and that before the file in the present folder."""
    assert configuration_path(given_path, environment) == expected


# --------------------------------------------------------------------------------------------- every kind of mistake


def unit(data: dict[str, Any], code: str) -> dict[str, Any]:
    """One unit of the file."""
    found: dict[str, Any] = next(one for one in data["units"] if one["code"] == code)
    return found


MISTAKES: list[tuple[str, Change, str, str, str]] = [
    ("a key is missing", lambda d: d.pop("time_zone"), "time_zone", "nothing", "docs/configuration.md"),
    ("a table is missing", lambda d: d.pop("limits"), "limits", "nothing", "docs/configuration.md"),
    ("an unknown table", lambda d: d.update(clokcs={}), "clokcs", "not known", "clocks"),
    ("an unknown key", lambda d: d["limits"].update(atachments=3), "limits.atachments", "not known", "attachments"),
    ("an unlike key", lambda d: d["log"].update(zzz=3), "log.zzz", "not known", "one of level, format"),
    ("an unknown language", lambda d: d["name"].update(fr="Q"), "name.fr", "not known", "zh-Hans, zh-Hant, en"),
    ("no text", lambda d: d["name"].update(en=" "), "name.en", '" "', "not empty"),
    ("a number for a text", lambda d: d.update(time_zone=8), "time_zone", "8", "text in quotes"),
    ("a text for a number", lambda d: d["backup"].update(keep="many"), "backup.keep", '"many"', "whole number"),
    ("a fraction", lambda d: d["backup"].update(keep=1.5), "backup.keep", "1.5", "whole number"),
    ("too little", lambda d: d["backup"].update(keep=0), "backup.keep", "0", "1 or more"),
    ("too much", lambda d: d["health"].update(port=70_000), "health.port", "70000", "65535 or less"),
    (
        "neither true nor false",
        lambda d: d["clocks"]["accept"].update(ends_on_working_day="perhaps"),
        "clocks.accept.ends_on_working_day",
        '"perhaps"',
        "true or false",
    ),
    ("no unit of time", lambda d: d["clocks"]["accept"].update(after="24"), "clocks.accept.after", '"24"', '"24h"'),
    ("a bare number", lambda d: d["clocks"]["accept"].update(after=24), "clocks.accept.after", "24", '"24h"'),
    ("a bare number in a list", lambda d: d["clocks"].update(follow_up=[7]), "clocks.follow_up[0]", "7", '"24h"'),
    ("no time at all", lambda d: d["clocks"]["accept"].update(after="0h"), "clocks.accept.after", '"0h"', "above 0"),
    ("no time of day", lambda d: d["quiet_hours"].update(start="late"), "quiet_hours.start", '"late"', '"22:00"'),
    ("a text for a list", lambda d: d.update(danger_words="help"), "danger_words", '"help"', "a list"),
    ("a text for a table", lambda d: d.update(quiet_hours="never"), "quiet_hours", '"never"', "a table"),
    ("an empty list", lambda d: d.update(languages=[]), "languages", "an empty list", "at least 1"),
    ("a word of no set", lambda d: d["log"].update(level="loud"), "log.level", '"loud"', "'warning'"),
    ("no address", lambda d: d["telegram"].update(base_url="api"), "telegram.base_url", '"api"', "https://"),
    (
        "an open address",
        lambda d: d["calendar"].update(address="http://town.example.org"),
        "calendar.address",
        "town.example.org",
        "https",
    ),
    ("a wrong code", lambda d: unit(d, "fenglin").update(code="Feng Lin"), "units[1].code", '"Feng Lin"', "lower-case"),
    (
        "a wrong day",
        lambda d: d["special_periods"][3].update(first="7/1"),
        "special_periods[3].first",
        '"7/1"',
        '"07-01"',
    ),
    (
        "a holiday and days",
        lambda d: d["special_periods"][3].update(holiday="new_year"),
        "special_periods[3]",
        "a table",
        "either",
    ),
    ("a moon time zone", lambda d: d.update(time_zone="Moon/Tycho"), "time_zone", '"Moon/Tycho"', "IANA"),
    ("a time zone outside", lambda d: d.update(time_zone="../etc"), "time_zone", '"../etc"', "IANA"),
    (
        "a default language of none",
        lambda d: d.update(languages=["en"]),
        "default_language",
        '"zh-Hans"',
        "one of languages: en",
    ),
    ("a language twice", lambda d: d.update(languages=["zh-Hans", "zh-Hans"]), "languages[1]", '"zh-Hans"', "twice"),
    (
        "a route to no unit",
        lambda d: d["categories"][0].update(routes=["post_office"]),
        "categories[0].routes[0]",
        '"post_office"',
        "code of a unit",
    ),
    (
        "a route to a village",
        lambda d: d["categories"][0].update(routes=["fenglin"]),
        "categories[0].routes[0]",
        "village",
        "kind department",
    ),
    (
        "a route of cases to no unit",
        lambda d: d["routes"][0].update(to="post_office"),
        "routes[0].to",
        '"post_office"',
        "code of a unit",
    ),
    (
        "a route of cases to a village",
        lambda d: d["routes"][0].update(to="fenglin"),
        "routes[0].to",
        "village",
        "kind department",
    ),
    (
        "a route of no cases",
        lambda d: d["routes"].append({"to": "police_post"}),
        "routes[3]",
        "neither kind nor categories",
        "which cases",
    ),
    (
        "a route of another kind's category",
        lambda d: d["routes"][0].update(categories=["gas"]),
        "routes[0].categories[0]",
        "hazard",
        "kind tip",
    ),
    (
        "a recipient of no kind",
        lambda d: d["escalation"]["steps"][1].update(tell=["mayor"]),
        "escalation.steps[1].tell[0]",
        '"mayor"',
        "'handler'",
    ),
    (
        "a policy that tells the reporter",
        lambda d: d["urgent"].update(ladder=[["reporter"]]),
        "urgent.ladder[0][0]",
        '"reporter"',
        "duty_officer",
    ),
    (
        "a role of no kind",
        lambda d: d["invitations"].update(second_admin=["king"]),
        "invitations.second_admin[0]",
        '"king"',
        "'director'",
    ),
    (
        "a role nobody is invited to",
        lambda d: d["invitations"].update(second_admin=["reporter"]),
        "invitations.second_admin[0]",
        '"reporter"',
        "invited",
    ),
    (
        "a shared alias",
        lambda d: unit(d, "liutang").update(aliases=["枫林"]),
        "units[2].aliases[0]",
        '"枫林"',
        "fenglin has it",
    ),
    ("a short alias", lambda d: unit(d, "fenglin").update(aliases=["林"]), "units[1].aliases[0]", '"林"', "two"),
    ("a code twice", lambda d: unit(d, "liutang").update(code="fenglin"), "units[2].code", '"fenglin"', "twice"),
    (
        "a team twice",
        lambda d: unit(d, "liutang").update(team=unit(d, "fenglin")["team"]),
        "units[2].team.zh-Hans",
        '"枫林义务巡逻队"',
        "no other team",
    ),
    ("two centres", lambda d: unit(d, "fenglin").update(kind="centre"), "units", "2 units", "exactly one"),
    ("no centre", lambda d: unit(d, "centre").update(kind="village"), "units", "0 units", "exactly one"),
    (
        "no category of a kind",
        lambda d: d.update(categories=[one for one in d["categories"] if one["kind"] != "tip"]),
        "categories",
        "no category of kind tip",
        "at least one",
    ),
    (
        "a keyword twice",
        lambda d: d["categories"][0].update(keywords=["a", "a"]),
        "categories[0].keywords[1]",
        '"a"',
        "twice",
    ),
    (
        "steps out of order",
        lambda d: d["escalation"]["steps"][3].update(offset="1h"),
        "escalation.steps[3].offset",
        "1h",
        "later than the step before it (1d)",
    ),
    (
        "a case moved down",
        lambda d: d["escalation"]["steps"][3].update(moves_to="village"),
        "escalation.steps[3].moves_to",
        '"village"',
        "above town",
    ),
    (
        "a reminder that moves the case",
        lambda d: d["escalation"]["steps"][0].update(moves_to="town"),
        "escalation.steps[0]",
        "before the deadline",
        "only tells",
    ),
    (
        "follow-ups out of order",
        lambda d: d["clocks"].update(follow_up=["30d", "7d"]),
        "clocks.follow_up",
        "30d, 7d",
        "grow",
    ),
    (
        "a village with all the time",
        lambda d: d["clocks"]["settle_village"].update(after="30d"),
        "clocks.settle_village.after",
        "30d",
        "less than clocks.settle.after (30d)",
    ),
    (
        "a draft thrown away before it is offered",
        lambda d: d["clocks"].update(draft_expiry="1d"),
        "clocks.draft_expiry",
        "1d",
        "longer than",
    ),
    (
        "quiet hours without an hour",
        lambda d: d["quiet_hours"].update(end="22:00"),
        "quiet_hours.end",
        "22:00",
        "another time",
    ),
    (
        "a webhook without its secret",
        lambda d: d["telegram"].update(mode="webhook", webhook=d["telegram"]["webhook"] | {"url": "https://a.example"}),
        "telegram.webhook.secret",
        "nothing",
        "because telegram.mode is webhook",
    ),
    (
        "keys among the backups",
        lambda d: d["keys"].update(path="data/backups/keys.json"),
        "keys.path",
        "data/backups/keys.json",
        "outside backup.path",
    ),
]


@pytest.mark.parametrize(("change", "key", "found", "right"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_a_mistake_is_told_by_key_what_was_found_and_what_is_right(
    mistakes: Callable[[Change], tuple[Problem, ...]], change: Change, key: str, found: str, right: str
) -> None:
    """The report names the file, the key's path, what stands there and what would be right, in plain words."""
    problem = next((one for one in mistakes(change) if one.key == key), None)

    assert problem is not None
    assert found in problem.found
    assert right in problem.right


def test_a_single_mistake_is_reported_alone(mistakes: Callable[[Change], tuple[Problem, ...]]) -> None:
    """Nothing is said about what is right."""
    assert len(mistakes(lambda data: data["log"].update(level="loud"))) == 1


def test_all_mistakes_are_told_at_once(mistakes: Callable[[Change], tuple[Problem, ...]]) -> None:
    """Nobody has to start the program as often as there are mistakes."""

    def change(data: dict[str, Any]) -> None:
        data["log"]["level"] = "loud"
        data["clocks"]["accept"]["after"] = 24
        data["clocks"]["follow_up"] = ["soon"]
        data["units"][3]["knd"] = "village"

    assert {problem.key for problem in mistakes(change)} == {
        "log.level",
        "clocks.accept.after",
        "clocks.follow_up[0]",
        "units[3].knd",
    }


@pytest.mark.parametrize(
    ("environment", "variable", "key"),
    [
        ({"SHOUWANG_LOG__LEVEL": "loud"}, "SHOUWANG_LOG__LEVEL", "log.level"),
        ({"SHOUWANG_LOG": '{"level": "loud"}'}, "SHOUWANG_LOG", "log.level"),
        ({"SHOUWANG_UNITS": "[half"}, "SHOUWANG_UNITS", "units"),
        ({"SHOUWANG_LANGUAGES": '["la"]'}, "SHOUWANG_LANGUAGES", "languages[0]"),
        ({"SHOUWANG_CLOCKS__FOLLOW_UP": '["30d", "7d"]'}, "SHOUWANG_CLOCKS__FOLLOW_UP", "clocks.follow_up"),
        ({"SHOUWANG_LOG__LEVL": "info"}, "SHOUWANG_LOG__LEVL", "log.levl"),
        ({"SHOUWANG_LGO__LEVEL": "info"}, "SHOUWANG_LGO__LEVEL", "SHOUWANG_LGO__LEVEL"),
        ({"SHOUWANG_TOKEN": "x"}, "SHOUWANG_TOKEN", "SHOUWANG_TOKEN"),
        ({"SHOUWANG_TELEGRAM__MODE": "webhook"}, None, "telegram.webhook.url"),
    ],
)
def test_a_mistake_in_the_environment_names_the_variable(
    environment: dict[str, str], variable: str | None, key: str
) -> None:
    """One looks for the mistake where it is: in the variable, or in the file when nobody gave a value."""
    with pytest.raises(ConfigurationError) as raised:
        load_settings(SHIPPED, environment)

    places = {problem.key: problem.place for problem in raised.value.problems}
    assert places[key] == (str(SHIPPED) if variable is None else f"environment variable {variable}")


def test_a_webhook_is_accepted_when_it_has_all_it_needs() -> None:
    """With an address and a secret the mode can be webhook."""
    loaded = load_settings(
        SHIPPED,
        {
            "SHOUWANG_TELEGRAM__MODE": "webhook",
            "SHOUWANG_TELEGRAM__WEBHOOK__URL": "https://town.example/hook",
            "SHOUWANG_TELEGRAM__WEBHOOK__SECRET": "invented_secret",
        },
    )
    assert loaded.telegram.mode is UpdateMode.WEBHOOK


@pytest.mark.parametrize(
    ("content", "found"),
    [(None, "no such file"), (b"name = [", "not TOML"), (b"name = '\xff'", "not UTF-8")],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, found: str) -> None:
    """A missing file, broken TOML and a wrong encoding are told like any other mistake."""
    path = tmp_path / "town.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ConfigurationError, match=found) as raised:
        load_settings(path, {})
    assert raised.value.problems[0].place == str(path)


@settings(deadline=None, max_examples=60)  # a whole configuration is read each time
@given(
    path=st.sampled_from(
        ["log.level", "backup.keep", "clocks.accept.after", "quiet_hours.start", "languages", "units"]
    ),
    value=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=80),
)
def test_whatever_a_variable_holds_it_is_read_or_reported(path: str, value: str) -> None:
    """No text in a variable leads to anything but settings or a report that names this variable."""
    variable = "SHOUWANG_" + path.upper().replace(".", "__")
    try:
        load_settings(SHIPPED, {variable: value})
    except ConfigurationError as error:
        assert any(problem.place == f"environment variable {variable}" for problem in error.problems)  # noqa: PT017
