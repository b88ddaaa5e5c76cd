"""A shift and who stands on it: the values that roster, presence and boards work on. The rules are in modules of their own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.durations import DAY_MS

LONGEST_SHIFT_MS = DAY_MS
"""A shift that goes on now began no longer ago."""
BEYOND_PUBLISHED_MS = 7 * DAY_MS + LONGEST_SHIFT_MS
"""A roster reaches to the end of the week in which its last day lies, and the last shift may end after that."""


class ShiftState(StrEnum):
    """How far a shift has come."""

    PLANNED = "planned"
    """On the roster; whether it is under way the clock says."""
    ENDED = "ended"
    """Over and closed."""
    CANCELLED = "cancelled"
    """Will not take place."""


class PostState(StrEnum):
    """How far one person has come with their post on a shift."""

    ASSIGNED = "assigned"
    """Is on the roster and has not answered."""
    COMING = "coming"
    """Said that they will come."""
    CANNOT = "cannot"
    """Said that they cannot; it stays theirs until somebody takes it."""
    PASSED_ON = "passed_on"
    """Somebody else has taken it; nothing is asked of them any more."""
    PRESENT = "present"
    """Checked in."""
    CHECKED_OUT = "checked_out"
    """Checked in and out."""
    EXCUSED = "excused"
    """The lead excused them."""
    ABSENT = "absent"
    """The shift ended without them."""


STANDING = frozenset({PostState.ASSIGNED, PostState.COMING, PostState.PRESENT, PostState.CHECKED_OUT})
"""Posts that count towards a shift's strength."""
STOOD = frozenset({PostState.PRESENT, PostState.CHECKED_OUT})
"""Posts whose person was there."""
AWAITED = frozenset({PostState.ASSIGNED, PostState.COMING, PostState.CANNOT})
"""Posts whose person is missed when they do not check in."""


class Way(StrEnum):
    """How somebody came to a post."""

    ROSTER = "roster"
    """The roster gave it to them."""
    SWAP = "swap"
    """They swapped with a member."""
    STAND_IN = "stand_in"
    """They stood in."""
    LEAD = "lead"
    """The lead put them there, or they put themselves there."""


class Mark(StrEnum):
    """Something about a check-in that the lead should look at. It accuses nobody."""

    OUTSIDE = "outside"
    """Farther from the team's area and checkpoints than the stated accuracy explains."""
    INACCURATE = "inaccurate"
    """The phone did not know well enough where it was."""
    FAR_FROM_POSTER = "far_from_poster"
    """The poster's code was opened by somebody whose place was somewhere else."""
    TOO_FAST = "too_fast"
    """Nobody gets from the check-in before to this one in that time."""
    SAME_PICTURE = "same_picture"
    """The picture was sent before."""
    FORWARDED = "forwarded"
    """The location was forwarded from another message."""
    EARLY = "early"
    """Before check-in opened."""
    FORGOTTEN = "forgotten"
    """Nobody checked out; the shift was closed by the clock."""


class CheckInKind(StrEnum):
    """How somebody showed where they are."""

    LOCATION = "location"
    """A location was shared."""
    POSTER = "poster"
    """A checkpoint's poster was scanned."""
    LIVE = "live"
    """A point of a live location."""
    PICTURE = "picture"
    """A picture was sent."""
    BY_LEAD = "by_lead"
    """The lead said so."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift of one team. Times are UTC ms; `day` is the township's date of its start, "YYYY-MM-DD".

    `chased_until` is the watermark of its clocks: every step up to it was run. `version` grows with every change.
    """

    id: int
    unit: str
    slot: str
    day: str
    starts_at: int
    ends_at: int
    strength: int
    special: bool
    state: ShiftState
    published_at: int | None
    chased_until: int
    version: int


@dataclass(frozen=True, slots=True)
class Post:
    """One person's post on a shift. `leads` for its lead; `came_from` is the post that was handed to them."""

    id: int
    shift_id: int
    person_id: int
    leads: bool
    state: PostState
    way: Way
    assigned_at: int
    answered_at: int | None = None
    checked_in_at: int | None = None
    checked_out_at: int | None = None
    came_from: int | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One time somebody showed where they are, in WGS 84 degrees and metres, as far as it was said."""

    id: int
    post_id: int
    kind: CheckInKind
    at: int
    latitude: float | None = None
    longitude: float | None = None
    accuracy: float | None = None
    checkpoint_id: int | None = None
    picture: str | None = None
    """A picture's lasting identifier at Telegram."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A place to check in at, with a poster's token. `revoked_at` for one whose poster was lost or that is gone."""

    id: int
    unit: str
    code: str
    name: str
    latitude: float
    longitude: float
    radius: int
    revoked_at: int | None = None


@dataclass(frozen=True, slots=True)
class RosteredShift:
    """A shift with everybody's post on it."""

    shift: Shift
    posts: tuple[Post, ...]

    def post_of(self, person_id: int) -> Post | None:
        """One person's post, unless it was passed on."""
        return next(
            (each for each in self.posts if each.person_id == person_id and each.state is not PostState.PASSED_ON),
            None,
        )

    @property
    def standing(self) -> tuple[Post, ...]:
        """The posts that count towards its strength."""
        return tuple(each for each in self.posts if each.state in STANDING)

    @property
    def missing(self) -> int:
        """How many people it lacks. A post whose person cannot come, and for whom somebody is still sought, lacks."""
        return max(0, self.shift.strength - len(self.standing))

    @property
    def full(self) -> bool:
        """Whether it has all its people and a lead."""
        return not self.missing and self.lead is not None

    @property
    def lead(self) -> Post | None:
        """Its lead, if it has one who stands."""
        return next((each for each in self.standing if each.leads), None)
