"""The pictures for the phone: what they say, and that they are pictures of a size a phone shows well."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pytest
from PIL import Image

from documents.coverage_picture import coverage_sheet
from documents.coverage_picture import draw as draw_coverage
from documents.drawing import WIDTH, Canvas
from documents.made_file import MadeFile, drawable
from documents.roster_picture import TODAY, Look, Sheet, draw, roster_sheet
from domain.shifts import PostState, RosteredShift
from domain.words import Language
from tests.documents.patrol_samples import NAMES, office, post, shift, two_weeks
from tests.domain.samples import at

NOW = at("2026-10-01 09:00")
FIRST = date(2026, 9, 28)


def sheet(
    language: Language = Language.ZH_HANS,
    names: Mapping[int, str] = NAMES,
    shifts: tuple[RosteredShift, ...] | None = None,
) -> Sheet:
    """The sample team's two weeks."""
    return roster_sheet(office(language), "fenglin", FIRST, shifts or two_weeks("2026-09-28", NOW), names, NOW)


def opened(file: MadeFile) -> Image.Image:
    """The picture as a phone opens it."""
    return Image.open(io.BytesIO(file.content)).convert("RGB")


def colours(picture: Image.Image) -> int:
    """How many colours are in it."""
    return len(picture.getcolors(1 << 24) or [])


def chips(found: Sheet, row: int) -> list[tuple[str, Look]]:
    """What stands in one day."""
    return [(chip.text, chip.look) for line in found.rows[row].lines for chip in line.chips]


def test_the_roster_says_who_leads_who_comes_and_who_is_missing() -> None:
    """A day each, the lead first and starred; what is free says how many."""
    found = sheet()
    assert [row.day for row in found.rows] == [
        date(2026, 9, 28 + n) if n < 3 else date(2026, 10, n - 2) for n in range(14)
    ]
    assert chips(found, 5) == [("★ 孙立言", Look.LEAD), ("郭长青", Look.MEMBER), ("沈明澜", Look.MEMBER)]
    assert ("还缺 2 人", Look.FREE) in chips(found, 4)
    assert ("何小满 来不了", Look.CANNOT) in chips(found, 7)
    assert ("还缺 1 人", Look.FREE) in chips(found, 7)
    assert ("还缺带班", Look.FREE) in chips(found, 9)
    assert chips(found, 11)[-1] == ("取消了", Look.QUIET)
    assert [line.slot for line in found.rows[11].lines] == ["放学护学", "晚班"]


def test_of_a_shift_that_is_over_nobody_is_said_to_have_been_missing() -> None:
    """The picture hangs in the team's group: it accuses nobody."""
    over = shift(1, "2026-09-28")
    crew = (post(1, over, 1, PostState.CHECKED_OUT, leads=True), post(2, over, 2, PostState.ABSENT))
    found = sheet(shifts=(RosteredShift(over, crew),))
    assert chips(found, 0) == [("★ 赵玉梅", Look.LEAD), ("陈广田", Look.MEMBER)]


def test_what_is_not_published_is_not_shown() -> None:
    """Nobody learns from a picture what they were not told."""
    ahead = shift(1, "2026-10-05", published=False)
    found = sheet(shifts=(RosteredShift(ahead, (post(1, ahead, 1),)),))
    assert chips(found, 7) == [("还没公布", Look.QUIET)]


@pytest.mark.parametrize("language", Language)
def test_the_roster_is_a_picture_for_a_phone_with_today_marked(language: Language) -> None:
    """No wider than a phone, no higher than Telegram takes, not blank, and one stripe of it is today's."""
    picture = opened(draw(sheet(language)))
    assert picture.width == WIDTH <= 1080
    assert picture.width + picture.height < 10_000
    assert colours(picture) > 20
    marked = [y for y in range(picture.height) if near(picture.getpixel((WIDTH - 6, y)), TODAY)]
    assert len(marked) > 60
    assert all(below - above == 1 for above, below in pairwise(marked))


def near(pixel: object, colour: str) -> bool:
    """Whether a pixel has a colour, as far as few colours allow."""
    assert isinstance(pixel, tuple)
    wanted = (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))
    return all(abs(one - other) < 6 for one, other in zip(pixel, wanted, strict=True))


def test_long_strange_and_empty_names_are_drawn_as_well() -> None:
    """A name of sixty letters, one of emoji alone, one with a line break, and none at all."""
    names = {1: "很长的名字" * 12, 2: "🌸🌸", 3: "何\n小满\u202e", 4: "", 5: "王大河" + "\ud800", 6: "=1+1"}
    picture = opened(draw(sheet(names=names)))
    assert picture.width == WIDTH
    assert drawable(names[2]) == drawable("") == "—"
    assert drawable(names[3]) == "何 小满"
    assert drawable(names[5]) == "王大河"


def test_every_character_of_the_configuration_is_in_the_font() -> None:
    """None comes out as an empty box, in either script."""
    missing = mask(Language.ZH_HANS, "\U000f0000")
    for language in (Language.ZH_HANS, Language.ZH_HANT):
        named = [unit.name for unit in office().township.units] + [
            unit.team for unit in office().township.units if unit.team
        ]
        for sign in sorted({sign for name in named for sign in name.in_language(language)} - {" "}):
            assert mask(language, sign) != missing, sign


def mask(language: Language, sign: str) -> bytes:
    """A character as it is drawn."""
    canvas = Canvas(language, 60, 60)
    canvas.text(10, 30, sign, 40)
    return canvas.png()


def test_simplified_and_traditional_are_drawn_from_different_faces() -> None:
    """The same character has another form here and there."""
    assert mask(Language.ZH_HANS, "骨") != mask(Language.ZH_HANT, "骨")


def month() -> tuple[RosteredShift, ...]:
    """Two teams in September: one always full, one where nobody comes on the third."""
    found = []
    for number, (unit, day, came) in enumerate(
        [("fenglin", 1, 3), ("fenglin", 2, 3), ("liutang", 3, 0), ("liutang", 25, 0)], 1
    ):
        own = shift(number, f"2026-09-{day:02d}", unit=unit)
        states = [PostState.CHECKED_OUT if turn < came else PostState.ASSIGNED for turn in range(3)]
        found.append(
            RosteredShift(
                own, tuple(post(number * 10 + turn, own, turn + 1, state) for turn, state in enumerate(states))
            )
        )
    return tuple(found)


def test_the_heat_map_has_a_row_for_every_team() -> None:
    """Those without a shift too; what lies ahead counts neither for nor against."""
    found = coverage_sheet(office(), "2026-09", month(), at("2026-09-20 09:00"))
    assert len(found.teams) == 21
    shares = {name: share for name, _days, share in found.teams}
    assert (shares["枫林村"], shares["柳塘村"], shares["白鹭湾村"]) == ("100%", "0%", "—")
    assert found.summary == "已站 3 班，到岗 66%"


@pytest.mark.parametrize("language", Language)
def test_the_heat_map_is_a_picture_for_a_phone(language: Language) -> None:
    """Not wider than 1,080 pixels and not blank; a day nobody came looks unlike one when all did."""
    picture = opened(draw_coverage(coverage_sheet(office(language), "2026-09", month(), at("2026-09-20 09:00"))))
    assert picture.width == WIDTH
    assert colours(picture) > 20
    empty = opened(draw_coverage(coverage_sheet(office(language), "2026-09", (), at("2026-09-20 09:00"))))
    assert picture.tobytes() != empty.tobytes()
