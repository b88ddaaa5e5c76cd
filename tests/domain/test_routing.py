"""Where a new case goes, who lies on which pile of the board, and what the reporter of a merged case is told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.cases import CaseState, Step
from domain.likeness import among, likeness, pairs_of
from domain.merged import heir_of, said_of, seen_through
from domain.messages import Button, Message, phrase
from domain.routing import Routing, rerouted, routing_of
from domain.search import Query, read_query, stands_in
from domain.triage import Looked, Pile, board_of, piles_of
from domain.words import CaseKind, Level
from tests.domain.samples import DAY, HOUR, MONDAY, after, filed, township

VILLAGE = filed().unit


def routed(category: str, unit: str = VILLAGE) -> Routing:
    """Where a case of the shipped configuration goes."""
    return routing_of(township(), township().category(category).kind, category, unit)


def test_a_dispute_stays_where_it_happened() -> None:
    """No route has a say in it."""
    assert routed("neighbours") == Routing(VILLAGE, (), Level.VILLAGE)


def test_a_crime_goes_past_the_village_to_the_police_post() -> None:
    """The post leads, and nobody where it happened is shown the case."""
    assert routed("theft") == Routing("police_post", (), Level.TOWN, past_unit=True, routed=True)


def test_fire_and_gas_stay_with_the_village_and_have_their_helpers() -> None:
    """Gas has two."""
    assert routed("fire_and_electricity").helping == ("fire_post",)
    assert routed("gas") == Routing(VILLAGE, ("fire_post", "construction_office"), Level.VILLAGE, routed=True)


def test_where_nobody_mediates_the_department_leads() -> None:
    """A hazard that nobody could place is the fire brigade's, and no longer the centre's."""
    centre = township().centre.code
    assert routed("fire_and_electricity", centre) == Routing("fire_post", (), Level.TOWN, routed=True)
    assert routed("neighbours", centre).leading == centre


def test_another_category_asks_for_what_its_routes_have_otherwise() -> None:
    """Gas brings its helpers, a theft goes past the village, what is no theft comes back; helpers whom people asked stay."""
    hazard = replace(filed(kind=CaseKind.HAZARD), category="gas", helping=("water_office",))
    helped = rerouted(township(), hazard, "other_hazard")
    assert helped is not None
    assert (helped.leading, helped.past_unit) == (VILLAGE, False)
    assert helped.helping == ("fire_post", "construction_office", "water_office")
    back = rerouted(township(), replace(hazard, category="other_hazard", helping=helped.helping), "gas")
    assert back is not None
    assert back.helping == ("water_office",)
    theft = replace(filed(kind=CaseKind.TIP), category="theft")
    past = rerouted(township(), theft, "other_tip")
    assert past is not None
    assert (past.leading, past.helping, past.past_unit) == ("police_post", (), True)
    given = replace(theft, responsible_unit="police_post", past_unit=True, level=Level.TOWN, category="other_tip")
    home = rerouted(township(), given, "theft")
    assert home is not None
    assert (home.leading, home.past_unit, home.level) == (VILLAGE, False, Level.VILLAGE)


def test_where_the_routes_have_nothing_otherwise_a_case_stays_with_whoever_has_it() -> None:
    """Also where somebody gave it to another unit, where it has come up to the centre, and at the county."""
    case = filed()
    centre = replace(case, responsible_unit=township().centre.code, level=Level.TOWN, category="contracts")
    assert rerouted(township(), centre, "neighbours") is None
    gas = replace(centre, kind=CaseKind.HAZARD, category="gas")
    asked = rerouted(township(), gas, "other_hazard")
    assert asked is not None
    assert (asked.leading, asked.level) == (township().centre.code, Level.TOWN)
    assert rerouted(township(), replace(gas, level=Level.COUNTY), "other_hazard") is None
    assert rerouted(township(), gas, "a category of last year") is None


def test_every_category_of_every_unit_is_somebodys() -> None:
    """The unit that leads exists, and does not help itself."""
    for unit in township().units:
        for category in township().categories:
            found = routing_of(township(), category.kind, category.code, unit.code)
            assert found.leading in {each.code for each in township().units}
            assert found.leading not in found.helping
            assert not found.past_unit or found.leading != unit.code


def test_which_piles_a_case_lies_on() -> None:
    """New for a day, free until accepted, late from its deadline on, supervised until answered."""
    new = filed()
    assert piles_of(Looked(new, MONDAY + DAY), MONDAY) == {Pile.ALL, Pile.NEW, Pile.FREE}
    assert piles_of(Looked(new, MONDAY + DAY), MONDAY + DAY) == {Pile.ALL, Pile.FREE, Pile.LATE}
    kept = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.SUPERVISE, MONDAY + 2 * HOUR))
    assert piles_of(Looked(kept, None), MONDAY + 3 * DAY) == {Pile.ALL, Pile.KEPT}
    asked = after(filed(), (Step.PROPOSE, MONDAY + HOUR))
    assert Pile.ASKED in piles_of(Looked(asked, None), MONDAY + HOUR)


@given(st.lists(st.tuples(st.sampled_from(["fenglin", "elsewhere"]), st.integers(-5, 5)), max_size=20))
def test_the_counts_of_the_units_add_up_to_those_of_the_town(drawn: list[tuple[str, int]]) -> None:
    """On every pile."""
    looked = [Looked(replace(filed(), unit=unit), MONDAY + days * DAY) for unit, days in drawn]
    board = board_of(looked, MONDAY)
    for pile in Pile:
        assert board.piles[pile] == sum(counts[pile] for counts in board.by_unit.values())
    assert board.piles[Pile.ALL] == len(drawn)


def test_what_is_said_of_the_leading_case_bears_the_merged_ones_number_and_buttons() -> None:
    """Also inside of another phrase; other numbers and buttons stay."""
    leading, merged = filed(), replace(filed(), id=12, number="999-0000", merged_into=1, state=CaseState.MERGED)
    message = Message(
        lines=(phrase("outer", number=leading.number, what=phrase("inner", number=leading.number), other="111-1111"),),
        buttons=(
            (
                Button(label=phrase("b"), act="m-rate", subject="1.5", version=7),
                Button(label=phrase("b"), act="m-rate", subject="11.5"),
            ),
        ),
    )
    said = said_of(message, leading, merged)
    assert leading.number not in said.model_dump_json()
    assert "111-1111" in said.model_dump_json()
    assert [button.subject for row in said.buttons for button in row] == ["12.5", "11.5"]


def test_a_merged_case_is_seen_as_far_as_the_other_has_come_under_its_own_number() -> None:
    """Its place, category and identity stay its own."""
    leading = after(filed(), (Step.ACCEPT, MONDAY + HOUR))
    merged = replace(filed(MONDAY + 2 * HOUR), id=12, number="999-0000", pseudonym="ABC", merged_into=1)
    shown = seen_through(merged, leading)
    assert (shown.id, shown.number, shown.pseudonym, shown.state) == (12, "999-0000", "ABC", CaseState.ACCEPTED)
    heir = heir_of(leading, merged)
    assert (heir.id, heir.number, heir.handler_id, heir.merged_into) == (12, "999-0000", leading.handler_id, None)
    assert heir.accepted_at == merged.filed_at
    assert heir.version == merged.version + 1


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=5))
def test_likeness_lies_between_nothing_and_the_same(own: str, others: list[str]) -> None:
    """In both measures; the same text is as alike as can be, and nothing is more alike."""
    ranked = among(pairs_of(own), {number: pairs_of(text) for number, text in enumerate([*others, own])})
    assert all(0 <= value <= 1 + 1e-9 for value, _number in ranked)
    assert [value for value, _number in ranked] == sorted((value for value, _number in ranked), reverse=True)
    if pairs_of(own):
        assert {number: value for value, number in ranked}[len(others)] > 1 - 1e-9
        assert likeness(own, own) == 1


def test_one_line_says_what_is_looked_for() -> None:
    """A number alone; else villages, categories, states and kinds by their names, and the rest as words."""
    village = township().unit(VILLAGE).name.zh_hans
    assert read_query("找 482-9137", township()) == Query(number="482-9137")
    found = read_query(f"{village} 邻里纠纷 待受理 狗 半夜", township())
    assert found == Query(None, (VILLAGE,), ("neighbours",), ("filed",), (), ("狗", "半夜"))
    assert read_query("线索 办结", township()).kinds == (CaseKind.TIP.value,)
    assert read_query("   ", township()).empty
    assert stands_in(("狗", "半夜"), ("邻居的狗", "半 夜叫"))
    assert not stands_in(("猫",), ("邻居的狗",))
