"""New posters: the old ones are good for nothing, and a checkpoint that was given up gets none."""

from __future__ import annotations

from actions.replace_posters import checkpoints_for_posters, replace_posters
from tests.actions.office import VILLAGE, Office


async def test_the_configurations_checkpoints_are_entered_once_and_stay_where_they_were_moved(office: Office) -> None:
    """One that was moved in the chat keeps its place, one that was given up stays away, one from the chat is there too."""
    async with office.at_work() as work:
        first = await checkpoints_for_posters(work, office.rules, VILLAGE)
        assert [each.name for each in first] == ["村委会", "村小门口", "石桥头"]
        await work.checkpoints.put(VILLAGE, "bridge", "新桥", (27.0, 112.0), 50)
        await work.checkpoints.put(VILLAGE, "shop", "小卖部", (27.1, 112.1), 50)
        await work.checkpoints.revoke(first[1].id)
        again = await checkpoints_for_posters(work, office.rules, VILLAGE)
        everywhere = await checkpoints_for_posters(work, office.rules, None)
    assert [each.name for each in again] == ["村委会", "新桥", "小卖部"]
    assert again[1].latitude == 27.0
    assert len({each.unit for each in everywhere}) == len(office.rules.township.patrol.teams)


async def test_a_new_poster_revokes_the_old_one(office: Office) -> None:
    """The old token is known no more, the new one is; the log says whose posters were replaced, and no token."""
    async with office.at_work() as work:
        bridge, school, *_others = await checkpoints_for_posters(work, office.rules, VILLAGE)
        assert await replace_posters(work, {bridge.id: "old", school.id: "school"}) == 2
        assert await work.checkpoints.by_token("old") == bridge
        assert await replace_posters(work, {bridge.id: "new"}) == 1
        assert await work.checkpoints.by_token("old") is None
        assert await work.checkpoints.by_token("new") == bridge
        assert await work.checkpoints.by_token("school") == school


async def test_a_checkpoint_that_was_given_up_meanwhile_gets_no_poster(office: Office) -> None:
    """Between printing and making good it was revoked: the printed page is worthless."""
    async with office.at_work() as work:
        bridge = (await checkpoints_for_posters(work, office.rules, VILLAGE))[0]
        await work.checkpoints.revoke(bridge.id)
        assert await replace_posters(work, {bridge.id: "new", 999_999: "nowhere"}) == 0
        assert await work.checkpoints.by_token("new") is None
