"""What was met on a shift, kept with its place and files, and the case it became."""

from __future__ import annotations

from domain.messages import Attachment, AttachmentKind
from storage.cases import Place
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.domain.samples import filed
from tests.storage.posts import a_post


async def a_case(work: UnitOfWork) -> int:
    """A case to become."""
    case = filed()
    await work.cases.add(case, Place(), None)
    return case.id


async def test_an_incident_comes_back_as_it_was_kept(database: Database) -> None:
    """Words, place and files; without a place it has none."""
    photo = Attachment(kind=AttachmentKind.PHOTO, file_id="p1", size=10)
    async with database.transaction() as work:
        post = await a_post(work)
        first = await work.incidents.add(post.person_id, post.shift_id, "桥头有水", (photo,), (27.3, 112.6))
        second = await work.incidents.add(post.person_id, post.shift_id, "狗叫")
        assert await work.incidents.of_shift(post.shift_id) == (first, second)
        assert await work.incidents.get(first.id + second.id) is None
    assert (first.text, first.place, first.attachments) == ("桥头有水", (27.3, 112.6), (photo,))
    assert (second.place, second.attachments, second.matter_id) == (None, (), None)


async def test_it_becomes_one_case_and_no_second(database: Database) -> None:
    """The first case stays."""
    async with database.transaction() as work:
        post = await a_post(work)
        incident = await work.incidents.add(post.person_id, post.shift_id, "桥头有水")
        case_id = await a_case(work)
        assert await work.incidents.became(incident.id, case_id)
        assert not await work.incidents.became(incident.id, case_id)
        found = await work.incidents.get(incident.id)
    assert found is not None
    assert found.matter_id == case_id
