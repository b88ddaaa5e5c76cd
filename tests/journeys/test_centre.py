"""The centre: its board, units that share in a case, supervision, cases of one matter, several at once, and searching."""

from __future__ import annotations

from playground.client import Phone
from tests.journeys.centre_people import a_clerk, an_officer, labels, open_board
from tests.journeys.village import Village

DOG = "邻居家的狗天天半夜叫，枫林村的老人都睡不好。"
CANAL = "枫林村水渠塌了一段，再下雨就要淹田。"
CANAL_AGAIN = "枫林村的水渠塌了，田要被雨水淹了。"
THEFT = "枫林村有小偷，半夜偷鸡。"


async def sort(phone: Phone, number: str) -> None:
    """Open a case from the list and go to its panel."""
    await phone.send("🗂 待办")
    if not any(number in label for label in await labels(phone)):
        await phone.press("看全部")
    await phone.press(number)
    await phone.press("⚙️ 分流")


async def test_the_board_counts_what_is_new_free_and_late_and_leads_into_the_cards(village: Village) -> None:
    """One message with a button for each pile that holds something and each village, and from there to the card."""
    late = await village.report(village.li, DOG)
    await village.town.advance(hours=30)
    await village.report(village.wang, CANAL)
    await open_board(village.staff)
    assert "在办 2 件" in (await village.staff.last()).text
    shown = await labels(village.staff)
    assert [label for label in shown if "看" in label] == [
        "🆕 看新来的 1 件",
        "⏳ 看没人受理的 2 件",
        "⏰ 看超期的 1 件",
    ]
    assert any("枫林村" in label and "2 件" in label for label in await labels(village.staff))
    await village.staff.press("看超期的 1 件")
    assert next(label for label in await labels(village.staff) if "-" in label).startswith("⏰")
    await village.staff.press(late)
    assert "狗天天半夜叫" in (await village.staff.last()).text


async def test_the_board_is_the_centres_and_counts_no_conflict(village: Village) -> None:
    """A case about the director is in nobody's count but the oversight contact's; a mediator has no board."""
    await village.li.send("枫林村的事，村干部说是主任收了钱，不给办。")
    for answer in ("有线索", "干部作风", "郭长青", "就这些"):
        if any(answer in label for label in await labels(village.li)):
            await village.li.press(answer)
    await village.hand_in(village.li)
    await village.report(village.wang, DOG)
    for phone, count in ((village.staff, 1), (village.director, 1), (village.oversight, 2)):
        await open_board(phone)
        assert f"在办 {count} 件" in (await phone.last()).text
    await village.mediator.send("🗂 待办")
    assert not any("分流台" in label for label in await labels(village.mediator))


async def test_one_unit_leads_and_others_help(village: Village) -> None:
    """The leading unit's officer takes it, the helping one is asked, sees it and writes down what it did."""
    police, water = await an_officer(village), await an_officer(village, "江水生", 42, "water_office")
    number = await village.report(village.li, CANAL)
    await sort(village.staff, number)
    for press in ("分给单位", "水利站", "派出所", "就这些", "就这样办"):
        await village.staff.press(press)
    assert "交给青禾镇水利站" in (await village.li.last()).text
    assert "请受理" in (await water.find(number)).text
    assert "请协助办理" in (await police.find(number)).text
    assert not any("我来受理" in label for label in await labels(police))
    await water.press("我来受理")
    await police.send("🗂 待办")
    await police.press(number)
    await police.press("记进展")
    await police.send("去现场拉了警戒线。")
    await police.press("发送")
    assert "拉了警戒线" in (await village.li.last()).text
    assert "警戒线" in (await water.find(number)).text


async def test_of_two_who_give_a_case_away_the_second_sees_where_it_is_now(village: Village) -> None:
    """Both have begun before either ends: it is given once, and can be given anew from the card that the second gets."""
    water, clerk = await an_officer(village, "江水生", 42, "water_office"), await a_clerk(village, "马文清", 36)
    number = await village.report(village.li, CANAL)
    for phone, unit in ((village.staff, "水利站"), (clerk, "派出所")):
        await sort(phone, number)
        for press in ("分给单位", unit, "不用了"):
            await phone.press(press)
    await village.staff.press("就这样办")
    await clerk.press("就这样办")
    shown = (await clerk.last()).text
    assert "别人刚办过了" in shown
    assert "主办：青禾镇水利站" in shown
    assert "请受理" in (await water.find(number)).text
    assert not await village.li.sees("派出所")
    await sort(clerk, number)
    for press in ("分给单位", "派出所", "不用了", "就这样办"):
        await clerk.press(press)
    assert await village.li.sees("已交给青禾镇派出所")


