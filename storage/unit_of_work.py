"""All repositories over one open transaction."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from storage.agreements import Agreements
from storage.allowances import Allowances
from storage.appointments import Appointments
from storage.assignments import Assignments, CaseLinks
from storage.audit_heads import AuditHeads
from storage.calendar_links import CalendarLinks
from storage.called import Called
from storage.cards import Cards
from storage.cases import Cases
from storage.check_ins import CheckIns
from storage.checkpoints import Checkpoints
from storage.conflicts import Conflicts
from storage.drafts import Drafts
from storage.due import DueRows
from storage.duty import Duty
from storage.entries import Entries
from storage.equipment import EquipmentOut
from storage.erasure import Erasure
from storage.events import Events
from storage.exchanges import Exchanges
from storage.incidents import Incidents
from storage.intake import Intake
from storage.invitations import Invitations
from storage.mediations import Mediations
from storage.meetings import Meetings
from storage.openings import Openings
from storage.outbox import Outbox
from storage.overlooked import Overlooked
from storage.particulars import TipParticulars
from storage.parties import Parties
from storage.people import People
from storage.quarantine import Quarantine
from storage.receipts import Receipts
from storage.resealing import Resealing
from storage.screenings import Screenings
from storage.shifts import Shifts
from storage.sos_calls import SosCalls
from storage.special_days import AddedSpecialDays
from storage.stronger_clocks import StrongerClocks
from storage.team_areas import TeamAreas
from storage.team_links import TeamLinks
from storage.team_places import TeamPlaces
from storage.teams import Teams
from storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.keys import StorageKeys
    from storage.rows import Connection
    from storage.signals import Signals


class UnitOfWork:
    """What an action works with. `now` is the clock at the beginning (UTC ms): one instant for the whole transaction.

    It does not commit: whoever opened the transaction does, by leaving it without an error.
    """

    def __init__(self, connection: Connection, now: int, keys: StorageKeys, signals: Signals) -> None:
        self.now = now
        self.signals = signals
        self._connection = connection
        self._depth = 0
        self.vault = Vault(connection, keys)
        self.people = People(connection, now, self.vault)
        self.invitations = Invitations(connection, now, self.vault)
        self.stronger_clocks = StrongerClocks(connection, now)
        self.cases = Cases(connection, self.vault, self.stronger_clocks)
        self.conflicts = Conflicts(connection)
        self.entries = Entries(connection, now, self.vault)
        self.events = Events(connection, now, keys)
        self.receipts = Receipts(connection, now, keys)
        self.drafts = Drafts(connection, now, self.vault)
        self.outbox = Outbox(connection, now, self.vault, signals)
        self.overlooked = Overlooked(connection)
        self.cards = Cards(connection)
        self.due = DueRows(connection, now, signals)
        self.intake = Intake(connection, now)
        self.teams = Teams(connection, now, self.vault)
        self.team_links = TeamLinks(connection, now)
        self.team_areas = TeamAreas(connection, now)
        self.team_places = TeamPlaces(connection, now)
        self.calendar_links = CalendarLinks(connection, now)
        self.special_days = AddedSpecialDays(connection, now)
        self.shifts = Shifts(connection, now)
        self.check_ins = CheckIns(connection, now)
        self.checkpoints = Checkpoints(connection, now)
        self.sos_calls = SosCalls(connection, now, self.vault)
        self.exchanges = Exchanges(connection, now)
        self.incidents = Incidents(connection, now, self.vault)
        self.equipment = EquipmentOut(connection, now)
        self.quarantine = Quarantine(connection, now, self.vault)
        self.allowances = Allowances(connection, now)
        self.audit_heads = AuditHeads(connection, now, keys)
        self.resealing = Resealing(connection, keys.ring)
        self.erasure = Erasure(connection, now, self.due)
        self.mediations = Mediations(connection, now, self.cases)
        self.parties = Parties(connection, now, self.vault)
        self.appointments = Appointments(connection, now, self.vault)
        self.agreements = Agreements(connection, now, self.vault)
        self.assignments = Assignments(connection, now)
        self.case_links = CaseLinks(connection, now)
        self.duty = Duty(connection)
        self.screenings = Screenings(connection, now)
        self.meetings = Meetings(connection, now)
        self.called = Called(connection, now, self.vault)
        self.particulars = TipParticulars(connection, self.vault)
        self.openings = Openings(connection, now, self.vault)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """A part that is undone as a whole when its body raises; the error goes on to the caller."""
        self._depth += 1
        name = f"part_{self._depth}"
        answers = len(self.signals.answers)
        await self._connection.execute(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            await self._connection.execute(f"ROLLBACK TO {name}")
            await self._connection.execute(f"RELEASE {name}")
            del self.signals.answers[answers:]
            self.events.forget_head()
            self.outbox.forget_fresh()
            self.people.forget_read()
            self.conflicts.forget_read()
            self.stronger_clocks.forget_read()
            self.due.forget_set()
            raise
        else:
            await self._connection.execute(f"RELEASE {name}")
        finally:
            self._depth -= 1
