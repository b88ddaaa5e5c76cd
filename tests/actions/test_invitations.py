"""Invitations: used once, for a limited time, and for some roles with a second admin's word."""

from __future__ import annotations

import json

import pytest

from actions.confirm_invitation import confirm_invitation
from actions.expire_invitation import expire_invitation
from actions.invite import invite
from actions.take_up_invitation import TakenUp, take_up_invitation
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.words import Role
from storage.due import DueKind
from tests.actions.office import VILLAGE, Office


async def invited(office: Office, role: Role, unit: str = VILLAGE, by: str | None = "admin") -> str:
    """An invitation for a new colleague; its start parameter."""
    async with office.at_work() as work:
        return await invite(work, office.rules, role, unit, "苏小米", office.people[by] if by else None)


async def taken_up(office: Office, token: str, person: int) -> TakenUp:
    """Somebody opens the link."""
    async with office.at_work() as work:
        return await take_up_invitation(work, office.rules, token, person)


async def roles_of(office: Office, person: int) -> set[tuple[Role, str]]:
    """What somebody is now."""
    async with office.at_work() as work:
        return {(held.role, held.unit) for held in await work.people.holdings_of(person)}


async def refusal(office: Office, token: str, person: int) -> RefusalCode:
    """Why somebody cannot take it up."""
    with pytest.raises(Refusal) as refused:
        await taken_up(office, token, person)
    return refused.value.code


async def test_a_mediator_is_one_as_soon_as_the_link_is_opened(office: Office) -> None:
    """Under the name that the invitation gives, and whoever invited hears of it."""
    guest = await office.seat("guest")
    token = await invited(office, Role.MEDIATOR)
    assert not (await taken_up(office, token, guest)).waits
    assert await roles_of(office, guest) == {(Role.MEDIATOR, VILLAGE)}
    async with office.at_work() as work:
        assert (await work.people.names([guest]))[guest] == "苏小米"
    (told,) = await office.told()
    assert (told.person_id, told.phrases) == (office.admin, ("invitation-came",))


async def test_an_invitation_works_once(office: Office) -> None:
    """Who comes second gets nothing, and is told what to do."""
    guest, late = await office.seat("guest"), await office.seat("late")
    token = await invited(office, Role.MEDIATOR)
    await taken_up(office, token, guest)
    assert await refusal(office, token, late) is RefusalCode.INVITATION_GONE
    assert await roles_of(office, late) == set()


async def test_an_invitation_ends(office: Office) -> None:
    """At its time it is over, whether or not the due work has run yet."""
    guest = await office.seat("guest")
    token = await invited(office, Role.MEDIATOR)
    office.clock.forward(hours=72)
    assert await refusal(office, token, guest) is RefusalCode.INVITATION_GONE
    async with office.at_work() as work:
        made = await work.invitations.by_token(token.removeprefix("i_"))
        assert made is not None
        due = await work.due.of(DueKind.INVITATION_EXPIRY, str(made.id))
        assert due is not None
        assert due.due_at == work.now
        await expire_invitation(work, made.id)
    office.clock.forward(hours=-71)
    assert await refusal(office, token, guest) is RefusalCode.INVITATION_GONE


async def test_an_invitation_that_was_used_is_not_ended_later(office: Office) -> None:
    """Its due row is gone with its use."""
    guest = await office.seat("guest")
    taken = await taken_up(office, await invited(office, Role.MEDIATOR), guest)
    async with office.at_work() as work:
        assert await work.due.of(DueKind.INVITATION_EXPIRY, str(taken.invitation.id)) is None


async def test_a_guessed_token_is_no_invitation(office: Office) -> None:
    """What was never made cannot be told from what is over."""
    await invited(office, Role.MEDIATOR)
    assert await refusal(office, "i_AAAAAAAAAAAAAAAAAAAAAA", office.li) is RefusalCode.INVITATION_GONE