async def test_of_two_who_give_a_case_to_a_person_the_second_sees_who_has_it(village: Village) -> None:
    """The village head comes first; the clerk's choice does nothing more."""
    number = await village.report(village.li, DOG)
    for phone in (village.head, village.staff):
        await phone.send("🗂 待办")
        if not any(number in label for label in await labels(phone)):
            await phone.press("看全部")
        await phone.press(number)
        await phone.press("👉 交给")
    await village.head.press("何小满")
    await village.staff.press("陈广田")
    assert "别人刚办过了" in (await village.staff.last()).text
    assert await village.second_mediator.sees("交给您办")
    assert not await village.mediator.sees("交给您办")


async def test_two_who_merge_a_pair_crosswise_merge_it_once(village: Village) -> None:
    """The second sees that the one is in the other by now, and neither is lost in a ring."""
    clerk = await a_clerk(village, "马文清", 36)
    first, second = await village.report(village.li, CANAL), await village.report(village.wang, DOG)
    for phone, leading, other in ((village.staff, first, second), (clerk, second, first)):
        await sort(phone, leading)
        await phone.press("🔗 合并")
        await phone.send(other)
    await village.staff.press("就这样办")
    await clerk.press("就这样办")
    shown = (await clerk.last()).text
    assert "别人刚办过了" in shown
    assert f"已并入 {first}" in shown


async def test_who_helps_goes_on_helping_unless_taken_off(village: Village) -> None:
    """Giving the case to another unit leaves the helpers ticked; whom nobody can be told of is said before it is done."""
    await an_officer(village, "火生", 43, "fire_post")
    number = await village.report(village.li, "枫林村老屋电线老化，消防通道堵死了。")
    await sort(village.staff, number)
    for press in ("分给单位", "建设办公室"):
        await village.staff.press(press)
    assert "✓ 青禾镇专职消防队" in await labels(village.staff)
    await village.staff.press("就这些")
    asked = (await village.staff.last()).text
    assert "协助：青禾镇专职消防队" in asked
    assert "青禾镇村镇建设办公室还没有人在这里" in asked
    assert "消防队还没有人" not in asked
    await village.staff.press("就这样办")
    assert "协助：青禾镇专职消防队" in (await village.staff.last()).text

    for press in ("⚙️ 分流", "分给单位", "建设办公室", "✓ 青禾镇专职消防队", "不用了", "就这样办"):
        await village.staff.press(press)
    assert "协助" not in (await village.staff.last()).text


async def test_a_theft_goes_to_the_police_post_past_the_village_with_a_receipt(village: Village) -> None:
    """Nobody in the village sees it, the officer has it at once, and the reporter hears where it is and who took it."""
    police = await an_officer(village)
    number = await village.report(village.li, THEFT)
    assert await village.li.sees("已转给青禾镇派出所")
    assert await police.sees(number)
    for other in (village.mediator, village.head):
        assert not await other.sees(number)
        await other.send("🗂 待办")
        assert "没有待办" in (await other.last()).text
    await village.town.advance(days=10)
    for other in (village.mediator, village.second_mediator, village.head):
        assert not await other.sees(number)


async def test_a_fire_hazard_stays_with_the_village_and_the_fire_brigade_helps(village: Village) -> None:
    """Both are told at once."""
    fire = await an_officer(village, "火生", 43, "fire_post")
    number = await village.report(village.li, "枫林村老屋电线老化，消防通道堵死了。")
    assert "主办：枫林村" in (await fire.find(number)).text
    assert "协助：青禾镇专职消防队" in (await village.mediator.find(number)).text


async def test_supervision_is_proposed_decided_answered_and_lifted(village: Village) -> None:
    """The clerk proposes with a reason, the director sets a date, the handler answers, the result is written down."""
    number = await village.report(village.li, DOG)
    await village.mediator.press("我来受理")
    await sort(village.staff, number)
    await village.staff.press("建议督办")
    await village.staff.send("两家闹得厉害，怕出事。")
    await village.staff.press("发送")
    proposed = await village.director.find("建议挂牌督办")
    assert "怕出事" in proposed.text
    offered = [label for row in proposed.buttons for label in row]
    assert any("暂不督办" in label for label in offered)
    await village.director.press("挂牌督办")
    await village.director.press("3 天内")
    assert "前回复" in (await village.mediator.find("已挂牌督办")).text
    await village.town.advance(days=5)
    assert await village.director.sees("请今天回复进展")
    await village.mediator.press("记进展")
    await village.mediator.send("狗已经送走。")
    await village.mediator.press("发送")
    await sort(village.director, number)
    await village.director.press("结束督办")
    await village.director.send("已解决，邻里和好。")
    await village.director.press("发送")
    assert "督办结束" in (await village.li.last()).text
    assert await village.mediator.sees("督办结果")


