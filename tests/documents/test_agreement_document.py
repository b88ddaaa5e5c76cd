"""The agreement as a text document: all that the law asks for, set in Chinese fonts on A4, and typed words as characters alone."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from documents.agreement_document import WrittenAgreement, WrittenParty, draw
from documents.office_paper import MEDIA_TYPE
from domain.mediation import Side
from domain.words import Language
from tests.documents.patrol_samples import office
from tests.domain.samples import at

TYPED = '把围墙退后 30 厘米\n=HYPERLINK("http://example.org") <w:t>x</w:t> {{ MERGEFIELD x }} 😀'


def written(**changes: object) -> WrittenAgreement:
    """A neighbours' agreement between a minor and a grown-up."""
    agreement = WrittenAgreement(
        office=office(),
        number="482-9137-1",
        committee="枫林村人民调解委员会",
        parties=(
            WrittenParty(Side.A, "李大田", "男，汉族，15 岁，枫林村三组", "李春禾，母亲", minor=True),
            WrittenParty(Side.B, "王二水", "", None, "13900000000"),
        ),
        mediators=("陈广田", "何小满"),
        category="邻里纠纷",
        facts="乙方砌围墙占用公共过道。\n双方为宽窄争执。",
        promises=((Side.B, TYPED, at("2026-03-09 09:00")), (Side.A, "不再堵水沟", at("2026-04-01 09:00"))),
        copies=3,
        drafted_at=at("2026-03-02 10:00"),
    )
    return replace(agreement, **changes)  # type: ignore[arg-type]


def paragraphs(content: bytes) -> list[str]:
    """All words of a document, cells of tables last."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_it_holds_what_the_law_asks_for() -> None:
    """Parties, facts, what was agreed by whom and by when, copies, places to sign and for the seal, and its number."""
    made = draw(written())
    words = "\n".join(paragraphs(made.content))
    assert made.name == "agreement-482-9137-1.docx"
    assert made.media_type == MEDIA_TYPE
    for part in (
        "人民调解协议书",
        "编号：482-9137-1",
        "李大田\n法定代理人：李春禾，母亲",
        "男，汉族，15 岁，枫林村三组",
        "性别＿＿ 民族＿＿ 年龄＿＿\n职业",
        "13900000000",
        "纠纷类别：邻里纠纷",
        "双方为宽窄争执。",
        "1. 由乙方在2026年3月9日前履行：把围墙退后 30 厘米",
        "2. 由甲方在2026年4月1日前履行：不再堵水沟",
        "三十日内共同向人民法院申请司法确认",
        "一式 3 份",
        "甲方　李大田",
        "记录人",
        "人民调解员　何小满",
        "枫林村人民调解委员会",
        "（人民调解委员会印章）",
    ):
        assert part in words


def test_what_was_typed_is_characters_and_nothing_else() -> None:
    """No link, no field but the page's number, no markup; what no font draws is left out."""
    content = draw(written()).content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        body, foot = packed.read("word/document.xml").decode(), packed.read("word/footer1.xml").decode()
        links = [name for name in packed.namelist() if name.endswith(".rels") and b"hyperlink" in packed.read(name)]
    assert "w:hyperlink" not in body
    assert "fldSimple" not in body
    assert "instrText" not in body
    assert links == []
    assert foot.count("fldSimple") == 2  # its beginning and its end
    assert "<w:t>x</w:t>" not in body
    assert "&lt;w:t&gt;x&lt;/w:t&gt;" in body
    assert "😀" not in body


def test_chinese_is_set_in_a_chinese_font_on_a4() -> None:
    """The East Asian font of text and title is named, so no word processor takes whatever it finds."""
    document = Document(io.BytesIO(draw(written()).content))
    normal = document.styles["Normal"].element.rPr.rFonts
    assert normal.get(qn("w:eastAsia")) == "仿宋"
    assert normal.get(qn("w:eastAsiaTheme")) is None
    assert document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    title = document.paragraphs[0].runs[0]._element.get_or_add_rPr().get_or_add_rFonts()
    assert title.get(qn("w:eastAsia")) == "宋体"
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


def test_the_file_says_whose_it_is_and_when_it_was_written() -> None:
    """And not what library made it."""
    about = Document(io.BytesIO(draw(written()).content)).core_properties
    assert (about.title, about.author) == ("人民调解协议书", "枫林村人民调解委员会")
    assert about.created is not None
    assert about.created.year == 2026


def test_names_and_seal_are_not_torn_apart() -> None:
    """No row of signatures is broken by the end of a page, and each stays with the next."""
    document = Document(io.BytesIO(draw(written()).content))
    parties, signatures = (table.rows for table in document.tables)
    assert (len(parties), len(signatures)) == (3, 5)
    for row in (*parties, *signatures):
        assert row._tr.trPr is not None
        assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    assert all(row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in signatures)


def test_of_very_many_signatures_the_last_stay_with_the_seal() -> None:
    """A page could not hold them all; what would have to stay together on it could be torn anywhere."""
    many = tuple(WrittenParty(Side.A, f"李{number}", "", None) for number in range(20))
    rows = Document(io.BytesIO(draw(written(parties=many)).content)).tables[1].rows
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in rows]
    assert kept == [False] * 19 + [True] * 4


def test_whoever_stands_for_a_firm_or_another_is_no_guardian() -> None:
    """The word is the one that fits."""
    firm = WrittenParty(Side.B, "枫林砖厂", "", "王建国，经理")
    assert "枫林砖厂\n代表人：王建国，经理" in paragraphs(draw(written(parties=(firm,))).content)


@pytest.mark.parametrize("language", list(Language))
def test_it_is_written_in_each_language_of_a_township(language: Language) -> None:
    """Whatever the township's own language is."""
    agreement = written(office=replace(office(), language=language))
    assert draw(agreement).content.startswith(b"PK")


def test_facts_that_are_nothing_to_see_leave_a_dash() -> None:
    """A document is made of whatever was typed."""
    assert "—" in paragraphs(draw(written(facts=" \n😀\n")).content)
