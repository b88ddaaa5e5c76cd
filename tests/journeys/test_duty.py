"""Who is on duty at the centre, as the clerks and the director live it."""

from __future__ import annotations

from tests.journeys.centre_people import a_clerk, open_board
from tests.journeys.village import Village

DUTY = "📞 谁在值班"


async def test_the_director_sets_the_turns_a_clerk_takes_over_and_the_urgent_case_finds_them(village: Village) -> None:
    """Without a roster all are called; with one the clerk on duty alone, and whoever takes over after them."""
    clerk = await a_clerk(village)
    await open_board(village.director, DUTY)
    assert "还没有排值班" in (await village.director.last()).text
    for press in ("排谁轮流值班", "孙立言", "周正", "就这些人", "就这样办"):
        await village.director.press(press)
    card = (await village.director.last()).text
    assert "现在值班" in card
    first, second = (village.staff, clerk) if "现在值班：孙立言" in card else (clerk, village.staff)
    assert await first.sees("现在起由您值班")
    await open_board(second, DUTY)
    await second.press("现在起我来值班")
    assert "起由您值班" in (await second.last()).text
    assert "您的班交过去了" in (await first.last()).text
    await village.report(village.li, "救命，枫林村有小孩落水！")
    assert await second.sees("小孩落水")
    assert not await first.sees("小孩落水")
    await village.town.advance(days=2)
    assert await second.sees("您的班交过去了")


async def test_an_old_card_shows_who_is_on_duty_instead_of_taking_over(village: Village) -> None:
    """Two clerks see the same card; the second press does not take the duty from the first."""
    clerk = await a_clerk(village)
    await open_board(clerk, DUTY)
    await open_board(village.staff, DUTY)
    await village.staff.press("现在起我来值班")
    await clerk.press("现在起我来值班")
    assert "现在值班：孙立言" in (await clerk.last()).text


async def test_one_day_is_given_to_somebody_else(village: Village) -> None:
    """The day first, then who; the card names them on that day and the others as before."""
    await a_clerk(village)
    await open_board(village.director, DUTY)
    for press in ("排谁轮流值班", "孙立言", "就这些人", "就这样办", "换一天的人", "9月30日", "周正"):
        await village.director.press(press)
    card = (await village.director.last()).text
    assert "9月30日 周三：周正" in card
    assert "10月1日 周四：孙立言" in card
    assert card.count("周正") == 1


async def test_the_roster_is_the_centres(village: Village) -> None:
    """A mediator has no board, and so no duty."""
    await village.mediator.send("🗂 待办")
    labels = [label for row in (await village.mediator.last()).buttons for label in row]
    assert not any("值班" in label for label in labels)