async def test_the_director_may_leave_a_proposal(village: Village) -> None:
    """The staff hear it, and it may be proposed again."""
    number = await village.report(village.li, DOG)
    await sort(village.staff, number)
    await village.staff.press("建议督办")
    await village.staff.send("闹得厉害。")
    await village.staff.press("发送")
    await sort(village.director, number)
    await village.director.press("暂不督办")
    assert await village.staff.sees("暂不督办")


async def test_a_case_goes_to_the_county_with_a_prepared_report(village: Village) -> None:
    """It stands at the county from then on, the director has the paper, the reporter knows."""
    number = await village.report(village.li, DOG)
    await sort(village.director, number)
    await village.director.press("报县里")
    await village.director.send("涉及外县，镇里办不了。")
    await village.director.press("发送")
    assert "已交到县级" in (await village.li.last()).text
    paper = await village.director.find("报县里的材料")
    assert paper.raw["document"]["file_name"].endswith(f"{number}.docx")
    assert "县级" in (await village.staff.find(number)).text


async def test_what_is_alike_is_marked_on_the_board_for_those_who_may_know_of_both(village: Village) -> None:
    """The second report names the clerk: for the clerk nothing is marked, neither in the list nor on the card."""
    first = await village.report(village.li, CANAL)
    await village.wang.send(CANAL_AGAIN + "孙立言不肯管。")
    await village.wang.press("就这些")
    await village.hand_in(village.wang)
    second = await village.case_number(village.wang)
    for phone, marked in ((village.director, True), (village.staff, False)):
        await open_board(phone, "看新来的")
        rows = [label for label in await labels(phone) if label.startswith("🔎")]
        assert any(first in label for label in rows) is marked
        assert ("可能和别的是同一件事" in (await phone.last()).text) is marked
        assert any(second in label for label in await labels(phone)) is marked
        await phone.press(first)
        assert (f"可能是同一件事：{second}" in (await phone.last()).text) is marked


async def test_two_reports_of_one_matter_are_dealt_with_as_one(village: Village) -> None:
    """The second is proposed as alike and merged; its reporter keeps their number and hears, answers and rates as the first."""
    first = await village.report(village.li, CANAL)
    second = await village.report(village.wang, CANAL_AGAIN)
    await sort(village.staff, first)
    assert f"可能是同一件事：{second}" in (await village.staff.last()).text
    await village.staff.press("🔗 合并")
    await village.staff.press(second)
    await village.staff.press("就这样办")
    told = (await village.wang.last()).text
    assert second in told
    assert first not in told

    await village.mediator.press_in(await village.mediator.find(f"{first}"), "我来受理")
    assert f"{second}：陈广田 已经受理" in (await village.wang.last()).text
    await village.mediator.press("问报告人")
    await village.mediator.send("塌了多长？")
    await village.mediator.press("发送")
    await village.wang.press("回答")
    await village.wang.send("二十米左右")
    await village.wang.press("发送")
    assert "二十米" in (await village.mediator.find("报告人回答了")).text
    await village.mediator.press_in(await village.mediator.find(first), "办结")
    await village.mediator.press("问题已解决")
    await village.mediator.send("修好了。")
    await village.mediator.press("发送")
    closed = await village.wang.last()
    assert second in closed.text
    await village.wang.press_in(closed, "5")
    assert "5 分" in (await village.wang.last()).text
    await village.wang.send("📋 我的事项")
    await village.wang.press("🔗")
    shown = (await village.wang.last()).text
    assert second in shown
    assert "办结" in shown
    await village.wang.press("经过")
    course = (await village.wang.last()).text
    for step in ("反映", "合并办理", "受理", "经办人提问", "报告人回答", "办结", "评价 5 分"):
        assert step in course


