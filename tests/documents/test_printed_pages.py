"""Certificates and posters, read back as somebody reads them and as a phone scans them."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest
import segno

from documents.checkpoint_posters import CODE_MM, QUIET, Poster, draw_posters
from documents.hours_certificate import certificate_of, draw
from documents.printed import WIDTH
from domain.allowance import LedgerLine, ledger
from domain.made_documents import ALL_YEARS
from domain.shifts import PostState, RosteredShift
from domain.words import Language
from tests.documents.patrol_samples import office, post, shift
from tests.documents.pdf_reading import pages, squares, words
from tests.domain.samples import HOUR, at, township

NOW = at("2026-11-02 09:00")


def lines(*days: str) -> tuple[LedgerLine, ...]:
    """One person's verified evenings of three hours, of which one hour is missing on the first."""
    rostered = []
    for number, day in enumerate(days, 1):
        own = shift(number, day, unit="fenglin" if number < 3 else "liutang")
        came = post(number, own, 2, PostState.CHECKED_OUT)
        if number == 1:
            came = replace(came, checked_out_at=own.ends_at - HOUR)
        rostered.append(RosteredShift(own, (came,)))
    return ledger(rostered, {}, township().patrol.rates, NOW)


def test_a_certificate_says_whose_hours_where_and_when() -> None:
    """Months with their shifts and hours, the sum, both teams, and who issues it."""
    certificate = certificate_of(office(), "陈广田", lines("2026-09-01", "2026-09-03", "2026-10-05"), "2026", NOW)
    (page,) = pages(draw(certificate).content)
    read = words(page)
    assert "兹证明陈广田自2026年9月1日至2026年10月5日" in read
    assert "枫林义务巡逻队、柳塘义务巡逻队" in read
    assert "共3班，服务8.0小时" in read
    for part in ("2026年9月25.0", "2026年10月13.0", "合计38.0", "青禾镇综治中心", "2026年11月2日"):
        assert part in read
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)


def test_a_certificate_of_all_years_goes_by_year() -> None:
    """Twelve rows at most fit; years are few."""
    found = certificate_of(office(), "陈广田", lines("2025-12-31", "2026-01-01"), ALL_YEARS, NOW)
    assert [(row.period, row.shifts) for row in found.rows] == [("2025年", 1), ("2026年", 1)]


@pytest.mark.parametrize("language", Language)
def test_a_certificate_in_every_language_is_one_page(language: Language) -> None:
    """With a full year and a long name nothing falls off."""
    year = [f"2026-{month:02d}-01" for month in range(1, 11)]
    (page,) = pages(draw(certificate_of(office(language), "很长的名字" * 8, lines(*year), "2026", NOW)).content)
    assert "很长的名字" in words(page)
    assert "2026" in words(page)


def test_nothing_to_certify_is_no_certificate() -> None:
    """A page that says "no hours" would be of use to nobody."""
    with pytest.raises(ValueError, match="nothing"):
        certificate_of(office(), "陈广田", (), "2026", NOW)


def test_a_poster_carries_its_checkpoints_name_and_link() -> None:
    """A page each; the squares drawn are those of the code for the link, quiet zone and all."""
    posters = [
        Poster("fenglin", "石桥头", "https://t.me/shouwang_bot?start=c_" + "Ab0_-x" * 3),
        Poster("bailuwan", "107国道白鹭湾路口加油站旁边", "https://t.me/shouwang_bot?start=c_" + "Zy9_-q" * 3),
    ]
    found = pages(draw_posters(office(), posters))
    assert len(found) == 2
    for page, poster in zip(found, posters, strict=True):
        read = words(page)
        for part in (poster.name, office().team(poster.unit), "用手机扫一扫"):
            assert part in read
        code = segno.make(poster.link, error="q", micro=False, boost_error=False)
        wanted = [[bool(square) for square in row] for row in code.matrix_iter(border=QUIET)]
        assert squares(page, (WIDTH - CODE_MM) / 2, 95, CODE_MM, len(wanted)) == wanted


def test_two_posters_differ() -> None:
    """The comparison of squares above would see a wrong link."""
    one, other = (
        pages(draw_posters(office(), [Poster("fenglin", "桥", f"https://t.me/b?start=c_{token}")]))[0]
        for token in ("a", "b")
    )
    assert squares(one, 31, 95, CODE_MM, 37) != squares(other, 31, 95, CODE_MM, 37)


def test_nothing_of_a_document_stays_in_memory() -> None:
    """The font with all its tables is 30 MB: after the document it is gone, without a full look through the memory."""
    gc.collect()
    gc.disable()
    try:
        draw_posters(office(), [Poster("fenglin", "石桥头", "https://t.me/b?start=c_x")])
        assert [each for each in gc.get_objects() if type(each).__name__ == "TTFont"] == []
    finally:
        gc.enable()


def test_a_poster_is_drawn_and_holds_no_picture() -> None:
    """Vectors alone: sharp at any size."""
    (page,) = pages(draw_posters(office(), [Poster("fenglin", "石桥头", "https://t.me/b?start=c_x")]))
    assert list(page.images) == []