async def test_the_token_itself_is_kept_nowhere(office: Office) -> None:
    """Whoever reads the file cannot take up anything."""
    token = await invited(office, Role.MEDIATOR)
    assert token.removeprefix("i_").encode() not in office.database.path.read_bytes()
    async with office.database.alone() as connection:
        rows = await connection.rows("SELECT token_hash FROM invitation", ())
    assert [row for row in rows if token.removeprefix("i_") in str(row["token_hash"])] == []


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.IDENTITY_OFFICER, Role.ADMIN])
async def test_some_roles_need_a_second_admins_word(office: Office, role: Role) -> None:
    """Until then the invited person holds nothing; afterwards they do, and both sides are told."""
    centre = office.rules.township.centre.code
    other = await office.seat("other", Role.ADMIN, centre)
    guest = await office.seat("guest")
    taken = await taken_up(office, await invited(office, role, centre), guest)
    assert taken.waits
    assert await roles_of(office, guest) == set()
    (asked,) = await office.told()
    assert (asked.person_id, asked.phrases) == (other, ("ask-confirm-invitation",))
    async with office.at_work() as work:
        await confirm_invitation(work, office.rules, taken.invitation.id, other, granted=True)
    assert await roles_of(office, guest) == {(role, centre)}
    assert {(each.person_id, each.phrases[0]) for each in await office.told()} == {
        (office.admin, "invitation-came"),
        (guest, "invitation-granted"),
    }
    async with office.database.alone() as connection:
        rows = await connection.rows(
            "SELECT actor_id, detail FROM event WHERE kind = ?", (EventKind.ROLE_GRANTED.value,)
        )
    assert [row["actor_id"] for row in rows] == [guest]
    assert json.loads(str(rows[0]["detail"])) == {
        "role": role.value,
        "unit": centre,
        "invited_by": office.admin,
        "confirmed_by": other,
    }


async def test_who_invited_cannot_be_the_second(office: Office) -> None:
    """Nor can the invited person, nor anybody who is no admin."""
    centre = office.rules.township.centre.code
    await office.seat("other", Role.ADMIN, centre)
    third = await office.seat("third", Role.ADMIN, centre)
    taken = await taken_up(office, await invited(office, Role.DIRECTOR, centre), third)
    for person in (office.admin, third, office.director, office.li):
        with pytest.raises(Refusal) as refused:
            async with office.at_work() as work:
                await confirm_invitation(work, office.rules, taken.invitation.id, person, granted=True)
        assert refused.value.code is RefusalCode.NOT_ALLOWED


async def test_of_two_admins_the_first_decides_and_the_other_sees_it(office: Office) -> None:
    """The message with the buttons changes where it stands; pressing all the same is refused."""
    centre = office.rules.township.centre.code
    other = await office.seat("other", Role.ADMIN, centre)
    third = await office.seat("third", Role.ADMIN, centre)
    guest = await office.seat("guest")
    taken = await taken_up(office, await invited(office, Role.DIRECTOR, centre), guest)
    await office.told()
    async with office.at_work() as work:
        await confirm_invitation(work, office.rules, taken.invitation.id, other, granted=False)
    told = await office.told()
    (changed,) = [each for each in told if each.person_id == third]
    assert changed.silently
    assert (changed.phrases, changed.message.buttons) == (("invitation-declined",), ())
    with pytest.raises(Refusal) as refused:
        async with office.at_work() as work:
            await confirm_invitation(work, office.rules, taken.invitation.id, third, granted=True)
    assert refused.value.code is RefusalCode.ALREADY_CHANGED
    assert await roles_of(office, guest) == set()


async def test_the_only_admin_is_told_at_once_that_a_second_one_is_missing(office: Office) -> None:
    """An invitation that nobody could confirm is not made."""
    with pytest.raises(Refusal) as refused:
        await invited(office, Role.DIRECTOR, office.rules.township.centre.code)
    assert refused.value.code is RefusalCode.NO_SECOND_ADMIN


async def test_nobody_confirms_their_own_invitation_by_being_the_other_admin(office: Office) -> None:
    """The only other admin opens the link: it stays open until there is somebody to confirm it."""
    centre = office.rules.township.centre.code
    other = await office.seat("other", Role.ADMIN, centre)
    token = await invited(office, Role.DIRECTOR, centre)
    assert await refusal(office, token, other) is RefusalCode.NO_SECOND_ADMIN
    await office.seat("third", Role.ADMIN, centre)
    assert (await taken_up(office, token, other)).waits


async def test_the_operators_console_makes_the_first_admin(office: Office) -> None:
    """There is nobody yet who could be asked; the next one from the console is confirmed by the first."""
    centre = office.rules.township.centre.code
    async with office.at_work() as work:
        await work.people.end(office.admin, Role.ADMIN, centre)
    first, second = await office.seat("first"), await office.seat("second one")
    assert not (await taken_up(office, await invited(office, Role.ADMIN, centre, by=None), first)).waits
    assert (Role.ADMIN, centre) in await roles_of(office, first)
    assert (await taken_up(office, await invited(office, Role.ADMIN, centre, by=None), second)).waits