async def test_an_old_card_of_a_merged_case_shows_where_it_went(village: Village) -> None:
    """Its button to take it does nothing any more and says so."""
    first = await village.report(village.li, CANAL)
    second = await village.report(village.wang, CANAL_AGAIN)
    old = await village.second_mediator.find(second)
    await sort(village.staff, first)
    await village.staff.press("🔗 合并")
    await village.staff.press(second)
    await village.staff.press("就这样办")
    await village.second_mediator.press_in(old, "我来受理")
    shown = await village.second_mediator.find(second)
    assert f"已并入 {first}" in shown.text
    assert not any("我来受理" in label for row in shown.buttons for label in row)


async def test_who_takes_back_the_first_report_does_not_end_the_matter_for_the_others(village: Village) -> None:
    """The other report goes on with the same handler, under its own number."""
    first = await village.report(village.li, CANAL)
    second = await village.report(village.wang, CANAL_AGAIN)
    await sort(village.staff, first)
    await village.staff.press("🔗 合并")
    await village.staff.press(second)
    await village.staff.press("就这样办")
    await village.mediator.press_in(await village.mediator.find(first), "我来受理")
    await village.li.send("📋 我的事项")
    await village.li.press("土地")
    await village.li.press("撤回")
    await village.li.press("是，撤回")
    heard = await village.mediator.find("还有人反映")
    assert second in heard.text
    await village.mediator.press_in(heard, "记进展")
    await village.mediator.send("已经叫了挖机。")
    await village.mediator.press("发送")
    assert f"{second} 有了进展" in (await village.wang.last()).text
    assert not await village.li.sees("挖机")


async def test_a_part_of_a_case_becomes_a_case_of_its_own(village: Village) -> None:
    """The reporter has a second number without writing anything again."""
    number = await village.report(village.li, DOG)
    await sort(village.staff, number)
    await village.staff.press("分出一件")
    await village.staff.send("另外还说村口路灯坏了。")
    await village.staff.press("隐患")
    await village.staff.press("公共设施")
    await village.staff.press("就这样办")
    told = (await village.li.find("新编号")).text
    assert number in told
    assert await village.mediator.sees("路灯坏了")


async def test_another_category_changes_the_clocks_and_the_reporter_knows(village: Village) -> None:
    """A dispute that was a hazard has a day, and no longer a fortnight."""
    number = await village.report(village.li, DOG)
    await sort(village.staff, number)
    await village.staff.press("改类别")
    await village.staff.press("隐患")
    await village.staff.press("动物")
    await village.staff.press("就这样办")
    assert "动物与疫病隐患" in (await village.li.last()).text
    assert "动物与疫病隐患" in (await village.staff.last()).text


async def change_category(village: Village, number: str, kind: str, category: str) -> None:
    """The clerk says what kind of case it really is."""
    await sort(village.staff, number)
    for press in ("改类别", kind, category, "就这样办"):
        await village.staff.press(press)


async def test_what_turns_out_to_be_gas_is_offered_its_helpers_and_goes_to_them_with_one_tap(village: Village) -> None:
    """Nothing is passed on before the tap; the village goes on leading."""
    fire = await an_officer(village, "火生", 43, "fire_post")
    number = await village.report(village.li, CANAL)
    await change_category(village, number, "隐患", "燃气")
    asked = await village.staff.last()
    assert "这一类通常这样办" in asked.text
    assert "协助：青禾镇专职消防队" in asked.text
    assert not await fire.sees(number)
    await village.staff.press("照这样转")
    assert "请协助办理" in (await fire.find(number)).text
    assert "协助：青禾镇专职消防队" in (await village.staff.last()).text
    await village.staff.press_in(asked, "照这样转")
    assert "协助：青禾镇专职消防队" in (await village.staff.last()).text


async def test_the_offer_may_be_left(village: Village) -> None:
    """The card comes in its place and the case stays."""
    fire = await an_officer(village, "火生", 43, "fire_post")
    number = await village.report(village.li, CANAL)
    await change_category(village, number, "隐患", "燃气")
    await village.staff.press("还在原来的单位")
    assert number in (await village.staff.last()).text
    assert not await fire.sees(number)


