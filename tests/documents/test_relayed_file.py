"""What a file says of its maker does not go along with it, as far as it can be taken out."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from documents.made_file import Office
from documents.relayed_file import NoPicture, cleaned
from domain.messages import AttachmentKind
from domain.words import Language
from tests.documents.patrol_samples import renderer
from tests.domain.samples import calendar, township

MAKER = "Li Chunhe"


def office() -> Office:
    """For whom it is made."""
    return Office(township(), calendar(), renderer(), Language.ZH_HANS)


def photo(kind: str = "JPEG") -> bytes:
    """A picture that says where and by whom it was taken."""
    exif = Image.Exif()
    exif[0x013B] = MAKER
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (27.0, 3.0, 9.0), 3: "E", 4: (112.0, 1.0, 2.0)}
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "green").save(made, kind, exif=exif)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("sent_as", [AttachmentKind.PHOTO, AttachmentKind.DOCUMENT])
def test_a_picture_is_drawn_anew(kind: str, sent_as: AttachmentKind) -> None:
    """Neither the place nor the maker is in it any more; it stands the right way up."""
    content = photo(kind)
    assert MAKER.encode() in content
    made = cleaned(sent_as, content, office())
    assert made.name == "附件.jpg"
    assert MAKER.encode() not in made.content
    with Image.open(io.BytesIO(made.content)) as picture:
        assert not picture.getexif()
        assert not picture.info.get("exif")
        assert picture.size == (20, 40)


def test_a_word_file_loses_its_author() -> None:
    """It can still be opened and says the same."""
    document = docx.Document()
    document.add_paragraph("水渠塌了")
    document.core_properties.author = MAKER
    document.core_properties.last_modified_by = MAKER
    written = io.BytesIO()
    document.save(written)
    made = cleaned(AttachmentKind.DOCUMENT, written.getvalue(), office())
    assert made.name == "附件.docx"
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert all(MAKER.encode() not in archive.read(name) for name in archive.namelist())
    opened = docx.Document(io.BytesIO(made.content))
    assert [each.text for each in opened.paragraphs] == ["水渠塌了"]


def test_a_pdf_loses_what_stands_in_it_in_the_clear() -> None:
    """Its author is blank, its length the same."""
    page = FPDF()
    page.set_author(MAKER)
    page.add_page()
    content = bytes(page.output())
    assert MAKER.encode() in content
    made = cleaned(AttachmentKind.DOCUMENT, content, office())
    assert made.name == "附件.pdf"
    assert MAKER.encode() not in made.content
    assert len(made.content) == len(content)


def test_a_sound_file_loses_its_tags() -> None:
    """Title and performer at the beginning and the end."""
    tag = b"TPE1" + MAKER.encode()
    content = (
        b"ID3\x04\x00\x00\x00\x00\x00" + bytes([len(tag)]) + tag + b"\xff\xfbsound" + b"TAG" + MAKER.encode().ljust(125)
    )
    assert cleaned(AttachmentKind.AUDIO, content, office()).content == b"\xff\xfbsound"


def test_what_is_no_picture_is_not_passed_on_as_one() -> None:
    """Zeros, a text, half a picture."""
    for content in (b"", bytes(500), "水渠".encode(), photo()[:60]):
        with pytest.raises(NoPicture):
            cleaned(AttachmentKind.PHOTO, content, office())


STARTS = [b"", b"PK\x03\x04", b"%PDF", b"ID3", b"\xff\xd8\xff", b"GIF8", b"RIFF0000WEBP"]


@given(kind=st.sampled_from(list(AttachmentKind)), start=st.sampled_from(STARTS), rest=st.binary(max_size=300))
def test_whatever_was_sent_nothing_else_goes_wrong(kind: AttachmentKind, start: bytes, rest: bytes) -> None:
    """A broken file is passed on under a name that says nothing, or is no picture."""
    try:
        made = cleaned(kind, start + rest, office())
    except NoPicture:
        return
    assert made.name.startswith("附件.")