async def test_what_turns_out_to_be_a_theft_goes_past_the_village_and_comes_back_if_it_is_none(
    village: Village,
) -> None:
    """The mediator who had its card reads that it is dealt with elsewhere, and no more; then it is the village's again."""
    police = await an_officer(village)
    number = await village.report(village.li, CANAL)
    assert "水渠" in (await village.mediator.find(number)).text
    await change_category(village, number, "线索", "盗窃")
    assert "不经村里" in (await village.staff.last()).text
    await village.staff.press("照这样转")
    assert "请受理" in (await police.find(number)).text
    for phone in (village.mediator, village.head):
        await phone.send("🗂 待办")
        assert "没有待办" in (await phone.last()).text
        assert not await phone.sees("水渠")
    await change_category(village, number, "隐患", "防汛")
    assert "主办：枫林村" in (await village.staff.last()).text
    await village.staff.press("照这样转")
    assert "请受理" in (await village.mediator.find(number)).text


async def test_linked_cases_can_be_unlinked(village: Village) -> None:
    """One tap beside the other's number; an old button does no harm."""
    first = await village.report(village.li, CANAL)
    second = await village.report(village.wang, DOG)
    await sort(village.staff, first)
    await village.staff.press("↔️ 关联")
    await village.staff.send(second)
    await village.staff.press("就这样办")
    await sort(village.staff, first)
    panel = await village.staff.last()
    assert f"有关联：{second}" in panel.text
    await village.staff.press(f"取消关联 {second}")
    assert "有关联" not in (await village.staff.last()).text
    await village.staff.press_in(panel, f"取消关联 {second}")
    assert "有关联" not in (await village.staff.last()).text
    await sort(village.staff, second)
    assert "有关联" not in (await village.staff.last()).text


async def test_several_cases_are_assigned_with_one_confirmation(village: Village) -> None:
    """Picked in the list, given away, confirmed once; each reporter hears it."""
    water = await an_officer(village, "江水生", 42, "water_office")
    first = await village.report(village.li, CANAL)
    second = await village.report(village.wang, DOG)
    await open_board(village.staff, "看没人受理的 2 件", "勾选", first, second)
    assert "已勾选 2 件" in (await village.staff.last()).text
    for press in ("📥 分给单位", "水利站", "就这样办"):
        await village.staff.press(press)
    assert "办好 2 件" in (await village.staff.last()).text
    assert await water.sees(first)
    assert await water.sees(second)
    for phone in (village.li, village.wang):
        assert "水利站" in (await phone.last()).text


async def test_several_cases_that_are_not_ours_are_closed_with_the_reason(village: Village) -> None:
    """The reason reaches each reporter, who may rate it."""
    await village.report(village.li, CANAL)
    await village.report(village.wang, DOG)
    await open_board(village.staff, "看没人受理的 2 件", "勾选", "邻里", "水", "不归我们")
    await village.staff.send("请找县水务局，电话见公告栏。")
    await village.staff.press("就这样办")
    for phone in (village.li, village.wang):
        assert "县水务局" in (await phone.last()).text


async def test_what_cannot_be_done_to_one_of_several_is_said_and_leaves_the_others_done(village: Village) -> None:
    """One is taken back between picking and confirming."""
    first = await village.report(village.li, CANAL)
    second = await village.report(village.wang, DOG)
    await open_board(village.staff, "看没人受理的 2 件", "勾选", first, second, "📥 分给单位", "水利站")
    await village.li.send("📋 我的事项")
    for press in ("用水", "撤回", "是，撤回"):
        await village.li.press(press)
    await village.staff.press("就这样办")
    done = (await village.staff.last()).text
    assert f"办好 1 件：{second}" in done
    assert f"1 件没办成，请打开看：{first}" in done


async def test_searching_stays_inside_of_what_one_may_see(village: Village) -> None:
    """By number, village, state and words; an officer finds nothing of the village, and nobody a tip by its words."""
    police = await an_officer(village)
    number = await village.report(village.li, DOG)
    await village.report(village.wang, CANAL)
    for line in (number, "枫林村 狗", "邻里纠纷", "待受理 半夜"):
        await village.mediator.send("/find")
        await village.mediator.send(line)
        assert [label for label in await labels(village.mediator) if number in label], line
    assert "找到 1 件" in (await village.mediator.last()).text
    await police.send("/find")
    await police.send("狗")
    assert "没有找到" in (await police.last()).text
    theft = await village.report(village.li, THEFT)
    for line, found in (("偷鸡", False), (theft, True), ("盗窃", True)):
        await village.staff.send("/find")
        await village.staff.send(line)
        assert any(theft in label for label in await labels(village.staff)) is found


async def test_a_villager_cannot_search(village: Village) -> None:
    """The command answers in one sentence and opens nothing."""
    await village.wang.send("/find")
    assert "您不能办" in (await village.wang.last()).text
